//! Imports: the workbooks of a new college in their order, their counts, undo, and hostile files.

use cynic::{MutationBuilder as _, QueryBuilder as _};
use lianyi_shared::access::Role;
use lianyi_shared::api::imports::{
    AnnotatedImport, AnnotatedImportVariables, ApplyImport, ApplyImportInput, ApplyImportVariables, Import,
    ImportBatch, ImportCounts, ImportDecisionInput, ImportRow, ImportVariables, UndoImport,
    UndoImportVariables,
};
use lianyi_shared::id::{ImportId, RepresentativeId};
use lianyi_shared::import::{DuplicateChoice, ImportStatus, Severity};
use lianyi_shared::people::{LeaderTier, Stage};
use lianyi_shared::roster::RosterStatus;
use lianyi_tests::app::TestApp;
use lianyi_tests::db::db_digest;
use lianyi_tests::files::sending;
use lianyi_tests::on_both_databases;
use lianyi_tests::user::{As, Refused, User};
use sea_orm::{ColumnTrait as _, EntityTrait as _, PaginatorTrait as _, QueryFilter as _};
use serde_json::Value;

use lianyi::entity::{
    import_batch, import_change, leader, liaison_group, pairing, representative, roster_version, unit,
};

const UNITS: &str = "组织机构.xlsx";
const LEADERS: &str = "党员领导干部名册.xlsx";
const REPRESENTATIVES: &str = "党外代表人士信息表.xlsx";
const GROUPS: &str = "统战团体与民主党派基层组织.xlsx";
const ROSTER: &str = "2025-2026学年联谊交友结对名单.xlsx";

pub fn fixture(name: &str) -> Vec<u8> {
    std::fs::read(format!("{}/fixtures/import/{name}", env!("CARGO_MANIFEST_DIR"))).expect(name)
}

/// How many rows the manifest expects of a file: accepted, accepted with a warning, rejected.
pub(crate) fn expected(file: &str) -> (i32, i32, i32) {
    let manifest: Value = serde_json::from_slice(&fixture("manifest.json")).unwrap();
    let sheet = manifest["files"]
        .as_array()
        .unwrap()
        .iter()
        .find(|sheet| sheet["file"] == file && sheet["visible"] == true)
        .unwrap();
    let count = |name: &str| i32::try_from(sheet["expected"][name].as_i64().unwrap()).unwrap();
    (count("accepted"), count("accepted_with_warning"), count("rejected"))
}

/// The digest of every business table but those of the imports themselves.
async fn digest(app: &TestApp) -> Vec<(String, String)> {
    let all = db_digest(&app.app).await;
    all.into_iter().filter(|(table, _)| !table.starts_with("import_")).collect()
}

pub async fn upload(app: &TestApp, user: &User, query: &[(&str, &str)], file: Vec<u8>) -> (u16, Value) {
    let mut request = sending(&reqwest::Client::new(), &app.url("/api/imports"), query, file);
    if let Some(token) = user.token() {
        request = request.bearer_auth(token);
    }
    let response = request.send().await.unwrap();
    (response.status().as_u16(), response.json().await.unwrap())
}

pub(crate) async fn check(app: &TestApp, user: &User, query: &[(&str, &str)], file: Vec<u8>) -> ImportBatch {
    let (status, answer) = upload(app, user, query, file).await;
    assert_eq!(status, 201, "{answer}");
    read(user, answer["id"].as_str().unwrap().parse().unwrap()).await
}

async fn read(user: &User, id: ImportId) -> ImportBatch {
    let variables = ImportVariables { id, severities: None, first: 100, skip: 0 };
    user.run(Import::build(variables)).await.unwrap().import_batch
}

pub(crate) async fn apply(
    user: &User,
    batch: &ImportBatch,
    clean_rows_only: bool,
    decisions: Vec<ImportDecisionInput>,
) -> Result<ImportRow, Refused> {
    let input = ApplyImportInput { id: batch.id, version: batch.version, clean_rows_only, decisions };
    Ok(user.run(ApplyImport::build(ApplyImportVariables { input })).await?.apply_import)
}

pub(crate) async fn undo(user: &User, row: &ImportRow) -> Result<ImportRow, Refused> {
    let variables = UndoImportVariables { id: row.id, version: row.version };
    Ok(user.run(UndoImport::build(variables)).await?.undo_import)
}

/// Checks a fixture and takes its clean rows.
async fn import(app: &TestApp, user: &User, query: &[(&str, &str)], name: &str) -> ImportRow {
    let query: Vec<(&str, &str)> = query.iter().copied().chain([("name", name)]).collect();
    let batch = check(app, user, &query, fixture(name)).await;
    apply(user, &batch, true, Vec::new()).await.unwrap()
}

async fn officer(app: &TestApp) -> User {
    app.db_signed_in(As::role(Role::UnitedFrontOfficer)).await
}

/// Imports the workbooks of a new college in their order, last year's roster included.
pub(crate) async fn whole_college(app: &TestApp, user: &User) -> Vec<ImportRow> {
    let files: [(&[(&str, &str)], &str); 5] = [
        (&[("kind", "UNITS")], UNITS),
        (&[("kind", "LEADERS")], LEADERS),
        (PEOPLE, REPRESENTATIVES),
        (&[("kind", "GROUPS")], GROUPS),
        (YEAR, ROSTER),
    ];
    let mut rows = Vec::new();
    for (query, name) in files {
        rows.push(import(app, user, query, name).await);
    }
    rows
}

const YEAR: &[(&str, &str)] = &[("kind", "ROSTER"), ("year", "2025"), ("historic", "true")];
const PEOPLE: &[(&str, &str)] = &[("kind", "REPRESENTATIVES"), ("asOf", "2026-09-01")];

on_both_databases! {
    async fn a_new_college_comes_from_its_workbooks_and_can_be_taken_back(app) {
        let user = officer(&app).await;
        let db = &app.app.db.read;
        let mut states = vec![digest(&app).await];
        let mut batches = Vec::new();
        let files: [(&[(&str, &str)], &str); 5] = [
            (&[("kind", "UNITS")], UNITS),
            (&[("kind", "LEADERS")], LEADERS),
            (PEOPLE, REPRESENTATIVES),
            (&[("kind", "GROUPS")], GROUPS),
            (YEAR, ROSTER),
        ];
        for (query, name) in files {
            let row = import(&app, &user, query, name).await;
            assert_eq!(row.status, ImportStatus::Applied);
            let counts = &row.counts;
            if name != ROSTER {
                let found = (counts.accepted, counts.accepted_with_warning, counts.rejected);
                assert_eq!(found, expected(name), "{name}");
            }
            assert_eq!(counts.total, counts.accepted + counts.accepted_with_warning + counts.rejected);
            assert_eq!(counts.taken, Some(counts.new + counts.updates), "{name}");
            states.push(digest(&app).await);
            batches.push(row);
        }
        assert_eq!(unit::Entity::find().count(db).await.unwrap(), 67);
        assert_eq!(leader::Entity::find().count(db).await.unwrap(), 103);
        let people = representative::Entity::find().count(db).await.unwrap();
        assert_eq!(people, 415, "the possible duplicate waits for a decision");
        assert_eq!(liaison_group::Entity::find().count(db).await.unwrap(), 12);
        let in_force = roster_version::Entity::find().all(db).await.unwrap();
        assert_eq!(in_force.len(), 7);
        assert!(in_force.iter().all(|version| version.historic && version.status == RosterStatus::InForce));

        // What a right import yields: each leader of the roster with their counterparts.
        let truth: Value = serde_json::from_slice(&fixture("expected.json")).unwrap();
        for block in truth["roster"].as_array().unwrap() {
            let number = block["leader_no"].as_str().unwrap();
            let leader = leader::Entity::find()
                .filter(leader::Column::StaffNumber.eq(number)).one(db).await.unwrap().unwrap();
            let pairings = pairing::Entity::find()
                .filter(pairing::Column::LeaderId.eq(leader.id)).all(db).await.unwrap();
            let mut names = Vec::new();
            for pairing in pairings {
                if let Some(id) = pairing.representative_id {
                    names.push(representative::Entity::find_by_id(id).one(db).await.unwrap().unwrap().name);
                }
                if let Some(id) = pairing.group_id {
                    names.push(liaison_group::Entity::find_by_id(id).one(db).await.unwrap().unwrap().name);
                }
            }
            names.sort();
            let people = block["persons"].as_array().unwrap().iter()
                .filter(|person| person["current"] == true).map(|person| person["name"].as_str().unwrap());
            let groups = block["groups"].as_array().unwrap().iter().map(|group| group.as_str().unwrap());
            let mut wanted: Vec<&str> = people.chain(groups).collect();
            wanted.sort_unstable();
            assert_eq!(names, wanted, "{number}");
        }

        // An import that others build on stands firm; from the last to the first they all go.
        let refused = undo(&user, &batches[0]).await.unwrap_err();
        assert_eq!(refused.reason, "ImportUndoBlocked");
        assert!(refused.message.contains("组织机构 "), "{}", refused.message);
        states.pop();
        while let Some(row) = batches.pop() {
            let undone = undo(&user, &row).await.unwrap();
            assert_eq!(undone.status, ImportStatus::Undone);
            assert_eq!(Some(digest(&app).await), states.pop());
        }
    }

    async fn errors_stop_an_import_unless_only_the_clean_rows_are_taken(app) {
        let user = officer(&app).await;
        let query = [("kind", "UNITS"), ("name", UNITS)];
        let before = digest(&app).await;
        let batch = check(&app, &user, &query, fixture(UNITS)).await;
        assert_eq!(batch.status, ImportStatus::Checked);
        let errors: Vec<_> =
            batch.findings.nodes.iter().filter(|finding| finding.severity == Severity::Error).collect();
        assert_eq!(errors.len(), 1);
        assert_eq!((errors[0].row, errors[0].column.as_deref()), (Some(50), Some("A")));
        let refused = apply(&user, &batch, false, Vec::new()).await.unwrap_err();
        assert_eq!(refused.reason, "ImportHasErrors");
        assert_eq!(digest(&app).await, before);
        let row = apply(&user, &batch, true, Vec::new()).await.unwrap();
        assert_eq!(row.counts.taken, Some(67));
        let again = apply(&user, &batch, true, Vec::new()).await.unwrap_err();
        assert_eq!(again.reason, "WrongState");
    }

    async fn a_person_is_never_merged_unasked_and_undo_restores_what_was_overwritten(app) {
        let user = officer(&app).await;
        let db = &app.app.db.read;
        import(&app, &user, &[("kind", "UNITS")], UNITS).await;
        let head = "工号,姓名,政治面貌,所在单位,人士类别,培养阶段,手机\n";
        let first = format!("{head}040001,张一,民盟,图书馆,3,发现,13800000000\n,李二,群众,图书馆,9,,\n");
        let query = [("kind", "REPRESENTATIVES"), ("name", "a.csv")];
        let batch = check(&app, &user, &query, first.into_bytes()).await;
        assert_eq!(batch.findings.nodes.iter().filter(|f| f.severity == Severity::Error).count(), 0);
        apply(&user, &batch, false, Vec::new()).await.unwrap();
        let before: Vec<representative::Model> = representative::Entity::find().all(db).await.unwrap();
        assert_eq!(before.len(), 2);

        // The same number is an update; the same name and unit without one waits for a decision.
        let second = format!("{head}040001,张一,民盟,图书馆,3、4,培养,\n,李二,民盟,图书馆,3,使用,\n");
        let batch = check(&app, &user, &query, second.clone().into_bytes()).await;
        let counts = &batch.counts;
        assert_eq!((counts.new, counts.updates, counts.undecided), (0, 1, 1));
        let duplicate = &batch.duplicates[0];
        assert_eq!(duplicate.candidates.len(), 1);
        assert_eq!(duplicate.candidates[0].unit.as_deref(), Some("图书馆"));
        let decide = |choice, record| vec![ImportDecisionInput {
            sheet: duplicate.sheet.clone(), row: duplicate.row, choice, record,
        }];
        let stranger = RepresentativeId(app.app.new_id()).to_string();
        let refused = apply(&user, &batch, false, decide(DuplicateChoice::Update, Some(stranger))).await;
        assert_eq!(refused.unwrap_err().paths(), ["decisions"], "only one of those offered");
        let known = duplicate.candidates[0].id.clone();
        let row = apply(&user, &batch, false, decide(DuplicateChoice::Update, Some(known))).await.unwrap();
        assert_eq!(row.counts.taken, Some(2));
        let after = representative::Entity::find().all(db).await.unwrap();
        assert_eq!(after.len(), 2);
        let zhang = after.iter().find(|person| person.name == "张一").unwrap();
        assert_eq!((zhang.stage, zhang.categories.as_str()), (Some(Stage::Cultivation), "3 4"));
        assert_eq!(zhang.phone.as_deref(), Some("13800000000"), "an empty cell says nothing");

        undo(&user, &row).await.unwrap();
        let content = |person: &representative::Model| representative::Model {
            version: 0, updated_at: person.created_at, ..person.clone()
        };
        let restored = representative::Entity::find().all(db).await.unwrap();
        for person in &before {
            let now = restored.iter().find(|now| now.id == person.id).unwrap();
            assert_eq!(content(now), content(person));
        }

        // Another person of the same name, on the word of somebody.
        let batch = check(&app, &user, &query, second.into_bytes()).await;
        apply(&user, &batch, false, decide(DuplicateChoice::New, None)).await.unwrap();
        assert_eq!(representative::Entity::find().count(db).await.unwrap(), 3);
    }

    async fn rows_that_say_what_is_stored_are_no_updates(app) {
        let user = officer(&app).await;
        import(&app, &user, &[("kind", "UNITS")], UNITS).await;
        let text = "工号,姓名,职务,层级,所在单位\n010001,王甲,馆长,中层,图书馆\n010002,王乙,副馆长,中层,图书馆\n";
        let query = [("kind", "LEADERS"), ("name", "b.csv")];
        let batch = check(&app, &user, &query, text.as_bytes().to_vec()).await;
        apply(&user, &batch, false, Vec::new()).await.unwrap();
        let before = digest(&app).await;
        let later = format!("{}010003,王丙,科长,中层,图书馆\n", text.replace("副馆长", "馆长助理"));
        let batch = check(&app, &user, &query, later.into_bytes()).await;
        let found = |counts: &ImportCounts| (counts.new, counts.updates, counts.unchanged, counts.undecided);
        assert_eq!(found(&batch.counts), (1, 1, 1, 0));
        // The same file again: nothing to do, nothing done.
        let batch = check(&app, &user, &query, text.as_bytes().to_vec()).await;
        assert_eq!(found(&batch.counts), (0, 0, 2, 0));
        let row = apply(&user, &batch, false, Vec::new()).await.unwrap();
        assert_eq!(row.counts.taken, Some(0));
        assert_eq!(digest(&app).await, before);

        // So with all kinds, units that hang on each other included.
        for (query, name) in [
            (&[("kind", "UNITS")][..], UNITS),
            (&[("kind", "LEADERS")], LEADERS),
            (PEOPLE, REPRESENTATIVES),
            (&[("kind", "GROUPS")], GROUPS),
        ] {
            import(&app, &user, query, name).await;
            let again = import(&app, &user, query, name).await.counts;
            assert_eq!((again.new, again.updates, again.taken), (0, 0, Some(0)), "{name}: {again:?}");
            assert_eq!(again.unchanged + again.undecided, again.accepted + again.accepted_with_warning);
        }
    }

    async fn what_stood_before_an_import_is_kept_for_seven_days(app) {
        let user = officer(&app).await;
        import(&app, &user, &[("kind", "UNITS")], UNITS).await;
        let text = "工号,姓名,政治面貌,所在单位,人士类别,手机\n040001,张一,民盟,图书馆,3,13800000000\n";
        let query = [("kind", "REPRESENTATIVES"), ("name", "a.csv")];
        let batch = check(&app, &user, &query, text.as_bytes().to_vec()).await;
        apply(&user, &batch, false, Vec::new()).await.unwrap();
        let later = text.replace("13800000000", "13900000000");
        let batch = check(&app, &user, &query, later.into_bytes()).await;
        let row = apply(&user, &batch, false, Vec::new()).await.unwrap();
        let kept = async || {
            let changes = import_change::Entity::find().filter(import_change::Column::BatchId.eq(batch.id));
            changes.all(&app.app.db.read).await.unwrap()
        };
        assert!(kept().await[0].before.as_deref().unwrap().contains("13800000000"));

        app.app.clock.advance(chrono::TimeDelta::days(7) - chrono::TimeDelta::seconds(1));
        let user = officer(&app).await;
        lianyi::import::batch::drop_old(&app.app).await.unwrap();
        assert_eq!(kept().await.len(), 1);
        assert!(read(&user, batch.id).await.undo_until.is_some());

        // From then on nobody takes it back, whether it was dropped yet or not.
        app.app.clock.advance(chrono::TimeDelta::seconds(1));
        assert_eq!(undo(&user, &row).await.unwrap_err().reason, "ImportUndoExpired");
        lianyi::import::batch::drop_old(&app.app).await.unwrap();
        assert_eq!(kept().await, []);
        let gone = read(&user, batch.id).await;
        assert_eq!((gone.status, gone.undo_until, gone.kept_until), (ImportStatus::Applied, None, None));
        let now = ImportRow { version: gone.version, ..row };
        assert_eq!(undo(&user, &now).await.unwrap_err().reason, "ImportUndoExpired");
        let people = representative::Entity::find().all(&app.app.db.read).await.unwrap();
        assert_eq!(people[0].phone.as_deref(), Some("13900000000"));
    }

    async fn an_import_changed_since_names_the_rows_that_forbid_its_undo(app) {
        let user = officer(&app).await;
        import(&app, &user, &[("kind", "UNITS")], UNITS).await;
        let text = "工号,姓名,职务,层级,所在单位\n010001,王甲,馆长,中层,图书馆\n010002,王乙,副馆长,中层,图书馆\n";
        let query = [("kind", "LEADERS"), ("name", "b.csv")];
        let batch = check(&app, &user, &query, text.as_bytes().to_vec()).await;
        let row = apply(&user, &batch, false, Vec::new()).await.unwrap();
        assert_eq!(row.counts.taken, Some(2), "{:?}", batch.findings);
        let later = text.replace("副馆长", "馆长助理");
        let batch = check(&app, &user, &query, later.into_bytes()).await;
        let second = apply(&user, &batch, false, Vec::new()).await.unwrap();
        let refused = undo(&user, &row).await.unwrap_err();
        assert_eq!(refused.reason, "ImportUndoBlocked");
        assert!(refused.message.contains("b 3"), "{}", refused.message);
        assert!(!refused.message.contains("b 2"), "{}", refused.message);
        // Restoring goes on in versions: whoever read the import's state cannot write over it, and
        // the first import can no longer be taken back unseen.
        undo(&user, &second).await.unwrap();
        assert_eq!(undo(&user, &row).await.unwrap_err().reason, "ImportUndoBlocked");
        let leaders = leader::Entity::find().all(&app.app.db.read).await.unwrap();
        assert!(leaders.iter().any(|leader| leader.post == "副馆长" && leader.tier == LeaderTier::Department));
    }

    async fn the_annotated_file_comes_once_and_in_time(app) {
        let user = officer(&app).await;
        let batch = check(&app, &user, &[("kind", "UNITS"), ("name", UNITS)], fixture(UNITS)).await;
        let ask = async || {
            let variables = AnnotatedImportVariables { id: batch.id };
            let path = user.run(AnnotatedImport::build(variables)).await.unwrap().annotated_import_ticket;
            app.url(&path)
        };
        let address = ask().await;
        let answer = reqwest::get(&address).await.unwrap();
        assert_eq!(answer.status().as_u16(), 200);
        assert!(answer.headers()["content-disposition"].to_str().unwrap().starts_with("attachment"));
        assert!(answer.bytes().await.unwrap().starts_with(b"PK"));
        assert_eq!(reqwest::get(&address).await.unwrap().status().as_u16(), 404, "once");
        let address = ask().await;
        app.app.clock.advance(chrono::TimeDelta::seconds(61));
        assert_eq!(reqwest::get(&address).await.unwrap().status().as_u16(), 404, "in time");

        // After seven days the file and the findings are gone; the counts stay.
        app.app.clock.advance(chrono::TimeDelta::days(8));
        lianyi::import::batch::drop_old(&app.app).await.unwrap();
        let row = import_batch::Entity::find().one(&app.app.db.read).await.unwrap().unwrap();
        assert_eq!((row.status, row.file), (ImportStatus::Expired, None));
        assert!(!row.report.contains("C07") && row.report.contains("\"rejected\":1"), "{}", row.report);
    }

    async fn hostile_files_and_strangers_change_nothing(app) {
        let user = officer(&app).await;
        let leader = app.db_signed_in(As::role(Role::Leader)).await;
        let before = db_digest(&app.app).await;
        let query = [("kind", "UNITS"), ("name", "x.xlsx")];
        let files: [(&str, Vec<u8>); 5] = [
            ("empty", Vec::new()),
            ("no workbook", b"\x89PNG\r\n\x1a\n".to_vec()),
            ("cut short", fixture(UNITS)[..4000].to_vec()),
            ("old format", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".to_vec()),
            ("zip of nothing", b"PK\x05\x06".iter().copied().chain([0; 18]).collect()),
        ];
        for (name, file) in files {
            let (status, answer) = upload(&app, &user, &query, file).await;
            assert_eq!(status, 400, "{name}: {answer}");
            assert_eq!(answer["errors"][0]["extensions"]["reason"], "ImportFile", "{name}");
            assert!(answer["errors"][0]["extensions"]["requestId"].is_string());
        }
        let (status, _) = upload(&app, &user, &query, vec![b'a'; 20 * 1024 * 1024 + 1]).await;
        assert_eq!(status, 413);
        let (status, answer) = upload(&app, &leader, &query, fixture(UNITS)).await;
        assert_eq!((status, answer["errors"][0]["extensions"]["code"].as_str()), (403, Some("FORBIDDEN")));
        let (status, _) = upload(&app, &app.nobody(), &query, fixture(UNITS)).await;
        assert_eq!(status, 401);
        for query in [vec![("kind", "UNITS")], vec![("name", "x.csv")], vec![("kind", "X"), ("name", "x")]] {
            let (status, answer) = upload(&app, &user, &query, fixture(UNITS)).await;
            assert_eq!(status, 400, "{answer}");
        }
        assert_eq!(db_digest(&app.app).await, before);
    }
}

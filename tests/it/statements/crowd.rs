//! A college in which every nested list has something in it, and as many of everything as asked for.

use lianyi::contact::content::ContactContent;
use lianyi::entity::{
    account, calendar_day, calendar_year, contact_draft, contact_revision, leader, liaison_group, pairing,
    quota_exception, roster, roster_line, roster_version, trend_reader,
};
use lianyi::people::name::NameKeys;
use lianyi_shared::access::Role;
use lianyi_shared::calendar::DayKind;
use lianyi_shared::id::{
    ContactId, GroupId, LeaderId, PairingId, RepresentativeId, RosterId, RosterVersionId,
};
use lianyi_shared::occasion::{CareKind, OwnFestival};
use lianyi_shared::people::LeaderTier;
use lianyi_shared::roster::{LineChange, PairingStatus, RosterRoute};
use lianyi_shared::trend::TrendStatus;
use lianyi_shared::units::UnitKind;
use lianyi_tests::db::Engine;
use lianyi_tests::user::{As, User};
use sea_orm::sea_query::OnConflict;
use sea_orm::{
    ActiveModelTrait as _, ColumnTrait as _, EntityTrait as _, IntoActiveModel as _, QueryFilter as _, Set,
};
use serde_json::{Value, json};

use crate::access_matrix::world::{self, Stage, World};
use crate::import;

/// The world of the access matrix, crowded.
pub struct Crowd {
    pub world: World,
    /// A checked file, with findings and possible duplicates.
    pub checked: Value,
    /// An import that can be undone.
    pub applied: Value,
    /// Archived: a group, a leader and a representative.
    pub archived: [String; 3],
    /// Another school-level leader.
    pub heir: LeaderId,
    /// A pairing that ends with the school's draft.
    pub ended: PairingId,
    /// A pairing of `near` with a leader to whom they have proposed nothing; it and the following in stage `Quiet`.
    pub free: Option<PairingId>,
    /// The first of a series of meetings of the leader of the world.
    pub series: world::Contact,
    /// A user name whose password is everyone's.
    pub username: String,
    /// The secret of a one-time link.
    pub link: String,
}

impl Crowd {
    pub async fn new(engine: Engine, stage: Stage, size: usize) -> Self {
        let mut world = World::on(engine, stage).await;
        let own = world.user(Some(Role::Leader)).await;
        let officer = world.app.db_signed_in(As::role(Role::UnitedFrontOfficer)).await;
        let (mut heir, mut ended) = (world.leader, PairingId(world.app.app.new_id()));
        for number in 0..size {
            let linked = people(&world, number).await;
            if stage == Stage::Quiet {
                contacts(&world, &officer, &own, &linked).await;
                plans(&world, &own, &linked).await;
                year(&world, number).await;
            }
            (heir, ended) = (linked.leader, linked.last);
            units(&world, number).await;
        }
        let (mut free, mut series) = (None, world::Contact::default());
        if stage == Stage::Quiet {
            free = Some(world.app.db_pairing(of_school(&world).await, heir, world.near).await);
            series = world::make_series(&own, &[&world.near_pairing], "2026-10-10").await;
        }
        end(&world, ended).await;
        first(&world).await;
        lock(&world).await;
        let mut checked = Value::Null;
        for number in 0..size {
            checked = upload(&world, &officer, number).await;
        }
        let applied = upload(&world, &officer, size).await;
        let document = "mutation($id: ID!) { applyImport(input: {id: $id, version: 1}) { id version } }";
        let answer = officer.ask(document, json!({ "id": applied["id"] })).await;
        let applied = answer["data"]["applyImport"].clone();
        assert!(applied.is_object(), "{answer}");
        let archived = archived(&world, &officer).await;
        let (_, username) = world.app.db_account(As::role(Role::Handler)).await;
        let link = world.app.db_invited(As::role(Role::Handler)).await;
        Self { world, checked, applied, archived, heir, ended, free, series, username, link }
    }
}

/// Who is linked with each other and with the leader of the world.
struct Linked {
    leader: LeaderId,
    person: RepresentativeId,
    group: GroupId,
    /// The pairing of the group with the leader of the world.
    last: PairingId,
}

/// A leader, a person and a group that are linked, and a person and a group that nobody links.
async fn people(world: &World, number: usize) -> Linked {
    let app = &world.app;
    let (school, branch) = (world.college.school, world.college.school_branch);
    // Sorted by pinyin, who is linked comes first.
    let leader = app.db_leader(&format!("周甲{number}"), LeaderTier::School, school, branch).await;
    let person = app.db_representative(&format!("安乙{number}"), school).await;
    let group = app.db_group(&format!("安徽同乡会{number}")).await;
    app.db_representative(&format!("周丙{number}"), school).await;
    app.db_group(&format!("周口同学会{number}")).await;
    let roster = of_school(world).await;
    let mut last = PairingId(app.app.new_id());
    for leader in [leader, world.leader] {
        let pairing = app.db_pairing(roster, leader, person).await;
        line(world, roster, pairing).await;
        let pairing = PairingId(app.app.new_id());
        let row = pairing::ActiveModel {
            id: Set(pairing),
            roster_id: Set(roster),
            leader_id: Set(leader),
            representative_id: Set(None),
            group_id: Set(Some(group)),
            status: Set(PairingStatus::Active),
            since: Set(Some(app.app.clock.today())),
            until: Set(None),
            end_reason: Set(None),
        };
        row.insert(app.app.db.writer()).await.unwrap();
        line(world, roster, pairing).await;
        last = pairing;
    }
    let mut headed: liaison_group::ActiveModel =
        liaison_group::Entity::find_by_id(group).one(&app.app.db.read).await.unwrap().unwrap().into();
    headed.head_id = Set(Some(person));
    headed.update(app.app.db.writer()).await.unwrap();
    Linked { leader, person, group, last }
}

/// A contact of two leaders with a person and a group, newer than those of the world, and such a draft.
async fn contacts(world: &World, officer: &User, own: &User, linked: &Linked) {
    let sides = [json!({ "representative": linked.person }), json!({ "group": linked.group })];
    let content = world::talk(&[world.leader, linked.leader], &sides, "2026-09-23");
    let contact = world::record(officer, content.clone()).await;
    let draft = world::draft(own, content).await;
    let db = &world.app.app.db;
    let id: ContactId = contact.id.parse().unwrap();
    let revision = contact_revision::Entity::find_by_id((id, 1)).one(&db.read).await.unwrap().unwrap();
    let mut changed: contact_revision::ActiveModel = revision.clone().into();
    changed.content = Set(with_file(world, id, &revision.content).await);
    changed.update(db.writer()).await.unwrap();
    let id: ContactId = draft.id.parse().unwrap();
    let draft = contact_draft::Entity::find_by_id(id).one(&db.read).await.unwrap().unwrap();
    let mut changed: contact_draft::ActiveModel = draft.clone().into();
    changed.content = Set(with_file(world, id, &draft.content).await);
    changed.update(db.writer()).await.unwrap();
    let author = world.app.db_account_of(world.leader).await;
    let about = (world.leader, world.college.school_branch, author);
    let trend_id = world.app.db_trend(about, linked.person, TrendStatus::Read).await;
    let today = world.app.app.clock.today();
    world.app.db_care_event(author, linked.person, CareKind::Bereavement, today).await;
    let soon = today + chrono::TimeDelta::days(5);
    world.app.db_chosen_festival(linked.person, OwnFestival::Losar, soon).await;
    let row = trend_reader::Model {
        trend_id,
        account_id: world.reader,
        named_by: author,
        at: world.app.app.clock.now(),
    };
    row.into_active_model().insert(world.app.app.db.writer()).await.unwrap();
}

/// A year with a day off.
async fn year(world: &World, number: usize) {
    let year = 2030 + i32::try_from(number).unwrap();
    let db = world.app.app.db.writer();
    let loaded_at = world.app.app.clock.now();
    let row = calendar_year::Model { year, sample: false, note: None, account_id: None, loaded_at };
    row.into_active_model().reset_all().insert(db).await.unwrap();
    let day = format!("{year}-01-01").parse().unwrap();
    let row = calendar_day::Model { day, year, name: "元旦".to_owned(), kind: DayKind::Holiday };
    row.into_active_model().reset_all().insert(db).await.unwrap();
}

/// The words of a record or a draft with a file more.
async fn with_file(world: &World, contact: ContactId, words: &str) -> String {
    let mut content = ContactContent::of_text(words).unwrap();
    content.attachments.push(world.app.db_attachment(contact, world.account).await);
    content.to_text().unwrap()
}

/// The roster of the school.
async fn of_school(world: &World) -> RosterId {
    let of_school = roster::Column::Route.eq(RosterRoute::School);
    roster::Entity::find().filter(of_school).one(&world.app.app.db.read).await.unwrap().unwrap().id
}

/// A series of meetings of the leader of the world with a person and a group, sooner than those of the world.
async fn plans(world: &World, own: &User, linked: &Linked) {
    let pairings = [&world.near_pairing, &linked.last.to_string()];
    world::make_series(own, &pairings, "2026-09-24").await;
}

/// Marks the line of a pairing as ended in the school's draft, if there is one.
async fn end(world: &World, pairing: PairingId) {
    let db = &world.app.app.db;
    if world.stage != Stage::Draft {
        return;
    }
    let version: RosterVersionId = world.school.id.parse().unwrap();
    let found = roster_line::Entity::find_by_id((version, pairing)).one(&db.read).await.unwrap();
    let mut line: roster_line::ActiveModel = found.unwrap().into();
    line.change = Set(LineChange::Ended);
    line.reason = Set(Some("分工调整".to_owned()));
    line.update(db.writer()).await.unwrap();
}

/// Puts the leader of the world at the beginning of the list: of the others a leader sees no pairings.
async fn first(world: &World) {
    let db = &world.app.app.db;
    let row = leader::Entity::find_by_id(world.leader).one(&db.read).await.unwrap().unwrap();
    let keys = NameKeys::of("安平");
    let mut row: leader::ActiveModel = row.into();
    row.name = Set("安平".to_owned());
    row.name_key = Set(keys.key);
    row.name_pinyin = Set(keys.pinyin);
    row.name_initials = Set(keys.initials);
    row.update(db.writer()).await.unwrap();
}

/// Locks the account of a handler, as too many wrong passwords do.
async fn lock(world: &World) {
    let db = &world.app.app.db;
    let row = account::Entity::find_by_id(world.account).one(&db.read).await.unwrap().unwrap();
    let mut row: account::ActiveModel = row.into();
    row.failed_attempts = Set(20);
    row.locked_until = Set(Some(world.app.app.clock.now() + chrono::TimeDelta::minutes(10)));
    row.update(db.writer()).await.unwrap();
}

/// Archives a group, a leader and a representative that nobody needs.
async fn archived(world: &World, officer: &User) -> [String; 3] {
    let app = &world.app;
    let (school, branch) = (world.college.school, world.college.school_branch);
    let group = app.db_group("旧同学会").await.to_string();
    let leader = app.db_leader("周旧", LeaderTier::Department, school, branch).await.to_string();
    let person = app.db_representative("周故", school).await.to_string();
    for (operation, id) in
        [("archiveGroup", &group), ("archiveLeader", &leader), ("archiveRepresentative", &person)]
    {
        let document = format!(
            "mutation($id: ID!) {{ {operation}(id: $id, input: {{reason: \"已调离学校\", version: 1}}) {{ version }} }}"
        );
        let answer = officer.ask(&document, json!({ "id": id })).await;
        assert_eq!(answer["data"][operation]["version"], 2, "{answer}");
    }
    [group, leader, person]
}

/// Puts a pairing on every version of its roster.
async fn line(world: &World, roster: RosterId, pairing: PairingId) {
    let db = &world.app.app.db;
    let of_roster = roster_version::Column::RosterId.eq(roster);
    let leader = pairing::Entity::find_by_id(pairing).one(&db.read).await.unwrap().unwrap().leader_id;
    for version in roster_version::Entity::find().filter(of_roster).all(&db.read).await.unwrap() {
        let exception = quota_exception::ActiveModel {
            version_id: Set(version.id),
            leader_id: Set(leader),
            reason: Set("分管统战工作".to_owned()),
        };
        // A leader has one exception, however many lines.
        let once = OnConflict::new().do_nothing().to_owned();
        quota_exception::Entity::insert(exception)
            .on_conflict(once)
            .exec_without_returning(db.writer())
            .await
            .unwrap();
        let row = roster_line::ActiveModel {
            version_id: Set(version.id),
            pairing_id: Set(pairing),
            change: Set(LineChange::Kept),
            reason: Set(None),
        };
        row.insert(db.writer()).await.unwrap();
    }
}

/// A branch with a unit below it.
async fn units(world: &World, number: usize) {
    let app = &world.app;
    let (code, name) = (format!("0{number}A"), format!("安定第{number}党总支"));
    let branch = app.db_unit(&code, &name, UnitKind::GeneralBranch, Some(world.college.root)).await;
    let (code, name) = (format!("0{number}B"), format!("综合第{number}处"));
    app.db_unit(&code, &name, UnitKind::Department, Some(branch)).await;
}

/// A file with a person who may be somebody known, two who may be one, and a warning.
async fn upload(world: &World, officer: &User, number: usize) -> Value {
    let text = format!(
        "姓名,政治面貌,所在单位,人士类别\n徐丽,群众,信息工程学院,9\n新人{number},群众,信息工程学院,1\n新人{number},群众,信息工程学院,9\n"
    );
    let query = [("kind", "REPRESENTATIVES"), ("name", "人员.csv")];
    let (status, answer) = import::upload(&world.app, officer, &query, text.into_bytes()).await;
    assert_eq!(status, 201, "{answer}");
    answer
}

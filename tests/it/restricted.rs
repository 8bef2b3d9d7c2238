//! Words that are restricted stand where they are asked for, by name and with a line of the audit log, and nowhere else:
//! every operation is run by every role with all fields of its answer, and the answers are searched.

use std::io::Read as _;

use chrono::TimeDelta;
use lianyi::contact::content::{ContactContent, ContactLine};
use lianyi::entity::{
    attachment, audit_event, contact_draft, contact_revision, mail_box, notice, outbox, representative, trend,
};
use lianyi::notice::{daily, send};
use lianyi_shared::access::Role;
use lianyi_shared::contact::MatterKind;
use lianyi_tests::db::Engine;
use lianyi_tests::process::{Serving, key_file};
use lianyi_tests::smtp::MailServer;
use lianyi_tests::user::As;
use sea_orm::{ActiveModelTrait as _, EntityTrait as _, IntoActiveModel as _, Set};
use serde_json::{Value, json};

use crate::access_matrix::probes::PROBES;
use crate::access_matrix::world::{Stage, World, record, talk};
use crate::statements::document::Schema;

/// What a trend of thought says, and what was answered to its author.
const THOUGHT: &str = "种下的思想动态";
/// What is only revealed.
const SENSITIVE: &str = "种下的家庭住址";
/// What was said in a contact, and the name of a file of it.
const SAID: &str = "种下的谈话内容";

/// That somebody is ill, and that somebody keeps a festival of their own: the world has both.
const ILL: &str = "ILLNESS";
const FESTIVAL: &str = "EID_AL_FITR";
const ALL: [&str; 5] = [THOUGHT, SENSITIVE, SAID, ILL, FESTIVAL];

/// The operations that answer with care events, to those who care for the person and to the person.
const OF_CARE: &[&str] =
    &["careEvents", "chooseFestivals", "enterCareEvent", "occasionSuggestions", "ownOccasions"];

/// The operations that answer with what was said, where somebody asks for it who may read the record: records and one's
/// own drafts, and what is done to one.
const OF_RECORDS: &[&str] = &[
    "confirmContact",
    "contact",
    "contactDraft",
    "contactDrafts",
    "contacts",
    "correctContact",
    "recordContact",
    "saveContactDraft",
    "voidContact",
];

/// Puts the words into everything that can hold them.
async fn plant(world: &World) {
    let db = &world.app.app.db;
    for row in trend::Entity::find().all(&db.read).await.unwrap() {
        let mut row = row.into_active_model();
        row.words = Set(THOUGHT.to_owned());
        row.note = Set(Some(THOUGHT.to_owned()));
        row.update(db.writer()).await.unwrap();
    }
    for row in representative::Entity::find().all(&db.read).await.unwrap() {
        let mut row = row.into_active_model();
        row.home_address = Set(Some(SENSITIVE.to_owned()));
        row.health = Set(Some(SENSITIVE.to_owned()));
        row.update(db.writer()).await.unwrap();
    }
    for row in contact_revision::Entity::find().all(&db.read).await.unwrap() {
        let content = Set(said(&row.content));
        let mut row = row.into_active_model();
        row.content = content;
        row.update(db.writer()).await.unwrap();
    }
    for row in contact_draft::Entity::find().all(&db.read).await.unwrap() {
        let content = Set(said(&row.content));
        let mut row = row.into_active_model();
        row.content = content;
        row.update(db.writer()).await.unwrap();
    }
    for row in attachment::Entity::find().all(&db.read).await.unwrap() {
        let mut row = row.into_active_model();
        row.name = Set(SAID.to_owned());
        row.update(db.writer()).await.unwrap();
    }
}

fn said(content: &str) -> String {
    let mut content = ContactContent::of_text(content).unwrap();
    content.summary = Some(SAID.to_owned());
    content.place = Some(SAID.to_owned());
    content.next_step = Some(SAID.to_owned());
    content.nothing_raised = false;
    content.lines = vec![ContactLine { kind: MatterKind::Opinion, text: SAID.to_owned(), solved: false }];
    content.to_text().unwrap()
}

/// Says who answered with what they should not have.
fn judge(operation: &str, role: Option<Role>, answer: &str, found: &mut Vec<String>) {
    let mut may_not = |words: &str, may: bool| {
        if answer.contains(words) && !may {
            found.push(format!("{operation} by {role:?} answers with {words}"));
        }
    };
    may_not(THOUGHT, operation == "openTrend");
    may_not(SENSITIVE, operation == "reveal");
    may_not(SAID, OF_RECORDS.contains(&operation));
    may_not(ILL, OF_CARE.contains(&operation));
    // Nobody but the person, and the leader who is paired with them.
    let (of_oneself, of_leader) = (["ownOccasions", "chooseFestivals"], ["occasionSuggestions"]);
    may_not(
        FESTIVAL,
        role == Some(Role::Representative) && of_oneself.contains(&operation)
            || role == Some(Role::Leader) && of_leader.contains(&operation),
    );
}

/// Everything that anybody was told, in the app and by mail, with what waits to be mailed.
async fn told() -> String {
    let world = World::on(Engine::Sqlite, Stage::Quiet).await;
    plant(&world).await;
    // Another node, which has nobody yet to carry its mail.
    let app = world.app.beside().await;
    let server = MailServer::start().await;
    server.carry_for(&app);
    let db = &app.app.db;
    for row in mail_box::Entity::find().all(&db.read).await.unwrap() {
        let mut row = row.into_active_model();
        row.address = Set("leader@example.edu".to_owned());
        row.code = Set(None);
        row.confirmed_at = Set(Some(app.app.clock.now()));
        row.update(db.writer()).await.unwrap();
    }
    let officer = world.app.db_signed_in(As::role(Role::UnitedFrontOfficer)).await.at(&app);
    record(&officer, talk(&[world.leader], &[json!({ "representative": world.near })], "2026-09-20")).await;
    app.app.clock.advance(TimeDelta::days(7));
    daily::make(&app.app).await.unwrap();
    app.app.clock.advance(TimeDelta::minutes(5));
    assert_eq!(send::send(&app.app).await.unwrap(), 1);
    let notices = notice::Entity::find().all(&db.read).await.unwrap();
    assert!(notices.len() > 2, "{notices:?}");
    let waiting = outbox::Entity::find().all(&db.read).await.unwrap();
    let mails = server.taken();
    assert!(mails[0].subject.starts_with("您有") && mails[0].subject.contains("项待办 / Items"), "{mails:?}");
    format!("{notices:?} {waiting:?} {mails:?}")
}

#[tokio::test]
async fn restricted_words_stand_where_they_are_asked_for_and_nowhere_else() {
    let schema = Schema::read().await;
    let mut world = World::on(Engine::Sqlite, Stage::Quiet).await;
    plant(&world).await;
    let (mut found, mut asked_for) = (Vec::new(), Vec::new());
    let of_stage = || PROBES.iter().filter(|probe| probe.stage == Stage::Quiet);
    let queries = of_stage().filter(|probe| !probe.document.starts_with("mutation"));
    // Whoever is signed out asks nothing more.
    let mutations =
        of_stage().filter(|probe| probe.document.starts_with("mutation") && probe.operation != "signOut");
    for probe in queries.chain(mutations) {
        for role in std::iter::once(None).chain(Role::ALL.iter().copied().map(Some)) {
            let user = world.user(role).await;
            for document in schema.ways(probe.document, probe.operation, 100) {
                let answer: Value = user.ask(&document, (probe.variables)(&world)).await;
                let text = answer.to_string();
                judge(probe.operation, role, &text, &mut found);
                for words in ALL {
                    if text.contains(words) && !asked_for.contains(&words) {
                        asked_for.push(words);
                    }
                }
            }
        }
    }
    assert!(found.is_empty(), "{found:#?}");
    assert_eq!(asked_for.len(), ALL.len(), "whoever asks by name is answered: {asked_for:?}");
    let told = told().await;
    for words in ALL.into_iter().chain(["徐丽", "任平"]) {
        assert!(!told.contains(words), "a notice or a mail says {words}: {told}");
    }
    let lines = audit_event::Entity::find().all(&world.app.app.db.read).await.unwrap();
    let log = json!(lines.iter().map(|line| format!("{line:?}")).collect::<Vec<_>>()).to_string();
    for words in ALL {
        assert!(!log.contains(words), "the audit log says {words}");
    }
}

/// Every file that anybody may take out, unpacked, and every calendar that anybody may subscribe to.
async fn taken_out() -> (String, String) {
    let mut world = World::on(Engine::Sqlite, Stage::Quiet).await;
    plant(&world).await;
    let school = world.school.id.clone();
    let roster = "mutation($input: ExportRosterInput!) { exportRoster(input: $input) { ticket } }";
    let exports = [
        ("exportContacts", "mutation { exportContacts(filter: {}) { ticket } }", json!({})),
        ("exportRoster", roster, json!({ "input": { "id": school, "format": "DOCX" } })),
        ("exportRoster", roster, json!({ "input": { "id": school, "format": "XLSX" } })),
    ];
    let (mut files, mut calendars) = (String::new(), String::new());
    for role in Role::ALL.iter().copied() {
        let user = world.user(Some(role)).await;
        for (operation, document, variables) in &exports {
            let answer: Value = user.ask(document, variables.clone()).await;
            let Some(ticket) = answer["data"][operation]["ticket"].as_str() else { continue };
            let file = reqwest::get(world.app.url(ticket)).await.unwrap().bytes().await.unwrap();
            let mut archive = zip::ZipArchive::new(std::io::Cursor::new(file)).unwrap();
            for part in 0..archive.len() {
                let mut bytes = Vec::new();
                archive.by_index(part).unwrap().read_to_end(&mut bytes).unwrap();
                files.push_str(&String::from_utf8_lossy(&bytes));
            }
        }
        let opened: Value = user.ask("mutation { openCalendarFeed(names: false) { path } }", json!({})).await;
        if let Some(path) = opened["data"]["openCalendarFeed"]["path"].as_str() {
            let calendar = reqwest::get(world.app.url(path)).await.unwrap();
            calendars.push_str(&calendar.text().await.unwrap().replace("\r\n ", ""));
        }
    }
    (files, calendars)
}

#[tokio::test]
async fn restricted_words_leave_in_no_file_and_no_calendar() {
    let (files, calendars) = taken_out().await;
    // What was talked about is what a ledger is for; whoever takes it out may read the records.
    assert!(files.contains(SAID) && files.contains("任平"), "the files were read");
    assert!(calendars.contains("BEGIN:VEVENT"), "the calendars were read");
    for words in [THOUGHT, SENSITIVE, ILL, FESTIVAL, "患病", "开斋"] {
        assert!(!files.contains(words), "a file says {words}");
    }
    for words in ALL.into_iter().chain(["徐丽", "任平"]) {
        assert!(!calendars.contains(words), "a calendar says {words}: {calendars}");
    }
}

/// Everything that a server logs, however much it is told to, while the world asks for everything.
async fn logged() -> String {
    let world = World::on(Engine::Sqlite, Stage::Quiet).await;
    plant(&world).await;
    let folder = tempfile::tempdir().unwrap();
    let log = folder.path().join("log");
    let mut serving =
        Serving::start_logging(&world.app.database, &key_file(folder.path()), "debug,lianyi=trace", &log);
    let client = reqwest::Client::new();
    let post = async |token: Option<&str>, body: Value| {
        let request = client.post(serving.endpoint()).json(&body);
        let request = if let Some(token) = token { request.bearer_auth(token) } else { request };
        request.send().await.unwrap().text().await.unwrap()
    };
    let mut said = false;
    let people = [
        As::role(Role::UnitedFrontOfficer),
        As::role_at(Role::BranchSecretary, world.college.school_branch),
        As::role(Role::AuditAdministrator),
    ];
    for person in people {
        let (_, username) = world.app.db_account(person).await;
        let token = serving.sign_in(&username).await;
        let all = "{ contacts(page: {first: 9}) { nodes { content { summary } } } }";
        let answer = post(Some(&token), json!({ "query": all })).await;
        said |= answer.contains(SAID);
        for probe in PROBES.iter().filter(|probe| probe.stage == Stage::Quiet && probe.operation != "signOut")
        {
            let body = json!({ "query": probe.document, "variables": (probe.variables)(&world) });
            post(Some(&token), body).await;
        }
        // What is refused must not be repeated either.
        for field in ["contact", "trend", "representative"] {
            let query = format!("query($id: ID!) {{ {field}(id: $id) {{ id }} }}");
            post(Some(&token), json!({ "query": query, "variables": { "id": SAID } })).await;
        }
        post(Some(&token), json!({ "query": format!("{{ contacts(page: \"{SAID}\") {{ {THOUGHT} }}") }))
            .await;
        let search = "query($search: String!) { representatives(filter: {search: $search}, page: {first: 9}) { totalCount } }";
        post(Some(&token), json!({ "query": search, "variables": { "search": SENSITIVE } })).await;
    }
    assert!(said, "the words went through this server");
    let sign_in = "mutation($input: SignInInput!) { signIn(input: $input) { accessToken } }";
    post(
        None,
        json!({ "query": sign_in, "variables": { "input": { "username": SAID, "password": SENSITIVE } } }),
    )
    .await;
    reqwest::get(format!("{}/{SAID}?q={SENSITIVE}", serving.address)).await.unwrap();
    tokio::task::block_in_place(|| serving.stop());
    std::fs::read_to_string(log).unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn restricted_words_stand_in_no_log() {
    let log = logged().await;
    assert!(log.contains("listening on"), "the log was read: {log}");
    for words in ALL.into_iter().chain(["种下的", "%E7%A7%8D%E4%B8%8B", "徐丽", "任平"]) {
        let line = log.lines().find(|line| line.contains(words));
        assert_eq!(line, None, "the log says {words}");
    }
}

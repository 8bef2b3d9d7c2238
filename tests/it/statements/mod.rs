//! How many SQL statements every operation runs, asking for every field of the schema below it.
//!
//! `counts.txt` is the committed answer, the same on both databases. The number depends neither on the
//! size of a page nor on how many rows there are: every query runs in a college with two of
//! everything and in one with a dozen, its page at `first: 1` and `first: 100`, for one of each scope
//! from `ALL` down to `SUBTREE`, `ASSIGNED` and `SELF`; the file has the costliest way down. Of a
//! mutation the first who may do it is measured. An operation of the schema without a line fails. After a change that is meant, run
//! the test with `UPDATE_EXPECT=1` and read the difference.

mod crowd;
pub(crate) mod document;
mod granted;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::sync::Arc;

use expect_test::expect_file;
use lianyi_shared::access::Role;
use lianyi_tests::db::Engine;
use lianyi_tests::user::{PASSWORD, User};
use serde_json::{Value, json};
use tokio::task::JoinSet;

use crate::access_matrix::probes::PROBES;
use crate::access_matrix::world::Stage;
use crowd::Crowd;
use document::{Schema, is_paged};
use granted::GRANTED;

const STAGES: [Stage; 5] = [Stage::Quiet, Stage::Draft, Stage::Proposed, Stage::Due, Stage::Sent];

/// How many of everything the two colleges have.
const FEW: usize = 2;
const MANY: usize = 12;

/// Lists of plain values that are computed from what was read already, and empty here.
const NEVER_FILLED: &[&str] = &[
    "Account.grantable",
    "Group.maskedFields",
    // Only a ledger that names one of two namesakes has them.
    "ImportBatch.choices",
    "Representative.maskedFields",
    "RosterVersion.allowedActions",
    "RosterVersion.allowedFilingActions",
    "RosterVersion.blockers",
    "RosterVersion.warnings",
    "TimelineEntry.fields",
];

/// What no single unit has at once: a branch above it and branches below it. Small and large college are
/// held against each other all the same.
const NOT_IN_THE_FIRST_ROW: &[&str] = &[" post { "];

/// One role of each scope: `ALL`, `SUBTREE`, `ASSIGNED`, `SELF`.
const BY_SCOPE: &[Role] =
    &[Role::UnitedFrontOfficer, Role::BranchSecretary, Role::Leader, Role::Representative];

/// One thing to ask.
#[derive(Clone, Copy)]
struct Question {
    operation: &'static str,
    relation: &'static str,
    document: &'static str,
    stage: Stage,
    variables: Variables,
}

#[derive(Clone, Copy)]
enum Variables {
    Probe(fn(&crate::access_matrix::world::World) -> Value),
    Granted(fn(&Crowd) -> Value),
}

impl Question {
    fn variables(&self, crowd: &Crowd) -> Value {
        match self.variables {
            Variables::Probe(of) => of(&crowd.world),
            Variables::Granted(of) => of(crowd),
        }
    }

    fn is_mutation(&self) -> bool {
        self.document.starts_with("mutation")
    }
}

/// The probes of the access matrix, and what it asks for only in vain.
fn questions() -> Vec<Question> {
    let probes = PROBES.iter().map(|probe| Question {
        operation: probe.operation,
        relation: probe.relation,
        document: probe.document,
        stage: probe.stage,
        variables: Variables::Probe(probe.variables),
    });
    let granted = GRANTED.iter().map(|granted| Question {
        operation: granted.operation,
        relation: "granted",
        document: granted.document,
        stage: granted.stage,
        variables: Variables::Granted(granted.variables),
    });
    probes.chain(granted).collect()
}

/// What is asked in a stage: its mutations, or its queries.
fn of_stage(stage: Stage, mutations: bool) -> Vec<Question> {
    let asked = |question: &Question| question.stage == stage && question.is_mutation() == mutations;
    questions().into_iter().filter(asked).collect()
}

fn roles() -> impl Iterator<Item = Option<Role>> {
    std::iter::once(None).chain(Role::ALL.iter().copied().map(Some))
}

/// Runs a document and answers how many statements it took, and what it said.
async fn measured(crowd: &Crowd, user: &User, document: &str, variables: Value) -> (u64, Value) {
    let before = crowd.world.app.app.db.statements();
    let answer = user.ask(document, variables).await;
    (crowd.world.app.app.db.statements() - before, answer)
}

/// The numbers of one engine: by operation and relation, who asked and how many statements it took.
#[derive(Default)]
struct Counts {
    lines: BTreeMap<(String, String), Vec<(&'static str, u64)>>,
    walked: BTreeSet<&'static str>,
    grown: Vec<String>,
    /// The lists of the answers, and whether something was ever in them.
    lists: BTreeMap<String, bool>,
}

impl Counts {
    fn note(&mut self, question: &Question, role: Option<Role>, count: u64) {
        let line = (question.operation.to_owned(), question.relation.to_owned());
        self.lines.entry(line).or_default().push((role.map_or("NOBODY", Role::code), count));
    }

    fn is_noted(&self, question: &Question) -> bool {
        self.lines.contains_key(&(question.operation.to_owned(), question.relation.to_owned()))
    }

    /// A query, by one of each scope, or by whoever else may ask it.
    async fn query(&mut self, schema: &Schema, question: &Question, few: &mut Crowd, many: &mut Crowd) {
        // The ways down are the same whatever the operation is asked about.
        let ways = if self.walked.insert(question.operation) { usize::MAX } else { 1 };
        let askers = BY_SCOPE.iter().copied().map(Some).chain(roles());
        for (asked, role) in askers.enumerate() {
            if asked >= BY_SCOPE.len() && self.is_noted(question) {
                break;
            }
            let mut counts = Vec::new();
            for crowd in [&mut *few, &mut *many] {
                let user = crowd.world.user(role).await;
                // Grants and tree are read once, whoever asks first.
                user.ask("{ units(page: {first: 1}) { totalCount } }", json!({})).await;
                for first in if is_paged(question.document) { &[1, 100][..] } else { &[1] } {
                    let documents = schema.ways(question.document, question.operation, *first);
                    for (way, document) in documents.iter().enumerate().take(ways) {
                        let (count, answer) =
                            measured(crowd, &user, document, question.variables(crowd)).await;
                        if !answer["errors"].is_null() {
                            let code = &answer["errors"][0]["extensions"]["code"];
                            let refused = ["UNAUTHENTICATED", "FORBIDDEN", "NOT_FOUND"];
                            assert!(refused.iter().any(|known| code == known), "{document}: {answer}");
                            break;
                        }
                        lists(&answer["data"], "", &mut self.lists);
                        if counts.len() <= way {
                            counts.push((document.clone(), Vec::new()));
                        }
                        counts[way].1.push(count);
                    }
                }
            }
            let Some(most) = counts.iter().map(|(_, counts)| counts[0]).max() else { continue };
            let paged = is_paged(question.document);
            self.grown.extend(
                counts
                    .iter()
                    .filter(|(document, counts)| grows(document, paged, counts))
                    .map(|(document, counts)| format!("{role:?} {counts:?} {document}")),
            );
            self.note(question, role, most);
        }
    }

    /// A mutation, by the first who may do it. Answers whether somebody could.
    async fn mutation(&mut self, schema: &Schema, question: &Question, crowd: &mut Crowd) -> bool {
        if question.operation == "refresh" {
            self.refresh(question, crowd).await;
            return true;
        }
        let document = schema.ways(question.document, question.operation, 1).remove(0);
        for role in roles() {
            let user = crowd.world.user(role).await;
            let variables = question.variables(crowd);
            let (count, answer) = measured(crowd, &user, &document, variables).await;
            if answer["errors"].is_null() {
                self.note(question, role, count);
                return true;
            }
        }
        false
    }

    /// The renewal of a session, which goes by its cookie.
    async fn refresh(&mut self, question: &Question, crowd: &Crowd) {
        let client = reqwest::Client::new();
        let post = |body: Value| client.post(crowd.world.app.url("/graphql")).json(&body);
        let sign_in = "mutation($input: SignInInput!) { signIn(input: $input) { accessToken } }";
        let input = json!({ "input": { "username": crowd.username, "password": PASSWORD } });
        let answer = post(json!({ "query": sign_in, "variables": input })).send().await.unwrap();
        let cookie = answer.headers()["set-cookie"].to_str().unwrap().split(';').next().unwrap().to_owned();
        let before = crowd.world.app.app.db.statements();
        let answer =
            post(json!({ "query": question.document })).header("Cookie", cookie).send().await.unwrap();
        let answer: Value = answer.json().await.unwrap();
        assert!(answer["errors"].is_null(), "{answer}");
        self.note(question, None, crowd.world.app.app.db.statements() - before);
    }

    /// These and others.
    fn with(mut self, others: Self) -> Self {
        for (line, counts) in others.lines {
            self.lines.entry(line).or_default().extend(counts);
        }
        self.grown.extend(others.grown);
        for (list, is_filled) in others.lists {
            *self.lists.entry(list).or_default() |= is_filled;
        }
        self
    }

    fn text(&self) -> String {
        let mut text = String::from("operation, relation, and the number of statements for each who may\n");
        for ((operation, relation), counts) in &self.lines {
            let counts: Vec<String> =
                counts.iter().map(|(role, count)| format!("{} {count}", role.to_lowercase())).collect();
            let _ = writeln!(text, "{operation:<28}{relation:<24}{}", counts.join("  "));
        }
        text
    }
}

/// Notes the lists of an answer by their type and field, and whether something is in them.
fn lists(value: &Value, field: &str, found: &mut BTreeMap<String, bool>) {
    match value {
        Value::Array(rows) => {
            *found.entry(field.to_owned()).or_default() |= !rows.is_empty();
            rows.iter().for_each(|row| lists(row, field, found));
        }
        Value::Object(fields) => {
            let kind = fields.get("__typename").and_then(Value::as_str).unwrap_or_default();
            fields.iter().for_each(|(name, value)| lists(value, &format!("{kind}.{name}"), found));
        }
        _ => {}
    }
}

/// Whether the numbers of a way differ: in the small college and the large, each at `first: 1` and `first: 100`.
fn grows(document: &str, paged: bool, counts: &[u64]) -> bool {
    let halves = counts.split_at(counts.len() / 2);
    if paged && NOT_IN_THE_FIRST_ROW.iter().any(|field| document.contains(field)) {
        return halves.0 != halves.1;
    }
    counts.iter().any(|count| *count != counts[0])
}

/// Asks the queries of a stage.
async fn queries(engine: Engine, stage: Stage, schema: Arc<Schema>) -> Counts {
    let mut counts = Counts::default();
    let questions = of_stage(stage, false);
    if !questions.is_empty() {
        let mut few = Crowd::new(engine, stage, FEW).await;
        let mut many = Crowd::new(engine, stage, MANY).await;
        for question in &questions {
            counts.query(&schema, question, &mut few, &mut many).await;
        }
    }
    counts
}

/// Does the mutations of a stage, each in a college where nothing was done yet.
async fn mutations(engine: Engine, stage: Stage, schema: Arc<Schema>) -> Counts {
    let mut counts = Counts::default();
    let mut untouched = None;
    for question in of_stage(stage, true) {
        let mut crowd = match untouched.take() {
            Some(crowd) => crowd,
            None => Crowd::new(engine, stage, FEW).await,
        };
        if !counts.mutation(&schema, &question, &mut crowd).await {
            untouched = Some(crowd);
        }
    }
    counts
}

/// Everything on one engine. The stages know nothing of each other: they share what cores there are.
async fn counts(engine: Engine, schema: &Arc<Schema>) -> Counts {
    let mut parts = JoinSet::new();
    for stage in STAGES {
        parts.spawn(queries(engine, stage, Arc::clone(schema)));
        parts.spawn(mutations(engine, stage, Arc::clone(schema)));
    }
    parts.join_all().await.into_iter().fold(Counts::default(), Counts::with)
}

#[tokio::test(flavor = "multi_thread")]
async fn no_number_of_statements_depends_on_how_much_there_is() {
    let schema = Arc::new(Schema::read().await);
    let (sqlite, postgres) = tokio::join!(counts(Engine::Sqlite, &schema), counts(Engine::Postgres, &schema));
    assert!(sqlite.grown.is_empty(), "{:#?}", sqlite.grown);
    assert!(postgres.grown.is_empty(), "{:#?}", postgres.grown);
    let empty: Vec<&str> =
        sqlite.lists.iter().filter(|(_, filled)| !**filled).map(|(list, _)| list.as_str()).collect();
    assert_eq!(empty, NEVER_FILLED, "every list has something in it somewhere");
    assert_eq!(sqlite.text(), postgres.text(), "the two databases differ");
    expect_file!["counts.txt"].assert_eq(&sqlite.text());
    let measured: Vec<&String> = sqlite.lines.keys().map(|(operation, _)| operation).collect();
    let operations = schema.operations();
    let missing: Vec<&String> = operations.keys().filter(|name| !measured.contains(name)).collect();
    assert!(missing.is_empty(), "never granted: {missing:?}");
}

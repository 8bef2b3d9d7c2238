//! Who may do what: every operation, by every role, on things near and far.
//!
//! `access_matrix.txt` is the committed grid. An operation of the schema without a row fails; a
//! refused mutation is asserted to have changed nothing. After a change that is meant, run the
//! test with `UPDATE_EXPECT=1` and read the difference.

use std::collections::{BTreeSet, HashMap};
use std::fmt::Write as _;

use expect_test::expect_file;
use lianyi_shared::access::Role;
use lianyi_shared::id::{GroupId, LeaderId, RepresentativeId};
use lianyi_shared::people::LeaderTier;
use lianyi_shared::roster::RosterRoute;
use lianyi_tests::app::TestApp;
use lianyi_tests::college::College;
use lianyi_tests::db::{Engine, db_digest};
use lianyi_tests::user::{As, User};
use serde_json::{Value, json};

/// A college with somebody near and somebody far for every role.
struct World {
    app: TestApp,
    college: College,
    leader: LeaderId,
    /// Paired with the leader; in the school's branch.
    near: RepresentativeId,
    /// Paired with nobody; in the other branch.
    far: RepresentativeId,
    /// Paired with nobody.
    group: GroupId,
    /// Somebody of each role, signed in once per world.
    users: HashMap<Role, User>,
}

impl World {
    async fn new() -> Self {
        let app = TestApp::start(Engine::Sqlite).await;
        let college = app.db_college().await;
        let leader = app.db_leader("任平", LeaderTier::School, college.school, college.school_branch).await;
        app.db_leader("石雪", LeaderTier::Department, college.department, college.office_branch).await;
        let near = app.db_representative("徐丽", college.school).await;
        let far = app.db_representative("汪慧", college.department).await;
        let group = app.db_group("民革支部").await;
        let roster = app.db_roster(RosterRoute::School, college.root).await;
        app.db_pairing(roster, leader, near).await;
        Self { app, college, leader, near, far, group, users: HashMap::new() }
    }

    async fn user(&mut self, role: Option<Role>) -> User {
        let Some(role) = role else { return self.app.nobody() };
        if let Some(user) = self.users.get(&role) {
            return user.clone();
        }
        let person = match role {
            Role::Leader => As::role(role).leader(self.leader),
            Role::Representative => As::role(role).representative(self.near),
            Role::BranchSecretary | Role::Handler => As::role_at(role, self.college.school_branch),
            _ => As::role(role),
        };
        let user = self.app.db_signed_in(person).await;
        self.users.insert(role, user.clone());
        user
    }
}

/// One row of the grid.
struct Probe {
    operation: &'static str,
    relation: &'static str,
    document: &'static str,
    variables: fn(&World) -> Value,
}

const fn probe(
    operation: &'static str,
    relation: &'static str,
    document: &'static str,
    variables: fn(&World) -> Value,
) -> Probe {
    Probe { operation, relation, document, variables }
}

fn nothing(_: &World) -> Value {
    json!({})
}

fn near(world: &World) -> Value {
    json!({ "id": world.near.to_string(), "unit": world.college.school.to_string() })
}

fn far(world: &World) -> Value {
    json!({ "id": world.far.to_string() })
}

fn leader(world: &World) -> Value {
    let college = &world.college;
    let (unit, branch) = (college.school.to_string(), college.school_branch.to_string());
    json!({ "id": world.leader.to_string(), "unit": unit, "branch": branch })
}

fn group(world: &World) -> Value {
    json!({ "id": world.group.to_string() })
}

fn school(world: &World) -> Value {
    let college = &world.college;
    let (other, branch) = (college.department.to_string(), college.school_branch.to_string());
    json!({ "id": college.school.to_string(), "other": other, "branch": branch })
}

const PROBES: &[Probe] = &[
    probe(
        "archiveGroup",
        "any",
        "mutation($id: ID!) { archiveGroup(id: $id, input: {version: 1, reason: \"撤销\"}) { id } }",
        group,
    ),
    probe(
        "archiveLeader",
        "near",
        "mutation($id: ID!) { archiveLeader(id: $id, input: {version: 1, reason: \"调离\"}) { id } }",
        leader,
    ),
    probe(
        "archiveRepresentative",
        "near",
        "mutation($id: ID!) { archiveRepresentative(id: $id, input: {version: 1, reason: \"调离\"}) { id } }",
        near,
    ),
    probe(
        "closeUnit",
        "school",
        "mutation($id: ID!, $other: ID!) {
            closeUnit(id: $id, input: {version: 1, successor: $other}) { id } }",
        school,
    ),
    probe("codeTables", "all", "{ codeTables { affiliations { code } } }", nothing),
    probe(
        "createGroup",
        "new",
        "mutation { createGroup(input: {name: \"知联会\", kind: UNITED_FRONT_GROUP}) { id } }",
        nothing,
    ),
    probe(
        "createLeader",
        "school",
        "mutation($id: ID!, $branch: ID!) { createLeader(input: {name: \"新\", staffNumber: \"999999\",
            tier: DEPARTMENT, post: \"院长\", unit: $id, branch: $branch}) { id } }",
        school,
    ),
    probe(
        "createRepresentative",
        "school",
        "mutation($id: ID!) { createRepresentative(input: {name: \"新\", unit: $id,
            political: {affiliation: \"12\", categories: [3]}}) { id } }",
        school,
    ),
    probe(
        "createUnit",
        "new",
        "mutation { createUnit(input: {code: \"X\", name: \"新\", kind: SCHOOL}) { id } }",
        nothing,
    ),
    probe(
        "editGroup",
        "any",
        "mutation($id: ID!) { editGroup(id: $id, version: 1,
            input: {name: \"新\", kind: UNITED_FRONT_GROUP}) { id } }",
        group,
    ),
    probe(
        "editLeader",
        "near",
        "mutation($id: ID!, $unit: ID!, $branch: ID!) { editLeader(id: $id, version: 1, input: {name: \"新\",
            staffNumber: \"999999\", tier: SCHOOL, post: \"书记\", unit: $unit, branch: $branch}) { id } }",
        leader,
    ),
    probe(
        "editRepresentative",
        "near",
        "mutation($id: ID!, $unit: ID!) { editRepresentative(id: $id, version: 1,
            input: {name: \"新\", unit: $unit}) { id } }",
        near,
    ),
    probe(
        "editUnit",
        "school",
        "mutation($id: ID!) { editUnit(id: $id, version: 1,
            input: {code: \"C01\", name: \"新\", kind: SCHOOL}) { id } }",
        school,
    ),
    probe("group", "any", "query($id: ID!) { group(id: $id) { id } }", group),
    probe("groups", "all", "{ groups(page: {first: 9}) { nodes { name } } }", nothing),
    probe("leader", "near", "query($id: ID!) { leader(id: $id) { id } }", leader),
    probe("leaders", "all", "{ leaders(page: {first: 9}) { nodes { name } } }", nothing),
    probe("node", "near", "query($id: ID!) { node(id: $id) { id } }", near),
    probe("node", "far", "query($id: ID!) { node(id: $id) { id } }", far),
    probe("nodes", "near", "query($id: ID!) { nodes(ids: [$id]) { id } }", near),
    probe("representative", "near", "query($id: ID!) { representative(id: $id) { id } }", near),
    probe("representative", "far", "query($id: ID!) { representative(id: $id) { id } }", far),
    probe("representativeSelf", "self", "{ representativeSelf { id } }", nothing),
    probe(
        "representatives",
        "by pairing",
        "{ representatives(page: {first: 9}, filter: {linked: true}) { nodes { name } } }",
        nothing,
    ),
    probe("restoreGroup", "any", "mutation($id: ID!) { restoreGroup(id: $id, version: 1) { id } }", group),
    probe(
        "restoreLeader",
        "near",
        "mutation($id: ID!) { restoreLeader(id: $id, version: 1) { id } }",
        leader,
    ),
    probe(
        "restoreRepresentative",
        "near",
        "mutation($id: ID!) { restoreRepresentative(id: $id, version: 1) { id } }",
        near,
    ),
    probe(
        "reveal",
        "near",
        "mutation($id: ID!) { reveal(input: {id: $id, group: SENSITIVE, purpose: \"CHECK_RECORD\"}) { id } }",
        near,
    ),
    probe("unit", "school", "query($id: ID!) { unit(id: $id) { id } }", school),
    probe("auditEvents", "all", "{ auditEvents(page: {first: 1}) { nodes { id } } }", nothing),
    probe("refresh", "no cookie", "mutation { refresh { accessToken } }", nothing),
    probe(
        "redeemLink",
        "unknown link",
        "mutation { redeemLink(input: {secret: \"x\", password: \"0123456789\"}) { accessToken } }",
        nothing,
    ),
    probe("representatives", "all", "{ representatives(page: {first: 9}) { nodes { name } } }", nothing),
    probe(
        "representatives",
        "by category",
        "{ representatives(page: {first: 9}, filter: {categories: [9]}) { nodes { name categories } } }",
        nothing,
    ),
    probe(
        "representatives",
        "by stage",
        "{ representatives(page: {first: 9}, filter: {stage: DISCOVERY}) { nodes { name stage } } }",
        nothing,
    ),
    probe(
        "signIn",
        "wrong password",
        "mutation { signIn(input: {username: \"x\", password: \"y\"}) { accessToken } }",
        nothing,
    ),
    probe("signOut", "own session", "mutation { signOut }", nothing),
    probe("units", "all", "{ units(page: {first: 9}) { nodes { name } } }", nothing),
    probe("viewer", "self", "{ viewer { name } }", nothing),
];

/// What one cell of the grid says: the number of rows of a list, ✔ for anything else that was
/// granted, or the code of the refusal.
fn verdict(answer: &Value, operation: &str) -> String {
    if let Some(error) = answer["errors"].get(0) {
        return error["extensions"]["code"].as_str().unwrap_or("?").to_lowercase();
    }
    match answer["data"][operation]["nodes"].as_array() {
        Some(nodes) => nodes.len().to_string(),
        None => "✔".to_owned(),
    }
}

/// The names of all root fields of the schema.
async fn operations() -> BTreeSet<String> {
    let asked = "{ __schema { queryType { fields { name } } mutationType { fields { name } } } }";
    let answer = lianyi::schema::build().execute(asked).await.data.into_json().unwrap();
    ["queryType", "mutationType"]
        .iter()
        .flat_map(|root| answer["__schema"][root]["fields"].as_array().unwrap())
        .map(|field| field["name"].as_str().unwrap().to_owned())
        .collect()
}

#[tokio::test]
async fn the_grid_is_as_committed() {
    let probed: BTreeSet<String> = PROBES.iter().map(|probe| probe.operation.to_owned()).collect();
    assert_eq!(operations().await, probed, "every operation has a row and every row an operation");

    let roles: Vec<Option<Role>> = std::iter::once(None).chain(Role::ALL.iter().copied().map(Some)).collect();
    let mut grid = format!("{:<34}{:<18}", "operation", "relation");
    for role in &roles {
        let _ = write!(grid, "{:<24}", role.map_or("nobody", Role::code).to_lowercase());
    }
    let mut world = World::new().await;
    for probe in PROBES {
        let _ = write!(grid, "\n{:<34}{:<18}", probe.operation, probe.relation);
        let is_mutation = probe.document.starts_with("mutation");
        for role in &roles {
            let user = world.user(*role).await;
            let before = if is_mutation { db_digest(&world.app.app).await } else { Vec::new() };
            let answer = user.ask(probe.document, (probe.variables)(&world)).await;
            let verdict = verdict(&answer, probe.operation);
            let granted = answer["errors"].is_null();
            if is_mutation && !granted {
                assert_eq!(
                    db_digest(&world.app.app).await,
                    before,
                    "{} by {role:?} was refused",
                    probe.operation
                );
            }
            let _ = write!(grid, "{verdict:<24}");
            if is_mutation && granted {
                world = World::new().await;
            }
        }
    }
    let lines: Vec<&str> = grid.lines().map(str::trim_end).collect();
    expect_file!["access_matrix.txt"].assert_eq(&format!("{}\n", lines.join("\n")));
}

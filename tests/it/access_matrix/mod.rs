//! Who may do what: every operation, by every role, on things near and far.
//!
//! `grid.txt` is the committed grid. An operation of the schema without a row fails; a refused
//! mutation is asserted to have changed nothing. After a change that is meant, run the test with
//! `UPDATE_EXPECT=1` and read the difference.

pub mod probes;
pub mod world;

use std::collections::BTreeSet;
use std::fmt::Write as _;

use expect_test::expect_file;
use lianyi_shared::access::Role;
use lianyi_tests::db::db_digest;
use serde_json::Value;

use probes::PROBES;
use world::World;

/// What one cell of the grid says: the number of rows of a list, ✔ for anything else that was
/// granted, `–` for nothing, or the code of the refusal.
fn verdict(answer: &Value, operation: &str) -> String {
    if let Some(error) = answer["errors"].get(0) {
        return error["extensions"]["code"].as_str().unwrap_or("?").to_lowercase();
    }
    let data = &answer["data"][operation];
    match data.as_array().or_else(|| data["nodes"].as_array()) {
        Some(rows) => rows.len().to_string(),
        None if data.is_null() => "–".to_owned(),
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
    let mut grid = format!("{:<28}{:<22}", "operation", "relation");
    for role in &roles {
        let _ = write!(grid, "{:<24}", role.map_or("nobody", Role::code).to_lowercase());
    }
    let mut world = World::new(PROBES[0].stage).await;
    for probe in PROBES {
        let _ = write!(grid, "\n{:<28}{:<22}", probe.operation, probe.relation);
        if world.stage != probe.stage {
            world = World::new(probe.stage).await;
        }
        let is_mutation = probe.document.starts_with("mutation");
        for role in &roles {
            let user = world.user(*role).await;
            let before = if is_mutation { db_digest(&world.app.app).await } else { Vec::new() };
            let answer = user.ask(probe.document, (probe.variables)(&world)).await;
            let granted = answer["errors"].is_null();
            if is_mutation && !granted {
                let after = db_digest(&world.app.app).await;
                assert_eq!(after, before, "{} by {role:?} was refused", probe.operation);
            }
            let _ = write!(grid, "{:<24}", verdict(&answer, probe.operation));
            if is_mutation && granted {
                world = World::new(probe.stage).await;
            }
        }
    }
    let lines: Vec<&str> = grid.lines().map(str::trim_end).collect();
    expect_file!["grid.txt"].assert_eq(&format!("{}\n", lines.join("\n")));
}

//! Several nodes on one database.

use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use cynic::{MutationBuilder as _, QueryBuilder as _};
use lianyi::db::Db;
use lianyi::entity::{audit_event, role, signing_key};
use lianyi_shared::access::Role;
use lianyi_shared::api::access::{SignOut, SignOutVariables, ViewerQuery};
use lianyi_shared::api::accounts::{HeldRoleVariables, RevokeRole};
use lianyi_shared::error::ErrorCode;
use lianyi_tests::app::TestApp;
use lianyi_tests::db::{self, Engine};
use lianyi_tests::ledger::Ledger;
use lianyi_tests::on_both_databases;
use lianyi_tests::process::{Serving, key_file};
use lianyi_tests::user::As;
use sea_orm::{ColumnTrait as _, EntityTrait as _, PaginatorTrait as _, QueryFilter as _};

/// Connections give up after eight seconds.
const LONGER_THAN_A_LOCK_IS_WAITED_FOR: Duration = Duration::from_secs(9);

/// Nodes that start at the same moment on a database without any table.
async fn nodes_start_together(engine: Engine) {
    let folder = tempfile::tempdir().unwrap();
    let (url, key) = (db::empty(engine).await, key_file(folder.path()));
    let start = || {
        let (url, key) = (url.clone(), key.clone());
        tokio::task::spawn_blocking(move || Serving::start(&url, &key))
    };
    let nodes = futures_util::future::join_all([start(), start(), start()]).await;
    for node in nodes.iter().map(|node| node.as_ref().unwrap()) {
        let ready = reqwest::get(format!("{}/health/ready", node.address)).await.unwrap();
        assert_eq!(ready.status(), 200);
    }
    let db = Db::open(&url).await.unwrap();
    let roles = usize::try_from(role::Entity::find().count(&db.read).await.unwrap()).unwrap();
    assert_eq!(roles, Role::ALL.len());
    assert_eq!(signing_key::Entity::find().count(&db.read).await.unwrap(), 1);
}

#[tokio::test]
async fn nodes_start_together_on_sqlite() {
    nodes_start_together(Engine::Sqlite).await;
}

#[tokio::test]
async fn nodes_start_together_on_postgres() {
    nodes_start_together(Engine::Postgres).await;
}

/// Another node migrates for longer than a connection waits for the lock of an `SQLite` file.
#[tokio::test(flavor = "multi_thread")]
async fn a_node_that_starts_waits_for_another_that_has_the_whole_file() {
    let app = TestApp::start(Engine::Sqlite).await;
    let folder = tempfile::tempdir().unwrap();
    let key = key_file(folder.path());
    let migrates = app.app.db.begin().await.unwrap();
    let waits = {
        let url = app.database.clone();
        tokio::task::spawn_blocking(move || Serving::start(&url, &key))
    };
    tokio::time::sleep(LONGER_THAN_A_LOCK_IS_WAITED_FOR).await;
    assert!(!waits.is_finished(), "it neither gave up nor went ahead");
    drop(migrates);
    waits.await.unwrap().ready().await;
}

on_both_databases! {
    async fn what_changes_on_one_node_is_felt_on_the_next_request_of_the_other(app) {
        app.db_college().await;
        let other = app.beside().await;
        let security = app.db_signed_in(As::role(Role::SecurityAdministrator)).await;
        let officer = app.db_signed_in(As::role(Role::UnitedFrontOfficer)).await.at(&other);
        let roles = async || officer.run(ViewerQuery::build(())).await.map(|answer| answer.viewer.roles.len());
        assert_eq!(roles().await.unwrap(), 1);
        let held = app.db_held_roles(officer.account.unwrap()).await;
        security.run(RevokeRole::build(HeldRoleVariables { id: held[0] })).await.unwrap();
        assert_eq!(roles().await.unwrap(), 0, "the grant is gone on the other node too");
        let here = officer.at(&app);
        here.run(SignOut::build(SignOutVariables { everywhere: true })).await.unwrap();
        let there = here.at(&other);
        assert_eq!(there.run(ViewerQuery::build(())).await.unwrap_err().code, ErrorCode::Unauthenticated);
    }
}

/// A node that has sealed a moment ago has the lease of it, and uses it when it is told to stop.
#[tokio::test(flavor = "multi_thread")]
async fn a_node_that_stops_has_sealed_what_it_wrote() {
    let app = TestApp::start(Engine::Sqlite).await;
    app.db_college().await;
    let folder = tempfile::tempdir().unwrap();
    let mut node = Serving::start(&app.database, &key_file(folder.path()));
    let (_, username) = app.db_account(As::role(Role::AuditAdministrator)).await;
    let open = async || {
        let open = audit_event::Entity::find().filter(audit_event::Column::Sequence.is_null());
        open.count(&app.app.db.read).await.unwrap()
    };
    node.sign_in(&username).await;
    while open().await > 0 {
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    node.sign_in(&username).await;
    tokio::task::block_in_place(|| node.stop());
    assert_eq!(open().await, 0);
}

/// Two processes serve one PostgreSQL; one is killed in the middle of writing, the other goes on.
#[tokio::test(flavor = "multi_thread")]
async fn a_killed_node_loses_nothing_and_the_other_goes_on() {
    let app = TestApp::start(Engine::Postgres).await;
    let unit = app.db_college().await.school;
    let folder = tempfile::tempdir().unwrap();
    let key = key_file(folder.path());
    let (mut first, second) = (Serving::start(&app.database, &key), Serving::start(&app.database, &key));
    // The tests' clock stands in September; the processes live today.
    let (_, username) = app.db_account(As::role(Role::UnitedFrontOfficer)).await;
    let token = second.sign_in(&username).await;
    let ledger = Ledger::default();
    let stop = AtomicBool::new(false);
    let (one, two) = (first.endpoint(), second.endpoint());
    let acknowledged = async |at_least: usize| {
        let patience = Instant::now() + Duration::from_secs(60);
        while ledger.acknowledged() < at_least && Instant::now() < patience {
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
        ledger.acknowledged()
    };
    let kill = async {
        let before = acknowledged(21).await;
        tokio::task::block_in_place(|| first.kill());
        let after = acknowledged(before + 11).await;
        stop.store(true, Ordering::Relaxed);
        (before, after)
    };
    let (_, _, (before, after)) =
        tokio::join!(ledger.write(&one, &token, unit, &stop), ledger.write(&two, &token, unit, &stop), kill);
    assert!(before > 20 && after > before + 10, "{before} acknowledged before, {after} in all");
    assert_eq!(ledger.refused(), Vec::<String>::new());
    ledger.db_holds(&app.app.db).await;
}

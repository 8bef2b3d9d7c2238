//! The server is killed, its disk is full, its connections are cut, always in the middle of writing: whatever was
//! acknowledged is there afterwards, everything else is there as a whole or not at all.

use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use lianyi::backup::check::check;
use lianyi::db::Db;
use lianyi_shared::access::Role;
use lianyi_shared::id::UnitId;
use lianyi_tests::app::TestApp;
use lianyi_tests::db::Engine;
use lianyi_tests::ledger::Ledger;
use lianyi_tests::process::{Serving, key_file};
use lianyi_tests::user::As;
use sea_orm::{ConnectionTrait as _, DbBackend, Statement};
use serde_json::{Value, json};

/// A database with an officer, and nobody working on it.
struct Scene {
    folder: tempfile::TempDir,
    url: String,
    username: String,
    unit: UnitId,
}

impl Scene {
    async fn set() -> Self {
        let app = TestApp::start(Engine::Sqlite).await;
        let unit = app.db_college().await.school;
        let (_, username) = app.db_account(As::role(Role::UnitedFrontOfficer)).await;
        let folder = tempfile::tempdir().unwrap();
        let url = format!("sqlite://{}", folder.path().join("lianyi.db").display());
        let copy = Statement::from_sql_and_values(
            DbBackend::Sqlite,
            "VACUUM INTO ?",
            [folder.path().join("lianyi.db").to_str().unwrap().into()],
        );
        app.app.db.writer().execute_raw(copy).await.unwrap();
        Self { folder, url, username, unit }
    }

    fn file(&self) -> std::path::PathBuf {
        self.folder.path().join("lianyi.db")
    }

    fn serve(&self) -> Serving {
        Serving::start(&self.url, &key_file(self.folder.path()))
    }

    /// Writes for a while; does what ends it; waits for the writers.
    async fn write_until(&self, serving: &Serving, token: &str, ledger: &Ledger, end: impl AsyncFnOnce()) {
        let stop = AtomicBool::new(false);
        let endpoint = serving.endpoint();
        let write = ledger.write(&endpoint, token, self.unit, &stop);
        let end = async {
            end().await;
            stop.store(true, Ordering::Relaxed);
        };
        tokio::join!(write, end);
    }
}

/// Nothing is damaged, and the audit chain is whole.
async fn is_sound(file: &Path, url: &str, ledger: &Ledger) {
    let db = Db::open(url).await.unwrap();
    ledger.db_holds(&db).await;
    db.close().await.unwrap();
    check(file).await.unwrap();
}

/// How often the server is killed: 25 times, or as `cargo xtask crash --rounds` says.
fn rounds() -> u64 {
    std::env::var("LIANYI_CRASH_ROUNDS").ok().and_then(|rounds| rounds.parse().ok()).unwrap_or(25)
}

#[tokio::test(flavor = "multi_thread")]
async fn whatever_was_acknowledged_survives_a_kill() {
    // Every round looks at everything written before it: each scene has so many that the last is not too slow.
    for first in (0..rounds()).step_by(50) {
        kill_again_and_again(first..rounds().min(first + 50)).await;
    }
}

async fn kill_again_and_again(rounds: std::ops::Range<u64>) {
    let scene = Scene::set().await;
    let ledger = Ledger::default();
    let mut token = None;
    for round in rounds {
        let mut serving = scene.serve();
        if token.is_none() {
            token = Some(serving.sign_in(&scene.username).await);
        }
        // Spread over the life of a server: at its start, in its first checkpoint, later.
        let life = Duration::from_millis(20 + round * 7_919 % 400);
        let endpoint = serving.endpoint();
        let stop = AtomicBool::new(false);
        let write = ledger.write(&endpoint, token.as_deref().unwrap(), scene.unit, &stop);
        let kill = async {
            tokio::time::sleep(life).await;
            tokio::task::block_in_place(|| serving.kill());
            stop.store(true, Ordering::Relaxed);
        };
        tokio::join!(write, kill);
        is_sound(&scene.file(), &scene.url, &ledger).await;
    }
    assert!(ledger.acknowledged() > 100, "{} creations are no load", ledger.acknowledged());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_full_disk_is_said_and_loses_nothing() {
    let scene = Scene::set().await;
    let ledger = Ledger::default();
    let key = key_file(scene.folder.path());
    let kibibytes = std::fs::metadata(scene.file()).unwrap().len() / 1024 + 400;
    {
        let serving = Serving::start_on_full_disk(&scene.url, &key, kibibytes);
        let token = serving.sign_in(&scene.username).await;
        let full = async || {
            for _ in 0..200 {
                if ledger.refused().len() >= 20 {
                    return;
                }
                tokio::time::sleep(Duration::from_millis(50)).await;
            }
            panic!("{} acknowledged, refused {:?}", ledger.acknowledged(), ledger.refused());
        };
        scene.write_until(&serving, &token, &ledger, full).await;
        let refused = ledger.refused();
        assert!(refused.iter().all(|code| code == "\"UNAVAILABLE\""), "{refused:?}");
        // It still answers what needs no disk.
        let body = json!({ "query": "{ viewer { name } }" });
        let request = reqwest::Client::new().post(serving.endpoint()).bearer_auth(&token).json(&body);
        let answer: Value = request.send().await.unwrap().json().await.unwrap();
        assert!(answer["data"]["viewer"]["name"].is_string(), "{answer}");
    }
    let before = ledger.acknowledged();
    assert!(before > 0);
    is_sound(&scene.file(), &scene.url, &ledger).await;
    // With room again it goes on.
    let serving = scene.serve();
    let token = serving.sign_in(&scene.username).await;
    let some = async || {
        while ledger.acknowledged() < before + 20 {
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    };
    scene.write_until(&serving, &token, &ledger, some).await;
    drop(serving);
    is_sound(&scene.file(), &scene.url, &ledger).await;
}

#[tokio::test]
async fn a_read_only_database_is_said() {
    let app = TestApp::start(Engine::Sqlite).await;
    let unit = app.db_college().await.school;
    let officer = app.db_signed_in(As::role(Role::UnitedFrontOfficer)).await;
    app.app.db.writer().execute_unprepared("PRAGMA query_only = on").await.unwrap();
    let ledger = Ledger::default();
    let stop = AtomicBool::new(false);
    let refused = async {
        while ledger.refused().is_empty() {
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
        stop.store(true, Ordering::Relaxed);
    };
    tokio::join!(ledger.write(officer.endpoint(), officer.token().unwrap(), unit, &stop), refused);
    assert!(ledger.refused().iter().all(|code| code == "\"UNAVAILABLE\""), "{:?}", ledger.refused());
    assert_eq!(ledger.acknowledged(), 0);
    app.app.db.writer().execute_unprepared("PRAGMA query_only = off").await.unwrap();
    ledger.db_holds(&app.app.db).await;
}

#[tokio::test]
async fn connections_cut_by_postgres_lose_nothing() {
    let app = TestApp::start(Engine::Postgres).await;
    let unit = app.db_college().await.school;
    let officer = app.db_signed_in(As::role(Role::UnitedFrontOfficer)).await;
    let ledger = Ledger::default();
    let stop = AtomicBool::new(false);
    let cut = async {
        let cut = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity \
                   WHERE datname = current_database() AND pid <> pg_backend_pid()";
        // Twelve cuts, and as many more as a slow machine needs to have written something in between.
        for round in 0..400_u64 {
            if round >= 12 && ledger.acknowledged() > 20 {
                break;
            }
            tokio::time::sleep(Duration::from_millis(40 + round * 7_919 % 60)).await;
            // The connection that cuts the others may have been cut itself.
            let cut = Statement::from_string(DbBackend::Postgres, cut);
            app.app.db.read.query_all_raw(cut).await.ok();
        }
        stop.store(true, Ordering::Relaxed);
    };
    tokio::join!(ledger.write(officer.endpoint(), officer.token().unwrap(), unit, &stop), cut);
    let refused = ledger.refused();
    assert!(refused.iter().all(|code| code == "\"UNAVAILABLE\""), "{refused:?}");
    assert!(ledger.acknowledged() > 20, "{}", ledger.acknowledged());
    ledger.db_holds(&app.app.db).await;
}

//! An isolated, migrated database per test: a copy of a template made once.

use std::path::PathBuf;
use std::sync::atomic::{AtomicU32, Ordering};

use lianyi::attachment::store::Store;
use lianyi::clock::Clock;
use lianyi::db::Db;
use lianyi::op::App;
use sea_orm::{ConnectOptions, ConnectionTrait as _, Database};
use tokio::sync::OnceCell;

use crate::app::start_of_tests;

/// The two engines; every test of the interface runs on both.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Engine {
    /// A file in a temporary folder.
    Sqlite,
    /// A database of the cluster that `cargo xtask test` starts.
    Postgres,
}

/// The secret that seals the signing keys of test databases.
pub const SECRET: [u8; 32] = [7; 32];

static SQLITE_TEMPLATE: OnceCell<PathBuf> = OnceCell::const_new();
static POSTGRES_TEMPLATE: OnceCell<String> = OnceCell::const_new();
static NEXT: AtomicU32 = AtomicU32::new(0);

/// The folder of this run's `SQLite` files.
fn folder() -> PathBuf {
    let folder = std::env::temp_dir().join(format!("lianyi-tests-{}", std::process::id()));
    std::fs::create_dir_all(&folder).expect("a temporary folder");
    folder
}

/// The cluster's URL without a database name.
fn cluster() -> String {
    let url = std::env::var("LIANYI_TEST_POSTGRES")
        .expect("LIANYI_TEST_POSTGRES names the test cluster; run the tests with `cargo xtask test`");
    url.rsplit_once('/').map(|(server, _)| server.to_owned()).expect("a URL with a database name")
}

/// Brings a fresh database to the state in which every test starts.
async fn prepare(url: &str) {
    let db = Db::open(url).await.expect("a fresh database");
    db.migrate().await.expect("the migrations");
    let app = App::start(db, Clock::frozen(start_of_tests()), SECRET, Store::memory(), false)
        .await
        .expect("the built-in roles");
    app.db.clone().close().await.expect("closed");
}

async fn admin(server: &str) -> sea_orm::DatabaseConnection {
    let mut options = ConnectOptions::new(format!("{server}/postgres"));
    options.max_connections(1).sqlx_logging(false);
    Database::connect(options).await.expect("the test cluster")
}

/// The URL of an empty database without tables, for tests of the migrations themselves.
pub async fn empty(engine: Engine) -> String {
    let number = NEXT.fetch_add(1, Ordering::Relaxed);
    match engine {
        Engine::Sqlite => format!("sqlite://{}", folder().join(format!("empty{number}.db")).display()),
        Engine::Postgres => {
            let server = cluster();
            let name = format!("empty_{}_{number}", std::process::id());
            let admin = admin(&server).await;
            admin.execute_unprepared(&format!("CREATE DATABASE {name}")).await.expect("a database");
            format!("{server}/{name}")
        }
    }
}

/// The URL of a migrated database of the test's own.
pub async fn fresh(engine: Engine) -> String {
    let number = NEXT.fetch_add(1, Ordering::Relaxed);
    match engine {
        Engine::Sqlite => {
            let template = SQLITE_TEMPLATE
                .get_or_init(|| async {
                    let file = folder().join("template.db");
                    prepare(&format!("sqlite://{}", file.display())).await;
                    file
                })
                .await;
            let file = folder().join(format!("test{number}.db"));
            std::fs::copy(template, &file).expect("a copy of the template");
            format!("sqlite://{}", file.display())
        }
        Engine::Postgres => {
            let server = cluster();
            let template = POSTGRES_TEMPLATE
                .get_or_init(|| async {
                    let name = format!("template_{}", std::process::id());
                    let admin = admin(&server).await;
                    admin.execute_unprepared(&format!("CREATE DATABASE {name}")).await.expect("a template");
                    prepare(&format!("{server}/{name}")).await;
                    name
                })
                .await;
            let name = format!("test_{}_{number}", std::process::id());
            let admin = admin(&server).await;
            admin
                .execute_unprepared(&format!("CREATE DATABASE {name} TEMPLATE {template}"))
                .await
                .expect("a copy of the template");
            format!("{server}/{name}")
        }
    }
}

/// A digest of every business table, for asserting that nothing has changed.
pub async fn db_digest(app: &App) -> Vec<(String, String)> {
    const TABLES: &[&str] = &[
        "account",
        "account_role",
        "role",
        "role_grant",
        "unit",
        "unit_closure",
        "leader",
        "representative",
        "representative_category",
        "liaison_group",
        "roster",
        "roster_version",
        "pairing",
        "roster_line",
        "quota_exception",
        "roster_decision",
        "contact",
        "contact_revision",
        "contact_leader",
        "contact_counterpart",
        "contact_last",
        "contact_pairing",
        "contact_tally",
        "contact_draft",
        "attachment",
        "care_event",
        "chosen_festival",
        "trend",
        "trend_reader",
        "plan_series",
        "plan",
        "plan_pairing",
        "calendar_feed",
        "contact_urge",
        "notice",
        "outbox",
        "mail_box",
        "import_batch",
        "import_change",
        "setting",
    ];
    let mut digests = Vec::new();
    for table in TABLES {
        let statement =
            sea_orm::sea_query::Query::select().column(sea_orm::sea_query::Asterisk).from(*table).to_owned();
        let rows = app.db.read.query_all(&statement).await.expect("a table");
        let mut lines: Vec<String> = rows.iter().map(|row| format!("{row:?}")).collect();
        lines.sort();
        digests.push(((*table).to_owned(), format!("{} {:x}", lines.len(), fnv(&lines.join("\n")))));
    }
    digests
}

fn fnv(text: &str) -> u64 {
    text.bytes()
        .fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x100_0000_01b3))
}

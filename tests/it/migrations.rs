//! Migrations go up, down and up again, on both databases.

use lianyi::db::Db;
use lianyi_migrations::{Migrator, MigratorTrait as _};
use lianyi_tests::db::{self, Engine};

async fn up_down_up(engine: Engine) {
    let db = Db::open(&db::empty(engine).await).await.unwrap();
    Migrator::up(db.writer(), None).await.unwrap();
    Migrator::down(db.writer(), None).await.unwrap();
    Migrator::up(db.writer(), None).await.unwrap();
    assert!(Migrator::get_pending_migrations(db.writer()).await.unwrap().is_empty());
}

#[tokio::test]
async fn sqlite() {
    up_down_up(Engine::Sqlite).await;
}

#[tokio::test]
async fn postgres() {
    up_down_up(Engine::Postgres).await;
}

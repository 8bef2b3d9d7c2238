//! What happens when the database cannot do what it should: it is said, and nothing is half done.

use std::time::{Duration, Instant};

use lianyi::db::Db;
use lianyi::error::Error;
use lianyi_shared::error::Reason;
use lianyi_tests::db::{self, Engine};
use sea_orm::ConnectionTrait as _;

/// Counts for ever.
const ENDLESS: &str =
    "WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM c) SELECT count(*) FROM c";

async fn an_endless_statement_is_given_up(engine: Engine) {
    let url = db::fresh(engine).await;
    let db = Db::open_within(&url, Duration::from_millis(300)).await.unwrap();
    for _ in 0..3 {
        let start = Instant::now();
        let error = Error::from(db.read.execute_unprepared(ENDLESS).await.unwrap_err());
        assert!(matches!(error, Error::Unavailable(Reason::Deadline, _)), "{error:?}");
        assert!(start.elapsed() < Duration::from_secs(10), "{:?}", start.elapsed());
        // The connection is as good as before.
        db.read.execute_unprepared("SELECT 1").await.unwrap();
    }
}

#[tokio::test]
async fn an_endless_statement_is_given_up_on_sqlite() {
    an_endless_statement_is_given_up(Engine::Sqlite).await;
}

#[tokio::test]
async fn an_endless_statement_is_given_up_on_postgres() {
    an_endless_statement_is_given_up(Engine::Postgres).await;
}

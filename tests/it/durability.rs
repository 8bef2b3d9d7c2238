//! What happens when the database cannot do what it should: it is said, and nothing is half done.

use std::time::{Duration, Instant};

use cynic::MutationBuilder as _;
use lianyi::db::Db;
use lianyi::error::Error;
use lianyi_shared::access::Role;
use lianyi_shared::api::people::{
    ReadRepresentative, SetRepresentativesStage, SetRepresentativesStageVariables, SetStageInput,
};
use lianyi_shared::error::Reason;
use lianyi_shared::id::RepresentativeId;
use lianyi_shared::people::Stage;
use lianyi_tests::app::TestApp;
use lianyi_tests::db::{self, Engine};
use lianyi_tests::user::As;
use sea_orm::sea_query::{Expr, ExprTrait as _, Query};
use sea_orm::{ConnectionTrait as _, DatabaseTransaction, DbErr, QueryResult, Statement};

/// Counts for ever.
const ENDLESS: &str =
    "WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM c) SELECT count(*) FROM c";

async fn ask(db: &Db, text: &str) -> Result<Vec<QueryResult>, DbErr> {
    db.read.query_all_raw(Statement::from_string(db.backend(), text)).await
}

async fn an_endless_statement_is_given_up(engine: Engine) {
    let url = db::fresh(engine).await;
    let db = Db::open_within(&url, Duration::from_millis(300)).await.unwrap();
    for _ in 0..3 {
        let start = Instant::now();
        let error = Error::from(ask(&db, ENDLESS).await.unwrap_err());
        assert!(matches!(error, Error::Unavailable(Reason::Deadline, _)), "{error:?}");
        assert!(start.elapsed() < Duration::from_secs(10), "{:?}", start.elapsed());
        // The connection is as good as before.
        ask(&db, "SELECT 1").await.unwrap();
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

/// Two transactions that wait for each other: PostgreSQL undoes one, and the server tries that one again.
#[tokio::test]
async fn a_write_that_was_undone_for_another_is_tried_again() {
    let app = TestApp::start(Engine::Postgres).await;
    let college = app.db_college().await;
    let officer = app.db_signed_in(As::role(Role::UnitedFrontOfficer)).await;
    let first = app.db_representative("甲一", college.school).await;
    let second = app.db_representative("乙二", college.school).await;
    let touch = async |other: &DatabaseTransaction, id: RepresentativeId| {
        let update = Query::update()
            .table("representative")
            .value("remarks", "x")
            .and_where(Expr::col("id").eq(id))
            .to_owned();
        other.execute(&update).await.unwrap();
    };
    let other = app.app.db.begin().await.unwrap();
    touch(&other, second).await;
    let stage = async {
        let representatives = [first, second].map(|id| ReadRepresentative { id, version: 1 }).to_vec();
        let input = SetStageInput { representatives, stage: Stage::Cultivation };
        officer.run(SetRepresentativesStage::build(SetRepresentativesStageVariables { input })).await
    };
    let cross = async {
        // By now the server holds the first and waits for the second.
        tokio::time::sleep(Duration::from_millis(400)).await;
        touch(&other, first).await;
        other.commit().await.unwrap();
    };
    let (moved, ()) = tokio::join!(stage, cross);
    assert_eq!(moved.unwrap().set_representatives_stage.len(), 2);
}

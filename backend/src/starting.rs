//! Several nodes that start together on one database: one of them at a time brings it up to date and makes what every
//! college has.
//!
//! A row with an end, in a table of its own, because the migrations are what it guards. Portable to every database that
//! speaks SQL; a node that dies while it holds the row is waited for until the row's time is over.

use std::future::Future;
use std::time::Duration;

use anyhow::bail;
use sea_orm::sea_query::{Expr, ExprTrait as _, OnConflict, Query};
use sea_orm::{ConnectionTrait as _, DbErr};

use crate::access::keys;
use crate::clock::Clock;
use crate::db::Db;
use crate::error::is_lost_race;

const TABLE: &str = "start_lease";
const CREATE: &str = "CREATE TABLE IF NOT EXISTS start_lease \
    (name VARCHAR(20) PRIMARY KEY, holder VARCHAR(60) NOT NULL, until BIGINT NOT NULL)";
/// The one row.
const NAME: &str = "start";
/// For how long the row is held unless it is renewed, in seconds.
const SECONDS: i64 = 15;
/// How often it is renewed.
const RENEWED: Duration = Duration::from_secs(5);
/// For how long another node is waited for, in seconds.
const PATIENCE: i64 = 600;
const PAUSE: Duration = Duration::from_millis(100);

/// Does some work while no other node does any under the same lease.
pub async fn alone<T>(db: &Db, work: impl Future<Output = anyhow::Result<T>>) -> anyhow::Result<T> {
    let holder = keys::random_text();
    let clock = Clock::default();
    let give_up = clock.now().timestamp() + PATIENCE;
    let mut taken = take(db, &holder, clock.now().timestamp()).await?;
    if !taken {
        tracing::info!("waiting for another server that is starting");
    }
    while !taken {
        if clock.now().timestamp() > give_up {
            bail!("another server has been starting on this database for minutes");
        }
        tokio::time::sleep(PAUSE).await;
        taken = take(db, &holder, clock.now().timestamp()).await?;
    }
    let renew = async {
        loop {
            tokio::time::sleep(RENEWED).await;
            // While a migration holds the whole of an SQLite file nobody else can take the row either.
            hold(db, &holder, clock.now().timestamp()).await.ok();
        }
    };
    let done = tokio::select! {
        done = work => done,
        done = renew => done,
    };
    let release = Query::delete().from_table(TABLE).and_where(Expr::col("holder").eq(holder)).to_owned();
    db.writer().execute(&release).await?;
    done
}

/// Whether this node has the row now. It has not while another one holds the whole of an `SQLite` file, as migrations
/// do.
async fn take(db: &Db, holder: &str, now: i64) -> Result<bool, DbErr> {
    match make_and_hold(db, holder, now).await {
        Err(error) if is_lost_race(&error) => Ok(false),
        taken => taken,
    }
}

async fn make_and_hold(db: &Db, holder: &str, now: i64) -> Result<bool, DbErr> {
    let insert = Query::insert()
        .into_table(TABLE)
        .columns(["name", "holder", "until"])
        .values_panic([NAME.into(), "".into(), 0.into()])
        .on_conflict(OnConflict::column("name").do_nothing().to_owned())
        .to_owned();
    let created = db.writer().execute_unprepared(CREATE).await;
    // PostgreSQL refuses the second of two nodes that make the table at once, and then it is there. Whatever else is
    // wrong is wrong with the next statement, too.
    if let Err(error) = created
        && is_lost_race(&error)
    {
        return Err(error);
    }
    db.writer().execute(&insert).await?;
    hold(db, holder, now).await
}

/// Takes the row if nobody holds it, or goes on holding it.
async fn hold(db: &Db, holder: &str, now: i64) -> Result<bool, DbErr> {
    let update = Query::update()
        .table(TABLE)
        .value("holder", holder)
        .value("until", now + SECONDS)
        .and_where(Expr::col("name").eq(NAME))
        .and_where(Expr::col("until").lt(now).or(Expr::col("holder").eq(holder)))
        .to_owned();
    Ok(db.writer().execute(&update).await?.rows_affected() == 1)
}

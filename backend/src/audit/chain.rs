//! Sealing the log into a hash chain, and verifying it.

use std::fmt::Write as _;
use std::sync::Arc;
use std::time::Duration;

use chrono::SecondsFormat;
use sea_orm::sea_query::{Expr, ExprTrait as _, OnConflict, Query};
use sea_orm::{
    ColumnTrait as _, ConnectionTrait, EntityTrait as _, QueryFilter as _, QueryOrder as _, QuerySelect as _,
};
use sha2::{Digest as _, Sha256};
use uuid::Uuid;

use crate::entity::audit_event::{Column, Entity, Model};
use crate::error::Result;
use crate::op::App;

/// The hash before the first line.
const GENESIS: &str = "0000000000000000000000000000000000000000000000000000000000000000";
/// How many lines one batch seals.
const BATCH: u64 = 500;
/// The name of the sealer's lease and for how long it holds.
const LEASE: &str = "audit-sealer";
const LEASE_SECONDS: i64 = 30;

/// What an unbroken or broken chain looks like.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// Every sealed line is as it was sealed.
    Intact {
        /// Sealed lines.
        sealed: u64,
    },
    /// The first line that is not as it was sealed, by its number in the chain.
    Broken {
        /// The number in the chain.
        sequence: i64,
    },
}

/// `SHA-256(previous ‖ canonical entry)`, in hexadecimal.
fn hash(previous: &str, sequence: i64, line: &Model) -> String {
    let canonical = serde_json::json!([
        sequence,
        line.id.to_string(),
        line.at.to_rfc3339_opts(SecondsFormat::Millis, true),
        line.account_id.map(|id| id.to_string()),
        line.capacity,
        line.action,
        line.subject,
        line.details,
        line.request_id,
    ]);
    let digest = Sha256::new().chain_update(previous).chain_update(canonical.to_string()).finalize();
    digest.iter().fold(String::with_capacity(64), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}

/// Takes or renews the lease, so that only one node seals at a time.
async fn lease(app: &App, holder: Uuid, transaction: &impl ConnectionTrait) -> Result<bool> {
    let now = app.clock.now();
    let until = now + chrono::TimeDelta::seconds(LEASE_SECONDS);
    let insert = Query::insert()
        .into_table("lease")
        .columns(["name", "holder", "until"])
        .values_panic([LEASE.into(), holder.into(), until.into()])
        .on_conflict(OnConflict::column("name").do_nothing().to_owned())
        .to_owned();
    transaction.execute(&insert).await?;
    let take = Query::update()
        .table("lease")
        .value("holder", holder)
        .value("until", until)
        .and_where(Expr::col("name").eq(LEASE))
        .and_where(Expr::col("holder").eq(holder).or(Expr::col("until").lt(now)))
        .to_owned();
    Ok(transaction.execute(&take).await?.rows_affected() == 1)
}

/// Seals one batch. Returns whether there may be more.
pub async fn seal(app: &App, holder: Uuid) -> Result<bool> {
    let transaction = app.db.begin().await?;
    if !lease(app, holder, &transaction).await? {
        return Ok(false);
    }
    let last = Entity::find()
        .filter(Column::Sequence.is_not_null())
        .order_by_desc(Column::Sequence)
        .one(&transaction)
        .await?;
    let (mut sequence, mut previous) =
        last.and_then(|line| line.sequence.zip(line.hash)).unwrap_or_else(|| (0, GENESIS.to_owned()));
    let lines = Entity::find()
        .filter(Column::Sequence.is_null())
        .order_by_asc(Column::Id)
        .limit(BATCH)
        .all(&transaction)
        .await?;
    let full = u64::try_from(lines.len()).is_ok_and(|count| count == BATCH);
    for line in &lines {
        sequence += 1;
        previous = hash(&previous, sequence, line);
        let seal = Query::update()
            .table("audit_event")
            .value("sequence", sequence)
            .value("hash", previous.clone())
            .and_where(Expr::col("id").eq(line.id))
            .to_owned();
        transaction.execute(&seal).await?;
    }
    transaction.commit().await?;
    Ok(full)
}

/// Seals whenever something was committed, and once a second in any case, for ever.
pub async fn keep_sealing(app: Arc<App>) {
    let holder = app.new_id();
    loop {
        match seal(&app, holder).await {
            Ok(true) => continue,
            Ok(false) => {}
            Err(error) => tracing::error!(%error, "the audit log could not be sealed"),
        }
        // Whether woken or not, the next round finds what there is to seal.
        let _ = tokio::time::timeout(Duration::from_secs(1), app.sealer.notified()).await;
    }
}

/// Recomputes the whole chain.
pub async fn verify(db: &impl ConnectionTrait) -> Result<Verdict> {
    let mut previous = GENESIS.to_owned();
    let mut sequence: i64 = 0;
    loop {
        let lines: Vec<Model> = Entity::find()
            .filter(Column::Sequence.gt(sequence))
            .order_by_asc(Column::Sequence)
            .limit(BATCH)
            .all(db)
            .await?;
        if lines.is_empty() {
            return Ok(Verdict::Intact { sealed: sequence.unsigned_abs() });
        }
        for line in &lines {
            sequence += 1;
            let expected = hash(&previous, sequence, line);
            if line.sequence != Some(sequence) || line.hash.as_deref() != Some(&expected) {
                return Ok(Verdict::Broken { sequence });
            }
            previous = expected;
        }
    }
}

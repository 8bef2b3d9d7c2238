//! Sealing the log into a hash chain, and verifying it.

use std::sync::Arc;
use std::time::Duration;

use chrono::{SecondsFormat, TimeDelta};
use sea_orm::sea_query::OnConflict;
use sea_orm::{
    ActiveModelTrait as _, ColumnTrait as _, ConnectionTrait, EntityTrait as _, IntoActiveModel as _,
    QueryFilter as _, QueryOrder as _, QuerySelect as _,
};
use sha2::{Digest as _, Sha256};

use crate::db::Find as _;
use crate::entity::audit_event::{ActiveModel, Column, Entity, Model};
use crate::error::Result;
use crate::lease;
use crate::op::App;

/// The hash before the first line.
const GENESIS: &str = "0000000000000000000000000000000000000000000000000000000000000000";
/// How many lines one batch seals.
const BATCH: u64 = 500;
/// How long the sealer waits for more lines once there is one: to seal each alone would cost as much as to write it.
const GATHERING: Duration = Duration::from_millis(100);
/// The name of the sealer's lease and for how long it holds.
const LEASE: &str = "audit-sealer";
const LEASE_TIME: TimeDelta = TimeDelta::seconds(30);

/// A sealed line: its number and its hash. Noted outside the database, it proves later that nothing
/// up to it was cut off; the chain alone cannot tell that its newest lines are missing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Anchor {
    /// The number in the chain; 0 before the first line.
    pub sequence: i64,
    /// The hash, in hexadecimal.
    pub hash: String,
}

impl std::fmt::Display for Anchor {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}:{}", self.sequence, self.hash)
    }
}

impl std::str::FromStr for Anchor {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let form = || "SEQ:HASH as `lianyi audit verify` printed it".to_owned();
        let (sequence, hash) = text.trim().split_once(':').ok_or_else(form)?;
        let sequence = sequence.parse().ok().filter(|sequence| *sequence >= 0).ok_or_else(form)?;
        if hash.len() != GENESIS.len() || !hash.bytes().all(|byte| byte.is_ascii_hexdigit()) {
            return Err(form());
        }
        Ok(Self { sequence, hash: hash.to_ascii_lowercase() })
    }
}

/// What an unbroken or broken chain looks like.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// Every sealed line is as it was sealed.
    Intact {
        /// The newest sealed line.
        last: Anchor,
    },
    /// The lines that are there are as they were sealed, but the expected one is not among them:
    /// the newest lines were cut off, or the whole chain was made anew.
    Lost {
        /// The newest sealed line.
        last: Anchor,
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
        line.action.code(),
        line.subject,
        line.details,
        line.request_id,
    ]);
    format!("{:x}", Sha256::new().chain_update(previous).chain_update(canonical.to_string()).finalize())
}

/// Seals what there is, unless another process is about it.
pub async fn seal_all(app: &App) -> Result<()> {
    while seal(app).await? {}
    Ok(())
}

/// Seals one batch. Returns whether there may be more.
async fn seal(app: &App) -> Result<bool> {
    let open = || Entity::find().filter(Column::Sequence.is_null());
    if open().limit(1).find_in(&app.db.read).await?.is_empty() {
        return Ok(false);
    }
    let transaction = app.db.begin().await?;
    let now = app.clock.now();
    // One node seals at a time.
    if !lease::take(&*transaction, LEASE, app.process, now, now + LEASE_TIME).await? {
        return Ok(false);
    }
    let last = Entity::find()
        .filter(Column::Sequence.is_not_null())
        .order_by_desc(Column::Sequence)
        .one(&*transaction)
        .await?;
    let (mut sequence, mut previous) =
        last.and_then(|line| line.sequence.zip(line.hash)).unwrap_or_else(|| (0, GENESIS.to_owned()));
    let lines = open().order_by_asc(Column::Id).limit(BATCH).all(&*transaction).await?;
    if lines.is_empty() {
        return Ok(false);
    }
    let full = u64::try_from(lines.len()).is_ok_and(|count| count == BATCH);
    let sealed: Vec<ActiveModel> = lines
        .into_iter()
        .map(|line| {
            sequence += 1;
            previous = hash(&previous, sequence, &line);
            let seal = Model { sequence: Some(sequence), hash: Some(previous.clone()), ..line };
            seal.into_active_model().reset_all()
        })
        .collect();
    // Every line is there already: this finds each by its id, whatever the planner knows of the table.
    let by_id = OnConflict::column(Column::Id).update_columns([Column::Sequence, Column::Hash]).to_owned();
    Entity::insert_many(sealed).on_conflict(by_id).exec_without_returning(&*transaction).await?;
    transaction.commit().await?;
    Ok(full)
}

/// Seals soon after something was committed, and looks once a second in any case, for ever.
pub async fn keep_sealing(app: Arc<App>) {
    loop {
        if let Err(error) = seal_all(&app).await {
            tracing::error!(%error, "the audit log could not be sealed");
        }
        // Whether woken or not, the next round finds what there is to seal.
        let _ = tokio::time::timeout(Duration::from_secs(1), app.sealer.notified()).await;
        tokio::time::sleep(GATHERING).await;
    }
}

/// Recomputes the whole chain, and looks for a line that was noted earlier.
pub async fn verify(db: &impl ConnectionTrait, expected: Option<&Anchor>) -> Result<Verdict> {
    let mut previous = GENESIS.to_owned();
    let mut sequence: i64 = 0;
    let is_expected = |sequence: i64, hash: &str| {
        expected.is_some_and(|anchor| anchor.sequence == sequence && anchor.hash == hash)
    };
    let mut found = expected.is_none() || is_expected(sequence, &previous);
    loop {
        let lines: Vec<Model> = Entity::find()
            .filter(Column::Sequence.gt(sequence))
            .order_by_asc(Column::Sequence)
            .limit(BATCH)
            .all(db)
            .await?;
        if lines.is_empty() {
            let last = Anchor { sequence, hash: previous };
            return Ok(if found { Verdict::Intact { last } } else { Verdict::Lost { last } });
        }
        for line in &lines {
            sequence += 1;
            let sealed = hash(&previous, sequence, line);
            if line.sequence != Some(sequence) || line.hash.as_deref() != Some(&sealed) {
                return Ok(Verdict::Broken { sequence });
            }
            found |= is_expected(sequence, &sealed);
            previous = sealed;
        }
    }
}

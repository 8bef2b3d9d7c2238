//! The review: a report is kept for another year.

use async_graphql::InputObject;
use chrono::Months;
use lianyi_shared::audit::AuditAction;
use lianyi_shared::id::TrendId;
use lianyi_shared::trend::{REVIEW_AFTER_MONTHS, TrendAction};

use crate::audit::event::AuditEvent;
use crate::entity::trend;
use crate::error::Result;
use crate::op::Op;
use crate::trend::may;

/// A report that is acted on.
#[derive(Clone, Debug, InputObject)]
pub struct TrendVersionInput {
    /// The report.
    pub id: TrendId,
    /// The `version` that was read.
    pub version: i32,
}

/// Keeps a report whose review is due.
pub async fn keep(op: &Op, input: TrendVersionInput) -> Result<trend::Model> {
    let work = op.begin().await?;
    let (before, capacity, after) =
        may::begin(op, &work, (input.id, input.version), TrendAction::Keep).await?;
    let review_on = op.today() + Months::new(REVIEW_AFTER_MONTHS);
    let update = may::update(&before, after).value("review_on", review_on).to_owned();
    work.one_row(&update).await?;
    work.commit(AuditEvent::new(AuditAction::TrendKeep, before.id).by(capacity)).await?;
    Ok(trend::Model { review_on, version: before.version + 1, ..before })
}

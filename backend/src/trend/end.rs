//! The end of a report: taken back before anybody read it, or deleted at its review. Nothing is left of it.

use lianyi_shared::audit::AuditAction;
use lianyi_shared::error::Reason;
use lianyi_shared::trend::TrendAction;
use sea_orm::{ColumnTrait as _, EntityTrait as _, QueryFilter as _};

use crate::audit::event::AuditEvent;
use crate::entity::{trend, trend_reader};
use crate::error::{Error, Result};
use crate::notice::tell;
use crate::op::Op;
use crate::trend::keep::TrendVersionInput;
use crate::trend::may;

/// Takes one's own report back.
pub async fn take_back(op: &Op, input: TrendVersionInput) -> Result<()> {
    end(op, input, TrendAction::TakeBack, AuditAction::TrendTakeBack).await
}

/// Deletes a report whose review is due.
pub async fn delete(op: &Op, input: TrendVersionInput) -> Result<()> {
    end(op, input, TrendAction::Delete, AuditAction::TrendDelete).await
}

async fn end(op: &Op, input: TrendVersionInput, action: TrendAction, said: AuditAction) -> Result<()> {
    let work = op.begin().await?;
    let (before, capacity, _) = may::begin(op, &work, (input.id, input.version), action).await?;
    tell::unsay(&work, before.id).await?;
    trend_reader::Entity::delete_many()
        .filter(trend_reader::Column::TrendId.eq(before.id))
        .exec(&*work)
        .await?;
    let gone = trend::Entity::delete_many()
        .filter(trend::Column::Id.eq(before.id))
        .filter(trend::Column::Version.eq(before.version))
        .exec(&*work)
        .await?;
    if gone.rows_affected != 1 {
        return Err(Error::conflict(Reason::VersionChanged));
    }
    work.commit(AuditEvent::new(said, before.id).by(capacity)).await
}

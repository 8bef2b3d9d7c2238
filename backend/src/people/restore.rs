//! Bringing an archived person or group back.

use lianyi_shared::access::Permission;
use lianyi_shared::audit::AuditAction;
use lianyi_shared::id::{GroupId, LeaderId, RepresentativeId};
use lianyi_shared::people::RecordStatus;
use sea_orm::sea_query::{Expr, ExprTrait as _, Query, UpdateStatement};
use uuid::Uuid;

use crate::audit::event::AuditEvent;
use crate::error::{Error, Result};
use crate::op::Op;
use crate::people::{groups, leaders, representatives};

/// Restores a representative.
pub async fn representative(op: &Op, id: RepresentativeId, version: i32) -> Result<()> {
    let work = op.begin().await?;
    let row = representatives::visible(op, &*work, id).await?;
    let place = representatives::place(op, &row).await?;
    let capacity = op.viewer.require(Permission::RepresentativeWrite, place, op.tree().await?)?;
    archived(op, row.status)?;
    work.one_row(&update(op, "representative", id.0, version)).await?;
    work.commit(AuditEvent::new(AuditAction::RepresentativeRestore, id).by(capacity)).await
}

/// Restores a leader, who is back.
pub async fn leader(op: &Op, id: LeaderId, version: i32) -> Result<()> {
    let work = op.begin().await?;
    let row = leaders::visible(op, &*work, id).await?;
    let place = leaders::place(op, &row).await?;
    let capacity = op.viewer.require(Permission::LeaderWrite, place, op.tree().await?)?;
    archived(op, row.status)?;
    let mut update = update(op, "leader", id.0, version);
    update.value("left_on", None::<chrono::NaiveDate>);
    work.one_row(&update).await?;
    work.commit(AuditEvent::new(AuditAction::LeaderRestore, id).by(capacity)).await
}

/// Restores a group.
pub async fn group(op: &Op, id: GroupId, version: i32) -> Result<()> {
    let work = op.begin().await?;
    let row = groups::visible(op, &*work, id).await?;
    let place = groups::place(op, &row).await?;
    let capacity = op.viewer.require(Permission::GroupWrite, place, op.tree().await?)?;
    archived(op, row.status)?;
    work.one_row(&update(op, "liaison_group", id.0, version)).await?;
    work.commit(AuditEvent::new(AuditAction::GroupRestore, id).by(capacity)).await
}

fn archived(op: &Op, status: RecordStatus) -> Result<()> {
    match status {
        RecordStatus::Archived => Ok(()),
        RecordStatus::Active => Err(Error::wrong_state(status.label(op.request.lang))),
    }
}

fn update(op: &Op, table: &'static str, id: Uuid, version: i32) -> UpdateStatement {
    Query::update()
        .table(table)
        .value("status", RecordStatus::Active)
        .value("archive_reason", None::<String>)
        .value("updated_at", op.now())
        .value("version", version + 1)
        .and_where(Expr::col("id").eq(id))
        .and_where(Expr::col("version").eq(version))
        .and_where(Expr::col("status").eq(RecordStatus::Archived))
        .to_owned()
}

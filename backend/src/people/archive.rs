//! Archiving a person or a group: never deleting, always with a reason.
//!
//! A pairing does not end by it. Adding, moving and ending lines is the roster's business; the
//! line shows that its counterpart is archived, and its owner ends it as a dated entry. A leader
//! who is archived has left: the day is kept, the lines become vacant and the account is closed.

use lianyi_shared::access::Permission;
use lianyi_shared::audit::AuditAction;
use lianyi_shared::error::Reason;
use lianyi_shared::id::{GroupId, LeaderId, RepresentativeId};
use lianyi_shared::people::RecordStatus;
use lianyi_shared::validate::TEXT_MAX;
use sea_orm::sea_query::{Expr, ExprTrait as _, Query, UpdateStatement};
use uuid::Uuid;

use crate::access::close_account;
use crate::audit::event::AuditEvent;
use crate::error::{Error, Result};
use crate::occasion;
use crate::op::Op;
use crate::people::check::Checks;
use crate::people::{groups, leaders, representatives};
use crate::roster::leader_left::leader_left;

/// The shortest reason, in characters.
const REASON_MIN: usize = 2;

/// Archives a representative.
pub async fn representative(op: &Op, id: RepresentativeId, version: i32, reason: &str) -> Result<()> {
    let reason = checked(reason)?;
    let work = op.begin().await?;
    let row = representatives::visible(op, &*work, id).await?;
    let place = representatives::place(op, &row).await?;
    let capacity = op.viewer.require(Permission::RepresentativeWrite, place, op.tree().await?)?;
    current(row.status)?;
    work.one_row(&update(op, "representative", id.0, version, reason)).await?;
    occasion::forget::person(&work, id).await?;
    work.commit(AuditEvent::new(AuditAction::RepresentativeArchive, id).by(capacity)).await
}

/// Archives a leader, who has left: access ends that moment, and the pairings become vacant.
pub async fn leader(op: &Op, id: LeaderId, version: i32, reason: &str) -> Result<()> {
    let reason = checked(reason)?;
    let work = op.begin().await?;
    let row = leaders::visible(op, &*work, id).await?;
    let place = leaders::place(op, &row).await?;
    let capacity = op.viewer.require(Permission::LeaderWrite, place, op.tree().await?)?;
    current(row.status)?;
    let mut update = update(op, "leader", id.0, version, reason);
    update.value("left_on", op.today());
    work.one_row(&update).await?;
    let vacated = leader_left(&work, id).await?;
    let closed = close_account::leader_left(op, &work, id).await?;
    let mut event = AuditEvent::new(AuditAction::LeaderArchive, id).by(capacity).with("vacated", vacated);
    if let Some(account) = closed {
        event = event.with("account_closed", account.to_string());
    }
    work.commit(event).await
}

/// Archives a group.
pub async fn group(op: &Op, id: GroupId, version: i32, reason: &str) -> Result<()> {
    let reason = checked(reason)?;
    let work = op.begin().await?;
    let row = groups::visible(op, &*work, id).await?;
    let place = groups::place(op, &row).await?;
    let capacity = op.viewer.require(Permission::GroupWrite, place, op.tree().await?)?;
    current(row.status)?;
    work.one_row(&update(op, "liaison_group", id.0, version, reason)).await?;
    work.commit(AuditEvent::new(AuditAction::GroupArchive, id).by(capacity)).await
}

fn checked(reason: &str) -> Result<&str> {
    let reason = reason.trim();
    let mut checks = Checks::default();
    checks.text("reason", Some(reason), TEXT_MAX);
    if reason.chars().count() < REASON_MIN {
        checks.fault("reason", Reason::Required);
    }
    checks.finish()?;
    Ok(reason)
}

fn current(status: RecordStatus) -> Result<()> {
    match status {
        RecordStatus::Active => Ok(()),
        RecordStatus::Archived => Err(Error::conflict(Reason::AlreadyArchived)),
    }
}

fn update(op: &Op, table: &'static str, id: Uuid, version: i32, reason: &str) -> UpdateStatement {
    Query::update()
        .table(table)
        .value("status", RecordStatus::Archived)
        .value("archive_reason", reason)
        .value("updated_at", op.now())
        .value("version", version + 1)
        .and_where(Expr::col("id").eq(id))
        .and_where(Expr::col("version").eq(version))
        .and_where(Expr::col("status").eq(RecordStatus::Active))
        .to_owned()
}

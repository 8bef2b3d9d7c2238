//! The representative takes a proposed time back.

use async_graphql::InputObject;
use lianyi_shared::audit::AuditAction;
use lianyi_shared::id::PlanId;
use lianyi_shared::notice::NoticeKind;
use lianyi_shared::plan::{PlanAction, PlanReach};

use crate::audit::event::AuditEvent;
use crate::entity::plan;
use crate::error::Result;
use crate::notice::tell;
use crate::op::Op;
use crate::plan::{may, write};

/// The proposal.
#[derive(Clone, Debug, InputObject)]
pub struct WithdrawMeetingInput {
    /// The proposed meeting.
    pub id: PlanId,
    /// Its version.
    pub version: i32,
}

/// Takes it back; only who proposed it.
pub async fn withdraw(op: &Op, input: WithdrawMeetingInput) -> Result<plan::Model> {
    let work = op.begin().await?;
    let (before, capacity, status) =
        may::begin(op, &work, (input.id, input.version), PlanAction::Withdraw).await?;
    let mut after = plan::Model { status, ..before.clone() };
    write::update(op, &work, &before, &mut after, PlanReach::This).await?;
    tell::done(op, &work, NoticeKind::MeetingProposed, &[after.id]).await?;
    work.commit(AuditEvent::new(AuditAction::PlanWithdraw, after.id).by(capacity)).await?;
    Ok(after)
}

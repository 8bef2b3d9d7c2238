//! Answering a time that a representative proposed.

use async_graphql::InputObject;
use lianyi_shared::audit::AuditAction;
use lianyi_shared::id::PlanId;
use lianyi_shared::notice::NoticeKind;
use lianyi_shared::plan::{PlanAction, PlanReach};
use lianyi_shared::validate::LINE_MAX;

use crate::audit::event::AuditEvent;
use crate::entity::plan;
use crate::error::Result;
use crate::faults::Faults;
use crate::notice::tell;
use crate::op::Op;
use crate::plan::{may, write};

/// The proposal that suits.
#[derive(Clone, Debug, InputObject)]
pub struct AcceptMeetingInput {
    /// The proposed meeting.
    pub id: PlanId,
    /// Its version.
    pub version: i32,
}

/// The proposal that does not suit.
#[derive(Clone, Debug, InputObject)]
pub struct DeclineMeetingInput {
    /// The proposed meeting.
    pub id: PlanId,
    /// Its version.
    pub version: i32,
    /// A word to the representative.
    pub reason: String,
}

/// Makes a plan of the proposal.
pub async fn accept(op: &Op, input: AcceptMeetingInput) -> Result<plan::Model> {
    answer(op, (input.id, input.version), PlanAction::Accept, None, AuditAction::PlanAccept).await
}

/// Declines, with a word.
pub async fn decline(op: &Op, input: DeclineMeetingInput) -> Result<plan::Model> {
    let mut faults = Faults::default();
    let reason = faults.required("input.reason", &input.reason, LINE_MAX);
    faults.check()?;
    let stands = (input.id, input.version);
    answer(op, stands, PlanAction::Decline, Some(reason), AuditAction::PlanDecline).await
}

async fn answer(
    op: &Op,
    stands: (PlanId, i32),
    action: PlanAction,
    reason: Option<String>,
    said: AuditAction,
) -> Result<plan::Model> {
    let work = op.begin().await?;
    let (before, capacity, status) = may::begin(op, &work, stands, action).await?;
    let mut after = plan::Model { status, reason, ..before.clone() };
    write::update(op, &work, &before, &mut after, PlanReach::This).await?;
    tell::done(op, &work, NoticeKind::MeetingProposed, &[after.id]).await?;
    if let Some(proposer) = after.proposer_id {
        let who = tell::representative(proposer);
        tell::tell(op, &work, who, NoticeKind::MeetingAnswered, after.id).await?;
    }
    work.commit(AuditEvent::new(said, after.id).by(capacity)).await?;
    Ok(after)
}

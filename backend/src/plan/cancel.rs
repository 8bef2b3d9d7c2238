//! Calling a meeting off, with a reason.

use async_graphql::InputObject;
use lianyi_shared::audit::AuditAction;
use lianyi_shared::id::PlanId;
use lianyi_shared::plan::{PlanAction, PlanReach};
use lianyi_shared::validate::LINE_MAX;

use crate::audit::event::AuditEvent;
use crate::entity::plan;
use crate::error::Result;
use crate::faults::Faults;
use crate::op::Op;
use crate::plan::{may, read, told, write};

/// The plan and why it is called off.
#[derive(Clone, Debug, InputObject)]
pub struct CancelPlanInput {
    /// The plan.
    pub id: PlanId,
    /// Its version.
    pub version: i32,
    /// Which occurrences of a series.
    pub reach: PlanReach,
    /// Why; the representative reads it.
    pub reason: String,
}

/// Calls the meeting off.
pub async fn cancel(op: &Op, input: CancelPlanInput) -> Result<plan::Model> {
    let mut faults = Faults::default();
    let reason = faults.required("input.reason", &input.reason, LINE_MAX);
    faults.check()?;
    let work = op.begin().await?;
    let (before, capacity, status) =
        may::begin(op, &work, (input.id, input.version), PlanAction::Cancel).await?;
    let mut after = plan::Model { status, reason: Some(reason), ..before.clone() };
    let reached = write::update(op, &work, &before, &mut after, input.reach).await?;
    told::both_sides(op, &work, after.id, &read::pairings_of(&*work, after.id).await?).await?;
    let event = AuditEvent::new(AuditAction::PlanCancel, after.id).by(capacity).with("count", reached.len());
    work.commit(event).await?;
    Ok(after)
}

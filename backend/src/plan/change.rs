//! Changing a plan, and moving it to another day: this one, the following too, or all.

use async_graphql::InputObject;
use chrono::NaiveDate;
use lianyi_shared::audit::AuditAction;
use lianyi_shared::error::Reason;
use lianyi_shared::id::PlanId;
use lianyi_shared::plan::{PlanAction, PlanReach};

use crate::audit::event::AuditEvent;
use crate::entity::plan;
use crate::error::{Error, Result};
use crate::op::Op;
use crate::plan::content::PlanContentInput;
use crate::plan::{may, read, told, write};

/// The plan as it should be.
#[derive(Clone, Debug, InputObject)]
pub struct ChangePlanInput {
    /// The plan.
    pub id: PlanId,
    /// Its version.
    pub version: i32,
    /// Which occurrences of a series; each takes what is changed, and keeps the rest.
    pub reach: PlanReach,
    /// Everything anew.
    pub content: PlanContentInput,
}

/// The plan and its new day.
#[derive(Clone, Debug, InputObject)]
pub struct MovePlanInput {
    /// The plan.
    pub id: PlanId,
    /// Its version.
    pub version: i32,
    /// Which occurrences of a series; each moves by as many days.
    pub reach: PlanReach,
    /// The day; today or later.
    pub day: NaiveDate,
}

/// Changes the plan.
pub async fn change(op: &Op, input: ChangePlanInput) -> Result<plan::Model> {
    let work = op.begin().await?;
    let (before, capacity, _) = may::begin(op, &work, (input.id, input.version), PlanAction::Change).await?;
    let checked = input.content.check(op, &*work, Some(&before)).await?;
    let content = checked.content;
    let mut after = plan::Model {
        day: content.day,
        time_from: content.from,
        time_until: content.until,
        place: content.place,
        mode: content.mode,
        note: content.note,
        branch_id: checked.branch,
        ..before.clone()
    };
    let reached = write::update(op, &work, &before, &mut after, input.reach).await?;
    let mut pairings = read::pairings_of(&*work, before.id).await?;
    let others = pairings != content.pairings;
    if others {
        write::pair_anew(&work, &reached, &content.pairings).await?;
        pairings.extend(content.pairings);
    }
    if others || told::matters(&before, &after) {
        told::both_sides(op, &work, after.id, &pairings).await?;
    }
    let event = AuditEvent::new(AuditAction::PlanChange, after.id).by(capacity).with("count", reached.len());
    work.commit(event).await?;
    Ok(after)
}

/// Moves the plan to another day.
pub async fn move_to(op: &Op, input: MovePlanInput) -> Result<plan::Model> {
    let work = op.begin().await?;
    let (before, capacity, _) = may::begin(op, &work, (input.id, input.version), PlanAction::Change).await?;
    if input.day < op.today() {
        return Err(Error::invalid("input.day", Reason::DateInPast));
    }
    let mut after = plan::Model { day: input.day, ..before.clone() };
    let reached = write::update(op, &work, &before, &mut after, input.reach).await?;
    if told::matters(&before, &after) {
        told::both_sides(op, &work, after.id, &read::pairings_of(&*work, after.id).await?).await?;
    }
    let event = AuditEvent::new(AuditAction::PlanMove, after.id).by(capacity).with("count", reached.len());
    work.commit(event).await?;
    Ok(after)
}

//! A planned meeting was held: its contact is being recorded.

use lianyi_shared::audit::AuditAction;
use lianyi_shared::id::{ContactId, PairingId, PlanId};
use lianyi_shared::plan::{PlanAction, PlanReach};
use sea_orm::{EntityTrait as _, QueryFilter as _};

use crate::audit::event::AuditEvent;
use crate::db::Find as _;
use crate::entity::plan;
use crate::error::Result;
use crate::op::Op;
use crate::plan::{read, write};
use crate::work::Work;

/// Marks the plan from which a record was begun, in the transaction that records it. A record is never refused for its
/// plan: one that is no longer open, or was for other pairings, stays as it is.
pub async fn hold(
    op: &Op,
    work: &Work,
    id: PlanId,
    contact: ContactId,
    pairings: &[PairingId],
) -> Result<Option<AuditEvent>> {
    let visible = read::SCOPED.visible(&op.viewer);
    let found = plan::Entity::find_by_id(id).filter(visible).first_in(&**work).await?;
    let Some(before) = found else { return Ok(None) };
    let planned = read::pairings_of(&**work, id).await?;
    let Some(status) = before.status.after(PlanAction::Hold) else { return Ok(None) };
    if !planned.iter().any(|pairing| pairings.contains(pairing)) {
        return Ok(None);
    }
    let mut after = plan::Model { status, contact_id: Some(contact), ..before.clone() };
    write::update(op, work, &before, &mut after, PlanReach::This).await?;
    Ok(Some(AuditEvent::new(AuditAction::PlanHold, id).with("contact", contact.to_string())))
}

//! Correcting a unit.

use crate::access::viewer::Place;
use crate::audit::event::AuditEvent;
use crate::entity::unit::Model;
use crate::error::{Error, Result};
use crate::op::Op;
use crate::people::check::Checks;
use crate::units::input::UnitInput;
use crate::units::{read, save};
use crate::work::Revision;
use lianyi_shared::access::Permission;
use lianyi_shared::audit::AuditAction;
use lianyi_shared::error::Reason;
use lianyi_shared::id::UnitId;

/// Writes the unit anew, if nobody changed it since `version`. A closed unit keeps its history.
pub async fn edit(op: &Op, id: UnitId, version: i32, input: UnitInput) -> Result<Model> {
    let input = input.tidied();
    let work = op.begin().await?;
    let before = read::visible(op, &*work, id).await?;
    let place = Place::of_unit(id);
    let capacity = op.viewer.require(Permission::UnitWrite, place, op.tree().await?)?;
    if before.closed_on.is_some() {
        return Err(Error::conflict(Reason::Archived));
    }
    Error::unless_same(version, before.version)?;
    let mut checks = Checks::default();
    input.check(&mut checks, &*work, Some(&before)).await?;
    checks.finish()?;
    let mut after = before.clone();
    input.write_to(&mut after);
    if after == before {
        return Ok(before);
    }
    let after = save::update(op.app(), &work, &before, after).await?;
    if (before.kind, before.branch_id) == (after.kind, after.branch_id) {
        work.raise(Revision::Units).await?;
    } else {
        save::rebuild_closure(&work).await?;
    }
    work.commit(AuditEvent::new(AuditAction::UnitEdit, id).by(capacity)).await?;
    Ok(after)
}

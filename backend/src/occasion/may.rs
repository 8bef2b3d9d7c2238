//! Who may learn of care events, and who decides about oneself.

use lianyi_shared::access::Permission;
use lianyi_shared::error::Reason;
use lianyi_shared::id::RepresentativeId;

use crate::access::viewer::{Capacity, Place};
use crate::entity::representative;
use crate::error::{Error, Result};
use crate::op::Op;
use crate::people::representatives;

/// In which capacity the viewer cares for a representative whom they see: enters, reads and ends care events.
pub async fn care_for(op: &Op, row: &representative::Model) -> Result<Capacity> {
    let place = representatives::place(op, row).await?;
    // A leader records of those they are paired with, and nobody of themselves.
    let place = Place { mine: place.assigned, ..place };
    op.viewer.require(Permission::ContactRecord, place, op.tree().await?)
}

/// Which representative the viewer is, and in which capacity they say how they would like to be met.
pub async fn oneself(op: &Op) -> Result<(RepresentativeId, Capacity)> {
    let capacity = op.viewer.require(Permission::MeetingPropose, Place::OWN, op.tree().await?)?;
    let person = op.viewer.representative.ok_or_else(|| Error::forbidden(Reason::NotPermitted))?;
    Ok((person, capacity))
}

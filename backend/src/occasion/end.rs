//! Ending a care event: it is deleted, and nothing is left of it.

use lianyi_shared::audit::AuditAction;
use lianyi_shared::id::CareEventId;
use sea_orm::EntityTrait as _;

use crate::audit::event::AuditEvent;
use crate::entity::care_event;
use crate::error::{Error, Result};
use crate::occasion::read;
use crate::op::Op;

/// Ends a care event of somebody for whom the viewer cares, or of the viewer.
pub async fn end(op: &Op, id: CareEventId) -> Result<()> {
    let work = op.begin().await?;
    let (event, capacity) = read::visible(op, &*work, id).await?;
    let gone = care_event::Entity::delete_by_id(event.id).exec(&*work).await?;
    if gone.rows_affected != 1 {
        return Err(Error::NotFound);
    }
    work.commit(AuditEvent::new(AuditAction::OccasionEnd, id).by(capacity)).await
}

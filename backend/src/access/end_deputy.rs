//! Ending what an acting deputy holds before its last day; felt on the person's next request.

use lianyi_shared::access::Permission;
use lianyi_shared::audit::AuditAction;
use lianyi_shared::error::Reason;
use lianyi_shared::id::HeldRoleId;
use sea_orm::{ColumnTrait as _, EntityTrait as _, QueryFilter as _};

use crate::access::viewer::Place;
use crate::audit::event::AuditEvent;
use crate::entity::account_role;
use crate::error::{Error, Result};
use crate::op::Op;
use crate::units;
use crate::units::graphql::Unit;
use crate::work::Revision;

/// Ends an acting deputy's role. Permission `DEPUTY_NAME`.
pub async fn end_deputy(op: &Op, id: HeldRoleId) -> Result<Unit> {
    let work = op.begin().await?;
    let held = account_role::Entity::find_by_id(id)
        .filter(account_role::Column::Acting.eq(true))
        .one(&*work)
        .await?
        .ok_or(Error::NotFound)?;
    let branch = units::read::visible(op, &*work, held.unit_id.ok_or(Error::NotFound)?).await?;
    let place = Place::of_unit(branch.id);
    let capacity = op.viewer.require(Permission::DeputyName, place, op.tree().await?)?;
    let gone = account_role::Entity::delete_by_id(id).exec(&*work).await?;
    if gone.rows_affected != 1 {
        return Err(Error::conflict(Reason::VersionChanged));
    }
    work.raise(Revision::Access).await?;
    let event = AuditEvent::new(AuditAction::DeputyEnd, branch.id)
        .by(capacity)
        .with("account", held.account_id.to_string());
    work.commit(event).await?;
    Ok(Unit::from(branch))
}

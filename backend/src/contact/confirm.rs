//! A leader confirms what was entered on their behalf.

use async_graphql::InputObject;
use lianyi_shared::audit::AuditAction;
use lianyi_shared::contact::ContactAction;
use lianyi_shared::error::Reason;
use lianyi_shared::id::ContactId;
use sea_orm::{ColumnTrait as _, EntityTrait as _, QueryFilter as _};

use crate::audit::event::AuditEvent;
use crate::clock::day_of;
use crate::contact::content::ContactContent;
use crate::contact::{may, read, write};
use crate::db::Find as _;
use crate::entity::{contact, contact_revision};
use crate::error::{Error, Result};
use crate::op::Op;

/// The record as the leader read it.
#[derive(Clone, Debug, InputObject)]
pub struct ConfirmContactInput {
    /// The record.
    pub id: ContactId,
    /// Its version.
    pub version: i32,
}

/// Confirms the record; from now on it counts.
pub async fn confirm(op: &Op, input: ConfirmContactInput) -> Result<contact::Model> {
    let work = op.begin().await?;
    let before = read::visible(op, &*work, input.id).await?;
    let leaders = read::leaders_of(&*work, before.id).await?;
    let (capacity, status) =
        may::act(op, before.status, before.branch_id, &leaders, ContactAction::Confirm).await?;
    if before.version != input.version {
        return Err(Error::conflict(Reason::VersionChanged));
    }
    let revision = contact_revision::Entity::find()
        .filter(contact_revision::Column::ContactId.eq(before.id))
        .filter(contact_revision::Column::Number.eq(before.revision))
        .first_in(&*work)
        .await?
        .ok_or(Error::NotFound)?;
    let checked =
        ContactContent::of_text(&revision.content)?.check(op, &*work, day_of(before.recorded_at)).await?;
    let mut after = before.clone();
    after.status = status;
    after.confirmed_by = Some(op.viewer.account);
    after.confirmed_at = Some(op.now());
    let after = write::update(&work, &before, after).await?;
    write::count(&work, &after, &checked).await?;
    work.commit(AuditEvent::new(AuditAction::ContactConfirm, after.id).by(capacity)).await?;
    Ok(after)
}

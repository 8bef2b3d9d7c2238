//! A leader confirms what was entered on their behalf.

use async_graphql::InputObject;
use lianyi_shared::audit::AuditAction;
use lianyi_shared::contact::ContactAction;
use lianyi_shared::error::Reason;
use lianyi_shared::id::ContactId;
use lianyi_shared::notice::NoticeKind;
use sea_orm::{ColumnTrait as _, EntityTrait as _, QueryFilter as _};

use crate::audit::event::AuditEvent;
use crate::contact::content::{ContactContent, Entered};
use crate::contact::{may, write};
use crate::db::Find as _;
use crate::entity::{contact, contact_revision};
use crate::error::{Error, Result};
use crate::notice::tell;
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
    let (before, capacity, status) =
        may::begin(op, &work, (input.id, input.version), |_| ContactAction::Confirm).await?;
    let revision = contact_revision::Entity::find()
        .filter(contact_revision::Column::ContactId.eq(before.id))
        .filter(contact_revision::Column::Number.eq(before.revision))
        .first_in(&*work)
        .await?
        .ok_or(Error::NotFound)?;
    // Who wrote it has said so already; it waits for the word of another leader of the record.
    if revision.account_id == op.viewer.account {
        return Err(Error::forbidden(Reason::NotPermitted));
    }
    let (checked, _) = ContactContent::of_text(&revision.content)?
        .check(op, &*work, &Entered::before(&*work, &before).await?)
        .await?;
    let mut after = before.clone();
    after.status = status;
    after.confirmed_by = Some(op.viewer.account);
    after.confirmed_at = Some(op.now());
    let after = write::update(&work, &before, after).await?;
    write::count(op, &work, &after, &checked).await?;
    tell::done(op, &work, NoticeKind::Awaiting, &[after.id]).await?;
    work.commit(AuditEvent::new(AuditAction::ContactConfirm, after.id).by(capacity)).await?;
    Ok(after)
}

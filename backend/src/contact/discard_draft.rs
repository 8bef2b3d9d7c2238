//! Throwing a draft away.

use lianyi_shared::id::ContactId;
use sea_orm::EntityTrait as _;

use crate::contact::drafts;
use crate::entity::contact_draft;
use crate::error::Result;
use crate::op::Op;

/// Deletes the viewer's own draft; nothing was recorded.
pub async fn discard_draft(op: &Op, id: ContactId) -> Result<()> {
    let work = op.begin().await?;
    let draft = drafts::one(op, &*work, id).await?;
    contact_draft::Entity::delete_by_id(draft.id).exec(&*work).await?;
    work.keep_own().await
}

//! Recording: a draft becomes a contact.

use async_graphql::InputObject;
use lianyi_shared::audit::AuditAction;
use lianyi_shared::contact::ContactStatus;
use lianyi_shared::error::Reason;
use lianyi_shared::id::ContactId;
use sea_orm::{ActiveModelTrait as _, EntityTrait as _, IntoActiveModel as _};

use crate::audit::event::AuditEvent;
use crate::contact::content::ContactContent;
use crate::contact::{drafts, may, write};
use crate::db::Find as _;
use crate::entity::{contact, contact_draft};
use crate::error::{Error, Result};
use crate::op::Op;

/// The draft as it was saved last.
#[derive(Clone, Debug, InputObject)]
pub struct RecordContactInput {
    /// The draft.
    pub id: ContactId,
    /// The version that saving it answered.
    pub version: i32,
}

/// Records the draft under its own id. What is recorded already is answered again, so that nothing is doubled when
/// an answer was lost.
pub async fn record(op: &Op, input: RecordContactInput) -> Result<contact::Model> {
    let work = op.begin().await?;
    let recorded = contact::Entity::find_by_id(input.id).first_in(&*work).await?;
    if let Some(row) = recorded.filter(|row| row.author_id == op.viewer.account) {
        return Ok(row);
    }
    let draft = drafts::one(op, &*work, input.id).await?;
    if draft.version != input.version {
        return Err(Error::conflict(Reason::DraftElsewhere));
    }
    let checked = ContactContent::of_text(&draft.content)?.check(op, &*work).await?;
    let leaders = &checked.content.leaders;
    let capacity = may::record(op, checked.branch, leaders).await?;
    let status = match may::is_own(op, leaders) {
        true => ContactStatus::Confirmed,
        false => ContactStatus::AwaitingConfirmation,
    };
    let row = write::row(op, draft.id, &checked, status, &capacity);
    let row = row.into_active_model().reset_all().insert(&*work).await?;
    write::revision(op, &work, &row, &checked, &capacity, None).await?;
    contact_draft::Entity::delete_by_id(draft.id).exec(&*work).await?;
    let event = AuditEvent::new(AuditAction::ContactRecord, row.id)
        .by(capacity)
        .with("status", status.code())
        .with("late", row.late);
    work.commit(event).await?;
    Ok(row)
}

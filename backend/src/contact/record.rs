//! Recording: a draft becomes a contact.

use async_graphql::InputObject;
use lianyi_shared::audit::AuditAction;
use lianyi_shared::contact::ContactStatus;
use lianyi_shared::error::Reason;
use lianyi_shared::id::ContactId;
use lianyi_shared::notice::NoticeKind;
use sea_orm::{ColumnTrait as _, EntityTrait as _, QueryFilter as _};

use crate::audit::event::AuditEvent;
use crate::contact::content::{ContactContent, Entered};
use crate::contact::{drafts, read, write};
use crate::db::Find as _;
use crate::entity::{contact, contact_draft};
use crate::error::{Error, Result};
use crate::notice::tell;
use crate::op::Op;
use crate::plan::hold;
use crate::work::Work;

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
    // The draft first: it is gone only when what it became is there.
    let draft = match drafts::one(op, &*work, input.id).await {
        Err(Error::NotFound) => return recorded(op, work, input.id).await?.ok_or(Error::NotFound),
        found => found?,
    };
    if draft.version != input.version {
        return Err(Error::conflict(Reason::DraftElsewhere));
    }
    let (checked, voice) =
        ContactContent::of_text(&draft.content)?.check(op, &*work, &Entered::now(op)).await?;
    let leaders = &checked.content.leaders;
    let status = if voice.own { ContactStatus::Confirmed } else { ContactStatus::AwaitingConfirmation };
    // Who sends a draft twice at once waits here for the first; what was saved since it was read is not thrown away.
    let taken = contact_draft::Entity::delete_many()
        .filter(contact_draft::Column::Id.eq(draft.id))
        .filter(contact_draft::Column::Version.eq(draft.version))
        .exec(&*work)
        .await?;
    if taken.rows_affected == 0 {
        let first = recorded(op, work, draft.id).await?;
        return first.ok_or_else(|| Error::conflict(Reason::DraftElsewhere));
    }
    let row = write::row(op, draft.id, &checked, status, &voice.capacity);
    let row = write::insert(&work, row).await?;
    write::revision(op, &work, &row, &checked, &voice.capacity, None).await?;
    if status == ContactStatus::AwaitingConfirmation {
        tell::tell(op, &work, tell::leaders(leaders), NoticeKind::Awaiting, row.id).await?;
    }
    let event = AuditEvent::new(AuditAction::ContactRecord, row.id)
        .by(voice.capacity)
        .with("status", status.code())
        .with("late", row.late);
    let held = match checked.content.plan {
        Some(plan) => hold::hold(op, &work, plan, row.id, &checked.pairings).await?,
        None => None,
    };
    work.commit_each(std::iter::once(event).chain(held).collect()).await?;
    Ok(row)
}

/// What the viewer made of the draft already, as far as they may still see it. It may be of a transaction that shares
/// this one's commit, so it is answered once it is durable.
async fn recorded(op: &Op, work: Work, id: ContactId) -> Result<Option<contact::Model>> {
    let by_viewer = contact::Column::AuthorId.eq(op.viewer.account);
    let visible = read::SCOPED.visible(&op.viewer);
    let row = contact::Entity::find_by_id(id).filter(by_viewer).filter(visible).first_in(&*work).await?;
    work.keep_own().await?;
    Ok(row)
}

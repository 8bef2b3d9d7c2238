//! Taking a file.

use lianyi_shared::attachment::MAX_FILES;
use lianyi_shared::audit::AuditAction;
use lianyi_shared::contact::ContactAction;
use lianyi_shared::error::Reason;
use lianyi_shared::id::{AttachmentId, ContactId};
use sea_orm::{
    ActiveModelTrait as _, ColumnTrait as _, EntityTrait as _, IntoActiveModel as _, QueryFilter as _,
};
use sha2::{Digest as _, Sha256};
use tokio::sync::Semaphore;

use super::check::{self, Judged};
use super::keep;
use super::name::neutral;
use crate::audit::event::AuditEvent;
use crate::contact::{drafts, may, read};
use crate::db::{Find as _, Source};
use crate::entity::attachment::{Column, Entity, Model};
use crate::error::{Error, Refusal, Result};
use crate::op::Op;

/// Pictures are large while they are drawn: one at a time.
static JUDGING: Semaphore = Semaphore::const_new(1);
/// How many files may wait to be named by one record.
const WAITING: usize = 30;

/// Whether the viewer may add another file: to their own draft, or to a record that they may correct.
pub async fn may_add(op: &Op, db: &impl Source, contact: ContactId) -> Result<()> {
    may_write(op, db, contact).await?;
    let waiting = Entity::find().filter(Column::ContactId.eq(contact)).filter(Column::Kept.eq(false));
    if waiting.find_in(db).await?.len() >= WAITING {
        return Err(Error::invalid("file", Refusal::from(Reason::TooMany).with("max", MAX_FILES)));
    }
    Ok(())
}

async fn may_write(op: &Op, db: &impl Source, contact: ContactId) -> Result<()> {
    match drafts::one(op, db, contact).await {
        Err(Error::NotFound) => {}
        found => return found.map(drop),
    }
    let record = read::visible(op, db, contact).await?;
    let leaders = read::leaders_of(db, contact).await?;
    let action =
        if may::is_own(op, &leaders) { ContactAction::Correct } else { ContactAction::CorrectOnBehalf };
    may::act(op, record.status, record.branch_id, &leaders, action).await?;
    Ok(())
}

/// Judges a file and keeps it. It belongs to nothing until a revision of the record names it.
pub async fn upload(op: &Op, contact: ContactId, name: &str, bytes: Vec<u8>) -> Result<Model> {
    let judging = JUDGING.acquire().await.map_err(anyhow::Error::new)?;
    let judged =
        tokio::task::spawn_blocking(move || check::judge(bytes)).await.map_err(anyhow::Error::new)?;
    drop(judging);
    let Judged { kind, bytes } = judged.map_err(|reason| Error::invalid("file", reason))?;
    let id = AttachmentId(op.app().new_id());
    let sha256 = format!("{:x}", Sha256::digest(&bytes));
    let size = i32::try_from(bytes.len()).map_err(anyhow::Error::new)?;
    // What is kept is never dropped, so its content can be shared.
    let same = Entity::find().filter(Column::Sha256.eq(&*sha256)).filter(Column::Kept.eq(true));
    let same = same.first_in(op.db()).await?;
    let is_new = same.is_none();
    let location = same.map_or_else(
        || format!("{}/{sha256}-{}", sha256.get(..2).unwrap_or_default(), id.0.simple()),
        |same| same.location,
    );
    if is_new {
        op.app().files.put(&location, bytes).await?;
    }
    let row = Model {
        id,
        contact_id: contact,
        name: neutral(name, kind),
        kind,
        size,
        sha256,
        location,
        account_id: op.viewer.account,
        uploaded_at: op.now(),
        kept: false,
    };
    let entered = enter(op, row.clone()).await;
    // What the record did not take is not kept for ever.
    if entered.is_err()
        && is_new
        && let Err(error) = keep::drop_content(op.app(), &row.location).await
    {
        tracing::error!(%error, "the content of a refused file could not be dropped");
    }
    entered
}

/// Enters a file whose content is in the store, if it may still be added.
async fn enter(op: &Op, row: Model) -> Result<Model> {
    let work = op.begin().await?;
    may_add(op, &*work, row.contact_id).await?;
    let row = row.into_active_model().reset_all().insert(&*work).await?;
    let event = AuditEvent::new(AuditAction::AttachmentAdd, row.id)
        .with("contact", row.contact_id.to_string())
        .with("kind", row.kind.code())
        .with("size", row.size);
    work.commit(event).await?;
    Ok(row)
}

//! What becomes of files: named in a record they stay, named nowhere they go.

use std::collections::HashSet;

use chrono::TimeDelta;
use lianyi_shared::error::Reason;
use lianyi_shared::id::{AttachmentId, ContactId};
use sea_orm::sea_query::{Expr, ExprTrait as _, Query};
use sea_orm::{
    ColumnTrait as _, ConnectionTrait as _, EntityTrait as _, QueryFilter as _, QueryOrder as _,
    QuerySelect as _,
};
use uuid::Uuid;

use crate::contact::content::ContactContent;
use crate::db::Find as _;
use crate::entity::attachment::{Column, Entity, Model};
use crate::entity::contact_draft;
use crate::error::{Error, Result};
use crate::op::App;
use crate::work::Work;

/// How long a file waits to be named.
const WAITS: TimeDelta = TimeDelta::days(1);
/// How many are looked at in one go.
const AT_ONCE: u64 = 200;

/// Keeps the files that a revision of a record names; they must have been uploaded for it.
pub async fn keep(work: &Work, contact: ContactId, named: &[AttachmentId]) -> Result<()> {
    if named.is_empty() {
        return Ok(());
    }
    let keep = Query::update()
        .table("attachment")
        .value("kept", true)
        .and_where(Expr::col("contact_id").eq(contact))
        .and_where(Expr::col("id").is_in(named.iter().copied()))
        .to_owned();
    if usize::try_from(work.execute(&keep).await?.rows_affected()) == Ok(named.len()) {
        Ok(())
    } else {
        Err(Error::invalid("content.attachments", Reason::AttachmentGone))
    }
}

/// Drops what has waited for a day and no draft lists. Answers how many.
pub async fn drop_unnamed(app: &App) -> Result<usize> {
    let (mut dropped, mut last) = (0, AttachmentId(Uuid::nil()));
    loop {
        let waiting = Entity::find()
            .filter(Column::Kept.eq(false))
            .filter(Column::UploadedAt.lt(app.clock.now() - WAITS))
            .filter(Column::Id.gt(last))
            .order_by_asc(Column::Id)
            .limit(AT_ONCE)
            .find_in(&app.db.read)
            .await?;
        let Some(row) = waiting.last() else { return Ok(dropped) };
        last = row.id;
        dropped += drop_unlisted(app, waiting).await?;
    }
}

/// Drops those of some files that no draft lists. Answers how many.
async fn drop_unlisted(app: &App, waiting: Vec<Model>) -> Result<usize> {
    let drafts = contact_draft::Entity::find()
        .filter(contact_draft::Column::Id.is_in(waiting.iter().map(|row| row.contact_id)))
        .find_in(&app.db.read)
        .await?;
    let mut listed = HashSet::new();
    for draft in drafts {
        listed.extend(ContactContent::of_text(&draft.content)?.attachments);
    }
    let mut dropped = 0;
    for row in waiting.into_iter().filter(|row| !listed.contains(&row.id)) {
        // The row first: a content without a row is never served, a row without a content would be.
        let unnamed = Entity::delete_many().filter(Column::Id.eq(row.id)).filter(Column::Kept.eq(false));
        if unnamed.exec(app.db.writer()).await?.rows_affected == 1 {
            drop_content(app, &row.location).await?;
            dropped += 1;
        }
    }
    Ok(dropped)
}

/// Drops a content to which no row refers.
pub async fn drop_content(app: &App, location: &str) -> Result<()> {
    let shared = Entity::find().filter(Column::Location.eq(location));
    if shared.first_in(&app.db.read).await?.is_none() {
        app.files.drop(location).await?;
    }
    Ok(())
}

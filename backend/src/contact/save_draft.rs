//! Saving what is being typed.

use async_graphql::InputObject;
use lianyi_shared::access::Permission;
use lianyi_shared::error::Reason;
use lianyi_shared::id::ContactId;
use lianyi_shared::validate::NAME_MAX;
use sea_orm::sea_query::{Expr, ExprTrait as _, Query};
use sea_orm::{ActiveModelTrait as _, IntoActiveModel as _};

use crate::contact::content::ContactContent;
use crate::contact::drafts;
use crate::entity::contact_draft::Model;
use crate::error::{Error, Result};
use crate::faults::Faults;
use crate::op::Op;

/// A draft as the page has it.
#[derive(Clone, Debug, InputObject)]
pub struct SaveContactDraftInput {
    /// The draft; without one the draft that this page saved before, or else a new one.
    pub id: Option<ContactId>,
    /// What the page read or was answered last.
    #[graphql(default)]
    pub version: i32,
    /// A random text of the page that edits. Who saved last may save again without having heard the answer.
    pub editor: String,
    /// Everything typed so far.
    pub content: ContactContent,
}

/// Saves the draft, unless somebody else, or the same person on another device, saved it since.
pub async fn save_draft(op: &Op, input: SaveContactDraftInput) -> Result<Model> {
    let mut faults = Faults::default();
    let editor = faults.required("input.editor", &input.editor, NAME_MAX);
    faults.check()?;
    let content = input.content.check_draft()?.to_text()?;
    op.viewer.require_any(Permission::ContactRecord)?;
    let work = op.begin().await?;
    let found = match input.id {
        Some(id) => Some(drafts::one(op, &*work, id).await?),
        // The page may not have heard the answer to its first save.
        None => drafts::of_editor(op, &*work, &editor).await?,
    };
    let Some(before) = found else {
        let row = Model {
            id: ContactId(op.app().new_id()),
            account_id: op.viewer.account,
            editor,
            content,
            version: 1,
            updated_at: op.now(),
        };
        let row = row.into_active_model().reset_all().insert(&*work).await?;
        work.keep_own().await?;
        return Ok(row);
    };
    if before.content == content {
        work.keep_own().await?;
        return Ok(before);
    }
    if before.version != input.version && before.editor != editor {
        return Err(Error::conflict(Reason::DraftElsewhere));
    }
    let after = Model { editor, content, version: before.version + 1, updated_at: op.now(), ..before };
    let update = Query::update()
        .table("contact_draft")
        .value("editor", &*after.editor)
        .value("content", &*after.content)
        .value("version", after.version)
        .value("updated_at", after.updated_at)
        .and_where(Expr::col("id").eq(after.id))
        .and_where(Expr::col("version").eq(before.version))
        .to_owned();
    work.one_row(&update).await?;
    work.keep_own().await?;
    Ok(after)
}

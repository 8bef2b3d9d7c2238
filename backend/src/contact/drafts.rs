//! The viewer's own drafts; nobody else's can be reached. What nobody goes on with is not kept for ever.

use chrono::TimeDelta;
use lianyi_shared::access::Permission;
use lianyi_shared::id::{AccountId, ContactId};
use sea_orm::{ColumnTrait as _, EntityTrait as _, QueryFilter as _, QueryOrder as _, QuerySelect as _};

use crate::db::{Find as _, Source};
use crate::entity::contact_draft::{Column, Entity, Model};
use crate::error::{Error, Result};
use crate::op::{App, Op};
use crate::work::Work;

/// How many drafts are shown.
const SHOWN: u64 = 50;
/// For how long a draft is kept that nobody touches.
const KEPT: TimeDelta = TimeDelta::days(90);

/// The viewer's drafts, last saved first.
pub async fn own(op: &Op) -> Result<Vec<Model>> {
    op.viewer.require_any(Permission::ContactRecord)?;
    Ok(Entity::find()
        .filter(Column::AccountId.eq(op.viewer.account))
        .order_by_desc(Column::UpdatedAt)
        .order_by_desc(Column::Id)
        .limit(SHOWN)
        .find_in(op.db())
        .await?)
}

/// One of the viewer's drafts.
pub async fn one(op: &Op, db: &impl Source, id: ContactId) -> Result<Model> {
    Entity::find_by_id(id)
        .filter(Column::AccountId.eq(op.viewer.account))
        .first_in(db)
        .await?
        .ok_or(Error::NotFound)
}

/// The viewer's draft that a page saved last.
pub async fn of_editor(op: &Op, db: &impl Source, editor: &str) -> Result<Option<Model>> {
    Ok(Entity::find()
        .filter(Column::AccountId.eq(op.viewer.account))
        .filter(Column::Editor.eq(editor))
        .first_in(db)
        .await?)
}

/// Deletes the drafts of an account that is closed: nobody could reach them again.
pub async fn forget(work: &Work, account: AccountId) -> Result<()> {
    Entity::delete_many().filter(Column::AccountId.eq(account)).exec(&**work).await?;
    Ok(())
}

/// Deletes the drafts that nobody has touched for long. Answers how many.
pub async fn forget_old(app: &App) -> Result<u64> {
    let old = Entity::delete_many().filter(Column::UpdatedAt.lt(app.clock.now() - KEPT));
    Ok(old.exec(app.db.writer()).await?.rows_affected)
}

//! Reading what is known of files.

use std::collections::HashMap;
use std::sync::Arc;

use async_graphql::dataloader::Loader;
use lianyi_shared::id::{AttachmentId, ContactId};
use sea_orm::{ColumnTrait as _, EntityTrait as _, QueryFilter as _, QueryOrder as _};

use crate::contact;
use crate::db::{Find as _, Source};
use crate::entity::attachment::{Column, Entity, Model};
use crate::error::{Error, Result};
use crate::loaders::{Directory, Shared};
use crate::op::Op;

/// The files of a record or a draft, as they were uploaded; whoever shows them chooses which.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct AttachmentsOf(pub ContactId);

impl Loader<AttachmentsOf> for Directory {
    type Value = Arc<Vec<Model>>;
    type Error = Shared;

    async fn load(&self, keys: &[AttachmentsOf]) -> Result<HashMap<AttachmentsOf, Arc<Vec<Model>>>, Shared> {
        let rows = Entity::find()
            .filter(Column::ContactId.is_in(keys.iter().map(|key| key.0)))
            .order_by_asc(Column::Id)
            .find_in(self.0.db())
            .await
            .map_err(Error::from)?;
        let mut found: HashMap<AttachmentsOf, Vec<Model>> = HashMap::new();
        for row in rows {
            found.entry(AttachmentsOf(row.contact_id)).or_default().push(row);
        }
        Ok(found.into_iter().map(|(key, rows)| (key, Arc::new(rows))).collect())
    }
}

/// A file that the viewer may read: named in a record that they see, or uploaded by themselves and not named yet.
pub async fn visible(op: &Op, db: &impl Source, id: AttachmentId) -> Result<Model> {
    let row = Entity::find_by_id(id).first_in(db).await?.ok_or(Error::NotFound)?;
    if row.kept {
        contact::read::visible(op, db, row.contact_id).await?;
    } else if row.account_id != op.viewer.account {
        return Err(Error::NotFound);
    }
    Ok(row)
}

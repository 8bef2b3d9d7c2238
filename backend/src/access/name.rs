//! The name of an account: who acted, for whoever may see the act.

use std::collections::HashMap;

use async_graphql::Context;
use async_graphql::dataloader::Loader;
use lianyi_shared::id::AccountId;
use sea_orm::{ColumnTrait as _, EntityTrait as _, QueryFilter as _};

use crate::db::Find as _;
use crate::entity::account;
use crate::error::{Error, Result};
use crate::loaders::{self, Directory, Shared};

/// The name of an account.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct NameOf(pub AccountId);

impl Loader<NameOf> for Directory {
    type Value = String;
    type Error = Shared;

    async fn load(&self, keys: &[NameOf]) -> Result<HashMap<NameOf, String>, Shared> {
        let rows = account::Entity::find()
            .filter(account::Column::Id.is_in(keys.iter().map(|key| key.0)))
            .find_in(self.0.db())
            .await
            .map_err(Error::from)?;
        Ok(rows.into_iter().map(|row| (NameOf(row.id), row.name)).collect())
    }
}

/// The name of whoever did something, if anybody did.
pub async fn name_of(ctx: &Context<'_>, account: Option<AccountId>) -> Result<Option<String>> {
    match account {
        Some(account) => loaders::directory(ctx, NameOf(account)).await,
        None => Ok(None),
    }
}

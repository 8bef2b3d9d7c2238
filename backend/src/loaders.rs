//! Loading by id in batches: one statement for all objects of a request that ask for the same
//! kind of thing. Loaders belong to one request; nothing is shared between viewers.
//!
//! What waits is put on the heap: every field of an object has room for the largest of its fields to wait in, and
//! most fields never do.

use std::collections::HashMap;
use std::sync::Arc;
use std::time::Duration;

use async_graphql::Context;
use async_graphql::dataloader::{DataLoader, Loader};
use futures_util::future::BoxFuture;
use lianyi_shared::id::{RosterVersionId, UnitId};

use crate::db::spawn_counted;
use crate::entity::unit;
use crate::error::{Error, Result};
use crate::op::{ContextExt as _, Op};
use crate::roster;
use crate::roster::contents::Contents;
use crate::roster::history::Step;
use crate::units;
use crate::units::graphql::Unit;

/// The loaders of one request.
pub struct Loaders {
    units: DataLoader<UnitsById>,
    directory: DataLoader<Directory>,
    roster_contents: DataLoader<RosterContents>,
    roster_history: DataLoader<RosterHistory>,
}

impl Loaders {
    /// Loaders for an operation.
    pub fn new(op: &Arc<Op>) -> Self {
        Self {
            units: loader(UnitsById(Arc::clone(op))),
            directory: loader(Directory(Arc::clone(op))),
            roster_contents: loader(RosterContents(Arc::clone(op))),
            roster_history: loader(RosterHistory(Arc::clone(op))),
        }
    }
}

/// A loader that waits for no clock: a batch is complete when everything else of the request waits, and then its task
/// has its turn.
fn loader<T: Send + Sync + 'static>(loader: T) -> DataLoader<T> {
    let spawn = |batch: BoxFuture<'static, ()>| {
        spawn_counted(async move {
            tokio::task::yield_now().await;
            batch.await;
        });
    };
    DataLoader::new(loader, spawn).delay(Duration::ZERO)
}

/// The loaders of the request.
fn of<'a>(ctx: &Context<'a>) -> Result<&'a Loaders> {
    ctx.data_opt().ok_or_else(|| Error::Unauthenticated(lianyi_shared::error::Reason::SignInRequired.into()))
}

/// A failure inside a batch, shared by all who waited for it.
#[derive(Clone, Debug, thiserror::Error)]
#[error("{0}")]
pub struct Shared(pub Arc<Error>);

impl From<Error> for Shared {
    fn from(error: Error) -> Self {
        Self(Arc::new(error))
    }
}

fn shared(error: Shared) -> Error {
    match &*error.0 {
        Error::Unavailable(reason, cause) => Error::Unavailable(*reason, cause.clone()),
        _ => Error::Internal(anyhow::Error::new(error)),
    }
}

struct UnitsById(Arc<Op>);

impl Loader<UnitId> for UnitsById {
    type Value = unit::Model;
    type Error = Shared;

    async fn load(&self, keys: &[UnitId]) -> Result<HashMap<UnitId, unit::Model>, Shared> {
        Ok(units::read::by_ids(self.0.db(), keys).await?)
    }
}

/// The unit of an id.
pub async fn unit(ctx: &Context<'_>, id: UnitId) -> Result<Option<Unit>> {
    if let Some(known) = ctx.op()?.tree().await?.unit(id) {
        return Ok(Some(Unit(Arc::clone(known))));
    }
    // It was added after the request had begun.
    Ok(Box::pin(of(ctx)?.units.load_one(id)).await.map_err(shared)?.map(Unit::from))
}

/// The unit of an id that may be missing.
pub async fn optional_unit(ctx: &Context<'_>, id: Option<UnitId>) -> Result<Option<Unit>> {
    match id {
        Some(id) => unit(ctx, id).await,
        None => Ok(None),
    }
}

/// Loads what the directory shows inside of other objects. The slices implement one [`Loader`] per
/// kind of key, beside the read that it batches.
pub struct Directory(pub(crate) Arc<Op>);

/// What the directory has under a key; `None` where there is nothing that the viewer may see.
pub async fn directory<K>(ctx: &Context<'_>, key: K) -> Result<Option<<Directory as Loader<K>>::Value>>
where
    K: Send + Sync + std::hash::Hash + Eq + Clone + 'static,
    Directory: Loader<K, Error = Shared>,
{
    Box::pin(of(ctx)?.directory.load_one(key)).await.map_err(shared)
}

/// What the directory has under each of several keys.
pub async fn directory_many<K>(
    ctx: &Context<'_>,
    keys: Vec<K>,
) -> Result<HashMap<K, <Directory as Loader<K>>::Value>>
where
    K: Send + Sync + std::hash::Hash + Eq + Clone + 'static,
    Directory: Loader<K, Error = Shared>,
{
    Box::pin(of(ctx)?.directory.load_many(keys)).await.map_err(shared)
}

struct RosterContents(Arc<Op>);

impl Loader<RosterVersionId> for RosterContents {
    type Value = Arc<Contents>;
    type Error = Shared;

    async fn load(
        &self,
        keys: &[RosterVersionId],
    ) -> Result<HashMap<RosterVersionId, Arc<Contents>>, Shared> {
        Ok(roster::contents::load(self.0.db(), keys).await?)
    }
}

/// What stands on a version of a roster.
pub async fn roster_contents(ctx: &Context<'_>, id: RosterVersionId) -> Result<Option<Arc<Contents>>> {
    Box::pin(of(ctx)?.roster_contents.load_one(id)).await.map_err(shared)
}

struct RosterHistory(Arc<Op>);

impl Loader<RosterVersionId> for RosterHistory {
    type Value = Arc<Vec<Step>>;
    type Error = Shared;

    async fn load(
        &self,
        keys: &[RosterVersionId],
    ) -> Result<HashMap<RosterVersionId, Arc<Vec<Step>>>, Shared> {
        Ok(roster::history::load(self.0.db(), keys).await?)
    }
}

/// The steps taken on a version of a roster, oldest first.
pub async fn roster_history(ctx: &Context<'_>, id: RosterVersionId) -> Result<Arc<Vec<Step>>> {
    Ok(Box::pin(of(ctx)?.roster_history.load_one(id)).await.map_err(shared)?.unwrap_or_default())
}

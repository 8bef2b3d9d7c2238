//! A pairing as seen from one of its sides.

use async_graphql::{Context, Object};
use chrono::NaiveDate;
use lianyi_shared::id::{PairingId, UnitId};
use lianyi_shared::roster::PairingStatus;

use super::group::Group;
use super::leader::Leader;
use super::representative::Representative;
use crate::entity::pairing;
use crate::error::Result;
use crate::loaders;
use crate::op::ContextExt as _;
use crate::people::links::{self, Side};

/// A pairing as seen from one of its sides.
pub struct Link(pub pairing::Model);

#[Object]
impl Link {
    /// The id of the pairing, `pai_…`.
    async fn id(&self) -> PairingId {
        self.0.id
    }

    /// In force, vacant or ended.
    async fn status(&self) -> PairingStatus {
        self.0.status
    }

    /// The day from which it is in force, if known.
    async fn since(&self) -> Option<NaiveDate> {
        self.0.since
    }

    /// The day on which it ended.
    async fn until(&self) -> Option<NaiveDate> {
        self.0.until
    }

    /// The leader, if you may see them.
    async fn leader(&self, ctx: &Context<'_>) -> Result<Option<Leader>> {
        loaders::directory(ctx, self.0.leader_id).await
    }

    /// The representative, if the counterpart is one and you may see them.
    async fn representative(&self, ctx: &Context<'_>) -> Result<Option<Representative>> {
        match self.0.representative_id {
            Some(id) => loaders::directory(ctx, id).await,
            None => Ok(None),
        }
    }

    /// The group, if the counterpart is one and you may see it.
    async fn group(&self, ctx: &Context<'_>) -> Result<Option<Group>> {
        match self.0.group_id {
            Some(id) => loaders::directory(ctx, id).await,
            None => Ok(None),
        }
    }
}

/// The readable pairings of one side that stands in a unit.
pub(super) async fn rows(
    ctx: &Context<'_>,
    side: Side,
    unit: Option<UnitId>,
    ended: bool,
) -> Result<Vec<pairing::Model>> {
    let all = loaders::directory(ctx, side).await?.unwrap_or_default();
    links::visible(ctx.op()?, unit, all, ended).await
}

/// The readable pairings as objects.
pub(super) async fn of(
    ctx: &Context<'_>,
    side: Side,
    unit: Option<UnitId>,
    ended: bool,
) -> Result<Vec<Link>> {
    Ok(rows(ctx, side, unit, ended).await?.into_iter().map(Link).collect())
}

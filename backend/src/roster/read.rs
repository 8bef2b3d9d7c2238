//! Reading rosters and their versions.

use std::collections::HashMap;

use lianyi_shared::access::Permission;
use lianyi_shared::id::{RosterId, RosterVersionId, UnitId};
use lianyi_shared::roster::{RosterRoute, RosterStatus};
use lianyi_shared::units::UnitKind;
use sea_orm::sea_query::Query;
use sea_orm::{ColumnTrait as _, EntityTrait as _, QueryFilter as _, QueryOrder as _};

use crate::access::scope::{self, Scoped};
use crate::access::viewer::Place;
use crate::db::Source;
use crate::entity::{roster, roster_version, unit};
use crate::error::{Error, Result};
use crate::op::Op;
use crate::units;

/// How rosters stand in scopes: by their owner.
pub const SCOPED: Scoped = Scoped {
    table: "roster",
    read: Permission::RosterRead,
    unit: Some("owner_id"),
    mine: scope::none,
    assigned: scope::none,
};

/// A version with the roster it belongs to.
#[derive(Clone, Debug)]
pub struct Version {
    /// The version.
    pub row: roster_version::Model,
    /// Its roster.
    pub roster: roster::Model,
}

/// The route of a unit's roster, if it has one: the college's, or a branch's.
pub const fn route(kind: UnitKind) -> Option<RosterRoute> {
    match kind {
        UnitKind::College => Some(RosterRoute::School),
        UnitKind::GeneralBranch | UnitKind::DirectBranch => Some(RosterRoute::Branch),
        _ => None,
    }
}

/// Whether the viewer sees the rosters of an owner.
pub async fn sees(op: &Op, owner: UnitId) -> Result<bool> {
    let tree = op.tree().await?;
    Ok(op.viewer.atoms(Permission::RosterRead).iter().any(|atom| atom.covers(Place::of_unit(owner), tree)))
}

/// A unit that has rosters which the viewer may see, whether or not one was ever begun.
pub async fn owner(op: &Op, db: &impl Source, owner: UnitId) -> Result<(unit::Model, Option<RosterRoute>)> {
    if !sees(op, owner).await? {
        return Err(Error::NotFound);
    }
    let unit = units::read::visible(op, db, owner).await?;
    let route = route(unit.kind);
    Ok((unit, route))
}

/// One version that the viewer may see.
pub async fn version(op: &Op, db: &impl Source, id: RosterVersionId) -> Result<Version> {
    let visible =
        Query::select().column("id").from("roster").cond_where(SCOPED.visible(&op.viewer)).to_owned();
    let row = roster_version::Entity::find_by_id(id)
        .filter(roster_version::Column::RosterId.in_subquery(visible))
        .one(db)
        .await?
        .ok_or(Error::NotFound)?;
    let roster = roster::Entity::find_by_id(row.roster_id).one(db).await?.ok_or(Error::NotFound)?;
    Ok(Version { row, roster })
}

/// Rosters that the viewer may see.
pub async fn rosters(op: &Op) -> Result<Vec<roster::Model>> {
    Ok(roster::Entity::find().filter(SCOPED.visible(&op.viewer)).all(op.db()).await?)
}

/// Every version of some rosters in some states, newest first.
pub async fn versions_of(
    db: &impl Source,
    rosters: &[roster::Model],
    states: &[RosterStatus],
) -> Result<Vec<Version>> {
    let by_id: HashMap<RosterId, &roster::Model> = rosters.iter().map(|roster| (roster.id, roster)).collect();
    let rows = roster_version::Entity::find()
        .filter(roster_version::Column::RosterId.is_in(by_id.keys().copied()))
        .filter(roster_version::Column::Status.is_in(states.iter().copied()))
        .order_by_desc(roster_version::Column::Number)
        .all(db)
        .await?;
    Ok(rows
        .into_iter()
        .filter_map(|row| {
            let roster = (*by_id.get(&row.roster_id)?).clone();
            Some(Version { row, roster })
        })
        .collect())
}

//! What lies inside of units: the units below, and how many people.

use std::collections::HashMap;

use async_graphql::dataloader::Loader;
use lianyi_shared::id::UnitId;
use lianyi_shared::people::RecordStatus;
use sea_orm::sea_query::{Expr, ExprTrait as _, Func, Query};
use sea_orm::{ColumnTrait as _, ConnectionTrait as _, EntityTrait as _, QueryFilter as _, QueryOrder as _};

use crate::access::scope::Scoped;
use crate::entity::{unit, unit_closure};
use crate::error::{Error, Result};
use crate::loaders::{Directory, Shared};
use crate::op::Op;
use crate::people::{leaders, representatives};
use crate::units::read::SCOPED;

/// The open units directly below a unit in the scope tree.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Below(pub UnitId);

impl Loader<Below> for Directory {
    type Value = Vec<unit::Model>;
    type Error = Shared;

    async fn load(&self, keys: &[Below]) -> Result<HashMap<Below, Vec<unit::Model>>, Shared> {
        let db = self.0.db();
        let edges = unit_closure::Entity::find()
            .filter(unit_closure::Column::AncestorId.is_in(keys.iter().map(|key| key.0)))
            .filter(unit_closure::Column::Depth.eq(1))
            .all(db)
            .await
            .map_err(Error::from)?;
        let units = unit::Entity::find()
            .filter(unit::Column::Id.is_in(edges.iter().map(|edge| edge.descendant_id)))
            .filter(unit::Column::ClosedOn.is_null())
            .filter(SCOPED.visible(&self.0.viewer))
            .order_by_asc(unit::Column::Code)
            .all(db)
            .await
            .map_err(Error::from)?;
        let above: HashMap<UnitId, UnitId> =
            edges.into_iter().map(|edge| (edge.descendant_id, edge.ancestor_id)).collect();
        let mut found: HashMap<Below, Vec<unit::Model>> = HashMap::new();
        for unit in units {
            if let Some(id) = above.get(&unit.id) {
                found.entry(Below(*id)).or_default().push(unit);
            }
        }
        Ok(found)
    }
}

/// How many current people a unit itself has that the viewer may see.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Headcount {
    /// Leaders of the unit.
    Leaders(UnitId),
    /// Representatives of the unit.
    Representatives(UnitId),
}

impl Loader<Headcount> for Directory {
    type Value = i32;
    type Error = Shared;

    async fn load(&self, keys: &[Headcount]) -> Result<HashMap<Headcount, i32>, Shared> {
        let (mut leading, mut representing) = (Vec::new(), Vec::new());
        for key in keys {
            match *key {
                Headcount::Leaders(id) => leading.push(id),
                Headcount::Representatives(id) => representing.push(id),
            }
        }
        let mut found = HashMap::new();
        for (id, count) in counts(&self.0, &leaders::SCOPED, leading).await? {
            found.insert(Headcount::Leaders(id), count);
        }
        for (id, count) in counts(&self.0, &representatives::SCOPED, representing).await? {
            found.insert(Headcount::Representatives(id), count);
        }
        Ok(found)
    }
}

/// The current rows per unit, counted over what the viewer may see.
async fn counts(op: &Op, scoped: &Scoped, units: Vec<UnitId>) -> Result<Vec<(UnitId, i32)>> {
    if units.is_empty() || !op.viewer.holds(scoped.read) {
        return Ok(Vec::new());
    }
    let statement = Query::select()
        .column("unit_id")
        .expr_as(Func::count(Expr::col("id")), "n")
        .from(scoped.table)
        .and_where(Expr::col("unit_id").is_in(units))
        .and_where(Expr::col("status").eq(RecordStatus::Active))
        .cond_where(scoped.visible(&op.viewer))
        .group_by_col("unit_id")
        .to_owned();
    op.db()
        .query_all(&statement)
        .await?
        .iter()
        .map(|row| {
            let count: i64 = row.try_get("", "n")?;
            Ok((row.try_get("", "unit_id")?, i32::try_from(count).unwrap_or(i32::MAX)))
        })
        .collect()
}

//! Reading leaders.

use std::collections::HashMap;

use async_graphql::dataloader::Loader;
use lianyi_shared::access::{FieldGroups, Permission};
use lianyi_shared::id::{LeaderId, UnitId};
use lianyi_shared::people::{LeaderTier, RecordStatus};
use sea_orm::sea_query::{Expr, ExprTrait as _};
use sea_orm::{ColumnTrait as _, Condition, EntityTrait as _, QueryFilter as _};

use crate::access::scope::{self, Scoped};
use crate::access::viewer::Place;
use crate::db::{Find as _, Source};
use crate::entity::leader::{Column, Entity, Model};
use crate::error::{Error, Result};
use crate::loaders::{Directory, Shared};
use crate::op::Op;
use crate::page::{self, List, PageInput, Sort};
use crate::people::graphql::leader::Leader;
use crate::people::name::matching;
use crate::units::tree::within;

/// How leaders stand in scopes: under their branch.
pub const SCOPED: Scoped = Scoped {
    table: "leader",
    read: Permission::LeaderRead,
    unit: Some("branch_id"),
    mine: |viewer| Some(Expr::col("id").eq(viewer.leader?)),
    assigned: |viewer| {
        Some(scope::paired("leader_id", "representative_id", Expr::val(viewer.representative?)))
    },
};

/// Narrows a list of leaders.
#[derive(Clone, Debug, Default, async_graphql::InputObject)]
pub struct LeaderFilter {
    /// Characters, pinyin or initials of the name.
    pub search: Option<String>,
    /// School or department level.
    pub tier: Option<LeaderTier>,
    /// A unit and everything under it in the scope tree.
    pub unit: Option<UnitId>,
    /// A branch.
    pub branch: Option<UnitId>,
    /// Current (the default) or archived.
    pub status: Option<RecordStatus>,
}

/// The leaders that the viewer may see, by name in pinyin order.
pub async fn list(op: &Op, filter: LeaderFilter, page: PageInput) -> Result<List<Leader>> {
    let status = filter.status.unwrap_or(RecordStatus::Active);
    let mut condition = Condition::all().add(Expr::col("status").eq(status));
    if let Some(search) = filter.search.filter(|text| !text.trim().is_empty()) {
        condition = condition.add(matching(&search));
    }
    if let Some(tier) = filter.tier {
        condition = condition.add(Expr::col("tier").eq(tier));
    }
    if let Some(unit) = filter.unit {
        condition = condition.add(Expr::col("unit_id").in_subquery(within(unit)));
    }
    if let Some(branch) = filter.branch {
        condition = condition.add(Expr::col("branch_id").eq(branch));
    }
    let listing = page::Listing {
        scoped: &SCOPED,
        filter: condition,
        fields: FieldGroups::default(),
        sort: Sort::by("name_key"),
    };
    let (page, rows) = listing.rows::<Entity>(op, &page.check()?).await?;
    let mut objects = Vec::with_capacity(rows.len());
    for row in rows {
        objects.push(masked(op, row).await?);
    }
    Ok(page.connection(objects))
}

/// One leader that the viewer may see.
pub async fn visible(op: &Op, db: &impl Source, id: LeaderId) -> Result<Model> {
    Entity::find_by_id(id).filter(SCOPED.visible(&op.viewer)).first_in(db).await?.ok_or(Error::NotFound)
}

/// Where a leader stands towards the viewer.
pub async fn place(op: &Op, row: &Model) -> Result<Place> {
    Ok(Place {
        unit: Some(row.branch_id),
        mine: op.viewer.leader == Some(row.id),
        assigned: op.assigned().await?.leaders.contains(&row.id),
    })
}

/// The row with the fields that the viewer may read.
pub async fn masked(op: &Op, row: Model) -> Result<Leader> {
    let place = place(op, &row).await?;
    let fields = op.viewer.fields(Permission::LeaderRead, place, op.tree().await?);
    Ok(Leader { row, fields })
}

impl Loader<LeaderId> for Directory {
    type Value = Leader;
    type Error = Shared;

    async fn load(&self, keys: &[LeaderId]) -> Result<HashMap<LeaderId, Leader>, Shared> {
        let op = &self.0;
        let rows = Entity::find()
            .filter(Column::Id.is_in(keys.iter().copied()))
            .filter(SCOPED.visible(&op.viewer))
            .find_in(op.db())
            .await
            .map_err(Error::from)?;
        let mut found = HashMap::with_capacity(rows.len());
        for row in rows {
            found.insert(row.id, masked(op, row).await?);
        }
        Ok(found)
    }
}

//! Reading units.

use std::collections::HashMap;

use async_graphql::dataloader::Loader;
use lianyi_shared::access::{FieldGroups, Permission};
use lianyi_shared::id::UnitId;
use lianyi_shared::units::UnitKind;
use sea_orm::sea_query::{Expr, ExprTrait as _};
use sea_orm::{ColumnTrait as _, Condition, EntityTrait as _, QueryFilter as _};

use crate::access::scope::{self, Scoped};
use crate::db::{Find as _, Source};
use crate::entity::unit::{Column, Entity, Model};
use crate::error::{Error, Result};
use crate::loaders::{Directory, Shared};
use crate::op::Op;
use crate::page::{self, List, PageInput, Sort};
use crate::people::name::matching;
use crate::units::graphql::Unit;

/// How units stand in scopes.
pub const SCOPED: Scoped = Scoped {
    table: "unit",
    read: Permission::UnitRead,
    unit: Some("id"),
    mine: scope::none,
    assigned: scope::none,
};

/// Narrows a list of units.
#[derive(Clone, Debug, Default, async_graphql::InputObject)]
pub struct UnitFilter {
    /// Characters, pinyin or initials of the name.
    pub search: Option<String>,
    /// One of these kinds.
    pub kinds: Option<Vec<UnitKind>>,
    /// Units that belong to this branch.
    pub branch: Option<UnitId>,
    /// Closed units instead of the open ones.
    #[graphql(default)]
    pub closed: bool,
}

/// The units that the viewer may see.
pub async fn list(op: &Op, filter: UnitFilter, page: PageInput) -> Result<List<Unit>> {
    let closed_on = Expr::col("closed_on");
    let mut condition =
        Condition::all().add(if filter.closed { closed_on.is_not_null() } else { closed_on.is_null() });
    if let Some(search) = filter.search.filter(|text| !text.trim().is_empty()) {
        condition = condition.add(matching(&search));
    }
    if let Some(kinds) = filter.kinds {
        condition = condition.add(Expr::col("kind").is_in(kinds));
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
    Ok(page.connection(rows.into_iter().map(Unit::from)))
}

/// One unit that the viewer may see.
pub async fn visible(op: &Op, db: &impl Source, id: UnitId) -> Result<Model> {
    Entity::find_by_id(id).filter(SCOPED.visible(&op.viewer)).first_in(db).await?.ok_or(Error::NotFound)
}

/// Units by id, for objects that name theirs. A unit's name is no secret from anyone who sees
/// something in it.
pub async fn by_ids(db: &impl Source, ids: &[UnitId]) -> Result<HashMap<UnitId, Model>> {
    let rows = Entity::find().filter(Column::Id.is_in(ids.iter().copied())).find_in(db).await?;
    Ok(rows.into_iter().map(|row| (row.id, row)).collect())
}

/// A unit that is asked for by itself, under the viewer's scope.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct VisibleUnit(pub UnitId);

impl Loader<VisibleUnit> for Directory {
    type Value = Model;
    type Error = Shared;

    async fn load(&self, keys: &[VisibleUnit]) -> Result<HashMap<VisibleUnit, Model>, Shared> {
        let rows = Entity::find()
            .filter(Column::Id.is_in(keys.iter().map(|key| key.0)))
            .filter(SCOPED.visible(&self.0.viewer))
            .find_in(self.0.db())
            .await
            .map_err(Error::from)?;
        Ok(rows.into_iter().map(|row| (VisibleUnit(row.id), row)).collect())
    }
}

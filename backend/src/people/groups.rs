//! Reading groups.

use std::collections::HashMap;

use async_graphql::dataloader::Loader;
use lianyi_shared::access::{FieldGroups, Permission};
use lianyi_shared::id::{GroupId, RepresentativeId};
use lianyi_shared::people::{GroupKind, RecordStatus};
use sea_orm::sea_query::{Expr, ExprTrait as _};
use sea_orm::{ColumnTrait as _, Condition, EntityTrait as _, QueryFilter as _, QuerySelect as _};

use crate::access::scope::{self, Scoped};
use crate::access::viewer::Place;
use crate::db::{Find as _, Source};
use crate::entity::liaison_group::{Column, Entity, Model};
use crate::entity::representative;
use crate::error::{Error, Result};
use crate::loaders::{Directory, Shared};
use crate::op::Op;
use crate::page::{self, List, PageInput, Sort};
use crate::people::graphql::group::Group;
use crate::people::name::matching;

/// How groups stand in scopes: they belong to no unit.
pub const SCOPED: Scoped = Scoped {
    table: "liaison_group",
    read: Permission::GroupRead,
    unit: None,
    mine: scope::none,
    assigned: |viewer| Some(scope::paired("group_id", "leader_id", Expr::val(viewer.leader?))),
};

/// Narrows a list of groups.
#[derive(Clone, Debug, Default, async_graphql::InputObject)]
pub struct GroupFilter {
    /// Characters, pinyin or initials of the name.
    pub search: Option<String>,
    /// Democratic-party organization or united-front group.
    pub kind: Option<GroupKind>,
    /// Current (the default) or archived.
    pub status: Option<RecordStatus>,
}

/// The groups that the viewer may see, by name in pinyin order.
pub async fn list(op: &Op, filter: GroupFilter, page: PageInput) -> Result<List<Group>> {
    let status = filter.status.unwrap_or(RecordStatus::Active);
    let mut condition = Condition::all().add(Expr::col("status").eq(status));
    if let Some(search) = filter.search.filter(|text| !text.trim().is_empty()) {
        condition = condition.add(matching(&search));
    }
    if let Some(kind) = filter.kind {
        condition = condition.add(Expr::col("kind").eq(kind));
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

/// One group that the viewer may see.
pub async fn visible(op: &Op, db: &impl Source, id: GroupId) -> Result<Model> {
    Entity::find_by_id(id).filter(SCOPED.visible(&op.viewer)).first_in(db).await?.ok_or(Error::NotFound)
}

/// Where a group stands towards the viewer.
pub async fn place(op: &Op, row: &Model) -> Result<Place> {
    Ok(Place { unit: None, mine: false, assigned: op.assigned().await?.groups.contains(&row.id) })
}

/// The row with the fields that the viewer may read.
pub async fn masked(op: &Op, row: Model) -> Result<Group> {
    let place = place(op, &row).await?;
    let fields = op.viewer.fields(Permission::GroupRead, place, op.tree().await?);
    Ok(Group { row, fields })
}

impl Loader<GroupId> for Directory {
    type Value = Group;
    type Error = Shared;

    async fn load(&self, keys: &[GroupId]) -> Result<HashMap<GroupId, Group>, Shared> {
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

/// The name of a group's head, which whoever sees the group may read; that the head is a
/// representative does not show by it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct HeadName(pub RepresentativeId);

impl Loader<HeadName> for Directory {
    type Value = String;
    type Error = Shared;

    async fn load(&self, keys: &[HeadName]) -> Result<HashMap<HeadName, String>, Shared> {
        let rows: Vec<(RepresentativeId, String)> = representative::Entity::find()
            .select_only()
            .columns([representative::Column::Id, representative::Column::Name])
            .filter(representative::Column::Id.is_in(keys.iter().map(|key| key.0)))
            .into_tuple()
            .all(self.0.db())
            .await
            .map_err(Error::from)?;
        Ok(rows.into_iter().map(|(id, name)| (HeadName(id), name)).collect())
    }
}

//! Reading representatives.

use std::collections::HashMap;

use async_graphql::dataloader::Loader;
use lianyi_shared::access::{FieldGroup, FieldGroups, Permission};
use lianyi_shared::id::{RepresentativeId, UnitId};
use lianyi_shared::people::{RecordStatus, Stage};
use lianyi_shared::roster::PairingStatus;
use sea_orm::sea_query::{Expr, ExprTrait as _, Query, SimpleExpr};
use sea_orm::{ColumnTrait as _, Condition, EntityTrait as _, QueryFilter as _};

use crate::access::scope::{self, Scoped};
use crate::access::viewer::{Place, Viewer};
use crate::db::{Find as _, Source};
use crate::entity::representative::{Column, Entity, Model};
use crate::error::{Error, Result};
use crate::loaders::{Directory, Shared};
use crate::op::Op;
use crate::page::{self, List, PageInput, Sort};
use crate::people::graphql::representative::Representative;
use crate::people::name::matching;
use crate::units::tree::within;

/// How representatives stand in scopes.
pub const SCOPED: Scoped = Scoped {
    table: "representative",
    read: Permission::RepresentativeRead,
    unit: Some("unit_id"),
    mine: |viewer| Some(Expr::col("id").eq(viewer.representative?)),
    assigned: paired_with,
};

/// The representatives whose pairings the viewer may read; only they take part in a filter by
/// pairings.
const LINKS_READABLE: Scoped = Scoped {
    table: "representative",
    read: Permission::PairingRead,
    unit: Some("unit_id"),
    mine: |viewer| paired_with(viewer).or_else(|| Some(Expr::col("id").eq(viewer.representative?))),
    assigned: paired_with,
};

fn paired_with(viewer: &Viewer) -> Option<SimpleExpr> {
    Some(scope::paired("representative_id", "leader_id", Expr::val(viewer.leader?)))
}

/// Narrows a list of representatives.
#[derive(Clone, Debug, Default, async_graphql::InputObject)]
pub struct RepresentativeFilter {
    /// Characters, pinyin or initials of the name.
    pub search: Option<String>,
    /// A unit and everything under it in the scope tree.
    pub unit: Option<UnitId>,
    /// Any of these of the nine categories (P3). Only rows whose `POLITICAL` fields you read take
    /// part.
    pub categories: Option<Vec<i32>>,
    /// An affiliation code, GB/T 4762. Only rows whose `POLITICAL` fields you read take part.
    pub affiliation: Option<String>,
    /// A stage (P4). Only rows whose `CULTIVATION` fields you read take part.
    pub stage: Option<Stage>,
    /// Under key cultivation or not. Only rows whose `CULTIVATION` fields you read take part.
    pub key_cultivation: Option<bool>,
    /// Retired or not.
    pub retired: Option<bool>,
    /// Linked by a pairing in force, or by nobody. Only rows whose pairings you read take part.
    pub linked: Option<bool>,
    /// Current (the default) or archived.
    pub status: Option<RecordStatus>,
}

/// By what a list of representatives is ordered.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, async_graphql::Enum)]
pub enum RepresentativeOrder {
    /// By name, in pinyin order.
    #[default]
    Name,
    /// By name, backwards.
    NameDescending,
    /// Changed last comes first.
    UpdatedAt,
    /// Changed longest ago comes first.
    UpdatedAtAscending,
}

impl RepresentativeFilter {
    /// The condition, and the field groups that it looks at.
    fn compile(self, viewer: &Viewer) -> (Condition, FieldGroups) {
        let mut fields = FieldGroups::default();
        let status = self.status.unwrap_or(RecordStatus::Active);
        let mut condition = Condition::all().add(Expr::col("status").eq(status));
        if let Some(search) = self.search.filter(|text| !text.trim().is_empty()) {
            condition = condition.add(matching(&search));
        }
        if let Some(unit) = self.unit {
            condition = condition.add(Expr::col("unit_id").in_subquery(within(unit)));
        }
        if let Some(categories) = self.categories {
            fields = fields.union(FieldGroups::of(&[FieldGroup::Political]));
            let of_category = Query::select()
                .column("representative_id")
                .from("representative_category")
                .and_where(Expr::col("category").is_in(categories))
                .to_owned();
            condition = condition.add(Expr::col("id").in_subquery(of_category));
        }
        if let Some(affiliation) = self.affiliation {
            fields = fields.union(FieldGroups::of(&[FieldGroup::Political]));
            condition = condition.add(Expr::col("affiliation").eq(affiliation));
        }
        if let Some(stage) = self.stage {
            fields = fields.union(FieldGroups::of(&[FieldGroup::Cultivation]));
            condition = condition.add(Expr::col("stage").eq(stage));
        }
        if let Some(key_cultivation) = self.key_cultivation {
            fields = fields.union(FieldGroups::of(&[FieldGroup::Cultivation]));
            condition = condition.add(Expr::col("key_cultivation").eq(key_cultivation));
        }
        if let Some(retired) = self.retired {
            condition = condition.add(Expr::col("retired").eq(retired));
        }
        if let Some(linked) = self.linked {
            let paired = Query::select()
                .column("representative_id")
                .from("pairing")
                .and_where(Expr::col("status").eq(PairingStatus::Active))
                .and_where(Expr::col("representative_id").is_not_null())
                .to_owned();
            let id = Expr::col("id");
            condition = condition
                .add(if linked { id.in_subquery(paired) } else { id.not_in_subquery(paired) })
                .add(LINKS_READABLE.visible(viewer));
        }
        (condition, fields)
    }
}

/// The representatives that the viewer may see.
pub async fn list(
    op: &Op,
    filter: RepresentativeFilter,
    order: RepresentativeOrder,
    page: PageInput,
) -> Result<List<Representative>> {
    let (filter, fields) = filter.compile(&op.viewer);
    let sort = match order {
        RepresentativeOrder::Name => Sort::by("name_key"),
        RepresentativeOrder::NameDescending => Sort { descending: true, ..Sort::by("name_key") },
        RepresentativeOrder::UpdatedAt => Sort::newest("updated_at"),
        RepresentativeOrder::UpdatedAtAscending => Sort { descending: false, ..Sort::newest("updated_at") },
    };
    let listing = page::Listing { scoped: &SCOPED, filter, fields, sort };
    let (page, rows) = listing.rows::<Entity>(op, &page.check()?).await?;
    let mut objects = Vec::with_capacity(rows.len());
    for row in rows {
        objects.push(masked(op, row).await?);
    }
    Ok(page.connection(objects))
}

/// One representative that the viewer may see.
pub async fn visible(op: &Op, db: &impl Source, id: RepresentativeId) -> Result<Model> {
    Entity::find_by_id(id).filter(SCOPED.visible(&op.viewer)).first_in(db).await?.ok_or(Error::NotFound)
}

/// Where a representative stands towards the viewer.
pub async fn place(op: &Op, row: &Model) -> Result<Place> {
    Ok(Place {
        unit: Some(row.unit_id),
        mine: op.viewer.representative == Some(row.id),
        assigned: op.assigned().await?.representatives.contains(&row.id),
    })
}

/// The row with the fields that the viewer may read.
pub async fn masked(op: &Op, row: Model) -> Result<Representative> {
    let place = place(op, &row).await?;
    let fields = op.viewer.fields(Permission::RepresentativeRead, place, op.tree().await?);
    Ok(Representative { row, fields })
}

impl Loader<RepresentativeId> for Directory {
    type Value = Representative;
    type Error = Shared;

    async fn load(
        &self,
        keys: &[RepresentativeId],
    ) -> Result<HashMap<RepresentativeId, Representative>, Shared> {
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

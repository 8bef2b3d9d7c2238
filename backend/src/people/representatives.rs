//! Reading representatives.

use lianyi_shared::access::{FieldGroup, FieldGroups, Permission};
use lianyi_shared::id::{RepresentativeId, UnitId};
use lianyi_shared::people::{RecordStatus, Stage};
use sea_orm::sea_query::{Expr, ExprTrait as _, Query};
use sea_orm::{ColumnTrait as _, Condition, ConnectionTrait, EntityTrait as _, QueryFilter as _};

use crate::access::scope::{self, Scoped};
use crate::access::viewer::Place;
use crate::entity::representative::{Column, Entity, Model};
use crate::error::{Error, Result};
use crate::op::Op;
use crate::page::{self, List, PageInput, Sort};
use crate::people::graphql::Representative;
use crate::people::name::matching;

/// How representatives stand in scopes.
pub const SCOPED: Scoped = Scoped {
    table: "representative",
    read: Permission::RepresentativeRead,
    unit: Some("unit_id"),
    mine: |viewer| Some(Expr::col("id").eq(viewer.representative?)),
    assigned: |viewer| Some(scope::paired("representative_id", "leader_id", Expr::val(viewer.leader?))),
};

/// Narrows a list of representatives.
#[derive(Clone, Debug, Default, async_graphql::InputObject)]
pub struct RepresentativeFilter {
    /// Characters, pinyin or initials of the name.
    pub search: Option<String>,
    /// A unit; with `below`, everything under it too.
    pub unit: Option<UnitId>,
    /// One of the nine categories (P3). Only rows whose `POLITICAL` fields you read take part.
    pub category: Option<i32>,
    /// An affiliation code, GB/T 4762. Only rows whose `POLITICAL` fields you read take part.
    pub affiliation: Option<String>,
    /// A stage (P4). Only rows whose `CULTIVATION` fields you read take part.
    pub stage: Option<Stage>,
    /// Current (the default) or archived.
    pub status: Option<RecordStatus>,
}

/// By what a list of representatives is ordered.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, async_graphql::Enum)]
pub enum RepresentativeOrder {
    /// By name, in pinyin order.
    #[default]
    Name,
    /// Changed last comes first.
    UpdatedAt,
}

impl RepresentativeFilter {
    /// The condition, and the field groups that it looks at.
    fn compile(self) -> (Condition, FieldGroups) {
        let mut fields = FieldGroups::default();
        let status = self.status.unwrap_or(RecordStatus::Active);
        let mut condition = Condition::all().add(Expr::col("status").eq(status));
        if let Some(search) = self.search.filter(|text| !text.trim().is_empty()) {
            condition = condition.add(matching(&search));
        }
        if let Some(unit) = self.unit {
            let within = Query::select()
                .column("descendant_id")
                .from("unit_closure")
                .and_where(Expr::col("ancestor_id").eq(unit))
                .to_owned();
            condition = condition.add(Expr::col("unit_id").in_subquery(within));
        }
        if let Some(category) = self.category {
            fields = fields.union(FieldGroups::of(&[FieldGroup::Political]));
            let of_category = Query::select()
                .column("representative_id")
                .from("representative_category")
                .and_where(Expr::col("category").eq(category))
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
    let (filter, fields) = filter.compile();
    let sort = match order {
        RepresentativeOrder::Name => Sort::by("name_key"),
        RepresentativeOrder::UpdatedAt => Sort::newest("updated_at"),
    };
    let listing = page::Listing { scoped: &SCOPED, filter, fields, sort };
    let ids = listing.ids(op, &page.check()?).await?;
    let rows =
        Entity::find().filter(Column::Id.is_in(ids.rows.iter().map(|(id, _)| *id))).all(op.db()).await?;
    let mut objects = Vec::with_capacity(rows.len());
    for row in rows {
        objects.push(masked(op, row).await?);
    }
    Ok(page::connection(ids, objects, |object| object.row.id.0, |object| object))
}

/// One representative that the viewer may see.
pub async fn visible(op: &Op, db: &impl ConnectionTrait, id: RepresentativeId) -> Result<Model> {
    Entity::find_by_id(id).filter(SCOPED.visible(&op.viewer)).one(db).await?.ok_or(Error::NotFound)
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

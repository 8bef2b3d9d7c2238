//! Coverage: which representatives and groups are linked by nobody (R7).
//!
//! Everything here is asked within what the viewer may read: a person outside their scope is
//! neither listed nor counted, and by category only those count whose categories they read.

use async_graphql::SimpleObject;
use lianyi_shared::access::{FieldGroup, FieldGroups, Permission};
use lianyi_shared::id::UnitId;
use lianyi_shared::people::RecordStatus;
use lianyi_shared::roster::PairingStatus;
use sea_orm::sea_query::{Expr, ExprTrait as _, Func, Query, SelectStatement};
use sea_orm::{Condition, ConnectionTrait as _};

use crate::access::scope::{self, Scoped};
use crate::entity::{liaison_group, representative};
use crate::error::Result;
use crate::op::Op;
use crate::page::{self, List, PageInput, Sort};
use crate::people::graphql::Representative;
use crate::people::representatives;
use crate::roster::contents::Counterpart;
use crate::roster::graphql_line::RosterCounterpart;

/// How groups stand in scopes.
pub const GROUPS: Scoped = Scoped {
    table: "liaison_group",
    read: Permission::GroupRead,
    unit: None,
    mine: scope::none,
    assigned: |viewer| Some(scope::paired("group_id", "leader_id", Expr::val(viewer.leader?))),
};

/// Narrows the list of persons linked by nobody.
#[derive(Clone, Copy, Debug, Default, async_graphql::InputObject)]
pub struct CoverageFilter {
    /// One of the nine categories (P3). Only rows whose `POLITICAL` fields you read take part.
    pub category: Option<i32>,
    /// A branch: everything under it.
    pub branch: Option<UnitId>,
}

/// How many are linked by nobody, of how many, in a category.
#[derive(Clone, Debug, PartialEq, Eq, SimpleObject)]
pub struct CategoryCoverage {
    /// The category (P3), 1 to 9.
    category: i32,
    /// Current persons in it.
    total: i64,
    /// Those whom nobody links.
    unlinked: i64,
}

/// How many are linked by nobody, of how many, in a branch.
#[derive(Clone, Debug, PartialEq, Eq, SimpleObject)]
#[graphql(complex)]
pub struct BranchCoverage {
    /// The branch.
    #[graphql(skip)]
    pub branch_id: UnitId,
    /// Current persons in its units.
    total: i64,
    /// Those whom nobody links.
    unlinked: i64,
}

#[async_graphql::ComplexObject]
impl BranchCoverage {
    /// The branch, or the unit itself where it has none.
    async fn branch(&self, ctx: &async_graphql::Context<'_>) -> Result<Option<crate::units::graphql::Unit>> {
        crate::loaders::unit(ctx, self.branch_id).await
    }
}

/// Current rows, and of those only the ones that no leader links at present.
fn current() -> Condition {
    Condition::all().add(Expr::col("status").eq(RecordStatus::Active))
}

/// Whether a leader links the row at present; a vacant pairing has no leader.
fn linked(side: &'static str) -> SelectStatement {
    Query::select()
        .column(side)
        .from("pairing")
        .and_where(Expr::col("status").eq(PairingStatus::Active))
        .and_where(Expr::col(side).is_not_null())
        .to_owned()
}

fn unlinked(side: &'static str) -> Condition {
    current().add(Expr::col("id").not_in_subquery(linked(side)))
}

/// Persons whom nobody links. Permission `REPRESENTATIVE_READ`.
pub async fn representatives(
    op: &Op,
    filter: CoverageFilter,
    page: PageInput,
) -> Result<List<Representative>> {
    let mut condition = unlinked("representative_id");
    let mut fields = FieldGroups::default();
    if let Some(category) = filter.category {
        fields = FieldGroups::of(&[FieldGroup::Political]);
        let of_category = Query::select()
            .column("representative_id")
            .from("representative_category")
            .and_where(Expr::col("category").eq(category))
            .to_owned();
        condition = condition.add(Expr::col("id").in_subquery(of_category));
    }
    if let Some(branch) = filter.branch {
        let within = Query::select()
            .column("descendant_id")
            .from("unit_closure")
            .and_where(Expr::col("ancestor_id").eq(branch))
            .to_owned();
        condition = condition.add(Expr::col("unit_id").in_subquery(within));
    }
    let scoped = &representatives::SCOPED;
    let listing = page::Listing { scoped, filter: condition, fields, sort: Sort::by("name_key") };
    let (page, rows) = listing.rows::<representative::Entity>(op, &page.check()?).await?;
    let mut objects = Vec::with_capacity(rows.len());
    for row in rows {
        objects.push(representatives::masked(op, row).await?);
    }
    Ok(page.connection(objects))
}

/// Groups that nobody links. Permission `GROUP_READ`.
pub async fn groups(op: &Op, page: PageInput) -> Result<List<RosterCounterpart>> {
    let listing = page::Listing {
        scoped: &GROUPS,
        filter: unlinked("group_id"),
        fields: FieldGroups::default(),
        sort: Sort::by("name_key"),
    };
    let (page, rows) = listing.rows::<liaison_group::Entity>(op, &page.check()?).await?;
    let object = |row| RosterCounterpart(Counterpart::Group(std::sync::Arc::new(row)));
    Ok(page.connection(rows.into_iter().map(object)))
}

/// Counts by category: two statements. Only persons whose `POLITICAL` fields the viewer reads.
pub async fn by_category(op: &Op) -> Result<Vec<CategoryCoverage>> {
    let political = FieldGroups::of(&[FieldGroup::Political]);
    let count = |filter: Condition| {
        let ids = representatives::SCOPED.union_of_ids(&op.viewer, political, &filter)?;
        Some(
            Query::select()
                .column("category")
                .expr_as(Func::count(Expr::col("representative_id")), "n")
                .from("representative_category")
                .and_where(Expr::col("representative_id").in_subquery(ids))
                .group_by_col("category")
                .order_by("category", sea_orm::sea_query::Order::Asc)
                .to_owned(),
        )
    };
    let (Some(all), Some(open)) = (count(current()), count(unlinked("representative_id"))) else {
        return Ok(Vec::new());
    };
    let open: Vec<(i32, i64)> = counts(op, &open, "category").await?;
    Ok(counts::<i32>(op, &all, "category")
        .await?
        .into_iter()
        .map(|(category, total)| CategoryCoverage { category, total, unlinked: number(&open, &category) })
        .collect())
}

/// Counts by branch: two statements.
pub async fn by_branch(op: &Op) -> Result<Vec<BranchCoverage>> {
    let count = |filter: Condition| {
        let ids = representatives::SCOPED.union_of_ids(&op.viewer, FieldGroups::default(), &filter)?;
        let branch = || Func::coalesce([Expr::col(("unit", "branch_id")), Expr::col(("unit", "id"))]);
        Some(
            Query::select()
                .expr_as(branch(), "branch")
                .expr_as(Func::count(Expr::col(("representative", "id"))), "n")
                .from("representative")
                .inner_join("unit", Expr::col(("unit", "id")).equals(("representative", "unit_id")))
                .and_where(Expr::col(("representative", "id")).in_subquery(ids))
                .add_group_by([branch().into()])
                .to_owned(),
        )
    };
    let (Some(all), Some(open)) = (count(current()), count(unlinked("representative_id"))) else {
        return Ok(Vec::new());
    };
    let open: Vec<(UnitId, i64)> = counts(op, &open, "branch").await?;
    let mut rows: Vec<BranchCoverage> = counts::<UnitId>(op, &all, "branch")
        .await?
        .into_iter()
        .map(|(branch_id, total)| BranchCoverage { branch_id, total, unlinked: number(&open, &branch_id) })
        .collect();
    rows.sort_by_key(|row| (std::cmp::Reverse(row.unlinked), row.branch_id));
    Ok(rows)
}

async fn counts<K: sea_orm::TryGetable>(
    op: &Op,
    statement: &SelectStatement,
    column: &str,
) -> Result<Vec<(K, i64)>> {
    let rows = op.db().query_all(statement).await?;
    rows.iter().map(|row| Ok((row.try_get("", column)?, row.try_get("", "n")?))).collect()
}

fn number<K: PartialEq>(counts: &[(K, i64)], key: &K) -> i64 {
    counts.iter().find(|(of, _)| of == key).map_or(0, |(_, count)| *count)
}

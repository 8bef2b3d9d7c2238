//! Reading plans.

use std::collections::HashMap;
use std::sync::Arc;

use async_graphql::InputObject;
use async_graphql::dataloader::Loader;
use chrono::NaiveDate;
use lianyi_shared::access::{FieldGroups, Permission};
use lianyi_shared::id::{GroupId, LeaderId, PairingId, PlanId, PlanSeriesId, RepresentativeId, UnitId};
use lianyi_shared::plan::{PlanRepeat, PlanStatus};
use lianyi_shared::roster::PairingStatus;
use sea_orm::sea_query::{Expr, ExprTrait as _, Query, SimpleExpr};
use sea_orm::{ColumnTrait as _, Condition, EntityTrait as _, QueryFilter as _, QueryOrder as _};

use crate::access::scope::{self, Scoped};
use crate::access::viewer::Viewer;
use crate::db::{Find as _, Source};
use crate::entity::plan::{Column, Entity, Model};
use crate::entity::{leader, pairing, plan_pairing, plan_series};
use crate::error::{Error, Result};
use crate::loaders::{Directory, Shared};
use crate::op::Op;
use crate::page::{self, KeyKind, List, PageInput, Sort};
use crate::plan::graphql::Plan;
use crate::roster::contents::Counterpart;
use crate::roster::sides;
use crate::units::tree::within;

/// How plans stand in scopes: as the contact that is to come of them.
pub const SCOPED: Scoped = Scoped {
    table: "plan",
    read: Permission::ContactRead,
    unit: Some("branch_id"),
    mine: with_viewer,
    assigned: scope::none,
};

fn with_viewer(viewer: &Viewer) -> Option<SimpleExpr> {
    Some(of_side(Expr::col("leader_id").eq(viewer.leader?)))
}

/// The plans that have a pairing with such a side.
pub fn of_side(side: SimpleExpr) -> SimpleExpr {
    let pairings = Query::select().column("id").from("pairing").and_where(side).to_owned();
    let ids = Query::select()
        .column("plan_id")
        .from("plan_pairing")
        .and_where(Expr::col("pairing_id").in_subquery(pairings))
        .to_owned();
    Expr::col("id").in_subquery(ids)
}

/// Narrows a list of plans.
#[derive(Clone, Debug, Default, InputObject)]
pub struct PlanFilter {
    /// States; without one, everything but what was called off or declined.
    #[graphql(default)]
    pub statuses: Vec<PlanStatus>,
    /// On this day or later.
    pub from: Option<NaiveDate>,
    /// On this day or earlier.
    pub until: Option<NaiveDate>,
    /// One of the leaders.
    pub leader: Option<LeaderId>,
    /// One of the counterparts.
    pub representative: Option<RepresentativeId>,
    /// One of the counterparts.
    pub group: Option<GroupId>,
    /// Plans that stand with this branch, or with one below the unit.
    pub branch: Option<UnitId>,
    /// Only those in which you are a leader.
    #[graphql(default)]
    pub mine: bool,
}

impl PlanFilter {
    fn compile(self, viewer: &Viewer) -> Condition {
        let statuses = match self.statuses.as_slice() {
            [] => &[PlanStatus::Proposed, PlanStatus::Planned, PlanStatus::Held],
            some => some,
        };
        Condition::all()
            .add(Expr::col("status").is_in(statuses.iter().copied()))
            .add_option(self.from.map(|day| Expr::col("day").gte(day)))
            .add_option(self.until.map(|day| Expr::col("day").lte(day)))
            .add_option(self.leader.map(|id| of_side(Expr::col("leader_id").eq(id))))
            .add_option(self.representative.map(|id| of_side(Expr::col("representative_id").eq(id))))
            .add_option(self.group.map(|id| of_side(Expr::col("group_id").eq(id))))
            .add_option(self.branch.map(|unit| Expr::col("branch_id").in_subquery(within(unit))))
            .add_option(self.mine.then(|| with_viewer(viewer).unwrap_or_else(scope::nothing)))
    }
}

/// The plans that the viewer may see, by day.
pub async fn list(op: &Op, filter: PlanFilter, page: PageInput) -> Result<List<Plan>> {
    let sort = Sort { column: "day", kind: KeyKind::Day, descending: false };
    let listing = page::Listing {
        scoped: &SCOPED,
        filter: filter.compile(&op.viewer),
        fields: FieldGroups::default(),
        sort,
    };
    let (page, rows) = listing.rows::<Entity>(op, &page.check()?).await?;
    Ok(page.connection(rows.into_iter().map(Plan)))
}

/// One plan that the viewer may see.
pub async fn visible(op: &Op, db: &impl Source, id: PlanId) -> Result<Model> {
    Entity::find_by_id(id).filter(SCOPED.visible(&op.viewer)).first_in(db).await?.ok_or(Error::NotFound)
}

/// A time that the viewer has proposed.
pub async fn proposed(op: &Op, db: &impl Source, id: PlanId) -> Result<Model> {
    let own = op.viewer.representative.ok_or(Error::NotFound)?;
    let found = Entity::find_by_id(id).filter(Column::ProposerId.eq(own)).first_in(db).await?;
    found.ok_or(Error::NotFound)
}

/// The pairings of a plan, in its order.
pub async fn pairings_of(db: &impl Source, id: PlanId) -> Result<Vec<PairingId>> {
    let rows = plan_pairing::Entity::find()
        .filter(plan_pairing::Column::PlanId.eq(id))
        .order_by_asc(plan_pairing::Column::Position)
        .find_in(db)
        .await?;
    Ok(rows.into_iter().map(|row| row.pairing_id).collect())
}

/// The leaders of a plan.
pub async fn leaders_of(db: &impl Source, id: PlanId) -> Result<Vec<LeaderId>> {
    let pairings = pairings_of(db, id).await?;
    let rows = pairing::Entity::find().filter(pairing::Column::Id.is_in(pairings)).find_in(db).await?;
    Ok(rows.into_iter().map(|row| row.leader_id).collect())
}

/// The two sides of a plan.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct SidesOf(pub PlanId);

/// Leaders and counterparts, in the order of the plan.
#[derive(Clone, Debug, Default)]
pub struct Sides {
    /// The pairings.
    pub pairings: Vec<pairing::Model>,
    /// Who keeps liaison.
    pub leaders: Vec<Arc<leader::Model>>,
    /// With whom.
    pub counterparts: Vec<Counterpart>,
}

impl Sides {
    /// Whether every pairing is in force.
    pub fn in_force(&self) -> bool {
        self.pairings.iter().all(|pairing| pairing.status == PairingStatus::Active)
    }

    fn take(&mut self, pairing: pairing::Model, named: &sides::Sides) {
        if !self.leaders.iter().any(|leader| leader.id == pairing.leader_id) {
            self.leaders.extend(named.leader(pairing.leader_id));
        }
        let same = |known: &pairing::Model| {
            known.representative_id == pairing.representative_id && known.group_id == pairing.group_id
        };
        if !self.pairings.iter().any(same) {
            self.counterparts.extend(named.counterpart(pairing.representative_id, pairing.group_id));
        }
        self.pairings.push(pairing);
    }
}

impl Loader<SidesOf> for Directory {
    type Value = Arc<Sides>;
    type Error = Shared;

    async fn load(&self, keys: &[SidesOf]) -> Result<HashMap<SidesOf, Arc<Sides>>, Shared> {
        let ids: Vec<PlanId> = keys.iter().map(|key| key.0).collect();
        let mut found = HashMap::new();
        for (id, mut sides) in sides_of(self.0.db(), &ids).await? {
            for side in &mut sides.counterparts {
                *side = sides::by_name(&self.0, side.clone()).await?;
            }
            found.insert(SidesOf(id), Arc::new(sides));
        }
        Ok(found)
    }
}

/// The sides of plans by name: five statements, however many plans.
pub async fn sides_of(db: &impl Source, ids: &[PlanId]) -> Result<HashMap<PlanId, Sides>> {
    let rows = plan_pairing::Entity::find()
        .filter(plan_pairing::Column::PlanId.is_in(ids.iter().copied()))
        .order_by_asc(plan_pairing::Column::Position)
        .find_in(db)
        .await?;
    let pairings = pairing::Entity::find()
        .filter(pairing::Column::Id.is_in(rows.iter().map(|row| row.pairing_id)))
        .find_in(db)
        .await?;
    let named = sides::Sides::read(
        db,
        pairings.iter().map(|pairing| pairing.leader_id),
        pairings.iter().filter_map(|pairing| pairing.representative_id),
        pairings.iter().filter_map(|pairing| pairing.group_id),
    )
    .await?;
    let pairings: HashMap<PairingId, pairing::Model> =
        pairings.into_iter().map(|pairing| (pairing.id, pairing)).collect();
    let mut found: HashMap<PlanId, Sides> = HashMap::new();
    for row in rows {
        if let Some(pairing) = pairings.get(&row.pairing_id) {
            found.entry(row.plan_id).or_default().take(pairing.clone(), &named);
        }
    }
    Ok(found)
}

impl Loader<PlanSeriesId> for Directory {
    type Value = PlanRepeat;
    type Error = Shared;

    async fn load(&self, keys: &[PlanSeriesId]) -> Result<HashMap<PlanSeriesId, PlanRepeat>, Shared> {
        let rows = plan_series::Entity::find()
            .filter(plan_series::Column::Id.is_in(keys.iter().copied()))
            .find_in(self.0.db())
            .await
            .map_err(Error::from)?;
        Ok(rows.into_iter().map(|row| (row.id, row.repeat)).collect())
    }
}

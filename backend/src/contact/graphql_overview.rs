//! The overview as GraphQL.

use async_graphql::{Context, Object, SimpleObject};
use chrono::NaiveDate;
use lianyi_shared::contact::{ContactContentKind, ContactMode};
use lianyi_shared::id::UnitId;

use crate::contact::overview::{self, Met, OfBranch, Overview, OverviewPairingFilter, Span};
use crate::error::Result;
use crate::loaders;
use crate::op::{ContextExt as _, Op};
use crate::page::{List, PageInput};
use crate::roster::graphql::Pairing;
use crate::units::graphql::Unit;

/// How liaison went in a period (R5, R6), within what you may see. Contacts are confirmed ones; pairings are those in
/// force at the end of the period, or today while it lasts.
#[derive(Debug, SimpleObject)]
pub struct ContactOverview {
    /// The first day.
    from: NaiveDate,
    /// The last day.
    until: NaiveDate,
    /// Contacts of the period.
    records: i64,
    /// Days with contacts, in order.
    days: Vec<OverviewDay>,
    /// Contacts by mode (M1).
    modes: Vec<OverviewMode>,
    /// Contacts by kind of content (M2); one contact may be of several.
    kinds: Vec<OverviewKind>,
    /// Pairings in force.
    pairings: i64,
    /// Those of them that met in the period.
    met: i64,
    /// By branch, in the order of names: contacts stand with the branch of the leader named first, pairings with that of
    /// their leader.
    branches: Vec<OverviewBranch>,
    /// By category of the person (P3); one person may be in several. Only persons whose `POLITICAL` fields you read.
    categories: Vec<OverviewCategory>,
}

/// A day with contacts.
#[derive(Debug, SimpleObject)]
pub struct OverviewDay {
    /// Which.
    day: NaiveDate,
    /// How many.
    records: i64,
}

/// Contacts of a mode.
#[derive(Debug, SimpleObject)]
pub struct OverviewMode {
    /// Which.
    mode: ContactMode,
    /// How many.
    records: i64,
}

/// Contacts with a kind of content.
#[derive(Debug, SimpleObject)]
pub struct OverviewKind {
    /// Which.
    kind: ContactContentKind,
    /// How many.
    records: i64,
}

/// Pairings with persons of a category.
#[derive(Debug, SimpleObject)]
pub struct OverviewCategory {
    /// The category (P3), 1 to 9.
    category: i32,
    /// Pairings in force.
    pairings: i64,
    /// Those of them that met in the period.
    met: i64,
}

/// The figures of a branch.
#[derive(Debug)]
pub struct OverviewBranch {
    branch: UnitId,
    figures: OfBranch,
}

#[Object]
impl OverviewBranch {
    /// The branch.
    async fn branch(&self, ctx: &Context<'_>) -> Result<Option<Unit>> {
        loaders::unit(ctx, self.branch).await
    }

    /// Contacts that stand with exactly this branch.
    async fn records(&self) -> i64 {
        self.figures.records
    }

    /// Pairings in force of its leaders.
    async fn pairings(&self) -> i64 {
        self.figures.met.pairings
    }

    /// Those of them that met in the period.
    async fn met(&self) -> i64 {
        self.figures.met.met
    }
}

impl ContactOverview {
    async fn of(op: &Op, span: Span) -> Result<Self> {
        let Overview { days, modes, kinds, branches, categories } = overview::overview(op, span).await?;
        let tree = op.tree().await?;
        let mut branches: Vec<OverviewBranch> =
            branches.into_iter().map(|(branch, figures)| OverviewBranch { branch, figures }).collect();
        branches.sort_by_key(|row| (tree.unit(row.branch).map(|unit| unit.name_key.clone()), row.branch));
        let category = |(category, Met { pairings, met })| OverviewCategory { category, pairings, met };
        Ok(Self {
            from: span.from,
            until: span.until,
            records: days.values().sum(),
            days: days.into_iter().map(|(day, records)| OverviewDay { day, records }).collect(),
            modes: modes.into_iter().map(|(mode, records)| OverviewMode { mode, records }).collect(),
            kinds: kinds.into_iter().map(|(kind, records)| OverviewKind { kind, records }).collect(),
            pairings: branches.iter().map(|row| row.figures.met.pairings).sum(),
            met: branches.iter().map(|row| row.figures.met.met).sum(),
            branches,
            categories: categories.into_iter().map(category).collect(),
        })
    }
}

/// Queries of the overview.
#[derive(Default)]
pub struct OverviewQuery;

#[Object]
impl OverviewQuery {
    /// How liaison went in a period: an academic year `2025`, its terms `2025-1` and `2025-2`, or a calendar year
    /// `c2025`. With a unit only what stands with it or below. Permission `CONTACT_READ`.
    async fn contact_overview(
        &self,
        ctx: &Context<'_>,
        period: String,
        branch: Option<UnitId>,
    ) -> Result<ContactOverview> {
        ContactOverview::of(ctx.op()?, Span::of(&period, branch)?).await
    }

    /// The pairings that an overview counts, by the name of the leader. Permission `CONTACT_READ` on the branch of the
    /// leader, or as the leader.
    async fn overview_pairings(
        &self,
        ctx: &Context<'_>,
        period: String,
        branch: Option<UnitId>,
        #[graphql(default)] filter: OverviewPairingFilter,
        page: PageInput,
    ) -> Result<List<Pairing>> {
        overview::pairings(ctx.op()?, Span::of(&period, branch)?, filter, page).await
    }
}

//! The branch board: where every branch stands with its roster this year, and since when.

use std::collections::HashMap;
use std::sync::Arc;

use async_graphql::{Context, Object};
use chrono::{DateTime, Utc};
use lianyi_shared::access::Permission;
use lianyi_shared::calendar::WorkingDays;
use lianyi_shared::id::{RosterVersionId, UnitId};
use lianyi_shared::roster::{BranchState, LineChange, PairingStatus, RosterStatus};
use lianyi_shared::units::UnitKind;
use sea_orm::sea_query::{Expr, ExprTrait as _, Func, Query};
use sea_orm::{ColumnTrait as _, ConnectionTrait as _, EntityTrait as _, QueryFilter as _, QueryOrder as _};

use crate::access::viewer::Place;
use crate::calendar;
use crate::clock::day_of;
use crate::entity::{roster_urge, unit};
use crate::error::Result;
use crate::op::{ContextExt as _, Op};
use crate::roster::graphql_version::RosterVersion;
use crate::roster::read::{self, Version};
use crate::roster::{may, urge};
use crate::units::graphql::Unit;

/// One branch on the board.
pub struct BranchRow {
    branch: unit::Model,
    in_force: Option<Version>,
    open: Option<Version>,
    year: i32,
    pairs: i64,
    vacant: i64,
    urged_at: Option<DateTime<Utc>>,
    clock: Arc<WorkingDays>,
}

impl BranchRow {
    fn state(&self) -> BranchState {
        let in_force = self.in_force.as_ref().map(|version| &version.row);
        BranchState::of(
            self.open.is_some(),
            in_force.is_some_and(|version| version.year >= self.year),
            in_force.and_then(|version| version.filing),
        )
    }

    fn since_moment(&self) -> Option<DateTime<Utc>> {
        match self.state() {
            BranchState::NotBegun => None,
            BranchState::Draft => self.open.as_ref().map(|version| version.row.status_since),
            _ => self.in_force.as_ref().and_then(|version| version.row.filing_since),
        }
    }
}

/// The branches whose rosters the viewer may see, by name. Six statements, however many branches.
pub async fn board(op: &Op) -> Result<Vec<BranchRow>> {
    let tree = op.tree().await?;
    let atoms = op.viewer.atoms(Permission::RosterRead);
    if atoms.is_empty() {
        return Ok(Vec::new());
    }
    let branches = unit::Entity::find()
        .filter(unit::Column::Kind.is_in([UnitKind::GeneralBranch, UnitKind::DirectBranch]))
        .filter(unit::Column::ClosedOn.is_null())
        .order_by_asc(unit::Column::NameKey)
        .all(op.db())
        .await?;
    let rosters = read::rosters(op).await?;
    let states = [RosterStatus::Draft, RosterStatus::Proposed, RosterStatus::InForce];
    let versions = read::versions_of(op.db(), &rosters, &states).await?;
    let in_force: Vec<RosterVersionId> = versions
        .iter()
        .filter(|version| version.row.status == RosterStatus::InForce)
        .map(|version| version.row.id)
        .collect();
    let counts = pairs(op, &in_force).await?;
    let urged = last_urged(op).await?;
    let clock = Arc::new(calendar::read::working_days(op.db()).await?);
    let year = op.app().clock.academic_year().0;
    Ok(branches
        .into_iter()
        .filter(|branch| atoms.iter().any(|atom| atom.covers(Place::of_unit(branch.id), tree)))
        .map(|branch| {
            let own = |open: bool| {
                let mut own = versions.iter().filter(|version| version.roster.owner_id == branch.id);
                own.find(|version| version.row.status.is_open() == open).cloned()
            };
            let in_force = own(false);
            let of = |status| {
                let version = in_force.as_ref()?.row.id;
                counts.get(&(version, status)).copied()
            };
            BranchRow {
                pairs: of(PairingStatus::Active).unwrap_or(0),
                vacant: of(PairingStatus::Vacant).unwrap_or(0),
                open: own(true),
                urged_at: urged.get(&branch.id).copied(),
                clock: Arc::clone(&clock),
                year,
                in_force,
                branch,
            }
        })
        .collect())
}

/// How many pairings of versions are active and how many vacant.
async fn pairs(
    op: &Op,
    versions: &[RosterVersionId],
) -> Result<HashMap<(RosterVersionId, PairingStatus), i64>> {
    let statement = Query::select()
        .column(("roster_line", "version_id"))
        .column(("pairing", "status"))
        .expr_as(Func::count(Expr::col(("pairing", "id"))), "n")
        .from("roster_line")
        .inner_join("pairing", Expr::col(("pairing", "id")).equals(("roster_line", "pairing_id")))
        .and_where(Expr::col(("roster_line", "version_id")).is_in(versions.iter().copied()))
        .and_where(Expr::col(("roster_line", "change")).ne(LineChange::Ended))
        .group_by_columns([("roster_line", "version_id"), ("pairing", "status")])
        .to_owned();
    let rows = op.db().query_all(&statement).await?;
    rows.iter()
        .map(|row| Ok(((row.try_get("", "version_id")?, row.try_get("", "status")?), row.try_get("", "n")?)))
        .collect()
}

/// When each branch was urged last.
async fn last_urged(op: &Op) -> Result<HashMap<UnitId, DateTime<Utc>>> {
    // Oldest first: the newest urging of a branch is the one that stays in the map.
    let rows = roster_urge::Entity::find().order_by_asc(roster_urge::Column::At).all(op.db()).await?;
    Ok(rows.into_iter().map(|row| (row.branch_id, row.at)).collect())
}

#[Object]
impl BranchRow {
    /// The branch.
    async fn branch(&self) -> Unit {
        Unit::from(self.branch.clone())
    }

    /// Where it stands this year.
    #[graphql(name = "state")]
    async fn board_state(&self) -> BranchState {
        self.state()
    }

    /// Since when; null where nothing was begun.
    async fn since(&self) -> Option<DateTime<Utc>> {
        self.since_moment()
    }

    /// How many working days that is; null where nothing was begun.
    async fn waiting_days(&self, ctx: &Context<'_>) -> Result<Option<i64>> {
        let today = ctx.op()?.today();
        Ok(self.since_moment().map(|since| self.clock.between(day_of(since), today)))
    }

    /// The version in force.
    async fn in_force(&self) -> Option<RosterVersion> {
        self.in_force.clone().map(RosterVersion::new)
    }

    /// The open version.
    async fn open(&self) -> Option<RosterVersion> {
        self.open.clone().map(RosterVersion::new)
    }

    /// Whether what is in force was decided for an earlier year and is carried on (延用).
    async fn carried_on(&self) -> bool {
        self.in_force.as_ref().is_some_and(|version| version.row.year < self.year)
    }

    /// Pairings in force.
    async fn pairs(&self) -> i64 {
        self.pairs
    }

    /// Pairings whose leader has left.
    async fn vacant(&self) -> i64 {
        self.vacant
    }

    /// When the department urged the branch last.
    async fn urged_at(&self) -> Option<DateTime<Utc>> {
        self.urged_at
    }

    /// Whether the viewer may urge the branch now.
    async fn can_urge(&self, ctx: &Context<'_>) -> Result<bool> {
        let op = ctx.op()?;
        let rests = self.urged_at.is_none_or(|at| urge::has_rested(&self.clock, at, op.today()));
        // What was sent or filed waits for the department, not for the branch.
        let waits = !matches!(self.state(), BranchState::Sent | BranchState::Filed);
        Ok(rests && waits && op.viewer.holds(Permission::RosterFile))
    }

    /// Whether the viewer may start a draft of the branch's roster now.
    async fn can_start(&self, ctx: &Context<'_>) -> Result<bool> {
        let op = ctx.op()?;
        Ok(self.open.is_none() && may::start(op, op.tree().await?, &self.branch))
    }
}

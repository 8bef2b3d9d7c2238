//! The overview of a period: how many contacts there were, and which pairings met (R5, R6).
//!
//! Every figure counts confirmed contacts, or pairings in force at the end of the period, that the viewer may see, and
//! equals the length of the list that it opens. Contacts are not counted here but looked up in the
//! [tally](super::tally), so the overview costs the same for a million of them as for a thousand; only a leader's own
//! records outside their scope, as many as one person can make, are read. Whether a pairing met says its row in
//! `contact_last`, and of a period that is over one step in the index of `contact_pairing`.

use std::collections::{BTreeMap, HashMap};

use chrono::NaiveDate;
use lianyi_shared::access::{FieldGroup, FieldGroups, Permission, Scope};
use lianyi_shared::contact::{ContactContentKind, ContactMode, ContactStatus};
use lianyi_shared::error::Reason;
use lianyi_shared::id::{PairingId, UnitId};
use lianyi_shared::period::Period;
use lianyi_shared::roster::PairingStatus;
use sea_orm::sea_query::{CaseStatement, Expr, ExprTrait as _, Func, Query, SelectStatement, SimpleExpr};
use sea_orm::{ColumnTrait as _, Condition, ConnectionTrait as _, EntityTrait as _, QueryFilter as _};
use uuid::Uuid;

use crate::access::scope::{self, Scoped};
use crate::contact::due;
use crate::contact::read::of_category;
use crate::contact::tally::{COLLEGE, Change, DAY, MONTH};
use crate::db::Find as _;
use crate::entity::{contact, contact_leader, pairing_standing};
use crate::error::{Error, Result};
use crate::op::Op;
use crate::page::{self, List, PageInput, Sort};
use crate::people::representatives;
use crate::roster::graphql::Pairing;
use crate::roster::pairings;
use crate::units::tree::within;

/// The counts of contacts by branch.
const TALLY: Scoped = Scoped {
    table: "contact_tally",
    read: Permission::ContactRead,
    unit: Some("branch_id"),
    mine: scope::none,
    assigned: scope::none,
};

/// Pairings stand with the branch of their leader, as contact records do.
const STANDING: Scoped = Scoped {
    table: "pairing_standing",
    read: Permission::ContactRead,
    unit: Some("branch_id"),
    mine: |viewer| Some(Expr::col("leader_id").eq(viewer.leader?)),
    assigned: scope::none,
};

/// What an overview is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Span {
    /// The first day.
    pub from: NaiveDate,
    /// The last day.
    pub until: NaiveDate,
    /// Only what stands with this branch, or with one below the unit.
    pub branch: Option<UnitId>,
}

impl Span {
    /// A period as it stands in addresses: `2025`, `2025-1`, `c2025`.
    pub fn of(period: &str, branch: Option<UnitId>) -> Result<Self> {
        let unknown = || Error::invalid("period", Reason::NotACode);
        let (from, until) = period.parse::<Period>().map_err(|_| unknown())?.days();
        let day = |text: String| text.parse().map_err(|_| unknown());
        Ok(Self { from: day(from)?, until: day(until)?, branch })
    }

    fn in_branch(self) -> Option<SimpleExpr> {
        self.branch.map(|unit| Expr::col("branch_id").in_subquery(within(unit)))
    }
}

/// How many pairings there are, and how many of them met.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Met {
    /// Pairings in force at the end of the period, or today.
    pub pairings: i64,
    /// Those with a confirmed contact in the period.
    pub met: i64,
}

/// The figures of a branch.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct OfBranch {
    /// Confirmed contacts that stand with it.
    pub records: i64,
    /// The pairings of its leaders.
    pub met: Met,
}

/// Every figure of the overview.
#[derive(Debug, Default)]
pub struct Overview {
    /// Confirmed contacts by day.
    pub days: BTreeMap<NaiveDate, i64>,
    /// Confirmed contacts by mode (M1).
    pub modes: Vec<(ContactMode, i64)>,
    /// Confirmed contacts by kind of content (M2); one contact may be of several.
    pub kinds: Vec<(ContactContentKind, i64)>,
    /// By branch.
    pub branches: HashMap<UnitId, OfBranch>,
    /// Pairings with persons by category (P3); one person may be in several.
    pub categories: BTreeMap<i32, Met>,
}

/// The figures of a period for the viewer. Permission `CONTACT_READ`. Five statements at most.
pub async fn overview(op: &Op, span: Span) -> Result<Overview> {
    op.viewer.require_any(Permission::ContactRead)?;
    let mut records = counted(op, span).await?;
    let mut branches: HashMap<UnitId, OfBranch> = HashMap::new();
    for (branch, records) in by_branch(op, span).await? {
        branches.entry(branch).or_default().records = records;
    }
    for ((place, aspect, day), more) in own(op, span).await?.0 {
        if place == COLLEGE {
            *records.entry((aspect, day)).or_default() += more;
        } else if aspect == MONTH {
            branches.entry(UnitId(place)).or_default().records += more;
        }
    }
    for (branch, met) in met_by_branch(op, span).await? {
        branches.entry(branch).or_default().met = met;
    }
    let sum = |code: &str| -> i64 {
        records.iter().filter(|((aspect, _), _)| aspect == code).map(|(_, records)| records).sum()
    };
    Ok(Overview {
        modes: ContactMode::ALL.iter().map(|mode| (*mode, sum(mode.code()))).collect(),
        kinds: ContactContentKind::ALL.iter().map(|kind| (*kind, sum(kind.code()))).collect(),
        days: records
            .iter()
            .filter(|((aspect, _), records)| aspect == DAY && **records != 0)
            .map(|((_, day), records)| (*day, *records))
            .collect(),
        branches,
        categories: met_by_category(op, span).await?,
    })
}

/// The rows of the tally for the viewer; those of the whole college stand apart.
fn tallied(op: &Op, span: Span) -> SelectStatement {
    Query::select()
        .from(TALLY.table)
        .expr_as(Func::sum(Expr::col("records")).cast_as("bigint"), "n")
        .cond_where(TALLY.visible(&op.viewer))
        .and_where(Expr::col("day").between(span.from, span.until))
        .and_where_option(span.in_branch())
        .to_owned()
}

/// Confirmed contacts by aspect and day, of the branches in the viewer's scope.
async fn counted(op: &Op, span: Span) -> Result<HashMap<(String, NaiveDate), i64>> {
    let everything = op.viewer.atoms(Permission::ContactRead).iter().any(|atom| atom.scope == Scope::All);
    let college = Expr::col("branch_id").eq(COLLEGE);
    let statement = tallied(op, span)
        .columns(["aspect", "day"])
        .and_where(if everything && span.branch.is_none() { college } else { college.not() })
        .group_by_columns(["aspect", "day"])
        .to_owned();
    let rows = op.db().query_all(&statement).await?;
    let one = |row: &sea_orm::QueryResult| {
        Ok(((row.try_get("", "aspect")?, row.try_get("", "day")?), row.try_get("", "n")?))
    };
    rows.iter().map(one).collect()
}

/// The same by branch, without days.
async fn by_branch(op: &Op, span: Span) -> Result<Vec<(UnitId, i64)>> {
    let statement = tallied(op, span)
        .column("branch_id")
        .and_where(Expr::col("aspect").eq(MONTH))
        .and_where(Expr::col("branch_id").ne(COLLEGE))
        .group_by_col("branch_id")
        .to_owned();
    let rows = op.db().query_all(&statement).await?;
    let mut found = Vec::with_capacity(rows.len());
    for row in rows {
        let branch: Uuid = row.try_get("", "branch_id")?;
        let records: i64 = row.try_get("", "n")?;
        found.extend(Some((UnitId(branch), records)).filter(|(_, records)| *records != 0));
    }
    Ok(found)
}

/// The viewer's own contacts as a leader that stand outside their scope.
async fn own(op: &Op, span: Span) -> Result<Change> {
    let sees_own = op.viewer.atoms(Permission::ContactRead).iter().any(|atom| atom.scope == Scope::SelfOnly);
    let Some(leader) = op.viewer.leader.filter(|_| sees_own) else { return Ok(Change::default()) };
    let led = Query::select()
        .column(contact_leader::Column::ContactId)
        .from(contact_leader::Entity)
        .and_where(contact_leader::Column::LeaderId.eq(leader))
        .to_owned();
    let rows = contact::Entity::find()
        .filter(contact::Column::Id.in_subquery(led))
        .filter(contact::Column::Status.eq(ContactStatus::Confirmed))
        .filter(contact::Column::HeldOn.between(span.from, span.until))
        .filter(TALLY.visible(&op.viewer).not())
        .filter(Condition::all().add_option(span.in_branch()))
        .find_in(op.db())
        .await?;
    Ok(Change::added(&rows))
}

/// The pairings in force at the end of the period, or today, that the viewer may see.
fn in_force(op: &Op, span: Span) -> Condition {
    let status = || Expr::col("status");
    let in_force = if span.until >= op.today() {
        Condition::all().add(status().eq(PairingStatus::Active))
    } else {
        let (since, until) = (|| Expr::col("since"), || Expr::col("until"));
        Condition::all()
            .add(status().ne(PairingStatus::Planned))
            .add(since().is_null().or(since().lte(span.until)))
            .add(until().is_null().or(until().gte(span.until)))
    };
    in_force.add_option(span.in_branch())
}

/// Whether a pairing has a confirmed contact in the period. Nobody records what is to come, so in a period that is not
/// over the last contact decides; in an earlier one it takes a step in the index of all.
fn has_met(op: &Op, span: Span) -> SimpleExpr {
    let table = if span.until >= op.today() { "contact_last" } else { "contact_pairing" };
    let contacts = Query::select()
        .expr(Expr::val(1))
        .from(table)
        .and_where(Expr::col((table, "pairing_id")).equals((STANDING.table, "id")))
        .and_where(Expr::col((table, "held_on")).between(span.from, span.until))
        .to_owned();
    Expr::exists(contacts)
}

/// How many pairings stand with something, and how many of them met; what they stand with is still to be named.
fn standing(op: &Op, span: Span) -> SelectStatement {
    let met = CaseStatement::new().case(has_met(op, span), 1).finally(0);
    Query::select()
        .from(STANDING.table)
        .expr_as(Func::count(Expr::col((STANDING.table, "id"))), "pairings")
        .expr_as(Func::sum(met).cast_as("bigint"), "met")
        .cond_where(STANDING.visible(&op.viewer))
        .cond_where(in_force(op, span))
        .to_owned()
}

fn met(row: &sea_orm::QueryResult) -> Result<Met> {
    Ok(Met { pairings: row.try_get("", "pairings")?, met: row.try_get("", "met")? })
}

async fn met_by_branch(op: &Op, span: Span) -> Result<Vec<(UnitId, Met)>> {
    let statement = standing(op, span).column("branch_id").group_by_col("branch_id").to_owned();
    let rows = op.db().query_all(&statement).await?;
    rows.iter().map(|row| Ok((row.try_get("", "branch_id")?, met(row)?))).collect()
}

/// Only persons whose categories the viewer reads take part.
async fn met_by_category(op: &Op, span: Span) -> Result<BTreeMap<i32, Met>> {
    let political = FieldGroups::of(&[FieldGroup::Political]);
    let readable = representatives::SCOPED.union_of_ids(&op.viewer, political, &Condition::all());
    let Some(readable) = readable else { return Ok(BTreeMap::new()) };
    let person = (STANDING.table, "representative_id");
    let statement = standing(op, span)
        .column("category")
        .inner_join(
            "representative_category",
            Expr::col(("representative_category", "representative_id")).equals(person),
        )
        .and_where(Expr::col(person).in_subquery(readable))
        .group_by_col("category")
        .to_owned();
    let rows = op.db().query_all(&statement).await?;
    rows.iter().map(|row| Ok((row.try_get("", "category")?, met(row)?))).collect()
}

/// Which of the pairings of an overview a list shows.
#[derive(Clone, Copy, Debug, Default, async_graphql::InputObject)]
pub struct OverviewPairingFilter {
    /// Only those that met, or did not meet, in the period.
    pub met: Option<bool>,
    /// Only with persons of this category (P3). Only persons whose `POLITICAL` fields you read take part.
    pub category: Option<i32>,
    /// Only of leaders of exactly this branch.
    pub stands_with: Option<UnitId>,
}

/// The pairings that an overview counts, by the name of the leader.
pub async fn pairings(
    op: &Op,
    span: Span,
    filter: OverviewPairingFilter,
    page: PageInput,
) -> Result<List<Pairing>> {
    op.viewer.require_any(Permission::ContactRead)?;
    let of_category = filter.category.map(|category| {
        let of_category = of_category(&op.viewer, category);
        of_category.map_or_else(scope::nothing, |ids| Expr::col("representative_id").in_subquery(ids))
    });
    let stands_with = filter.stands_with.map(|unit| Expr::col("branch_id").eq(unit));
    let met = filter.met.map(|met| if met { has_met(op, span) } else { has_met(op, span).not() });
    let listing = page::Listing {
        scoped: &STANDING,
        filter: in_force(op, span).add_option(met).add_option(of_category).add_option(stands_with),
        fields: FieldGroups::default(),
        sort: Sort::by("name_key"),
    };
    let (page, rows) = listing.rows::<pairing_standing::Entity>(op, &page.check()?).await?;
    let ids: Vec<PairingId> = rows.into_iter().map(|row| row.id).collect();
    let joined = due::by_name(op, pairings::in_order(op, &ids).await?).await?;
    Ok(page.connection(joined.into_iter().map(Pairing)))
}

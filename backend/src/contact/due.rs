//! The due board: where the pairings in force of each branch stand against the cadence (R5, R7).
//!
//! A pairing stands with the branch of its leader, as a record does. It is judged by its last confirmed contact, which
//! [`super::met`] keeps; contacts themselves are never read.

use std::collections::HashMap;

use chrono::NaiveDate;
use lianyi_shared::access::{AccountStatus, FieldGroup, FieldGroups, Permission, Role};
use lianyi_shared::contact::{Cadence, CadenceRules, DueState, Lamp};
use lianyi_shared::id::{LeaderId, PairingId, UnitId};
use lianyi_shared::people::LeaderTier;
use lianyi_shared::roster::PairingStatus;
use lianyi_shared::units::UnitKind;
use sea_orm::sea_query::{Expr, ExprTrait, Func, Query, SelectStatement, SimpleExpr};
use sea_orm::{
    ColumnTrait as _, Condition, ConnectionTrait as _, EntityTrait as _, QueryFilter as _, QueryOrder as _,
};

use crate::access::scope;
use crate::access::viewer::Place;
use crate::contact::cadence;
use crate::db::{Find as _, Reads};
use crate::entity::{role_grant, unit};
use crate::error::{Error, Result};
use crate::op::Op;
use crate::people::representatives;
use crate::roster::pairings::{self, Joined};
use crate::roster::sides;

/// More pairings of one branch than these are not listed; those that wait longest are.
pub const LISTED: usize = 200;

/// One branch on the board: how many of its pairings are in which state.
pub struct DueRow {
    /// The branch.
    pub branch: unit::Model,
    /// How many pairings in force; states without any are left out.
    pub counts: HashMap<DueState, i64>,
}

/// The branches whose records the viewer may see, by name. Three statements.
pub async fn board(op: &Op) -> Result<Vec<DueRow>> {
    op.viewer.require_any(Permission::ContactRead)?;
    let rules = cadence::rules(op.db()).await?;
    let branches = branches(op).await?;
    let grouped = ["branch_id", "tier", "is_group", "categories", "last"];
    let statement = Query::select()
        .columns(grouped)
        .expr_as(Func::count(Expr::col("id")), "n")
        .from_subquery(standing(op, branches.iter().map(|branch| branch.id)), "standing")
        .group_by_columns(grouped)
        .to_owned();
    let mut counts: HashMap<UnitId, HashMap<DueState, i64>> = HashMap::new();
    for row in op.db().query_all(&statement).await? {
        let standing = Standing::read(&row)?;
        let of_branch = counts.entry(row.try_get("", "branch_id")?).or_default();
        *of_branch.entry(standing.state(op.today(), &rules)).or_default() += row.try_get::<i64>("", "n")?;
    }
    let counted =
        |branch: unit::Model| DueRow { counts: counts.remove(&branch.id).unwrap_or_default(), branch };
    Ok(branches.into_iter().map(counted).filter(|row| !row.counts.is_empty()).collect())
}

/// The pairings in force of a branch that are in a state, or all; who waits longest first.
pub async fn pairings(op: &Op, branch: UnitId, state: Option<DueState>) -> Result<Vec<Joined>> {
    op.viewer.require_any(Permission::ContactRead)?;
    if !branches(op).await?.iter().any(|visible| visible.id == branch) {
        return Err(Error::NotFound);
    }
    let rules = cadence::rules(op.db()).await?;
    let mut found: Vec<(DueState, i64, PairingId)> = Vec::new();
    for row in op.db().query_all(&standing(op, [branch])).await? {
        let standing = Standing::read(&row)?;
        let is = standing.state(op.today(), &rules);
        if state.is_none_or(|state| state == is) {
            found.push((is, -standing.beyond(op.today(), &rules), row.try_get("", "id")?));
        }
    }
    found.sort_unstable();
    found.truncate(LISTED);
    let ids: Vec<PairingId> = found.into_iter().map(|(_, _, id)| id).collect();
    by_name(op, pairings::in_order(op, &ids).await?).await
}

/// Pairings in force with both sides by name, as the board shows them.
pub async fn named(op: &Op, which: Condition) -> Result<Vec<Joined>> {
    by_name(op, pairings::in_force(op, which).await?).await
}

/// Categories that the viewer may not read do not come with a name.
pub async fn by_name(op: &Op, mut joined: Vec<Joined>) -> Result<Vec<Joined>> {
    for one in &mut joined {
        one.counterpart = sides::by_name(op, one.counterpart.clone()).await?;
    }
    Ok(joined)
}

/// How many pairings in force of each leader who has an account are due or overdue, as their own page judges: counted
/// from the beginning where there was no contact yet. Three statements.
///
/// Categories take part only if leaders may read them, so that nobody infers them from the number.
pub async fn by_leader(db: &Reads, today: NaiveDate) -> Result<HashMap<LeaderId, i64>> {
    let rules = cadence::rules(db).await?;
    let grants = role_grant::Entity::find()
        .filter(role_grant::Column::Permission.eq(Permission::RepresentativeRead))
        .filter(Expr::col("role_id").in_subquery(role_of_leaders()))
        .find_in(db)
        .await?;
    let readable = grants.iter().any(|grant| grant.fields.contains(FieldGroup::Political));
    let told = Query::select()
        .column("leader_id")
        .from("account")
        .and_where(Expr::col("status").ne(AccountStatus::Closed))
        .and_where(Expr::col("leader_id").is_not_null())
        .to_owned();
    let mut statement = judged(Expr::val(1).eq(i32::from(readable)));
    statement
        .column(("pairing", "leader_id"))
        .column(("pairing", "since"))
        .and_where(Expr::col(("pairing", "leader_id")).in_subquery(told));
    let mut counts: HashMap<LeaderId, i64> = HashMap::new();
    for row in db.query_all(&statement).await? {
        let standing = Standing::read(&row)?;
        let since: Option<NaiveDate> = row.try_get("", "since")?;
        let Some(from) = standing.last.or(since) else { continue };
        if standing.cadence(&rules).lamp((today - from).num_days()) != Lamp::InTouch {
            *counts.entry(row.try_get("", "leader_id")?).or_default() += 1;
        }
    }
    Ok(counts)
}

/// The role that every leader has.
fn role_of_leaders() -> SelectStatement {
    Query::select().column("id").from("role").and_where(Expr::col("code").eq(Role::Leader.code())).to_owned()
}

/// The branches with which records stand that the viewer may see.
async fn branches(op: &Op) -> Result<Vec<unit::Model>> {
    let tree = op.tree().await?;
    let atoms = op.viewer.atoms(Permission::ContactRead);
    let branches = unit::Entity::find()
        .filter(unit::Column::Kind.is_in([UnitKind::GeneralBranch, UnitKind::DirectBranch]))
        .order_by_asc(unit::Column::NameKey)
        .find_in(op.db())
        .await?;
    let sees = |branch: &unit::Model| {
        let place = Place::of_unit(branch.id);
        atoms.iter().any(|atom| atom.covers(place, tree))
    };
    Ok(branches.into_iter().filter(sees).collect())
}

/// What decides the state of a pairing.
struct Standing {
    tier: LeaderTier,
    /// `None` is a group.
    categories: Option<String>,
    last: Option<NaiveDate>,
}

impl Standing {
    fn read(row: &sea_orm::QueryResult) -> Result<Self> {
        let categories: Option<String> = row.try_get("", "categories")?;
        let person = (!row.try_get::<bool>("", "is_group")?).then(|| categories.unwrap_or_default());
        Ok(Self { tier: row.try_get("", "tier")?, categories: person, last: row.try_get("", "last")? })
    }

    fn cadence(&self, rules: &CadenceRules) -> Cadence {
        cadence::of(rules, self.tier, self.categories.as_deref())
    }

    fn state(&self, today: NaiveDate, rules: &CadenceRules) -> DueState {
        DueState::of(self.cadence(rules), self.last.map(|last| (today - last).num_days()))
    }

    /// By how many days the ideal interval is over.
    fn beyond(&self, today: NaiveDate, rules: &CadenceRules) -> i64 {
        self.last.map_or(0, |last| (today - last).num_days() - self.cadence(rules).ideal)
    }
}

/// The pairings in force of leaders of some branches, with what decides their state.
///
/// Categories that the viewer may not read take no part.
fn standing(op: &Op, branches: impl IntoIterator<Item = UnitId>) -> SelectStatement {
    let political = FieldGroups::of(&[FieldGroup::Political]);
    let readable = representatives::SCOPED.arms(&op.viewer, political);
    let mut standing = judged(readable.into_iter().reduce(ExprTrait::or).unwrap_or_else(scope::nothing));
    standing
        .column(("pairing", "id"))
        .column(("leader", "branch_id"))
        .and_where(Expr::col(("leader", "branch_id")).is_in(branches));
    standing
}

/// The pairings in force with what decides their state; categories of those representatives alone for whom it holds.
fn judged(readable: SimpleExpr) -> SelectStatement {
    let known =
        Query::select().columns(["id", "categories"]).from("representative").and_where(readable).to_owned();
    Query::select()
        .column(("leader", "tier"))
        .column(("known", "categories"))
        .expr_as(Expr::col(("pairing", "group_id")).is_not_null(), "is_group")
        .expr_as(Expr::col(("contact_last", "held_on")), "last")
        .from("pairing")
        .inner_join("leader", Expr::col(("leader", "id")).equals(("pairing", "leader_id")))
        .left_join("contact_last", Expr::col(("contact_last", "pairing_id")).equals(("pairing", "id")))
        .join_subquery(
            sea_orm::JoinType::LeftJoin,
            known,
            "known",
            Expr::col(("known", "id")).equals(("pairing", "representative_id")),
        )
        .and_where(Expr::col(("pairing", "status")).eq(PairingStatus::Active))
        .to_owned()
}

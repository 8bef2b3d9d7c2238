//! What a person has to do about rosters, derived from the rosters they may see: nine statements
//! at most, however many rosters.

use std::collections::{HashMap, HashSet};

use async_graphql::Object;
use chrono::{DateTime, Utc};
use lianyi_shared::access::Permission;
use lianyi_shared::id::{RosterId, RosterVersionId};
use lianyi_shared::people::RecordStatus;
use lianyi_shared::roster::{
    FilingAction, FilingStatus, PairingStatus, RosterAction, RosterRoute, RosterStatus, RosterStep,
    RosterTodoKind,
};
use lianyi_shared::units::UnitKind;
use sea_orm::sea_query::{Expr, ExprTrait as _, Func, Query, SimpleExpr};
use sea_orm::{ColumnTrait as _, ConnectionTrait as _, EntityTrait as _, QueryFilter as _, QueryOrder as _};

use crate::access::branch_post::{self, BranchPost};
use crate::access::viewer::Place;
use crate::entity::{roster_decision, unit};
use crate::error::Result;
use crate::op::Op;
use crate::roster::may;
use crate::roster::read::{self, Version};
use crate::units::graphql::Unit;

/// One thing to do.
pub struct Todo {
    kind: RosterTodoKind,
    owner: unit::Model,
    version: Option<RosterVersionId>,
    count: Option<i64>,
    since: Option<DateTime<Utc>>,
}

#[Object(name = "RosterTodo")]
impl Todo {
    /// What is to be done.
    async fn kind(&self) -> RosterTodoKind {
        self.kind
    }

    /// Whose roster it is about.
    async fn owner(&self) -> Unit {
        Unit::from(self.owner.clone())
    }

    /// The version it is about, if there is one yet.
    async fn version_id(&self) -> Option<RosterVersionId> {
        self.version
    }

    /// How many, where the thing is counted: pairings that are vacant, or whose counterpart is archived.
    async fn count(&self) -> Option<i64> {
        self.count
    }

    /// Since when it waits.
    async fn since(&self) -> Option<DateTime<Utc>> {
        self.since
    }
}

/// What the viewer has to do, most pressing kind first.
pub async fn todos(op: &Op) -> Result<Vec<Todo>> {
    if !op.viewer.holds(Permission::RosterRead) {
        return Ok(Vec::new());
    }
    let tree = op.tree().await?;
    let owners = owners(op).await?;
    let rosters = read::rosters(op).await?;
    let states = [RosterStatus::Draft, RosterStatus::Proposed, RosterStatus::InForce];
    let versions = read::versions_of(op.db(), &rosters, &states).await?;
    let steps = Steps::read(op, &versions).await?;
    let rosters: Vec<RosterId> = rosters.iter().map(|roster| roster.id).collect();
    let vacant = count(op, &rosters, Expr::col("status").eq(PairingStatus::Vacant)).await?;
    let gone = count(op, &rosters, counterpart_gone()).await?;
    let year = op.app().clock.academic_year().0;
    let mut todos = Vec::new();
    for owner in &owners {
        let own: Vec<&Version> =
            versions.iter().filter(|version| version.roster.owner_id == owner.id).collect();
        let begun = own.iter().any(|version| version.row.status.is_open() || version.row.year >= year);
        let drafts = may::start(op, tree, owner);
        if drafts && !begun {
            let school = owner.kind == UnitKind::College;
            let kind = if school { RosterTodoKind::SchoolNotBegun } else { RosterTodoKind::BranchNotBegun };
            todos.push(Todo { kind, owner: owner.clone(), version: None, count: None, since: None });
        }
        for version in own {
            if let Some((kind, since)) = todo_of(op, tree, version, &steps) {
                let id = Some(version.row.id);
                todos.push(Todo { kind, owner: owner.clone(), version: id, count: None, since });
            }
            if !drafts || version.row.status != RosterStatus::InForce {
                continue;
            }
            for (kind, counts) in
                [(RosterTodoKind::Vacant, &vacant), (RosterTodoKind::CounterpartGone, &gone)]
            {
                if let Some(count) = counts.get(&version.roster.id).copied() {
                    let (id, count) = (Some(version.row.id), Some(count));
                    todos.push(Todo { kind, owner: owner.clone(), version: id, count, since: None });
                }
            }
        }
    }
    todos.extend(deputies_to_name(op, &owners).await?);
    todos.sort_by_key(|todo| (todo.kind, todo.since));
    Ok(todos)
}

/// What one version asks of the viewer, and since when.
fn todo_of(
    op: &Op,
    tree: &crate::units::tree::UnitTree,
    version: &Version,
    steps: &Steps,
) -> Option<(RosterTodoKind, Option<DateTime<Utc>>)> {
    let since = Some(version.row.status_since);
    match version.row.status {
        RosterStatus::Proposed => may::act(op, tree, version, RosterAction::Decide)
            .is_ok()
            .then_some((RosterTodoKind::ToDecide, since)),
        RosterStatus::Draft => {
            let returned = steps.returned.contains(&version.row.id);
            let kind = if returned { RosterTodoKind::Returned } else { RosterTodoKind::DraftOpen };
            may::draft(op, tree, version).is_ok().then_some((kind, since))
        }
        RosterStatus::InForce if version.roster.route == RosterRoute::Branch => {
            let (action, kind) = match version.row.filing? {
                FilingStatus::Due => (FilingAction::Send, RosterTodoKind::FilingDue),
                FilingStatus::CorrectionAsked => (FilingAction::Send, RosterTodoKind::CorrectionAsked),
                FilingStatus::Sent => (FilingAction::File, RosterTodoKind::ToFile),
                FilingStatus::Filed => return None,
            };
            let decided_by = steps.decided_by.get(&version.row.id).copied();
            may::file(op, tree, version, decided_by, action)
                .is_ok()
                .then_some((kind, version.row.filing_since))
        }
        _ => None,
    }
}

/// The college and the branches whose rosters the viewer may see.
async fn owners(op: &Op) -> Result<Vec<unit::Model>> {
    let tree = op.tree().await?;
    let kinds = [UnitKind::College, UnitKind::GeneralBranch, UnitKind::DirectBranch];
    let owners = unit::Entity::find()
        .filter(unit::Column::Kind.is_in(kinds))
        .filter(unit::Column::ClosedOn.is_null())
        .order_by_asc(unit::Column::NameKey)
        .all(op.db())
        .await?;
    let atoms = op.viewer.atoms(Permission::RosterRead);
    let seen = |owner: &unit::Model| atoms.iter().any(|atom| atom.covers(Place::of_unit(owner.id), tree));
    Ok(owners.into_iter().filter(seen).collect())
}

/// What the history says about some versions.
struct Steps {
    returned: HashSet<RosterVersionId>,
    decided_by: HashMap<RosterVersionId, lianyi_shared::id::AccountId>,
}

impl Steps {
    async fn read(op: &Op, versions: &[Version]) -> Result<Self> {
        let rows = roster_decision::Entity::find()
            .filter(roster_decision::Column::VersionId.is_in(versions.iter().map(|version| version.row.id)))
            .filter(
                roster_decision::Column::Action.is_in([RosterStep::Return.code(), RosterStep::Decide.code()]),
            )
            .all(op.db())
            .await?;
        let of = |step: RosterStep| rows.iter().filter(move |row| row.action == step.code());
        Ok(Self {
            returned: of(RosterStep::Return).map(|row| row.version_id).collect(),
            decided_by: of(RosterStep::Decide).map(|row| (row.version_id, row.account_id)).collect(),
        })
    }
}

/// The branches for which the viewer has to name an acting deputy.
async fn deputies_to_name(op: &Op, owners: &[unit::Model]) -> Result<Vec<Todo>> {
    let mut branches = Vec::new();
    for owner in owners.iter().filter(|owner| owner.kind.is_branch()) {
        if branch_post::names_deputy(op, owner.id).await? {
            branches.push(owner.id);
        }
    }
    if branches.is_empty() {
        return Ok(Vec::new());
    }
    let posts = branch_post::posts(op.db(), &branches, op.today()).await?;
    let empty = |owner: &&unit::Model| posts.get(&owner.id).is_some_and(BranchPost::is_empty);
    let todo = |owner: &unit::Model| Todo {
        kind: RosterTodoKind::NameDeputy,
        owner: owner.clone(),
        version: None,
        count: None,
        since: None,
    };
    Ok(owners.iter().filter(empty).map(todo).collect())
}

/// Pairings not over whose person or group is archived.
fn counterpart_gone() -> SimpleExpr {
    let archived = |table: &'static str| {
        Query::select()
            .column("id")
            .from(table)
            .and_where(Expr::col("status").eq(RecordStatus::Archived))
            .to_owned()
    };
    let person = Expr::col("representative_id").in_subquery(archived("representative"));
    let group = Expr::col("group_id").in_subquery(archived("liaison_group"));
    Expr::col("status").is_in([PairingStatus::Active, PairingStatus::Vacant]).and(person.or(group))
}

/// How many pairings of each roster are like this; rosters without any are left out.
async fn count(op: &Op, rosters: &[RosterId], like: SimpleExpr) -> Result<HashMap<RosterId, i64>> {
    let statement = Query::select()
        .column("roster_id")
        .expr_as(Func::count(Expr::col("id")), "n")
        .from("pairing")
        .and_where(Expr::col("roster_id").is_in(rosters.iter().copied()))
        .and_where(like)
        .group_by_col("roster_id")
        .to_owned();
    let rows = op.db().query_all(&statement).await?;
    rows.iter().map(|row| Ok((row.try_get("", "roster_id")?, row.try_get("", "n")?))).collect()
}

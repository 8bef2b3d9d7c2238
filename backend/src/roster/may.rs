//! Who may do what to a version now. The verbs decide by these functions, and the list of allowed
//! actions that a page draws its buttons from is made of the same.

use lianyi_shared::access::Permission;
use lianyi_shared::error::Reason;
use lianyi_shared::id::AccountId;
use lianyi_shared::roster::{FilingAction, RosterAction, RosterRoute, RosterStatus};
use sea_orm::Condition;
use sea_orm::sea_query::{Expr, ExprTrait as _};

use crate::access::viewer::{Capacity, Place};
use crate::entity::unit;
use crate::error::{Error, Result};
use crate::op::Op;
use crate::roster::read::{self, Version};
use crate::units::tree::UnitTree;

/// The capacity in which the viewer may take an action now, or why not.
pub fn act(op: &Op, tree: &UnitTree, version: &Version, action: RosterAction) -> Result<Capacity> {
    let refused = || Error::wrong_state(version.row.status.label(op.request.lang));
    let permission = action.permission(version.roster.route).ok_or_else(refused)?;
    let capacity = op.viewer.require(permission, Place::of_unit(version.roster.owner_id), tree)?;
    if judges_own_work(version, action, op.viewer.account) {
        return Err(Error::forbidden(Reason::OwnWork));
    }
    version.row.status.after(version.roster.route, action).ok_or_else(refused)?;
    Ok(capacity)
}

/// Whether an account would decide or return on the school route what it drafted or proposed (R1).
fn judges_own_work(version: &Version, action: RosterAction, account: AccountId) -> bool {
    version.roster.route == RosterRoute::School
        && matches!(action, RosterAction::Decide | RosterAction::Return)
        && (version.row.drafted_by == account || version.row.proposed_by == Some(account))
}

/// The same as a condition on rows of `roster_version`, for the UPDATE that carries the act out.
pub fn not_own_work(account: AccountId) -> Condition {
    Condition::all().add(Expr::col("drafted_by").ne(account)).add(
        Condition::any().add(Expr::col("proposed_by").is_null()).add(Expr::col("proposed_by").ne(account)),
    )
}

/// The capacity in which the viewer may take a step of the filing track now, or why not.
/// `decided_by` is who registered the branch's decision: never who files it (R3).
pub fn file(
    op: &Op,
    tree: &UnitTree,
    version: &Version,
    decided_by: Option<AccountId>,
    action: FilingAction,
) -> Result<Capacity> {
    let capacity = op.viewer.require(action.permission(), Place::of_unit(version.roster.owner_id), tree)?;
    if action != FilingAction::Send && decided_by == Some(op.viewer.account) {
        return Err(Error::forbidden(Reason::OwnWork));
    }
    let filing = version.row.filing.filter(|_| version.row.status == RosterStatus::InForce);
    let label =
        filing.map_or(version.row.status.label(op.request.lang), |filing| filing.label(op.request.lang));
    filing.and_then(|filing| filing.after(action)).ok_or_else(|| Error::wrong_state(label))?;
    Ok(capacity)
}

/// The capacity in which the viewer may draft for the owner, whatever the state.
pub fn draft(op: &Op, tree: &UnitTree, version: &Version) -> Result<Capacity> {
    op.viewer.require(version.roster.route.draft_permission(), Place::of_unit(version.roster.owner_id), tree)
}

/// The capacity in which the viewer may take the version out as a paper, whatever the state.
pub fn export(op: &Op, tree: &UnitTree, version: &Version) -> Result<Capacity> {
    op.viewer.require(Permission::RosterExport, Place::of_unit(version.roster.owner_id), tree)
}

/// Whether the viewer may start a draft for an owner.
pub fn start(op: &Op, tree: &UnitTree, owner: &unit::Model) -> bool {
    read::route(owner.kind).is_some_and(|route| {
        op.viewer.require(route.draft_permission(), Place::of_unit(owner.id), tree).is_ok()
    })
}

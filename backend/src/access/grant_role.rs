//! Granting a role: the security administrator's act, never to oneself.

use lianyi_shared::access::{AccountStatus, Permission, Role};
use lianyi_shared::account::{AccountState, Anchor};
use lianyi_shared::audit::AuditAction;
use lianyi_shared::error::Reason;
use lianyi_shared::id::{AccountId, UnitId};
use sea_orm::sea_query::{Expr, ExprTrait as _, Query};
use sea_orm::{ColumnTrait as _, ConnectionTrait as _, EntityTrait as _, QueryFilter as _};

use crate::access::account::{Holding, hold};
use crate::access::accounts;
use crate::access::graphql_account::Account;
use crate::access::viewer::Capacity;
use crate::audit::event::AuditEvent;
use crate::entity::{account, account_role, role};
use crate::error::{Error, Result};
use crate::op::Op;
use crate::people::check::Checks;
use crate::work::{Revision, Work};

/// Which role for whom.
#[derive(Clone, Debug, async_graphql::InputObject)]
pub struct GrantRoleInput {
    /// The account.
    pub account: AccountId,
    /// The role; `LEADER` and `REPRESENTATIVE` follow from the person and are not granted.
    pub role: Role,
    /// The branch of a secretary, the unit of a handler; nothing for the other roles.
    pub unit: Option<UnitId>,
}

/// The capacity in which the viewer may change the roles of an account, or why not.
pub fn may(op: &Op, account: &account::Model) -> Result<Capacity> {
    let capacity = op.viewer.require_any(Permission::RoleManage)?;
    if account.id == op.viewer.account {
        return Err(Error::forbidden(Reason::OwnGrants));
    }
    if account.status == AccountStatus::Closed {
        return Err(Error::wrong_state(AccountState::Closed.label(op.request.lang)));
    }
    Ok(capacity)
}

/// The roles that can join those held: the three administrators exclude each other and all else.
pub fn grantable(held: &[Role]) -> Vec<Role> {
    let joins = |role: Role| {
        let alone = role.is_administrator() || held.iter().any(|held| held.is_administrator());
        !role.is_evident() && (held.is_empty() || !alone)
    };
    Role::ALL.iter().copied().filter(|role| joins(*role)).collect()
}

/// Grants a role. Permission `ROLE_MANAGE`. A new secretary ends what an acting deputy held.
pub async fn grant_role(op: &Op, input: GrantRoleInput) -> Result<Account> {
    let work = op.begin().await?;
    let row = accounts::visible(op, &*work, input.account).await?;
    let capacity = may(op, &row)?;
    // The revision is raised first: a grant beside this waits, and sees this one.
    work.raise(Revision::Access).await?;
    let held = held(&work, row.id).await?;
    let mut checks = Checks::default();
    check_role(&mut checks, &held, &input);
    match (input.role.anchor(), input.unit) {
        (Anchor::College, Some(_)) => checks.fault("unit", Reason::RoleOfCollege),
        (Anchor::Branch, None) => checks.fault("unit", Reason::RoleNeedsBranch),
        (Anchor::Unit, None) => checks.fault("unit", Reason::RoleNeedsUnit),
        (Anchor::Branch, Some(unit)) => checks.open_branch(&*work, "unit", unit).await?,
        (Anchor::Unit, Some(unit)) => {
            checks.open_unit(&*work, "unit", unit).await?;
        }
        (Anchor::College, None) => {}
    }
    checks.finish()?;
    let mut event =
        AuditEvent::new(AuditAction::RoleGrant, row.id).by(capacity).with("role", input.role.code());
    if let Some(unit) = input.unit {
        event = event.with("unit", unit.to_string());
    }
    if let (Role::BranchSecretary, Some(branch)) = (input.role, input.unit) {
        event = event.with("acting_ended", end_acting(&work, branch).await?);
    }
    let holding = Holding { role: input.role, unit: input.unit, since: None, until: None, reason: None };
    hold(op.app(), &work, row.id, holding).await?;
    work.commit(event).await?;
    Ok(Account(accounts::visible(op, op.db(), row.id).await?))
}

fn check_role(checks: &mut Checks, held: &[(Role, account_role::Model)], input: &GrantRoleInput) {
    let roles: Vec<Role> = held.iter().map(|(role, _)| *role).collect();
    if input.role.is_evident() {
        checks.fault("role", Reason::RoleEvident);
    } else if !grantable(&roles).contains(&input.role) {
        checks.fault("role", Reason::AdministratorAlone);
    } else if held.iter().any(|(role, row)| *role == input.role && row.unit_id == input.unit && !row.acting) {
        checks.fault("role", Reason::RoleHeld);
    }
}

/// The roles of an account with their rows.
async fn held(work: &Work, account: AccountId) -> Result<Vec<(Role, account_role::Model)>> {
    let rows =
        account_role::Entity::find().filter(account_role::Column::AccountId.eq(account)).all(&**work).await?;
    let roles = role::Entity::find().all(&**work).await?;
    let code = |row: &account_role::Model| {
        roles.iter().find(|role| role.id == row.role_id).and_then(|role| role.code.parse().ok())
    };
    Ok(rows.into_iter().filter_map(|row| Some((code(&row)?, row))).collect())
}

/// Ends what anybody holds at a branch for its missing secretary; answers how many.
async fn end_acting(work: &Work, branch: UnitId) -> Result<u64> {
    let end = Query::delete()
        .from_table("account_role")
        .and_where(Expr::col("unit_id").eq(branch))
        .and_where(Expr::col("acting").eq(true))
        .to_owned();
    Ok(work.execute(&end).await?.rows_affected())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn administrators_hold_one_role_and_nobody_else_holds_theirs() {
        assert!(grantable(&[Role::AuditAdministrator]).is_empty());
        let to_leader = grantable(&[Role::Leader]);
        assert!(
            to_leader.contains(&Role::BranchSecretary) && !to_leader.contains(&Role::SystemAdministrator)
        );
        assert!(grantable(&[]).contains(&Role::AuditAdministrator));
        assert!(!grantable(&[]).contains(&Role::Leader));
    }
}

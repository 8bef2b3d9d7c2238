//! Revoking a role: felt on the person's next request.

use lianyi_shared::access::Role;
use lianyi_shared::audit::AuditAction;
use lianyi_shared::error::Reason;
use lianyi_shared::id::HeldRoleId;
use sea_orm::EntityTrait as _;

use crate::access::graphql_account::Account;
use crate::access::{accounts, grant_role};
use crate::audit::event::AuditEvent;
use crate::entity::{account_role, role};
use crate::error::{Error, Result};
use crate::op::Op;
use crate::work::Revision;

/// Revokes a role. Permission `ROLE_MANAGE`; never one's own, and never what follows from the person.
pub async fn revoke_role(op: &Op, id: HeldRoleId) -> Result<Account> {
    let work = op.begin().await?;
    let held = account_role::Entity::find_by_id(id).one(&*work).await?.ok_or(Error::NotFound)?;
    let account = accounts::visible(op, &*work, held.account_id).await?;
    let capacity = grant_role::may(op, &account)?;
    let role = role::Entity::find_by_id(held.role_id).one(&*work).await?.ok_or(Error::NotFound)?;
    if role.code.parse::<Role>().is_ok_and(Role::is_evident) {
        return Err(Error::forbidden(Reason::RoleEvident));
    }
    let gone = account_role::Entity::delete_by_id(id).exec(&*work).await?;
    if gone.rows_affected != 1 {
        return Err(Error::conflict(Reason::VersionChanged));
    }
    work.raise(Revision::Access).await?;
    let mut event = AuditEvent::new(AuditAction::RoleRevoke, account.id).by(capacity).with("role", role.code);
    if let Some(unit) = held.unit_id {
        event = event.with("unit", unit.to_string());
    }
    work.commit(event).await?;
    Ok(Account(accounts::visible(op, op.db(), account.id).await?))
}

//! Opening an account from the directory, or for a member of staff.
//!
//! The account comes with what is evident: a leader is a leader, a representative a representative. Every
//! other role is granted by the security administrator. A new college has none yet: only then the first
//! administrator opens an account as its security administrator.

use lianyi_shared::access::{Permission, Role};
use lianyi_shared::audit::AuditAction;
use lianyi_shared::error::Reason;
use lianyi_shared::id::{LeaderId, RepresentativeId, UnitId};
use lianyi_shared::people::RecordStatus;
use sea_orm::{ColumnTrait as _, EntityTrait as _, PaginatorTrait as _, QueryFilter as _};

use crate::access::account::{self, LINK_LIFETIME, NewAccount};
use crate::access::accounts;
use crate::access::graphql_account::AccountLink;
use crate::access::viewer::Capacity;
use crate::audit::event::AuditEvent;
use crate::entity::{account_role, role};
use crate::error::{Error, Result};
use crate::op::Op;
use crate::people::check::{Checks, filled};
use crate::people::{leaders, name, representatives};
use crate::work::{Revision, Work};

/// Who gets an account: a leader, a representative, or a member of staff by name.
#[derive(Clone, Debug, async_graphql::InputObject)]
pub struct OpenAccountInput {
    /// A leader of the directory.
    pub leader: Option<LeaderId>,
    /// A representative of the directory.
    pub representative: Option<RepresentativeId>,
    /// The name of somebody who is neither: an officer, a handler, an administrator.
    pub name: Option<String>,
    /// The unit of a member of staff.
    pub unit: Option<UnitId>,
    /// What the person signs in with; the staff number if left out.
    pub username: Option<String>,
    /// `SECURITY_ADMINISTRATOR` while the college has none; nothing otherwise.
    pub role: Option<Role>,
}

/// Who the account is for, as the directory knows them.
struct Holder {
    name: String,
    staff_number: Option<String>,
    status: RecordStatus,
    evident: Option<Role>,
}

/// Opens an account. Permission `ACCOUNT_MANAGE`, for representatives `REPRESENTATIVE_ACCOUNT`.
pub async fn open_account(op: &Op, input: OpenAccountInput) -> Result<AccountLink> {
    let permission = match input.representative {
        Some(_) => Permission::RepresentativeAccount,
        None => Permission::AccountManage,
    };
    let work = op.begin().await?;
    let (holder, capacity) = holder(op, &work, &input, permission).await?;
    // The revision is raised first: whoever opens or grants beside this waits for it to end.
    work.raise(Revision::Access).await?;
    let mut checks = Checks::default();
    if holder.status == RecordStatus::Archived {
        checks.fault(if input.leader.is_some() { "leader" } else { "representative" }, Reason::Archived);
    }
    if let Some(unit) = input.unit {
        checks.open_unit(&*work, "unit", unit).await?;
    }
    let first = input.role == Some(Role::SecurityAdministrator) && holder.evident.is_none();
    if input.role.is_some() && !(first && no_security_administrator(&work).await?) {
        checks.fault("role", Reason::RoleByGrant);
    }
    let username = filled(input.username).or(holder.staff_number);
    checks.required("username", username.as_ref());
    checks.finish()?;
    let new = NewAccount {
        username: username.unwrap_or_default(),
        name: holder.name,
        unit: input.unit.filter(|_| holder.evident.is_none()),
        leader: input.leader,
        representative: input.representative,
        roles: holder.evident.or(input.role).into_iter().map(|role| (role, None)).collect(),
        password_hash: None,
    };
    let until = op.now() + LINK_LIFETIME;
    let (id, secret) = account::open(op.app(), &work, new).await?;
    let mut event = AuditEvent::new(AuditAction::AccountOpen, id).by(capacity);
    if let Some(role) = input.role {
        event = event.with("role", role.code());
    }
    work.commit(event).await?;
    let account = accounts::visible(op, op.db(), id).await?;
    Ok(AccountLink::new(account, &secret.unwrap_or_default(), until))
}

/// Reads who the account is for; exactly one of the three.
async fn holder(
    op: &Op,
    work: &Work,
    input: &OpenAccountInput,
    permission: Permission,
) -> Result<(Holder, Capacity)> {
    let one_person = || Error::invalid("input.name", Reason::OnePerson);
    let name = filled(input.name.clone());
    let holder = match (input.leader, input.representative, name) {
        (Some(id), None, None) => {
            let row = leaders::visible(op, &**work, id).await?;
            Holder {
                name: row.name,
                staff_number: Some(row.staff_number),
                status: row.status,
                evident: Some(Role::Leader),
            }
        }
        (None, Some(id), None) => {
            let row = representatives::visible(op, &**work, id).await?;
            Holder {
                name: row.name,
                staff_number: row.staff_number,
                status: row.status,
                evident: Some(Role::Representative),
            }
        }
        (None, None, Some(name)) => Holder {
            name: name::tidy(&name),
            staff_number: None,
            status: RecordStatus::Active,
            evident: None,
        },
        _ => {
            op.viewer.require_any(permission)?;
            return Err(one_person());
        }
    };
    Ok((holder, op.viewer.require_any(permission)?))
}

/// Whether no account ever was a security administrator's.
async fn no_security_administrator(work: &Work) -> Result<bool> {
    let role = role::Entity::find()
        .filter(role::Column::Code.eq(Role::SecurityAdministrator.code()))
        .one(&**work)
        .await?
        .ok_or(Error::NotFound)?;
    let holders =
        account_role::Entity::find().filter(account_role::Column::RoleId.eq(role.id)).count(&**work).await?;
    Ok(holders == 0)
}

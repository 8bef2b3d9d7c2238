//! Opening an account.

use chrono::TimeDelta;
use lianyi_shared::access::{AccountStatus, Role};
use lianyi_shared::error::Reason;
use lianyi_shared::id::{AccountId, LeaderId, RepresentativeId, UnitId};
use lianyi_shared::validate;
use sea_orm::{ActiveModelTrait as _, ColumnTrait as _, EntityTrait as _, QueryFilter as _, Set};

use crate::access::keys;
use crate::entity::{account, account_role, role};
use crate::error::{Error, Fault, Result};
use crate::op::App;
use crate::work::{Revision, Work};

/// How long a one-time link is good.
const LINK_LIFETIME: TimeDelta = TimeDelta::days(7);

/// Who gets an account, as what.
#[derive(Clone, Debug)]
pub struct NewAccount {
    /// The user name.
    pub username: String,
    /// The name shown to the person.
    pub display_name: String,
    /// The leader that the person is.
    pub leader: Option<LeaderId>,
    /// The representative that the person is.
    pub representative: Option<RepresentativeId>,
    /// Roles with their anchors.
    pub roles: Vec<(Role, Option<UnitId>)>,
    /// A password set at once; without one, a one-time link is made.
    pub password_hash: Option<String>,
}

/// Opens the account inside a transaction; answers its id and the secret of its one-time link.
///
/// Nobody is both leader and representative, and an administrator holds no other role.
pub async fn open(app: &App, work: &Work, new: NewAccount) -> Result<(AccountId, Option<String>)> {
    let mut faults = Vec::new();
    faults.extend(validate::name(&new.username).err().map(|reason| Fault::new("input.username", reason)));
    faults.extend(
        validate::name(&new.display_name).err().map(|reason| Fault::new("input.displayName", reason)),
    );
    let administrator = new.roles.iter().any(|(role, _)| role.is_administrator());
    if new.roles.is_empty() {
        faults.push(Fault::new("input.roles", Reason::Required));
    }
    if administrator && (new.roles.len() > 1 || new.representative.is_some()) {
        faults.push(Fault::new("input.roles", Reason::AdministratorAlone));
    }
    if new.leader.is_some() && new.representative.is_some() {
        faults.push(Fault::new("input.representative", Reason::PartyMember));
    }
    if !faults.is_empty() {
        return Err(Error::Invalid(faults));
    }
    let id = AccountId(app.new_id());
    let link = new.password_hash.is_none().then(keys::random_text);
    account::ActiveModel {
        id: Set(id),
        username: Set(new.username),
        display_name: Set(new.display_name),
        leader_id: Set(new.leader),
        representative_id: Set(new.representative),
        status: Set(if link.is_some() { AccountStatus::Invited } else { AccountStatus::Active }),
        password_hash: Set(new.password_hash),
        failed_attempts: Set(0),
        locked_until: Set(None),
        setup_hash: Set(link.as_deref().map(keys::digest)),
        setup_until: Set(link.is_some().then(|| app.clock.now() + LINK_LIFETIME)),
        created_at: Set(app.clock.now()),
        version: Set(1),
    }
    .insert(&**work)
    .await?;
    for (held, unit) in new.roles {
        let role = role::Entity::find()
            .filter(role::Column::Code.eq(held.code()))
            .one(&**work)
            .await?
            .ok_or(Error::NotFound)?;
        account_role::ActiveModel {
            id: Set(app.new_id()),
            account_id: Set(id),
            role_id: Set(role.id),
            unit_id: Set(unit),
            since: Set(None),
            until: Set(None),
        }
        .insert(&**work)
        .await?;
    }
    work.raise(Revision::Access).await?;
    Ok((id, link))
}

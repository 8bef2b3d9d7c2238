//! Opening an account.

use chrono::{NaiveDate, TimeDelta};
use lianyi_shared::access::{AccountStatus, Role};
use lianyi_shared::error::Reason;
use lianyi_shared::id::{AccountId, HeldRoleId, LeaderId, RepresentativeId, UnitId};
use lianyi_shared::validate;
use sea_orm::{ActiveModelTrait as _, ColumnTrait as _, EntityTrait as _, QueryFilter as _, Set};

use crate::access::keys::{digest, random_text};
use crate::entity::{account, account_role, role};
use crate::error::{Error, Fault, Result};
use crate::op::App;
use crate::people::name::NameKeys;
use crate::work::{Revision, Work};

/// How long a one-time link is good.
pub const LINK_LIFETIME: TimeDelta = TimeDelta::days(7);

/// Who gets an account, as what.
#[derive(Clone, Debug)]
pub struct NewAccount {
    /// The user name.
    pub username: String,
    /// The name shown to the person.
    pub name: String,
    /// The unit of a member of staff; leaders and representatives have theirs in the directory.
    pub unit: Option<UnitId>,
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
    faults.extend(validate::name(&new.name).err().map(|reason| Fault::new("input.name", reason)));
    let administrator = new.roles.iter().any(|(role, _)| role.is_administrator());
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
    let keys = NameKeys::of(&new.name);
    let link = new.password_hash.is_none().then(random_text);
    account::ActiveModel {
        id: Set(id),
        username: Set(new.username),
        name: Set(new.name),
        name_key: Set(keys.key),
        name_pinyin: Set(keys.pinyin),
        name_initials: Set(keys.initials),
        unit_id: Set(new.unit),
        leader_id: Set(new.leader),
        representative_id: Set(new.representative),
        status: Set(if link.is_some() { AccountStatus::Invited } else { AccountStatus::Active }),
        password_hash: Set(new.password_hash),
        failed_attempts: Set(0),
        locked_until: Set(None),
        setup_hash: Set(link.as_deref().map(digest)),
        setup_until: Set(link.is_some().then(|| app.clock.now() + LINK_LIFETIME)),
        close_reason: Set(None),
        closed_at: Set(None),
        created_at: Set(app.clock.now()),
        version: Set(1),
    }
    .insert(&**work)
    .await?;
    for (held, unit) in new.roles {
        hold(app, work, id, Holding { role: held, unit, since: None, until: None, reason: None }).await?;
    }
    work.raise(Revision::Access).await?;
    Ok((id, link))
}

/// A role to be held.
#[derive(Clone, Debug)]
pub struct Holding {
    /// The role.
    pub role: Role,
    /// Where it is anchored.
    pub unit: Option<UnitId>,
    /// The first day, if not at once.
    pub since: Option<NaiveDate>,
    /// The last day, if it ends.
    pub until: Option<NaiveDate>,
    /// Why somebody acts for a holder who is missing; none for the holder.
    pub reason: Option<String>,
}

/// Lets an account hold a role; the caller raises [`Revision::Access`].
pub async fn hold(app: &App, work: &Work, account: AccountId, holding: Holding) -> Result<HeldRoleId> {
    let role = role::Entity::find()
        .filter(role::Column::Code.eq(holding.role.code()))
        .one(&**work)
        .await?
        .ok_or(Error::NotFound)?;
    let id = HeldRoleId(app.new_id());
    account_role::ActiveModel {
        id: Set(id),
        account_id: Set(account),
        role_id: Set(role.id),
        unit_id: Set(holding.unit),
        since: Set(holding.since),
        until: Set(holding.until),
        acting: Set(holding.reason.is_some()),
        reason: Set(holding.reason),
    }
    .insert(&**work)
    .await?;
    Ok(id)
}

//! The person behind a request, with their grants as they are now.

use std::collections::{HashMap, HashSet};
use std::sync::{Arc, Mutex, PoisonError};

use lianyi_shared::access::{ACTING, AccountStatus, FieldGroups, Permission, Role, Scope};
use lianyi_shared::error::Reason;
use lianyi_shared::id::{AccountId, GroupId, LeaderId, RepresentativeId, SessionId, UnitId};
use lianyi_shared::roster::PairingStatus;
use sea_orm::sea_query::{Expr, ExprTrait as _, Query, SelectStatement};
use sea_orm::{ColumnTrait as _, ConnectionTrait, EntityTrait as _, QueryFilter as _, QuerySelect as _};

use crate::access::token::Identity;
use crate::clock::Clock;
use crate::db::{Db, Find as _, Source};
use crate::entity::{account, account_role, pairing, role, role_grant};
use crate::error::{Error, Result};
use crate::units::tree::UnitTree;

/// One role that a person holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HeldRole {
    /// The code of the role, as in [`Role`] for the built-in ones.
    pub code: String,
    /// Where the role is anchored, for roles of a unit.
    pub unit: Option<UnitId>,
    /// Held until a date, for the holder who is missing (代行).
    pub acting: bool,
}

/// In which capacity an act was done: role and unit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Capacity(HeldRole);

impl std::fmt::Display for Capacity {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        if self.0.acting {
            f.write_str(ACTING)?;
        }
        match self.0.unit {
            Some(unit) => write!(f, "{}@{unit}", self.0.code),
            None => f.write_str(&self.0.code),
        }
    }
}

/// The smallest piece of a grant: rows of one scope, with fields, from one role.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Atom {
    /// Which rows.
    pub scope: Scope,
    /// The unit that `UNIT` and `SUBTREE` speak of.
    pub anchor: Option<UnitId>,
    /// Which fields of those rows.
    pub fields: FieldGroups,
    /// The role it comes from.
    pub role: HeldRole,
}

/// Where a thing stands towards a viewer, for judging it by atoms.
#[derive(Clone, Copy, Debug, Default)]
pub struct Place {
    /// Its unit in the scope tree.
    pub unit: Option<UnitId>,
    /// Whether it is the viewer or the viewer's own.
    pub mine: bool,
    /// Whether it is linked to the viewer by a pairing in force.
    pub assigned: bool,
}

impl Place {
    /// The viewer's own, wherever it stands.
    pub const OWN: Self = Self { unit: None, mine: true, assigned: false };

    /// Something of a unit that is nobody's own.
    pub const fn of_unit(unit: UnitId) -> Self {
        Self { unit: Some(unit), mine: false, assigned: false }
    }
}

impl Atom {
    /// Whether the atom reaches a thing.
    pub fn covers(&self, place: Place, tree: &UnitTree) -> bool {
        match self.scope {
            Scope::SelfOnly => place.mine,
            Scope::Assigned => place.assigned,
            Scope::Unit => place.unit.is_some() && place.unit == self.anchor,
            Scope::Subtree => {
                place.unit.zip(self.anchor).is_some_and(|(unit, anchor)| tree.is_within(unit, anchor))
            }
            Scope::All => true,
        }
    }
}

/// Somebody signed in.
#[derive(Clone, Debug)]
pub struct Viewer {
    /// The account.
    pub account: AccountId,
    /// This sign-in.
    pub session: SessionId,
    /// The name shown to the person.
    pub name: String,
    /// The leader that the person is, if so.
    pub leader: Option<LeaderId>,
    /// The representative that the person is, if so.
    pub representative: Option<RepresentativeId>,
    /// The roles held today.
    pub roles: Vec<HeldRole>,
    /// The revision of the scope tree at the start of the request.
    pub units_revision: i64,
    /// The grants, by permission; set with [`Viewer::with_atoms`].
    pub atoms: HashMap<Permission, Vec<Atom>>,
}

impl Viewer {
    /// A viewer with exactly these atoms.
    #[must_use]
    pub fn with_atoms(mut self, atoms: HashMap<Permission, Vec<Atom>>) -> Self {
        self.atoms = atoms;
        self
    }

    /// The atoms of a permission; none means that the permission is not held at all.
    pub fn atoms(&self, permission: Permission) -> &[Atom] {
        self.atoms.get(&permission).map_or(&[], Vec::as_slice)
    }

    /// Whether the permission is held on anything at all.
    pub fn holds(&self, permission: Permission) -> bool {
        !self.atoms(permission).is_empty()
    }

    /// The permissions held, in the order of the catalogue.
    pub fn permissions(&self) -> impl Iterator<Item = Permission> {
        Permission::ALL.iter().copied().filter(|permission| self.holds(*permission))
    }

    /// Whether a built-in role is held.
    pub fn is(&self, role: Role) -> bool {
        self.roles.iter().any(|held| held.code == role.code())
    }

    /// The capacity in which the viewer may do something to a thing, or `FORBIDDEN`.
    pub fn require(&self, permission: Permission, place: Place, tree: &UnitTree) -> Result<Capacity> {
        self.atoms(permission)
            .iter()
            .find(|atom| atom.covers(place, tree))
            .map(|atom| Capacity(atom.role.clone()))
            .ok_or_else(|| Error::forbidden(Reason::NotPermitted))
    }

    /// The capacity in which the viewer may do something that concerns the whole college.
    pub fn require_any(&self, permission: Permission) -> Result<Capacity> {
        self.atoms(permission)
            .first()
            .map(|atom| Capacity(atom.role.clone()))
            .ok_or_else(|| Error::forbidden(Reason::NotPermitted))
    }

    /// The fields of a thing that the viewer may read or write.
    pub fn fields(&self, permission: Permission, place: Place, tree: &UnitTree) -> FieldGroups {
        self.atoms(permission)
            .iter()
            .filter(|atom| atom.covers(place, tree))
            .fold(FieldGroups::default(), |all, atom| all.union(atom.fields))
    }
}

/// Whom a viewer is linked to by pairings in force.
#[derive(Clone, Debug, Default)]
pub struct Assigned {
    /// Representatives paired with the viewer as a leader.
    pub representatives: HashSet<RepresentativeId>,
    /// Groups paired with the viewer as a leader.
    pub groups: HashSet<GroupId>,
    /// Leaders paired with the viewer as a representative.
    pub leaders: HashSet<LeaderId>,
}

impl Assigned {
    /// Reads the viewer's pairings in force.
    pub async fn read(db: &impl Source, viewer: &Viewer) -> Result<Self> {
        let mut who = sea_orm::Condition::any();
        if let Some(leader) = viewer.leader {
            who = who.add(pairing::Column::LeaderId.eq(leader));
        }
        if let Some(representative) = viewer.representative {
            who = who.add(pairing::Column::RepresentativeId.eq(representative));
        }
        if who.is_empty() {
            return Ok(Self::default());
        }
        let pairings = pairing::Entity::find()
            .filter(who)
            .filter(pairing::Column::Status.eq(PairingStatus::Active))
            .find_in(db)
            .await?;
        let mut assigned = Self::default();
        for pairing in pairings {
            if viewer.leader == Some(pairing.leader_id) {
                assigned.representatives.extend(pairing.representative_id);
                assigned.groups.extend(pairing.group_id);
            }
            if pairing.representative_id.is_some() && pairing.representative_id == viewer.representative {
                assigned.leaders.insert(pairing.leader_id);
            }
        }
        Ok(assigned)
    }
}

/// Viewers by account, kept while no account, role or grant has changed.
#[derive(Debug, Default)]
pub struct Viewers {
    kept: Mutex<Kept>,
}

#[derive(Debug, Default)]
struct Kept {
    revision: i64,
    day: Option<chrono::NaiveDate>,
    viewers: HashMap<AccountId, Arc<Viewer>>,
}

impl Viewers {
    /// The viewer behind a token, if its session and account are still good.
    pub async fn current(&self, db: &Db, clock: &Clock, identity: Identity) -> Result<Arc<Viewer>> {
        let ended = || Error::Unauthenticated(Reason::SessionEnded.into());
        let [access, units] = db.read.numbers(&present(identity)).await?.ok_or_else(ended)?;
        let today = clock.today();
        let kept = {
            let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
            if kept.revision != access || kept.day != Some(today) {
                *kept = Kept { revision: access, day: Some(today), viewers: HashMap::new() };
            }
            kept.viewers.get(&identity.account).cloned()
        };
        if let Some(viewer) = kept
            && viewer.units_revision == units
            && viewer.session == identity.session
        {
            return Ok(viewer);
        }
        let viewer = Arc::new(read(&db.read, identity, units, today).await?.ok_or_else(ended)?);
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        if kept.revision == access {
            kept.viewers.insert(identity.account, Arc::clone(&viewer));
        }
        Ok(viewer)
    }
}

/// The revisions, if the account is active and the session not revoked: one statement a request.
fn present(identity: Identity) -> SelectStatement {
    let revision = |name: &'static str| {
        Expr::SubQuery(
            None,
            Box::new(
                Query::select()
                    .column("value")
                    .from("revision")
                    .and_where(Expr::col("name").eq(name))
                    .to_owned()
                    .into(),
            ),
        )
    };
    Query::select()
        .expr_as(revision("access"), "access")
        .expr_as(revision("units"), "units")
        .from("session")
        .inner_join("account", Expr::col(("account", "id")).equals(("session", "account_id")))
        .and_where(Expr::col(("session", "id")).eq(identity.session))
        .and_where(Expr::col(("session", "account_id")).eq(identity.account))
        .and_where(Expr::col(("session", "revoked_at")).is_null())
        .and_where(Expr::col(("account", "status")).eq(AccountStatus::Active))
        .to_owned()
}

/// Which rows of `account_role` are in force on a day.
pub fn held_on(day: chrono::NaiveDate) -> sea_orm::Condition {
    let held = |column: &'static str| Expr::col(("account_role", column));
    sea_orm::Condition::all()
        .add(held("since").is_null().or(held("since").lte(day)))
        .add(held("until").is_null().or(held("until").gte(day)))
}

/// An active account by its user name, with the first role by which it holds a permission on a day.
pub async fn role_with(
    db: &impl ConnectionTrait,
    username: &str,
    permission: Permission,
    day: chrono::NaiveDate,
) -> Result<Option<(AccountId, String)>> {
    let select = Query::select()
        .column(("account", "id"))
        .column(("role", "code"))
        .from("account")
        .inner_join("account_role", Expr::col(("account_role", "account_id")).equals(("account", "id")))
        .inner_join("role", Expr::col(("role", "id")).equals(("account_role", "role_id")))
        .inner_join("role_grant", Expr::col(("role_grant", "role_id")).equals(("role", "id")))
        .and_where(Expr::col(("account", "username")).eq(username))
        .and_where(Expr::col(("account", "status")).eq(AccountStatus::Active))
        .and_where(Expr::col(("role_grant", "permission")).eq(permission))
        .cond_where(held_on(day))
        .limit(1)
        .to_owned();
    let Some(row) = db.query_one(&select).await? else { return Ok(None) };
    Ok(Some((row.try_get("", "id")?, row.try_get("", "code")?)))
}

/// Reads an account with its grants of today.
async fn read(
    db: &impl ConnectionTrait,
    identity: Identity,
    units_revision: i64,
    today: chrono::NaiveDate,
) -> Result<Option<Viewer>> {
    let Some(account) = account::Entity::find_by_id(identity.account).one(db).await? else {
        return Ok(None);
    };
    let held: Vec<(account_role::Model, Option<role::Model>)> = account_role::Entity::find()
        .filter(account_role::Column::AccountId.eq(identity.account))
        .filter(held_on(today))
        .join(
            sea_orm::JoinType::InnerJoin,
            account_role::Entity::belongs_to(role::Entity)
                .from(account_role::Column::RoleId)
                .to(role::Column::Id)
                .into(),
        )
        .select_also(role::Entity)
        .all(db)
        .await?;
    let grants = role_grant::Entity::find()
        .filter(role_grant::Column::RoleId.is_in(held.iter().map(|(held, _)| held.role_id)))
        .all(db)
        .await?;
    let mut roles = Vec::new();
    let mut atoms: HashMap<Permission, Vec<Atom>> = HashMap::new();
    for (held, role) in held {
        let Some(role) = role else { continue };
        let held_role = HeldRole { code: role.code, unit: held.unit_id, acting: held.acting };
        for grant in grants.iter().filter(|grant| grant.role_id == held.role_id) {
            atoms.entry(grant.permission).or_default().push(Atom {
                scope: grant.scope,
                anchor: held.unit_id,
                fields: grant.fields,
                role: held_role.clone(),
            });
        }
        roles.push(held_role);
    }
    let viewer = Viewer {
        account: account.id,
        session: identity.session,
        name: account.name,
        leader: account.leader_id,
        representative: account.representative_id,
        roles,
        units_revision,
        atoms: HashMap::new(),
    };
    Ok(Some(viewer.with_atoms(atoms)))
}

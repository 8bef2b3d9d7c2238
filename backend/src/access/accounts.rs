//! Reading accounts.
//!
//! Administrators see the accounts of leaders and staff. That somebody is a representative is not theirs
//! to know: those accounts are seen and kept by whoever opens them, the united front department.

use std::collections::HashMap;

use async_graphql::dataloader::Loader;
use chrono::{DateTime, Utc};
use lianyi_shared::access::{AccountStatus, FieldGroups, Permission, Role};
use lianyi_shared::account::{AccountAction, AccountState};
use lianyi_shared::error::Reason;
use lianyi_shared::id::{AccountId, LeaderId, RepresentativeId};
use sea_orm::sea_query::{Expr, ExprTrait as _, Func, Query};
use sea_orm::{ColumnTrait as _, Condition, ConnectionTrait, EntityTrait as _, QueryFilter as _};

use crate::access::graphql_account::Account;
use crate::access::scope::{self, Scoped};
use crate::access::viewer::{self, Capacity, Viewer};
use crate::entity::account::{Entity, Model};
use crate::entity::{account_role, role};
use crate::error::{Error, Result};
use crate::loaders::{Directory, Shared};
use crate::op::Op;
use crate::page::{self, List, PageInput, Sort};
use crate::people::name::matching;
use crate::people::representatives;

/// How the accounts of leaders and staff stand in scopes.
const STAFF: Scoped = Scoped {
    table: "account",
    read: Permission::AccountRead,
    unit: None,
    mine: scope::none,
    assigned: scope::none,
};

/// How the accounts of representatives stand in scopes.
const REPRESENTATIVES: Scoped = Scoped { read: Permission::RepresentativeAccount, ..STAFF };

/// Which accounts a viewer sees at all.
fn reach(viewer: &Viewer) -> (&'static Scoped, Condition) {
    let of_representative = Expr::col("representative_id");
    if viewer.holds(Permission::RepresentativeAccount) {
        let seen = Query::select()
            .column("id")
            .from("representative")
            .cond_where(representatives::SCOPED.visible(viewer))
            .to_owned();
        (&REPRESENTATIVES, Condition::all().add(of_representative.in_subquery(seen)))
    } else {
        (&STAFF, Condition::all().add(of_representative.is_null()))
    }
}

/// Narrows a list of accounts.
#[derive(Clone, Debug, Default, async_graphql::InputObject)]
pub struct AccountFilter {
    /// Characters, pinyin or initials of the name, or the beginning of the user name.
    pub search: Option<String>,
    /// Who hold this role today.
    pub role: Option<Role>,
    /// Where the account stands.
    pub state: Option<AccountState>,
    /// The account of a leader.
    pub leader: Option<LeaderId>,
    /// The account of a representative.
    pub representative: Option<RepresentativeId>,
}

impl AccountFilter {
    fn compile(self, op: &Op) -> Condition {
        let mut condition = Condition::all();
        if let Some(search) = self.search.filter(|text| !text.trim().is_empty()) {
            let text = search.trim().to_owned();
            let upper = format!("{text}\u{7f}");
            let username = Expr::col("username").gte(text).and(Expr::col("username").lt(upper));
            condition = condition.add(matching(&search).add(username));
        }
        if let Some(role) = self.role {
            let holders = Query::select()
                .column(("account_role", "account_id"))
                .from("account_role")
                .inner_join("role", Expr::col(("role", "id")).equals(("account_role", "role_id")))
                .and_where(Expr::col(("role", "code")).eq(role.code()))
                .cond_where(viewer::held_on(op.today()))
                .to_owned();
            condition = condition.add(Expr::col("id").in_subquery(holders));
        }
        if let Some(state) = self.state {
            let waits = Expr::col("locked_until").gt(op.now());
            let status = |status: AccountStatus| Expr::col("status").eq(status);
            condition = condition.add(match state {
                AccountState::Invited => status(AccountStatus::Invited),
                AccountState::Locked => status(AccountStatus::Active).and(waits),
                AccountState::Active => status(AccountStatus::Active)
                    .and(Expr::col("locked_until").is_null().or(Expr::col("locked_until").lte(op.now()))),
                AccountState::Closed => status(AccountStatus::Closed),
            });
        }
        if let Some(leader) = self.leader {
            condition = condition.add(Expr::col("leader_id").eq(leader));
        }
        if let Some(representative) = self.representative {
            condition = condition.add(Expr::col("representative_id").eq(representative));
        }
        condition
    }
}

/// The accounts that the viewer may see, by name in pinyin order.
pub async fn list(op: &Op, filter: AccountFilter, page: PageInput) -> Result<List<Account>> {
    let (scoped, rows) = reach(&op.viewer);
    let listing = page::Listing {
        scoped,
        filter: filter.compile(op).add(rows),
        fields: FieldGroups::default(),
        sort: Sort::by("name_key"),
    };
    let (page, rows) = listing.rows::<Entity>(op, &page.check()?).await?;
    Ok(page.connection(rows.into_iter().map(Account)))
}

/// One account that the viewer may see.
pub async fn visible(op: &Op, db: &impl ConnectionTrait, id: AccountId) -> Result<Model> {
    let (scoped, rows) = reach(&op.viewer);
    let found = Entity::find_by_id(id).filter(scoped.visible(&op.viewer)).filter(rows).one(db).await?;
    found.ok_or(Error::NotFound)
}

/// Where an account stands now.
pub fn state(op: &Op, account: &Model) -> AccountState {
    AccountState::of(account.status, account.locked_until.is_some_and(|until| until > op.now()))
}

/// The capacity in which the viewer may take an action on an account now, or why not. Nobody acts on
/// their own account.
pub fn act(op: &Op, account: &Model, action: AccountAction) -> Result<Capacity> {
    let kept_by = match account.representative_id {
        Some(_) => Permission::RepresentativeAccount,
        None => Permission::AccountManage,
    };
    let capacity = op.viewer.require_any(kept_by)?;
    if account.id == op.viewer.account {
        return Err(Error::forbidden(Reason::OwnAccount));
    }
    let state = state(op, account);
    state.after(action).ok_or_else(|| Error::wrong_state(state.label(op.request.lang)))?;
    Ok(capacity)
}

/// The roles of an account, past and future ones too.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct RolesOf(pub AccountId);

impl Loader<RolesOf> for Directory {
    type Value = Vec<(account_role::Model, role::Model)>;
    type Error = Shared;

    async fn load(
        &self,
        keys: &[RolesOf],
    ) -> Result<HashMap<RolesOf, Vec<(account_role::Model, role::Model)>>, Shared> {
        let db = self.0.db();
        let held = account_role::Entity::find()
            .filter(account_role::Column::AccountId.is_in(keys.iter().map(|key| key.0)))
            .all(db)
            .await
            .map_err(Error::from)?;
        let roles = role::Entity::find().all(db).await.map_err(Error::from)?;
        let mut found: HashMap<RolesOf, Vec<_>> = HashMap::new();
        for held in held {
            if let Some(role) = roles.iter().find(|role| role.id == held.role_id) {
                found.entry(RolesOf(held.account_id)).or_default().push((held, role.clone()));
            }
        }
        Ok(found)
    }
}

/// When somebody signed in last with an account.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct LastSignIn(pub AccountId);

impl Loader<LastSignIn> for Directory {
    type Value = DateTime<Utc>;
    type Error = Shared;

    async fn load(&self, keys: &[LastSignIn]) -> Result<HashMap<LastSignIn, DateTime<Utc>>, Shared> {
        let latest = Query::select()
            .column("account_id")
            .expr_as(Func::max(Expr::col("created_at")), "at")
            .from("session")
            .and_where(Expr::col("account_id").is_in(keys.iter().map(|key| key.0)))
            .group_by_col("account_id")
            .to_owned();
        let rows = self.0.db().query_all(&latest).await.map_err(Error::from)?;
        let read = |row: &sea_orm::QueryResult| -> Result<_, sea_orm::DbErr> {
            Ok((LastSignIn(row.try_get("", "account_id")?), row.try_get("", "at")?))
        };
        rows.iter().map(|row| read(row).map_err(|error| Error::from(error).into())).collect()
    }
}

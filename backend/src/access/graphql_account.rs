//! Accounts as GraphQL: who can sign in, as what, and the acts of the administrators.

use async_graphql::{Context, Object, SimpleObject};
use chrono::{DateTime, NaiveDate, Utc};
use lianyi_shared::access::Role;
use lianyi_shared::account::{AccountAction, AccountState};
use lianyi_shared::id::{AccountId, HeldRoleId};

use crate::access::accounts::{self, AccountFilter, LastSignIn, RolesOf};
use crate::access::close_account::CloseAccountInput;
use crate::access::grant_role::GrantRoleInput;
use crate::access::name_deputy::NameDeputyInput;
use crate::access::open_account::OpenAccountInput;
use crate::access::{
    close_account, end_deputy, grant_role, name_deputy, open_account, renew_link, revoke_role, unlock_account,
};
use crate::entity::{account, account_role, role};
use crate::error::Result;
use crate::loaders;
use crate::op::ContextExt as _;
use crate::page::{List, PageInput};
use crate::people::graphql::{Leader, Representative};
use crate::units::graphql::Unit;

/// Somebody who can sign in, or could.
pub struct Account(pub account::Model);

/// A role of an account, with its dates.
pub struct AccountRole {
    held: account_role::Model,
    role: role::Model,
    today: NaiveDate,
    revocable: bool,
}

#[Object]
impl AccountRole {
    /// The id, `hro_…`.
    async fn id(&self) -> HeldRoleId {
        self.held.id
    }

    /// The code of the role, e.g. `BRANCH_SECRETARY`.
    async fn code(&self) -> &str {
        &self.role.code
    }

    /// The unit at which the role is anchored, for roles of a unit.
    async fn unit(&self, ctx: &Context<'_>) -> Result<Option<Unit>> {
        loaders::optional_unit(ctx, self.held.unit_id).await
    }

    /// Held for a holder who is missing (代行).
    async fn acting(&self) -> bool {
        self.held.acting
    }

    /// The first day, where the role is dated.
    async fn since(&self) -> Option<NaiveDate> {
        self.held.since
    }

    /// The last day, where the role ends.
    async fn until(&self) -> Option<NaiveDate> {
        self.held.until
    }

    /// Whether it is held today.
    async fn in_force(&self) -> bool {
        self.held.since.is_none_or(|since| since <= self.today)
            && self.held.until.is_none_or(|until| until >= self.today)
    }

    /// Whether you may revoke it now.
    async fn revocable(&self) -> bool {
        self.revocable
    }
}

#[Object]
impl Account {
    /// The id, `acc_…`.
    async fn id(&self) -> AccountId {
        self.0.id
    }

    /// What the person signs in with.
    async fn username(&self) -> &str {
        &self.0.username
    }

    /// The name of the person.
    async fn name(&self) -> &str {
        &self.0.name
    }

    /// The leader that the person is.
    async fn leader(&self, ctx: &Context<'_>) -> Result<Option<Leader>> {
        match self.0.leader_id {
            Some(id) => loaders::directory(ctx, id).await,
            None => Ok(None),
        }
    }

    /// The representative that the person is; only for those who see the representative.
    async fn representative(&self, ctx: &Context<'_>) -> Result<Option<Representative>> {
        match self.0.representative_id {
            Some(id) => loaders::directory(ctx, id).await,
            None => Ok(None),
        }
    }

    /// The unit of a member of staff.
    async fn unit(&self, ctx: &Context<'_>) -> Result<Option<Unit>> {
        loaders::optional_unit(ctx, self.0.unit_id).await
    }

    /// The roles, also those that begin later or are over.
    async fn roles(&self, ctx: &Context<'_>) -> Result<Vec<AccountRole>> {
        let op = ctx.op()?;
        let held = loaders::directory(ctx, RolesOf(self.0.id)).await?.unwrap_or_default();
        let roles = held.into_iter().map(|(held, role)| {
            let evident = role.code.parse::<Role>().is_ok_and(Role::is_evident);
            let revocable = !evident && grant_role::may(op, &self.0).is_ok();
            AccountRole { held, role, today: op.today(), revocable }
        });
        Ok(roles.collect())
    }

    /// Where it stands.
    async fn state(&self, ctx: &Context<'_>) -> Result<AccountState> {
        Ok(accounts::state(ctx.op()?, &self.0))
    }

    /// Until when it waits because of wrong passwords.
    async fn locked_until(&self, ctx: &Context<'_>) -> Result<Option<DateTime<Utc>>> {
        let now = ctx.op()?.now();
        Ok(self.0.locked_until.filter(|until| *until > now))
    }

    /// Until when the one-time link is good, if one is out.
    async fn link_until(&self) -> Option<DateTime<Utc>> {
        self.0.setup_until
    }

    /// When the person signed in last.
    async fn last_sign_in(&self, ctx: &Context<'_>) -> Result<Option<DateTime<Utc>>> {
        loaders::directory(ctx, LastSignIn(self.0.id)).await
    }

    /// When it was opened.
    async fn created_at(&self) -> DateTime<Utc> {
        self.0.created_at
    }

    /// When it was closed.
    async fn closed_at(&self) -> Option<DateTime<Utc>> {
        self.0.closed_at
    }

    /// Why it was closed.
    async fn close_reason(&self) -> Option<&str> {
        self.0.close_reason.as_deref()
    }

    /// What you may do to it now.
    async fn actions(&self, ctx: &Context<'_>) -> Result<Vec<AccountAction>> {
        let op = ctx.op()?;
        let may = |action: &AccountAction| accounts::act(op, &self.0, *action).is_ok();
        Ok(AccountAction::ALL.iter().copied().filter(|action| may(action)).collect())
    }

    /// The roles that you may grant to it now.
    async fn grantable(&self, ctx: &Context<'_>) -> Result<Vec<Role>> {
        let op = ctx.op()?;
        if grant_role::may(op, &self.0).is_err() {
            return Ok(Vec::new());
        }
        let held = loaders::directory(ctx, RolesOf(self.0.id)).await?.unwrap_or_default();
        let held: Vec<Role> = held.iter().filter_map(|(_, role)| role.code.parse().ok()).collect();
        Ok(grant_role::grantable(&held))
    }

    /// Rises with every change; give it back when acting.
    async fn version(&self) -> i32 {
        self.0.version
    }
}

/// An account with a fresh one-time link, shown once.
#[derive(SimpleObject)]
pub struct AccountLink {
    /// The account.
    account: Account,
    /// The path of the link on this server; whoever has it sets the password.
    path: String,
    /// Until when it is good.
    until: DateTime<Utc>,
}

impl AccountLink {
    pub(super) fn new(account: account::Model, secret: &str, until: DateTime<Utc>) -> Self {
        Self { account: Account(account), path: format!("/setup/{secret}"), until }
    }
}

/// Queries about accounts.
#[derive(Default)]
pub struct AccountQuery;

#[Object]
impl AccountQuery {
    /// Accounts, by name in pinyin order: those of leaders and staff with `ACCOUNT_READ`, those of
    /// representatives with `REPRESENTATIVE_ACCOUNT`.
    async fn accounts(
        &self,
        ctx: &Context<'_>,
        #[graphql(default)] filter: AccountFilter,
        page: PageInput,
    ) -> Result<List<Account>> {
        accounts::list(ctx.op()?, filter, page).await
    }

    /// One account. Permission as for `accounts`.
    async fn account(&self, ctx: &Context<'_>, id: AccountId) -> Result<Account> {
        let op = ctx.op()?;
        Ok(Account(accounts::visible(op, op.db(), id).await?))
    }
}

/// Changes of accounts.
#[derive(Default)]
pub struct AccountMutation;

#[Object]
impl AccountMutation {
    /// Opens an account and gives its one-time link. Permission `ACCOUNT_MANAGE` for leaders and staff,
    /// `REPRESENTATIVE_ACCOUNT` for representatives.
    async fn open_account(&self, ctx: &Context<'_>, input: OpenAccountInput) -> Result<AccountLink> {
        open_account::open_account(ctx.op()?, input).await
    }

    /// Gives a new one-time link; the old one, the password and every sign-in end. Opens a closed account
    /// again, without the roles that were granted. Permission as for `openAccount`.
    async fn renew_account_link(
        &self,
        ctx: &Context<'_>,
        id: AccountId,
        version: i32,
    ) -> Result<AccountLink> {
        renew_link::renew_link(ctx.op()?, id, version).await
    }

    /// Closes an account; every sign-in ends at once. Permission as for `openAccount`.
    async fn close_account(&self, ctx: &Context<'_>, input: CloseAccountInput) -> Result<Account> {
        close_account::close_account(ctx.op()?, input).await
    }

    /// Ends the wait because of wrong passwords. Permission as for `openAccount`.
    async fn unlock_account(&self, ctx: &Context<'_>, id: AccountId, version: i32) -> Result<Account> {
        unlock_account::unlock_account(ctx.op()?, id, version).await
    }

    /// Grants a role. Permission `ROLE_MANAGE`; never to oneself.
    async fn grant_role(&self, ctx: &Context<'_>, input: GrantRoleInput) -> Result<Account> {
        grant_role::grant_role(ctx.op()?, input).await
    }

    /// Revokes a role. Permission `ROLE_MANAGE`; never one's own.
    async fn revoke_role(&self, ctx: &Context<'_>, id: HeldRoleId) -> Result<Account> {
        revoke_role::revoke_role(ctx.op()?, id).await
    }

    /// Names who acts, until a date, for a branch without a secretary. Permission `DEPUTY_NAME`; never
    /// oneself.
    async fn name_acting_deputy(&self, ctx: &Context<'_>, input: NameDeputyInput) -> Result<Unit> {
        name_deputy::name_deputy(ctx.op()?, input).await
    }

    /// Ends what an acting deputy holds before its last day. Permission `DEPUTY_NAME`.
    async fn end_acting_deputy(&self, ctx: &Context<'_>, id: HeldRoleId) -> Result<Unit> {
        end_deputy::end_deputy(ctx.op()?, id).await
    }
}

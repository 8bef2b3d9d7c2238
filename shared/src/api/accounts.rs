//! Accounts, their roles, and who acts for a branch.

use crate::access::Role;
use crate::account::{AccountAction, AccountState};
use crate::id::{AccountId, HeldRoleId, LeaderId, RepresentativeId, UnitId};
use crate::schema;

use super::units::UnitName;
use super::{Day, Moment, PageInfo, PageInput};

#[derive(Clone, Debug, Default, cynic::InputObject)]
pub struct AccountFilter {
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub search: Option<String>,
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub role: Option<Role>,
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub state: Option<AccountState>,
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub leader: Option<LeaderId>,
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub representative: Option<RepresentativeId>,
}

#[derive(Clone, Debug, PartialEq, Eq, cynic::QueryFragment)]
pub struct AccountRole {
    pub id: HeldRoleId,
    pub code: String,
    pub unit: Option<UnitName>,
    pub acting: bool,
    pub since: Option<Day>,
    pub until: Option<Day>,
    pub in_force: bool,
    pub revocable: bool,
}

#[derive(Clone, Debug, PartialEq, Eq, cynic::QueryFragment)]
#[cynic(graphql_type = "Account")]
pub struct AccountRow {
    pub id: AccountId,
    pub username: String,
    pub name: String,
    pub roles: Vec<AccountRole>,
    pub state: AccountState,
    pub last_sign_in: Option<Moment>,
}

#[derive(Clone, Debug, PartialEq, Eq, cynic::QueryFragment)]
pub struct AccountConnection {
    pub nodes: Vec<AccountRow>,
    pub page_info: PageInfo,
    pub total_count: i32,
}

#[derive(Clone, Debug, cynic::QueryVariables)]
pub struct AccountsVariables {
    pub filter: AccountFilter,
    pub page: PageInput,
}

#[derive(Clone, Debug, PartialEq, Eq, cynic::QueryFragment)]
#[cynic(graphql_type = "Query", variables = "AccountsVariables")]
pub struct Accounts {
    #[arguments(filter: $filter, page: $page)]
    pub accounts: AccountConnection,
}

#[derive(Clone, Debug, PartialEq, Eq, cynic::QueryFragment)]
#[cynic(graphql_type = "Leader")]
pub struct AccountLeader {
    pub id: LeaderId,
    pub name: String,
    pub post: String,
    pub unit: Option<UnitName>,
}

#[derive(Clone, Debug, PartialEq, Eq, cynic::QueryFragment)]
#[cynic(graphql_type = "Representative")]
pub struct AccountRepresentative {
    pub id: RepresentativeId,
    pub name: String,
}

#[derive(Clone, Debug, PartialEq, Eq, cynic::QueryFragment)]
pub struct Account {
    pub id: AccountId,
    pub username: String,
    pub name: String,
    pub leader: Option<AccountLeader>,
    pub representative: Option<AccountRepresentative>,
    pub unit: Option<UnitName>,
    pub roles: Vec<AccountRole>,
    pub state: AccountState,
    pub locked_until: Option<Moment>,
    pub link_until: Option<Moment>,
    pub last_sign_in: Option<Moment>,
    pub created_at: Moment,
    pub closed_at: Option<Moment>,
    pub close_reason: Option<String>,
    pub actions: Vec<AccountAction>,
    pub grantable: Vec<Role>,
    pub version: i32,
}

#[derive(Clone, Debug, cynic::QueryVariables)]
pub struct AccountVariables {
    pub id: AccountId,
}

#[derive(Clone, Debug, PartialEq, Eq, cynic::QueryFragment)]
#[cynic(graphql_type = "Query", variables = "AccountVariables")]
pub struct AccountQuery {
    #[arguments(id: $id)]
    pub account: Account,
}

/// An account with a fresh one-time link; the only time that the link is told.
#[derive(Clone, Debug, PartialEq, Eq, cynic::QueryFragment)]
pub struct AccountLink {
    pub account: Account,
    pub path: String,
    pub until: Moment,
}

#[derive(Clone, Debug, Default, cynic::InputObject)]
pub struct OpenAccountInput {
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub leader: Option<LeaderId>,
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub representative: Option<RepresentativeId>,
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub unit: Option<UnitId>,
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub username: Option<String>,
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub role: Option<Role>,
}

#[derive(Clone, Debug, cynic::QueryVariables)]
pub struct OpenAccountVariables {
    pub input: OpenAccountInput,
}

#[derive(Clone, Debug, PartialEq, Eq, cynic::QueryFragment)]
#[cynic(graphql_type = "Mutation", variables = "OpenAccountVariables")]
pub struct OpenAccount {
    #[arguments(input: $input)]
    pub open_account: AccountLink,
}

#[derive(Clone, Debug, cynic::QueryVariables)]
pub struct AccountVersionVariables {
    pub id: AccountId,
    pub version: i32,
}

#[derive(Clone, Debug, PartialEq, Eq, cynic::QueryFragment)]
#[cynic(graphql_type = "Mutation", variables = "AccountVersionVariables")]
pub struct RenewAccountLink {
    #[arguments(id: $id, version: $version)]
    pub renew_account_link: AccountLink,
}

#[derive(Clone, Debug, PartialEq, Eq, cynic::QueryFragment)]
#[cynic(graphql_type = "Mutation", variables = "AccountVersionVariables")]
pub struct UnlockAccount {
    #[arguments(id: $id, version: $version)]
    pub unlock_account: Account,
}

#[derive(Clone, Debug, cynic::InputObject)]
pub struct CloseAccountInput {
    pub id: AccountId,
    pub version: i32,
    pub reason: String,
}

#[derive(Clone, Debug, cynic::QueryVariables)]
pub struct CloseAccountVariables {
    pub input: CloseAccountInput,
}

#[derive(Clone, Debug, PartialEq, Eq, cynic::QueryFragment)]
#[cynic(graphql_type = "Mutation", variables = "CloseAccountVariables")]
pub struct CloseAccount {
    #[arguments(input: $input)]
    pub close_account: Account,
}

#[derive(Clone, Debug, cynic::InputObject)]
pub struct GrantRoleInput {
    pub account: AccountId,
    pub role: Role,
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub unit: Option<UnitId>,
}

#[derive(Clone, Debug, cynic::QueryVariables)]
pub struct GrantRoleVariables {
    pub input: GrantRoleInput,
}

#[derive(Clone, Debug, PartialEq, Eq, cynic::QueryFragment)]
#[cynic(graphql_type = "Mutation", variables = "GrantRoleVariables")]
pub struct GrantRole {
    #[arguments(input: $input)]
    pub grant_role: Account,
}

#[derive(Clone, Debug, cynic::QueryVariables)]
pub struct HeldRoleVariables {
    pub id: HeldRoleId,
}

#[derive(Clone, Debug, PartialEq, Eq, cynic::QueryFragment)]
#[cynic(graphql_type = "Mutation", variables = "HeldRoleVariables")]
pub struct RevokeRole {
    #[arguments(id: $id)]
    pub revoke_role: Account,
}

#[derive(Clone, Debug, PartialEq, Eq, cynic::QueryFragment)]
pub struct ActingDeputy {
    pub id: HeldRoleId,
    pub name: String,
    pub leader_id: Option<LeaderId>,
    pub from: Option<Day>,
    pub until: Option<Day>,
    pub reason: Option<String>,
}

/// Who is secretary of a branch, or acts for one.
#[derive(Clone, Debug, PartialEq, Eq, cynic::QueryFragment)]
pub struct BranchPost {
    pub secretary: Option<String>,
    pub deputy: Option<ActingDeputy>,
    pub can_name: bool,
    pub can_end: bool,
}

/// A branch with its post.
#[derive(Clone, Debug, PartialEq, Eq, cynic::QueryFragment)]
#[cynic(graphql_type = "Unit")]
pub struct BranchWithPost {
    pub id: UnitId,
    pub name: String,
    pub post: Option<BranchPost>,
}

#[derive(Clone, Debug, cynic::InputObject)]
pub struct NameDeputyInput {
    pub branch: UnitId,
    pub leader: LeaderId,
    pub from: Day,
    pub until: Day,
    pub reason: String,
}

#[derive(Clone, Debug, cynic::QueryVariables)]
pub struct NameActingDeputyVariables {
    pub input: NameDeputyInput,
}

#[derive(Clone, Debug, PartialEq, Eq, cynic::QueryFragment)]
#[cynic(graphql_type = "Mutation", variables = "NameActingDeputyVariables")]
pub struct NameActingDeputy {
    #[arguments(input: $input)]
    pub name_acting_deputy: BranchWithPost,
}

#[derive(Clone, Debug, PartialEq, Eq, cynic::QueryFragment)]
#[cynic(graphql_type = "Mutation", variables = "HeldRoleVariables")]
pub struct EndActingDeputy {
    #[arguments(id: $id)]
    pub end_acting_deputy: BranchWithPost,
}

//! Accounts: opening, links, closing; roles; leaders who leave; acting deputies.

use chrono::TimeDelta;
use cynic::{MutationBuilder as _, QueryBuilder as _};
use lianyi::entity::{role, role_grant};
use lianyi_shared::access::{BUILT_IN, Permission, Role};
use lianyi_shared::account::AccountState;
use lianyi_shared::api::access::{RedeemLink, RedeemLinkInput, RedeemLinkVariables, ViewerQuery};
use lianyi_shared::api::accounts::*;
use lianyi_shared::api::people::{
    ArchiveInput, ArchiveLeader, ArchiveLeaderVariables, ArchiveRepresentative,
    ArchiveRepresentativeVariables,
};
use lianyi_shared::api::roster::{RosterTodos, RostersHome};
use lianyi_shared::api::search::{Find, FindVariables};
use lianyi_shared::api::{Day, PageInput};
use lianyi_shared::audit::AuditAction;
use lianyi_shared::error::ErrorCode;
use lianyi_shared::id::{AccountId, LeaderId, RepresentativeId, UnitId};
use lianyi_shared::people::LeaderTier;
use lianyi_shared::roster::{RosterRoute, RosterTodoKind};
use lianyi_tests::app::TestApp;
use lianyi_tests::on_both_databases;
use lianyi_tests::user::{As, PASSWORD, Refused, User};
use sea_orm::{ColumnTrait as _, EntityTrait as _, QueryFilter as _};

use crate::contact::lines;

async fn open(user: &User, input: OpenAccountInput) -> Result<AccountLink, Refused> {
    Ok(user.run(OpenAccount::build(OpenAccountVariables { input })).await?.open_account)
}

fn of_leader(leader: LeaderId, username: &str) -> OpenAccountInput {
    OpenAccountInput { leader: Some(leader), username: Some(username.to_owned()), ..Default::default() }
}

fn of_staff(name: &str, username: &str, role: Option<Role>) -> OpenAccountInput {
    OpenAccountInput {
        name: Some(name.to_owned()),
        username: Some(username.to_owned()),
        role,
        ..Default::default()
    }
}

async fn redeem(app: &TestApp, path: &str) -> Result<(), Refused> {
    let secret = path.strip_prefix("/setup/").expect("a path of links").to_owned();
    let input = RedeemLinkInput { secret, password: PASSWORD.to_owned() };
    app.nobody().run(RedeemLink::build(RedeemLinkVariables { input })).await.map(|_| ())
}

async fn account(user: &User, id: AccountId) -> Result<Account, Refused> {
    Ok(user.run(AccountQuery::build(AccountVariables { id })).await?.account)
}

async fn renew(user: &User, of: &Account) -> Result<AccountLink, Refused> {
    let variables = AccountVersionVariables { id: of.id, version: of.version };
    Ok(user.run(RenewAccountLink::build(variables)).await?.renew_account_link)
}

async fn close(user: &User, of: &Account) -> Result<Account, Refused> {
    let input = CloseAccountInput { id: of.id, version: of.version, reason: "调离学校".to_owned() };
    Ok(user.run(CloseAccount::build(CloseAccountVariables { input })).await?.close_account)
}

async fn grant(
    user: &User,
    account: AccountId,
    role: Role,
    unit: Option<UnitId>,
) -> Result<Account, Refused> {
    let input = GrantRoleInput { account, role, unit };
    Ok(user.run(GrantRole::build(GrantRoleVariables { input })).await?.grant_role)
}

async fn revoke(user: &User, role: &AccountRole) -> Result<Account, Refused> {
    Ok(user.run(RevokeRole::build(HeldRoleVariables { id: role.id })).await?.revoke_role)
}

async fn listed(user: &User, filter: AccountFilter) -> Vec<AccountRow> {
    let variables = AccountsVariables { filter, page: PageInput::first(50) };
    user.run(Accounts::build(variables)).await.unwrap().accounts.nodes
}

async fn name_deputy(
    user: &User,
    branch: UnitId,
    leader: LeaderId,
    from: &str,
    until: &str,
) -> Result<BranchPost, Refused> {
    let day = |text: &str| Day(text.to_owned());
    let input =
        NameDeputyInput {
            branch, leader, from: day(from), until: day(until), reason: "书记空缺".to_owned()
        };
    let named = user.run(NameActingDeputy::build(NameActingDeputyVariables { input })).await?;
    Ok(named.name_acting_deputy.post.expect("a branch has a post"))
}

async fn todos(user: &User) -> Vec<RosterTodoKind> {
    let todos = user.run(RosterTodos::build(())).await.unwrap().roster_todos;
    todos.into_iter().map(|todo| todo.kind).collect()
}

async fn archive_leader(user: &User, id: LeaderId) {
    let input = ArchiveInput { version: 1, reason: "调离学校".to_owned() };
    user.run(ArchiveLeader::build(ArchiveLeaderVariables { id, input })).await.unwrap();
}

async fn archive_representative(user: &User, id: RepresentativeId) {
    let input = ArchiveInput { version: 1, reason: "调离学校".to_owned() };
    user.run(ArchiveRepresentative::build(ArchiveRepresentativeVariables { id, input })).await.unwrap();
}

on_both_databases! {
    async fn what_a_newer_version_lets_a_role_do_is_added_and_what_was_taken_from_one_stays_taken(app) {
        let college = app.db_college().await;
        let officer = app.db_signed_in(As::role(Role::UnitedFrontOfficer)).await;
        let secretary = app.db_signed_in(As::role_at(Role::BranchSecretary, college.school_branch)).await;
        let db = app.app.db.writer();
        let unknown = role_grant::Column::Permission.eq(Permission::ContactExport);
        role_grant::Entity::delete_many().filter(unknown).exec(db).await.unwrap();
        let roles = role::Entity::find().filter(role::Column::Code.eq(Role::BranchSecretary.code()));
        let role = roles.one(db).await.unwrap().unwrap();
        let taken = role_grant::Column::Permission.eq(Permission::ContactRecord);
        let taken = role_grant::Entity::delete_many().filter(taken).filter(role_grant::Column::RoleId.eq(role.id));
        taken.exec(db).await.unwrap();

        for _ in 0..2 {
            let newer = app.beside().await;
            for (user, records) in [(&officer, true), (&secretary, false)] {
                let viewer = user.clone().at(&newer).run(ViewerQuery::build(())).await.unwrap().viewer;
                assert!(viewer.may(Permission::ContactExport));
                assert_eq!(viewer.may(Permission::ContactRecord), records);
            }
        }
        let auditor = app.db_signed_in(As::role(Role::AuditAdministrator)).await;
        let gained = BUILT_IN.iter().filter(|grant| grant.permission == Permission::ContactExport).count();
        assert_eq!(lines(&auditor, AuditAction::RoleExtend).await, gained, "once");
    }

    async fn a_new_college_gets_its_administrators_and_the_first_leader(app) {
        let college = app.db_college().await;
        let leader = app.db_leader("任平", LeaderTier::School, college.school, college.school_branch).await;
        let system = app.user(As::role(Role::SystemAdministrator)).await;

        let link = open(&system, of_staff("安管", "sec", Some(Role::SecurityAdministrator))).await.unwrap();
        assert_eq!(link.account.state, AccountState::Invited);
        redeem(&app, &link.path).await.unwrap();
        let again = open(&system, of_staff("另一人", "sec2", Some(Role::SecurityAdministrator))).await.unwrap_err();
        assert_eq!(again.paths(), ["input.role"], "from then on roles are granted");
        let mut security = app.nobody();
        security.sign_in("sec", PASSWORD).await.unwrap();

        let link = open(&system, of_leader(leader, "000001")).await.unwrap();
        assert_eq!(link.account.roles[0].code, "LEADER");
        assert_eq!(open(&system, of_leader(leader, "000002")).await.unwrap_err().paths(), ["input.leader"]);
        assert_eq!(open(&system, of_staff("重名", "000001", None)).await.unwrap_err().paths(), ["input.username"]);

        let branch = Some(college.school_branch);
        let refused = grant(&system, link.account.id, Role::BranchSecretary, branch).await.unwrap_err();
        assert_eq!(refused.code, ErrorCode::Forbidden, "the system administrator grants nothing");
        let refused = grant(&security, link.account.id, Role::BranchSecretary, None).await.unwrap_err();
        assert_eq!(refused.paths(), ["input.unit"]);
        let granted = grant(&security, link.account.id, Role::BranchSecretary, branch).await.unwrap();
        assert_eq!(granted.roles.len(), 2);
        let refused = grant(&security, link.account.id, Role::AuditAdministrator, None).await.unwrap_err();
        assert_eq!(refused.reason, "Invalid");
        assert_eq!(refused.paths(), ["input.role"], "an administrator holds nothing else");
        let revoked = granted.roles.iter().find(|role| role.revocable).unwrap();
        assert_eq!(revoke(&security, revoked).await.unwrap().roles.len(), 1);
        let evident = &link.account.roles[0];
        assert_eq!(revoke(&security, evident).await.unwrap_err().reason, "RoleEvident");
    }

    async fn nobody_acts_on_their_own_account_or_roles(app) {
        let system = app.user(As::role(Role::SystemAdministrator)).await;
        let security = app.user(As::role(Role::SecurityAdministrator)).await;
        let own = account(&system, system.account.unwrap()).await.unwrap();
        assert_eq!(close(&system, &own).await.unwrap_err().reason, "OwnAccount");
        assert_eq!(renew(&system, &own).await.unwrap_err().reason, "OwnAccount");
        assert!(own.actions.is_empty());
        let id = security.account.unwrap();
        assert_eq!(grant(&security, id, Role::Handler, None).await.unwrap_err().reason, "OwnGrants");
        let own = account(&security, id).await.unwrap();
        assert_eq!(revoke(&security, &own.roles[0]).await.unwrap_err().reason, "OwnGrants");
    }

    async fn a_new_link_kills_the_old_one_the_password_and_the_sign_ins(app) {
        let system = app.user(As::role(Role::SystemAdministrator)).await;
        let first = open(&system, of_staff("干事", "clerk", None)).await.unwrap();
        let second = renew(&system, &first.account).await.unwrap();
        assert_eq!(redeem(&app, &first.path).await.unwrap_err().reason, "LinkUsed");
        redeem(&app, &second.path).await.unwrap();
        assert_eq!(redeem(&app, &second.path).await.unwrap_err().reason, "LinkUsed");
        let mut clerk = app.nobody();
        clerk.sign_in("clerk", PASSWORD).await.unwrap();

        let active = account(&system, first.account.id).await.unwrap();
        assert_eq!(active.state, AccountState::Active);
        assert!(active.last_sign_in.is_some());
        let third = renew(&system, &active).await.unwrap();
        assert_eq!(clerk.run(ViewerQuery::build(())).await.unwrap_err().code, ErrorCode::Unauthenticated);
        assert!(app.nobody().sign_in("clerk", PASSWORD).await.is_err());
        app.app.clock.advance(TimeDelta::days(8));
        assert_eq!(redeem(&app, &third.path).await.unwrap_err().reason, "LinkUsed", "a link is good for a week");
    }

    async fn a_closed_account_is_out_at_once_and_comes_back_without_what_was_granted(app) {
        let system = app.user(As::role(Role::SystemAdministrator)).await;
        let officer = app.user(As::role(Role::UnitedFrontOfficer)).await;
        let held = account(&system, officer.account.unwrap()).await.unwrap();
        let closed = close(&system, &held).await.unwrap();
        assert_eq!((closed.state, closed.close_reason.as_deref()), (AccountState::Closed, Some("调离学校")));
        assert_eq!(officer.run(ViewerQuery::build(())).await.unwrap_err().code, ErrorCode::Unauthenticated);
        assert_eq!(close(&system, &held).await.unwrap_err().code, ErrorCode::Conflict);
        let reopened = renew(&system, &closed).await.unwrap().account;
        assert_eq!(reopened.state, AccountState::Invited);
        assert!(reopened.roles.is_empty(), "the security administrator grants again");
    }

    async fn a_locked_account_is_unlocked(app) {
        let system = app.user(As::role(Role::SystemAdministrator)).await;
        let (id, username) = app.db_account(As::role(Role::Handler)).await;
        for _ in 0..5 {
            app.nobody().sign_in(&username, "wrong wrong wrong").await.unwrap_err();
        }
        let locked = AccountFilter { state: Some(AccountState::Locked), ..Default::default() };
        assert_eq!(listed(&system, locked.clone()).await.len(), 1);
        let version = account(&system, id).await.unwrap().version;
        system.run(UnlockAccount::build(AccountVersionVariables { id, version })).await.unwrap();
        assert!(listed(&system, locked).await.is_empty());
        app.nobody().sign_in(&username, PASSWORD).await.unwrap();
    }

    async fn administrators_never_learn_who_is_a_representative(app) {
        let college = app.db_college().await;
        let person = app.db_representative("徐丽", college.school).await;
        let system = app.user(As::role(Role::SystemAdministrator)).await;
        let officer = app.user(As::role(Role::UnitedFrontOfficer)).await;
        let of_person = |username: &str| OpenAccountInput {
            representative: Some(person),
            username: Some(username.to_owned()),
            ..Default::default()
        };
        assert_eq!(open(&system, of_person("p")).await.unwrap_err().code, ErrorCode::NotFound);
        let link = open(&officer, of_person("p")).await.unwrap();
        assert_eq!(link.account.roles[0].code, "REPRESENTATIVE");
        assert_eq!(account(&system, link.account.id).await.unwrap_err().code, ErrorCode::NotFound);
        assert!(listed(&system, AccountFilter::default()).await.iter().all(|row| row.name != "徐丽"));
        assert_eq!(listed(&officer, AccountFilter::default()).await.len(), 1, "and nobody else's");
        let refused = account(&officer, system.account.unwrap()).await.unwrap_err();
        assert_eq!(refused.code, ErrorCode::NotFound);
    }

    async fn accounts_are_found_by_name_initials_user_name_and_role(app) {
        let system = app.user(As::role(Role::SystemAdministrator)).await;
        open(&system, of_staff("张三", "k1001", None)).await.unwrap();
        for search in ["张", "zs", "zhang", "k10"] {
            let filter = AccountFilter { search: Some(search.to_owned()), ..Default::default() };
            assert_eq!(listed(&system, filter).await.len(), 1, "{search}");
        }
        let filter = AccountFilter { role: Some(Role::SystemAdministrator), ..Default::default() };
        assert_eq!(listed(&system, filter).await.len(), 1);
    }

    async fn a_leader_who_leaves_is_out_and_their_lines_wait_for_somebody(app) {
        let college = app.db_college().await;
        let leader = app.db_leader("任平", LeaderTier::School, college.school, college.school_branch).await;
        let person = app.db_representative("徐丽", college.school).await;
        let kept = app.db_representative("何静", college.school).await;
        let officer = app.user(As::role(Role::UnitedFrontOfficer)).await;
        let member = app.user(As::role(Role::CommitteeMember)).await;
        crate::roster::in_force(&officer, &member, college.root, leader, &[person, kept]).await;
        let gone = app.user(As::role(Role::Leader).leader(leader)).await;

        archive_representative(&officer, person).await;
        assert!(todos(&officer).await.contains(&RosterTodoKind::CounterpartGone));
        archive_leader(&officer, leader).await;
        assert_eq!(gone.run(ViewerQuery::build(())).await.unwrap_err().code, ErrorCode::Unauthenticated);
        assert!(todos(&officer).await.contains(&RosterTodoKind::Vacant));
        let system = app.user(As::role(Role::SystemAdministrator)).await;
        let closed = account(&system, gone.account.unwrap()).await.unwrap();
        assert_eq!(closed.state, AccountState::Closed);
        assert_eq!(renew(&system, &closed).await.unwrap_err().reason, "Archived");

        let successor = app.db_leader("石雪", LeaderTier::School, college.school, college.school_branch).await;
        crate::roster::hand_everything_over(&officer, college.root, successor).await;
    }

    async fn the_committee_names_who_acts_for_a_branch_without_secretary(app) {
        let college = app.db_college().await;
        let branch = college.school_branch;
        let leader = app.db_leader("任平", LeaderTier::Department, college.school, branch).await;
        let other = app.db_leader("石雪", LeaderTier::Department, college.school, branch).await;
        app.db_roster(RosterRoute::Branch, branch).await;
        let member = app.user(As::role(Role::CommitteeMember)).await;
        let deputy = app.user(As::role(Role::Leader).leader(leader)).await;
        assert!(todos(&member).await.contains(&RosterTodoKind::NameDeputy));

        let refused = name_deputy(&member, branch, other, "2026-09-24", "2026-12-31").await.unwrap_err();
        assert_eq!((refused.paths(), refused.fields[0].reason.as_str()), (vec!["input.leader"], "NoAccount"));
        let refused = name_deputy(&member, branch, leader, "2026-09-22", "2026-09-21").await.unwrap_err();
        assert_eq!(refused.paths(), ["input.from", "input.until"]);
        let refused = name_deputy(&deputy, branch, leader, "2026-09-24", "2026-12-31").await.unwrap_err();
        assert_eq!(refused.code, ErrorCode::Forbidden);
        let post = name_deputy(&member, branch, leader, "2026-09-24", "2026-12-31").await.unwrap();
        assert!(post.can_end && !post.can_name && post.deputy.unwrap().reason.is_some());
        let refused = name_deputy(&member, branch, leader, "2026-09-24", "2026-12-31").await.unwrap_err();
        assert_eq!(refused.reason, "HasDeputy");

        let roles = async || deputy_roles(&app, leader).await;
        assert_eq!(roles().await, ["LEADER"], "not before the first day");
        app.app.clock.advance(TimeDelta::days(1));
        let member = app.db_sign_in_again(member.account.unwrap()).await;
        assert_eq!(roles().await, ["BRANCH_SECRETARY acting", "LEADER"]);
        let deputy = app.db_sign_in_again(deputy.account.unwrap()).await;
        let board = deputy.run(RostersHome::build(())).await.unwrap().branch_board;
        assert_eq!(board.len(), 1, "the deputy sees the branch's roster");
        let shown = board[0].branch.post.clone().unwrap().deputy.unwrap();
        assert_eq!((&*shown.name, shown.reason), ("测试用户", None), "why is for whoever names");
        crate::roster::start_branch(&deputy, branch).await;
        assert_eq!(app.db_last_capacity(AuditAction::RosterStart).await, format!("ACTING_BRANCH_SECRETARY@{branch}"));

        let ended = member.run(EndActingDeputy::build(HeldRoleVariables { id: shown.id })).await.unwrap();
        assert!(ended.end_acting_deputy.post.unwrap().can_name);
        assert_eq!(roles().await, ["LEADER"]);
        name_deputy(&member, branch, leader, "2026-09-24", "2026-09-30").await.unwrap();
        assert_eq!(roles().await.len(), 2);
        app.app.clock.advance(TimeDelta::days(7));
        assert_eq!(roles().await, ["LEADER"], "and not after the last day");
    }

    async fn a_new_secretary_ends_what_the_deputy_held(app) {
        let college = app.db_college().await;
        let branch = college.school_branch;
        let leader = app.db_leader("任平", LeaderTier::Department, college.school, branch).await;
        let (deputy, _) = app.db_account(As::role(Role::Leader).leader(leader)).await;
        app.db_acting_deputy(deputy, branch).await;
        let (next, _) = app.db_account(As::role(Role::Leader)).await;
        let security = app.user(As::role(Role::SecurityAdministrator)).await;
        grant(&security, next, Role::BranchSecretary, Some(branch)).await.unwrap();
        assert_eq!(account(&security, deputy).await.unwrap().roles.len(), 1);
        let member = app.user(As::role(Role::CommitteeMember)).await;
        let refused = name_deputy(&member, branch, leader, "2026-09-24", "2026-12-31").await.unwrap_err();
        assert_eq!(refused.reason, "HasSecretary");
    }

    async fn one_search_finds_what_the_viewer_may_see(app) {
        let college = app.db_college().await;
        app.db_leader("张三", LeaderTier::School, college.school, college.school_branch).await;
        app.db_representative("张帅", college.school).await;
        let find = async |user: &User| user.run(Find::build(FindVariables::of("zs", 5))).await.unwrap();
        let found = find(&app.user(As::role(Role::UnitedFrontOfficer)).await).await;
        assert_eq!((found.leaders.nodes.len(), found.representatives.nodes.len()), (1, 1));
        let found = find(&app.user(As::role(Role::SystemAdministrator)).await).await;
        assert_eq!((found.leaders.nodes.len(), found.representatives.nodes.len()), (1, 0));
    }
}

/// The roles that the leader's person holds now, by code, as they themselves are told.
async fn deputy_roles(app: &TestApp, leader: LeaderId) -> Vec<String> {
    let system = app.db_signed_in(As::role(Role::SystemAdministrator)).await;
    let filter = AccountFilter { leader: Some(leader), ..Default::default() };
    let id = listed(&system, filter).await[0].id;
    let viewer = app.db_sign_in_again(id).await.run(ViewerQuery::build(())).await.unwrap().viewer;
    let held = |role: &lianyi_shared::api::access::HeldRole| {
        format!("{}{}", role.code, if role.acting { " acting" } else { "" })
    };
    let mut roles: Vec<String> = viewer.roles.iter().map(held).collect();
    roles.sort();
    roles
}

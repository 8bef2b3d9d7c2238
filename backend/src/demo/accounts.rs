//! Who can sign in to the demonstration.

use std::collections::HashMap;

use anyhow::Context as _;
use lianyi_shared::access::Role;
use lianyi_shared::id::{AccountId, LeaderId, RepresentativeId, UnitId};
use lianyi_shared::people::{LeaderTier, Sex};

use super::college::College;
use super::{Inventor, names, units};
use crate::access::account::NewAccount;

/// The password of every account of the demonstration.
pub const PASSWORD: &str = "lianyi-demo";

/// An account that the command shows.
#[derive(Clone, Copy, Debug)]
pub struct Shown {
    /// Its main role.
    pub role: Role,
    /// The user name.
    pub username: &'static str,
    /// What there is to see with it, in Chinese.
    pub zh: &'static str,
    /// What there is to see with it, in English.
    pub en: &'static str,
}

const fn shown(role: Role, username: &'static str, zh: &'static str, en: &'static str) -> Shown {
    Shown { role, username, zh, en }
}

/// The accounts that the command shows; every role is among them. The other branch secretaries
/// sign in with their staff numbers.
pub const SHOWN: &[Shown] = &[
    shown(
        Role::UnitedFrontOfficer,
        "officer",
        "延用上一学年校级名单并提出",
        "rolls the school roster forward and proposes it",
    ),
    shown(
        Role::UnitedFrontOfficer,
        "officer2",
        "宣传统战部部长，本人也是领导干部",
        "head of the department, a leader too",
    ),
    shown(
        Role::CommitteeMember,
        "committee",
        "登记党委审定；本人在名单上",
        "registers the committee’s decision; stands on the roster",
    ),
    shown(Role::CommitteeMember, "committee2", "党委办公室登记人", "the committee’s office"),
    shown(Role::BranchSecretary, "secretary-draft", "基层名单起草中", "branch roster in draft"),
    shown(Role::BranchSecretary, "secretary-due", "名单已生效，待报备", "roster in force, to be sent"),
    shown(Role::BranchSecretary, "secretary-correction", "被要求更正", "a correction was asked"),
    shown(Role::BranchSecretary, "secretary-new", "本学年尚未启动", "not begun this year"),
    shown(Role::Leader, "leader-school", "校级领导", "school level"),
    shown(Role::Leader, "leader-department", "中层领导", "department level"),
    shown(Role::Leader, DEPUTY, "代行党总支书记", "acts for a branch without a secretary"),
    shown(Role::Handler, "handler", "后勤基建处承办人", "handles for a department"),
    shown(
        Role::Representative,
        "representative",
        "同时列入校级和基层名单",
        "on the school and on a branch roster",
    ),
    shown(Role::SystemAdministrator, "sysadmin", "账号与设置", "accounts and settings"),
    shown(Role::SecurityAdministrator, "secadmin", "角色与授权", "roles and grants"),
    shown(Role::AuditAdministrator, "auditor", "审计日志", "the audit log"),
];

/// The user name of whoever acts for a branch without a secretary.
pub(super) const DEPUTY: &str = "deputy";
/// The branch that they act for.
pub(super) const DEPUTY_OF: &str = "D17";

/// The branches whose secretaries have a user name that says where their roster stands.
const TELLING: &[(&str, &str)] = &[
    ("D06", "secretary-draft"),
    ("D07", "secretary-due"),
    ("D08", "secretary-correction"),
    ("D09", "secretary-new"),
];

/// The accounts that sign what happened to the rosters.
#[derive(Debug)]
pub(super) struct Signatories {
    pub(super) officer: AccountId,
    pub(super) filer: AccountId,
    pub(super) committee: AccountId,
    pub(super) secretaries: HashMap<UnitId, AccountId>,
}

impl Signatories {
    /// The signatories among accounts that have been opened.
    pub(super) fn among(opened: &[(NewAccount, AccountId)]) -> anyhow::Result<Self> {
        let named = |username: &str| {
            let found = opened.iter().find(|(account, _)| account.username == username);
            found.map(|(_, id)| *id).with_context(|| format!("no account {username}"))
        };
        let secretaries = opened.iter().flat_map(|(account, id)| {
            let branches = account.roles.iter().filter(|(role, _)| *role == Role::BranchSecretary);
            branches.filter_map(|(_, branch)| Some(((*branch)?, *id)))
        });
        Ok(Self {
            officer: named("officer")?,
            filer: named("officer2")?,
            committee: named("committee")?,
            secretaries: secretaries.collect(),
        })
    }
}

/// Plans the accounts: everyone shown, and the secretary of every branch.
pub(super) fn plan(
    inventor: &mut Inventor<'_>,
    college: &College,
    password_hash: &str,
) -> anyhow::Result<Vec<NewAccount>> {
    let root = units::by_code(&college.units, units::ROOT)?.id;
    let department = units::by_code(&college.units, "B02")?.id;
    let school = units::by_code(&college.units, "C01")?.id;
    let works = units::by_code(&college.units, "B25")?.id;
    let leader = |unit: UnitId, ordinal: usize| -> anyhow::Result<(LeaderId, String)> {
        let leader = college.leaders.of_unit(unit).nth(ordinal).context("no such leader")?;
        Ok((leader.id, leader.name.clone()))
    };
    let linked = college.on_both_rosters().context("nobody is on both rosters")?;

    let mut clerk = |username: &str, role: Role, unit: Option<UnitId>| {
        let name = names::person(&mut inventor.dice, Sex::Female);
        account(username, Holder::Staff(name), vec![(role, unit)], password_hash)
    };
    let mut accounts = vec![
        clerk("officer", Role::UnitedFrontOfficer, None),
        clerk("committee2", Role::CommitteeMember, None),
        clerk("handler", Role::Handler, Some(works)),
        clerk("sysadmin", Role::SystemAdministrator, None),
        clerk("secadmin", Role::SecurityAdministrator, None),
        clerk("auditor", Role::AuditAdministrator, None),
    ];
    let acted_for = units::by_code(&college.units, DEPUTY_OF)?.id;
    let is_secretary =
        |id: LeaderId| college.leaders.secretaries.iter().any(|(_, secretary)| *secretary == id);
    let deputy = college
        .leaders
        .of_tier(LeaderTier::Department)
        .find(|leader| leader.branch_id == acted_for && leader.left_on.is_none() && !is_secretary(leader.id))
        .context("nobody can act for the branch")?;
    let linked = Holder::Representative(linked.id, linked.name.clone());
    let of_leader = |username: &str, who: (LeaderId, String), second: Option<(Role, Option<UnitId>)>| {
        let roles = std::iter::once((Role::Leader, None)).chain(second).collect();
        account(username, Holder::Leader(who.0, who.1), roles, password_hash)
    };
    accounts.extend([
        of_leader("officer2", leader(department, 0)?, Some((Role::UnitedFrontOfficer, None))),
        of_leader("committee", leader(root, 2)?, Some((Role::CommitteeMember, None))),
        of_leader("leader-school", leader(root, 4)?, None),
        of_leader("leader-department", leader(school, 1)?, None),
        of_leader(DEPUTY, (deputy.id, deputy.name.clone()), None),
        account("representative", linked, vec![(Role::Representative, None)], password_hash),
    ]);
    for (branch, secretary) in &college.leaders.secretaries {
        let code = college.units.iter().find(|unit| unit.id == *branch).map(|unit| unit.code.as_str());
        let person = college.leaders.of_tier(LeaderTier::Department).find(|leader| leader.id == *secretary);
        let person = person.context("a branch without its secretary")?;
        let telling = TELLING.iter().find(|(telling, _)| Some(*telling) == code);
        let username = telling.map_or(person.staff_number.as_str(), |(_, username)| username);
        let role = (Role::BranchSecretary, Some(*branch));
        accounts.push(of_leader(username, (person.id, person.name.clone()), Some(role)));
    }
    Ok(accounts)
}

/// Who an account belongs to, with the name shown.
enum Holder {
    Staff(String),
    Leader(LeaderId, String),
    Representative(RepresentativeId, String),
}

fn account(
    username: &str,
    holder: Holder,
    roles: Vec<(Role, Option<UnitId>)>,
    password_hash: &str,
) -> NewAccount {
    let (leader, representative, name) = match holder {
        Holder::Staff(name) => (None, None, name),
        Holder::Leader(id, name) => (Some(id), None, name),
        Holder::Representative(id, name) => (None, Some(id), name),
    };
    NewAccount {
        username: username.to_owned(),
        name,
        unit: None,
        leader,
        representative,
        roles,
        password_hash: Some(password_hash.to_owned()),
    }
}

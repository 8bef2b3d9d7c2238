//! Who may do what: roles, permissions, scopes and field groups.
//!
//! Roles are data: the server keeps them in the database, where a security administrator changes
//! them. [`BUILT_IN`] is what a new college starts with. A permission is granted with a scope
//! (which rows) and field groups (which fields of those rows); grants add up over all roles of a
//! person and there are no negative grants.

crate::vocabulary! {
    /// The roles every college starts with.
    pub enum Role {
        /// A leading cadre: own pairings and counterparts.
        Leader = "LEADER" / "领导干部" / "Leading cadre",
        /// The secretary of a branch: the branch's units and roster.
        BranchSecretary = "BRANCH_SECRETARY" / "党总支（直属党支部）书记" / "Branch secretary",
        /// An officer of the united front department: all business.
        UnitedFrontOfficer = "UNITED_FRONT_OFFICER" / "统战干事" / "United front officer",
        /// A member of the Party committee: decides the school-level roster.
        CommitteeMember = "COMMITTEE_MEMBER" / "党委委员" / "Committee member",
        /// Handles what is assigned to the unit.
        Handler = "HANDLER" / "承办人" / "Handler",
        /// A representative figure: what is held about oneself.
        Representative = "REPRESENTATIVE" / "党外代表人士" / "Representative",
        /// Accounts and settings, no business content.
        SystemAdministrator = "SYSTEM_ADMINISTRATOR" / "系统管理员" / "System administrator",
        /// Roles and grants, no business content.
        SecurityAdministrator = "SECURITY_ADMINISTRATOR" / "安全管理员" / "Security administrator",
        /// The audit log, no business content.
        AuditAdministrator = "AUDIT_ADMINISTRATOR" / "审计管理员" / "Audit administrator",
    }
}

/// Stands before the code of a role in a capacity, where the act was done for a holder who is missing.
pub const ACTING: &str = "ACTING_";

/// The name of a capacity's role (`BRANCH_SECRETARY`, `ACTING_BRANCH_SECRETARY`); a role that the college
/// made keeps its code.
pub fn capacity_label(code: &str, lang: crate::text::Lang) -> String {
    let acting = code.strip_prefix(ACTING);
    let role = acting.unwrap_or(code).parse::<Role>();
    role.map_or_else(|_| code.to_owned(), |role| role.held_label(acting.is_some(), lang))
}

impl Role {
    /// The name of the role as somebody holds it: acting for the holder, or as the holder.
    pub fn held_label(self, acting: bool, lang: crate::text::Lang) -> String {
        let label = self.label(lang);
        match (acting, lang) {
            (false, _) => label.to_owned(),
            (true, crate::text::Lang::Zh) => format!("代行{label}"),
            (true, crate::text::Lang::En) => format!("Acting {}", label.to_lowercase()),
        }
    }

    /// The three administrators exclude each other and every business role.
    pub const fn is_administrator(self) -> bool {
        matches!(self, Self::SystemAdministrator | Self::SecurityAdministrator | Self::AuditAdministrator)
    }
}

crate::vocabulary! {
    /// One action on one kind of thing.
    pub enum Permission {
        UnitRead = "UNIT_READ" / "查看组织机构" / "See units",
        UnitWrite = "UNIT_WRITE" / "维护组织机构" / "Maintain units",
        LeaderRead = "LEADER_READ" / "查看领导干部" / "See leaders",
        LeaderWrite = "LEADER_WRITE" / "维护领导干部" / "Maintain leaders",
        RepresentativeRead = "REPRESENTATIVE_READ" / "查看代表人士" / "See representatives",
        RepresentativeWrite = "REPRESENTATIVE_WRITE" / "维护代表人士" / "Maintain representatives",
        RepresentativeReveal = "REPRESENTATIVE_REVEAL" / "查看敏感信息" / "Reveal restricted fields",
        GroupRead = "GROUP_READ" / "查看组织与团体" / "See groups",
        GroupWrite = "GROUP_WRITE" / "维护组织与团体" / "Maintain groups",
        PairingRead = "PAIRING_READ" / "查看结对" / "See pairings",
        ContactRead = "CONTACT_READ" / "查看联系记录" / "See contact records",
        ContactRecord = "CONTACT_RECORD" / "记录联系" / "Record contacts",
        TrendRead = "TREND_READ" / "阅读思想动态" / "Read trends of thought",
        TrendReport = "TREND_REPORT" / "报告思想动态" / "Report trends of thought",
        ContactExport = "CONTACT_EXPORT" / "导出工作台账" / "Export the ledger of contacts",
        MeetingPropose = "MEETING_PROPOSE" / "提出见面时间" / "Propose a time to meet",
        RosterRead = "ROSTER_READ" / "查看名单" / "See rosters",
        RosterDraftSchool = "ROSTER_DRAFT_SCHOOL" / "起草、提出校级名单" / "Draft and propose the school roster",
        RosterDecideSchool = "ROSTER_DECIDE_SCHOOL" / "登记党委审定" / "Register the committee's decision",
        RosterDraftBranch = "ROSTER_DRAFT_BRANCH" / "起草基层名单" / "Draft a branch roster",
        RosterDecideBranch = "ROSTER_DECIDE_BRANCH" / "审定、报备基层名单" / "Decide and send a branch roster",
        RosterFile = "ROSTER_FILE" / "备案基层名单" / "File branch rosters",
        RosterExport = "ROSTER_EXPORT" / "打印、导出名单和审定文件" / "Print and export rosters and decision papers",
        DeputyName = "DEPUTY_NAME" / "指定代行书记" / "Name an acting secretary",
        SettingWrite = "SETTING_WRITE" / "维护工作设置" / "Maintain settings of liaison",
        ImportRun = "IMPORT_RUN" / "导入" / "Import",
        AuditRead = "AUDIT_READ" / "查看审计日志" / "See the audit log",
        AccountRead = "ACCOUNT_READ" / "查看账号" / "See accounts",
        AccountManage = "ACCOUNT_MANAGE" / "管理账号" / "Manage accounts",
        RepresentativeAccount = "REPRESENTATIVE_ACCOUNT" / "管理代表人士账号" / "Manage accounts of representatives",
        RoleManage = "ROLE_MANAGE" / "管理角色与授权" / "Manage roles and grants",
    }
}

crate::vocabulary! {
    /// Which rows a grant reaches. Scopes of several grants unite.
    pub enum Scope {
        /// What is oneself or one's own.
        SelfOnly = "SELF_ONLY" / "本人" / "Own",
        /// What is linked to the person by a pairing in force.
        Assigned = "ASSIGNED" / "结对对象" / "Paired with me",
        /// One unit.
        Unit = "UNIT" / "本单位" / "Own unit",
        /// A unit and everything below it in the scope tree.
        Subtree = "SUBTREE" / "本组织及下级" / "Own unit and below",
        /// Everything.
        All = "ALL" / "全校" / "Whole college",
    }
}

crate::vocabulary! {
    /// A set of fields that is granted together.
    pub enum FieldGroup {
        /// Name, unit, post.
        Basic = "BASIC" / "基本信息" / "Basic",
        /// Telephone, e-mail.
        ContactDetails = "CONTACT_DETAILS" / "联系方式" / "Contact details",
        /// Affiliation and categories.
        Political = "POLITICAL" / "政治面貌与类别" / "Political",
        /// Stage, key cultivation, remarks.
        Cultivation = "CULTIVATION" / "培养信息" / "Cultivation",
        /// Ethnicity, birth date, overseas status, home address, health; only by reveal.
        Sensitive = "SENSITIVE" / "敏感信息" / "Sensitive",
        /// Trends of thought; only by reveal.
        Thought = "THOUGHT" / "思想动态" / "Thought",
        /// Assessment scores.
        Score = "SCORE" / "考核得分" / "Score",
    }
}

crate::vocabulary! {
    /// Whether an account can sign in.
    pub enum AccountStatus {
        /// Opened; the one-time link has not been used yet.
        Invited = "INVITED" / "待启用" / "Invited",
        Active = "ACTIVE" / "正常" / "Active",
        /// Ended; the person left, or it was opened by mistake.
        Closed = "CLOSED" / "已关闭" / "Closed",
    }
}

impl FieldGroup {
    /// The group's bit in a set.
    const fn bit(self) -> u16 {
        match self {
            Self::Basic => 1,
            Self::ContactDetails => 2,
            Self::Political => 4,
            Self::Cultivation => 8,
            Self::Sensitive => 16,
            Self::Thought => 32,
            Self::Score => 64,
        }
    }
}

/// A set of field groups.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct FieldGroups(u16);

impl FieldGroups {
    /// The set of the given groups.
    pub const fn of(groups: &[FieldGroup]) -> Self {
        let mut bits = 0;
        let mut rest = groups;
        while let [group, tail @ ..] = rest {
            bits |= group.bit();
            rest = tail;
        }
        Self(bits)
    }

    /// Whether a group is in the set.
    pub const fn contains(self, group: FieldGroup) -> bool {
        self.0 & group.bit() != 0
    }

    /// Both sets together.
    #[must_use]
    pub const fn union(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// The groups of the set, in the order of the vocabulary.
    pub fn iter(self) -> impl Iterator<Item = FieldGroup> {
        FieldGroup::ALL.iter().copied().filter(move |group| self.contains(*group))
    }
}

impl std::fmt::Display for FieldGroups {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        for (n, group) in self.iter().enumerate() {
            if n > 0 {
                f.write_str(" ")?;
            }
            f.write_str(group.code())?;
        }
        Ok(())
    }
}

impl std::str::FromStr for FieldGroups {
    type Err = crate::vocabulary::UnknownTerm;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        text.split_whitespace()
            .try_fold(Self::default(), |set, code| Ok(set.union(Self::of(&[code.parse()?]))))
    }
}

#[cfg(feature = "server")]
crate::text_column!(FieldGroups);

/// One line of a role: a permission, the rows and the fields.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Grant {
    /// Who has it.
    pub role: Role,
    /// What may be done.
    pub permission: Permission,
    /// On which rows.
    pub scope: Scope,
    /// With which fields of them.
    pub fields: FieldGroups,
}

const BASIC: FieldGroups = FieldGroups::of(&[FieldGroup::Basic]);
const REACHABLE: FieldGroups = FieldGroups::of(&[FieldGroup::Basic, FieldGroup::ContactDetails]);
const WORKING: FieldGroups = FieldGroups::of(&[
    FieldGroup::Basic,
    FieldGroup::ContactDetails,
    FieldGroup::Political,
    FieldGroup::Cultivation,
]);
const DECIDING: FieldGroups = FieldGroups::of(&[FieldGroup::Basic, FieldGroup::Political]);
const EVERYTHING_HELD: FieldGroups = FieldGroups::of(&[
    FieldGroup::Basic,
    FieldGroup::ContactDetails,
    FieldGroup::Political,
    FieldGroup::Cultivation,
    FieldGroup::Sensitive,
]);
const SENSITIVE: FieldGroups = FieldGroups::of(&[FieldGroup::Sensitive]);

const THOUGHT: FieldGroups = FieldGroups::of(&[FieldGroup::Thought]);

const fn grant(role: Role, permission: Permission, scope: Scope, fields: FieldGroups) -> Grant {
    Grant { role, permission, scope, fields }
}

/// The grants of the built-in roles.
pub const BUILT_IN: &[Grant] = &{
    use Permission as P;
    use Role as R;
    use Scope as S;
    [
        // A leader sees those they are paired with, and the names of the other leaders.
        grant(R::Leader, P::UnitRead, S::All, BASIC),
        grant(R::Leader, P::LeaderRead, S::All, BASIC),
        grant(R::Leader, P::LeaderRead, S::SelfOnly, REACHABLE),
        grant(R::Leader, P::RepresentativeRead, S::Assigned, WORKING),
        grant(R::Leader, P::GroupRead, S::Assigned, REACHABLE),
        grant(R::Leader, P::PairingRead, S::SelfOnly, BASIC),
        // A leader keeps the record of their own liaison (R6).
        grant(R::Leader, P::ContactRead, S::SelfOnly, BASIC),
        grant(R::Leader, P::ContactRecord, S::SelfOnly, BASIC),
        // A leader reports to their own branch how counterparts think (R11); nobody else reads it unless named.
        grant(R::Leader, P::TrendReport, S::SelfOnly, BASIC),
        grant(R::Leader, P::TrendRead, S::SelfOnly, THOUGHT),
        // A secretary sees their branch's subtree, decides its roster and sends it for filing (R3).
        grant(R::BranchSecretary, P::UnitRead, S::All, BASIC),
        grant(R::BranchSecretary, P::LeaderRead, S::All, BASIC),
        grant(R::BranchSecretary, P::LeaderRead, S::Subtree, REACHABLE),
        grant(R::BranchSecretary, P::RepresentativeRead, S::Subtree, WORKING),
        grant(R::BranchSecretary, P::GroupRead, S::All, REACHABLE),
        grant(R::BranchSecretary, P::PairingRead, S::Subtree, BASIC),
        // Records on behalf of the branch's leaders; they confirm.
        grant(R::BranchSecretary, P::ContactRead, S::Subtree, BASIC),
        grant(R::BranchSecretary, P::ContactRecord, S::Subtree, BASIC),
        grant(R::BranchSecretary, P::TrendRead, S::Unit, THOUGHT),
        grant(R::BranchSecretary, P::ContactExport, S::Subtree, BASIC),
        grant(R::BranchSecretary, P::RosterRead, S::Subtree, BASIC),
        grant(R::BranchSecretary, P::RosterDraftBranch, S::Subtree, BASIC),
        grant(R::BranchSecretary, P::RosterDecideBranch, S::Subtree, BASIC),
        grant(R::BranchSecretary, P::RosterExport, S::Subtree, BASIC),
        // The department keeps the directory, proposes the school roster (R1) and files (R3).
        grant(R::UnitedFrontOfficer, P::UnitRead, S::All, BASIC),
        grant(R::UnitedFrontOfficer, P::UnitWrite, S::All, BASIC),
        grant(R::UnitedFrontOfficer, P::LeaderRead, S::All, REACHABLE),
        grant(R::UnitedFrontOfficer, P::LeaderWrite, S::All, REACHABLE),
        grant(R::UnitedFrontOfficer, P::RepresentativeRead, S::All, WORKING),
        grant(R::UnitedFrontOfficer, P::RepresentativeWrite, S::All, EVERYTHING_HELD),
        grant(R::UnitedFrontOfficer, P::RepresentativeReveal, S::All, SENSITIVE),
        grant(R::UnitedFrontOfficer, P::GroupRead, S::All, REACHABLE),
        grant(R::UnitedFrontOfficer, P::GroupWrite, S::All, REACHABLE),
        grant(R::UnitedFrontOfficer, P::PairingRead, S::All, BASIC),
        // The department keeps itself informed of how liaison is going (R7).
        grant(R::UnitedFrontOfficer, P::ContactRead, S::All, BASIC),
        grant(R::UnitedFrontOfficer, P::ContactRecord, S::All, BASIC),
        grant(R::UnitedFrontOfficer, P::TrendRead, S::SelfOnly, THOUGHT),
        grant(R::UnitedFrontOfficer, P::ContactExport, S::All, BASIC),
        grant(R::UnitedFrontOfficer, P::RosterRead, S::All, BASIC),
        grant(R::UnitedFrontOfficer, P::RosterDraftSchool, S::All, BASIC),
        grant(R::UnitedFrontOfficer, P::RosterFile, S::All, BASIC),
        grant(R::UnitedFrontOfficer, P::RosterExport, S::All, BASIC),
        grant(R::UnitedFrontOfficer, P::ImportRun, S::All, BASIC),
        // The department interprets the policy (R13): holidays, and how often counterparts should be met.
        grant(R::UnitedFrontOfficer, P::SettingWrite, S::All, BASIC),
        // That somebody is a representative is the department's to know: it opens their accounts.
        grant(R::UnitedFrontOfficer, P::RepresentativeAccount, S::All, BASIC),
        // The committee decides the school roster (R1); it needs posts and categories for that.
        grant(R::CommitteeMember, P::UnitRead, S::All, BASIC),
        grant(R::CommitteeMember, P::LeaderRead, S::All, BASIC),
        grant(R::CommitteeMember, P::RepresentativeRead, S::All, DECIDING),
        grant(R::CommitteeMember, P::GroupRead, S::All, BASIC),
        grant(R::CommitteeMember, P::PairingRead, S::All, BASIC),
        grant(R::CommitteeMember, P::ContactRead, S::All, BASIC),
        grant(R::CommitteeMember, P::TrendRead, S::SelfOnly, THOUGHT),
        grant(R::CommitteeMember, P::RosterRead, S::All, BASIC),
        grant(R::CommitteeMember, P::RosterDecideSchool, S::All, BASIC),
        grant(R::CommitteeMember, P::RosterExport, S::All, BASIC),
        // Only the committee says who acts for a branch without a secretary.
        grant(R::CommitteeMember, P::DeputyName, S::All, BASIC),
        grant(R::Handler, P::UnitRead, S::All, BASIC),
        // A representative sees what is held about them and who links them.
        grant(R::Representative, P::UnitRead, S::All, BASIC),
        grant(R::Representative, P::RepresentativeRead, S::SelfOnly, WORKING),
        grant(R::Representative, P::RepresentativeReveal, S::SelfOnly, SENSITIVE),
        grant(R::Representative, P::LeaderRead, S::Assigned, REACHABLE),
        grant(R::Representative, P::PairingRead, S::SelfOnly, BASIC),
        // Both sides choose the time freely (R5).
        grant(R::Representative, P::MeetingPropose, S::SelfOnly, BASIC),
        // The three administrators read no business content.
        grant(R::SystemAdministrator, P::UnitRead, S::All, BASIC),
        grant(R::SystemAdministrator, P::LeaderRead, S::All, BASIC),
        grant(R::SystemAdministrator, P::AccountRead, S::All, BASIC),
        grant(R::SystemAdministrator, P::AccountManage, S::All, BASIC),
        grant(R::SecurityAdministrator, P::UnitRead, S::All, BASIC),
        grant(R::SecurityAdministrator, P::LeaderRead, S::All, BASIC),
        grant(R::SecurityAdministrator, P::AccountRead, S::All, BASIC),
        grant(R::SecurityAdministrator, P::RoleManage, S::All, BASIC),
        grant(R::AuditAdministrator, P::AuditRead, S::All, BASIC),
    ]
};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn field_groups_survive_their_text() {
        for grant in BUILT_IN {
            assert_eq!(grant.fields.to_string().parse(), Ok(grant.fields));
        }
    }

    #[test]
    fn restricted_groups_are_never_on_the_ordinary_read() {
        for grant in BUILT_IN.iter().filter(|grant| grant.permission == Permission::RepresentativeRead) {
            assert!(!grant.fields.contains(FieldGroup::Sensitive));
            assert!(!grant.fields.contains(FieldGroup::Thought));
        }
    }

    #[test]
    fn administrators_read_no_business_content() {
        for grant in BUILT_IN.iter().filter(|grant| grant.role.is_administrator()) {
            assert!(!matches!(
                grant.permission,
                Permission::RepresentativeRead
                    | Permission::GroupRead
                    | Permission::PairingRead
                    | Permission::TrendRead
                    | Permission::RosterRead
                    | Permission::RosterExport
            ));
        }
    }
}

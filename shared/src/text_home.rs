//! The texts of the first page after sign-in.

use crate::access::Role;
use crate::roster::RosterTodoKind;

crate::texts! {
    /// Texts of home.
    pub enum HomeText {
        Lead = "{year}学年 · {roles}" / "Academic year {year} · {roles}",
        RoleAt = "{role}（{unit}）" / "{role} ({unit})",
        SecretaryOf = "{branch}书记" / "Secretary of {branch}",
        ActingSecretaryOf = "代行{branch}书记" / "Acting secretary of {branch}",
        NothingToDo = "目前没有需要您办理的事项" / "Nothing waits for you",
        NothingToDoNext = "有新的待办时会显示在这里。" / "It will be shown here when something does.",
        TodoFile = "备案：{branch}名单" / "File the roster: {branch}",
        TodoNameDeputy = "指定代行人：{branch}没有书记" / "Name who acts: {branch} has no secretary",
        SinceDay = "{date}起" / "since {date}",
        FiledFigure = "基层名单已备案" / "Branch rosters filed",
        FiledOf = "/ {total} 个党总支、直属党支部" / "of {total} branches",
        FiledNote = "{sent} 个待备案，其余 {rest} 个尚在进行" / "{sent} to be filed, {rest} under way",
        LinkedFigure = "已有人联系的代表人士" / "Representatives linked by a leader",
        LinkedOf = "/ {total} 人" / "of {total}",
        LinkedNote = "{unlinked} 人目前无人联系" / "{unlinked} are linked by nobody",
        MetFigure = "本学年已有联系" / "Met this academic year",
        MetOf = "/ {total} 对" / "of {total} pairings",
        MetNote = "{overdue} 对久未联系（仅作提醒，不计分）" / "{overdue} overdue (a reminder, never scored)",
        BoardTitle = "尚未备案的基层名单" / "Branch rosters not filed yet",
        BoardAll = "全部进度" / "All branches",
        BoardDone = "本学年基层名单已全部备案。" / "Every branch roster of this year is filed.",
        MyCounterparts = "我的联谊对象" / "Whom I link",
        MyCounterpartsAll = "查看全部" / "See all",
        NoPairings = "目前没有结对" / "No pairings at present",
        NoPairingsNext = "名单审定后会显示在这里。" / "They appear here once a roster is decided.",
        AwaitingTitle = "待您确认的联系记录" / "Contacts that wait for your word",
        AwaitingAll = "查看全部" / "See all",
        AwaitingLine = "{mode}：{who}" / "{mode}: {who}",
        TrendsTitle = "思想动态" / "Trends of thought",
        TrendsWaiting = "{count} 条待您阅处" / "waiting for you: {count}",
        VerbRead = "阅读" / "Read",
        VerbConfirm = "确认" / "Confirm",
        FestivalTitle = "{festival} {date}" / "{festival}, {date}",
        FestivalOpen = "还有{count}位尚未走访" / "{count} not visited yet",
        RecordVisit = "记录走访" / "Record a visit",
        RecordVisitTo = "记录走访{name}" / "Record a visit to {name}",
        CareTitle = "可以看望的联谊对象" / "Counterparts to visit",
        RecordCare = "记录探望" / "Record a visit",
        RecordCareTo = "记录探望{name}" / "Record a visit to {name}",
        DueBy = "宜在{date}前联系" / "best met before {date}",
        LastContact = "上次联系 {date}" / "last contact {date}",
        NeverContacted = "尚未联系" / "no contact yet",
        RecordContact = "记录联系" / "Record a contact",
        RecordOnBehalf = "代录联系" / "Record on behalf",
        RecordContactWith = "记录与{name}的联系" / "Record a contact with {name}",
        RecordShort = "记录" / "Record",
        PairedSince = "{date}起结对" / "paired since {date}",
        Pairs = "{count} 对" / "pairs: {count}",
        PlansTitle = "接下来的联系安排" / "Next meetings",
        PlansToRecord = "待记录的联系" / "Meetings to be recorded",
        PlansAll = "联系安排" / "All plans",
        PlanProposed = "对方提出，待答复" / "Proposed, to be answered",
        PlanInQuestion = "结对有变" / "In question",
        PlanWith = "安排与{name}的联系" / "Plan a meeting with {name}",
        PlanShort = "安排" / "Plan",
        MeetingsTitle = "见面安排" / "Meetings",
        MeetingsNone = "近期没有安排。" / "Nothing is planned.",
        MeetingsPropose = "提出见面时间" / "Propose a time",
        MeetingWith = "与{who}" / "With {who}",
        WhoLinksMe = "联系我的领导" / "Leaders who link me",
        FoundationTitle = "建立本校数据" / "Setting the college up",
        FoundationLead = "按顺序完成，每一步都以前一步为基础。" / "In this order; each step builds on the one before.",
        FoundationFirst = "先为安全管理员和统战干事开通账号；安全管理员授予统战干事角色后，由统战干事导入以上数据。" / "First open accounts for the security administrator and the united front officer; once the one has granted the other their role, the officer imports the data above.",
        FoundationHave = "已有 {count}" / "{count} so far",
        FoundationSome = "已有" / "Begun",
        FoundationNone = "尚无" / "None yet",
        FoundationByOfficer = "由统战干事导入" / "Imported by the united front officer",
        FoundationByAdministrator = "由系统管理员开通" / "Opened by the system administrator",
        FoundationImport = "导入" / "Import",
        FoundationOpenAccounts = "开通账号" / "Open accounts",
        OwnTasks = "您的工作" / "Your work",
        SystemTasks = "开通、停用账号，发放一次性链接。" / "Open and close accounts, hand out one-time links.",
        SecurityTasks = "授予和收回角色。" / "Grant and revoke roles.",
        AuditTasks = "查看审计日志，核对哈希链。" / "Read the audit log and check its chain.",
        NotShown = "代表人士、名单、结对等业务内容不对管理员开放：系统、安全、审计三员分立，各管一段，都不接触业务。" / "Representatives, rosters and pairings are closed to administrators: the three offices are separated, each has its part, and none touches the liaison work.",
        VerbStart = "启动" / "Begin",
        VerbDecide = "审定" / "Decide",
        VerbRevise = "修改" / "Revise",
        VerbContinue = "继续" / "Continue",
        VerbSend = "报备" / "Send",
        VerbFile = "备案" / "File",
        VerbCorrect = "更正" / "Correct",
        VerbSettle = "处理" / "Settle",
        VerbNameDeputy = "指定" / "Name",
    }
}

impl HomeText {
    /// The verb on the button of something that waits.
    pub const fn verb(kind: RosterTodoKind) -> Self {
        match kind {
            RosterTodoKind::SchoolNotBegun | RosterTodoKind::BranchNotBegun => Self::VerbStart,
            RosterTodoKind::ToDecide => Self::VerbDecide,
            RosterTodoKind::Returned => Self::VerbRevise,
            RosterTodoKind::DraftOpen => Self::VerbContinue,
            RosterTodoKind::FilingDue => Self::VerbSend,
            RosterTodoKind::ToFile => Self::VerbFile,
            RosterTodoKind::CorrectionAsked => Self::VerbCorrect,
            RosterTodoKind::Vacant | RosterTodoKind::CounterpartGone => Self::VerbSettle,
            RosterTodoKind::NameDeputy => Self::VerbNameDeputy,
        }
    }

    /// What waits, with the branch that it is about, for what several branches may wait for at once.
    pub const fn todo_about(kind: RosterTodoKind) -> Option<Self> {
        match kind {
            RosterTodoKind::ToFile => Some(Self::TodoFile),
            RosterTodoKind::NameDeputy => Some(Self::TodoNameDeputy),
            _ => None,
        }
    }

    /// What an administrator is there for; `None` for everybody else.
    pub const fn tasks(role: Role) -> Option<Self> {
        match role {
            Role::SystemAdministrator => Some(Self::SystemTasks),
            Role::SecurityAdministrator => Some(Self::SecurityTasks),
            Role::AuditAdministrator => Some(Self::AuditTasks),
            _ => None,
        }
    }
}

//! Rosters: states, transitions, quota and the three-part difference.

use crate::access::Permission;
use crate::people::LeaderTier;

crate::vocabulary! {
    /// The two ways a roster is decided (R1, R3).
    pub enum RosterRoute {
        /// The department proposes, the Party committee decides.
        School = "SCHOOL" / "校级名单" / "School roster",
        /// The branch decides, then sends for filing.
        Branch = "BRANCH" / "基层名单" / "Branch roster",
    }
}

crate::vocabulary! {
    /// The state of one version of a roster.
    pub enum RosterStatus {
        Draft = "DRAFT" / "起草中" / "Draft",
        Proposed = "PROPOSED" / "待党委审定" / "Proposed",
        InForce = "IN_FORCE" / "现行" / "In force",
        Superseded = "SUPERSEDED" / "历史版本" / "Superseded",
        Withdrawn = "WITHDRAWN" / "已撤回" / "Withdrawn",
    }
}

crate::vocabulary! {
    /// What can be done to a version. Decisions are recorded as append-only rows.
    pub enum RosterAction {
        /// The department puts the draft before the committee (R1).
        Propose = "PROPOSE" / "提出" / "Propose",
        /// The meeting's decision is registered; the version takes force.
        Decide = "DECIDE" / "审定" / "Decide",
        /// Back to the drafter, with reasons.
        Return = "RETURN" / "退回" / "Return",
        /// Given up before a decision.
        Withdraw = "WITHDRAW" / "撤回" / "Withdraw",
        /// A later version took force.
        Supersede = "SUPERSEDE" / "由新版本取代" / "Superseded",
    }
}

crate::vocabulary! {
    /// The filing track of a branch version in force (R3). Filing never changes force.
    pub enum FilingStatus {
        Due = "DUE" / "已生效待报备" / "To be sent",
        Sent = "SENT" / "已报送待备案" / "Sent",
        CorrectionAsked = "CORRECTION_ASKED" / "要求更正" / "Correction asked",
        Filed = "FILED" / "已备案" / "Filed",
    }
}

crate::vocabulary! {
    /// What can be done on the filing track.
    pub enum FilingAction {
        /// The branch sends, or answers a request for correction with reasons.
        Send = "SEND" / "报备" / "Send for filing",
        /// The department files.
        File = "FILE" / "备案" / "File",
        /// The department asks for a correction, with reasons.
        AskCorrection = "ASK_CORRECTION" / "要求更正" / "Ask for correction",
    }
}

crate::vocabulary! {
    /// How a line stands against the version the draft was made from.
    pub enum LineChange {
        Kept = "KEPT" / "延用" / "Kept",
        New = "NEW" / "新增" / "New",
        Ended = "ENDED" / "结束" / "Ended",
    }
}

crate::vocabulary! {
    /// The state of a pairing outside any draft.
    pub enum PairingStatus {
        /// Only in drafts so far.
        Planned = "PLANNED" / "拟结对" / "Planned",
        /// In force.
        Active = "ACTIVE" / "结对中" / "In force",
        /// In force, but its leader has left.
        Vacant = "VACANT" / "空缺" / "Vacant",
        /// Over.
        Ended = "ENDED" / "已结束" / "Ended",
    }
}

crate::vocabulary! {
    /// What a draft begins with.
    pub enum DraftStart {
        /// Nothing; what is in force is shown as ended.
        Empty = "EMPTY" / "新建空白名单" / "Empty",
        /// Everything in force, for the present academic year (R4).
        RollForward = "ROLL_FORWARD" / "同现行名单一致" / "Same as now",
        /// Everything in force, within its own academic year (R4).
        Adjust = "ADJUST" / "调整现行名单" / "Adjust",
    }
}

crate::vocabulary! {
    /// One step in the history of a version. Steps are added and never changed.
    pub enum RosterStep {
        Propose = "PROPOSE" / "提出" / "Proposed",
        Decide = "DECIDE" / "审定" / "Decided",
        Return = "RETURN" / "退回" / "Returned",
        Withdraw = "WITHDRAW" / "撤回" / "Withdrawn",
        Send = "SEND" / "报备" / "Sent for filing",
        File = "FILE" / "备案" / "Filed",
        AskCorrection = "ASK_CORRECTION" / "要求更正" / "Correction asked",
    }
}

crate::vocabulary! {
    /// Who has to act next on a version.
    pub enum NextActor {
        /// The department drafts the school roster and files branch rosters.
        Department = "DEPARTMENT" / "统战部" / "The united front department",
        /// The Party committee decides the school roster.
        Committee = "COMMITTEE" / "党委" / "The Party committee",
        /// The branch drafts, decides and sends its own roster.
        Branch = "BRANCH" / "党总支（直属党支部）" / "The branch",
    }
}

crate::vocabulary! {
    /// What the checks find on an open version.
    pub enum RosterFinding {
        /// No pairing stands on the roster.
        Empty = "EMPTY" / "名单中没有任何结对" / "The roster has no pairings",
        /// A new or ended line has no reason.
        ReasonMissing = "REASON_MISSING" / "新增或结束的结对未说明理由" / "New or ended pairings without a reason",
        /// A school-level leader stands outside the quota without a reason (R2).
        ExceptionMissing = "EXCEPTION_MISSING" / "不符合数量要求且未说明理由" / "Outside the quota without a reason",
        /// The same leader and counterpart stand there twice.
        SamePairTwice = "SAME_PAIR_TWICE" / "同一对结对重复" / "The same pair twice",
        /// A leader who has left or is archived keeps a line.
        LeaderGone = "LEADER_GONE" / "领导干部已离任或已归档" / "The leader has left or is archived",
        /// An archived counterpart keeps a line.
        CounterpartGone = "COUNTERPART_GONE" / "联谊对象已归档" / "The counterpart is archived",
        /// A person stands on a school and on a branch roster.
        BothRosters = "BOTH_ROSTERS" / "同时列入校级和基层名单" / "On a school and on a branch roster",
        /// The person who looks stands on the roster; a meeting decides, and the paper says so.
        ViewerOnRoster = "VIEWER_ON_ROSTER" / "您本人在这份名单上" / "You stand on this roster",
    }
}

impl RosterFinding {
    /// Whether it must be solved before the version is proposed or decided.
    pub const fn blocks(self) -> bool {
        !matches!(self, Self::BothRosters | Self::ViewerOnRoster)
    }
}

crate::vocabulary! {
    /// What a counterpart is.
    pub enum CounterpartKind {
        Group = "GROUP" / "组织（团体）" / "Group",
        Representative = "REPRESENTATIVE" / "个人" / "Individual",
    }
}

crate::vocabulary! {
    /// A fact that ends a pairing outside any draft.
    pub enum EndingFact {
        CounterpartLeft = "COUNTERPART_LEFT" / "联谊对象已离校" / "The counterpart has left",
        CounterpartDied = "COUNTERPART_DIED" / "联谊对象逝世" / "The counterpart has died",
        JoinedParty = "JOINED_PARTY" / "联谊对象加入中国共产党" / "The counterpart has joined the Party",
        GroupDissolved = "GROUP_DISSOLVED" / "组织（团体）已撤销" / "The group was dissolved",
        /// The pairing stays in force as `VACANT` until it is handed over or ended.
        LeaderLeft = "LEADER_LEFT" / "领导干部已离任" / "The leader has left",
    }
}

impl EndingFact {
    /// The state of the pairing after the fact.
    pub const fn status(self) -> PairingStatus {
        match self {
            Self::LeaderLeft => PairingStatus::Vacant,
            _ => PairingStatus::Ended,
        }
    }
}

crate::vocabulary! {
    /// Where a branch stands on the department's board, in this academic year.
    pub enum BranchState {
        /// Nothing decided and nothing begun this year; what was in force stays in force.
        NotBegun = "NOT_BEGUN" / "未启动" / "Not begun",
        Draft = "DRAFT" / "起草中" / "Draft",
        Due = "DUE" / "已生效待报备" / "In force, to be sent",
        Sent = "SENT" / "已报送待备案" / "Sent",
        CorrectionAsked = "CORRECTION_ASKED" / "要求更正" / "Correction asked",
        Filed = "FILED" / "已备案" / "Filed",
    }
}

impl BranchState {
    /// The state of a branch: its draft comes first, then the filing of this year's version.
    pub const fn of(has_draft: bool, this_year: bool, filing: Option<FilingStatus>) -> Self {
        match (has_draft, this_year, filing) {
            (true, ..) => Self::Draft,
            (_, _, Some(FilingStatus::Sent)) => Self::Sent,
            (_, _, Some(FilingStatus::CorrectionAsked)) => Self::CorrectionAsked,
            (_, _, Some(FilingStatus::Due)) => Self::Due,
            (_, true, Some(FilingStatus::Filed)) => Self::Filed,
            _ => Self::NotBegun,
        }
    }
}

crate::vocabulary! {
    /// What a person has to do about rosters.
    pub enum RosterTodoKind {
        NameDeputy = "NAME_DEPUTY" / "党组织没有书记，须指定代行人" / "A branch has no secretary; name who acts",
        SchoolNotBegun = "SCHOOL_NOT_BEGUN" / "本学年校级名单尚未启动" / "The school roster of this year is not begun",
        ToDecide = "TO_DECIDE" / "校级名单待审定" / "The school roster is to be decided",
        Returned = "RETURNED" / "名单被退回，须修改后重新提出" / "The roster was returned",
        DraftOpen = "DRAFT_OPEN" / "名单草稿待完成" / "A draft is to be finished",
        BranchNotBegun = "BRANCH_NOT_BEGUN" / "本学年基层名单尚未启动" / "The branch roster of this year is not begun",
        FilingDue = "FILING_DUE" / "名单已生效，须报备" / "The roster is to be sent for filing",
        ToFile = "TO_FILE" / "名单待备案" / "The roster is to be filed",
        CorrectionAsked = "CORRECTION_ASKED" / "名单被要求更正" / "A correction of the roster is asked",
        Vacant = "VACANT" / "领导离任，结对空缺，须移交或终止" / "Pairings are vacant since their leader left: hand over or end",
        CounterpartGone = "COUNTERPART_GONE" / "联谊对象已归档，须终止结对" / "Counterparts are archived: end the pairings",
    }
}

impl RosterStatus {
    /// The state after an action, or `None` where the action is not possible.
    pub const fn after(self, route: RosterRoute, action: RosterAction) -> Option<Self> {
        use RosterAction as A;
        match (route, self, action) {
            (RosterRoute::School, Self::Draft, A::Propose) => Some(Self::Proposed),
            (RosterRoute::School, Self::Proposed, A::Decide)
            | (RosterRoute::Branch, Self::Draft, A::Decide) => Some(Self::InForce),
            (RosterRoute::School, Self::Proposed, A::Return) => Some(Self::Draft),
            (RosterRoute::School, Self::Draft | Self::Proposed, A::Withdraw)
            | (RosterRoute::Branch, Self::Draft, A::Withdraw) => Some(Self::Withdrawn),
            (_, Self::InForce, A::Supersede) => Some(Self::Superseded),
            _ => None,
        }
    }

    /// Who has to act next, if anybody.
    pub const fn next_actor(self, route: RosterRoute, filing: Option<FilingStatus>) -> Option<NextActor> {
        match (route, self, filing) {
            (RosterRoute::School, Self::Draft, _)
            | (RosterRoute::Branch, Self::InForce, Some(FilingStatus::Sent)) => Some(NextActor::Department),
            (RosterRoute::School, Self::Proposed, _) => Some(NextActor::Committee),
            (RosterRoute::Branch, Self::Draft, _)
            | (RosterRoute::Branch, Self::InForce, Some(FilingStatus::Due | FilingStatus::CorrectionAsked)) => {
                Some(NextActor::Branch)
            }
            _ => None,
        }
    }

    /// Whether lines may still be changed or the version decided.
    pub const fn is_open(self) -> bool {
        matches!(self, Self::Draft | Self::Proposed)
    }
}

impl RosterAction {
    /// The step that the history of a version keeps of the action.
    pub const fn step(self) -> Option<RosterStep> {
        match self {
            Self::Propose => Some(RosterStep::Propose),
            Self::Decide => Some(RosterStep::Decide),
            Self::Return => Some(RosterStep::Return),
            Self::Withdraw => Some(RosterStep::Withdraw),
            Self::Supersede => None,
        }
    }

    /// The permission that the action needs; `None` where it only follows from another one.
    pub const fn permission(self, route: RosterRoute) -> Option<Permission> {
        match (self, route) {
            (Self::Propose | Self::Withdraw, RosterRoute::School) => Some(Permission::RosterDraftSchool),
            (Self::Decide | Self::Return, RosterRoute::School) => Some(Permission::RosterDecideSchool),
            (Self::Withdraw, RosterRoute::Branch) => Some(Permission::RosterDraftBranch),
            (Self::Decide, RosterRoute::Branch) => Some(Permission::RosterDecideBranch),
            _ => None,
        }
    }
}

impl RosterRoute {
    /// The permission to draft a roster of this route.
    pub const fn draft_permission(self) -> Permission {
        match self {
            Self::School => Permission::RosterDraftSchool,
            Self::Branch => Permission::RosterDraftBranch,
        }
    }

    /// The leaders who stand on a roster of this route (P1).
    pub const fn tier(self) -> LeaderTier {
        match self {
            Self::School => LeaderTier::School,
            Self::Branch => LeaderTier::Department,
        }
    }
}

impl FilingAction {
    /// The permission that the action needs.
    pub const fn permission(self) -> Permission {
        match self {
            Self::Send => Permission::RosterDecideBranch,
            Self::File | Self::AskCorrection => Permission::RosterFile,
        }
    }

    /// The step that the history of a version keeps of the action.
    pub const fn step(self) -> RosterStep {
        match self {
            Self::Send => RosterStep::Send,
            Self::File => RosterStep::File,
            Self::AskCorrection => RosterStep::AskCorrection,
        }
    }
}

impl FilingStatus {
    /// The state after an action, or `None` where the action is not possible.
    pub const fn after(self, action: FilingAction) -> Option<Self> {
        match (self, action) {
            (Self::Due | Self::CorrectionAsked, FilingAction::Send) => Some(Self::Sent),
            (Self::Sent, FilingAction::File) => Some(Self::Filed),
            (Self::Sent, FilingAction::AskCorrection) => Some(Self::CorrectionAsked),
            _ => None,
        }
    }
}

/// Groups a school-level leader links in principle (R2).
pub const QUOTA_GROUPS: u32 = 1;
/// Individuals a school-level leader links in principle (R2).
pub const QUOTA_INDIVIDUALS: u32 = 2;

crate::vocabulary! {
    /// How a leader stands against the quota (R2), a soft rule: an exception needs a reason.
    pub enum QuotaVerdict {
        Met = "MET" / "符合" / "Met",
        Under = "UNDER" / "不足" / "Under",
        Over = "OVER" / "超出" / "Over",
        /// Short of one kind and beyond the other.
        Mixed = "MIXED" / "一项不足一项超出" / "Under and over",
    }
}

impl QuotaVerdict {
    /// The verdict on a school-level leader with so many groups and individuals.
    pub const fn of(groups: u32, individuals: u32) -> Self {
        let under = groups < QUOTA_GROUPS || individuals < QUOTA_INDIVIDUALS;
        let over = groups > QUOTA_GROUPS || individuals > QUOTA_INDIVIDUALS;
        match (under, over) {
            (false, false) => Self::Met,
            (true, false) => Self::Under,
            (false, true) => Self::Over,
            (true, true) => Self::Mixed,
        }
    }
}

#[cfg(test)]
mod tests {
    use std::fmt::Write as _;

    use super::*;

    /// The whole table as text, so that a change of the workflow shows in review.
    #[test]
    fn transition_table() {
        let mut table = String::new();
        for route in RosterRoute::ALL {
            for status in RosterStatus::ALL {
                for action in RosterAction::ALL {
                    if let Some(to) = status.after(*route, *action) {
                        let _ = writeln!(table, "{route} {status} --{action}--> {to}");
                    }
                }
            }
        }
        for status in FilingStatus::ALL {
            for action in FilingAction::ALL {
                if let Some(to) = status.after(*action) {
                    let _ = writeln!(table, "FILING {status} --{action}--> {to}");
                }
            }
        }
        assert_eq!(
            table,
            "SCHOOL DRAFT --PROPOSE--> PROPOSED\n\
             SCHOOL DRAFT --WITHDRAW--> WITHDRAWN\n\
             SCHOOL PROPOSED --DECIDE--> IN_FORCE\n\
             SCHOOL PROPOSED --RETURN--> DRAFT\n\
             SCHOOL PROPOSED --WITHDRAW--> WITHDRAWN\n\
             SCHOOL IN_FORCE --SUPERSEDE--> SUPERSEDED\n\
             BRANCH DRAFT --DECIDE--> IN_FORCE\n\
             BRANCH DRAFT --WITHDRAW--> WITHDRAWN\n\
             BRANCH IN_FORCE --SUPERSEDE--> SUPERSEDED\n\
             FILING DUE --SEND--> SENT\n\
             FILING SENT --FILE--> FILED\n\
             FILING SENT --ASK_CORRECTION--> CORRECTION_ASKED\n\
             FILING CORRECTION_ASKED --SEND--> SENT\n"
        );
    }

    #[test]
    fn quota_is_one_group_and_two_individuals() {
        assert_eq!(QuotaVerdict::of(1, 2), QuotaVerdict::Met);
        assert_eq!(QuotaVerdict::of(0, 2), QuotaVerdict::Under);
        assert_eq!(QuotaVerdict::of(1, 3), QuotaVerdict::Over);
        assert_eq!(QuotaVerdict::of(0, 3), QuotaVerdict::Mixed);
    }
}

//! Rosters: states, transitions, quota and the three-part difference.

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

    /// Whether lines may still be changed or the version decided.
    pub const fn is_open(self) -> bool {
        matches!(self, Self::Draft | Self::Proposed)
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
    use super::*;

    /// The whole table as text, so that a change of the workflow shows in review.
    #[test]
    fn transition_table() {
        let mut table = String::new();
        for route in RosterRoute::ALL {
            for status in RosterStatus::ALL {
                for action in RosterAction::ALL {
                    if let Some(to) = status.after(*route, *action) {
                        table += &format!("{route} {status} --{action}--> {to}\n");
                    }
                }
            }
        }
        for status in FilingStatus::ALL {
            for action in FilingAction::ALL {
                if let Some(to) = status.after(*action) {
                    table += &format!("FILING {status} --{action}--> {to}\n");
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

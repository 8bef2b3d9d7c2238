//! Plans: times agreed ahead, their states, and how they repeat (R5).

crate::vocabulary! {
    /// The state of a planned meeting.
    pub enum PlanStatus {
        /// A time that the representative proposed and nobody has answered.
        Proposed = "PROPOSED" / "待答复" / "Proposed",
        Planned = "PLANNED" / "已安排" / "Planned",
        /// The meeting was recorded.
        Held = "HELD" / "已联系" / "Held",
        /// Called off with a reason, or taken back by who proposed it.
        Cancelled = "CANCELLED" / "已取消" / "Cancelled",
        /// The proposed time does not suit.
        Declined = "DECLINED" / "时间不便" / "Declined",
    }
}

crate::vocabulary! {
    /// What can be done to a planned meeting.
    pub enum PlanAction {
        /// The leader takes the proposed time.
        Accept = "ACCEPT" / "同意" / "Accept",
        /// The leader answers that the time does not suit, with a word.
        Decline = "DECLINE" / "婉拒" / "Decline",
        /// The representative takes the proposal back.
        Withdraw = "WITHDRAW" / "撤回" / "Withdraw",
        /// Day, time, place, form, note or who is met.
        Change = "CHANGE" / "修改" / "Change",
        /// Called off, with a reason.
        Cancel = "CANCEL" / "取消安排" / "Cancel",
        /// The contact is recorded.
        Hold = "HOLD" / "记录这次联系" / "Record this contact",
    }
}

impl PlanStatus {
    /// The state after an action, or `None` where the action is not possible.
    pub const fn after(self, action: PlanAction) -> Option<Self> {
        match (self, action) {
            (Self::Proposed, PlanAction::Accept) | (Self::Planned, PlanAction::Change) => Some(Self::Planned),
            (Self::Proposed, PlanAction::Decline) => Some(Self::Declined),
            (Self::Proposed, PlanAction::Withdraw) | (Self::Planned, PlanAction::Cancel) => {
                Some(Self::Cancelled)
            }
            (Self::Planned, PlanAction::Hold) => Some(Self::Held),
            _ => None,
        }
    }

    /// Whether something is still to come of it.
    pub const fn is_open(self) -> bool {
        matches!(self, Self::Proposed | Self::Planned)
    }
}

crate::vocabulary! {
    /// How often a plan repeats.
    pub enum PlanRepeat {
        Weekly = "WEEKLY" / "每周" / "Every week",
        Fortnightly = "FORTNIGHTLY" / "每两周" / "Every two weeks",
        Monthly = "MONTHLY" / "每月" / "Every month",
        Quarterly = "QUARTERLY" / "每三个月" / "Every three months",
    }
}

/// The most occurrences of one series.
pub const OCCURRENCES_MAX: usize = 60;

crate::vocabulary! {
    /// Which occurrences of a series an act reaches. Only those still planned are touched.
    pub enum PlanReach {
        This = "THIS" / "仅这一次" / "Only this one",
        /// This one and those made for a later day.
        Following = "FOLLOWING" / "这一次及以后各次" / "This and the following",
        /// This one and all that are not past.
        All = "ALL" / "全部未完成的各次" / "All that are still to come",
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
        for status in PlanStatus::ALL {
            for action in PlanAction::ALL {
                if let Some(to) = status.after(*action) {
                    assert!(status.is_open());
                    let _ = writeln!(table, "{status} --{action}--> {to}");
                }
            }
        }
        assert_eq!(
            table,
            "PROPOSED --ACCEPT--> PLANNED\n\
             PROPOSED --DECLINE--> DECLINED\n\
             PROPOSED --WITHDRAW--> CANCELLED\n\
             PLANNED --CHANGE--> PLANNED\n\
             PLANNED --CANCEL--> CANCELLED\n\
             PLANNED --HOLD--> HELD\n"
        );
    }
}

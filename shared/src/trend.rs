//! Trends of thought (思想动态, R11): reported, read, noted or reported up. Never a case that is handled.

/// After how many months it is asked whether a report must be kept.
pub const REVIEW_AFTER_MONTHS: u32 = 12;

crate::vocabulary! {
    /// The state of a report.
    pub enum TrendStatus {
        /// Lies before the secretary of the leader's branch.
        Reported = "REPORTED" / "待阅" / "To be read",
        /// The secretary has read it.
        Read = "READ" / "已阅" / "Read",
        /// Lies before named readers of the department or the committee.
        ReportedUp = "REPORTED_UP" / "已上报" / "Reported up",
        /// Taken note of.
        Noted = "NOTED" / "已阅存" / "Noted",
    }
}

crate::vocabulary! {
    /// What can be done to a report.
    pub enum TrendAction {
        /// Somebody to whom it was reported opens it.
        Read = "READ" / "阅读" / "Read",
        /// They take note of it.
        Note = "NOTE" / "阅存" / "Take note",
        /// The author or the secretary names readers of the department or the committee.
        ReportUp = "REPORT_UP" / "上报" / "Report up",
        /// The author takes it back before anybody has read it; nothing is left.
        TakeBack = "TAKE_BACK" / "撤回" / "Take back",
        /// At the review it is kept for another year.
        Keep = "KEEP" / "继续保留" / "Keep",
        /// At the review it is deleted; nothing is left.
        Delete = "DELETE" / "删除" / "Delete",
    }
}

impl TrendStatus {
    /// The state after an action, or `None` where the action is not possible. After `TAKE_BACK` and `DELETE` there is
    /// nothing that could have a state.
    pub const fn after(self, action: TrendAction) -> Option<Self> {
        match (self, action) {
            (Self::Reported, TrendAction::Read) => Some(Self::Read),
            (stays, TrendAction::Read | TrendAction::Keep | TrendAction::Delete)
            | (stays @ Self::Reported, TrendAction::TakeBack) => Some(stays),
            (Self::Read | Self::ReportedUp, TrendAction::Note) => Some(Self::Noted),
            (Self::Reported | Self::Read, TrendAction::ReportUp) => Some(Self::ReportedUp),
            _ => None,
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
        for status in TrendStatus::ALL {
            for action in TrendAction::ALL {
                if let Some(to) = status.after(*action).filter(|to| to != status) {
                    let _ = writeln!(table, "{status} --{action}--> {to}");
                }
            }
        }
        assert_eq!(
            table,
            "REPORTED --READ--> READ\n\
             REPORTED --REPORT_UP--> REPORTED_UP\n\
             READ --NOTE--> NOTED\n\
             READ --REPORT_UP--> REPORTED_UP\n\
             REPORTED_UP --NOTE--> NOTED\n"
        );
        let takes_back = |status: &&TrendStatus| status.after(TrendAction::TakeBack).is_some();
        assert_eq!(TrendStatus::ALL.iter().filter(takes_back).collect::<Vec<_>>(), [&TrendStatus::Reported]);
    }
}

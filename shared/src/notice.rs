//! Notices: what somebody is told, in the app and by mail.

crate::vocabulary! {
    /// Of what somebody is told. A notice holds a kind, an id and a count; whoever opens it sees what they may see.
    pub enum NoticeKind {
        /// So many of a leader's pairings are due; a digest.
        Due = "DUE" / "联系周期" / "Cadence",
        /// Somebody asks a leader to get in touch with a counterpart; about a pairing.
        Urged = "URGED" / "提醒联系" / "Asked to get in touch",
        /// A record was entered on a leader's behalf; about the record.
        Awaiting = "AWAITING" / "待确认" / "To confirm",
        /// So many of a leader's meetings are near; a digest.
        Plan = "PLAN" / "联系安排" / "Planned",
        /// A representative proposed a time to a leader; about the plan.
        MeetingProposed = "MEETING_PROPOSED" / "见面时间待答复" / "Time proposed",
        /// The time that a representative proposed was answered; about the plan.
        MeetingAnswered = "MEETING_ANSWERED" / "见面时间有答复" / "Time answered",
        /// A meeting was arranged, changed or called off; to a leader, about the plan.
        PlanChanged = "PLAN_CHANGED" / "联系安排变动" / "Plan changed",
        /// The same, to a representative.
        MeetingChanged = "MEETING_CHANGED" / "见面安排变动" / "Meeting changed",
        /// A trend of thought was reported or passed on to somebody; about the report.
        TrendReported = "TREND_REPORTED" / "思想动态待阅" / "Trend to be read",
        /// A reader took note of a trend that somebody reported; about the report.
        TrendNoted = "TREND_NOTED" / "思想动态已阅存" / "Trend noted",
        /// The department waits for a branch's roster; about the branch.
        RosterUrged = "ROSTER_URGED" / "名单催办" / "Roster waited for",
    }
}

impl NoticeKind {
    /// The page that it opens.
    pub fn path(self, about: Option<&str>) -> String {
        match (self, about) {
            (Self::Urged, Some(pairing)) => format!("/pairings?urged={pairing}"),
            (Self::Awaiting, Some(contact)) => format!("/contacts/{contact}"),
            (Self::MeetingProposed | Self::PlanChanged, Some(plan)) => format!("/plans/{plan}"),
            (Self::MeetingAnswered | Self::MeetingChanged, _) => "/own#meetings".to_owned(),
            (Self::Plan | Self::MeetingProposed | Self::PlanChanged, _) => "/plans".to_owned(),
            (Self::TrendReported | Self::TrendNoted, Some(trend)) => format!("/trends/{trend}"),
            (Self::TrendReported | Self::TrendNoted, None) => "/trends".to_owned(),
            (Self::RosterUrged, _) => "/rosters".to_owned(),
            (Self::Awaiting, None) => "/contacts?tab=awaiting".to_owned(),
            (Self::Due | Self::Urged, _) => "/pairings".to_owned(),
        }
    }
}

crate::vocabulary! {
    /// How often somebody wants to be told by mail. Never in the evening, at night or on days off.
    pub enum MailFrequency {
        /// Within minutes, what comes together in one.
        AtOnce = "AT_ONCE" / "及时发送" / "Soon",
        Daily = "DAILY" / "每个工作日最多一封" / "At most one a working day",
        Off = "OFF" / "暂不发送" / "Not now",
    }
}

/// How many digits the code has that proves an address.
pub const CODE_DIGITS: usize = 6;
/// For how many minutes it is good.
pub const CODE_MINUTES: i64 = 30;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_opens_a_page_and_only_ids_stand_in_its_address() {
        for kind in NoticeKind::ALL {
            for about in [None, Some("pai_1")] {
                let path = kind.path(about);
                assert!(path.starts_with('/') && !path.contains(' '), "{kind}: {path}");
            }
        }
        assert_eq!(NoticeKind::Awaiting.path(Some("con_1")), "/contacts/con_1");
        assert_eq!(NoticeKind::MeetingProposed.path(Some("pla_1")), "/plans/pla_1");
    }
}

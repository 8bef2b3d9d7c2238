//! Contacts: modes, content, states, cadence (M1, M2, R5, R6).

use crate::roster::CounterpartKind;

crate::vocabulary! {
    /// The form of a contact (M1).
    pub enum ContactMode {
        Talk = "TALK" / "谈心谈话" / "Heart-to-heart talk",
        HolidayVisit = "HOLIDAY_VISIT" / "走访慰问" / "Holiday visit",
        CareVisit = "CARE_VISIT" / "探望" / "Care visit",
        StudyTour = "STUDY_TOUR" / "学习考察" / "Study tour",
        InvitedActivity = "INVITED_ACTIVITY" / "邀请参加活动" / "Invited to an activity",
        InvitedMeeting = "INVITED_MEETING" / "邀请参加会议" / "Invited to a meeting",
        Symposium = "SYMPOSIUM" / "座谈会" / "Symposium",
        Telephone = "TELEPHONE" / "电话联系" / "By telephone",
        Online = "ONLINE" / "网络联系" / "Online",
        Other = "OTHER" / "其他" / "Other",
    }
}

crate::vocabulary! {
    /// What a contact was about (M2).
    pub enum ContactContentKind {
        /// How the person thinks; views exchanged; policy explained.
        Exchange = "EXCHANGE" / "思想交流、政策说明" / "Exchange of views, policy explained",
        /// Opinions and suggestions heard.
        Opinions = "OPINIONS" / "听取意见建议" / "Opinions and suggestions heard",
        /// Work, study and life; difficulties.
        Care = "CARE" / "关心工作、学习和生活" / "Care for work, study and life",
    }
}

crate::vocabulary! {
    /// What a piece of feedback is.
    pub enum MatterKind {
        Opinion = "OPINION" / "意见建议" / "Opinion",
        MajorMatter = "MAJOR_MATTER" / "重大情况" / "Major matter",
        Difficulty = "DIFFICULTY" / "实际困难" / "Difficulty",
    }
}

crate::vocabulary! {
    /// The state of a contact record. What is not recorded yet is a draft, a thing of its own.
    pub enum ContactStatus {
        /// Entered on behalf of a leader who has not confirmed it (代录).
        AwaitingConfirmation = "AWAITING_CONFIRMATION" / "待本人确认" / "Awaiting confirmation",
        /// The leader's own word.
        Confirmed = "CONFIRMED" / "已确认" / "Confirmed",
        /// Withdrawn with a reason; counts nowhere.
        Voided = "VOIDED" / "已作废" / "Voided",
    }
}

crate::vocabulary! {
    /// What can be done to a contact record.
    pub enum ContactAction {
        /// A leader of the record says that it is right.
        Confirm = "CONFIRM" / "确认" / "Confirm",
        /// A leader of the record writes a new revision.
        Correct = "CORRECT" / "更正" / "Correct",
        /// Somebody else writes a new revision, which a leader has to confirm.
        CorrectOnBehalf = "CORRECT_ON_BEHALF" / "代为更正" / "Correct on behalf",
        /// The record is withdrawn, with a reason.
        Void = "VOID" / "作废" / "Void",
    }
}

impl ContactStatus {
    /// The state after an action, or `None` where the action is not possible.
    pub const fn after(self, action: ContactAction) -> Option<Self> {
        match (self, action) {
            (Self::AwaitingConfirmation, ContactAction::Confirm)
            | (Self::AwaitingConfirmation | Self::Confirmed, ContactAction::Correct) => Some(Self::Confirmed),
            (Self::AwaitingConfirmation | Self::Confirmed, ContactAction::CorrectOnBehalf) => {
                Some(Self::AwaitingConfirmation)
            }
            (Self::AwaitingConfirmation | Self::Confirmed, ContactAction::Void) => Some(Self::Voided),
            _ => None,
        }
    }
}

/// A contact recorded more than so many days after it was held is a late entry (补录).
pub const LATE_AFTER_DAYS: i64 = 14;

crate::vocabulary! {
    /// How long ago the last contact was, against the cadence (R5). Advice; it enters no score.
    pub enum Lamp {
        InTouch = "IN_TOUCH" / "正常" / "In touch",
        /// The ideal interval is over.
        Due = "DUE" / "该联系了" / "Due",
        /// The maximum interval is over.
        Overdue = "OVERDUE" / "久未联系" / "Overdue",
    }
}

/// How often a counterpart should be met, in days.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cadence {
    /// After so many days it is time.
    pub ideal: i64,
    /// After so many days it is long ago.
    pub maximum: i64,
}

impl Cadence {
    /// The cadence of a kind of counterpart.
    pub const fn of(kind: CounterpartKind) -> Self {
        match kind {
            CounterpartKind::Representative => Self { ideal: 90, maximum: 150 },
            CounterpartKind::Group => Self { ideal: 180, maximum: 270 },
        }
    }

    /// The lamp so many days after the last confirmed contact, or after the pairing began.
    pub const fn lamp(self, days: i64) -> Lamp {
        if days > self.maximum {
            Lamp::Overdue
        } else if days > self.ideal {
            Lamp::Due
        } else {
            Lamp::InTouch
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
        for status in ContactStatus::ALL {
            for action in ContactAction::ALL {
                if let Some(to) = status.after(*action) {
                    let _ = writeln!(table, "{status} --{action}--> {to}");
                }
            }
        }
        assert_eq!(
            table,
            "AWAITING_CONFIRMATION --CONFIRM--> CONFIRMED\n\
             AWAITING_CONFIRMATION --CORRECT--> CONFIRMED\n\
             AWAITING_CONFIRMATION --CORRECT_ON_BEHALF--> AWAITING_CONFIRMATION\n\
             AWAITING_CONFIRMATION --VOID--> VOIDED\n\
             CONFIRMED --CORRECT--> CONFIRMED\n\
             CONFIRMED --CORRECT_ON_BEHALF--> AWAITING_CONFIRMATION\n\
             CONFIRMED --VOID--> VOIDED\n"
        );
    }

    #[test]
    fn the_lamp_never_goes_back_while_nobody_meets() {
        for kind in CounterpartKind::ALL {
            let cadence = Cadence::of(*kind);
            let lamps: Vec<Lamp> = (0..400).map(|days| cadence.lamp(days)).collect();
            assert!(lamps.is_sorted());
            assert_eq!(cadence.lamp(cadence.ideal), Lamp::InTouch);
            assert_eq!(cadence.lamp(cadence.ideal + 1), Lamp::Due);
            assert_eq!(cadence.lamp(cadence.maximum), Lamp::Due);
            assert_eq!(cadence.lamp(cadence.maximum + 1), Lamp::Overdue);
        }
    }
}

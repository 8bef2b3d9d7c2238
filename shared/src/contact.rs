//! Contacts: modes, content, states, cadence (M1, M2, R5, R6).

use std::collections::BTreeMap;

use crate::people::LeaderTier;
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

/// The longest interval that a rule may have: three years.
pub const LONGEST_INTERVAL: i64 = 1095;

/// The category of who is in none (P3): 其他.
const OTHER_CATEGORY: i32 = 9;

impl Cadence {
    /// What a college begins with: of a person in any category, or of a group.
    pub const fn default_of(kind: CounterpartKind) -> Self {
        match kind {
            CounterpartKind::Representative => Self { ideal: 90, maximum: 150 },
            CounterpartKind::Group => Self { ideal: 180, maximum: 270 },
        }
    }

    /// Whether it can be a rule.
    pub const fn is_sound(self) -> bool {
        0 < self.ideal && self.ideal < self.maximum && self.maximum <= LONGEST_INTERVAL
    }

    /// Of two cadences what asks to be met more often.
    fn stricter(self, other: Self) -> Self {
        Self { ideal: self.ideal.min(other.ideal), maximum: self.maximum.min(other.maximum) }
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

/// The cadence of the college: by the tier of the leader, and by the category (P3) of the person or for groups.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CadenceRules(BTreeMap<(LeaderTier, Option<i32>), Cadence>);

impl CadenceRules {
    /// Sets one rule; without a category it is that of groups.
    pub fn set(&mut self, tier: LeaderTier, category: Option<i32>, cadence: Cadence) {
        self.0.insert((tier, category), cadence);
    }

    /// One rule, as the department set it or as a college begins.
    pub fn rule(&self, tier: LeaderTier, category: Option<i32>) -> Cadence {
        let kind = match category {
            Some(_) => CounterpartKind::Representative,
            None => CounterpartKind::Group,
        };
        self.0.get(&(tier, category)).copied().unwrap_or(Cadence::default_of(kind))
    }

    /// The cadence of a group.
    pub fn of_group(&self, tier: LeaderTier) -> Cadence {
        self.rule(tier, None)
    }

    /// The cadence of a person: the strictest of their categories.
    pub fn of_person(&self, tier: LeaderTier, categories: impl IntoIterator<Item = i32>) -> Cadence {
        let rules = categories.into_iter().map(|category| self.rule(tier, Some(category)));
        rules.reduce(Cadence::stricter).unwrap_or_else(|| self.rule(tier, Some(OTHER_CATEGORY)))
    }
}

crate::vocabulary! {
    /// Where a pairing stands on the due board: its lamp, or that there was no contact yet.
    pub enum DueState {
        Overdue = "OVERDUE" / "久未联系" / "Overdue",
        Due = "DUE" / "该联系了" / "Due",
        Never = "NEVER" / "尚未联系" / "No contact yet",
        InTouch = "IN_TOUCH" / "正常" / "In touch",
    }
}

impl DueState {
    /// The state of a pairing that last met so many days ago, or never.
    pub fn of(cadence: Cadence, days: Option<i64>) -> Self {
        match days.map(|days| cadence.lamp(days)) {
            None => Self::Never,
            Some(Lamp::InTouch) => Self::InTouch,
            Some(Lamp::Due) => Self::Due,
            Some(Lamp::Overdue) => Self::Overdue,
        }
    }
}

#[cfg(test)]
mod tests {
    use std::fmt::Write as _;

    use proptest::prelude::*;

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

    fn cadences() -> impl Strategy<Value = Cadence> {
        (1_i64..400, 1_i64..400).prop_map(|(ideal, more)| Cadence { ideal, maximum: ideal + more })
    }

    /// Rules for some tiers and categories; 0 stands for groups.
    fn rules() -> impl Strategy<Value = CadenceRules> {
        let tier = prop_oneof![Just(LeaderTier::School), Just(LeaderTier::Department)];
        proptest::collection::vec((tier, 0_i32..=9, cadences()), 0..20).prop_map(|set| {
            let mut rules = CadenceRules::default();
            for (tier, category, cadence) in set {
                rules.set(tier, Some(category).filter(|category| *category > 0), cadence);
            }
            rules
        })
    }

    proptest! {
        #[test]
        fn the_lamp_never_goes_back_while_nobody_meets(cadence in cadences(), days in -10_i64..900) {
            prop_assert!(cadence.is_sound());
            prop_assert!(cadence.lamp(days) <= cadence.lamp(days + 1));
            prop_assert_eq!(cadence.lamp(cadence.ideal), Lamp::InTouch);
            prop_assert_eq!(cadence.lamp(cadence.ideal + 1), Lamp::Due);
            prop_assert_eq!(cadence.lamp(cadence.maximum), Lamp::Due);
            prop_assert_eq!(cadence.lamp(cadence.maximum + 1), Lamp::Overdue);
        }

        #[test]
        fn a_further_category_never_makes_a_lamp_milder(
            rules in rules(),
            categories in proptest::collection::vec(1_i32..=9, 1..5),
            further in 1_i32..=9,
            days in 0_i64..900,
        ) {
            for tier in LeaderTier::ALL {
                let few = rules.of_person(*tier, categories.iter().copied());
                let more = rules.of_person(*tier, categories.iter().copied().chain([further]));
                prop_assert!(more.is_sound());
                prop_assert!(few.lamp(days) <= more.lamp(days));
                prop_assert!(more.lamp(days) >= rules.rule(*tier, Some(further)).lamp(days));
            }
        }

        #[test]
        fn a_rule_concerns_nothing_but_its_tier_and_category(rules in rules(), cadence in cadences(), category in 1_i32..=9) {
            let mut changed = rules.clone();
            changed.set(LeaderTier::School, Some(category), cadence);
            prop_assert_eq!(changed.rule(LeaderTier::School, Some(category)), cadence);
            prop_assert_eq!(changed.of_group(LeaderTier::School), rules.of_group(LeaderTier::School));
            for other in (1..=9).filter(|other| *other != category) {
                prop_assert_eq!(changed.of_person(LeaderTier::School, [other]), rules.of_person(LeaderTier::School, [other]));
            }
            prop_assert_eq!(
                changed.of_person(LeaderTier::Department, [category]),
                rules.of_person(LeaderTier::Department, [category])
            );
        }
    }

    #[test]
    fn who_is_in_no_category_is_among_the_others() {
        let mut rules = CadenceRules::default();
        assert_eq!(rules.of_person(LeaderTier::School, []), Cadence { ideal: 90, maximum: 150 });
        assert_eq!(rules.of_group(LeaderTier::School), Cadence { ideal: 180, maximum: 270 });
        rules.set(LeaderTier::School, Some(9), Cadence { ideal: 30, maximum: 60 });
        assert_eq!(rules.of_person(LeaderTier::School, []), Cadence { ideal: 30, maximum: 60 });
    }
}

//! Academic years, working days and festivals.

use crate::text::Lang;

/// An academic year, named by the calendar year in which it begins: 1 September to 31 August.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct AcademicYear(pub i32);

impl AcademicYear {
    /// The academic year of a day.
    pub const fn of(year: i32, month: u32) -> Self {
        Self(if month >= 9 { year } else { year - 1 })
    }

    /// The calendar year in which the academic year has a month.
    pub const fn of_month(self, month: u32) -> i32 {
        if month >= 9 { self.0 } else { self.0 + 1 }
    }

    /// As each language writes it: `2026—2027`, `2026–27`.
    pub fn label(self, lang: Lang) -> String {
        match lang {
            Lang::Zh => self.to_string(),
            Lang::En => format!("{}–{:02}", self.0, (self.0 + 1) % 100),
        }
    }
}

impl std::fmt::Display for AcademicYear {
    /// As offices write it: `2026—2027`.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}—{}", self.0, self.0 + 1)
    }
}

crate::vocabulary! {
    /// How a day differs from what its weekday says.
    pub enum DayKind {
        /// A day off, on whatever weekday.
        Holiday = "HOLIDAY" / "放假" / "Day off",
        /// A Saturday or Sunday on which people work (调休).
        MakeUp = "MAKE_UP" / "调休上班" / "Working day",
    }
}

crate::vocabulary! {
    /// A festival of everybody's; those of minorities are only for who asked for them.
    pub enum Festival {
        NewYear = "NEW_YEAR" / "元旦" / "New Year's Day",
        SpringFestival = "SPRING_FESTIVAL" / "春节" / "Spring Festival",
        LanternFestival = "LANTERN_FESTIVAL" / "元宵节" / "Lantern Festival",
        Qingming = "QINGMING" / "清明节" / "Qingming",
        LabourDay = "LABOUR_DAY" / "劳动节" / "Labour Day",
        DragonBoatFestival = "DRAGON_BOAT_FESTIVAL" / "端午节" / "Dragon Boat Festival",
        TeachersDay = "TEACHERS_DAY" / "教师节" / "Teachers' Day",
        MidAutumnFestival = "MID_AUTUMN_FESTIVAL" / "中秋节" / "Mid-Autumn Festival",
        NationalDay = "NATIONAL_DAY" / "国庆节" / "National Day",
        DoubleNinthFestival = "DOUBLE_NINTH_FESTIVAL" / "重阳节" / "Double Ninth Festival",
    }
}

impl Festival {
    /// Whether people are visited for it (走访慰问, M1). Qingming is for the dead of one's own family.
    pub const fn is_visited(self) -> bool {
        !matches!(self, Self::Qingming)
    }
}

#[cfg(feature = "server")]
pub use working_days::WorkingDays;

#[cfg(feature = "server")]
mod working_days {
    use std::collections::BTreeMap;

    use chrono::{Datelike as _, NaiveDate, Weekday};

    use super::DayKind;

    /// The working-day clock: Monday to Friday, but for the days that differ.
    ///
    /// It counts the days in which people have to act. Where a span of time itself is meant (a late entry, the
    /// cadence of liaison), days are calendar days.
    #[derive(Clone, Debug, Default, PartialEq, Eq)]
    pub struct WorkingDays {
        differing: BTreeMap<NaiveDate, DayKind>,
    }

    impl FromIterator<(NaiveDate, DayKind)> for WorkingDays {
        fn from_iter<T: IntoIterator<Item = (NaiveDate, DayKind)>>(differing: T) -> Self {
            Self { differing: differing.into_iter().collect() }
        }
    }

    impl WorkingDays {
        /// Whether people work on a day.
        pub fn is_working(&self, day: NaiveDate) -> bool {
            match self.differing.get(&day) {
                Some(kind) => *kind == DayKind::MakeUp,
                None => !is_weekend(day),
            }
        }

        /// The first working day after a day.
        pub fn next(&self, day: NaiveDate) -> NaiveDate {
            self.add(day, 1)
        }

        /// The day on which so many working days have passed since a day, which does not count itself: three
        /// working days from a Friday are the Wednesday after. None at all is the day itself.
        pub fn add(&self, day: NaiveDate, count: usize) -> NaiveDate {
            let Some(before) = count.checked_sub(1) else { return day };
            let after = day.iter_days().skip(1);
            after.filter(|day| self.is_working(*day)).nth(before).unwrap_or(NaiveDate::MAX)
        }

        /// How many working days lie after one day and not after another; negative where the other is earlier.
        pub fn between(&self, from: NaiveDate, until: NaiveDate) -> i64 {
            if until < from {
                return -self.between(until, from);
            }
            let days = from.iter_days().skip(1).take_while(|day| *day <= until);
            days.fold(0, |count, day| count + i64::from(self.is_working(day)))
        }
    }

    /// Whether a day is a Saturday or a Sunday.
    fn is_weekend(day: NaiveDate) -> bool {
        matches!(day.weekday(), Weekday::Sat | Weekday::Sun)
    }

    #[cfg(test)]
    mod tests {
        use proptest::collection::btree_map;
        use proptest::prelude::*;

        use super::*;

        fn day(text: &str) -> NaiveDate {
            text.parse().unwrap()
        }

        /// The end of September 2026: Sunday the 20th is worked, the 25th to the 27th are off.
        fn autumn() -> WorkingDays {
            [
                (day("2026-09-20"), DayKind::MakeUp),
                (day("2026-09-25"), DayKind::Holiday),
                (day("2026-09-26"), DayKind::Holiday),
                (day("2026-09-27"), DayKind::Holiday),
            ]
            .into_iter()
            .collect()
        }

        #[test]
        fn holidays_are_skipped_and_make_up_days_count() {
            let clock = autumn();
            assert_eq!(clock.add(day("2026-09-18"), 1), day("2026-09-20"));
            assert_eq!(clock.next(day("2026-09-24")), day("2026-09-28"));
            assert_eq!(clock.between(day("2026-09-18"), day("2026-09-28")), 6);
            assert_eq!(WorkingDays::default().between(day("2026-09-18"), day("2026-09-28")), 6);
            assert_eq!(WorkingDays::default().add(day("2026-09-18"), 3), day("2026-09-23"));
        }

        prop_compose! {
            fn days()(offset in 0_i64..800) -> NaiveDate {
                day("2026-01-01") + chrono::TimeDelta::days(offset)
            }
        }

        fn clocks() -> impl Strategy<Value = WorkingDays> {
            let kind = prop_oneof![Just(DayKind::Holiday), Just(DayKind::MakeUp)];
            btree_map(days(), kind, 0..120).prop_map(|differing| WorkingDays { differing })
        }

        proptest! {
            #[test]
            fn what_is_added_is_what_lies_between(clock in clocks(), from in days(), count in 0_usize..60) {
                let until = clock.add(from, count);
                prop_assert_eq!(clock.between(from, until), i64::try_from(count).unwrap());
                prop_assert!(count == 0 || clock.is_working(until));
            }

            #[test]
            fn adding_goes_on_where_it_stopped(clock in clocks(), from in days(), a in 0_usize..30, b in 0_usize..30) {
                prop_assert_eq!(clock.add(clock.add(from, a), b), clock.add(from, a + b));
                prop_assert!(clock.add(from, a) < clock.add(from, a + 1));
            }

            #[test]
            fn spans_add_up_in_both_directions(clock in clocks(), a in days(), b in days(), c in days()) {
                prop_assert_eq!(clock.between(a, b) + clock.between(b, c), clock.between(a, c));
                prop_assert_eq!(clock.between(a, b), -clock.between(b, a));
            }

            #[test]
            fn the_next_working_day_has_none_before_it(clock in clocks(), from in days()) {
                let next = clock.next(from);
                let skipped = from.iter_days().skip(1).take_while(|day| *day < next);
                prop_assert!(clock.is_working(next));
                prop_assert!(skipped.into_iter().all(|day| !clock.is_working(day)));
            }

            #[test]
            fn a_holiday_is_never_worked_and_a_make_up_day_always(clock in clocks()) {
                for (day, kind) in &clock.differing {
                    prop_assert_eq!(clock.is_working(*day), *kind == DayKind::MakeUp);
                }
            }
        }
    }
}

//! How a plan repeats: days counted from the first, so that the 31st is the 31st again where the month has one.

use chrono::{Days, Months, NaiveDate};
use lianyi_shared::plan::{OCCURRENCES_MAX, PlanRepeat};

/// Where a series ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum End {
    /// On this day at the latest.
    On(NaiveDate),
    /// After so many times.
    After(usize),
}

/// The day of an occurrence, the first being number 0; a month that is too short has it on its last day.
fn occurrence(first: NaiveDate, repeat: PlanRepeat, number: usize) -> Option<NaiveDate> {
    let number = u32::try_from(number).ok()?;
    match repeat {
        PlanRepeat::Weekly => first.checked_add_days(Days::new(u64::from(number) * 7)),
        PlanRepeat::Fortnightly => first.checked_add_days(Days::new(u64::from(number) * 14)),
        PlanRepeat::Monthly => first.checked_add_months(Months::new(number)),
        PlanRepeat::Quarterly => first.checked_add_months(Months::new(number * 3)),
    }
}

/// The days of a series; one more than is allowed if there are too many.
pub fn days(first: NaiveDate, repeat: PlanRepeat, end: End) -> Vec<NaiveDate> {
    let (count, last) = match end {
        End::On(day) => (OCCURRENCES_MAX + 1, day),
        End::After(count) => (count.min(OCCURRENCES_MAX + 1), NaiveDate::MAX),
    };
    (0..count).map_while(|number| occurrence(first, repeat, number)).take_while(|day| *day <= last).collect()
}

#[cfg(test)]
mod tests {
    use chrono::Datelike as _;
    use proptest::prelude::*;

    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn the_end_of_the_month_stays_the_end_of_the_month() {
        let days = days(day("2026-08-31"), PlanRepeat::Monthly, End::After(7));
        let expected = [
            "2026-08-31",
            "2026-09-30",
            "2026-10-31",
            "2026-11-30",
            "2026-12-31",
            "2027-01-31",
            "2027-02-28",
        ];
        assert_eq!(days, expected.map(day));
    }

    fn repeats() -> impl Strategy<Value = PlanRepeat> {
        proptest::sample::select(PlanRepeat::ALL)
    }

    proptest! {
        #[test]
        fn days_rise_from_the_first_and_keep_their_place(
            offset in 0_u64..20_000, repeat in repeats(), count in 1..=OCCURRENCES_MAX
        ) {
            let first = day("2020-01-01") + Days::new(offset);
            let days = days(first, repeat, End::After(count));
            prop_assert_eq!(days.len(), count);
            prop_assert_eq!(days[0], first);
            for pair in days.windows(2) {
                prop_assert!(pair[0] < pair[1]);
            }
            for day in &days {
                let kept = match repeat {
                    PlanRepeat::Weekly | PlanRepeat::Fortnightly => day.weekday() == first.weekday(),
                    PlanRepeat::Monthly | PlanRepeat::Quarterly => {
                        day.day() == first.day() || day.checked_add_days(Days::new(1)).unwrap().day() == 1
                    }
                };
                prop_assert!(kept, "{} after {}", day, first);
            }
        }

        #[test]
        fn until_a_day_is_so_many_times(offset in 0_u64..2_000, repeat in repeats(), count in 1..=OCCURRENCES_MAX) {
            let first = day("2026-01-01") + Days::new(offset);
            let counted = days(first, repeat, End::After(count));
            let last = *counted.last().unwrap();
            prop_assert_eq!(days(first, repeat, End::On(last)), counted);
            prop_assert!(days(first, repeat, End::On(NaiveDate::MAX)).len() > OCCURRENCES_MAX);
        }
    }
}

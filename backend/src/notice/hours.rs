//! When people may be told by the program of its own accord: from eight to twenty on working days.

use chrono::{DateTime, NaiveDate, Utc};
use lianyi_shared::calendar::WorkingDays;

use crate::clock::{day_of, hour_of, moment_of};

/// The hour in which a day begins, and that in which it is over.
const FROM: u32 = 8;
const UNTIL: u32 = 20;

/// Whether it is time now.
pub fn are_open(at: DateTime<Utc>, clock: &WorkingDays) -> bool {
    (FROM..UNTIL).contains(&hour_of(at)) && clock.is_working(day_of(at))
}

/// When it is time on the next working day.
pub fn next_day(day: NaiveDate, clock: &WorkingDays) -> DateTime<Utc> {
    moment_of(clock.next(day), FROM)
}

#[cfg(test)]
mod tests {
    use lianyi_shared::calendar::DayKind;

    use super::*;

    fn at(text: &str) -> DateTime<Utc> {
        format!("{text}+08:00").parse().unwrap()
    }

    #[test]
    fn evenings_nights_weekends_and_holidays_are_quiet() {
        let day = |text: &str| text.parse().unwrap();
        let clock: WorkingDays =
            [(day("2026-09-20"), DayKind::MakeUp), (day("2026-09-25"), DayKind::Holiday)]
                .into_iter()
                .collect();
        for (moment, open) in [
            ("2026-09-23T07:59:59", false),
            ("2026-09-23T08:00:00", true),
            ("2026-09-23T19:59:59", true),
            ("2026-09-23T20:00:00", false),
            ("2026-09-19T10:00:00", false),
            ("2026-09-20T10:00:00", true),
            ("2026-09-25T10:00:00", false),
        ] {
            assert_eq!(are_open(at(moment), &clock), open, "{moment}");
        }
        assert_eq!(next_day(day("2026-09-24"), &clock), at("2026-09-28T08:00:00"));
    }
}

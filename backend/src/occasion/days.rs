//! When festivals of one's own are, as far as that can be computed.

use chrono::{Datelike as _, NaiveDate};
use lianyi_shared::occasion::OwnFestival;

use crate::calendar::festivals::lunar_day;

/// The next day of a festival, today included; `None` for one whose day is proclaimed.
pub fn next(festival: OwnFestival, today: NaiveDate) -> Option<NaiveDate> {
    let mut years = today.year()..=today.year() + 1;
    years.find_map(|year| day_in(festival, year).filter(|day| *day >= today))
}

fn day_in(festival: OwnFestival, year: i32) -> Option<NaiveDate> {
    match festival {
        OwnFestival::QiangNewYear => lunar_day(year, 10, 1),
        OwnFestival::ThirdMonthThird => lunar_day(year, 3, 3),
        OwnFestival::WaterSplashing => NaiveDate::from_ymd_opt(year, 4, 13),
        OwnFestival::Torch => lunar_day(year, 6, 24),
        // The new moon must be seen, or somebody says so; the Tibetan and the Yi calendar differ from place to place.
        OwnFestival::EidAlFitr | OwnFestival::EidAlAdha | OwnFestival::Losar | OwnFestival::YiNewYear => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// 三月三, 火把节 and 羌年 of 2020 to 2035, by the Chinese calendar of ICU 78.
    const KNOWN: &[(i32, [&str; 3])] = &[
        (2020, ["03-26", "08-13", "11-15"]),
        (2021, ["04-14", "08-02", "11-05"]),
        (2022, ["04-03", "07-22", "10-25"]),
        (2023, ["04-22", "08-10", "11-13"]),
        (2024, ["04-11", "07-29", "11-01"]),
        (2025, ["03-31", "07-18", "11-20"]),
        (2026, ["04-19", "08-06", "11-09"]),
        (2027, ["04-09", "07-27", "10-29"]),
        (2028, ["03-28", "08-14", "11-16"]),
        (2029, ["04-16", "08-03", "11-06"]),
        (2030, ["04-05", "07-24", "10-27"]),
        (2031, ["03-25", "08-11", "11-15"]),
        (2032, ["04-12", "07-30", "11-03"]),
        (2033, ["04-02", "07-20", "10-23"]),
        (2034, ["04-21", "08-08", "11-11"]),
        (2035, ["04-10", "07-28", "10-31"]),
    ];

    #[test]
    fn computed_festivals_are_on_the_days_that_others_know() {
        let computed = [OwnFestival::ThirdMonthThird, OwnFestival::Torch, OwnFestival::QiangNewYear];
        for (year, known) in KNOWN {
            let found =
                computed.map(|festival| day_in(festival, *year).map(|day| day.format("%m-%d").to_string()));
            assert_eq!(found, known.map(|day| Some(day.to_owned())), "{year}");
        }
    }

    #[test]
    fn the_next_one_is_today_or_later_and_proclaimed_ones_are_not_guessed() {
        let day = |text: &str| text.parse::<NaiveDate>().unwrap();
        assert_eq!(next(OwnFestival::WaterSplashing, day("2026-04-13")), Some(day("2026-04-13")));
        assert_eq!(next(OwnFestival::WaterSplashing, day("2026-04-14")), Some(day("2027-04-13")));
        assert_eq!(next(OwnFestival::QiangNewYear, day("2026-11-10")), Some(day("2027-10-29")));
        for festival in OwnFestival::ALL {
            assert_eq!(next(*festival, day("2026-01-01")).is_some(), festival.is_computed(), "{festival}");
        }
    }
}

//! When festivals are: by the lunar calendar, by the sun, or on the same day every year.

use chrono::{Datelike as _, NaiveDate};
use lianyi_shared::calendar::Festival;
use tyme4rs::tyme::lunar::LunarDay;
use tyme4rs::tyme::solar::{SolarDay, SolarTerm};

/// The number of 清明 among the solar terms, counted from the winter solstice before.
const QINGMING: isize = 7;

/// A festival on its day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FestivalDay {
    /// Which.
    pub festival: Festival,
    /// When.
    pub day: NaiveDate,
}

/// The festivals from one day to another, both included, in their order.
pub fn between(from: NaiveDate, until: NaiveDate) -> Vec<FestivalDay> {
    let of_year = |year: i32| {
        Festival::ALL.iter().filter_map(move |festival| {
            Some(FestivalDay { festival: *festival, day: day_in(*festival, year)? })
        })
    };
    let mut found: Vec<FestivalDay> = (from.year()..=until.year())
        .flat_map(of_year)
        .filter(|festival| (from..=until).contains(&festival.day))
        .collect();
    found.sort_by_key(|festival| festival.day);
    found
}

/// The day of a festival in a year of the common calendar.
pub fn day_in(festival: Festival, year: i32) -> Option<NaiveDate> {
    let fixed = |month, day| NaiveDate::from_ymd_opt(year, month, day);
    let lunar = |month, day| lunar_day(year, month, day);
    match festival {
        Festival::NewYear => fixed(1, 1),
        Festival::SpringFestival => lunar(1, 1),
        Festival::LanternFestival => lunar(1, 15),
        Festival::Qingming => {
            civil(&SolarTerm::from_index(isize::try_from(year).ok()?, QINGMING).get_solar_day())
        }
        Festival::LabourDay => fixed(5, 1),
        Festival::DragonBoatFestival => lunar(5, 5),
        Festival::TeachersDay => fixed(9, 10),
        Festival::MidAutumnFestival => lunar(8, 15),
        Festival::NationalDay => fixed(10, 1),
        Festival::DoubleNinthFestival => lunar(9, 9),
    }
}

/// A day of the lunar year that begins in a year of the common calendar, in January or February; not for days so late
/// that they are in the next year.
pub fn lunar_day(year: i32, month: isize, day: usize) -> Option<NaiveDate> {
    let lunar = LunarDay::new(isize::try_from(year).ok()?, month, day).ok()?;
    civil(&lunar.get_solar_day())
}

fn civil(day: &SolarDay) -> Option<NaiveDate> {
    let (month, of_month) = (u32::try_from(day.get_month()).ok()?, u32::try_from(day.get_day()).ok()?);
    NaiveDate::from_ymd_opt(i32::try_from(day.get_year()).ok()?, month, of_month)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// 春节, 元宵, 清明, 端午, 中秋, 重阳 of 2020 to 2035. The lunar ones are from two calendars of other authors that
    /// agree; ICU 78 has them too, but for 2027 and 2030, when the moon is new within ten minutes of midnight in Beijing.
    /// 清明 is when the sun's apparent longitude is 15° there, by the formulas of Meeus.
    const KNOWN: &[(i32, [&str; 6])] = &[
        (2020, ["01-25", "02-08", "04-04", "06-25", "10-01", "10-25"]),
        (2021, ["02-12", "02-26", "04-04", "06-14", "09-21", "10-14"]),
        (2022, ["02-01", "02-15", "04-05", "06-03", "09-10", "10-04"]),
        (2023, ["01-22", "02-05", "04-05", "06-22", "09-29", "10-23"]),
        (2024, ["02-10", "02-24", "04-04", "06-10", "09-17", "10-11"]),
        (2025, ["01-29", "02-12", "04-04", "05-31", "10-06", "10-29"]),
        (2026, ["02-17", "03-03", "04-05", "06-19", "09-25", "10-18"]),
        (2027, ["02-06", "02-20", "04-05", "06-09", "09-15", "10-08"]),
        (2028, ["01-26", "02-09", "04-04", "05-28", "10-03", "10-26"]),
        (2029, ["02-13", "02-27", "04-04", "06-16", "09-22", "10-16"]),
        (2030, ["02-03", "02-17", "04-05", "06-05", "09-12", "10-05"]),
        (2031, ["01-23", "02-06", "04-05", "06-24", "10-01", "10-24"]),
        (2032, ["02-11", "02-25", "04-04", "06-12", "09-19", "10-12"]),
        (2033, ["01-31", "02-14", "04-04", "06-01", "09-08", "10-01"]),
        (2034, ["02-19", "03-05", "04-05", "06-20", "09-27", "10-20"]),
        (2035, ["02-08", "02-22", "04-05", "06-10", "09-16", "10-09"]),
    ];

    #[test]
    fn computed_festivals_are_on_the_days_that_others_know() {
        let computed = [
            Festival::SpringFestival,
            Festival::LanternFestival,
            Festival::Qingming,
            Festival::DragonBoatFestival,
            Festival::MidAutumnFestival,
            Festival::DoubleNinthFestival,
        ];
        for (year, known) in KNOWN {
            let found =
                computed.map(|festival| day_in(festival, *year).map(|day| day.format("%m-%d").to_string()));
            assert_eq!(found, known.map(|day| Some(day.to_owned())), "{year}");
        }
    }

    #[test]
    fn festivals_come_in_their_order_across_the_new_year() {
        let day = |text: &str| text.parse::<NaiveDate>().unwrap();
        let found = between(day("2026-09-25"), day("2027-01-01"));
        let names: Vec<Festival> = found.iter().map(|found| found.festival).collect();
        assert_eq!(
            names,
            [
                Festival::MidAutumnFestival,
                Festival::NationalDay,
                Festival::DoubleNinthFestival,
                Festival::NewYear
            ]
        );
    }
}

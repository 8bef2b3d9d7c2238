//! The file of a year: `{"year": 2026, "days": [{"name": "元旦", "date": "2026-01-01", "isOffDay": true}, …]}`.

use std::collections::BTreeMap;

use chrono::{Datelike as _, NaiveDate, Weekday};
use lianyi_shared::calendar::DayKind;
use lianyi_shared::error::Reason;
use serde::Deserialize;

use crate::error::{Error, Refusal, Result};
use crate::faults::Faults;

/// The longest name of a holiday.
const LONGEST_NAME: usize = 20;
/// The longest remark.
const LONGEST_NOTE: usize = 500;
/// More faults than these are not listed.
const SHOWN_FAULTS: usize = 10;

/// A year as it was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Year {
    /// Which.
    pub year: i32,
    /// Whether the file says of itself that it is a sample.
    pub sample: bool,
    /// What the file says about itself.
    pub note: Option<String>,
    /// The days that differ, with the name of their holiday.
    pub days: BTreeMap<NaiveDate, (String, DayKind)>,
}

#[derive(Deserialize)]
struct File {
    year: i32,
    #[serde(default)]
    sample: bool,
    note: Option<String>,
    days: Vec<Line>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Line {
    name: String,
    date: NaiveDate,
    is_off_day: bool,
}

/// Reads a file, or says what is wrong with which day.
pub fn read(path: &str, text: &str) -> Result<Year> {
    let file: File = serde_json::from_str(text.trim_start_matches('\u{feff}'))
        .map_err(|_| Error::invalid(path, Reason::CalendarFile))?;
    let mut faults = Faults::default();
    if !(2000..=2100).contains(&file.year) {
        faults.add(path, Reason::CalendarYear);
    }
    if file.days.is_empty() {
        faults.add(path, Reason::CalendarNoDays);
    }
    let note = faults.optional(path, file.note.as_deref(), LONGEST_NOTE);
    let mut days = BTreeMap::new();
    let mut wrong = Vec::new();
    for line in file.days {
        let name = line.name.trim().to_owned();
        let about = |reason: Reason| Refusal::from(reason).with("date", line.date);
        if !is_of(line.date, file.year) {
            wrong.push(about(Reason::CalendarOtherYear).with("year", file.year));
        }
        if name.is_empty() || name.chars().count() > LONGEST_NAME {
            wrong.push(about(Reason::CalendarName).with("max", LONGEST_NAME));
        }
        let weekend = matches!(line.date.weekday(), Weekday::Sat | Weekday::Sun);
        if !line.is_off_day && !weekend {
            wrong.push(about(Reason::CalendarNotMadeUp));
        }
        let kind = if line.is_off_day { DayKind::Holiday } else { DayKind::MakeUp };
        if days.insert(line.date, (name, kind)).is_some() {
            wrong.push(about(Reason::CalendarTwice));
        }
    }
    wrong.into_iter().take(SHOWN_FAULTS).for_each(|refusal| faults.add(path, refusal));
    faults.check()?;
    Ok(Year { year: file.year, sample: file.sample, note, days })
}

/// Whether the notice of a year may name a day: the new year's holiday reaches into the neighbouring years.
fn is_of(day: NaiveDate, year: i32) -> bool {
    let before = NaiveDate::from_ymd_opt(year - 1, 12, 20);
    let after = NaiveDate::from_ymd_opt(year + 1, 1, 10);
    before.is_some_and(|first| first <= day) && after.is_some_and(|last| day <= last)
}

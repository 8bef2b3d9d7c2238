//! The days on which things happened, counted from the day of the load.

use chrono::{DateTime, Datelike as _, NaiveDate, NaiveTime, TimeDelta, Utc};
use lianyi_shared::calendar::AcademicYear;

/// The time of the load.
#[derive(Clone, Copy, Debug)]
pub(super) struct Timeline {
    pub(super) now: DateTime<Utc>,
    pub(super) today: NaiveDate,
}

impl Timeline {
    /// The present academic year.
    pub(super) fn year(&self) -> i32 {
        AcademicYear::of(self.today.year(), self.today.month()).0
    }

    /// A day of a calendar year, but never later than today.
    pub(super) fn on(&self, year: i32, month: u32, day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(year, month, day).unwrap_or(self.today).min(self.today)
    }

    /// So many days ago, but not before the present academic year began.
    pub(super) fn ago(&self, days: i64) -> NaiveDate {
        (self.today - TimeDelta::days(days)).max(self.on(self.year(), 9, 1))
    }

    /// Ten in the morning of a day where the college is, but never later than now.
    pub(super) fn at(&self, day: NaiveDate) -> DateTime<Utc> {
        (day.and_time(NaiveTime::MIN).and_utc() + TimeDelta::hours(2)).min(self.now)
    }

    /// The month of birth of somebody of an age, as it is stored.
    pub(super) fn born(&self, age: i32, month: i32) -> String {
        format!("{}-{month:02}", self.today.year() - age)
    }
}

//! Time, so that tests can freeze and advance it.

use std::sync::{Arc, Mutex};

use chrono::{
    DateTime, Datelike as _, NaiveDate, NaiveTime, SubsecRound as _, TimeDelta, Timelike as _, Utc,
};
use chrono_tz::Asia::Shanghai;
use lianyi_shared::calendar::AcademicYear;

/// Where the time comes from. Clones show the same time.
#[derive(Clone, Debug, Default)]
pub struct Clock {
    frozen: Arc<Mutex<Option<DateTime<Utc>>>>,
}

impl Clock {
    /// A clock that stands still until it is advanced.
    pub fn frozen(at: DateTime<Utc>) -> Self {
        Self { frozen: Arc::new(Mutex::new(Some(at))) }
    }

    /// The present moment, to the millisecond, as both databases keep it.
    pub fn now(&self) -> DateTime<Utc> {
        let frozen = *self.frozen.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        frozen.unwrap_or_else(real_time).trunc_subsecs(3)
    }

    /// The present day where the college is.
    pub fn today(&self) -> NaiveDate {
        day_of(self.now())
    }

    /// The present academic year.
    pub fn academic_year(&self) -> AcademicYear {
        let today = self.today();
        AcademicYear::of(today.year(), today.month())
    }

    /// Moves a frozen clock on; a running clock takes no notice.
    pub fn advance(&self, by: TimeDelta) {
        let mut frozen = self.frozen.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        if let Some(at) = frozen.as_mut() {
            *at += by;
        }
    }
}

/// The day of a moment where the college is.
pub fn day_of(at: DateTime<Utc>) -> NaiveDate {
    at.with_timezone(&Shanghai).date_naive()
}

/// The hour of a moment where the college is, 0 to 23.
pub fn hour_of(at: DateTime<Utc>) -> u32 {
    at.with_timezone(&Shanghai).hour()
}

/// The moment at which a full hour of a day begins where the college is.
pub fn moment_of(day: NaiveDate, hour: u32) -> DateTime<Utc> {
    moment_at(day, NaiveTime::from_hms_opt(hour, 0, 0).unwrap_or_default())
}

/// The moment of a time of day where the college is.
pub fn moment_at(day: NaiveDate, time: NaiveTime) -> DateTime<Utc> {
    // No hour is skipped or comes twice there today; of the past the earlier is good enough.
    let here = day.and_time(time).and_local_timezone(Shanghai).earliest();
    here.map_or_else(|| day.and_time(time).and_utc(), |here| here.with_timezone(&Utc))
}

#[expect(clippy::disallowed_methods, reason = "this is the one place where real time enters")]
fn real_time() -> DateTime<Utc> {
    Utc::now()
}

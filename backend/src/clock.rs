//! Time, so that tests can freeze and advance it.

use std::sync::{Arc, Mutex};

use chrono::{DateTime, Datelike as _, NaiveDate, SubsecRound as _, TimeDelta, Utc};
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

#[expect(clippy::disallowed_methods, reason = "this is the one place where real time enters")]
fn real_time() -> DateTime<Utc> {
    Utc::now()
}

//! Calendar days as numbers, for pages that count with them.

/// A day of the Gregorian calendar, counted from 1 January 1970.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CivilDay(pub i32);

impl CivilDay {
    /// The day of a date; nothing is checked beyond what the calendar repeats.
    pub const fn of(year: i32, month: i32, day: i32) -> Self {
        // Years begin in March here, so that the leap day is the last of its year.
        let year = if month <= 2 { year - 1 } else { year };
        let era = year.div_euclid(400);
        let year_of_era = year.rem_euclid(400);
        let day_of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
        let day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
        Self(era * 146_097 + day_of_era - 719_468)
    }

    /// Year, month and day of the month.
    pub const fn date(self) -> (i32, i32, i32) {
        let shifted = self.0 + 719_468;
        let era = shifted.div_euclid(146_097);
        let day_of_era = shifted.rem_euclid(146_097);
        let year_of_era =
            (day_of_era - day_of_era / 1_460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
        let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
        let from_march = (5 * day_of_year + 2) / 153;
        let day = day_of_year - (153 * from_march + 2) / 5 + 1;
        let month = if from_march < 10 { from_march + 3 } else { from_march - 9 };
        let year = year_of_era + era * 400;
        (if month <= 2 { year + 1 } else { year }, month, day)
    }

    /// The day of the week, Monday being 0.
    pub const fn weekday(self) -> i32 {
        (self.0 + 3).rem_euclid(7)
    }

    /// So many days later, or earlier.
    #[must_use]
    pub const fn plus(self, days: i32) -> Self {
        Self(self.0 + days)
    }

    /// The Monday of its week.
    #[must_use]
    pub const fn monday(self) -> Self {
        self.plus(-self.weekday())
    }

    /// The first day of the month so many months later, or earlier.
    #[must_use]
    pub const fn month(self, later: i32) -> Self {
        let (year, month, _) = self.date();
        let months = year * 12 + month - 1 + later;
        Self::of(months.div_euclid(12), months.rem_euclid(12) + 1, 1)
    }
}

impl std::fmt::Display for CivilDay {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let (year, month, day) = self.date();
        write!(f, "{year:04}-{month:02}-{day:02}")
    }
}

/// A text that is no day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotADay;

impl std::str::FromStr for CivilDay {
    type Err = NotADay;

    fn from_str(text: &str) -> Result<Self, NotADay> {
        let mut numbers = text.split('-').map(|part| part.parse::<i32>().map_err(|_| NotADay));
        let mut next = || numbers.next().unwrap_or(Err(NotADay));
        let day = Self::of(next()?, next()?, next()?);
        // What comes back as another text was no date: 2026-02-30.
        if day.to_string() == text { Ok(day) } else { Err(NotADay) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_survive_their_text_and_weeks_go_round() {
        let mut weekday = CivilDay(-200_000).weekday();
        for number in -200_000..200_000 {
            let day = CivilDay(number);
            assert_eq!(day.to_string().parse(), Ok(day));
            assert_eq!(day.weekday(), weekday);
            weekday = (weekday + 1) % 7;
        }
        let day: CivilDay = "2026-09-25".parse().unwrap();
        assert_eq!((day.weekday(), day.monday().to_string().as_str()), (4, "2026-09-21"));
        assert_eq!(CivilDay::of(1970, 1, 1), CivilDay(0));
    }

    #[test]
    fn months_begin_on_their_first() {
        let day: CivilDay = "2026-01-31".parse().unwrap();
        let firsts = [-1, 0, 1, 12].map(|later| day.month(later).to_string());
        assert_eq!(firsts, ["2025-12-01", "2026-01-01", "2026-02-01", "2027-01-01"]);
    }

    #[test]
    fn other_texts_are_no_days() {
        for text in ["", "2026-02-30", "2026-13-01", "2026-1-1", "2026-01-01T00:00", "x-y-z"] {
            assert_eq!(text.parse::<CivilDay>(), Err(NotADay), "{text}");
        }
    }
}

//! Stretches of time that offices count by.

use crate::calendar::AcademicYear;
use crate::text::Lang;

/// A stretch of time that offices count by. In addresses: `2025` for an academic year, `2025-1` and `2025-2` for its
/// terms, `c2025` for a calendar year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Period {
    /// September to August.
    Academic(AcademicYear),
    /// September to January.
    FirstTerm(AcademicYear),
    /// February to August.
    SecondTerm(AcademicYear),
    /// January to December.
    Calendar(i32),
}

impl Period {
    /// The first and the last day, as they travel on the wire.
    pub fn days(self) -> (String, String) {
        let (from, until) = match self {
            Self::Academic(AcademicYear(year)) => ((year, "09-01"), (year + 1, "08-31")),
            Self::FirstTerm(AcademicYear(year)) => ((year, "09-01"), (year + 1, "01-31")),
            Self::SecondTerm(AcademicYear(year)) => ((year + 1, "02-01"), (year + 1, "08-31")),
            Self::Calendar(year) => ((year, "01-01"), (year, "12-31")),
        };
        (format!("{:04}-{}", from.0, from.1), format!("{:04}-{}", until.0, until.1))
    }

    /// The last few of each kind, this year's first.
    pub fn recent(now: AcademicYear) -> impl Iterator<Item = Self> {
        let years = move || (0..4).map(move |back| AcademicYear(now.0 - back));
        let terms = years().take(2).flat_map(|year| [Self::SecondTerm(year), Self::FirstTerm(year)]);
        let calendar = (0..3).map(move |back| Self::Calendar(now.0 + 1 - back));
        years().map(Self::Academic).chain(terms).chain(calendar)
    }

    /// How offices call it.
    pub fn label(self, lang: Lang) -> String {
        let written = |year: AcademicYear| year.label(lang);
        match (self, lang) {
            (Self::Academic(year), Lang::Zh) => format!("{}学年", written(year)),
            (Self::Academic(year), Lang::En) => format!("Academic year {}", written(year)),
            (Self::FirstTerm(year), Lang::Zh) => format!("{}学年第一学期", written(year)),
            (Self::FirstTerm(year), Lang::En) => format!("First term of {}", written(year)),
            (Self::SecondTerm(year), Lang::Zh) => format!("{}学年第二学期", written(year)),
            (Self::SecondTerm(year), Lang::En) => format!("Second term of {}", written(year)),
            (Self::Calendar(year), Lang::Zh) => format!("{year}年"),
            (Self::Calendar(year), Lang::En) => format!("Calendar year {year}"),
        }
    }
}

impl std::fmt::Display for Period {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Academic(year) => write!(f, "{}", year.0),
            Self::FirstTerm(year) => write!(f, "{}-1", year.0),
            Self::SecondTerm(year) => write!(f, "{}-2", year.0),
            Self::Calendar(year) => write!(f, "c{year}"),
        }
    }
}

impl std::str::FromStr for Period {
    type Err = crate::vocabulary::UnknownTerm;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let year = |text: &str| text.parse().ok().filter(|year| (1900..2200).contains(year));
        let period = if let Some(text) = text.strip_prefix('c') {
            year(text).map(Self::Calendar)
        } else if let Some(text) = text.strip_suffix("-1") {
            year(text).map(|year| Self::FirstTerm(AcademicYear(year)))
        } else if let Some(text) = text.strip_suffix("-2") {
            year(text).map(|year| Self::SecondTerm(AcademicYear(year)))
        } else {
            year(text).map(|year| Self::Academic(AcademicYear(year)))
        };
        period.ok_or_else(|| crate::vocabulary::UnknownTerm { vocabulary: "Period", text: text.to_owned() })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_period_survives_its_address_and_terms_make_a_year() {
        for period in Period::recent(AcademicYear(2026)) {
            assert_eq!(period.to_string().parse(), Ok(period));
        }
        let days = |text: &str| text.parse::<Period>().unwrap().days();
        assert_eq!(days("2025"), ("2025-09-01".to_owned(), "2026-08-31".to_owned()));
        assert_eq!((days("2025-1").0, days("2025-2").1), days("2025"));
        assert_eq!((days("2025-1").1.as_str(), days("2025-2").0.as_str()), ("2026-01-31", "2026-02-01"));
        assert_eq!(days("c2026"), ("2026-01-01".to_owned(), "2026-12-31".to_owned()));
        assert!(["", "c", "2025-3", "20251", "x2025"].iter().all(|text| text.parse::<Period>().is_err()));
    }

    #[test]
    fn each_language_writes_a_year_in_its_own_way() {
        let year = Period::Academic(AcademicYear(2099));
        assert_eq!(year.label(Lang::Zh), "2099—2100学年");
        assert_eq!(year.label(Lang::En), "Academic year 2099–00");
    }
}

//! Academic years: 1 September to 31 August.

/// An academic year, named by the calendar year in which it begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct AcademicYear(pub i32);

impl AcademicYear {
    /// The academic year of a day.
    pub const fn of(year: i32, month: u32) -> Self {
        Self(if month >= 9 { year } else { year - 1 })
    }
}

impl std::fmt::Display for AcademicYear {
    /// As offices write it: `2026—2027`.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}—{}", self.0, self.0 + 1)
    }
}

//! Which days people work, and when festivals are.
//!
//! People work from Monday to Friday, but for the days of the State Council's notice: holidays, and the Saturdays and
//! Sundays worked in exchange (调休). The notice comes once a year; a united front officer loads its file, which
//! replaces the year as a whole. A year that nobody loaded is counted by its weekends alone, and the page says so.
//!
//! Working days are counted where somebody has to act within them ([`read::working_days`]). Where a span of time itself
//! is meant, days are calendar days: a record more than fourteen days old is late, the cadence of liaison (R5), the
//! seven days that an uploaded file is kept.
//!
//! Lunar festivals and Qingming are computed ([`festivals`]), not loaded, so that they are known years ahead.
//!
//! Who may: everybody who is signed in sees the calendar; `SETTING_WRITE` loads a year.

pub mod festivals;
pub mod file;
pub mod graphql;
pub mod load;
pub mod read;

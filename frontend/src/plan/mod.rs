//! Planned meetings: the calendar, one plan, planning, a representative's meetings, and the link to one's own calendar.

pub mod acts;
pub mod calendar;
pub mod detail;
pub mod drag;
pub mod entry;
pub mod feed;
pub mod form;
pub mod invitation;
pub mod line;
pub mod list;
pub mod marks;
pub mod meetings;
pub mod month;
pub mod week;
pub mod words;

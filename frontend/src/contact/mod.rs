//! Contact records: writing one down, the list, one record with its revisions.

pub mod correct;
pub mod detail;
pub mod drafts;
pub mod due;
pub mod entry;
pub mod files;
pub mod form;
pub mod heat;
pub mod keep;
pub mod lines;
pub mod list;
pub mod overview;
pub mod overview_pairings;
pub mod record;
pub mod who;
pub mod words;

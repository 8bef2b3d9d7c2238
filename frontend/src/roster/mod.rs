//! The pages of rosters: the overview, one version (read, drafted, decided, filed), coverage, and one's own pairings.
//!
//! Which buttons stand on a page follows the server's list of what the viewer may do with the version now.

pub mod add_line;
pub mod bench;
pub mod board;
pub mod coverage;
pub mod decide;
pub mod draft_panel;
pub mod editor;
pub mod end_pairing;
pub mod filing;
pub mod overview;
pub mod pairings;
pub mod paper;
pub mod papers;
pub mod print;
pub mod start;
pub mod version;
pub mod words;

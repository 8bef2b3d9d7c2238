//! The directory: leaders, representatives and groups.
//!
//! Leaders are Party members and keep liaison (P1); representatives are not Party members (P3);
//! groups are democratic-party organizations and united-front groups (P2). Nobody is both leader
//! and representative. Nothing that is referenced is deleted: it is archived, with a reason.
//!
//! Who may: see [`lianyi_shared::access::BUILT_IN`]. Which fields of a row a viewer reads follows
//! from the field groups of the grants that reach it; what one may not read comes as null, is
//! named in `maskedFields`, and cannot be filtered, sorted or counted by. `SENSITIVE` fields are
//! not on the ordinary type at all: `reveal` is the only way to them, and it is audited.
//!
//! Invariants: affiliation is never 01 or 02; at least one of the nine categories; staff numbers
//! are unique within leaders and within representatives; every edit names the version it read.

pub mod graphql;
pub mod name;
pub mod representatives;

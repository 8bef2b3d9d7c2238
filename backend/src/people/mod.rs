//! The directory: leaders, representatives and groups.
//!
//! Leaders are Party members and keep liaison (P1); representatives are not Party members (P3);
//! groups are democratic-party organizations and united-front groups (P2). Nobody is both leader
//! and representative. Nothing that is referenced is deleted: it is archived, with a reason, and
//! can be restored. Archiving ends no pairing: the roster's owner ends the line as a dated entry.
//!
//! Who may: see [`lianyi_shared::access::BUILT_IN`]. Which fields of a row a viewer reads follows
//! from the field groups of the grants that reach it; what one may not read comes as null, is
//! named in `maskedFields`, and cannot be filtered, sorted or counted by. `SENSITIVE` fields are
//! not on the ordinary type at all: `reveal` is the only way to them, and it is audited.
//!
//! Invariants: affiliation is never 01 or 02; at least one of the nine categories; staff numbers
//! are unique over leaders and representatives; every edit names the version it read.

pub mod archive;
pub mod check;
pub mod create_group;
pub mod create_leader;
pub mod create_representative;
pub mod edit_group;
pub mod edit_leader;
pub mod edit_representative;
pub mod graphql;
pub mod group_input;
pub mod groups;
pub mod leader_input;
pub mod leaders;
pub mod links;
pub mod name;
pub mod representative_input;
pub mod representatives;
pub mod restore;
pub mod reveal;
pub mod same_name;
pub mod set_stage;
pub mod staff_number;
pub mod timeline;

use lianyi_shared::people::RecordField;

/// The names of fields as an audit line holds them.
pub(crate) fn field_names(fields: &[RecordField]) -> Vec<&'static str> {
    fields.iter().map(|field| field.code()).collect()
}

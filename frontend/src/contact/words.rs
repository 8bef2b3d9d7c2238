//! Contacts in words and shapes.

use crate::{
    i18n::listed,
    ui::status::{Shape, Tone},
};
use lianyi_shared::{
    api::roster::{RosterCounterpart, RosterLeader},
    contact::ContactStatus,
};

/// How far a record has come.
pub const fn status_shape(status: ContactStatus) -> (Shape, Tone) {
    match status {
        ContactStatus::AwaitingConfirmation => (Shape::Half, Tone::Warn),
        ContactStatus::Confirmed => (Shape::Done, Tone::Ok),
        ContactStatus::Voided => (Shape::Empty, Tone::Plain),
    }
}

/// The names of the counterparts in one line.
pub fn names(counterparts: &[RosterCounterpart]) -> String {
    listed(&counterparts.iter().map(|side| side.name.as_str()).collect::<Vec<_>>())
}

/// The names of the leaders in one line.
pub fn leaders(leaders: &[RosterLeader]) -> String {
    listed(&leaders.iter().map(|leader| leader.name.as_str()).collect::<Vec<_>>())
}

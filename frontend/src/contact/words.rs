//! Contacts in words and shapes.

use crate::{
    i18n::listed,
    ui::status::{Shape, Tone},
};
use lianyi_shared::contact::ContactStatus;

/// How far a record has come.
pub const fn status_shape(status: ContactStatus) -> (Shape, Tone) {
    match status {
        ContactStatus::AwaitingConfirmation => (Shape::Half, Tone::Warn),
        ContactStatus::Confirmed => (Shape::Done, Tone::Ok),
        ContactStatus::Voided => (Shape::Empty, Tone::Plain),
    }
}

/// How large a file is.
pub fn size(bytes: i32) -> String {
    let kibibytes = f64::from(bytes) / 1024.0;
    if kibibytes < 1000.0 {
        format!("{:.0} KB", kibibytes.ceil())
    } else {
        format!("{:.1} MB", kibibytes / 1024.0)
    }
}

/// Names in one line.
pub fn names<'a>(names: impl Iterator<Item = &'a String>) -> String {
    listed(&names.map(String::as_str).collect::<Vec<_>>())
}

/// The same with the names of an imported record that are linked with nobody.
pub fn with_unlinked(names: String, unlinked: Option<String>) -> String {
    match unlinked {
        Some(unlinked) if names.is_empty() => unlinked,
        Some(unlinked) => format!("{names}、{unlinked}"),
        None => names,
    }
}

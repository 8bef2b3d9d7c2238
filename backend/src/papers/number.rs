//! The number of an export.

use std::fmt;

use chrono::NaiveDate;
use lianyi_shared::error::Reason;
use uuid::Uuid;

use crate::error::{Error, Result};

/// The number under which a paper left the program: the day and eight random digits,
/// `20260923-3F9A0C7B`. It is printed in the file and kept in the audit log, so that a sheet of
/// paper leads to who took it out and when.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExportNumber(String);

impl ExportNumber {
    /// A fresh number; `id` gives the random digits.
    pub fn new(day: NaiveDate, id: Uuid) -> Self {
        // The end of an id is its random part.
        let random = id.as_u128() & 0xFFFF_FFFF;
        Self(format!("{}-{random:08X}", day.format("%Y%m%d")))
    }
}

impl fmt::Display for ExportNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::str::FromStr for ExportNumber {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self> {
        let is_number = text.len() == 17 && text.chars().all(|c| c.is_ascii_hexdigit() || c == '-');
        if is_number { Ok(Self(text.to_owned())) } else { Err(Error::invalid("number", Reason::Invalid)) }
    }
}

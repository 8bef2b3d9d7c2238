//! What is kept of a judged file: counts that add up, findings, and the rows that wait for a
//! decision. The findings quote cells, so they are personal data and leave with the file.

use std::fmt::Display;

use lianyi_shared::id::ContactId;
use lianyi_shared::import::{Finding, Severity};
use serde::{Deserialize, Serialize};

use super::judgement::{Judgement, Outcome};
use super::ledger::LedgerRow;
use super::order::Judged;

/// The result of checking a file, and of importing it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Report {
    /// Rows without a warning.
    pub accepted: usize,
    /// Rows with one.
    pub accepted_with_warning: usize,
    /// Rows that must be corrected.
    pub rejected: usize,
    /// Rows that would add a record.
    pub new: usize,
    /// Rows that would change one.
    pub updates: usize,
    /// Rows that say what is stored already.
    pub unchanged: usize,
    /// Errors, also those of whole sheets.
    pub errors: usize,
    /// Warnings.
    pub warnings: usize,
    /// Cells that were cleaned.
    pub normalised: usize,
    /// Rows that somebody must decide about.
    pub duplicates: Vec<Duplicate>,
    /// Rows with a name that several persons bear: somebody may say who is meant.
    #[serde(default)]
    pub choices: Vec<Duplicate>,
    /// Every finding, in the order of the workbook.
    pub findings: Vec<Finding>,
    /// Rows taken over, once imported.
    pub taken: Option<usize>,
}

/// A row that may be somebody already known, or an earlier row of the same file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Duplicate {
    /// The sheet.
    pub sheet: String,
    /// The row as the spreadsheet shows it.
    pub row: u32,
    /// The ids of the records that it may be.
    pub known: Vec<String>,
    /// The earlier rows that it may repeat.
    pub rows: Vec<u32>,
}

impl Report {
    /// The report on a judged file.
    pub fn of(judged: &Judged) -> Self {
        match judged {
            Judged::Units(judgement) => Self::counted(judgement),
            Judged::Leaders(judgement) => Self::counted(judgement),
            Judged::Representatives(judgement) => Self::counted(judgement),
            Judged::Groups(judgement) => Self::counted(judgement),
            Judged::Roster(judgement) => Self::counted(judgement),
            Judged::Ledger(judgement) => Self { choices: choices(judgement), ..Self::counted(judgement) },
        }
    }

    fn counted<V, Id: Display>(judgement: &Judgement<V, Id>) -> Self {
        let counts = judgement.counts();
        let of = |severity| judgement.findings.iter().filter(|finding| finding.severity == severity).count();
        let mut report = Self {
            accepted: counts.accepted,
            accepted_with_warning: counts.accepted_with_warning,
            rejected: counts.rejected,
            errors: of(Severity::Error),
            warnings: of(Severity::Warning),
            normalised: of(Severity::Normalised),
            findings: judgement.findings.clone(),
            ..Self::default()
        };
        for (row, outcome, _) in judgement.accepted() {
            match outcome {
                Outcome::New => report.new += 1,
                Outcome::Update(_) => report.updates += 1,
                Outcome::Unchanged(_) => report.unchanged += 1,
                Outcome::PossibleDuplicate { known, rows } => report.duplicates.push(Duplicate {
                    sheet: row.sheet.clone(),
                    row: row.row,
                    known: known.iter().map(Id::to_string).collect(),
                    rows: rows.clone(),
                }),
            }
        }
        report
    }

    /// All data rows.
    pub const fn total(&self) -> usize {
        self.importable() + self.rejected
    }

    /// Rows without an error.
    pub const fn importable(&self) -> usize {
        self.accepted + self.accepted_with_warning
    }

    /// Whether the file must be corrected, or its clean rows taken only.
    pub const fn has_errors(&self) -> bool {
        self.errors > 0
    }
}

/// The names of a ledger that several persons bear, one for each row and name.
fn choices(judgement: &Judgement<LedgerRow, ContactId>) -> Vec<Duplicate> {
    let new = judgement.accepted().filter(|(_, outcome, _)| matches!(outcome, Outcome::New));
    new.flat_map(|(judged, _, row)| {
        row.ambiguous.iter().map(|namesakes| Duplicate {
            sheet: judged.sheet.clone(),
            row: judged.row,
            known: namesakes.persons.iter().map(|(id, _)| id.to_string()).collect(),
            rows: Vec::new(),
        })
    })
    .collect()
}

//! The result of judging a workbook, and the way through its tables.

use lianyi_shared::import::{Finding, FindingCode, Severity};

use super::findings::Findings;
use super::header::{self, Heading};
use super::row::Row;
use super::sheet::Workbook;

/// What accepting a row would do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome<Id> {
    /// A new record.
    New,
    /// A change of the record that has the same number, code or name.
    Update(Id),
    /// Nothing: the record says the same already.
    Unchanged(Id),
    /// Somebody must decide whether it is one of these.
    PossibleDuplicate {
        /// Records in the directory.
        known: Vec<Id>,
        /// Earlier rows of the same sheet.
        rows: Vec<u32>,
    },
}

/// Whether a row can be imported.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// It can.
    Accepted,
    /// It can, and somebody should look at it.
    AcceptedWithWarning,
    /// It cannot before it is corrected.
    Rejected,
}

impl Verdict {
    /// The verdict on a row by its gravest finding.
    pub const fn of(worst: Option<Severity>) -> Self {
        match worst {
            Some(Severity::Error) => Self::Rejected,
            Some(Severity::Warning) => Self::AcceptedWithWarning,
            Some(Severity::Normalised) | None => Self::Accepted,
        }
    }
}

/// A data row as judged.
#[derive(Clone, Debug)]
pub struct JudgedRow<V, Id> {
    /// The sheet's name.
    pub sheet: String,
    /// The row as the spreadsheet shows it.
    pub row: u32,
    /// Whether it can be imported.
    pub verdict: Verdict,
    /// The cleaned row and what accepting it would do; none if it is rejected.
    pub accepted: Option<(Outcome<Id>, V)>,
}

/// How many rows can be imported.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Rows accepted without a warning.
    pub accepted: usize,
    /// Rows accepted with one.
    pub accepted_with_warning: usize,
    /// Rows that must be corrected first.
    pub rejected: usize,
}

/// A workbook as judged.
#[derive(Clone, Debug)]
pub struct Judgement<V, Id> {
    /// Every data row, in the order of the workbook.
    pub rows: Vec<JudgedRow<V, Id>>,
    /// Every finding, in the order of the workbook.
    pub findings: Vec<Finding>,
}

impl<V, Id> Judgement<V, Id> {
    /// How many rows can be imported.
    pub fn counts(&self) -> Counts {
        let count = |verdict| self.rows.iter().filter(|row| row.verdict == verdict).count();
        Counts {
            accepted: count(Verdict::Accepted),
            accepted_with_warning: count(Verdict::AcceptedWithWarning),
            rejected: count(Verdict::Rejected),
        }
    }

    /// Whether the workbook must be corrected, or only its clean rows taken: a row or the shape of
    /// a sheet has an error.
    pub fn has_errors(&self) -> bool {
        self.findings.iter().any(|finding| finding.severity == Severity::Error)
    }

    /// The accepted rows with the outcome of each.
    pub fn accepted(&self) -> impl Iterator<Item = (&JudgedRow<V, Id>, &Outcome<Id>, &V)> {
        self.rows.iter().filter_map(|row| row.accepted.as_ref().map(|(outcome, value)| (row, outcome, value)))
    }
}

/// Judges each data row of each visible sheet that is a table with these headings.
///
/// A sheet that is none is pointed out: as an error if the workbook has no such table at all.
pub fn judge_tables<F: Copy + PartialEq, V, Id>(
    workbook: &Workbook,
    headings: &[Heading<F>],
    mut judge_row: impl FnMut(&mut Row<'_, F>) -> Option<(Outcome<Id>, V)>,
) -> Judgement<V, Id> {
    let mut findings = Findings::default();
    let mut rows = Vec::new();
    let mut strangers = Vec::new();
    let mut tables = 0;
    for sheet in &workbook.sheets {
        let Some(table) = header::table(sheet, headings, &mut findings) else {
            if !sheet.rows.is_empty() {
                strangers.push(&sheet.name);
            }
            continue;
        };
        tables += 1;
        for &number in &table.rows {
            let mut row = Row::new(&table, number, &mut findings);
            let accepted = judge_row(&mut row);
            let verdict = Verdict::of(row.worst());
            let accepted = accepted.filter(|_| verdict != Verdict::Rejected);
            rows.push(JudgedRow { sheet: sheet.name.clone(), row: number, verdict, accepted });
        }
    }
    let severity = if tables == 0 { Severity::Error } else { Severity::Warning };
    let required: Vec<&str> = headings
        .iter()
        .filter(|heading| heading.required)
        .filter_map(|heading| heading.names.first().copied())
        .collect();
    for name in strangers {
        findings.sheet(name, severity, FindingCode::SheetNotRecognised).with("detail", required.join("、"));
    }
    findings.hidden_sheets(workbook);
    Judgement { rows, findings: findings.into_sorted(workbook) }
}

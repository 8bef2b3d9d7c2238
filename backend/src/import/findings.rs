//! Collects findings while a workbook is judged.

use std::collections::BTreeMap;
use std::ops::Range;

use lianyi_shared::import::{Finding, FindingCode, Severity};

use super::sheet::Workbook;

/// The findings of one workbook so far.
#[derive(Debug, Default)]
pub struct Findings {
    list: Vec<Finding>,
}

/// A finding just added, whose parameters can still be given.
pub struct Added<'f>(Option<&'f mut Finding>);

impl Added<'_> {
    /// Sets a parameter of the message.
    pub fn with(&mut self, name: &str, value: impl Into<String>) -> &mut Self {
        if let Some(finding) = &mut self.0 {
            finding.params.retain(|(known, _)| known != name);
            finding.params.push((name.to_owned(), value.into()));
        }
        self
    }
}

impl Findings {
    /// Adds a finding at a cell, or at a whole row when there is no column.
    pub fn at(
        &mut self,
        sheet: &str,
        row: u32,
        column: Option<String>,
        severity: Severity,
        code: FindingCode,
    ) -> Added<'_> {
        self.add(sheet, Some(row), column, severity, code)
    }

    /// Adds a finding about a whole sheet.
    pub fn sheet(&mut self, sheet: &str, severity: Severity, code: FindingCode) -> Added<'_> {
        self.add(sheet, None, None, severity, code)
    }

    fn add(
        &mut self,
        sheet: &str,
        row: Option<u32>,
        column: Option<String>,
        severity: Severity,
        code: FindingCode,
    ) -> Added<'_> {
        self.list.push(Finding { sheet: sheet.to_owned(), row, column, severity, code, params: Vec::new() });
        Added(self.list.last_mut())
    }

    /// Reports each hidden sheet: its content is not read.
    pub fn hidden_sheets(&mut self, workbook: &Workbook) {
        for name in &workbook.hidden {
            self.sheet(name, Severity::Warning, FindingCode::HiddenSheet).with("value", name);
        }
    }

    /// The gravest severity among the findings added since a mark taken with [`Findings::len`].
    pub fn worst_since(&self, mark: usize) -> Option<Severity> {
        self.list.iter().skip(mark).map(|finding| finding.severity).min()
    }

    /// The gravest severity among the findings in some rows of a sheet.
    pub fn worst_in_rows(&self, sheet: &str, rows: Range<u32>) -> Option<Severity> {
        let within =
            |finding: &&Finding| finding.sheet == sheet && finding.row.is_some_and(|row| rows.contains(&row));
        self.list.iter().filter(within).map(|finding| finding.severity).min()
    }

    /// Whether there is an error in a column among the findings added since a mark.
    pub fn has_error_since(&self, mark: usize, column: Option<&str>) -> bool {
        let mut since = self.list.iter().skip(mark);
        since.any(|finding| finding.severity == Severity::Error && finding.column.as_deref() == column)
    }

    /// Says of everything that was found in a cell since a mark what was read at last.
    pub fn set_results_since(&mut self, mark: usize, result: &str) {
        for finding in self.list.iter_mut().skip(mark) {
            Added(Some(finding)).with("result", result);
        }
    }

    /// Whether a finding was added since a mark.
    pub fn has_since(&self, mark: usize, code: FindingCode) -> bool {
        self.list.iter().skip(mark).any(|finding| finding.code == code)
    }

    /// The number of findings so far.
    pub fn len(&self) -> usize {
        self.list.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.list.is_empty()
    }

    /// The findings in the order of the workbook: by sheet, row and column.
    pub fn into_sorted(self, workbook: &Workbook) -> Vec<Finding> {
        let names = workbook.sheets.iter().map(|sheet| &sheet.name).chain(&workbook.hidden);
        let order: BTreeMap<String, usize> = names.cloned().zip(0..).collect();
        let mut list = self.list;
        list.sort_by_cached_key(|finding| {
            let column = finding.column.clone().unwrap_or_default();
            (order.get(&finding.sheet).copied(), finding.row, column.len(), column)
        });
        list
    }
}

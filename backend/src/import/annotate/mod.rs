//! The workbook for correction: the same file with its faulty cells coloured and commented.
//!
//! Only what must change is rewritten – the styles, the sheets that have findings, and their
//! comments. Every other part of the file is copied bit by bit, so that formats, pictures, hidden
//! sheets and print settings stay as the office made them. A csv file knows no colours; it gets
//! one more column.

mod cells;
mod comments;
pub(super) mod package;
mod styles;

use std::collections::BTreeMap;

use lianyi_shared::import::{FileProblem, Finding, Severity};
use lianyi_shared::text::Lang;

use self::package::Package;
use super::normalise::neutralise;
use super::sheet::{self, Workbook};

/// A cell to be marked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Mark {
    severity: Severity,
    text: String,
}

/// The marks of a sheet by row and column (from 0), both as the spreadsheet orders them.
type Marks = BTreeMap<(u32, u32), Mark>;

/// Marks errors and warnings in the workbook they were found in; messages are in `lang`.
///
/// A finding about a row stands at its first column, one about a sheet at its first cell. What was
/// only cleaned is not marked: nobody has to do anything about it.
pub fn annotate(
    file_name: &str,
    bytes: &[u8],
    findings: &[Finding],
    lang: Lang,
) -> Result<Vec<u8>, FileProblem> {
    let workbook = sheet::read(file_name, bytes)?;
    let mut by_sheet: BTreeMap<&str, Marks> = BTreeMap::new();
    for finding in findings.iter().filter(|finding| finding.severity != Severity::Normalised) {
        let column = finding.column.as_deref().map_or(Some(0), column_number);
        let Some(column) = column.filter(|_| workbook.sheets.iter().any(|sheet| sheet.name == finding.sheet))
        else {
            continue;
        };
        let line = format!("{}：{}", finding.severity.label(lang), finding.message(lang));
        let marks = by_sheet.entry(&finding.sheet).or_default();
        marks
            .entry((finding.row.unwrap_or(1), column))
            .and_modify(|mark| {
                mark.severity = mark.severity.min(finding.severity);
                mark.text.push('\n');
                mark.text.push_str(&line);
            })
            .or_insert_with(|| Mark { severity: finding.severity, text: line.clone() });
    }
    if bytes.starts_with(b"PK") {
        annotate_xlsx(bytes, &by_sheet)
    } else {
        let marks = by_sheet.into_values().next().unwrap_or_default();
        Ok(annotate_csv(&workbook, &marks, lang).into_bytes())
    }
}

/// The number of a column (from 0) by its letters.
fn column_number(letters: &str) -> Option<u32> {
    let number = letters.chars().try_fold(0_u32, |number, letter| {
        let digit = u32::from(letter).checked_sub(u32::from('A')).filter(|digit| *digit < 26)?;
        number.checked_mul(26)?.checked_add(digit + 1)
    })?;
    number.checked_sub(1)
}

fn annotate_xlsx(bytes: &[u8], by_sheet: &BTreeMap<&str, Marks>) -> Result<Vec<u8>, FileProblem> {
    let mut package = Package::open(bytes)?;
    let paths = package.sheet_paths()?;
    let styles_path = package.part_of_workbook("styles")?;
    let mut styles = match &styles_path {
        Some(path) => Some(styles::Styles::read(&package.text(path)?)?),
        None => None,
    };
    for (name, marks) in by_sheet {
        let Some(path) = paths.get(*name) else { continue };
        let drawing = comments::add(&mut package, path, marks)?;
        let xml = cells::mark(&package.text(path)?, marks, styles.as_mut(), drawing.as_deref())?;
        package.replace(path, xml);
    }
    if let (Some(path), Some(styles)) = (styles_path, styles) {
        package.replace(&path, styles.write()?);
    }
    package.write()
}

/// The same table with a column of messages, what looks like a formula neutralised.
fn annotate_csv(workbook: &Workbook, marks: &Marks, lang: Lang) -> String {
    let quote = |text: &str| format!("\"{}\"", neutralise(text).replace('"', "\"\""));
    let mut out = String::from("\u{feff}");
    let Some(sheet) = workbook.sheets.first() else { return out };
    let width = sheet.rows.values().filter_map(|cells| cells.keys().last()).max().map_or(0, |last| last + 1);
    let last = sheet.rows.keys().last().copied().unwrap_or(0);
    for row in 1..=last {
        let mut fields: Vec<String> = (0..width)
            .map(|column| {
                sheet.cell(row, column).map(|cell| quote(&super::header::plain(cell))).unwrap_or_default()
            })
            .collect();
        let texts: Vec<&str> =
            marks.range((row, 0)..(row + 1, 0)).map(|(_, mark)| mark.text.as_str()).collect();
        let heading = lang.pick("导入核对", "Import check");
        fields.push(if row == 1 && texts.is_empty() { quote(heading) } else { quote(&texts.join("\n")) });
        out.push_str(&fields.join(","));
        out.push_str("\r\n");
    }
    out
}

#[cfg(test)]
mod tests;

//! Finds the header row of a sheet by the text of its cells, and tells data rows from furniture.
//!
//! Offices put a title and notes above the header, order columns as they like, word them
//! differently, and end the sheet with 备注, 填表人 or 合计. Position is never relied on.

use lianyi_shared::import::{FindingCode, Severity};

use super::findings::Findings;
use super::normalise::{is_blank, to_half_width};
use super::sheet::{Cell, Sheet, Value, column_letters};

/// How far down the header row is looked for.
const SEARCH_ROWS: u32 = 30;

/// A column that a kind of workbook may have.
pub struct Heading<F> {
    /// What the column means.
    pub field: F,
    /// The proper heading, then its synonyms, without spaces.
    pub names: &'static [&'static str],
    /// Whether a sheet without the column cannot be imported.
    pub required: bool,
}

/// The columns found in a header row.
pub struct Header<F> {
    /// The row, as the spreadsheet shows it.
    pub row: u32,
    /// Field, column (from 0) and the heading as written, from left to right.
    pub columns: Vec<(F, u32, String)>,
}

impl<F: Copy + PartialEq> Header<F> {
    /// The column of a field.
    pub fn column(&self, field: F) -> Option<u32> {
        self.columns.iter().find(|(found, ..)| *found == field).map(|(_, column, _)| *column)
    }

    /// The heading of a field as written in the sheet.
    pub fn name(&self, field: F) -> &str {
        self.columns.iter().find(|(found, ..)| *found == field).map_or("", |(.., name)| name)
    }
}

/// A sheet with its header found and its rows sorted into data and furniture.
pub struct Table<'s, F> {
    /// The sheet.
    pub sheet: &'s Sheet,
    /// Its header.
    pub header: Header<F>,
    /// The data rows in their order.
    pub rows: Vec<u32>,
    /// Whether merged cells belong to the layout, as in rosters, and are not worth a word.
    pub merges_are_layout: bool,
}

/// The text of a cell as far as it matters for recognising headings and footers.
pub fn plain(cell: &Cell) -> String {
    match &cell.value {
        Value::Text(text) | Value::Untyped(text) | Value::Error(text) => text.clone(),
        Value::Number(number) => number.to_string(),
        Value::Date(date) => date.to_string(),
        Value::Truth(truth) => truth.to_string(),
    }
}

/// A heading without line breaks, spaces, remarks in brackets and marks of obligation.
fn heading_text(text: &str) -> String {
    let half = to_half_width(text);
    let before_bracket = half.split('(').next().unwrap_or_default();
    let bare: String =
        before_bracket.chars().filter(|c| !c.is_whitespace() && *c != '*' && *c != ':').collect();
    if bare.is_empty() { half.into_owned() } else { bare }
}

/// The field that a heading names.
pub fn field_of<F: Copy>(headings: &[Heading<F>], text: &str) -> Option<F> {
    let text = heading_text(text);
    headings.iter().find(|heading| heading.names.contains(&text.as_str())).map(|heading| heading.field)
}

/// Finds the row with the most known headings; at least two must be known.
fn find_row<F: Copy>(sheet: &Sheet, headings: &[Heading<F>]) -> Option<u32> {
    let known = |row: u32| {
        let cells = sheet.rows.get(&row)?;
        let count = cells.values().filter(|cell| field_of(headings, &plain(cell)).is_some()).count();
        (count >= 2).then_some((count, std::cmp::Reverse(row)))
    };
    let (_, std::cmp::Reverse(row)) = (1..=SEARCH_ROWS).filter_map(known).max()?;
    Some(row)
}

/// Finds the header of a sheet without judging it.
pub fn find<F: Copy + PartialEq>(sheet: &Sheet, headings: &[Heading<F>]) -> Option<Header<F>> {
    let row = find_row(sheet, headings)?;
    let columns = sheet
        .rows
        .get(&row)?
        .iter()
        .filter_map(|(column, cell)| {
            let text = plain(cell);
            Some((field_of(headings, &text)?, *column, text.split_whitespace().collect()))
        })
        .collect();
    Some(Header { row, columns })
}

/// Finds the header of a sheet and its data rows; reports unknown, repeated and missing columns,
/// blank rows and footers. None if the sheet is no table of this kind.
pub fn table<'s, F: Copy + PartialEq>(
    sheet: &'s Sheet,
    headings: &[Heading<F>],
    findings: &mut Findings,
) -> Option<Table<'s, F>> {
    let mut header = find(sheet, headings)?;
    for (column, cell) in sheet.rows.get(&header.row).into_iter().flatten() {
        let text = plain(cell);
        let field = field_of(headings, &text);
        let code = match field {
            None if is_blank(&text) => continue,
            None => FindingCode::ExtraColumn,
            Some(field) if header.column(field) != Some(*column) => FindingCode::DuplicateColumn,
            Some(_) => continue,
        };
        let name: String = text.split_whitespace().collect();
        findings
            .at(&sheet.name, header.row, Some(column_letters(*column)), Severity::Warning, code)
            .with("header", name);
    }
    let mut seen = Vec::new();
    header.columns.retain(|(field, ..)| {
        let new = !seen.contains(field);
        seen.push(*field);
        new
    });
    let mut complete = true;
    for heading in
        headings.iter().filter(|heading| heading.required && header.column(heading.field).is_none())
    {
        let name = heading.names.first().copied().unwrap_or_default();
        findings
            .at(&sheet.name, header.row, None, Severity::Error, FindingCode::MissingColumn)
            .with("header", name);
        complete = false;
    }
    let rows = if complete { data_rows(sheet, header.row, findings) } else { Vec::new() };
    Some(Table { sheet, header, rows, merges_are_layout: false })
}

/// The data rows below a header row; reports what stands between them.
pub fn data_rows(sheet: &Sheet, header_row: u32, findings: &mut Findings) -> Vec<u32> {
    let mut rows = Vec::new();
    let mut footers = Vec::new();
    for (row, cells) in sheet.rows.range(header_row + 1..) {
        if cells.values().all(|cell| is_blank(&plain(cell))) {
            continue;
        }
        match footer_mark(cells.values()) {
            Some(mark) => footers.push((*row, mark)),
            None => rows.push(*row),
        }
    }
    let last = rows.last().copied().unwrap_or(header_row);
    for row in (header_row + 1..last).filter(|row| rows.binary_search(row).is_err()) {
        if footers.iter().any(|(footer, _)| *footer == row) {
            continue;
        }
        let code = if sheet.rows.contains_key(&row) {
            FindingCode::BlankRowWhitespace
        } else {
            FindingCode::BlankRow
        };
        findings.at(&sheet.name, row, None, Severity::Normalised, code);
    }
    for (row, mark) in footers {
        findings.at(&sheet.name, row, None, Severity::Normalised, FindingCode::FooterRow).with("value", mark);
    }
    rows
}

/// The word by which a row is known as a footer: 合计 alone, or 备注： with text behind it.
pub fn footer_mark<'c>(mut cells: impl Iterator<Item = &'c Cell>) -> Option<&'static str> {
    const TOTALS: [&str; 4] = ["合计", "总计", "小计", "共计"];
    const NOTES: [&str; 10] =
        ["备注", "填表人", "填报人", "制表人", "审核人", "负责人签字", "联系电话", "说明", "注", "填表日期"];
    let text = cells.by_ref().map(plain).find(|text| !is_blank(text))?;
    let text: String = to_half_width(&text).chars().filter(|c| !c.is_whitespace()).collect();
    let total = TOTALS.into_iter().find(|mark| text.trim_end_matches(':') == *mark);
    total.or_else(|| {
        NOTES.into_iter().find(|mark| text.strip_prefix(mark).is_some_and(|rest| rest.starts_with(':')))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_are_read_without_their_decoration() {
        let headings = [Heading { field: 1, names: &["港澳台侨情况"], required: false }];
        assert_eq!(field_of(&headings, "港澳台侨\n情况"), Some(1));
        assert_eq!(field_of(&headings, " *港澳台侨情况（可不填）"), Some(1));
        assert_eq!(field_of(&headings, "港澳台"), None);
    }

    #[test]
    fn footers_are_known_by_their_first_words() {
        let mark = |text: &str| footer_mark([Cell::plain(Value::Text(text.into()))].iter());
        assert_eq!(mark("合　计"), Some("合计"));
        assert_eq!(mark("备注：人士类别填写序号"), Some("备注"));
        assert_eq!(mark("注册中心"), None);
        assert_eq!(mark("合计划"), None);
    }
}

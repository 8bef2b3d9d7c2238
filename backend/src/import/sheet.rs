//! Reads a workbook (xlsx or csv) into a neutral grid, and refuses what is hostile or no workbook.
//!
//! Cells are streamed, never held as a dense rectangle: two cells far apart would otherwise ask for
//! billions of empty ones. Limits hold for the unpacked content, not for what the file declares.

use std::borrow::Cow;
use std::collections::{BTreeMap, HashSet};
use std::io::{Cursor, Read};

use calamine::{DataRef, Reader, SheetType, SheetVisible, Xlsx};
use chrono::NaiveDate;
use lianyi_shared::import::FileProblem;
use quick_xml::events::Event;

use super::annotate::package::Package;
use super::csv;

/// Largest file taken, in bytes.
pub const MAX_FILE_BYTES: usize = 20 * 1024 * 1024;
/// Largest unpacked size of all parts of an xlsx file, in bytes.
pub const MAX_UNPACKED_BYTES: u64 = 100 * 1024 * 1024;
/// Last row read of a sheet; a sheet with content below it is refused.
pub const MAX_ROWS: u32 = 20_000;
/// Number of cells with content read of a workbook; more are refused.
pub const MAX_CELLS: usize = 500_000;

/// What a cell holds. For a formula this is its cached result.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// Text that somebody typed as text.
    Text(String),
    /// Text of a csv file, where numbers and text look the same.
    Untyped(String),
    /// A number without a date format.
    Number(f64),
    /// A number with a date format.
    Date(NaiveDate),
    /// A truth value.
    Truth(bool),
    /// An error value such as `#N/A`.
    Error(String),
}

/// A cell with content.
#[derive(Clone, Debug, PartialEq)]
pub struct Cell {
    /// Its value or cached result.
    pub value: Value,
    /// Whether a formula made the value. The formula is never run.
    pub formula: bool,
    /// Whether parts of the text have formats of their own.
    pub rich: bool,
}

impl Cell {
    /// A cell that holds a value and nothing more.
    pub const fn plain(value: Value) -> Self {
        Self { value, formula: false, rich: false }
    }
}

/// A merged range: rows as the spreadsheet shows them, columns from 0, ends included.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Merge {
    /// First row.
    pub top: u32,
    /// First column.
    pub left: u32,
    /// Last row.
    pub bottom: u32,
    /// Last column.
    pub right: u32,
}

impl Merge {
    /// The range as the spreadsheet writes it, `E15:E17`.
    pub fn range(&self) -> String {
        format!("{}{}:{}{}", column_letters(self.left), self.top, column_letters(self.right), self.bottom)
    }
}

/// A visible sheet: its cells with content by row (as shown, from 1) and column (from 0).
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Sheet {
    /// The sheet's name.
    pub name: String,
    /// Rows that have a cell with content.
    pub rows: BTreeMap<u32, BTreeMap<u32, Cell>>,
    /// Merged ranges.
    pub merges: Vec<Merge>,
}

impl Sheet {
    /// The cell at a place, if it has content.
    pub fn cell(&self, row: u32, column: u32) -> Option<&Cell> {
        self.rows.get(&row)?.get(&column)
    }
}

/// A workbook as read.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Workbook {
    /// Visible sheets in their order.
    pub sheets: Vec<Sheet>,
    /// Names of hidden sheets, whose content is not read.
    pub hidden: Vec<String>,
}

/// The letters of a column counted from 0: `A`, `Z`, `AA`.
pub fn column_letters(column: u32) -> String {
    let mut letters = Vec::new();
    let mut rest = column;
    loop {
        letters.push(char::from(b'A' + u8::try_from(rest % 26).unwrap_or(0)));
        if rest < 26 {
            break;
        }
        rest = rest / 26 - 1;
    }
    letters.iter().rev().collect()
}

/// Reads the bytes of a workbook; `file_name` names the only sheet of a csv file.
pub fn read(file_name: &str, bytes: &[u8]) -> Result<Workbook, FileProblem> {
    if bytes.is_empty() {
        return Err(FileProblem::Empty);
    }
    if bytes.len() > MAX_FILE_BYTES {
        return Err(FileProblem::TooLarge);
    }
    if is_zip(bytes) {
        check_unpacked_size(bytes, MAX_UNPACKED_BYTES)?;
        read_xlsx(bytes)
    } else if bytes.starts_with(&[0xD0, 0xCF, 0x11, 0xE0]) {
        Err(compound_file_problem(bytes))
    } else {
        read_csv(file_name, bytes)
    }
}

/// Whether the content is a zip, as an xlsx file is.
pub fn is_zip(bytes: &[u8]) -> bool {
    bytes.starts_with(b"PK\x03\x04")
}

/// Office keeps both old workbooks and encrypted new ones in a compound file.
fn compound_file_problem(bytes: &[u8]) -> FileProblem {
    let name: Vec<u8> = "EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes).collect();
    if bytes.windows(name.len()).any(|window| window == name) {
        FileProblem::PasswordProtected
    } else {
        FileProblem::OldFormat
    }
}

/// Unpacks every part into nothing, counting: the sizes a zip declares may lie.
fn check_unpacked_size(bytes: &[u8], limit: u64) -> Result<(), FileProblem> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).map_err(|_| FileProblem::Damaged)?;
    if archive.index_for_name("xl/workbook.xml").is_none() {
        return Err(FileProblem::NotAWorkbook);
    }
    let mut left = limit;
    for index in 0..archive.len() {
        let part = archive.by_index(index).map_err(|error| match error {
            zip::result::ZipError::UnsupportedArchive(_) => FileProblem::PasswordProtected,
            _ => FileProblem::Damaged,
        })?;
        let unpacked = std::io::copy(&mut part.take(left + 1), &mut std::io::sink())
            .map_err(|_| FileProblem::Damaged)?;
        left = left.checked_sub(unpacked).ok_or(FileProblem::TooMuchContent)?;
    }
    Ok(())
}

fn read_xlsx(bytes: &[u8]) -> Result<Workbook, FileProblem> {
    let mut source: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).map_err(|_| FileProblem::Damaged)?;
    let rich = rich_texts(bytes)?;
    let mut workbook = Workbook::default();
    let mut cells = 0;
    for meta in source.sheets_metadata().to_vec() {
        if meta.typ != SheetType::WorkSheet {
            continue;
        }
        if meta.visible == SheetVisible::Visible {
            workbook.sheets.push(read_sheet(&mut source, meta.name, &rich, &mut cells)?);
        } else {
            workbook.hidden.push(meta.name);
        }
    }
    // Rows that a sheet declares and does not have are nothing.
    if workbook.sheets.iter().all(|sheet| sheet.rows.is_empty()) {
        return Err(FileProblem::Empty);
    }
    Ok(workbook)
}

/// The shared texts of which parts have formats of their own; the library gives their words only.
fn rich_texts(bytes: &[u8]) -> Result<HashSet<String>, FileProblem> {
    let damaged = |_| FileProblem::Damaged;
    let mut package = Package::open(bytes)?;
    let mut rich = HashSet::new();
    let Some(path) = package.part_of_workbook("sharedStrings")? else { return Ok(rich) };
    let xml = package.text(&path)?;
    if !xml.contains("<r>") {
        return Ok(rich);
    }
    let mut reader = quick_xml::Reader::from_str(&xml);
    let (mut runs, mut text, mut inside) = (0, String::new(), false);
    loop {
        match reader.read_event().map_err(damaged)? {
            Event::Eof => return Ok(rich),
            Event::Start(element) => match element.local_name().as_ref() {
                "si" => (runs, text) = (0, String::new()),
                "r" => runs += 1,
                "t" => inside = true,
                _ => {}
            },
            Event::End(element) => match element.local_name().as_ref() {
                "si" if runs > 1 => {
                    rich.insert(std::mem::take(&mut text));
                }
                "t" => inside = false,
                _ => {}
            },
            Event::Text(words) if inside => text.push_str(&words),
            Event::GeneralRef(name) if inside => text.push_str(&referred(&name)),
            _ => {}
        }
    }
}

/// What `&amp;` and its like stand for.
fn referred(name: &str) -> String {
    quick_xml::escape::unescape(&format!("&{name};")).map(Cow::into_owned).unwrap_or_default()
}

fn read_sheet(
    source: &mut Xlsx<Cursor<&[u8]>>,
    name: String,
    rich: &HashSet<String>,
    cells: &mut usize,
) -> Result<Sheet, FileProblem> {
    let merges = source.merge_cells_by_sheet_name(&name).map_err(|_| FileProblem::Damaged)?;
    let mut sheet = Sheet {
        merges: merges
            .into_iter()
            .map(|area| Merge {
                top: area.start.0 + 1,
                left: area.start.1,
                bottom: area.end.0 + 1,
                right: area.end.1,
            })
            .collect(),
        ..Sheet::default()
    };
    let mut reader = source.worksheet_cells_reader(&name).map_err(|_| FileProblem::Damaged)?;
    while let Some(record) = reader.next_cell_with_formula_metadata().map_err(|_| FileProblem::Damaged)? {
        let Some(value) = value_of(&record.value) else { continue };
        let (row, column) = (record.pos.0 + 1, record.pos.1);
        let rich = matches!(&value, Value::Text(text) if rich.contains(text));
        put(&mut sheet, row, column, Cell { value, formula: record.formula.is_some(), rich }, cells)?;
    }
    sheet.name = name;
    Ok(sheet)
}

fn put(sheet: &mut Sheet, row: u32, column: u32, cell: Cell, cells: &mut usize) -> Result<(), FileProblem> {
    if row > MAX_ROWS {
        return Err(FileProblem::TooManyRows);
    }
    *cells += 1;
    if *cells > MAX_CELLS {
        return Err(FileProblem::TooManyCells);
    }
    sheet.rows.entry(row).or_default().insert(column, cell);
    Ok(())
}

fn value_of(content: &DataRef<'_>) -> Option<Value> {
    Some(match content {
        DataRef::Empty => return None,
        DataRef::String(text) | DataRef::DurationIso(text) => Value::Text(text.clone()),
        DataRef::SharedString(text) => Value::Text((*text).to_owned()),
        DataRef::Float(number) => Value::Number(*number),
        DataRef::Int(number) => Value::Text(number.to_string()),
        DataRef::Bool(truth) => Value::Truth(*truth),
        DataRef::Error(error) => Value::Error(error.to_string()),
        DataRef::DateTime(moment) => {
            let (year, month, day, ..) = moment.to_ymd_hms_milli();
            match NaiveDate::from_ymd_opt(i32::from(year), u32::from(month), u32::from(day)) {
                Some(date) if moment.is_datetime() => Value::Date(date),
                _ => Value::Number(moment.as_f64()),
            }
        }
        DataRef::DateTimeIso(text) => match text.get(..10).and_then(|day| day.parse().ok()) {
            Some(date) => Value::Date(date),
            None => Value::Text(text.clone()),
        },
    })
}

fn read_csv(file_name: &str, bytes: &[u8]) -> Result<Workbook, FileProblem> {
    let text = decode(bytes)?;
    let stem = std::path::Path::new(file_name).file_stem().unwrap_or_default().to_string_lossy();
    let mut sheet = Sheet { name: stem.into_owned(), ..Sheet::default() };
    let mut cells = 0;
    csv::each_field(&text, |row, column, field| {
        if field.is_empty() {
            return Ok(());
        }
        put(&mut sheet, row, column, Cell::plain(Value::Untyped(field)), &mut cells)
    })?;
    if sheet.rows.is_empty() {
        return Err(FileProblem::Empty);
    }
    Ok(Workbook { sheets: vec![sheet], hidden: Vec::new() })
}

/// UTF-8 with or without byte order mark, UTF-16 with one, else GB18030, which Chinese Excel writes.
fn decode(bytes: &[u8]) -> Result<String, FileProblem> {
    if let Some((encoding, length)) = encoding_rs::Encoding::for_bom(bytes) {
        let body = bytes.get(length..).unwrap_or_default();
        return match encoding.decode_without_bom_handling_and_without_replacement(body) {
            Some(text) => printable(text.into_owned()),
            None => Err(FileProblem::UnknownEncoding),
        };
    }
    if let Ok(text) = std::str::from_utf8(bytes) {
        return printable(text.to_owned());
    }
    if bytes.contains(&0) {
        return Err(FileProblem::NotAWorkbook);
    }
    match encoding_rs::GB18030.decode_without_bom_handling_and_without_replacement(bytes) {
        Some(text) => printable(text.into_owned()),
        None => Err(FileProblem::UnknownEncoding),
    }
}

/// Text with control characters is a picture, a document or a program, not a table.
fn printable(text: String) -> Result<String, FileProblem> {
    let odd = |c: char| c.is_control() && !matches!(c, '\n' | '\r' | '\t');
    if text.contains(odd) || text.starts_with("%PDF") || text.starts_with('<') {
        return Err(FileProblem::NotAWorkbook);
    }
    Ok(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_of_columns() {
        let letters: Vec<String> = [0, 25, 26, 51, 701, 702, 16_383].map(column_letters).into();
        assert_eq!(letters, ["A", "Z", "AA", "AZ", "ZZ", "AAA", "XFD"]);
    }

    #[test]
    fn csv_rows_are_those_the_spreadsheet_shows() {
        let book = read("a.csv", "\u{feff}甲,乙\n\n\"一\n二\",3\n四,\n".as_bytes()).unwrap();
        let sheet = &book.sheets[0];
        assert_eq!(sheet.name, "a");
        assert_eq!(sheet.rows.keys().copied().collect::<Vec<_>>(), [1, 3, 4]);
        assert_eq!(sheet.cell(4, 0).unwrap().value, Value::Untyped("四".into()));
        assert!(sheet.cell(4, 1).is_none());
    }

    #[test]
    fn csv_of_chinese_excel_is_read() {
        let (bytes, ..) = encoding_rs::GB18030.encode("工号,姓名\n000177,邹𬱖\n");
        let book = read("a.csv", &bytes).unwrap();
        assert_eq!(book.sheets[0].cell(2, 1).unwrap().value, Value::Untyped("邹𬱖".into()));
    }

    #[test]
    fn what_is_no_workbook_is_refused_with_its_reason() {
        let locked: Vec<u8> = [0xD0, 0xCF, 0x11, 0xE0]
            .into_iter()
            .chain("..EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes))
            .collect();
        let cases: [(&[u8], FileProblem); 8] = [
            (b"", FileProblem::Empty),
            (b"\xef\xbb\xbf", FileProblem::Empty),
            (b"PK\x03\x04 but nothing follows", FileProblem::Damaged),
            (&locked, FileProblem::PasswordProtected),
            (&[0xD0, 0xCF, 0x11, 0xE0, 0, 0], FileProblem::OldFormat),
            (b"%PDF-1.7\n", FileProblem::NotAWorkbook),
            (b"\x89PNG\r\n\x1a\n\0\0", FileProblem::NotAWorkbook),
            (b"\xff\xfa\xff", FileProblem::UnknownEncoding),
        ];
        for (bytes, problem) in cases {
            assert_eq!(read("x", bytes), Err(problem), "{bytes:?}");
        }
        assert_eq!(read("x", &vec![b'a'; MAX_FILE_BYTES + 1]), Err(FileProblem::TooLarge));
    }

    fn zipped(parts: &[(&str, &[u8])]) -> Vec<u8> {
        use std::io::Write as _;
        let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
        for (name, content) in parts {
            zip.start_file(*name, zip::write::SimpleFileOptions::default()).unwrap();
            zip.write_all(content).unwrap();
        }
        zip.finish().unwrap().into_inner()
    }

    #[test]
    fn zips_that_are_no_workbook_or_unpack_to_too_much_are_refused() {
        assert_eq!(read("x", &zipped(&[("word/document.xml", b"<a/>")])), Err(FileProblem::NotAWorkbook));
        assert_eq!(read("x", &zipped(&[("xl/workbook.xml", b"<a/>")])), Err(FileProblem::Damaged));
        let spaces = [b' '; 600];
        let bomb = zipped(&[("xl/workbook.xml", &spaces), ("xl/a.xml", &spaces)]);
        assert_eq!(check_unpacked_size(&bomb, 1_199), Err(FileProblem::TooMuchContent));
        assert_eq!(check_unpacked_size(&bomb, 1_200), Ok(()));
    }

    #[test]
    fn too_many_rows_are_refused() {
        let text = "x\n".repeat(usize::try_from(MAX_ROWS).unwrap() + 1);
        assert_eq!(read("x.csv", text.as_bytes()), Err(FileProblem::TooManyRows));
    }
}

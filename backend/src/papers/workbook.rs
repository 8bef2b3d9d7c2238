//! The roster as a workbook: a group of rows per leader, with the headings that the import reads.
//!
//! What begins like a formula is written as text with the mark of a leading apostrophe, so that no
//! spreadsheet program takes it for one, not even after somebody has edited the cell.

use chrono::{DateTime, Utc};
use lianyi_shared::access::FieldGroup;
use lianyi_shared::calendar::AcademicYear;
use lianyi_shared::roster::RosterRoute;
use lianyi_shared::text::{Lang, Text as _};
use lianyi_shared::text_papers::PaperText;
use rust_xlsxwriter::{DocProperties, Format, FormatAlign, FormatBorder, Workbook, Worksheet, XlsxError};

use crate::entity::{leader, representative};
use crate::papers::filled;
use crate::papers::number::ExportNumber;
use crate::papers::source::Source;
use crate::people::representative_input::categories;
use crate::roster::contents::{Counterpart, Line};

/// The media type of an xlsx.
pub const MEDIA_TYPE: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/// Headings with the widths of their columns, in characters.
const COLUMNS: [(PaperText, f64); 9] = [
    (PaperText::HeaderNumber, 6.0),
    (PaperText::HeaderLeader, 14.0),
    (PaperText::HeaderPost, 24.0),
    (PaperText::HeaderGroup, 30.0),
    (PaperText::HeaderPerson, 14.0),
    (PaperText::HeaderUnit, 22.0),
    (PaperText::HeaderTitle, 22.0),
    (PaperText::HeaderCategories, 10.0),
    (PaperText::HeaderNote, 30.0),
];

const TITLE_ROW: u32 = 0;
const HEADER_ROW: u32 = 1;
const LAST_COLUMN: u16 = 8;
/// A4 in the list of paper sizes of the format.
const A4: u8 = 9;

/// Writes what stands on the version, with the number of its export.
pub fn write(source: &Source, number: &ExportNumber, now: DateTime<Utc>) -> anyhow::Result<Vec<u8>> {
    let mut workbook = Workbook::new();
    let title = title(source);
    let numbered = filled(PaperText::ExportNumber, &[("number", number)]);
    workbook.set_properties(
        &DocProperties::new().set_title(&title).set_comment(&numbered).set_creation_datetime(&now),
    );
    let sheet = workbook.add_worksheet();
    let name = match source.version.roster.route {
        RosterRoute::School => PaperText::SheetSchool,
        RosterRoute::Branch => PaperText::SheetBranch,
    };
    sheet.set_name(name.template(Lang::Zh))?;
    set_up_page(sheet, HEADER_ROW, &numbered)?;
    let cells = Cells::new();
    merged(sheet, [TITLE_ROW, TITLE_ROW], [0, LAST_COLUMN], &title, &cells.title)?;
    for (column, (heading, width)) in (0..).zip(COLUMNS) {
        sheet.set_column_width(column, width)?;
        sheet.write_string_with_format(HEADER_ROW, column, heading.template(Lang::Zh), &cells.head)?;
    }
    let mut row = HEADER_ROW + 1;
    let standing = source.contents.leaders.iter().filter_map(|leader| Block::of(source, leader));
    for (place, block) in (1..).zip(standing) {
        row = block.write(sheet, &cells, source, row, place)?;
    }
    Ok(workbook.save_to_buffer()?)
}

fn title(source: &Source) -> String {
    let year = AcademicYear(source.version.row.year);
    match source.version.roster.route {
        RosterRoute::School => filled(PaperText::WorkbookTitleSchool, &[("year", &year)]),
        RosterRoute::Branch => {
            filled(PaperText::WorkbookTitleBranch, &[("owner", &source.owner.name), ("year", &year)])
        }
    }
}

/// A4 across, the header row on each page, the number of the export and of the page below.
pub(super) fn set_up_page(sheet: &mut Worksheet, header_row: u32, numbered: &str) -> Result<(), XlsxError> {
    // In a footer `&` begins a code.
    let numbered = numbered.replace('&', "&&");
    let page = filled(PaperText::Page, &[("page", &"&P"), ("pages", &"&N")]);
    sheet.set_landscape().set_paper_size(A4).set_print_fit_to_pages(1, 0);
    sheet.set_repeat_rows(header_row, header_row)?;
    sheet.set_freeze_panes(header_row + 1, 0)?;
    sheet.set_footer(format!("&L{numbered}&R{page}"));
    Ok(())
}

/// How cells look.
pub(super) struct Cells {
    pub(super) title: Format,
    pub(super) head: Format,
    text: Format,
}

impl Cells {
    pub(super) fn new() -> Self {
        let text = Format::new()
            .set_border(FormatBorder::Thin)
            .set_text_wrap()
            .set_align(FormatAlign::VerticalCenter);
        Self {
            title: Format::new()
                .set_bold()
                .set_font_size(16)
                .set_align(FormatAlign::Center)
                .set_align(FormatAlign::VerticalCenter),
            head: text.clone().set_bold().set_align(FormatAlign::Center),
            text,
        }
    }

    /// The look of a cell; what begins like a formula carries the mark of an apostrophe.
    pub(super) fn of(&self, text: &str) -> Format {
        if text.starts_with(['=', '+', '-', '@', '\t', '\r']) {
            self.text.clone().set_quote_prefix()
        } else {
            self.text.clone()
        }
    }
}

/// Writes a text over rows and columns, merging them where there are several.
pub(super) fn merged(
    sheet: &mut Worksheet,
    [top, bottom]: [u32; 2],
    [left, right]: [u16; 2],
    text: &str,
    format: &Format,
) -> Result<(), XlsxError> {
    if top == bottom && left == right {
        sheet.write_string_with_format(top, left, text, format)?;
    } else {
        sheet.merge_range(top, left, bottom, right, text, format)?;
    }
    Ok(())
}

/// A leader with the standing lines.
struct Block<'s> {
    leader: &'s leader::Model,
    groups: Vec<&'s str>,
    people: Vec<&'s representative::Model>,
}

impl<'s> Block<'s> {
    /// The block of a leader; none without standing lines.
    fn of(source: &'s Source, leader: &'s leader::Model) -> Option<Self> {
        let of_leader = |line: &&Line| line.leader.id == leader.id && line.stands();
        let mut block = Self { leader, groups: Vec::new(), people: Vec::new() };
        for line in source.contents.lines.iter().filter(of_leader) {
            match &line.counterpart {
                Counterpart::Group(group) => block.groups.push(&group.name),
                Counterpart::Representative(person) => block.people.push(person),
            }
        }
        (!block.groups.is_empty() || !block.people.is_empty()).then_some(block)
    }

    /// Writes the block from a row on; answers the row after it.
    fn write(
        &self,
        sheet: &mut Worksheet,
        cells: &Cells,
        source: &Source,
        top: u32,
        place: u32,
    ) -> Result<u32, XlsxError> {
        let rows = self.groups.len().max(self.people.len());
        let next = (top..).nth(rows).unwrap_or(top);
        let bottom = next - 1;
        let note = source.contents.exceptions.get(&self.leader.id).map_or("", String::as_str);
        let down = [
            (0, place.to_string()),
            (1, self.leader.name.clone()),
            (2, self.leader.post.clone()),
            (LAST_COLUMN, note.to_owned()),
        ];
        for (column, text) in down {
            merged(sheet, [top, bottom], [column, column], &text, &cells.of(&text))?;
        }
        let mut groups = self.groups.iter();
        let mut people = self.people.iter();
        for row in top..next {
            let group = groups.next().copied().unwrap_or_default();
            let person = people.next().map(|person| columns_of(source, person)).unwrap_or_default();
            let texts = std::iter::once(group.to_owned()).chain(person);
            for (column, text) in (3..).zip(texts) {
                sheet.write_string_with_format(row, column, &text, &cells.of(&text))?;
            }
        }
        Ok(next)
    }
}

/// Name, unit, title and categories of a person, as far as the viewer reads them.
fn columns_of(source: &Source, person: &representative::Model) -> [String; 4] {
    let fields = source.fields.get(&person.id).copied().unwrap_or_default();
    let unit = source.units.get(&person.unit_id).map(|unit| unit.name.clone());
    let only = |group, text: Option<String>| text.filter(|_| fields.contains(group)).unwrap_or_default();
    let numbers: Vec<String> = categories(person).iter().map(ToString::to_string).collect();
    [
        person.name.clone(),
        only(FieldGroup::Basic, unit),
        only(FieldGroup::Basic, person.post.clone()),
        only(FieldGroup::Political, Some(numbers.join("、"))),
    ]
}

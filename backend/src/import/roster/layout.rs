//! Takes a roster sheet apart into blocks, one per leader, whatever its layout.
//!
//! - **School and A**: rows of persons with unit and title; leader, post, groups and remark merged
//!   down over the rows of the leader.
//! - **B**: one small table per leader below a heading line, `李文亮（教务处处长）联系3人`.
//! - **C**: one row per leader; persons side by side, the unit in brackets.
//! - **D**: two rows per leader, name above post; all persons in one cell, the title in brackets.

use lianyi_shared::import::{FindingCode, Severity};

use crate::import::findings::Findings;
use crate::import::header::{self, Header, Heading, Table, plain};
use crate::import::normalise::{is_blank, to_half_width, trim, without_inner_space};
use crate::import::row::Row;
use crate::import::sheet::{Cell, Sheet, column_letters};

/// A counterpart as written in a sheet.
#[derive(Clone, Debug)]
pub(super) struct Entry {
    /// Row of the cell.
    pub row: u32,
    /// Column letters of the cell.
    pub column: Option<String>,
    /// Cleaned name.
    pub name: String,
    /// Unit column.
    pub unit: Option<String>,
    /// Title column.
    pub title: Option<String>,
    /// What stands in brackets behind the name: unit or title.
    pub remark: Option<String>,
}

/// What a sheet says about one leader.
#[derive(Clone, Debug, Default)]
pub(super) struct Block {
    /// Row of the leader's cell.
    pub row: u32,
    /// Column letters of the leader's cell.
    pub column: Option<String>,
    /// The leader's name.
    pub leader: String,
    /// The leader's post.
    pub post: Option<String>,
    /// The number of persons that a heading line announces.
    pub announced: Option<usize>,
    /// Groups.
    pub groups: Vec<Entry>,
    /// Persons.
    pub people: Vec<Entry>,
    /// Remarks; reasons of exceptions stand here.
    pub note: Option<String>,
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum Field {
    Ordinal,
    Leader,
    Post,
    Group,
    Person,
    /// One of several persons side by side.
    Nth(u8),
    Unit,
    Affiliation,
    Title,
    Category,
    Phone,
    Note,
}

const HEADINGS: &[Heading<Field>] = &[
    Heading { field: Field::Ordinal, names: &["序号"], required: false },
    Heading {
        field: Field::Leader,
        names: &[
            "党员领导干部",
            "校领导",
            "领导姓名",
            "领导干部",
            "领导",
            "联系领导",
            "结对领导",
            "党员领导",
        ],
        required: false,
    },
    Heading { field: Field::Post, names: &["职务", "领导职务", "现任职务"], required: false },
    Heading {
        field: Field::Group,
        names: &[
            "联系统战团体、基层组织",
            "联系统战团体",
            "联系团体",
            "统战团体",
            "联系组织",
            "联系基层组织",
        ],
        required: false,
    },
    Heading {
        field: Field::Person,
        names: &["联系对象", "姓名", "联系人士", "党外代表人士", "联系党外代表人士", "联系对象姓名"],
        required: false,
    },
    Heading { field: Field::Nth(1), names: &["联系对象1", "联系对象一"], required: false },
    Heading { field: Field::Nth(2), names: &["联系对象2", "联系对象二"], required: false },
    Heading { field: Field::Nth(3), names: &["联系对象3", "联系对象三"], required: false },
    Heading { field: Field::Nth(4), names: &["联系对象4", "联系对象四"], required: false },
    Heading { field: Field::Nth(5), names: &["联系对象5", "联系对象五"], required: false },
    Heading {
        field: Field::Unit, names: &["所在单位", "单位", "部门", "工作单位"], required: false
    },
    Heading { field: Field::Affiliation, names: &["政治面貌", "党派"], required: false },
    Heading {
        field: Field::Title, names: &["职务职称", "职称", "职务/职称", "职务、职称"], required: false
    },
    Heading { field: Field::Category, names: &["人士类别", "类别"], required: false },
    Heading {
        field: Field::Phone, names: &["联系电话", "电话", "手机", "手机号"], required: false
    },
    Heading { field: Field::Note, names: &["备注", "说明"], required: false },
];

/// The blocks of a sheet; none if it is laid out in no known way.
pub(super) fn blocks(sheet: &Sheet, findings: &mut Findings) -> Option<Vec<Block>> {
    if sheet.rows.values().any(|cells| heading_line(cells.values()).is_some()) {
        return Some(small_tables(sheet, findings));
    }
    let found = header::find(sheet, HEADINGS)?;
    let has = |field| found.column(field).is_some();
    if !has(Field::Leader) || !(has(Field::Person) || has(Field::Nth(1))) {
        return None;
    }
    let mut table = header::table(sheet, HEADINGS, findings)?;
    table.merges_are_layout = true;
    Some(if has(Field::Nth(1)) {
        side_by_side(&table, findings)
    } else if has(Field::Unit) {
        row_per_person(&table, findings)
    } else {
        name_above_post(&table, findings)
    })
}

/// Text of the rows above the first header or heading line: titles and notes.
pub(super) fn title(sheet: &Sheet) -> String {
    let header_row = header::find(sheet, HEADINGS).map(|header| header.row);
    let top = sheet
        .rows
        .iter()
        .take_while(|(row, cells)| Some(**row) != header_row && heading_line(cells.values()).is_none());
    top.flat_map(|(_, cells)| cells.values().map(plain)).collect::<Vec<_>>().join("\n")
}

fn own<'s>(table: &Table<'s, Field>, row: u32, field: Field) -> Option<&'s Cell> {
    table.sheet.cell(row, table.header.column(field)?).filter(|cell| !is_blank(&plain(cell)))
}

/// School and A.
fn row_per_person(table: &Table<'_, Field>, findings: &mut Findings) -> Vec<Block> {
    let mut blocks: Vec<Block> = Vec::new();
    for &number in &table.rows {
        let mut row = Row::new(table, number, findings);
        if own(table, number, Field::Leader).is_some() {
            let leader = row.leader(Field::Leader).unwrap_or_default();
            // An office that does not merge repeats the leader in every row.
            if blocks.last().is_none_or(|block| block.leader != leader) {
                blocks.push(begin(table, number, leader));
            }
        }
        let Some(block) = blocks.last_mut() else {
            row.required::<()>(Field::Leader, None);
            continue;
        };
        if own(table, number, Field::Post).is_some() {
            block.post = row.line(Field::Post);
        }
        if own(table, number, Field::Group).is_some() {
            block.groups.extend(groups(&mut row));
        }
        read_note(table, &mut row, block);
        let unit = row.title(Field::Unit);
        let title = row.line(Field::Title);
        for entry in people(&mut row, Field::Person) {
            block.people.push(Entry { unit: unit.clone(), title: title.clone(), ..entry });
        }
    }
    blocks
}

/// C.
fn side_by_side(table: &Table<'_, Field>, findings: &mut Findings) -> Vec<Block> {
    let mut blocks = Vec::new();
    for &number in &table.rows {
        let mut row = Row::new(table, number, findings);
        let leader = row.leader(Field::Leader);
        let Some(leader) = row.required(Field::Leader, leader) else { continue };
        let mut block = begin(table, number, leader);
        block.post = row.line(Field::Post);
        block.groups = groups(&mut row);
        for nth in 1..=5 {
            block.people.extend(people(&mut row, Field::Nth(nth)));
        }
        read_note(table, &mut row, &mut block);
        blocks.push(block);
    }
    blocks
}

/// D: a row with persons begins a block, a row without is its post.
fn name_above_post(table: &Table<'_, Field>, findings: &mut Findings) -> Vec<Block> {
    let mut blocks: Vec<Block> = Vec::new();
    for &number in &table.rows {
        let mut row = Row::new(table, number, findings);
        if own(table, number, Field::Person).is_none() {
            if let Some(block) = blocks.last_mut() {
                block.post = row.line(Field::Leader);
            }
            continue;
        }
        let leader = row.leader(Field::Leader);
        let Some(leader) = row.required(Field::Leader, leader) else { continue };
        let mut block = begin(table, number, leader);
        block.groups = groups(&mut row);
        block.people = people(&mut row, Field::Person);
        read_note(table, &mut row, &mut block);
        blocks.push(block);
    }
    blocks
}

/// B.
fn small_tables(sheet: &Sheet, findings: &mut Findings) -> Vec<Block> {
    let mut blocks: Vec<Block> = Vec::new();
    let mut table: Option<Table<'_, Field>> = None;
    for (&number, cells) in &sheet.rows {
        if let Some((heading, column)) = heading_line(cells.values()).zip(cells.keys().next()) {
            table = None;
            blocks.push(Block { row: number, column: Some(column_letters(*column)), ..heading });
        } else if let Some(mark) = header::footer_mark(cells.values()) {
            findings
                .at(&sheet.name, number, None, Severity::Normalised, FindingCode::FooterRow)
                .with("value", mark);
        } else if let Some(header) = small_header(number, cells) {
            table = Some(Table { sheet, header, rows: Vec::new(), merges_are_layout: true });
        } else if let (Some(table), Some(block)) = (&table, blocks.last_mut()) {
            let mut row = Row::new(table, number, findings);
            let unit = row.title(Field::Unit);
            let title = row.line(Field::Title);
            for entry in people(&mut row, Field::Person) {
                block.people.push(Entry { unit: unit.clone(), title: title.clone(), ..entry });
            }
            read_note(table, &mut row, block);
        }
    }
    blocks
}

fn small_header(row: u32, cells: &std::collections::BTreeMap<u32, Cell>) -> Option<Header<Field>> {
    let columns: Vec<(Field, u32, String)> = cells
        .iter()
        .filter_map(|(column, cell)| Some((header::field_of(HEADINGS, &plain(cell))?, *column, plain(cell))))
        .collect();
    let header = Header { row, columns };
    (header.columns.len() >= 2 && header.column(Field::Person).is_some()).then_some(header)
}

/// Reads `李文亮（教务处处长、机关第二党总支书记）联系3人`.
fn heading_line<'c>(cells: impl Iterator<Item = &'c Cell>) -> Option<Block> {
    let text = cells.map(plain).find(|text| !is_blank(text))?;
    let half = to_half_width(&text);
    let (leader, rest) = half.split_once('(')?;
    let (post, tail) = rest.rsplit_once(')')?;
    let count = trim(tail).strip_prefix("联系")?.trim_end_matches(['人', '名', '位']);
    let leader = without_inner_space(leader);
    (!leader.is_empty()).then(|| Block {
        leader,
        post: Some(trim(post).to_owned()),
        announced: trim(count).parse().ok(),
        ..Block::default()
    })
}

fn begin(table: &Table<'_, Field>, row: u32, leader: String) -> Block {
    let column = table.header.column(Field::Leader).map(column_letters);
    Block { row, column, leader, ..Block::default() }
}

fn read_note(table: &Table<'_, Field>, row: &mut Row<'_, Field>, block: &mut Block) {
    if own(table, row.number, Field::Note).is_some()
        && let Some(note) = row.text(Field::Note)
    {
        block.note =
            Some(block.note.take().map_or_else(|| note.clone(), |before| format!("{before}；{note}")));
    }
}

fn people(row: &mut Row<'_, Field>, field: Field) -> Vec<Entry> {
    let column = row.column(field);
    let number = row.number;
    let names = row.names_and_titles(field, |_| false).into_iter();
    names
        .map(|(name, remark)| Entry {
            row: number,
            column: column.clone(),
            name,
            unit: None,
            title: None,
            remark,
        })
        .collect()
}

fn groups(row: &mut Row<'_, Field>) -> Vec<Entry> {
    let column = row.column(Field::Group);
    let number = row.number;
    let titles = row.titles(Field::Group).into_iter();
    titles
        .map(|name| Entry {
            row: number,
            column: column.clone(),
            name,
            unit: None,
            title: None,
            remark: None,
        })
        .collect()
}

//! Units: 组织机构, with parents for display and branches for the scope tree.
//!
//! Rows name other units that may come further down, so all names are collected first.

use std::collections::{BTreeMap, HashMap};

use lianyi_shared::id::UnitId;
use lianyi_shared::import::FindingCode;
use lianyi_shared::units::UnitKind;

use super::header::{self, Heading};
use super::judgement::{Judgement, Outcome, judge_tables};
use super::known::Known;
use super::normalise::{fold, trim};
use super::row::Row;
use super::sheet::Workbook;

/// A unit named by another row's cell.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum UnitRef {
    /// A unit of the directory that the workbook does not bring.
    Known(UnitId),
    /// A unit that the workbook brings, by its code.
    Code(String),
}

/// A unit as the workbook has it, cleaned.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnitRow {
    /// Code, such as `C07`.
    pub code: String,
    /// Full name.
    pub name: String,
    /// What it is.
    pub kind: UnitKind,
    /// The unit above it, for display only.
    pub parent: Option<UnitRef>,
    /// The branch it belongs to: the scope tree. The college's own is ignored.
    pub branch: Option<UnitRef>,
    /// The head's name.
    pub head_name: Option<String>,
}

#[derive(Clone, Copy, PartialEq)]
enum Field {
    Code,
    Name,
    Kind,
    Parent,
    Branch,
    Head,
    Ordinal,
}

const HEADINGS: &[Heading<Field>] = &[
    Heading {
        field: Field::Code,
        names: &["单位代码", "代码", "单位编码", "编码", "部门代码"],
        required: true,
    },
    Heading { field: Field::Name, names: &["单位名称", "名称", "部门名称"], required: true },
    Heading { field: Field::Kind, names: &["单位类别", "类别", "单位类型"], required: true },
    Heading {
        field: Field::Parent, names: &["上级单位", "上级部门", "隶属单位"], required: false
    },
    Heading {
        field: Field::Branch, names: &["所属党组织", "所属党总支", "所在党组织"], required: false
    },
    Heading { field: Field::Head, names: &["负责人", "主要负责人"], required: false },
    Heading { field: Field::Ordinal, names: &["序号"], required: false },
];

const KINDS: &[(&str, UnitKind)] = &[
    ("学校", UnitKind::College),
    ("党政管理部门", UnitKind::Department),
    ("教辅机构", UnitKind::Support),
    ("群团组织", UnitKind::MassOrganization),
    ("二级学院", UnitKind::School),
    ("党总支", UnitKind::GeneralBranch),
    ("直属党支部", UnitKind::DirectBranch),
    ("管理部门", UnitKind::Department),
    ("教辅单位", UnitKind::Support),
    ("学院", UnitKind::School),
];

/// The units of the workbook, found by name without regard to the width of brackets.
#[derive(Default)]
struct Batch {
    code_by_name: HashMap<String, String>,
    branch_by_code: BTreeMap<String, String>,
}

/// Judges a workbook of units.
pub fn judge(workbook: &Workbook, known: &Known) -> Judgement<UnitRow, UnitId> {
    let batch = collect(workbook);
    let mut seen = HashMap::new();
    judge_tables(workbook, HEADINGS, |row| read(row, known, &batch, &mut seen))
}

/// Reads names, codes and branches of all rows without judging them.
fn collect(workbook: &Workbook) -> Batch {
    let mut batch = Batch::default();
    let mut branches = Vec::new();
    for sheet in &workbook.sheets {
        let Some(header) = header::find(sheet, HEADINGS) else { continue };
        for cells in sheet.rows.range(header.row + 1..).map(|(_, cells)| cells) {
            let text = |field| {
                let cell = cells.get(&header.column(field)?)?;
                Some(trim(&header::plain(cell)).to_owned())
            };
            if let (Some(code), Some(name)) = (text(Field::Code), text(Field::Name)) {
                let code = batch.code_by_name.entry(fold(&name)).or_insert(code.to_uppercase()).clone();
                if text(Field::Kind).as_deref() != Some("学校") {
                    branches.push((code, text(Field::Branch).unwrap_or_default()));
                }
            }
        }
    }
    for (code, branch) in branches {
        if let Some(branch) = batch.code_by_name.get(&fold(&branch)) {
            batch.branch_by_code.entry(code).or_insert_with(|| branch.clone());
        }
    }
    batch
}

impl Batch {
    fn find(&self, known: &Known, text: &str) -> Option<UnitRef> {
        let by_code = self.code_by_name.values().find(|code| *code == text);
        let code = self.code_by_name.get(&fold(text)).or(by_code);
        code.cloned().map(UnitRef::Code).or_else(|| match known.find_unit(text)? {
            super::known::UnitMatch::Short(_) => None,
            found => Some(UnitRef::Known(found.unit().id)),
        })
    }

    /// Whether the branches above a unit lead back to it.
    fn is_circular(&self, code: &str) -> bool {
        let mut at = code;
        for _ in 0..self.branch_by_code.len() {
            match self.branch_by_code.get(at) {
                None => return false,
                Some(above) if above == code => return true,
                Some(above) => at = above,
            }
        }
        false
    }
}

fn read(
    row: &mut Row<'_, Field>,
    known: &Known,
    batch: &Batch,
    seen: &mut HashMap<String, u32>,
) -> Option<(Outcome<UnitId>, UnitRow)> {
    let code = row.code(Field::Code);
    let code = row.required(Field::Code, code);
    let name = row.title(Field::Name);
    let name = row.required(Field::Name, name);
    let kind = row.choice(Field::Kind, KINDS);
    let kind = row.required(Field::Kind, kind);
    let parent = row.title(Field::Parent).and_then(|text| {
        let found = batch.find(known, &text);
        if found.is_none() {
            row.warn(Field::Parent, FindingCode::UnknownParent);
        }
        found
    });
    let branch = row.title(Field::Branch).and_then(|text| {
        let found = batch.find(known, &text);
        if found.is_none() {
            row.error(Field::Branch, FindingCode::UnknownBranch);
        }
        found
    });
    let head_name = row.name(Field::Head);

    let (code, name) = (code?, name?);
    if let Some(first) = seen.get(&code) {
        row.error(Field::Code, FindingCode::DuplicateCode).with("row", first.to_string());
        return None;
    }
    seen.insert(code.clone(), row.number);
    let other_code = batch.code_by_name.get(&fold(&name)).filter(|other| **other != code);
    if let Some(other) = other_code {
        row.error(Field::Name, FindingCode::DuplicateUnitName).with("detail", other);
    }
    if batch.is_circular(&code) {
        row.error(Field::Branch, FindingCode::UnitCycle).with("value", &name);
    }
    let outcome = outcome(row, known, &code, &name);
    let unit = UnitRow { code, name, kind: kind?, parent, branch, head_name };
    Some((outcome, unit))
}

fn outcome(row: &mut Row<'_, Field>, known: &Known, code: &str, name: &str) -> Outcome<UnitId> {
    if let Some(unit) = known.units().iter().find(|unit| unit.code == code) {
        return Outcome::Update(unit.id);
    }
    match known.units().iter().find(|unit| fold(&unit.name) == fold(name)) {
        None => Outcome::New,
        Some(unit) => {
            row.warn(Field::Name, FindingCode::DuplicateUnitName).with("detail", &unit.code);
            Outcome::PossibleDuplicate { known: vec![unit.id], rows: Vec::new() }
        }
    }
}

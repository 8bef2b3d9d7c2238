//! Leading cadres: 党员领导干部名册 (P1).

use std::collections::HashMap;

use chrono::NaiveDate;
use lianyi_shared::id::{LeaderId, UnitId};
use lianyi_shared::import::FindingCode;
use lianyi_shared::people::{LeaderTier, Sex};

use super::header::Heading;
use super::judgement::{Judgement, Outcome, judge_tables};
use super::known::Known;
use super::normalise::Month;
use super::row::Row;
use super::sheet::Workbook;

/// A leader as the workbook has them, cleaned.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LeaderRow {
    /// Six digits.
    pub staff_number: String,
    /// Name.
    pub name: String,
    /// Sex.
    pub sex: Option<Sex>,
    /// Month of birth.
    pub birth: Option<Month>,
    /// Post.
    pub post: String,
    /// School or department level.
    pub tier: LeaderTier,
    /// Unit.
    pub unit: UnitId,
    /// Their own branch; where the workbook is silent, their unit's.
    pub branch: UnitId,
    /// Telephone.
    pub phone: Option<String>,
    /// E-mail address.
    pub email: Option<String>,
}

#[derive(Clone, Copy, PartialEq)]
enum Field {
    StaffNumber,
    Name,
    Sex,
    Birth,
    Post,
    Tier,
    Unit,
    Branch,
    Phone,
    Email,
    Ordinal,
}

const HEADINGS: &[Heading<Field>] = &[
    Heading {
        field: Field::StaffNumber, names: &["工号", "职工号", "教工号", "人员编号"], required: true
    },
    Heading { field: Field::Name, names: &["姓名", "领导姓名"], required: true },
    Heading { field: Field::Sex, names: &["性别"], required: false },
    Heading {
        field: Field::Birth, names: &["出生年月", "出生日期", "出生时间"], required: false
    },
    Heading { field: Field::Post, names: &["职务", "现任职务", "党政职务"], required: true },
    Heading { field: Field::Tier, names: &["层级", "级别", "领导层级"], required: true },
    Heading {
        field: Field::Unit,
        names: &["所在单位", "单位", "部门", "所在部门", "工作单位"],
        required: true,
    },
    Heading {
        field: Field::Branch,
        names: &["所属党总支", "所属党组织", "所在党组织", "所属党支部"],
        required: false,
    },
    Heading { field: Field::Phone, names: PHONES, required: false },
    Heading { field: Field::Email, names: EMAILS, required: false },
    Heading { field: Field::Ordinal, names: &["序号"], required: false },
];

/// Headings of a telephone column.
pub const PHONES: &[&str] = &["手机号", "手机", "手机号码", "联系电话", "联系方式", "电话"];
/// Headings of an e-mail column.
pub const EMAILS: &[&str] = &["邮箱", "电子邮箱", "电子邮件", "邮件"];
/// Words for the sexes, with the codes of GB/T 2261.1.
pub const SEXES: &[(&str, Sex)] = &[
    ("男", Sex::Male),
    ("女", Sex::Female),
    ("男性", Sex::Male),
    ("女性", Sex::Female),
    ("1", Sex::Male),
    ("2", Sex::Female),
];

const TIERS: &[(&str, LeaderTier)] = &[
    ("校级", LeaderTier::School),
    ("中层", LeaderTier::Department),
    ("校领导", LeaderTier::School),
    ("学校级", LeaderTier::School),
    ("中层干部", LeaderTier::Department),
    ("处级", LeaderTier::Department),
];

/// Judges a workbook of leaders. `as_of` is the day on which births must lie in the past.
pub fn judge(workbook: &Workbook, known: &Known, as_of: NaiveDate) -> Judgement<LeaderRow, LeaderId> {
    let mut seen = HashMap::new();
    judge_tables(workbook, HEADINGS, |row| read(row, known, as_of, &mut seen))
}

fn read(
    row: &mut Row<'_, Field>,
    known: &Known,
    as_of: NaiveDate,
    seen: &mut HashMap<String, u32>,
) -> Option<(Outcome<LeaderId>, LeaderRow)> {
    let staff_number = row.staff_number(Field::StaffNumber);
    let staff_number = row.required(Field::StaffNumber, staff_number);
    let name = row.name(Field::Name);
    let name = row.required(Field::Name, name);
    let sex = row.choice(Field::Sex, SEXES);
    let birth = row.birth(Field::Birth, as_of);
    let post = row.line(Field::Post);
    let post = row.required(Field::Post, post);
    let tier = row.choice(Field::Tier, TIERS);
    let tier = row.required(Field::Tier, tier);
    let unit = row.unit(Field::Unit, known);
    let unit = row.required(Field::Unit, unit);
    let branch =
        row.branch(Field::Branch, known).map(|branch| branch.id).or(unit.and_then(|unit| unit.branch));
    let branch = row.required(Field::Branch, branch);
    let phone = row.phone(Field::Phone);
    let email = row.email(Field::Email);

    let staff_number = staff_number?;
    if let Some(first) = seen.get(&staff_number) {
        row.error(Field::StaffNumber, FindingCode::DuplicateStaffNo).with("row", first.to_string());
        return None;
    }
    seen.insert(staff_number.clone(), row.number);
    if known.representative_numbered(&staff_number).is_some() {
        row.error(Field::StaffNumber, FindingCode::LeaderAndRepresentative);
    }
    let name = name?;
    let outcome = match known.leader_numbered(&staff_number) {
        None => Outcome::New,
        Some(leader) => {
            if leader.name != name {
                row.warn(Field::Name, FindingCode::StaffNoOtherName)
                    .with("value", &staff_number)
                    .with("detail", &leader.name);
            }
            Outcome::Update(leader.id)
        }
    };
    let leader = LeaderRow {
        staff_number,
        name,
        sex,
        birth,
        post: post?,
        tier: tier?,
        unit: unit?.id,
        branch: branch?,
        phone,
        email,
    };
    Some((outcome, leader))
}

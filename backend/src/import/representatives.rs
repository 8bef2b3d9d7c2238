//! Representatives: 党外代表人士信息表 (P3, P4).

use std::collections::HashMap;

use chrono::NaiveDate;
use lianyi_shared::codes::{self, AFFILIATIONS, CATEGORIES, ETHNICITIES, OVERSEAS};
use lianyi_shared::id::{RepresentativeId, UnitId};
use lianyi_shared::import::FindingCode;
use lianyi_shared::people::{Sex, Stage};

use super::header::Heading;
use super::judgement::{Judgement, Outcome, judge_tables};
use super::known::Known;
use super::leaders::{EMAILS, PHONES, SEXES};
use super::normalise::{Month, split_list, split_remark, to_half_width};
use super::row::Row;
use super::sheet::Workbook;

/// Retired below this age is pointed out, in years.
const YOUNGEST_RETIRED: i32 = 50;
/// Not retired above this age is pointed out, in years.
const OLDEST_WORKING: i32 = 65;

/// A representative as the workbook has them, cleaned. Codes are those of `lianyi_shared::codes`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RepresentativeRow {
    /// Six digits; some retired persons have none.
    pub staff_number: Option<String>,
    /// Name.
    pub name: String,
    /// Sex.
    pub sex: Option<Sex>,
    /// Ethnicity, GB/T 3304.
    pub ethnicity: Option<&'static str>,
    /// Month of birth.
    pub birth: Option<Month>,
    /// Political affiliation, GB/T 4762; never 01 or 02.
    pub affiliation: &'static str,
    /// Since when.
    pub affiliated_since: Option<Month>,
    /// Unit.
    pub unit: UnitId,
    /// Post and title.
    pub post: Option<String>,
    /// Posts in society.
    pub social_posts: Option<String>,
    /// Categories 1–9 in ascending order, at least one.
    pub categories: Vec<u8>,
    /// Stage of growth.
    pub stage: Option<Stage>,
    /// Whether retired.
    pub retired: bool,
    /// Status as to Hong Kong, Macao, Taiwan and overseas.
    pub overseas: Option<&'static str>,
    /// What the workbook says beside the code, such as the country.
    pub overseas_remark: Option<String>,
    /// Telephone.
    pub phone: Option<String>,
    /// E-mail address.
    pub email: Option<String>,
    /// Remarks.
    pub remarks: Option<String>,
}

#[derive(Clone, Copy, PartialEq)]
enum Field {
    StaffNumber,
    Name,
    Sex,
    Ethnicity,
    Birth,
    Affiliation,
    AffiliatedSince,
    Unit,
    Post,
    SocialPosts,
    Categories,
    Stage,
    Retired,
    Overseas,
    Phone,
    Email,
    Remarks,
    Ordinal,
}

const HEADINGS: &[Heading<Field>] = &[
    Heading {
        field: Field::StaffNumber, names: &["工号", "职工号", "教工号", "人员编号"], required: false
    },
    Heading { field: Field::Name, names: &["姓名"], required: true },
    Heading { field: Field::Sex, names: &["性别"], required: false },
    Heading { field: Field::Ethnicity, names: &["民族"], required: false },
    Heading {
        field: Field::Birth, names: &["出生年月", "出生日期", "出生时间"], required: false
    },
    Heading { field: Field::Affiliation, names: &["政治面貌", "党派", "所属党派"], required: true },
    Heading {
        field: Field::AffiliatedSince,
        names: &["加入时间", "加入党派时间", "入党派时间"],
        required: false,
    },
    Heading {
        field: Field::Unit,
        names: &["所在单位", "单位", "部门", "所在部门", "工作单位"],
        required: true,
    },
    Heading {
        field: Field::Post,
        names: &["职务职称", "职务、职称", "职务/职称", "职务及职称", "职称职务"],
        required: false,
    },
    Heading {
        field: Field::SocialPosts, names: &["社会职务", "社会兼职", "社会任职"], required: false
    },
    Heading {
        field: Field::Categories, names: &["人士类别", "类别", "代表人士类别"], required: true
    },
    Heading { field: Field::Stage, names: &["培养阶段", "阶段"], required: false },
    Heading {
        field: Field::Retired, names: &["是否离退休", "离退休", "是否退休"], required: false
    },
    Heading {
        field: Field::Overseas, names: &["港澳台侨情况", "港澳台侨", "港澳台侨外"], required: false
    },
    Heading { field: Field::Phone, names: PHONES, required: false },
    Heading { field: Field::Email, names: EMAILS, required: false },
    Heading { field: Field::Remarks, names: &["备注", "说明"], required: false },
    Heading { field: Field::Ordinal, names: &["序号"], required: false },
];

const STAGES: &[(&str, Stage)] = &[
    ("发现", Stage::Discovery),
    ("培养", Stage::Cultivation),
    ("使用", Stage::Use),
    ("管理", Stage::Management),
    ("发现阶段", Stage::Discovery),
    ("培养阶段", Stage::Cultivation),
    ("使用阶段", Stage::Use),
    ("管理阶段", Stage::Management),
];

const RETIRED: &[(&str, bool)] = &[
    ("是", true),
    ("否", false),
    ("离休", true),
    ("退休", true),
    ("离退休", true),
    ("在职", false),
    ("Y", true),
    ("N", false),
    ("√", true),
];

/// Judges a workbook of representatives. Ages are computed as of `as_of`.
pub fn judge(
    workbook: &Workbook,
    known: &Known,
    as_of: NaiveDate,
) -> Judgement<RepresentativeRow, RepresentativeId> {
    let mut seen = Seen::default();
    judge_tables(workbook, HEADINGS, |row| read(row, known, as_of, &mut seen))
}

/// Who came in earlier rows.
#[derive(Default)]
struct Seen {
    by_number: HashMap<String, u32>,
    without_number: HashMap<(String, UnitId), u32>,
}

fn read(
    row: &mut Row<'_, Field>,
    known: &Known,
    as_of: NaiveDate,
    seen: &mut Seen,
) -> Option<(Outcome<RepresentativeId>, RepresentativeRow)> {
    let staff_number = row.staff_number(Field::StaffNumber);
    let name = row.name(Field::Name);
    let name = row.required(Field::Name, name);
    let sex = row.choice(Field::Sex, SEXES);
    let ethnicity =
        row.listed(Field::Ethnicity, ETHNICITIES, FindingCode::UnknownValue).map(|entry| entry.code);
    let birth = row.birth(Field::Birth, as_of);
    let affiliation = affiliation(row);
    let affiliated_since = row.month(Field::AffiliatedSince, FindingCode::DateImpossible);
    let unit = row.unit(Field::Unit, known);
    let unit = row.required(Field::Unit, unit);
    let post = row.line(Field::Post);
    let social_posts = row.line(Field::SocialPosts);
    let categories = categories(row);
    let stage = row.choice(Field::Stage, STAGES);
    let retired = row.choice(Field::Retired, RETIRED).unwrap_or(false);
    let (overseas, overseas_remark) = overseas(row);
    let phone = row.phone(Field::Phone);
    let email = row.email(Field::Email);
    let remarks = row.text(Field::Remarks);

    check_age(row, birth, retired, as_of);
    if let (Some(categories), Some(affiliation)) = (&categories, affiliation) {
        check_categories(row, categories, affiliation, retired);
    }
    let outcome =
        outcome(row, known, seen, staff_number.as_deref(), name.as_deref(), unit.map(|unit| unit.id))?;
    let representative = RepresentativeRow {
        staff_number,
        name: name?,
        sex,
        ethnicity,
        birth,
        affiliation: affiliation?,
        affiliated_since,
        unit: unit?.id,
        post,
        social_posts,
        categories: categories?,
        stage,
        retired,
        overseas,
        overseas_remark,
        phone,
        email,
        remarks,
    };
    Some((outcome, representative))
}

/// The affiliation; members of the Communist Party do not belong into this table.
fn affiliation(row: &mut Row<'_, Field>) -> Option<&'static str> {
    let entry = row.listed(Field::Affiliation, AFFILIATIONS, FindingCode::UnknownPoliticalStatus);
    let entry = row.required(Field::Affiliation, entry)?;
    if matches!(entry.code, "01" | "02") {
        row.error(Field::Affiliation, FindingCode::CpcMember);
        return None;
    }
    Some(entry.code)
}

/// Several categories in one cell: `3、4`, `3,4`, by number or by label.
fn categories(row: &mut Row<'_, Field>) -> Option<Vec<u8>> {
    let text = row.line(Field::Categories);
    let text = row.required(Field::Categories, text)?;
    let number = |word: &str| {
        let half = to_half_width(word);
        let bare = half.trim_start_matches('第').trim_end_matches('类');
        codes::find(CATEGORIES, bare).and_then(|entry| entry.code.parse::<u8>().ok())
    };
    // A label may hold a separator itself.
    let read: Option<Vec<u8>> = match number(&text) {
        Some(one) => Some(vec![one]),
        None => split_list(&text).into_iter().flat_map(str::split_whitespace).map(number).collect(),
    };
    let Some(mut categories) = read.filter(|categories| !categories.is_empty()) else {
        row.error(Field::Categories, FindingCode::UnknownCategory);
        return None;
    };
    categories.sort_unstable();
    categories.dedup();
    Some(categories)
}

/// The status and the remark in brackets; a text that matches no code is kept as a remark.
fn overseas(row: &mut Row<'_, Field>) -> (Option<&'static str>, Option<String>) {
    let Some(text) = row.line(Field::Overseas) else { return (None, None) };
    let (head, remark) = split_remark(&text);
    match codes::find(OVERSEAS, head) {
        Some(entry) if entry.code == "99" => (Some(entry.code), Some(text.clone())),
        Some(entry) => (Some(entry.code), remark.map(str::to_owned)),
        None => {
            row.warn(Field::Overseas, FindingCode::OverseasUnclear);
            (Some("99"), Some(text.clone()))
        }
    }
}

fn check_age(row: &mut Row<'_, Field>, birth: Option<Month>, retired: bool, as_of: NaiveDate) {
    let Some(age) = birth.map(|birth| birth.age_on(as_of)) else { return };
    if (retired && age < YOUNGEST_RETIRED) || (!retired && age > OLDEST_WORKING) {
        row.warn(Field::Retired, FindingCode::AgeRetiredMismatch)
            .with("detail", as_of.to_string())
            .with("result", age.to_string());
    }
}

/// Category 1 is for 04–12, category 2 for 04–11, category 8 for the retired.
fn check_categories(row: &mut Row<'_, Field>, categories: &[u8], affiliation: &'static str, retired: bool) {
    for (category, last) in [(1, "12"), (2, "11")] {
        if categories.contains(&category) && !("04"..=last).contains(&affiliation) {
            let label = codes::find(AFFILIATIONS, affiliation).map_or(affiliation, |entry| entry.zh);
            row.warn(Field::Categories, FindingCode::CategoryAffiliation)
                .with("value", category.to_string())
                .with("detail", label);
        }
    }
    // A retired mark that already contradicts the age is not pointed out twice.
    if categories.contains(&8) && !retired && !row.has(FindingCode::AgeRetiredMismatch) {
        row.warn(Field::Categories, FindingCode::CategoryRetired);
    }
}

/// Who this is: by staff number, or by name and unit when one side has no number.
fn outcome(
    row: &mut Row<'_, Field>,
    known: &Known,
    seen: &mut Seen,
    staff_number: Option<&str>,
    name: Option<&str>,
    unit: Option<UnitId>,
) -> Option<Outcome<RepresentativeId>> {
    if let Some(number) = staff_number {
        if let Some(first) = seen.by_number.get(number) {
            row.error(Field::StaffNumber, FindingCode::DuplicateStaffNo).with("row", first.to_string());
            return None;
        }
        seen.by_number.insert(number.to_owned(), row.number);
        if known.leader_numbered(number).is_some() {
            row.error(Field::StaffNumber, FindingCode::LeaderAndRepresentative);
            return None;
        }
        if let Some(person) = known.representative_numbered(number) {
            if name.is_some_and(|name| name != person.name) {
                row.warn(Field::Name, FindingCode::StaffNoOtherName)
                    .with("value", number)
                    .with("detail", &person.name);
            }
            return Some(Outcome::Update(person.id));
        }
    }
    let (name, unit) = (name?, unit?);
    let like = known.representatives_named(name);
    let ids: Vec<RepresentativeId> = like
        .into_iter()
        .filter(|person| person.unit == unit && (staff_number.is_none() || person.staff_number.is_none()))
        .map(|person| person.id)
        .collect();
    let earlier = match staff_number {
        Some(_) => None,
        None => seen.without_number.insert((name.to_owned(), unit), row.number),
    };
    if ids.is_empty() && earlier.is_none() {
        return Some(Outcome::New);
    }
    if let Some(first) = earlier {
        row.warn_row(FindingCode::DuplicateNameUnit).with("value", name).with("row", first.to_string());
    }
    if !ids.is_empty() {
        row.warn_row(FindingCode::DuplicateNameKnown).with("value", name);
    }
    Some(Outcome::PossibleDuplicate { known: ids, rows: earlier.into_iter().collect() })
}

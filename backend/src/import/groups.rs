//! Groups: 统战团体与民主党派基层组织 (P2).

use std::collections::HashMap;

use lianyi_shared::id::{GroupId, RepresentativeId};
use lianyi_shared::import::FindingCode;
use lianyi_shared::people::GroupKind;

use super::header::Heading;
use super::judgement::{Judgement, Outcome, judge_tables};
use super::known::Known;
use super::leaders::PHONES;
use super::normalise::{Month, fold};
use super::row::Row;
use super::sheet::Workbook;

/// A group as the workbook has it, cleaned.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GroupRow {
    /// Name.
    pub name: String,
    /// Democratic-party organization or united-front group.
    pub kind: GroupKind,
    /// The head's name.
    pub head_name: Option<String>,
    /// The head, if exactly one representative has the name.
    pub head: Option<RepresentativeId>,
    /// Number of members.
    pub member_count: Option<u32>,
    /// Month of foundation.
    pub founded: Option<Month>,
    /// Telephone.
    pub phone: Option<String>,
}

#[derive(Clone, Copy, PartialEq)]
enum Field {
    Name,
    Kind,
    Head,
    MemberCount,
    Founded,
    Phone,
    Ordinal,
}

const HEADINGS: &[Heading<Field>] = &[
    Heading {
        field: Field::Name,
        names: &["名称", "组织名称", "团体名称", "组织、团体名称"],
        required: true,
    },
    Heading { field: Field::Kind, names: &["类别", "类型", "组织类别"], required: true },
    Heading {
        field: Field::Head, names: &["负责人", "主要负责人", "主委", "会长"], required: false
    },
    Heading {
        field: Field::MemberCount, names: &["成员数", "人数", "成员人数", "会员数"], required: false
    },
    Heading {
        field: Field::Founded, names: &["成立时间", "成立日期", "成立年月"], required: false
    },
    Heading { field: Field::Phone, names: PHONES, required: false },
    Heading { field: Field::Ordinal, names: &["序号"], required: false },
];

const KINDS: &[(&str, GroupKind)] = &[
    ("民主党派基层组织", GroupKind::PartyOrganization),
    ("统战团体", GroupKind::UnitedFrontGroup),
    ("民主党派", GroupKind::PartyOrganization),
    ("基层组织", GroupKind::PartyOrganization),
    ("团体", GroupKind::UnitedFrontGroup),
];

/// Judges a workbook of groups.
pub fn judge(workbook: &Workbook, known: &Known) -> Judgement<GroupRow, GroupId> {
    let mut seen = HashMap::new();
    judge_tables(workbook, HEADINGS, |row| read(row, known, &mut seen))
}

fn read(
    row: &mut Row<'_, Field>,
    known: &Known,
    seen: &mut HashMap<String, u32>,
) -> Option<(Outcome<GroupId>, GroupRow)> {
    let name = row.title(Field::Name);
    let name = row.required(Field::Name, name);
    let kind = row.choice(Field::Kind, KINDS);
    let kind = row.required(Field::Kind, kind);
    let head_name = row.name(Field::Head);
    let member_count = row.count(Field::MemberCount);
    let founded = row.month(Field::Founded, FindingCode::DateImpossible);
    let phone = row.phone(Field::Phone);

    let name = name?;
    if let Some(first) = seen.get(&fold(&name)) {
        row.error(Field::Name, FindingCode::DuplicateGroup).with("row", first.to_string());
        return None;
    }
    seen.insert(fold(&name), row.number);
    let head = match known.representatives_named(head_name.as_deref().unwrap_or_default()).as_slice() {
        [only] => Some(only.id),
        _ => None,
    };
    let outcome = known.find_group(&name).map_or(Outcome::New, |group| Outcome::Update(group.id));
    Some((outcome, GroupRow { name, kind: kind?, head_name, head, member_count, founded, phone }))
}

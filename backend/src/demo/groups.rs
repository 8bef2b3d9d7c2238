//! The democratic-party organizations and united-front groups of the college (P2).

use lianyi_shared::id::{GroupId, RepresentativeId};
use lianyi_shared::people::{GroupKind, RecordStatus};

use super::Inventor;
use super::representatives::add_category;
use crate::entity::{liaison_group, representative};
use crate::people::name::NameKeys;

/// Name, code of the members' affiliation, what its head is called.
const PARTY_ORGANIZATIONS: &[(&str, &str, &str)] = &[
    ("民革示范职业技术学院支部", "04", "民革校支部主委"),
    ("民盟示范职业技术学院总支", "05", "民盟校总支主委"),
    ("民建示范职业技术学院支部", "06", "民建校支部主委"),
    ("民进示范职业技术学院支部", "07", "民进校支部主委"),
    ("农工党示范职业技术学院支部", "08", "农工党校支部主委"),
    ("致公党示范职业技术学院支部", "09", "致公党校支部主委"),
    ("九三学社示范职业技术学院支社", "10", "九三学社校支社主委"),
];

/// Whether a person may lead a group.
type Eligible = fn(&representative::Model) -> bool;

/// Name, who may lead it, what the head is called, the category (P3) that comes with it.
const UNITED_FRONT_GROUPS: &[(&str, Eligible, &str, Option<i32>)] = &[
    ("示范职业技术学院党外知识分子联谊会", |person| person.affiliation == "12", "校知联会会长", Some(5)),
    (
        "欧美同学会（留学人员联谊会）示范职业技术学院分会",
        |person| person.overseas.as_deref() == Some("21"),
        "校留学人员联谊会会长",
        Some(6),
    ),
    (
        "示范职业技术学院归国华侨联合会",
        |person| matches!(person.overseas.as_deref(), Some("12" | "13" | "14")),
        "校侨联主席",
        Some(7),
    ),
    (
        "示范职业技术学院少数民族教职工联谊会",
        |person| person.ethnicity.as_deref() != Some("01"),
        "校少数民族联谊会会长",
        None,
    ),
    (
        "示范职业技术学院台港澳亲属联谊会",
        |person| matches!(person.overseas.as_deref(), Some("02" | "04" | "06")),
        "校台港澳亲属联谊会会长",
        Some(7),
    ),
];

/// Invents the groups; their heads are representatives and get the post and its category.
pub(super) fn invent(
    inventor: &mut Inventor<'_>,
    people: &mut [representative::Model],
) -> Vec<liaison_group::Model> {
    let mut groups: Vec<liaison_group::Model> = Vec::new();
    for (name, affiliation, post) in PARTY_ORGANIZATIONS {
        let head = appoint(people, &groups, |person| person.affiliation == *affiliation, post, Some(2));
        groups.push(group(inventor, name, GroupKind::PartyOrganization, head));
    }
    for (name, eligible, post, category) in UNITED_FRONT_GROUPS {
        let head = appoint(people, &groups, eligible, post, *category);
        groups.push(group(inventor, name, GroupKind::UnitedFrontGroup, head));
    }
    groups
}

/// Finds somebody who leads no group yet and gives them the post.
fn appoint(
    people: &mut [representative::Model],
    groups: &[liaison_group::Model],
    eligible: impl Fn(&representative::Model) -> bool,
    post: &str,
    category: Option<i32>,
) -> Option<(RepresentativeId, String)> {
    let free = |person: &representative::Model| {
        !person.retired
            && person.status == RecordStatus::Active
            && groups.iter().all(|group| group.head_id != Some(person.id))
    };
    // Somebody in their fifties or forties rather than the youngest.
    let person = people
        .iter_mut()
        .filter(|person| free(person) && eligible(person))
        .min_by(|a, b| a.birth_month.cmp(&b.birth_month))?;
    let posts = [person.social_posts.as_deref(), Some(post)];
    person.social_posts = Some(posts.into_iter().flatten().collect::<Vec<_>>().join("、"));
    if let Some(category) = category {
        add_category(person, category);
    }
    Some((person.id, person.name.clone()))
}

fn group(
    inventor: &mut Inventor<'_>,
    name: &str,
    kind: GroupKind,
    head: Option<(RepresentativeId, String)>,
) -> liaison_group::Model {
    let keys = NameKeys::of(name);
    let now = inventor.timeline.now;
    let (head_id, head_name) = head.unzip();
    liaison_group::Model {
        id: GroupId(inventor.new_id()),
        name: name.to_owned(),
        name_key: keys.key,
        name_pinyin: keys.pinyin,
        name_initials: keys.initials,
        kind,
        head_name,
        head_id,
        member_count: Some(inventor.dice.between(8, 68)),
        phone: Some(format!("0800-0000{:03}", inventor.dice.between(1, 999))),
        founded: Some(inventor.timeline.born(inventor.dice.between(6, 40), inventor.dice.between(1, 12))),
        status: RecordStatus::Active,
        archive_reason: None,
        created_at: now,
        updated_at: now,
        version: 1,
    }
}

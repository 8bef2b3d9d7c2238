//! The representative figures outside the Party, and the groups they lead.

use std::collections::BTreeSet;

use lianyi_shared::id::{RepresentativeId, UnitId};
use lianyi_shared::people::{RecordStatus, Sex, Stage};
use lianyi_shared::units::UnitKind;

use super::leaders::HEADED_FROM_OUTSIDE;
use super::{Inventor, names};
use crate::entity::{representative, unit};
use crate::people::name::NameKeys;

/// Political affiliations (GB/T 4762) with their weights. Party members (01, 02) are never here.
const AFFILIATIONS: &[(&str, i32)] = &[
    ("03", 1),
    ("04", 6),
    ("05", 12),
    ("06", 7),
    ("07", 7),
    ("08", 5),
    ("09", 4),
    ("10", 10),
    ("11", 2),
    ("12", 22),
    ("13", 26),
];

/// Ethnicities (GB/T 3304) with their weights.
const ETHNICITIES: &[(&str, i32)] = &[
    ("01", 164),
    ("02", 2),
    ("03", 5),
    ("04", 5),
    ("05", 3),
    ("06", 3),
    ("07", 6),
    ("11", 3),
    ("15", 4),
    ("17", 1),
    ("33", 4),
];

/// Status as to Hong Kong, Macao, Taiwan and overseas (JY/T 1001) with weights.
const OVERSEAS: &[(&str, i32)] =
    &[("00", 80), ("02", 2), ("04", 1), ("06", 2), ("12", 3), ("13", 1), ("14", 1), ("21", 10)];

const POSTS: &[(&str, i32)] = &[
    ("教授", 8),
    ("副教授", 26),
    ("讲师", 34),
    ("高级工程师", 8),
    ("工程师", 8),
    ("教研室主任、副教授", 8),
    ("专业带头人、教授", 4),
    ("助教", 4),
];

const OFFICE_POSTS: &[(&str, i32)] =
    &[("科员", 30), ("科长", 25), ("副科长", 25), ("助理研究员", 12), ("副研究员", 8)];

/// How many representatives a unit of a kind has.
const fn size(kind: UnitKind) -> usize {
    match kind {
        UnitKind::School => 20,
        UnitKind::College | UnitKind::GeneralBranch | UnitKind::DirectBranch => 0,
        _ => 4,
    }
}

/// The unit that looks after the retired.
const RETIRED: &str = "B27";
/// The unit from which somebody on a roster has left the college.
const WITH_LEAVER: &str = "C14";

/// Invents the representatives of every unit.
pub(super) fn invent(inventor: &mut Inventor<'_>, units: &mut [unit::Model]) -> Vec<representative::Model> {
    let mut people = Vec::new();
    for unit in units {
        let retired = unit.code == RETIRED;
        let office = unit.kind != UnitKind::School;
        for ordinal in 0..if retired { 24 } else { size(unit.kind) } {
            let mut person = person(inventor, unit.id, office, retired);
            let head = HEADED_FROM_OUTSIDE.iter().find(|(code, ..)| *code == unit.code && ordinal == 0);
            if let Some((.., post)) = head {
                person.post = Some((*post).to_owned());
                person.stage = Some(Stage::Use);
                add_category(&mut person, 4);
                unit.head_name = Some(person.name.clone());
            }
            if unit.code == WITH_LEAVER && ordinal == 2 {
                person.status = RecordStatus::Archived;
                person.archive_reason = Some("调往外单位工作".to_owned());
            }
            people.push(person);
        }
    }
    people
}

fn person(inventor: &mut Inventor<'_>, unit: UnitId, office: bool, retired: bool) -> representative::Model {
    let dice = &mut inventor.dice;
    let sex = if dice.percent(52) { Sex::Female } else { Sex::Male };
    let ethnicity = dice.weighted(ETHNICITIES);
    let name = names::of_ethnicity(dice, sex, ethnicity);
    let keys = NameKeys::of(&name);
    let age = if retired { dice.between(62, 88) } else { dice.between(28, 59) };
    let affiliation = dice.weighted(AFFILIATIONS);
    // Only the young are League members.
    let affiliation = if affiliation == "03" && age > 28 { "13" } else { affiliation };
    let post = if retired {
        dice.pick(&["退休教授", "退休副教授", "退休讲师", "退休高级工程师"])
    } else {
        dice.weighted(if office { OFFICE_POSTS } else { POSTS })
    };
    let overseas = if retired { "00" } else { dice.weighted(OVERSEAS) };
    let party = ("04"..="11").contains(&affiliation);
    let key_cultivation = !retired && age < 46 && dice.percent(10);
    let mut social_posts: Vec<&str> = Vec::new();
    let mut categories = BTreeSet::new();
    if (party || affiliation == "12") && dice.percent(8) {
        categories.insert(1);
        social_posts.push(dice.pick(&["市政协委员", "区政协委员", "市人大代表", "区人大代表"]));
    }
    if party && !retired && dice.percent(14) {
        categories.insert(2);
        social_posts.push("校级组织副主委");
    }
    if !retired && post.contains("教授") && !post.contains("副教授") {
        categories.insert(3);
    }
    if key_cultivation {
        categories.insert(4);
    }
    if affiliation == "12" && !retired && dice.percent(15) {
        categories.insert(5);
        social_posts.push("校知联会理事");
    }
    if overseas == "21" && dice.percent(60) {
        categories.insert(6);
        social_posts.push("省留学人员联谊会会员");
    }
    if !matches!(overseas, "00" | "21") && dice.percent(60) {
        categories.insert(7);
    }
    if retired {
        categories.insert(8);
    }
    if categories.is_empty() {
        categories.insert(9);
    }
    let stage = match age {
        60.. => Stage::Management,
        46.. if categories.contains(&9) => Stage::Management,
        46.. => Stage::Use,
        36.. => Stage::Cultivation,
        _ if key_cultivation => Stage::Cultivation,
        _ => Stage::Discovery,
    };
    let since = inventor.timeline.born((age - dice.between(30, 45)).clamp(1, 55), dice.between(1, 12));
    let birth_month = inventor.timeline.born(age, dice.between(1, 12));
    let reachable = !(retired && dice.percent(25));
    let phone = reachable.then(|| names::mobile(dice));
    let house = dice.between(1, 40);
    let frail = retired && age > 80;
    // Those who retired long ago have no number in the present register.
    let staff_number = (age < 80).then(|| inventor.staff_number(age));
    let now = inventor.timeline.now;
    representative::Model {
        id: RepresentativeId(inventor.new_id()),
        name,
        name_key: keys.key,
        name_pinyin: keys.pinyin,
        name_initials: keys.initials,
        email: staff_number.as_ref().filter(|_| !retired).map(|number| format!("u{number}@example.com")),
        staff_number,
        sex: Some(sex),
        unit_id: unit,
        post: Some(post.to_owned()),
        social_posts: (!social_posts.is_empty()).then(|| social_posts.join("、")),
        phone,
        affiliation: affiliation.to_owned(),
        affiliated_since: party.then_some(since),
        categories: joined(&categories),
        stage: Some(stage),
        key_cultivation,
        retired,
        remarks: key_cultivation.then(|| "重点培养的党外中青年代表人士".to_owned()),
        ethnicity: Some(ethnicity.to_owned()),
        birth_month: Some(birth_month),
        overseas: Some(overseas.to_owned()),
        overseas_remark: (overseas == "21").then(|| "访问学者，已回国".to_owned()),
        home_address: retired.then(|| format!("示范市学府路1号教职工住宅区{house}栋")),
        health: frail.then(|| "行动不便，走访前请先联系".to_owned()),
        status: RecordStatus::Active,
        archive_reason: None,
        created_at: now,
        updated_at: now,
        version: 1,
    }
}

/// The categories (P3) of a person.
pub(super) fn categories(person: &representative::Model) -> BTreeSet<i32> {
    person.categories.split(' ').filter_map(|number| number.parse().ok()).collect()
}

/// Puts a person into a category; 9 (others) is for those who are in no other.
pub(super) fn add_category(person: &mut representative::Model, category: i32) {
    let mut all = categories(person);
    all.insert(category);
    all.remove(&9);
    person.categories = joined(&all);
}

fn joined(categories: &BTreeSet<i32>) -> String {
    categories.iter().map(ToString::to_string).collect::<Vec<_>>().join(" ")
}

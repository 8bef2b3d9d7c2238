//! The leading cadres: nine of the school level, the others of departments and schools.

use lianyi_shared::id::{LeaderId, UnitId};
use lianyi_shared::people::{LeaderTier, RecordStatus, Sex};
use lianyi_shared::units::UnitKind;

use super::{Inventor, names, units};
use crate::entity::{leader, unit};
use crate::people::name::NameKeys;

const SCHOOL_LEVEL: &[&str] = &[
    "党委书记",
    "党委副书记、院长",
    "党委副书记",
    "党委委员、纪委书记",
    "党委委员、副院长",
    "党委委员、副院长",
    "党委委员、副院长",
    "党委委员、副院长",
    "党委委员、总会计师",
];

/// Units that have a deputy beside their head; in schools, a second deputy dean.
const WITH_DEPUTY: &[(&str, &str)] = &[
    ("B01", "副主任"),
    ("B02", "副部长"),
    ("B07", "副处长"),
    ("B08", "副处长"),
    ("B10", "副处长"),
    ("C01", "副院长"),
    ("C02", "副院长"),
    ("C03", "副院长"),
    ("C13", "副院长"),
];

/// Units whose head is a representative, so that their leading cadre is a deputy (P3, category 4).
pub(super) const HEADED_FROM_OUTSIDE: &[(&str, &str, &str)] =
    &[("B11", "副处长", "处长、教授"), ("B12", "副主任", "主任、研究员"), ("B18", "副处长", "处长、副教授")];

/// The leading cadres, and which of them is secretary of which branch.
#[derive(Debug)]
pub(super) struct Leaders {
    pub(super) rows: Vec<leader::Model>,
    pub(super) secretaries: Vec<(UnitId, LeaderId)>,
}

impl Leaders {
    pub(super) fn of_tier(&self, tier: LeaderTier) -> impl Iterator<Item = &leader::Model> + use<'_> {
        self.rows.iter().filter(move |leader| leader.tier == tier)
    }

    pub(super) fn of_unit(&self, unit: UnitId) -> impl Iterator<Item = &leader::Model> {
        self.rows.iter().filter(move |leader| leader.unit_id == unit)
    }
}

/// Invents the leaders and names the heads of units and the secretaries of branches.
pub(super) fn invent(inventor: &mut Inventor<'_>, units: &mut [unit::Model]) -> anyhow::Result<Leaders> {
    let mut leaders = Leaders { rows: Vec::new(), secretaries: Vec::new() };
    let mut heads: Vec<(UnitId, String)> = Vec::new();
    let root_branch = units::by_code(units, "D01")?.id;
    for unit in units.iter().filter(|unit| !unit.kind.is_branch()) {
        let tier = if unit.kind == UnitKind::College { LeaderTier::School } else { LeaderTier::Department };
        let branch = if tier == LeaderTier::School { Some(root_branch) } else { unit.branch_id };
        let led = units::branch_led_from(units, &unit.code);
        for (ordinal, post) in posts(unit, led).into_iter().enumerate() {
            let leader = leader(inventor, unit.id, branch.unwrap_or(root_branch), tier, post);
            // The first post of a school is the secretary's, the second the dean's.
            let heads_unit = ordinal == usize::from(unit.kind == UnitKind::School);
            if heads_unit && !HEADED_FROM_OUTSIDE.iter().any(|(code, ..)| *code == unit.code) {
                heads.push((unit.id, leader.name.clone()));
            }
            if let Some(branch) = led.filter(|_| ordinal == 0) {
                heads.push((branch.id, leader.name.clone()));
                leaders.secretaries.push((branch.id, leader.id));
            }
            leaders.rows.push(leader);
        }
    }
    let left_recently = units::by_code(units, "C06")?.id;
    let left_last_year = units::by_code(units, "C07")?.id;
    let year = inventor.timeline.year();
    for leader in leaders.rows.iter_mut().filter(|leader| leader.post == "副院长") {
        let left_on = if leader.unit_id == left_recently {
            inventor.timeline.ago(20)
        } else if leader.unit_id == left_last_year {
            inventor.timeline.on(year, 7, 15)
        } else {
            continue;
        };
        leader.left_on = Some(left_on);
        leader.status = RecordStatus::Archived;
        leader.archive_reason = Some("调离学校".to_owned());
    }
    for (unit, name) in heads {
        if let Some(unit) = units.iter_mut().find(|row| row.id == unit) {
            unit.head_name = Some(name);
        }
    }
    Ok(leaders)
}

/// The posts of a unit, in order.
fn posts(unit: &unit::Model, led: Option<&unit::Model>) -> Vec<String> {
    let mut posts: Vec<String> = match unit.kind {
        UnitKind::College => SCHOOL_LEVEL.iter().map(ToString::to_string).collect(),
        UnitKind::School => {
            ["党总支书记", "院长、党总支副书记", "副院长", "党总支副书记"].map(str::to_owned).to_vec()
        }
        _ => {
            let outside = HEADED_FROM_OUTSIDE.iter().find(|(code, ..)| *code == unit.code);
            let title = outside.map_or_else(|| units::head_title(&unit.code), |(_, deputy, _)| *deputy);
            vec![match led {
                Some(branch) => format!("{title}、{}书记", branch.name),
                None => title.to_owned(),
            }]
        }
    };
    posts.extend(
        WITH_DEPUTY.iter().filter(|(code, _)| *code == unit.code).map(|(_, deputy)| (*deputy).to_owned()),
    );
    posts
}

fn leader(
    inventor: &mut Inventor<'_>,
    unit: UnitId,
    branch: UnitId,
    tier: LeaderTier,
    post: String,
) -> leader::Model {
    let sex = if inventor.dice.percent(35) { Sex::Female } else { Sex::Male };
    let age = if tier == LeaderTier::School {
        inventor.dice.between(48, 59)
    } else {
        inventor.dice.between(36, 58)
    };
    let name = names::person(&mut inventor.dice, sex);
    let keys = NameKeys::of(&name);
    let staff_number = inventor.staff_number(age);
    let now = inventor.timeline.now;
    leader::Model {
        id: LeaderId(inventor.new_id()),
        name,
        name_key: keys.key,
        name_pinyin: keys.pinyin,
        name_initials: keys.initials,
        email: Some(format!("u{staff_number}@example.com")),
        staff_number,
        sex: Some(sex),
        birth_month: Some(inventor.timeline.born(age, inventor.dice.between(1, 12))),
        tier,
        post,
        unit_id: unit,
        branch_id: branch,
        phone: Some(names::mobile(&mut inventor.dice)),
        left_on: None,
        status: RecordStatus::Active,
        archive_reason: None,
        created_at: now,
        updated_at: now,
        version: 1,
    }
}

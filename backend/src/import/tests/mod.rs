//! Tests of the engine as a whole, with the sample workbooks and the college they describe.

mod hostile;
mod manifest;
mod rules;

use std::collections::BTreeMap;
use std::sync::LazyLock;

use chrono::NaiveDate;
use lianyi_shared::id::{GroupId, LeaderId, RepresentativeId, UnitId};
use lianyi_shared::import::Finding;
use lianyi_shared::text::Lang;
use serde_json::Value as Json;
use uuid::Uuid;

use super::groups::GroupRow;
use super::judgement::Judgement;
use super::known::{Known, KnownGroup, KnownLeader, KnownRepresentative, KnownUnit};
use super::leaders::LeaderRow;
use super::representatives::RepresentativeRow;
use super::sheet::{self, Workbook};
use super::units::UnitRef;
use super::{groups, leaders, representatives, units};

const UNITS: &str = "组织机构";
const LEADERS: &str = "党员领导干部名册";
const REPRESENTATIVES: &str = "党外代表人士信息表";
const GROUPS: &str = "统战团体与民主党派基层组织";
const ROSTER: &str = "2025-2026学年联谊交友结对名单";
const LEDGER: &str = "联谊交友工作台账2025-2026";

fn fixture(name: &str) -> Vec<u8> {
    let path = format!("{}/../tests/fixtures/import/{name}", env!("CARGO_MANIFEST_DIR"));
    std::fs::read(&path).unwrap_or_else(|error| panic!("{path}: {error}"))
}

fn json(name: &str) -> Json {
    serde_json::from_slice(&fixture(name)).unwrap()
}

fn xlsx(name: &str) -> Workbook {
    let file = format!("{name}.xlsx");
    sheet::read(&file, &fixture(&file)).unwrap()
}

fn csv(name: &str) -> Workbook {
    sheet::read(&format!("{name}.csv"), &fixture(&format!("csv/{name}.csv"))).unwrap()
}

fn as_of() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 9, 1).unwrap()
}

/// A directory filled from the clean csv files, with made-up ids.
struct College {
    known: Known,
    units: Vec<KnownUnit>,
    leaders: Vec<KnownLeader>,
    representatives: Vec<KnownRepresentative>,
    groups: Vec<KnownGroup>,
}

fn values<V: Clone, Id>(judgement: &Judgement<V, Id>) -> Vec<V> {
    judgement.accepted().map(|(.., value)| value.clone()).collect()
}

fn known_units(read: fn(&str) -> Workbook) -> Vec<KnownUnit> {
    let rows = values(&units::judge(&read(UNITS), &Known::default()));
    let ids: BTreeMap<String, UnitId> =
        (1..).zip(&rows).map(|(n, row)| (row.code.clone(), UnitId(Uuid::from_u128(n)))).collect();
    rows.into_iter()
        .map(|row| KnownUnit {
            id: ids[&row.code],
            branch: row.branch.map(|branch| match branch {
                UnitRef::Known(id) => id,
                UnitRef::Code(code) => ids[&code],
            }),
            kind: row.kind,
            code: row.code,
            name: row.name,
        })
        .collect()
}

fn known_leaders(rows: Vec<LeaderRow>) -> Vec<KnownLeader> {
    (1..)
        .zip(rows)
        .map(|(n, row)| KnownLeader {
            id: LeaderId(Uuid::from_u128(n)),
            staff_number: row.staff_number,
            name: row.name,
            tier: row.tier,
            unit: row.unit,
            branch: row.branch,
            post: row.post,
        })
        .collect()
}

fn known_representatives(rows: Vec<RepresentativeRow>) -> Vec<KnownRepresentative> {
    (1..)
        .zip(rows)
        .map(|(n, row)| KnownRepresentative {
            id: RepresentativeId(Uuid::from_u128(n)),
            staff_number: row.staff_number,
            name: row.name,
            unit: row.unit,
            post: row.post,
        })
        .collect()
}

fn known_groups(rows: Vec<GroupRow>) -> Vec<KnownGroup> {
    (1..).zip(rows).map(|(n, row)| KnownGroup { id: GroupId(Uuid::from_u128(n)), name: row.name }).collect()
}

/// Built once: most tests judge against it.
static COLLEGE: LazyLock<College> = LazyLock::new(|| {
    let units = known_units(csv);
    let known = Known::new(units.clone(), vec![], vec![], vec![]);
    let leaders = known_leaders(values(&leaders::judge(&csv(LEADERS), &known, as_of())));
    let representatives =
        known_representatives(values(&representatives::judge(&csv(REPRESENTATIVES), &known, as_of())));
    let groups = known_groups(values(&groups::judge(&csv(GROUPS), &known)));
    let known = Known::new(units.clone(), leaders.clone(), representatives.clone(), groups.clone());
    College { known, units, leaders, representatives, groups }
});

/// The directory as it stands when people are imported: units only.
fn units_only() -> Known {
    Known::new(known_units(csv), vec![], vec![], vec![])
}

/// Every parameter of every message is filled in, in both languages.
fn assert_messages_complete(findings: &[Finding]) {
    for finding in findings {
        for lang in [Lang::Zh, Lang::En] {
            let message = finding.message(lang);
            assert!(!message.contains('{') && !message.is_empty(), "{:?}: {message}", finding.code);
        }
    }
}

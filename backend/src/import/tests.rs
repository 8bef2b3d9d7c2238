//! Holds the whole report of each sample workbook against the manifest: the same cells, severities
//! and kinds, nothing missing and nothing extra.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use chrono::NaiveDate;
use lianyi_shared::calendar::AcademicYear;
use lianyi_shared::id::{GroupId, LeaderId, RepresentativeId, UnitId};
use lianyi_shared::import::{Finding, FindingCode, Severity};
use lianyi_shared::text::Lang;
use serde_json::Value as Json;
use uuid::Uuid;

use super::groups::GroupRow;
use super::judgement::{Counts, Judgement, Outcome, Verdict};
use super::known::{Known, KnownGroup, KnownLeader, KnownRepresentative, KnownUnit};
use super::leaders::LeaderRow;
use super::representatives::RepresentativeRow;
use super::roster::{RosterOptions, RosterRow};
use super::sheet::{self, Workbook};
use super::units::{UnitRef, UnitRow};
use super::{groups, leaders, representatives, roster, units};

const UNITS: &str = "组织机构";
const LEADERS: &str = "党员领导干部名册";
const REPRESENTATIVES: &str = "党外代表人士信息表";
const GROUPS: &str = "统战团体与民主党派基层组织";
const ROSTER: &str = "2025-2026学年联谊交友结对名单";

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

fn judged_units() -> Judgement<UnitRow, UnitId> {
    units::judge(&xlsx(UNITS), &Known::default())
}

fn judged_leaders() -> Judgement<LeaderRow, LeaderId> {
    leaders::judge(&xlsx(LEADERS), &units_only(), as_of())
}

fn judged_representatives() -> Judgement<RepresentativeRow, RepresentativeId> {
    representatives::judge(&xlsx(REPRESENTATIVES), &units_only(), as_of())
}

fn judged_groups() -> Judgement<GroupRow, GroupId> {
    groups::judge(&xlsx(GROUPS), &units_only())
}

fn judged_roster(historic: bool) -> Judgement<RosterRow, LeaderId> {
    let options = RosterOptions { year: AcademicYear(2025), historic, owners: BTreeMap::new() };
    roster::judge(&xlsx(ROSTER), &COLLEGE.known, &options)
}

/// What the manifest and a finding are compared by.
fn place(finding: &Finding) -> String {
    let row = finding.row.map_or("-".to_owned(), |row| row.to_string());
    let column = finding.column.as_deref().unwrap_or("-");
    let severity = finding.severity.code().to_lowercase();
    format!("{} {row} {column} {severity} {}", finding.sheet, finding.code.report_code())
}

/// The manifest's items of a file, by place.
///
/// Items of the ledger (联谊交友工作台账) are not looked at here: it belongs to contacts.
fn manifest_items(file: &str) -> Vec<(String, Json)> {
    let file = format!("{file}.xlsx");
    let manifest = json("manifest.json");
    let items = manifest["items"].as_array().unwrap().iter().filter(|item| item["file"] == *file);
    items
        .map(|item| {
            let text = |key: &str| match &item[key] {
                Json::String(text) => text.clone(),
                Json::Null => "-".to_owned(),
                other => other.to_string(),
            };
            let place = ["sheet", "row", "column", "handling", "kind"].map(text).join(" ");
            (place, item.clone())
        })
        .collect()
}

fn assert_report(file: &str, findings: &[Finding]) {
    let items = manifest_items(file);
    assert!(!items.is_empty());
    let mut expected: Vec<&String> = items.iter().map(|(place, _)| place).collect();
    let places: Vec<String> = findings.iter().map(place).collect();
    let mut found: Vec<&String> = places.iter().collect();
    expected.sort();
    found.sort();
    assert_eq!(found, expected, "{file}");

    for (finding, place) in findings.iter().zip(&places) {
        let (_, item) = items.iter().find(|(expected, _)| expected == place).unwrap();
        if let Some(expected) = item["expected"].as_str() {
            let read = finding.param("result").or_else(|| finding.param("value"));
            assert_eq!(read, Some(expected), "{place}");
        }
        if let Some(first_row) = item["first_row"].as_u64() {
            assert_eq!(finding.param("row"), Some(first_row.to_string().as_str()), "{place}");
        }
        if let Some(range) = item["range"].as_str() {
            assert_eq!(finding.param("detail"), Some(range), "{place}");
        }
    }
    assert_messages_complete(findings);
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

fn assert_counts(file: &str, counts: Counts) {
    let manifest = json("manifest.json");
    let files = manifest["files"].as_array().unwrap();
    let entry = files
        .iter()
        .find(|entry| entry["file"] == format!("{file}.xlsx") && entry["visible"] == true)
        .unwrap();
    let expected = |key: &str| usize::try_from(entry["expected"][key].as_u64().unwrap()).unwrap();
    assert_eq!(
        counts,
        Counts {
            accepted: expected("accepted"),
            accepted_with_warning: expected("accepted_with_warning"),
            rejected: expected("rejected"),
        },
        "{file}"
    );
}

/// Every row accepted without a warning is, cleaned, exactly a row of the clean csv file; except
/// where the manifest put a text of its own into an empty cell, to be kept as it is.
fn assert_clean<V: PartialEq + Clone + std::fmt::Debug, Id>(dirty: &Judgement<V, Id>, clean: &[V]) {
    let mut compared = 0;
    let added =
        |row: u32| dirty.findings.iter().any(|f| f.row == Some(row) && f.code == FindingCode::CsvInjection);
    for row in dirty.rows.iter().filter(|row| row.verdict == Verdict::Accepted && !added(row.row)) {
        let (_, value) = row.accepted.as_ref().unwrap();
        assert!(clean.contains(value), "row {}: {value:?}", row.row);
        compared += 1;
    }
    assert!(compared > 0 && compared + 1 >= dirty.counts().accepted);
}

#[test]
fn units_are_reported_as_the_manifest_says() {
    let judgement = judged_units();
    assert_report(UNITS, &judgement.findings);
    assert_counts(UNITS, judgement.counts());
    assert_clean(&judgement, &values(&units::judge(&csv(UNITS), &Known::default())));
}

#[test]
fn leaders_are_reported_as_the_manifest_says() {
    let judgement = judged_leaders();
    assert_report(LEADERS, &judgement.findings);
    assert_counts(LEADERS, judgement.counts());
    assert_clean(&judgement, &values(&leaders::judge(&csv(LEADERS), &units_only(), as_of())));
}

#[test]
fn representatives_are_reported_as_the_manifest_says() {
    let judgement = judged_representatives();
    let kept =
        judgement.accepted().find(|(row, ..)| row.row == 99).map(|(.., value)| value.remarks.as_deref());
    assert_eq!(kept, Some(Some("=1+1")));
    assert_report(REPRESENTATIVES, &judgement.findings);
    assert_counts(REPRESENTATIVES, judgement.counts());
    assert_clean(&judgement, &values(&representatives::judge(&csv(REPRESENTATIVES), &units_only(), as_of())));
}

#[test]
fn groups_are_reported_as_the_manifest_says() {
    let judgement = judged_groups();
    assert_report(GROUPS, &judgement.findings);
    assert_counts(GROUPS, judgement.counts());
    assert_clean(&judgement, &values(&groups::judge(&csv(GROUPS), &units_only())));
}

#[test]
fn the_roster_is_reported_as_the_manifest_says() {
    for historic in [true, false] {
        assert_report(ROSTER, &judged_roster(historic).findings);
    }
}

/// A college that takes only the clean rows of each workbook, in order, sees the same reports.
#[test]
fn workbooks_are_judged_alike_after_one_another() {
    let units = known_units(xlsx);
    let known = Known::new(units.clone(), vec![], vec![], vec![]);
    let judged = leaders::judge(&xlsx(LEADERS), &known, as_of());
    assert_report(LEADERS, &judged.findings);
    let leaders = known_leaders(values(&judged));
    let known = Known::new(units.clone(), leaders.clone(), vec![], vec![]);
    let judged = representatives::judge(&xlsx(REPRESENTATIVES), &known, as_of());
    assert_report(REPRESENTATIVES, &judged.findings);
    let representatives = known_representatives(values(&judged));
    let known = Known::new(units.clone(), leaders.clone(), representatives.clone(), vec![]);
    let judged = groups::judge(&xlsx(GROUPS), &known);
    assert_report(GROUPS, &judged.findings);
    let heads = values(&judged).iter().filter(|group| group.head.is_some()).count();
    assert_eq!(heads, values(&judged).len());
    let known = Known::new(units, leaders, representatives, known_groups(values(&judged)));
    let options = RosterOptions { year: AcademicYear(2025), historic: true, owners: BTreeMap::new() };
    assert_report(ROSTER, &roster::judge(&xlsx(ROSTER), &known, &options).findings);
}

#[test]
fn the_roster_yields_what_is_expected() {
    let college = &*COLLEGE;
    let judgement = judged_roster(true);
    let expected = json("expected.json");
    let expected = expected["roster"].as_array().unwrap();
    assert_eq!(judgement.rows.len(), expected.len());
    let unit_name = |id: UnitId| college.units.iter().find(|unit| unit.id == id).unwrap().name.clone();
    for (row, expected) in judgement.rows.iter().zip(expected) {
        let (_, value) = row.accepted.as_ref().unwrap();
        let leader = college.leaders.iter().find(|leader| leader.id == value.leader).unwrap();
        let groups: Vec<&str> = value
            .groups
            .iter()
            .map(|id| college.groups.iter().find(|group| group.id == *id).unwrap().name.as_str())
            .collect();
        let persons: Vec<Json> = value
            .people
            .iter()
            .map(|person| {
                let known = person
                    .representative
                    .map(|id| college.representatives.iter().find(|known| known.id == id).unwrap());
                serde_json::json!({
                    "name": person.name,
                    "no": known.and_then(|known| known.staff_number.clone()),
                    "unit": known.map_or_else(|| person.unit.clone(), |known| Some(unit_name(known.unit))),
                    "current": known.is_some(),
                })
            })
            .collect();
        let found = serde_json::json!({
            "sheet": row.sheet, "row": row.row, "leader": leader.name, "leader_no": leader.staff_number,
            "level": leader.tier.label(Lang::Zh), "groups": groups, "persons": persons,
            "note": value.note.clone().unwrap_or_default(),
        });
        assert_eq!(found, *expected);
    }
    assert!(!judgement.has_errors());
}

#[test]
fn clean_csv_files_have_no_findings() {
    let known = units_only();
    let files = [
        (units::judge(&csv(UNITS), &Known::default()).findings, 67),
        (leaders::judge(&csv(LEADERS), &known, as_of()).findings, 104),
        (representatives::judge(&csv(REPRESENTATIVES), &known, as_of()).findings, 420),
        (groups::judge(&csv(GROUPS), &known).findings, 12),
    ];
    for (findings, _) in &files {
        assert_eq!(*findings, []);
    }
    let college = &*COLLEGE;
    let sizes =
        [college.units.len(), college.leaders.len(), college.representatives.len(), college.groups.len()];
    assert_eq!(sizes, files.map(|(_, rows)| rows));
}

#[test]
fn a_second_import_updates_and_never_merges_silently() {
    let college = &*COLLEGE;
    let judgement = representatives::judge(&csv(REPRESENTATIVES), &college.known, as_of());
    let mut undecided = 0;
    for ((row, outcome, value), known) in judgement.accepted().zip(&college.representatives) {
        match outcome {
            Outcome::Update(id) => assert_eq!(*id, known.id),
            Outcome::PossibleDuplicate { known: like, .. } => {
                undecided += 1;
                assert_eq!((like.as_slice(), value.staff_number.as_ref()), ([known.id].as_slice(), None));
                assert_eq!(row.verdict, Verdict::AcceptedWithWarning);
            }
            Outcome::New => panic!("row {} is known", row.row),
        }
    }
    let without_number = college.representatives.iter().filter(|known| known.staff_number.is_none()).count();
    assert_eq!(undecided, without_number);
    assert!(undecided > 0);
}

#[test]
fn a_duplicate_inside_the_sheet_names_the_earlier_row() {
    let judgement = judged_representatives();
    let row = judgement.rows.iter().find(|row| row.row == 134).unwrap();
    let (outcome, _) = row.accepted.as_ref().unwrap();
    assert_eq!(*outcome, Outcome::PossibleDuplicate { known: vec![], rows: vec![129] });
}

/// Judges a few csv lines of representatives and lists what is wrong, apart from the first line.
fn representative_findings(line: &str) -> Vec<(Option<String>, Severity, FindingCode)> {
    let text = format!(
        "工号,姓名,政治面貌,所在单位,人士类别,是否离退休,出生年月,港澳台侨情况,手机,邮箱,民族,备注\n{line}\n"
    );
    let book = sheet::read("x.csv", text.as_bytes()).unwrap();
    let judgement = representatives::judge(&book, &COLLEGE.known, as_of());
    assert_messages_complete(&judgement.findings);
    judgement.findings.into_iter().map(|finding| (finding.column, finding.severity, finding.code)).collect()
}

#[test]
fn each_rule_about_representatives_speaks_up() {
    use FindingCode as Code;
    let cases: &[(&str, &str, Severity, Code)] = &[
        ("300001,,群众,教务处,9,,,,,,,", "B", Severity::Error, Code::RequiredMissing),
        ("300001,甲,群众,教务处,1,,,,,,,", "E", Severity::Warning, Code::CategoryAffiliation),
        ("300001,甲,无党派人士,教务处,2,,,,,,,", "E", Severity::Warning, Code::CategoryAffiliation),
        ("300001,甲,群众,教务处,8,否,,,,,,", "E", Severity::Warning, Code::CategoryRetired),
        ("300001,甲,群众,教务处,\"3，九\",,,,,,,", "E", Severity::Error, Code::UnknownCategory),
        ("300001,甲,群众,教务处,9,或许,,,,,,", "F", Severity::Error, Code::UnknownValue),
        ("300001,甲,群众,教务处,9,,1978.1,,,,,", "G", Severity::Warning, Code::BirthMonthAmbiguous),
        ("300001,甲,群众,教务处,9,,九月中旬,,,,,", "G", Severity::Error, Code::DateUnparseable),
        ("300001,甲,群众,教务处,9,,,曾在国外,,,,", "H", Severity::Warning, Code::OverseasUnclear),
        ("300001,甲,群众,教务处,9,,,,1390000157,,,", "I", Severity::Error, Code::PhoneInvalid),
        ("300001,甲,群众,教务处,9,,,,,a#b,,", "J", Severity::Error, Code::EmailInvalid),
        ("300001,甲,群众,教务处,9,,,,,,火星族,", "K", Severity::Error, Code::UnknownValue),
        ("300001,甲,群众,教务处,9,,,,,,,+1", "L", Severity::Normalised, Code::CsvInjection),
        ("300001,甲,群众,教务处,9,,,,,,,好👍", "L", Severity::Normalised, Code::Emoji),
        ("3000012,甲,群众,教务处,9,,,,,,,", "A", Severity::Error, Code::StaffNoInvalid),
        ("910305,甲,群众,教务处,9,,,,,,,", "A", Severity::Error, Code::LeaderAndRepresentative),
        ("050174,甲,群众,党政办公室,9,,,,,,,", "B", Severity::Warning, Code::StaffNoOtherName),
        ("300001,古丽•买买提,群众,教务处,9,,,,,,,", "B", Severity::Normalised, Code::NameDotVariant),
    ];
    for (line, column, severity, code) in cases {
        assert_eq!(representative_findings(line), [(Some((*column).to_owned()), *severity, *code)], "{line}");
    }
    assert_eq!(representative_findings("300001,甲,群众,教务处,9,,1978.10,,,,,"), []);
    assert_eq!(representative_findings("300001,甲,10,B10,\"3,4\",,,台属,0816-0002001,,维族,"), []);
}

#[test]
fn circular_units_are_refused_but_not_the_colleges_own_branch() {
    let text = "单位代码,单位名称,单位类别,所属党组织\nA,学校党委,学校,甲总支\nB,甲总支,党总支,乙总支\nC,乙总支,党总支,甲总支\nD,丙处,党政管理部门,甲总支\n";
    let judgement = units::judge(&sheet::read("x.csv", text.as_bytes()).unwrap(), &Known::default());
    let found: Vec<(Option<u32>, FindingCode)> = judgement.findings.iter().map(|f| (f.row, f.code)).collect();
    assert_eq!(found, [(Some(3), FindingCode::UnitCycle), (Some(4), FindingCode::UnitCycle)]);
}

/// A finding's row and code.
type RowFinding = (Option<u32>, FindingCode);

/// Judges a roster given as csv.
fn roster_findings(text: &str, historic: bool) -> Vec<RowFinding> {
    let book = sheet::read("名单.csv", text.as_bytes()).unwrap();
    let options = RosterOptions { year: AcademicYear(2025), historic, owners: BTreeMap::new() };
    let judgement = roster::judge(&book, &COLLEGE.known, &options);
    assert_messages_complete(&judgement.findings);
    judgement.findings.into_iter().map(|finding| (finding.row, finding.code)).collect()
}

#[test]
fn each_rule_about_rosters_speaks_up() {
    use FindingCode as Code;
    let school = "2025—2026学年校级名单\n校领导,联系统战团体,联系对象,所在单位,备注\n";
    let group = "民革示范职业技术学院支部";
    let cases: [(String, Vec<RowFinding>); 14] = [
        (format!("{school}任平剑,{group},梁斌松,,\n,,周春红,,\n"), vec![]),
        (format!("{school}任平剑,{group},梁斌松,,\n"), vec![(Some(3), Code::RosterExceptionUnexplained)]),
        (format!("{school}任平剑,{group},梁斌松,,\n,,梁斌松,,\n"), vec![(Some(4), Code::DuplicatePair)]),
        (format!("{school}无此人,{group},梁斌松,,\n,,周春红,,\n"), vec![(Some(3), Code::UnknownLeader)]),
        (format!("{school}岳庆峰,{group},梁斌松,,\n,,周春红,,\n"), vec![(Some(3), Code::TierMismatch)]),
        (format!("{school}任平剑,无此团体,梁斌松,,\n,,周春红,,\n"), vec![(Some(3), Code::UnknownGroup)]),
        (format!("{school}任平剑,{group},潘红,,\n,,周春红,,\n"), vec![(Some(3), Code::AmbiguousName)]),
        (
            format!("{school}任平剑,{group},梁斌松,教务处,\n,,周春红,,\n"),
            vec![(Some(3), Code::PersonUnitDiffers)],
        ),
        (format!("{school}任平剑,{group},无此人,,\n,,周春红,,\n"), vec![(Some(3), Code::UnknownPerson)]),
        (format!("{school}任平剑,{group},梁斌松；周春红,,\n"), vec![(Some(3), Code::SeparatorVariant)]),
        (
            format!("{school}任平剑（党委书记）,{group},梁斌松、周春红,,\n"),
            vec![(Some(3), Code::LeaderWithPost)],
        ),
        (
            format!("{}任平剑,{group},梁斌松、周春红,,\n", school.replace("2025—2026", "2024—2025")),
            vec![(None, Code::YearMismatch)],
        ),
        ("某名单\n领导,联系对象\n任平剑,梁斌松\n".to_owned(), vec![(None, Code::OwnerUnknown)]),
        (
            "机关二党总支2025—2026学年名单\n李文亮（教务处处长）联系2人\n姓名,所在单位\n吕毅东,\n".to_owned(),
            vec![(None, Code::OwnerUnknown), (Some(2), Code::CountMismatch)],
        ),
    ];
    for (text, expected) in cases {
        assert_eq!(roster_findings(&text, false), expected, "{text}");
    }
}

#[test]
fn a_sheet_without_header_or_with_missing_columns_is_an_error() {
    let findings = |text: &str| -> Vec<(Severity, FindingCode)> {
        let book = sheet::read("x.csv", text.as_bytes()).unwrap();
        let judgement = leaders::judge(&book, &units_only(), as_of());
        assert_eq!(judgement.counts(), Counts::default());
        judgement.findings.iter().map(|finding| (finding.severity, finding.code)).collect()
    };
    assert_eq!(findings("甲,乙\n1,2\n"), [(Severity::Error, FindingCode::SheetNotRecognised)]);
    assert_eq!(findings("工号,姓名,职务,层级\n1,2,3,4\n"), [(Severity::Error, FindingCode::MissingColumn)]);
}

#[test]
fn every_finding_code_has_its_own_place_in_the_report() {
    let codes: BTreeSet<String> = FindingCode::ALL.iter().map(|code| code.report_code()).collect();
    assert_eq!(codes.len(), FindingCode::ALL.len());
    let manifest = json("manifest.json");
    let ledger = "联谊交友工作台账2025-2026.xlsx";
    for item in manifest["items"].as_array().unwrap().iter().filter(|item| item["file"] != ledger) {
        assert!(codes.contains(item["kind"].as_str().unwrap()), "{item}");
    }
}

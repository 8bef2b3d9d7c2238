//! Holds the whole report of each sample workbook against the manifest: the same cells, severities
//! and kinds, nothing missing and nothing extra.

use std::collections::{BTreeMap, BTreeSet};

use lianyi_shared::calendar::AcademicYear;
use lianyi_shared::id::{ContactId, PairingId};
use lianyi_shared::import::FindingCode;

use super::*;
use crate::import::judgement::{Counts, Outcome, Verdict};
use crate::import::known::{KnownPairing, Past};
use crate::import::ledger::{self, LedgerRow};
use crate::import::roster::{self, RosterOptions, RosterRow};
use crate::import::units::UnitRow;

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

/// The directory as it stands when a ledger is imported: with the pairings of the roster and whom it named in vain.
fn known_with_roster() -> Known {
    let mut pairings = Vec::new();
    let mut departed = Vec::new();
    let since = NaiveDate::from_ymd_opt(2025, 9, 1);
    let roster = judged_roster(true);
    for (_, _, row) in roster.accepted() {
        let people = row.people.iter().map(|person| (person.representative, None));
        let groups = row.groups.iter().map(|group| (None, Some(*group)));
        for (representative, group) in people.chain(groups) {
            if representative.is_none() && group.is_none() {
                continue;
            }
            let id = PairingId(Uuid::from_u128(u128::try_from(pairings.len()).unwrap() + 1));
            pairings.push(KnownPairing { id, leader: row.leader, representative, group, since, until: None });
        }
        let gone = row.people.iter().filter(|person| person.representative.is_none());
        departed.extend(gone.map(|person| person.name.clone()));
    }
    let College { units, leaders, representatives, groups, .. } = &*COLLEGE;
    Known::new(units.clone(), leaders.clone(), representatives.clone(), groups.clone()).with_past(Past::new(
        pairings,
        departed,
        vec![],
        vec![],
    ))
}

fn judged_ledger() -> Judgement<LedgerRow, ContactId> {
    ledger::judge(&xlsx(LEDGER), &known_with_roster(), AcademicYear(2025), as_of())
}

#[test]
fn the_ledger_is_reported_as_the_manifest_says() {
    let judgement = judged_ledger();
    assert_report(LEDGER, &judgement.findings);
    assert_counts(LEDGER, judgement.counts());
}

#[test]
fn the_ledger_yields_what_is_expected() {
    let college = &*COLLEGE;
    let judgement = judged_ledger();
    let expected = json("expected.json");
    let expected = expected["ledger"].as_array().unwrap();
    assert_eq!(judgement.rows.len(), expected.len());
    for (row, expected) in judgement.rows.iter().zip(expected) {
        assert_eq!(row.row, u32::try_from(expected["row"].as_u64().unwrap()).unwrap());
        let outcome = match row.verdict {
            Verdict::Accepted => "accepted",
            Verdict::AcceptedWithWarning => "warning",
            Verdict::Rejected => "error",
        };
        assert_eq!(outcome, expected["outcome"], "row {}", row.row);
        let found = judgement.findings.iter().filter(|finding| {
            finding.row == Some(row.row)
                && !matches!(finding.code, FindingCode::BlankRow | FindingCode::FooterRow)
        });
        let found: BTreeSet<String> = found.map(|finding| finding.code.report_code()).collect();
        let kinds = expected["kinds"].as_array().into_iter().flatten();
        let kinds: BTreeSet<String> = kinds.map(|kind| kind.as_str().unwrap().to_owned()).collect();
        assert_eq!(found, kinds, "row {}", row.row);
        let Some((outcome, value)) = &row.accepted else { continue };
        assert_eq!(*outcome, Outcome::New);
        let [leader] = value.content.leaders.as_slice() else { panic!("one leader in row {}", row.row) };
        let leader = college.leaders.iter().find(|known| known.id == *leader).unwrap();
        let mut groups = Vec::new();
        let mut persons = Vec::new();
        for side in &value.content.counterparts {
            if let Some(id) = side.group {
                groups.push(college.groups.iter().find(|group| group.id == id).unwrap().name.as_str());
            }
            if let Some(id) = side.representative {
                let person = college.representatives.iter().find(|person| person.id == id).unwrap();
                let unit = college.units.iter().find(|unit| unit.id == person.unit).unwrap();
                persons.push(serde_json::json!([person.name, person.staff_number, unit.name]));
            }
        }
        let mut wanted = expected["persons"].as_array().unwrap().clone();
        // Who has left has no record: the name stays on the contact.
        wanted.retain(|person| !value.unlinked.iter().any(|name| person[0] == **name));
        if let Some(name) = expected["ambiguous"].as_str() {
            assert_eq!(value.unlinked, [name]);
            assert_eq!(value.ambiguous.len(), 1);
        }
        let named = expected["persons"].as_array().unwrap().len() - wanted.len();
        assert_eq!(value.unlinked.len() - value.ambiguous.len(), named, "row {}", row.row);
        let found = serde_json::json!([
            value.held_on.to_string(),
            leader.name,
            leader.staff_number,
            value.mode.label(Lang::Zh),
            groups,
            persons,
        ]);
        let of = |key: &str| expected[key].clone();
        let wanted =
            serde_json::json!([of("date"), of("leader"), of("leader_no"), of("form"), of("groups"), wanted,]);
        assert_eq!(found, wanted, "row {}", row.row);
    }
}

/// The manifest's items of a file, by place.
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
            Outcome::New | Outcome::Unchanged(_) => panic!("row {} is judged as an update", row.row),
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

#[test]
fn every_finding_code_has_its_own_place_in_the_report() {
    let codes: BTreeSet<String> = FindingCode::ALL.iter().map(|code| code.report_code()).collect();
    assert_eq!(codes.len(), FindingCode::ALL.len());
    let manifest = json("manifest.json");
    for item in manifest["items"].as_array().unwrap() {
        assert!(codes.contains(item["kind"].as_str().unwrap()), "{item}");
    }
}

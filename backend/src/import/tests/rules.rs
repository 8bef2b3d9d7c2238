//! One case for each rule that the sample workbooks do not break.

use std::collections::BTreeMap;

use lianyi_shared::calendar::AcademicYear;
use lianyi_shared::import::{FindingCode, Severity};

use super::*;
use crate::import::judgement::Counts;
use crate::import::ledger;
use crate::import::roster::{self, RosterOptions};

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

/// Judges one line of a ledger and lists what is wrong.
fn ledger_findings(line: &str) -> Vec<(Severity, FindingCode)> {
    let text = format!("日期,联系领导,联系对象,形式,主要内容,状态\n{line}\n");
    let book = sheet::read("台账.csv", text.as_bytes()).unwrap();
    let as_of = NaiveDate::from_ymd_opt(2026, 3, 1).unwrap();
    let judgement = ledger::judge(&book, &COLLEGE.known, AcademicYear(2025), as_of);
    assert_messages_complete(&judgement.findings);
    judgement.findings.into_iter().map(|finding| (finding.severity, finding.code)).collect()
}

#[test]
fn each_rule_about_ledgers_speaks_up() {
    use FindingCode as Code;
    let not_paired = (Severity::Warning, Code::NotPaired);
    let cases = [
        ("10月1日,任平剑,梁斌松,座谈会,谈工作", vec![not_paired]),
        ("10.1,任平剑,梁斌松,座谈会,谈工作", vec![(Severity::Error, Code::DayAmbiguous)]),
        ("2026-03-01,任平剑,梁斌松,座谈会,谈工作", vec![not_paired]),
        ("2026-03-02,任平剑,梁斌松,座谈会,谈工作", vec![(Severity::Error, Code::DateInFuture)]),
        ("10月1日,任平剑,梁斌松,座谈会,谈工作,已确认", vec![not_paired]),
        (
            "10月1日,任平剑,梁斌松,座谈会,谈工作,待本人确认",
            vec![not_paired, (Severity::Error, Code::NotConfirmed)],
        ),
        (
            "10月1日,任平剑,梁斌松,座谈会,谈工作,已作废",
            vec![not_paired, (Severity::Error, Code::NotConfirmed)],
        ),
        ("2026-10-01,任平剑,梁斌松,座谈会,谈工作", vec![(Severity::Error, Code::DateOutOfYear)]),
    ];
    for (line, expected) in cases {
        assert_eq!(ledger_findings(line), expected, "{line}");
    }
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

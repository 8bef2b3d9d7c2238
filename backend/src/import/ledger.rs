//! Ledgers: 联谊交友工作台账, one contact a row, of one academic year (R6).
//!
//! A ledger says less than a record that is made here, and it is history: whom the roster of the day did not link,
//! who has left since and whose name two persons bear is pointed out and imported all the same. Whoever cannot be
//! linked stays on the record by name.

use std::collections::{HashMap, HashSet};

use chrono::{Datelike as _, NaiveDate};
use lianyi_shared::calendar::AcademicYear;
use lianyi_shared::contact::{ContactContentKind, ContactMode, ContactStatus, MatterKind};
use lianyi_shared::id::{ContactId, GroupId, LeaderId, PairingId, RepresentativeId, UnitId};
use lianyi_shared::import::{FindingCode, Severity};
use lianyi_shared::text::Lang;

use super::findings::Findings;
use super::header::{self, Heading, plain};
use super::judgement::{Judgement, Outcome, judge_tables};
use super::known::{Known, KnownLeader, KnownRepresentative, UnitMatch};
use super::normalise::fold;
use super::roster::check_year;
use super::row::Row;
use super::sheet::Workbook;
use crate::access::keys;
use crate::contact::content::{ContactContent, ContactCounterpart, ContactLine};

/// One contact of a ledger.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LedgerRow {
    /// The day.
    pub held_on: NaiveDate,
    /// The form.
    pub mode: ContactMode,
    /// The branch of the leader named first.
    pub branch: UnitId,
    /// What the record says.
    pub content: ContactContent,
    /// The pairings of the day between its sides.
    pub pairings: Vec<PairingId>,
    /// Names of counterparts that are linked with nobody.
    pub unlinked: Vec<String>,
    /// Names that several persons bear; they are among `unlinked` until somebody chooses.
    pub ambiguous: Vec<Namesakes>,
    /// What became of what was raised (办理情况).
    pub handling: Option<String>,
    /// What the person was told (反馈情况).
    pub feedback: Option<String>,
    /// Who kept the ledger (记录人).
    pub recorder: Option<String>,
    /// Tells the row from others, in this file and those imported before: day, leaders, counterparts and summary.
    pub digest: String,
    /// The record that the row was exported from.
    pub exported: Option<ContactId>,
}

/// A name with the persons who bear it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Namesakes {
    /// The name.
    pub name: String,
    /// Who may be meant, each with the pairings of the day.
    pub persons: Vec<(RepresentativeId, Vec<PairingId>)>,
}

#[derive(Clone, Copy, PartialEq)]
enum Field {
    Ordinal,
    Day,
    Leaders,
    Counterparts,
    Form,
    Place,
    Kinds,
    Summary,
    Policy,
    Present,
    Opinions,
    Major,
    Difficulties,
    Handling,
    Feedback,
    NextStep,
    Recorder,
    Status,
    Id,
    // What an exported ledger says beside, for people to read.
    Branch,
    Late,
}

/// What a ledger says of contacts; an exported one has the first name of each.
const HEADINGS: &[Heading<Field>] = &[
    Heading { field: Field::Ordinal, names: &["序号"], required: false },
    Heading {
        field: Field::Day, names: &["日期", "联系日期", "时间", "联系时间"], required: true
    },
    Heading {
        field: Field::Leaders,
        names: &["联系领导", "领导干部", "党员领导干部", "领导", "校领导"],
        required: true,
    },
    Heading {
        field: Field::Counterparts,
        names: &["联系对象", "联谊对象", "党外代表人士", "结对对象"],
        required: true,
    },
    Heading {
        field: Field::Form, names: &["形式", "联系形式", "方式", "联谊形式"], required: true
    },
    Heading { field: Field::Place, names: &["地点", "联系地点"], required: false },
    Heading { field: Field::Kinds, names: &["内容类别"], required: false },
    Heading {
        field: Field::Summary, names: &["主要内容", "联系内容", "谈话内容", "内容"], required: true
    },
    Heading { field: Field::Policy, names: &["政策说明"], required: false },
    Heading { field: Field::Present, names: &["在场人员"], required: false },
    Heading {
        field: Field::Opinions, names: &["意见建议", "意见和建议", "意见与建议"], required: false
    },
    Heading { field: Field::Major, names: &["重大情况"], required: false },
    Heading {
        field: Field::Difficulties, names: &["实际困难", "困难", "困难诉求"], required: false
    },
    Heading { field: Field::Handling, names: &["办理情况", "落实情况"], required: false },
    Heading { field: Field::Feedback, names: &["反馈情况", "回馈情况"], required: false },
    Heading { field: Field::NextStep, names: &["下一步"], required: false },
    Heading { field: Field::Recorder, names: &["记录人", "填写人"], required: false },
    Heading { field: Field::Status, names: &["状态"], required: false },
    Heading { field: Field::Id, names: &["记录编号"], required: false },
    Heading { field: Field::Branch, names: &["所属党组织"], required: false },
    Heading { field: Field::Late, names: &["补录"], required: false },
];

/// Spellings of the forms, beside the labels.
const FORMS: &[(&str, ContactMode)] = &[
    ("谈心", ContactMode::Talk),
    ("个别谈话", ContactMode::Talk),
    ("谈话", ContactMode::Talk),
    ("走访", ContactMode::HolidayVisit),
    ("上门慰问", ContactMode::HolidayVisit),
    ("慰问", ContactMode::HolidayVisit),
    ("看望", ContactMode::CareVisit),
    ("外出考察", ContactMode::StudyTour),
    ("考察", ContactMode::StudyTour),
    ("邀请列席会议", ContactMode::InvitedMeeting),
    ("座谈", ContactMode::Symposium),
    ("电话", ContactMode::Telephone),
    ("电话沟通", ContactMode::Telephone),
    ("微信", ContactMode::Online),
    ("微信联系", ContactMode::Online),
];

/// The form that a spelling means.
fn form(text: &str) -> Option<ContactMode> {
    let by_label = ContactMode::ALL.iter().find(|mode| mode.label(Lang::Zh) == text);
    let by_spelling = || FORMS.iter().find(|(spelling, _)| *spelling == text).map(|(_, mode)| *mode);
    by_label.copied().or_else(by_spelling)
}

/// Judges a ledger of an academic year. `as_of` is the day after which nothing can have been.
pub fn judge(
    workbook: &Workbook,
    known: &Known,
    year: AcademicYear,
    as_of: NaiveDate,
) -> Judgement<LedgerRow, ContactId> {
    let mut seen = HashMap::new();
    let mut judgement = judge_tables(workbook, HEADINGS, |row| read(row, known, (year, as_of), &mut seen));
    let mut years = Findings::default();
    for sheet in &workbook.sheets {
        let Some(header) = header::find(sheet, HEADINGS) else { continue };
        let above = sheet.rows.range(..header.row).flat_map(|(_, cells)| cells.values().map(plain));
        check_year(&sheet.name, &above.collect::<Vec<_>>().join("\n"), year, &mut years);
    }
    judgement.findings.splice(0..0, years.into_sorted(workbook));
    judgement
}

fn read(
    row: &mut Row<'_, Field>,
    known: &Known,
    days: (AcademicYear, NaiveDate),
    seen: &mut HashMap<String, u32>,
) -> Option<(Outcome<ContactId>, LedgerRow)> {
    row.text(Field::Ordinal);
    let held_on = day(row, days);
    let names = row.leaders(Field::Leaders);
    let listed = row.names_and_titles(Field::Counterparts, |part| known.find_group(part).is_some());
    let mode = mode(row);
    let summary = row.text(Field::Summary);
    let summary = row.required_or(Field::Summary, summary, FindingCode::ContentMissing);
    let lines = lines(row);
    let kinds = kinds(row, &lines);
    let (handling, feedback) = (row.text(Field::Handling), row.text(Field::Feedback));
    let recorder = row.line(Field::Recorder);
    only_confirmed(row);
    let exported = row.line(Field::Id).and_then(|id| id.parse().ok());
    row.required(Field::Leaders, names.first());
    row.required(Field::Counterparts, listed.first());

    let (held_on, summary) = (held_on?, summary?);
    let leaders = leaders(row, known, &names, &listed, held_on)?;
    let branch = leaders.first()?.branch;
    let leaders: Vec<LeaderId> = leaders.into_iter().map(|leader| leader.id).collect();
    let sides = Sides::of(row, known, &leaders, &listed, held_on);
    let digest = digest(held_on, &names, &listed, &summary);
    match seen.get(&digest) {
        Some(first) => {
            row.warn_row(FindingCode::DuplicateRecord).with("row", first.to_string());
        }
        None => {
            seen.insert(digest.clone(), row.number);
        }
    }
    let content = ContactContent {
        leaders,
        counterparts: sides.counterparts,
        held_on: Some(held_on),
        mode: Some(mode),
        place: row.line(Field::Place),
        kinds,
        summary: Some(summary),
        policy: row.text(Field::Policy),
        present: row.line(Field::Present),
        nothing_raised: lines.is_empty(),
        lines,
        next_step: row.line(Field::NextStep),
        ..ContactContent::default()
    };
    let new = LedgerRow {
        held_on,
        mode,
        branch,
        content,
        pairings: sides.pairings,
        unlinked: sides.unlinked,
        ambiguous: sides.ambiguous,
        handling,
        feedback,
        recorder,
        digest,
        exported,
    };
    Some((Outcome::New, new))
}

fn day(row: &mut Row<'_, Field>, (year, as_of): (AcademicYear, NaiveDate)) -> Option<NaiveDate> {
    let day = row.day(Field::Day, year);
    let day = row.required_or(Field::Day, day, FindingCode::DateMissing)?;
    if AcademicYear::of(day.year(), day.month()) != year {
        row.error(Field::Day, FindingCode::DateOutOfYear).with("detail", year.to_string());
        return None;
    }
    if day > as_of {
        row.error(Field::Day, FindingCode::DateInFuture).with("detail", as_of.to_string());
        return None;
    }
    Some(day)
}

/// A record that nobody confirmed, or that was voided, is no history. A workbook without states has only what happened.
fn only_confirmed(row: &mut Row<'_, Field>) {
    let confirmed = ContactStatus::Confirmed.label(Lang::Zh);
    if row.line(Field::Status).is_some_and(|status| status != confirmed) {
        row.error(Field::Status, FindingCode::NotConfirmed).with("detail", confirmed);
    }
}

fn mode(row: &mut Row<'_, Field>) -> ContactMode {
    let text = row.line(Field::Form).unwrap_or_default();
    form(&text).unwrap_or_else(|| {
        let other = ContactMode::Other;
        row.warn(Field::Form, FindingCode::UnknownForm).with("result", other.label(Lang::Zh));
        other
    })
}

fn lines(row: &mut Row<'_, Field>) -> Vec<ContactLine> {
    [
        (Field::Opinions, MatterKind::Opinion),
        (Field::Major, MatterKind::MajorMatter),
        (Field::Difficulties, MatterKind::Difficulty),
    ]
    .into_iter()
    .filter_map(|(field, kind)| Some(ContactLine { kind, text: row.text(field)?, solved: false }))
    .collect()
}

/// What the contact was about (M2): as an exported ledger says; an office's own ledger has columns for it instead.
fn kinds(row: &mut Row<'_, Field>, lines: &[ContactLine]) -> Vec<ContactContentKind> {
    if let Some(text) = row.line(Field::Kinds) {
        let named = |kind: &&ContactContentKind| text.contains(kind.label(Lang::Zh));
        return ContactContentKind::ALL.iter().filter(named).copied().collect();
    }
    let mut kinds = Vec::new();
    for (about, kind) in [
        (lines.iter().any(|line| line.kind != MatterKind::Difficulty), ContactContentKind::Opinions),
        (lines.iter().any(|line| line.kind == MatterKind::Difficulty), ContactContentKind::Care),
    ] {
        if about {
            kinds.push(kind);
        }
    }
    if kinds.is_empty() {
        kinds.push(ContactContentKind::Exchange);
    }
    kinds
}

/// Names with what stands in brackets behind them.
type Names = [(String, Option<String>)];

fn leaders<'k>(
    row: &mut Row<'_, Field>,
    known: &'k Known,
    names: &Names,
    listed: &Names,
    day: NaiveDate,
) -> Option<Vec<&'k KnownLeader>> {
    let mut found = Vec::new();
    for (name, post) in names {
        let bearers = known.leaders_ever_named(name);
        let leader = match bearers.as_slice() {
            [] => {
                row.error(Field::Leaders, FindingCode::UnknownLeader).with("value", name);
                None
            }
            [only] => Some(*only),
            several => {
                let leader = only(several, |leader| post.as_ref() == Some(&leader.post))
                    .or_else(|| only(several, |leader| links(known, leader.id, listed, day)));
                if leader.is_none() {
                    row.error(Field::Leaders, FindingCode::AmbiguousName)
                        .with("value", name)
                        .with("detail", several.len().to_string());
                }
                leader
            }
        };
        found.push(leader);
    }
    // Whom the cell names twice is one leader.
    let mut leaders: Vec<&KnownLeader> = found.into_iter().collect::<Option<_>>()?;
    let mut seen = HashSet::new();
    leaders.retain(|leader| seen.insert(leader.id));
    (!leaders.is_empty()).then_some(leaders)
}

/// Whether a leader was linked with one of these names on a day.
fn links(known: &Known, leader: LeaderId, listed: &Names, day: NaiveDate) -> bool {
    known.past.pairings_on(&[leader], day).any(|pairing| {
        listed.iter().any(|(name, _)| match (pairing.representative, pairing.group) {
            (Some(person), _) => known.representatives_named(name).iter().any(|named| named.id == person),
            (None, group) => known.find_group(name).map(|named| named.id) == group,
        })
    })
}

fn only<'t, T>(all: &[&'t T], fits: impl Fn(&T) -> bool) -> Option<&'t T> {
    let mut fitting = all.iter().copied().filter(|one| fits(one));
    match (fitting.next(), fitting.next()) {
        (Some(one), None) => Some(one),
        _ => None,
    }
}

/// The counterparts of a row as far as they can be told.
#[derive(Default)]
struct Sides {
    counterparts: Vec<ContactCounterpart>,
    pairings: Vec<PairingId>,
    unlinked: Vec<String>,
    ambiguous: Vec<Namesakes>,
}

impl Sides {
    fn of(
        row: &mut Row<'_, Field>,
        known: &Known,
        leaders: &[LeaderId],
        listed: &Names,
        day: NaiveDate,
    ) -> Self {
        let mut sides = Self::default();
        for (name, remark) in listed {
            if let Some(group) = known.find_group(name) {
                if group.name != *name {
                    row.find(Field::Counterparts, Severity::Normalised, FindingCode::BracketWidth)
                        .with("result", &group.name);
                }
                let pairings = pairings_with(known, leaders, day, None, Some(group.id));
                sides.link(
                    row,
                    name,
                    ContactCounterpart { representative: None, group: Some(group.id) },
                    pairings,
                );
            } else {
                sides.person(row, known, leaders, (name, remark.as_deref()), day);
            }
        }
        sides
    }

    fn person(
        &mut self,
        row: &mut Row<'_, Field>,
        known: &Known,
        leaders: &[LeaderId],
        (name, remark): (&str, Option<&str>),
        day: NaiveDate,
    ) {
        let pairings =
            |person: &KnownRepresentative| pairings_with(known, leaders, day, Some(person.id), None);
        let current = known.representatives_named(name);
        let gone: Vec<&KnownRepresentative> = known.past.archived_named(name).iter().collect();
        let named = if current.is_empty() { &gone } else { &current };
        let unit = remark.and_then(|text| known.find_unit(text)).map(UnitMatch::unit);
        let found = match named.as_slice() {
            [one] => Some(*one),
            several => only(several, |person| unit.is_some_and(|unit| unit.id == person.unit))
                .or_else(|| only(several, |person| !pairings(person).is_empty())),
        };
        if current.is_empty() && (!gone.is_empty() || known.past.has_departed(name)) {
            row.warn(Field::Counterparts, FindingCode::PersonLeft).with("value", name);
        }
        match found {
            Some(person) => {
                let side = ContactCounterpart { representative: Some(person.id), group: None };
                self.link(row, name, side, pairings(person));
            }
            None if named.is_empty() && !known.past.has_departed(name) => {
                row.error(Field::Counterparts, FindingCode::UnknownPerson).with("value", name);
            }
            None => {
                self.unlinked.push(name.to_owned());
                if named.len() > 1 {
                    row.warn(Field::Counterparts, FindingCode::AmbiguousName)
                        .with("value", name)
                        .with("detail", named.len().to_string());
                    let persons = named.iter().map(|person| (person.id, pairings(person))).collect();
                    self.ambiguous.push(Namesakes { name: name.to_owned(), persons });
                }
            }
        }
    }

    fn link(
        &mut self,
        row: &mut Row<'_, Field>,
        name: &str,
        side: ContactCounterpart,
        pairings: Vec<PairingId>,
    ) {
        if self.counterparts.contains(&side) {
            return;
        }
        if pairings.is_empty() {
            row.warn(Field::Counterparts, FindingCode::NotPaired).with("detail", name);
        }
        self.counterparts.push(side);
        self.pairings.extend(pairings);
    }
}

fn pairings_with(
    known: &Known,
    leaders: &[LeaderId],
    day: NaiveDate,
    person: Option<RepresentativeId>,
    group: Option<GroupId>,
) -> Vec<PairingId> {
    let between =
        |pairing: &&super::known::KnownPairing| pairing.representative == person && pairing.group == group;
    known.past.pairings_on(leaders, day).filter(between).map(|pairing| pairing.id).collect()
}

/// By names as the row has them, not by what they were linked with: a choice between namesakes, or a correction of
/// the record, makes no other row of it.
fn digest(day: NaiveDate, leaders: &Names, listed: &Names, summary: &str) -> String {
    let joined = |names: &Names| names.iter().map(|(name, _)| fold(name)).collect::<Vec<_>>().join("、");
    keys::digest(&format!("{day}\n{}\n{}\n{summary}", joined(leaders), joined(listed)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_form_has_its_label_as_a_spelling_and_no_spelling_twice() {
        for mode in ContactMode::ALL {
            assert_eq!(form(mode.label(Lang::Zh)), Some(*mode));
        }
        for (spelling, mode) in FORMS {
            assert_eq!(form(spelling), Some(*mode), "{spelling}");
        }
        assert_eq!(form("喝茶聊天"), None);
    }
}

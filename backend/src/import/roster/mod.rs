//! Rosters: 联谊交友结对名单, one sheet per owner (R1–R4).
//!
//! A leader's lines stand or fall together: one that cannot be read rejects the leader's block, so
//! that no leader is imported with half of their counterparts.

mod layout;

use std::collections::{BTreeMap, HashMap};

use lianyi_shared::calendar::AcademicYear;
use lianyi_shared::id::{GroupId, LeaderId, RepresentativeId, UnitId};
use lianyi_shared::import::{FindingCode, Severity};
use lianyi_shared::people::LeaderTier;
use lianyi_shared::roster::QuotaVerdict;

use self::layout::{Block, Entry};
use super::findings::{Added, Findings};
use super::judgement::{JudgedRow, Judgement, Outcome, Verdict};
use super::known::{Known, KnownLeader, KnownRepresentative, UnitMatch};
use super::normalise::fold;
use super::sheet::{Sheet, Workbook};

/// Whose roster a sheet is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RosterOwner {
    /// The college: school-level leaders (R1).
    College,
    /// A branch: its department-level leaders (R3).
    Branch(UnitId),
}

/// What the workbook does not say by itself.
#[derive(Clone, Debug)]
pub struct RosterOptions {
    /// The academic year the roster is for.
    pub year: AcademicYear,
    /// A roster of the past: who is no longer among the representatives has left.
    pub historic: bool,
    /// The owner of a sheet, where its title does not name it.
    pub owners: BTreeMap<String, RosterOwner>,
}

/// A person on a leader's block.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RosterPerson {
    /// Row in the sheet.
    pub row: u32,
    /// Name as cleaned.
    pub name: String,
    /// Unit as the sheet has it.
    pub unit: Option<String>,
    /// The representative; none for a person who has left, for whom no pairing is made.
    pub representative: Option<RepresentativeId>,
}

/// One leader with their counterparts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RosterRow {
    /// Whose roster.
    pub owner: RosterOwner,
    /// The leader.
    pub leader: LeaderId,
    /// Groups linked.
    pub groups: Vec<GroupId>,
    /// Persons linked.
    pub people: Vec<RosterPerson>,
    /// Remark of the block; the reason, where the quota (R2) is not met.
    pub note: Option<String>,
}

/// Judges a workbook of rosters; its rows are blocks of one leader, and always new lines of a draft.
pub fn judge(workbook: &Workbook, known: &Known, options: &RosterOptions) -> Judgement<RosterRow, LeaderId> {
    let mut findings = Findings::default();
    let mut rows = Vec::new();
    let mut strangers = Vec::new();
    for sheet in &workbook.sheets {
        match layout::blocks(sheet, &mut findings) {
            Some(blocks) => rows.extend(judge_sheet(sheet, blocks, known, options, &mut findings)),
            None if sheet.rows.is_empty() => {}
            None => strangers.push(&sheet.name),
        }
    }
    let severity = if strangers.len() == workbook.sheets.len() { Severity::Error } else { Severity::Warning };
    for name in strangers {
        findings
            .sheet(name, severity, FindingCode::SheetNotRecognised)
            .with("detail", "党员领导干部、联系对象");
    }
    findings.hidden_sheets(workbook);
    Judgement { rows, findings: findings.into_sorted(workbook) }
}

fn judge_sheet(
    sheet: &Sheet,
    blocks: Vec<Block>,
    known: &Known,
    options: &RosterOptions,
    findings: &mut Findings,
) -> Vec<JudgedRow<RosterRow, LeaderId>> {
    let title = layout::title(sheet);
    check_year(&sheet.name, &title, options.year, findings);
    let owner = options.owners.get(&sheet.name).copied().or_else(|| owner_of(&sheet.name, &title, known));
    if owner.is_none() {
        findings.sheet(&sheet.name, Severity::Error, FindingCode::OwnerUnknown).with("value", &sheet.name);
    }
    let mut judge = SheetJudge { sheet, owner, known, options, findings, pairs: HashMap::new() };
    let ends: Vec<u32> = blocks.iter().skip(1).map(|next| next.row).chain([u32::MAX]).collect();
    blocks.iter().zip(ends).map(|(block, end)| judge.block(block, end)).collect()
}

/// Points out a title that says another academic year than was chosen.
pub(super) fn check_year(sheet: &str, title: &str, year: AcademicYear, findings: &mut Findings) {
    if let Some(said) = year_in(title).filter(|said| *said != year) {
        findings
            .sheet(sheet, Severity::Warning, FindingCode::YearMismatch)
            .with("value", said.to_string())
            .with("result", year.to_string());
    }
}

/// The academic year in a title: `2025—2026学年`.
fn year_in(title: &str) -> Option<AcademicYear> {
    let (before, _) = title.split_once("学年")?;
    let mut numbers = before.rsplit(|c: char| !c.is_ascii_digit()).filter(|digits| digits.len() == 4);
    let (last, first) = (numbers.next()?.parse::<i32>().ok()?, numbers.next()?.parse::<i32>().ok()?);
    (last == first + 1).then_some(AcademicYear(first))
}

/// The owner that a sheet's title or name tells: the longest branch name in the title.
fn owner_of(name: &str, title: &str, known: &Known) -> Option<RosterOwner> {
    let folded = fold(title);
    let branches = known.units().iter().filter(|unit| unit.kind.is_branch());
    let named = branches.filter(|unit| folded.contains(&fold(&unit.name))).max_by_key(|unit| unit.name.len());
    if let Some(unit) = named {
        return Some(RosterOwner::Branch(unit.id));
    }
    if folded.contains("校级") || name.contains("校级") {
        return Some(RosterOwner::College);
    }
    let unit = known.find_branch(name)?.unit();
    unit.kind.is_branch().then_some(RosterOwner::Branch(unit.id))
}

struct SheetJudge<'a> {
    sheet: &'a Sheet,
    owner: Option<RosterOwner>,
    known: &'a Known,
    options: &'a RosterOptions,
    findings: &'a mut Findings,
    /// Row of each pairing so far.
    pairs: HashMap<(LeaderId, RepresentativeId), u32>,
}

impl SheetJudge<'_> {
    /// Judges a block that reaches down to the row before `end`.
    fn block(&mut self, block: &Block, end: u32) -> JudgedRow<RosterRow, LeaderId> {
        let value = self.judged(block);
        let verdict = match value {
            Some(_) => Verdict::of(self.findings.worst_in_rows(&self.sheet.name, block.row..end)),
            None => Verdict::Rejected,
        };
        let accepted = value.filter(|_| verdict != Verdict::Rejected).map(|value| (Outcome::New, value));
        JudgedRow { sheet: self.sheet.name.clone(), row: block.row, verdict, accepted }
    }

    fn at_leader(&mut self, block: &Block, severity: Severity, code: FindingCode) -> Added<'_> {
        let mut added = self.findings.at(&self.sheet.name, block.row, block.column.clone(), severity, code);
        added.with("value", &block.leader);
        added
    }

    fn at(&mut self, entry: &Entry, severity: Severity, code: FindingCode) -> Added<'_> {
        let mut added = self.findings.at(&self.sheet.name, entry.row, entry.column.clone(), severity, code);
        added.with("value", &entry.name);
        added
    }

    fn judged(&mut self, block: &Block) -> Option<RosterRow> {
        let leader = self.leader(block);
        let groups: Vec<GroupId> = block.groups.iter().filter_map(|entry| self.group(entry)).collect();
        let people: Vec<RosterPerson> =
            block.people.iter().filter_map(|entry| self.person(block, entry, leader)).collect();
        self.check_counts(block);
        Some(RosterRow { owner: self.owner?, leader: leader?, groups, people, note: block.note.clone() })
    }

    fn leader(&mut self, block: &Block) -> Option<LeaderId> {
        let named = self.known.leaders_named(&block.leader);
        let of_owner = |leader: &&&KnownLeader| match self.owner {
            Some(RosterOwner::College) => leader.tier == LeaderTier::School,
            Some(RosterOwner::Branch(branch)) => leader.branch == branch,
            None => false,
        };
        let leader = match named.as_slice() {
            [] => {
                self.at_leader(block, Severity::Error, FindingCode::UnknownLeader);
                return None;
            }
            [only] => *only,
            several => {
                let mut fitting = several.iter().filter(of_owner);
                let (Some(one), None) = (fitting.next(), fitting.next()) else {
                    let count = several.len().to_string();
                    self.at_leader(block, Severity::Error, FindingCode::AmbiguousName).with("detail", count);
                    return None;
                };
                *one
            }
        };
        let tier = if self.owner == Some(RosterOwner::College) {
            LeaderTier::School
        } else {
            LeaderTier::Department
        };
        if self.owner.is_some() && leader.tier != tier {
            self.at_leader(block, Severity::Warning, FindingCode::TierMismatch);
        }
        Some(leader.id)
    }

    fn group(&mut self, entry: &Entry) -> Option<GroupId> {
        let Some(group) = self.known.find_group(&entry.name) else {
            self.at(entry, Severity::Error, FindingCode::UnknownGroup);
            return None;
        };
        if group.name != entry.name {
            self.at(entry, Severity::Normalised, FindingCode::BracketWidth).with("result", &group.name);
        }
        Some(group.id)
    }

    fn person(&mut self, block: &Block, entry: &Entry, leader: Option<LeaderId>) -> Option<RosterPerson> {
        let person = RosterPerson {
            row: entry.row,
            name: entry.name.clone(),
            unit: entry.unit.clone(),
            representative: None,
        };
        let named = self.known.representatives_named(&entry.name);
        if named.is_empty() {
            return self.gone(block, entry).then_some(person);
        }
        let Some(found) = self.choose(entry, &named) else {
            self.at(entry, Severity::Error, FindingCode::AmbiguousName)
                .with("detail", named.len().to_string());
            return None;
        };
        if let Some(leader) = leader
            && let Some(first) = self.pairs.insert((leader, found.id), entry.row)
        {
            self.at(entry, Severity::Error, FindingCode::DuplicatePair).with("row", first.to_string());
            return None;
        }
        Some(RosterPerson { representative: Some(found.id), ..person })
    }

    /// Somebody who is no representative: left, if the roster is historic or its remark names them.
    fn gone(&mut self, block: &Block, entry: &Entry) -> bool {
        let left =
            self.options.historic || block.note.as_ref().is_some_and(|note| note.contains(&entry.name));
        if left {
            self.at(entry, Severity::Warning, FindingCode::PersonLeft);
        } else {
            self.at(entry, Severity::Error, FindingCode::UnknownPerson);
        }
        left
    }

    /// Which of the representatives of a name is meant: by unit, then title, then the owner's branch.
    fn choose<'k>(
        &mut self,
        entry: &Entry,
        named: &[&'k KnownRepresentative],
    ) -> Option<&'k KnownRepresentative> {
        let known = self.known;
        let exact =
            |text: &String| known.find_unit(text).filter(|found| !matches!(found, UnitMatch::Short(_)));
        let unit_text =
            entry.unit.as_ref().or_else(|| entry.remark.as_ref().filter(|remark| exact(remark).is_some()));
        let unit = unit_text.and_then(|text| known.find_unit(text)).map(UnitMatch::unit);
        let title = entry.title.as_ref().or(entry.remark.as_ref());
        if let [only] = named {
            if let (Some(unit), Some(text)) = (unit, unit_text)
                && unit.id != only.unit
            {
                let registered = known.unit(only.unit).map(|unit| unit.name.clone()).unwrap_or_default();
                self.at(entry, Severity::Warning, FindingCode::PersonUnitDiffers)
                    .with("result", registered)
                    .with("detail", text);
            }
            return Some(only);
        }
        let only = |fits: &dyn Fn(&KnownRepresentative) -> bool| {
            let mut fitting = named.iter().copied().filter(|person| fits(person));
            match (fitting.next(), fitting.next()) {
                (Some(one), None) => Some(one),
                _ => None,
            }
        };
        if let Some(unit) = unit {
            return only(&|person| person.unit == unit.id);
        }
        only(&|person| title.is_some() && person.post.as_ref() == title).or_else(|| {
            let Some(RosterOwner::Branch(branch)) = self.owner else { return None };
            only(&|person| known.unit(person.unit).is_some_and(|unit| unit.branch == Some(branch)))
        })
    }

    /// The quota (R2) and the number a heading line announces.
    fn check_counts(&mut self, block: &Block) {
        let (groups, people) = (block.groups.len(), block.people.len());
        if let Some(announced) = block.announced.filter(|announced| *announced != people) {
            self.at_leader(block, Severity::Warning, FindingCode::CountMismatch)
                .with("value", announced.to_string())
                .with("result", people.to_string());
        }
        let count = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
        let met = QuotaVerdict::of(count(groups), count(people)) == QuotaVerdict::Met;
        if self.owner == Some(RosterOwner::College) && !met {
            let (code, reason) = match &block.note {
                Some(note) => (FindingCode::RosterException, note.as_str()),
                None => (FindingCode::RosterExceptionUnexplained, ""),
            };
            self.at_leader(block, Severity::Warning, code)
                .with("groups", groups.to_string())
                .with("persons", people.to_string())
                .with("result", reason);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_year_is_read_from_the_title() {
        assert_eq!(year_in("示范学院2025—2026学年校级名单"), Some(AcademicYear(2025)));
        assert_eq!(year_in("2025-2026学年"), Some(AcademicYear(2025)));
        assert_eq!(year_in("2025学年"), None);
    }
}

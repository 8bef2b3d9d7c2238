//! The rosters of the branches: each of the states in which one can be occurs.

use anyhow::Context as _;
use chrono::{Datelike as _, NaiveDate, TimeDelta};
use lianyi_shared::access::Role;
use lianyi_shared::id::{AccountId, LeaderId, RosterVersionId};
use lianyi_shared::people::{LeaderTier, RecordStatus};
use lianyi_shared::roster::{FilingAction, PairingStatus, RosterAction, RosterRoute};

use super::Inventor;
use super::accounts::Signatories;
use super::book::{Book, Change, Chapter, Counterpart, Meeting, Step};
use super::college::College;
use crate::entity::{leader, unit};

/// How far a branch has come this academic year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Progress {
    NotBegun,
    /// A draft was given up; last year's roster goes on.
    Withdrawn,
    Draft,
    Due,
    Sent,
    CorrectionAsked,
    /// The branch has answered a request for correction with reasons.
    SentAgain,
    Filed,
}

const PROGRESS: &[(&str, Progress)] = &[
    ("D01", Progress::Filed),
    ("D02", Progress::Sent),
    ("D03", Progress::Due),
    ("D04", Progress::NotBegun),
    ("D05", Progress::Filed),
    ("D06", Progress::Draft),
    ("D07", Progress::Due),
    ("D08", Progress::CorrectionAsked),
    ("D09", Progress::NotBegun),
    ("D10", Progress::Sent),
    ("D11", Progress::Filed),
    ("D12", Progress::Filed),
    ("D13", Progress::CorrectionAsked),
    ("D14", Progress::SentAgain),
    ("D15", Progress::Withdrawn),
    ("D16", Progress::Filed),
    ("D17", Progress::NotBegun),
    ("D18", Progress::Due),
    ("D19", Progress::Sent),
    ("D20", Progress::Filed),
    ("D21", Progress::Draft),
    ("D22", Progress::NotBegun),
];

/// Writes the histories of all branches, then what happened to people since.
pub(super) fn write(
    book: &mut Book,
    inventor: &Inventor<'_>,
    college: &College,
    signatories: &Signatories,
) -> anyhow::Result<()> {
    for ((code, progress), ordinal) in PROGRESS.iter().zip(0_i32..) {
        let branch = college.units.iter().find(|unit| unit.code == *code).context("no such branch")?;
        let secretary = signatories.secretaries.get(&branch.id).context("a branch without secretary")?;
        let people = People { college, branch };
        let mut chapter = book.chapter(inventor, RosterRoute::Branch, branch.id);
        Branch { inventor, unit: branch, secretary: *secretary, signatories, ordinal }.write(
            &mut chapter,
            &people,
            *progress,
        )?;
    }
    mark_what_happened_since(book, inventor, college);
    Ok(())
}

/// A leader who has left leaves a vacancy; a counterpart who has left ends the pairing.
fn mark_what_happened_since(book: &mut Book, inventor: &Inventor<'_>, college: &College) {
    for pairing in book.pairings.iter_mut().filter(|pairing| pairing.status == PairingStatus::Active) {
        let leader = college.leaders.rows.iter().find(|leader| leader.id == pairing.leader_id);
        let counterpart =
            college.representatives.iter().find(|person| Some(person.id) == pairing.representative_id);
        if leader.is_some_and(|leader| leader.left_on.is_some()) {
            pairing.status = PairingStatus::Vacant;
            pairing.end_reason = Some("领导干部已离任".to_owned());
        } else if counterpart.is_some_and(|person| person.status == RecordStatus::Archived) {
            pairing.status = PairingStatus::Ended;
            pairing.until = Some(inventor.timeline.ago(12));
            pairing.end_reason = Some("联谊对象已离校：调往外单位工作".to_owned());
        }
    }
}

/// Who can stand on the roster of a branch.
struct People<'a> {
    college: &'a College,
    branch: &'a unit::Model,
}

impl<'a> People<'a> {
    fn of_branch(&self) -> impl Iterator<Item = &'a leader::Model> {
        let branch = self.branch.id;
        let all = self.college.leaders.of_tier(LeaderTier::Department);
        all.filter(move |leader| leader.branch_id == branch)
    }

    /// Everyone who leads there or has led there since the first version.
    fn leaders(&self) -> impl Iterator<Item = LeaderId> {
        self.of_branch().map(|leader| leader.id)
    }

    fn present(&self) -> impl Iterator<Item = LeaderId> {
        self.of_branch().filter(|leader| leader.left_on.is_none()).map(|leader| leader.id)
    }

    fn left_before(&self, day: NaiveDate) -> impl Iterator<Item = LeaderId> {
        let gone = move |leader: &&leader::Model| leader.left_on.is_some_and(|left| left < day);
        self.of_branch().filter(gone).map(|leader| leader.id)
    }

    /// The people of the branch's units; some work elsewhere since.
    fn counterparts(&self) -> impl Iterator<Item = Counterpart> + 'a {
        let branch = self.branch.id;
        let units = self.college.units.iter().filter(move |unit| unit.branch_id == Some(branch));
        let people = &self.college.representatives;
        units
            .flat_map(move |unit| people.iter().filter(move |person| person.unit_id == unit.id))
            .map(|person| Counterpart::Individual(person.id))
    }
}

/// One branch while its history is being written.
struct Branch<'a, 'b> {
    inventor: &'a Inventor<'b>,
    unit: &'a unit::Model,
    secretary: AccountId,
    signatories: &'a Signatories,
    ordinal: i32,
}

impl Branch<'_, '_> {
    fn write(
        &self,
        chapter: &mut Chapter<'_, '_>,
        people: &People<'_>,
        progress: Progress,
    ) -> anyhow::Result<()> {
        let timeline = &self.inventor.timeline;
        let year = timeline.year();
        let mut counterparts = people.counterparts();
        let mut first = Change::default();
        for leader in people.leaders() {
            for counterpart in counterparts.by_ref().take(2) {
                first.new.push((leader, counterpart, "首次编制名单"));
            }
        }
        // The heads of the united front department are the natural link to a group.
        if self.unit.code == "D01"
            && let Some(group) = people.college.groups.get(9)
            && let Some(leader) = people.leaders().nth(2)
        {
            first.new.push((leader, Counterpart::Group(group.id), "首次编制名单"));
        }
        // Every other branch has one version more behind it.
        let mut change = first;
        if self.ordinal % 2 == 0 {
            self.past_version(chapter, year - 2, change)?;
            change = self.exchange(chapter, people, &mut counterparts);
        }
        self.past_version(chapter, year - 1, change)?;

        if progress == Progress::NotBegun {
            return Ok(());
        }
        let week = i64::from(self.ordinal % 7);
        let started = if progress == Progress::Draft { timeline.ago(6) } else { timeline.ago(52 + week) };
        let change = self.exchange(chapter, people, &mut counterparts);
        let version = chapter.draft(year, self.secretary, started, change);
        match progress {
            Progress::NotBegun | Progress::Draft => return Ok(()),
            Progress::Withdrawn => {
                let reasons = Some("班子成员即将调整，名单暂予延用");
                let step = Step { reasons, ..self.by_branch(timeline.ago(30)) };
                return chapter.act(version, RosterAction::Withdraw, step);
            }
            _ => {}
        }
        let decided = timeline.ago(46 + week);
        chapter.decide(version, decided, self.decision(decided))?;
        if progress == Progress::Due {
            return Ok(());
        }
        chapter.file(version, FilingAction::Send, self.by_branch(timeline.ago(38 + week)))?;
        match progress {
            Progress::Filed => {
                chapter.file(version, FilingAction::File, self.by_department(timeline.ago(30 + week)))?;
            }
            Progress::CorrectionAsked => self.ask_correction(chapter, version, timeline.ago(9))?,
            Progress::SentAgain => {
                self.ask_correction(chapter, version, timeline.ago(24))?;
                let reasons = Some("该同志编制在我院，经核对无误");
                let answer = Step { reasons, ..self.by_branch(timeline.ago(17)) };
                chapter.file(version, FilingAction::Send, answer)?;
            }
            _ => {}
        }
        Ok(())
    }

    /// A version of an earlier year, decided, sent and filed in its September.
    fn past_version(&self, chapter: &mut Chapter<'_, '_>, year: i32, change: Change) -> anyhow::Result<()> {
        let timeline = &self.inventor.timeline;
        let decided = timeline.on(year, 9, 15) + TimeDelta::days(i64::from(self.ordinal % 8));
        let version = chapter.draft(year, self.secretary, timeline.on(year, 9, 8), change);
        chapter.decide(version, decided, self.decision(decided))?;
        chapter.file(version, FilingAction::Send, self.by_branch(decided + TimeDelta::days(2)))?;
        chapter.file(version, FilingAction::File, self.by_department(decided + TimeDelta::days(6)))
    }

    /// Ends the pairings of leaders who have left, and one more; begins one with somebody else.
    fn exchange(
        &self,
        chapter: &Chapter<'_, '_>,
        people: &People<'_>,
        counterparts: &mut impl Iterator<Item = Counterpart>,
    ) -> Change {
        let mut change = Change::default();
        let started = self.inventor.timeline.on(self.inventor.timeline.year(), 9, 1);
        for leader in people.left_before(started) {
            change.ended.extend(chapter.standing_of(leader).map(|pairing| (pairing, "领导干部调离学校")));
        }
        let present: Vec<LeaderId> = people.present().collect();
        let turn = usize::try_from(self.ordinal).unwrap_or(0) % present.len().max(1);
        if let Some(leader) = present.get(turn)
            && let Some(counterpart) = counterparts.next()
        {
            let last = chapter.standing_of(*leader).last();
            change.ended.extend(last.map(|pairing| (pairing, "联谊对象岗位变动，调整联系人")));
            change.new.push((*leader, counterpart, "教学科研骨干，纳入联系"));
        }
        change
    }

    fn ask_correction(
        &self,
        chapter: &mut Chapter<'_, '_>,
        version: RosterVersionId,
        on: NaiveDate,
    ) -> anyhow::Result<()> {
        let reasons = Some("请核对新增联谊对象的所在单位");
        chapter.file(version, FilingAction::AskCorrection, Step { reasons, ..self.by_department(on) })
    }

    fn decision(&self, on: NaiveDate) -> Step {
        let number = 3 + self.ordinal % 9;
        let meeting = Meeting {
            name: format!("{}委员会会议", self.unit.name),
            minute_number: format!("{}〔{}〕{number}号", self.unit.name, on.year()),
        };
        Step { meeting: Some(meeting), ..self.by_branch(on) }
    }

    fn by_branch(&self, on: NaiveDate) -> Step {
        let capacity = format!("{}@{}", Role::BranchSecretary, self.unit.id);
        Step { by: self.secretary, capacity, on, meeting: None, reasons: None }
    }

    /// The department's own branch is filed by the officer who has no part in it.
    fn by_department(&self, on: NaiveDate) -> Step {
        let own = self.unit.code == "D01";
        let by = if own { self.signatories.officer } else { self.signatories.filer };
        Step { by, capacity: Role::UnitedFrontOfficer.to_string(), on, meeting: None, reasons: None }
    }
}

//! Rosters in words: titles, states, quota, people.

use crate::{
    i18n::{self, dotted, filled, lang},
    ui::status::{Shape, Tone},
};
use lianyi_shared::{
    api::roster::{LeaderLines, RosterCounterpart, RosterLine, RosterVersion},
    calendar::AcademicYear,
    codes,
    id::LeaderId,
    roster::{BranchState, LineChange, QuotaVerdict, RosterRoute, RosterStatus},
    text_roster::RosterText,
};

/// The heading of a version: 「2026—2027学年校级领导干部联谊名单」.
pub fn title(version: &RosterVersion) -> String {
    let year = AcademicYear(version.year).label(lang());
    match version.route {
        RosterRoute::School => filled(RosterText::TitleSchool, &[("year", &year)]),
        RosterRoute::Branch => filled(RosterText::Title, &[("year", &year), ("owner", &version.owner.name)]),
    }
}

/// How far a version has come.
pub const fn status_shape(status: RosterStatus) -> (Shape, Tone) {
    match status {
        RosterStatus::Draft => (Shape::Quarter, Tone::Plain),
        RosterStatus::Proposed => (Shape::Half, Tone::Warn),
        RosterStatus::InForce => (Shape::Done, Tone::Ok),
        RosterStatus::Superseded | RosterStatus::Withdrawn => (Shape::Empty, Tone::Plain),
    }
}

/// How far a branch has come.
pub const fn branch_shape(state: BranchState) -> (Shape, Tone) {
    match state {
        BranchState::NotBegun => (Shape::Empty, Tone::Plain),
        BranchState::Draft => (Shape::Quarter, Tone::Plain),
        BranchState::Due => (Shape::Half, Tone::Warn),
        BranchState::Sent => (Shape::ThreeQuarters, Tone::Info),
        BranchState::CorrectionAsked => (Shape::Act, Tone::Danger),
        BranchState::Filed => (Shape::Done, Tone::Ok),
    }
}

/// How a line differs.
pub const fn change_tone(change: LineChange) -> Tone {
    match change {
        LineChange::Kept => Tone::Plain,
        LineChange::New => Tone::Info,
        LineChange::Ended => Tone::Warn,
    }
}

/// The id of a leader's part in the draft.
pub fn anchor(leader: LeaderId) -> String {
    format!("leader-{leader}")
}

/// Categories with their numbers.
pub fn categories(numbers: &[i32]) -> String {
    numbers
        .iter()
        .map(|number| codes::category(*number, lang()))
        .collect::<Vec<_>>()
        .join(lang().pick("；", "; "))
}

/// What a counterpart is: the kind of a group, the categories of a person.
pub fn kind(counterpart: &RosterCounterpart) -> String {
    match counterpart.group_kind {
        Some(kind) => kind.label(lang()).to_owned(),
        None => categories(&counterpart.categories),
    }
}

/// Where a person works and as what; empty for groups.
pub fn place(counterpart: &RosterCounterpart) -> String {
    let unit = counterpart.unit.as_ref().map(|unit| unit.name.as_str());
    dotted([unit, counterpart.post.as_deref()].map(|part| part.map(str::to_owned)))
}

/// How a leader stands against the quota, in a sentence; nothing where there is none.
pub fn quota(lines: &LeaderLines) -> Option<String> {
    let found =
        filled(RosterText::QuotaFound, &[("groups", &lines.groups), ("individuals", &lines.individuals)]);
    let found: [(&str, &dyn std::fmt::Display); 1] = [("found", &found)];
    Some(match lines.verdict? {
        QuotaVerdict::Met => filled(RosterText::QuotaMet, &[]),
        QuotaVerdict::Under => filled(RosterText::QuotaUnder, &found),
        QuotaVerdict::Over => filled(RosterText::QuotaOver, &found),
        QuotaVerdict::Mixed => filled(RosterText::QuotaMixed, &found),
    })
}

/// Whether a leader stands outside the quota.
pub fn is_exception(lines: &LeaderLines) -> bool {
    lines.verdict.is_some_and(|verdict| verdict != QuotaVerdict::Met)
}

/// A leader and a line in one phrase: 「周明远 → 李㛃」.
pub fn pair(leader: &str, line: &RosterLine) -> String {
    filled(RosterText::Pair, &[("leader", &leader), ("counterpart", &line.counterpart.name)])
}

/// When a line ends or ended.
pub fn ended_on(line: &RosterLine) -> String {
    line.until.as_ref().map_or_else(|| filled(RosterText::OnDecision, &[]), |day| i18n::date(&day.0))
}

/// One line of a version with the leader it belongs to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pair {
    /// The name of the leader.
    pub leader: String,
    /// The line.
    pub line: RosterLine,
}

/// The lines of a version with one kind of difference, in the order of the paper.
pub fn pairs(version: &RosterVersion, change: LineChange) -> Vec<Pair> {
    version
        .leaders
        .iter()
        .flat_map(|leader| {
            let lines = leader.lines.iter().filter(move |line| line.change == change);
            lines.map(|line| Pair { leader: leader.leader.name.clone(), line: line.clone() })
        })
        .collect()
}

/// How many lines stand on a version.
pub const fn standing(version: &RosterVersion) -> i32 {
    version.summary.kept + version.summary.new
}

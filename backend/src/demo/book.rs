//! The book in which everything that happened to the rosters is written down.
//!
//! States change only by the transition tables of the product, so that the demonstration cannot
//! show a history that could not have happened.

use anyhow::Context as _;
use chrono::{NaiveDate, TimeDelta};
use lianyi_shared::id::{
    AccountId, GroupId, LeaderId, PairingId, RepresentativeId, RosterId, RosterVersionId, UnitId,
};
use lianyi_shared::roster::{
    FilingAction, FilingStatus, LineChange, PairingStatus, RosterAction, RosterRoute, RosterStatus,
};

use super::Inventor;
use crate::entity::{pairing, quota_exception, roster, roster_decision, roster_line, roster_version};

/// All rosters with their versions, lines, pairings and decisions.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Book {
    pub(super) rosters: Vec<roster::Model>,
    pub(super) versions: Vec<roster_version::Model>,
    pub(super) pairings: Vec<pairing::Model>,
    pub(super) lines: Vec<roster_line::Model>,
    pub(super) exceptions: Vec<quota_exception::Model>,
    pub(super) decisions: Vec<roster_decision::Model>,
}

/// Whom a leader is to befriend.
#[derive(Clone, Copy, Debug)]
pub(super) enum Counterpart {
    Group(GroupId),
    Individual(RepresentativeId),
}

/// What a version changes against the version in force, with the reason of each line.
#[derive(Debug, Default)]
pub(super) struct Change {
    pub(super) ended: Vec<(PairingId, &'static str)>,
    pub(super) new: Vec<(LeaderId, Counterpart, &'static str)>,
}

/// The meeting that decided.
#[derive(Clone, Debug)]
pub(super) struct Meeting {
    pub(super) name: String,
    pub(super) minute_number: String,
}

/// Who did something, when, and what was said.
#[derive(Clone, Debug)]
pub(super) struct Step {
    pub(super) by: AccountId,
    pub(super) capacity: String,
    pub(super) on: NaiveDate,
    pub(super) meeting: Option<Meeting>,
    pub(super) reasons: Option<&'static str>,
}

/// One roster while its history is being written.
#[derive(Debug)]
pub(super) struct Chapter<'a, 'b> {
    inventor: &'a Inventor<'b>,
    book: &'a mut Book,
    roster: roster::Model,
    number: i32,
    /// The pairings of the version in force.
    pub(super) standing: Vec<PairingId>,
}

impl Book {
    /// Begins the roster of an owner.
    pub(super) fn chapter<'a, 'b>(
        &'a mut self,
        inventor: &'a Inventor<'b>,
        route: RosterRoute,
        owner: UnitId,
    ) -> Chapter<'a, 'b> {
        let roster = roster::Model { id: RosterId(inventor.new_id()), route, owner_id: owner };
        self.rosters.push(roster.clone());
        Chapter { inventor, book: self, roster, number: 0, standing: Vec::new() }
    }

    fn version(&mut self, id: RosterVersionId) -> anyhow::Result<&mut roster_version::Model> {
        self.versions.iter_mut().find(|version| version.id == id).context("an unknown version")
    }

    fn pairing(&mut self, id: PairingId) -> anyhow::Result<&mut pairing::Model> {
        self.pairings.iter_mut().find(|pairing| pairing.id == id).context("an unknown pairing")
    }
}

impl Chapter<'_, '_> {
    /// Begins a draft for an academic year.
    pub(super) fn draft(
        &mut self,
        year: i32,
        by: AccountId,
        on: NaiveDate,
        change: Change,
    ) -> RosterVersionId {
        let id = RosterVersionId(self.inventor.new_id());
        let started = self.inventor.timeline.at(on);
        self.number += 1;
        for pairing in &self.standing {
            let ended = change.ended.iter().find(|(ended, _)| ended == pairing);
            self.book.lines.push(roster_line::Model {
                version_id: id,
                pairing_id: *pairing,
                change: if ended.is_some() { LineChange::Ended } else { LineChange::Kept },
                reason: ended.map(|(_, reason)| (*reason).to_owned()),
            });
        }
        for (leader, counterpart, reason) in change.new {
            let pairing = PairingId(self.inventor.new_id());
            let (representative_id, group_id) = match counterpart {
                Counterpart::Individual(id) => (Some(id), None),
                Counterpart::Group(id) => (None, Some(id)),
            };
            self.book.pairings.push(pairing::Model {
                id: pairing,
                roster_id: self.roster.id,
                leader_id: leader,
                representative_id,
                group_id,
                status: PairingStatus::Planned,
                since: None,
                until: None,
                end_reason: None,
            });
            self.book.lines.push(roster_line::Model {
                version_id: id,
                pairing_id: pairing,
                change: LineChange::New,
                reason: Some(reason.to_owned()),
            });
        }
        self.book.versions.push(roster_version::Model {
            id,
            roster_id: self.roster.id,
            number: self.number,
            year,
            status: RosterStatus::Draft,
            based_on_id: self.in_force(),
            historic: false,
            effective_from: None,
            effective_until: None,
            drafted_by: by,
            proposed_by: None,
            filing: None,
            filing_since: None,
            status_since: started,
            created_at: started,
            version: 1,
        });
        id
    }

    /// Does something to an open version.
    pub(super) fn act(
        &mut self,
        id: RosterVersionId,
        action: RosterAction,
        step: Step,
    ) -> anyhow::Result<()> {
        let at = self.inventor.timeline.at(step.on);
        let route = self.roster.route;
        let version = self.book.version(id)?;
        version.status = version.status.after(route, action).context("an impossible act on a roster")?;
        version.status_since = at;
        version.version += 1;
        if action == RosterAction::Propose {
            version.proposed_by = Some(step.by);
        }
        if action == RosterAction::Withdraw {
            // What was planned never begins; its lines stay as a record.
            let lines = self.book.lines.iter().filter(|line| line.version_id == id);
            let pairings: Vec<PairingId> = lines.map(|line| line.pairing_id).collect();
            let planned =
                self.book.pairings.iter_mut().filter(|pairing| {
                    pairing.status == PairingStatus::Planned && pairings.contains(&pairing.id)
                });
            planned.for_each(|pairing| pairing.status = PairingStatus::Ended);
        }
        self.record(id, action.code(), step);
        Ok(())
    }

    /// Has a meeting decide a version, which takes force on a day.
    pub(super) fn decide(&mut self, id: RosterVersionId, from: NaiveDate, step: Step) -> anyhow::Result<()> {
        let at = self.inventor.timeline.at(step.on);
        let last_day = from - TimeDelta::days(1);
        if let Some(before) = self.in_force() {
            let before = self.book.version(before)?;
            let after = before.status.after(self.roster.route, RosterAction::Supersede);
            before.status = after.context("a version in force can be superseded")?;
            before.status_since = at;
            before.effective_until = Some(last_day);
            before.version += 1;
        }
        self.act(id, RosterAction::Decide, step)?;
        let version = self.book.version(id)?;
        version.effective_from = Some(from);
        if self.roster.route == RosterRoute::Branch {
            version.filing = Some(FilingStatus::Due);
            version.filing_since = Some(at);
        }
        let lines: Vec<roster_line::Model> =
            self.book.lines.iter().filter(|line| line.version_id == id).cloned().collect();
        self.standing.clear();
        for line in lines {
            let pairing = self.book.pairing(line.pairing_id)?;
            match line.change {
                LineChange::Kept => {}
                LineChange::New => {
                    pairing.status = PairingStatus::Active;
                    pairing.since = Some(from);
                }
                LineChange::Ended => {
                    pairing.status = PairingStatus::Ended;
                    pairing.until = Some(last_day);
                    pairing.end_reason = line.reason;
                    continue;
                }
            }
            self.standing.push(line.pairing_id);
        }
        Ok(())
    }

    /// Moves a branch version along its filing track (R3).
    pub(super) fn file(
        &mut self,
        id: RosterVersionId,
        action: FilingAction,
        step: Step,
    ) -> anyhow::Result<()> {
        let at = self.inventor.timeline.at(step.on);
        let version = self.book.version(id)?;
        let filing = version.filing.and_then(|filing| filing.after(action));
        version.filing = Some(filing.context("an impossible act of filing")?);
        version.filing_since = Some(at);
        version.version += 1;
        self.record(id, action.code(), step);
        Ok(())
    }

    /// States why a leader stands outside the quota in a version (R2).
    pub(super) fn except(&mut self, version: RosterVersionId, leader: LeaderId, reason: &str) {
        let reason = reason.to_owned();
        self.book.exceptions.push(quota_exception::Model { version_id: version, leader_id: leader, reason });
    }

    /// The pairings that a version puts or keeps in force.
    pub(super) fn pairings_of(&self, version: RosterVersionId) -> impl Iterator<Item = &pairing::Model> {
        let lines = self.book.lines.iter().filter(move |line| line.version_id == version);
        lines
            .filter(|line| line.change != LineChange::Ended)
            .filter_map(|line| self.book.pairings.iter().find(|pairing| pairing.id == line.pairing_id))
    }

    /// A pairing of the version in force, by its leader.
    pub(super) fn standing_of(&self, leader: LeaderId) -> impl Iterator<Item = PairingId> {
        let of_leader = move |pairing: &&pairing::Model| pairing.leader_id == leader;
        let standing = |pairing: &&pairing::Model| self.standing.contains(&pairing.id);
        self.book.pairings.iter().filter(of_leader).filter(standing).map(|pairing| pairing.id)
    }

    fn in_force(&self) -> Option<RosterVersionId> {
        let mut own = self.book.versions.iter().filter(|version| version.roster_id == self.roster.id);
        own.find(|version| version.status == RosterStatus::InForce).map(|version| version.id)
    }

    fn record(&mut self, version: RosterVersionId, action: &str, step: Step) {
        let meeting_on = step.meeting.is_some().then_some(step.on);
        let (meeting, minute_number) =
            step.meeting.map(|meeting| (meeting.name, meeting.minute_number)).unzip();
        self.book.decisions.push(roster_decision::Model {
            id: self.inventor.new_id(),
            version_id: version,
            action: action.to_owned(),
            account_id: step.by,
            capacity: step.capacity,
            at: self.inventor.timeline.at(step.on),
            meeting,
            meeting_on,
            minute_number,
            reasons: step.reasons.map(str::to_owned),
        });
    }
}

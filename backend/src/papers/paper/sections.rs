//! What follows the table: exceptions, endings by fact, and who signs.

use lianyi_shared::roster::{LineChange, PairingStatus, QuotaVerdict, RosterRoute};
use lianyi_shared::text::{Lang, Text as _};
use lianyi_shared::text_papers::PaperText;
use lianyi_shared::text_roster::RosterText;

use super::{Form, PaperSection, PaperSignature, day, filled, numbered, words};
use crate::papers::source::Source;
use crate::roster::check::{self, LeaderQuota};
use crate::roster::contents::Line;

pub(super) fn sections(source: &Source) -> Vec<PaperSection> {
    let parts =
        [(PaperText::HeadingExceptions, exceptions(source)), (PaperText::HeadingEndings, endings(source))];
    parts
        .into_iter()
        .filter(|(_, paragraphs)| !paragraphs.is_empty())
        .enumerate()
        // The table is the first part.
        .map(|(place, (heading, paragraphs))| PaperSection {
            heading: numbered(place + 1, heading),
            paragraphs,
        })
        .collect()
}

/// Leaders outside the quota with their reasons (R2), or that there are none. Department-level
/// leaders have no quota.
fn exceptions(source: &Source) -> Vec<String> {
    if source.version.roster.route == RosterRoute::Branch {
        return Vec::new();
    }
    let outside: Vec<String> =
        check::quotas(&source.contents).iter().filter_map(|quota| exception(source, quota)).collect();
    if outside.is_empty() {
        return vec![words(PaperText::NoExceptions)];
    }
    let mut paragraphs = vec![words(PaperText::QuotaRule)];
    paragraphs.extend(outside);
    paragraphs
}

fn exception(source: &Source, quota: &LeaderQuota) -> Option<String> {
    let standing = match quota.verdict? {
        QuotaVerdict::Met => return None,
        QuotaVerdict::Under => RosterText::QuotaUnder,
        QuotaVerdict::Over => RosterText::QuotaOver,
        QuotaVerdict::Mixed => RosterText::QuotaMixed,
    };
    let leader = source.contents.leaders.iter().find(|leader| leader.id == quota.leader)?;
    let found = RosterText::QuotaFound
        .render(Lang::Zh, &[("groups", &quota.groups), ("individuals", &quota.individuals)]);
    let standing = standing.render(Lang::Zh, &[("found", &found)]);
    let name = filled(PaperText::LeaderPost, &[("name", &leader.name), ("post", &leader.post)]);
    let reason = quota.exception.clone().unwrap_or_else(|| words(PaperText::NoReason));
    // The sentence ends in a stop of its own.
    let reason = reason.trim_end_matches('。');
    Some(filled(PaperText::Exception, &[("leader", &name), ("standing", &standing), ("reason", &reason)]))
}

/// Pairings that a fact has ended, or left vacant, since the version before.
fn endings(source: &Source) -> Vec<String> {
    source.contents.lines.iter().filter_map(|line| ending(source, line)).collect()
}

fn ending(source: &Source, line: &Line) -> Option<String> {
    let fact = line.pairing.end_reason.as_deref()?;
    let counterpart = line.counterpart.name();
    let who: [(&str, &dyn std::fmt::Display); 3] =
        [("leader", &line.leader.name), ("counterpart", &counterpart), ("reason", &fact)];
    match (line.pairing.status, line.pairing.until) {
        (PairingStatus::Vacant, _) if source.contents.open => Some(filled(PaperText::EndingVacant, &who)),
        // What the decision itself ended carries the reason of its line.
        (PairingStatus::Ended, Some(until))
            if line.change == LineChange::Ended
                && (source.contents.open || line.reason.as_deref() != Some(fact)) =>
        {
            let [leader, counterpart, reason] = who;
            Some(filled(PaperText::Ending, &[leader, counterpart, reason, ("date", &day(until))]))
        }
        _ => None,
    }
}

pub(super) fn signatures(source: &Source, form: Form) -> Vec<PaperSignature> {
    let signers: &[PaperText] = match (source.version.roster.route, form) {
        (RosterRoute::School, Form::Decided) => &[PaperText::SignCommitteeSecretary, PaperText::SignRecorder],
        (RosterRoute::School, _) => &[
            PaperText::SignDepartmentHead,
            PaperText::SignResponsibleLeader,
            PaperText::SignCommitteeSecretary,
        ],
        (RosterRoute::Branch, _) => &[PaperText::SignBranchSecretary, PaperText::SignRecorder],
    };
    signers
        .iter()
        .map(|label| PaperSignature { label: words(*label), date: words(PaperText::SignDate) })
        .collect()
}

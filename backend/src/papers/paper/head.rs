//! Title, particulars, opening and closing.

use lianyi_shared::calendar::AcademicYear;
use lianyi_shared::people::LeaderTier;
use lianyi_shared::roster::{RosterRoute, RosterStep};
use lianyi_shared::text::Lang;
use lianyi_shared::text_papers::PaperText;

use super::{Form, PaperFact, day, filled, words};
use crate::entity::roster_decision;
use crate::papers::source::Source;
use crate::roster::check;

fn year(source: &Source) -> AcademicYear {
    AcademicYear(source.version.row.year)
}

pub(super) fn title(source: &Source, form: Form) -> String {
    let title = match (source.version.roster.route, form) {
        (RosterRoute::Branch, _) => PaperText::TitleBranchDecision,
        (RosterRoute::School, Form::Decided) => PaperText::TitleDecision,
        (RosterRoute::School, _) => PaperText::TitleRequest,
    };
    // A title breaks where its sense allows, never inside a word: here, after the year.
    filled(title, &[("year", &year(source))]).replacen("学年", "学年\n", 1)
}

/// Who is asked: on the school route the committee, until it has decided.
pub(super) fn addressee(source: &Source, form: Form) -> Option<String> {
    let asks = source.version.roster.route == RosterRoute::School && form != Form::Decided;
    asks.then(|| filled(PaperText::Addressee, &[("owner", &source.owner.name)]))
}

/// The registered decision.
fn decision(source: &Source) -> Option<&roster_decision::Model> {
    source.steps.iter().map(|step| &step.row).find(|row| row.action == RosterStep::Decide.code())
}

pub(super) fn facts(source: &Source, form: Form) -> Vec<PaperFact> {
    let row = &source.version.row;
    let decision = decision(source);
    // What is not known yet is filled in by hand; of a roster of the past it is not known at all.
    let open = || words(if form == Form::Decided { PaperText::Unknown } else { PaperText::ToBeFilledIn });
    let or_open = |value: Option<String>| value.unwrap_or_else(open);
    let in_force = match (row.effective_from, row.effective_until) {
        (Some(from), Some(to)) => Some(filled(PaperText::FromTo, &[("from", &day(from)), ("to", &day(to))])),
        (Some(from), None) => Some(filled(PaperText::From, &[("date", &day(from))])),
        (None, _) => None,
    };
    let year = filled(PaperText::YearValue, &[("year", &year(source)), ("number", &row.number)]);
    [
        (PaperText::Owner, source.owner.name.clone()),
        (PaperText::Year, year),
        (PaperText::Meeting, or_open(decision.and_then(|decision| decision.meeting.clone()))),
        (PaperText::MeetingOn, or_open(decision.and_then(|decision| decision.meeting_on).map(day))),
        (PaperText::MinuteNumber, or_open(decision.and_then(|decision| decision.minute_number.clone()))),
        (PaperText::EffectiveFrom, or_open(in_force)),
    ]
    .into_iter()
    .map(|(label, value)| PaperFact { label: words(label), value })
    .collect()
}

pub(super) fn opening(source: &Source, form: Form) -> Vec<String> {
    let mut paragraphs = vec![what(source, form), format!("{}{}", covers(source), difference(source))];
    paragraphs.extend(on_own_roster(source));
    match (source.version.roster.route, form) {
        (RosterRoute::Branch, _) => {
            paragraphs.push(filled(PaperText::Filing, &[("department", &words(PaperText::Department))]));
        }
        (RosterRoute::School, Form::Decided) => {}
        (RosterRoute::School, _) => paragraphs.push(words(PaperText::PleaseDecide)),
    }
    paragraphs
}

/// Who issues the document, and the day of the decision or room for a day.
pub(super) fn closing(source: &Source, form: Form) -> Vec<String> {
    let proposes = source.version.roster.route == RosterRoute::School && form != Form::Decided;
    let issuer = if proposes { words(PaperText::Department) } else { source.owner.name.clone() };
    let on = decision(source).and_then(|decision| decision.meeting_on);
    vec![issuer, on.map_or_else(|| words(PaperText::SignDate), day)]
}

/// What is proposed, or was decided when, by whom and with which minutes.
fn what(source: &Source, form: Form) -> String {
    let row = &source.version.row;
    let year = year(source);
    if form != Form::Decided {
        return match source.version.roster.route {
            RosterRoute::School => {
                filled(PaperText::Proposes, &[("department", &words(PaperText::Department)), ("year", &year)])
            }
            RosterRoute::Branch => {
                filled(PaperText::BranchProposes, &[("owner", &source.owner.name), ("year", &year)])
            }
        };
    }
    let particulars = decision(source).and_then(|decision| {
        Some((decision.meeting.as_ref()?, decision.meeting_on?, decision.minute_number.as_ref()?))
    });
    let (Some((meeting, on, number)), Some(from)) = (particulars, row.effective_from) else {
        return words(PaperText::Historic);
    };
    let tier = match source.version.roster.route {
        RosterRoute::School => LeaderTier::School,
        RosterRoute::Branch => LeaderTier::Department,
    };
    filled(
        PaperText::Decides,
        &[
            ("date", &day(on)),
            ("meeting", meeting),
            ("number", number),
            ("year", &year),
            ("tier", &tier.label(Lang::Zh)),
            ("from", &day(from)),
        ],
    )
}

fn covers(source: &Source) -> String {
    let summary = check::summary(&source.contents);
    filled(
        PaperText::Covers,
        &[("leaders", &summary.leaders), ("groups", &summary.groups), ("individuals", &summary.individuals)],
    )
}

fn difference(source: &Source) -> String {
    let summary = check::summary(&source.contents);
    if source.version.row.based_on_id.is_none() {
        return filled(PaperText::AllNew, &[("count", &summary.new)]);
    }
    filled(
        PaperText::Difference,
        &[("kept", &summary.kept), ("new", &summary.new), ("ended", &summary.ended)],
    )
}

/// Says which leaders decide a roster on which they stand: a meeting decides, and the paper says so.
fn on_own_roster(source: &Source) -> Option<String> {
    let contents = &source.contents;
    let stands = |id| contents.lines.iter().any(|line| line.stands() && line.leader.id == id);
    let names: Vec<&str> = contents
        .leaders
        .iter()
        .filter(|leader| source.deciders.contains(&leader.id) && stands(leader.id))
        .map(|leader| leader.name.as_str())
        .collect();
    (!names.is_empty()).then(|| filled(PaperText::OnOwnRoster, &[("names", &names.join("、"))]))
}

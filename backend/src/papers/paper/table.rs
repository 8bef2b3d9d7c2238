//! The table: a group of rows per leader.

use std::collections::BTreeSet;

use lianyi_shared::access::{FieldGroup, FieldGroups};
use lianyi_shared::codes::{self, CATEGORIES};
use lianyi_shared::papers::PaperMark;
use lianyi_shared::roster::LineChange;
use lianyi_shared::text::Lang;
use lianyi_shared::text_papers::PaperText;

use super::{PaperLeader, PaperLine, day, filled, words};
use crate::entity::representative;
use crate::papers::source::Source;
use crate::people::representative_input::categories;
use crate::roster::contents::{Counterpart, Line};

/// The headings of the columns.
pub(super) const COLUMNS: [PaperText; 5] = [
    PaperText::ColumnNumber,
    PaperText::ColumnLeader,
    PaperText::ColumnCounterpart,
    PaperText::ColumnAbout,
    PaperText::ColumnMark,
];

/// Leaders with a line. Only who still has a standing line gets a number.
pub(super) fn leaders(source: &Source) -> Vec<PaperLeader> {
    let contents = &source.contents;
    let mut last = 0;
    let mut leaders = Vec::new();
    for leader in &contents.leaders {
        let mut lines: Vec<&Line> =
            contents.lines.iter().filter(|line| line.leader.id == leader.id).collect();
        if lines.is_empty() {
            continue;
        }
        lines.sort_by_key(|line| !line.stands());
        let stands = lines.iter().any(|line| line.stands());
        last += i32::from(stands);
        leaders.push(PaperLeader {
            number: stands.then_some(last),
            name: leader.name.clone(),
            post: leader.post.clone(),
            lines: lines.into_iter().map(|row| line(source, row)).collect(),
        });
    }
    leaders
}

fn line(source: &Source, line: &Line) -> PaperLine {
    let (name, about) = match &line.counterpart {
        Counterpart::Group(group) => (group.name.clone(), group.kind.label(Lang::Zh).to_owned()),
        Counterpart::Representative(person) => (person.name.clone(), about(source, person)),
    };
    let mark = PaperMark::of(line.change, moved(source, line));
    PaperLine {
        kind: line.counterpart.kind(),
        name,
        about,
        mark,
        change: mark.label(Lang::Zh).to_owned(),
        reason: reason(line),
    }
}

/// Whether the counterpart goes from one leader to another in this version.
fn moved(source: &Source, line: &Line) -> bool {
    let opposite = match line.change {
        LineChange::Kept => return false,
        LineChange::New => LineChange::Ended,
        LineChange::Ended => LineChange::New,
    };
    let side = |line: &Line| (line.pairing.representative_id, line.pairing.group_id);
    source.contents.lines.iter().any(|other| {
        other.change == opposite && side(other) == side(line) && other.leader.id != line.leader.id
    })
}

fn reason(line: &Line) -> Option<String> {
    let given = line.reason.clone();
    match (line.change, line.pairing.until) {
        (LineChange::Kept, _) => None,
        (LineChange::Ended, Some(until)) => {
            let ended = filled(PaperText::EndedOn, &[("date", &day(until))]);
            Some(given.map_or(ended.clone(), |reason| format!("{reason}；{ended}")))
        }
        _ => Some(given.unwrap_or_else(|| words(PaperText::NoReason))),
    }
}

fn readable(source: &Source, person: &representative::Model) -> FieldGroups {
    source.fields.get(&person.id).copied().unwrap_or_default()
}

/// Unit and post (`BASIC`) and categories (`POLITICAL`), as far as the viewer reads them.
fn about(source: &Source, person: &representative::Model) -> String {
    let fields = readable(source, person);
    let mut parts = Vec::new();
    if fields.contains(FieldGroup::Basic) {
        parts.extend(source.units.get(&person.unit_id).map(|unit| unit.name.clone()));
        parts.extend(person.post.clone());
    }
    if fields.contains(FieldGroup::Political) {
        let numbers: Vec<String> = categories(person).iter().map(ToString::to_string).collect();
        parts.push(filled(PaperText::Categories, &[("categories", &numbers.join("、"))]));
    }
    parts.join("，")
}

/// What the categories in the table mean, as far as the viewer reads them there.
pub(super) fn legend(source: &Source) -> Option<String> {
    let mut numbers = BTreeSet::new();
    for line in &source.contents.lines {
        if let Counterpart::Representative(person) = &line.counterpart
            && readable(source, person).contains(FieldGroup::Political)
        {
            numbers.extend(categories(person));
        }
    }
    let labels: Vec<String> = numbers
        .iter()
        .filter_map(|number| codes::by_code(CATEGORIES, &number.to_string()))
        .map(|category| format!("{} {}", category.code, category.label(Lang::Zh)))
        .collect();
    (!labels.is_empty()).then(|| filled(PaperText::Legend, &[("categories", &labels.join("；"))]))
}

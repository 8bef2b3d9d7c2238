//! What the decision paper of a roster contains: decided here once, for the docx and for print.

mod head;
mod sections;
mod table;

use chrono::{Datelike as _, NaiveDate};
use lianyi_shared::papers::PaperMark;
use lianyi_shared::roster::{CounterpartKind, RosterRoute, RosterStatus};
use lianyi_shared::text::{Lang, Text as _};
use lianyi_shared::text_papers::PaperText;

use crate::papers::filled;
use crate::papers::number::ExportNumber;
use crate::papers::source::Source;

/// The contents of a decision paper, in the words that are printed: Chinese, whoever reads it.
#[derive(Clone, Debug, PartialEq, Eq, async_graphql::SimpleObject)]
#[graphql(name = "RosterPaper")]
pub struct Paper {
    /// How far the document has come: 草稿, 送审稿, 审定稿.
    pub mark: String,
    /// The title; a line break stands where it may be broken.
    pub title: String,
    /// Whose decision, which year, meeting, date, minute number, in force from when.
    pub facts: Vec<PaperFact>,
    /// To whom the document is addressed, if to anybody.
    pub addressee: Option<String>,
    /// What is proposed or decided.
    pub opening: Vec<String>,
    /// The heading of the table.
    pub heading: String,
    /// The headings of its columns.
    pub columns: Vec<String>,
    /// The leaders with their lines.
    pub leaders: Vec<PaperLeader>,
    /// What stands under the table.
    pub legend: Option<String>,
    /// What follows the table: exceptions with reasons, pairings ended by facts.
    pub sections: Vec<PaperSection>,
    /// Who issues the document, and its day.
    pub closing: Vec<String>,
    /// Who signs.
    pub signatures: Vec<PaperSignature>,
    /// The number of the export, in words.
    pub numbered: String,
}

/// A particular at the head of a paper.
#[derive(Clone, Debug, PartialEq, Eq, async_graphql::SimpleObject)]
pub struct PaperFact {
    /// What it is.
    pub label: String,
    /// Its value.
    pub value: String,
}

/// A leader with everything that stands beside the name.
#[derive(Clone, Debug, PartialEq, Eq, async_graphql::SimpleObject)]
pub struct PaperLeader {
    /// The number in the table; none for a leader of whom only ended lines are left.
    pub number: Option<i32>,
    /// The name.
    pub name: String,
    /// The post.
    pub post: String,
    /// The lines: groups before persons, standing before ended.
    pub lines: Vec<PaperLine>,
}

/// One counterpart of a leader.
#[derive(Clone, Debug, PartialEq, Eq, async_graphql::SimpleObject)]
pub struct PaperLine {
    /// A group or a person.
    pub kind: CounterpartKind,
    /// The name.
    pub name: String,
    /// Unit, post and categories as far as the viewer may read them; the kind of a group.
    pub about: String,
    /// How the line stands against the version before.
    pub mark: PaperMark,
    /// The mark in words: 延用, 新增, 调整, 结束.
    pub change: String,
    /// Why it is new or ended, with the day where it has one.
    pub reason: Option<String>,
}

/// A part after the table.
#[derive(Clone, Debug, PartialEq, Eq, async_graphql::SimpleObject)]
pub struct PaperSection {
    /// Its heading with its number.
    pub heading: String,
    /// Its paragraphs.
    pub paragraphs: Vec<String>,
}

/// A line to sign on.
#[derive(Clone, Debug, PartialEq, Eq, async_graphql::SimpleObject)]
pub struct PaperSignature {
    /// Who signs.
    pub label: String,
    /// Room for the day.
    pub date: String,
}

/// How far a version has come as a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Form {
    Draft,
    Submitted,
    Decided,
    Withdrawn,
}

impl Form {
    const fn of(route: RosterRoute, status: RosterStatus) -> Self {
        match (route, status) {
            (RosterRoute::School, RosterStatus::Draft) => Self::Draft,
            // A branch has no step of its own for it: its draft is what its meeting gets.
            (RosterRoute::Branch, RosterStatus::Draft) | (_, RosterStatus::Proposed) => Self::Submitted,
            (_, RosterStatus::InForce | RosterStatus::Superseded) => Self::Decided,
            (_, RosterStatus::Withdrawn) => Self::Withdrawn,
        }
    }

    const fn text(self) -> PaperText {
        match self {
            Self::Draft => PaperText::MarkDraft,
            Self::Submitted => PaperText::MarkSubmitted,
            Self::Decided => PaperText::MarkDecided,
            Self::Withdrawn => PaperText::MarkWithdrawn,
        }
    }
}

/// The paper of a version, taken out under a number.
pub fn compose(source: &Source, number: &ExportNumber) -> Paper {
    let form = form(source);
    Paper {
        mark: mark(source),
        title: head::title(source, form),
        facts: head::facts(source, form),
        addressee: head::addressee(source, form),
        opening: head::opening(source, form),
        heading: numbered(0, PaperText::HeadingRoster),
        columns: table::COLUMNS.iter().map(|column| words(*column)).collect(),
        leaders: table::leaders(source),
        legend: table::legend(source),
        sections: sections::sections(source),
        closing: head::closing(source, form),
        signatures: sections::signatures(source, form),
        numbered: filled(PaperText::ExportNumber, &[("number", number)]),
    }
}

/// How far the document has come, in words; on a demonstration it says so.
pub fn mark(source: &Source) -> String {
    let mark = words(form(source).text());
    if source.demo { format!("{mark} · {}", words(PaperText::DemoData)) } else { mark }
}

fn form(source: &Source) -> Form {
    Form::of(source.version.roster.route, source.version.row.status)
}

/// A text of the paper.
fn words(text: PaperText) -> String {
    text.template(Lang::Zh).to_owned()
}

/// The heading of the part at a place, counted from 0: 一、…
fn numbered(place: usize, heading: PaperText) -> String {
    let ordinal = ["一", "二", "三", "四"].get(place).copied().unwrap_or("五");
    filled(PaperText::Heading, &[("ordinal", &ordinal), ("heading", &words(heading))])
}

/// A day as documents write it: 2026年9月22日.
fn day(day: NaiveDate) -> String {
    format!("{}年{}月{}日", day.year(), day.month(), day.day())
}

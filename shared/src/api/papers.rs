//! Papers.

use crate::id::RosterVersionId;
use crate::papers::{ExportFormat, PaperMark};
use crate::roster::CounterpartKind;
use crate::schema;

#[derive(Clone, Debug, PartialEq, Eq, cynic::QueryFragment)]
pub struct PaperFact {
    pub label: String,
    pub value: String,
}

#[derive(Clone, Debug, PartialEq, Eq, cynic::QueryFragment)]
pub struct PaperLine {
    pub kind: CounterpartKind,
    pub name: String,
    pub about: String,
    pub mark: PaperMark,
    pub change: String,
    pub reason: Option<String>,
}

#[derive(Clone, Debug, PartialEq, Eq, cynic::QueryFragment)]
pub struct PaperLeader {
    pub number: Option<i32>,
    pub name: String,
    pub post: String,
    pub lines: Vec<PaperLine>,
}

#[derive(Clone, Debug, PartialEq, Eq, cynic::QueryFragment)]
pub struct PaperSection {
    pub heading: String,
    pub paragraphs: Vec<String>,
}

#[derive(Clone, Debug, PartialEq, Eq, cynic::QueryFragment)]
pub struct PaperSignature {
    pub label: String,
    pub date: String,
}

/// The contents of a decision paper, in the words that are printed.
#[derive(Clone, Debug, PartialEq, Eq, cynic::QueryFragment)]
pub struct RosterPaper {
    pub mark: String,
    pub title: String,
    pub facts: Vec<PaperFact>,
    pub addressee: Option<String>,
    pub opening: Vec<String>,
    pub heading: String,
    pub columns: Vec<String>,
    pub leaders: Vec<PaperLeader>,
    pub legend: Option<String>,
    pub sections: Vec<PaperSection>,
    pub closing: Vec<String>,
    pub signatures: Vec<PaperSignature>,
    pub numbered: String,
}

#[derive(Clone, Debug, cynic::InputObject)]
pub struct ExportRosterInput {
    pub id: RosterVersionId,
    pub format: ExportFormat,
}

#[derive(Clone, Debug, cynic::QueryVariables)]
pub struct ExportRosterVariables {
    pub input: ExportRosterInput,
}

/// A file that is on its way.
#[derive(Clone, Debug, PartialEq, Eq, cynic::QueryFragment)]
#[cynic(graphql_type = "RosterExport")]
pub struct RosterFile {
    pub number: String,
    pub ticket: Option<String>,
}

/// Takes a roster out as a file.
#[derive(Clone, Debug, PartialEq, Eq, cynic::QueryFragment)]
#[cynic(graphql_type = "Mutation", variables = "ExportRosterVariables")]
pub struct ExportRoster {
    #[arguments(input: $input)]
    pub export_roster: RosterFile,
}

/// A paper with its number.
#[derive(Clone, Debug, PartialEq, Eq, cynic::QueryFragment)]
#[cynic(graphql_type = "RosterExport")]
pub struct NumberedPaper {
    pub number: String,
    pub paper: RosterPaper,
}

/// Takes a roster out for print.
#[derive(Clone, Debug, PartialEq, Eq, cynic::QueryFragment)]
#[cynic(graphql_type = "Mutation", variables = "ExportRosterVariables")]
pub struct PrintRoster {
    #[arguments(input: $input)]
    pub export_roster: NumberedPaper,
}

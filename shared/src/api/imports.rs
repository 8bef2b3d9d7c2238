//! Imports. Files come and go over plain HTTP.

use crate::id::ImportId;
use crate::import::{DuplicateChoice, ImportKind, ImportStatus, Severity};
use crate::schema;

use super::Moment;

#[derive(Clone, Debug, PartialEq, Eq, cynic::QueryFragment)]
pub struct ImportCounts {
    pub total: i32,
    pub accepted: i32,
    pub accepted_with_warning: i32,
    pub rejected: i32,
    pub new: i32,
    pub updates: i32,
    pub unchanged: i32,
    pub undecided: i32,
    pub errors: i32,
    pub warnings: i32,
    pub normalised: i32,
    pub taken: Option<i32>,
}

#[derive(Clone, Debug, PartialEq, Eq, cynic::QueryFragment)]
pub struct ImportFinding {
    pub sheet: String,
    pub row: Option<i32>,
    pub column: Option<String>,
    pub severity: Severity,
    pub message: String,
}

#[derive(Clone, Debug, PartialEq, Eq, cynic::QueryFragment)]
pub struct ImportFindings {
    pub nodes: Vec<ImportFinding>,
    pub total: i32,
}

#[derive(Clone, Debug, PartialEq, Eq, cynic::QueryFragment)]
pub struct ImportCandidate {
    pub id: String,
    pub name: String,
    pub unit: Option<String>,
    pub number: Option<String>,
    pub post: Option<String>,
}

#[derive(Clone, Debug, PartialEq, Eq, cynic::QueryFragment)]
pub struct ImportDuplicate {
    pub sheet: String,
    pub row: i32,
    pub message: String,
    pub candidates: Vec<ImportCandidate>,
    pub rows: Vec<i32>,
}

/// An import without its findings.
#[derive(Clone, Debug, PartialEq, Eq, cynic::QueryFragment)]
#[cynic(graphql_type = "ImportBatch")]
pub struct ImportRow {
    pub id: ImportId,
    pub kind: ImportKind,
    pub file_name: String,
    pub status: ImportStatus,
    pub created_at: Moment,
    pub counts: ImportCounts,
    pub version: i32,
}

#[derive(Clone, Debug, cynic::QueryVariables)]
pub struct ImportsVariables {
    pub first: i32,
}

#[derive(Clone, Debug, PartialEq, Eq, cynic::QueryFragment)]
#[cynic(graphql_type = "Query", variables = "ImportsVariables")]
pub struct Imports {
    #[arguments(first: $first)]
    pub import_batches: Vec<ImportRow>,
}

#[derive(Clone, Debug, cynic::QueryVariables)]
pub struct ImportVariables {
    pub id: ImportId,
    pub severities: Option<Vec<Severity>>,
    pub first: i32,
    pub skip: i32,
}

/// An import with what was found.
#[derive(Clone, Debug, PartialEq, Eq, cynic::QueryFragment)]
#[cynic(graphql_type = "ImportBatch", variables = "ImportVariables")]
pub struct ImportBatch {
    pub id: ImportId,
    pub kind: ImportKind,
    pub file_name: String,
    pub status: ImportStatus,
    pub created_at: Moment,
    pub kept_until: Option<Moment>,
    pub undo_until: Option<Moment>,
    pub counts: ImportCounts,
    #[arguments(severities: $severities, first: $first, skip: $skip)]
    pub findings: ImportFindings,
    pub duplicates: Vec<ImportDuplicate>,
    pub choices: Vec<ImportDuplicate>,
    pub version: i32,
}

#[derive(Clone, Debug, PartialEq, Eq, cynic::QueryFragment)]
#[cynic(graphql_type = "Query", variables = "ImportVariables")]
pub struct Import {
    #[arguments(id: $id)]
    pub import_batch: ImportBatch,
}

#[derive(Clone, Debug, PartialEq, Eq, cynic::InputObject)]
pub struct ImportDecisionInput {
    pub sheet: String,
    pub row: i32,
    pub choice: DuplicateChoice,
    pub record: Option<String>,
}

#[derive(Clone, Debug, cynic::InputObject)]
pub struct ApplyImportInput {
    pub id: ImportId,
    pub version: i32,
    pub clean_rows_only: bool,
    pub decisions: Vec<ImportDecisionInput>,
}

#[derive(Clone, Debug, cynic::QueryVariables)]
pub struct ApplyImportVariables {
    pub input: ApplyImportInput,
}

#[derive(Clone, Debug, PartialEq, Eq, cynic::QueryFragment)]
#[cynic(graphql_type = "Mutation", variables = "ApplyImportVariables")]
pub struct ApplyImport {
    #[arguments(input: $input)]
    pub apply_import: ImportRow,
}

#[derive(Clone, Debug, cynic::QueryVariables)]
pub struct UndoImportVariables {
    pub id: ImportId,
    pub version: i32,
}

#[derive(Clone, Debug, PartialEq, Eq, cynic::QueryFragment)]
#[cynic(graphql_type = "Mutation", variables = "UndoImportVariables")]
pub struct UndoImport {
    #[arguments(id: $id, version: $version)]
    pub undo_import: ImportRow,
}

#[derive(Clone, Debug, cynic::QueryVariables)]
pub struct AnnotatedImportVariables {
    pub id: ImportId,
}

/// Asks for the address of the annotated file.
#[derive(Clone, Debug, PartialEq, Eq, cynic::QueryFragment)]
#[cynic(graphql_type = "Mutation", variables = "AnnotatedImportVariables")]
pub struct AnnotatedImport {
    #[arguments(id: $id)]
    pub annotated_import_ticket: String,
}

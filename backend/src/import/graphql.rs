//! Imports as GraphQL. Files come and go over plain HTTP; see `POST /api/imports`.

use std::collections::HashMap;

use async_graphql::dataloader::Loader;
use async_graphql::{Context, Object, SimpleObject};
use chrono::{DateTime, Utc};
use lianyi_shared::error::Reason;
use lianyi_shared::id::{ImportId, RepresentativeId, UnitId};
use lianyi_shared::import::{Finding, FindingCode, ImportKind, ImportStatus, Severity};
use sea_orm::{ColumnTrait as _, EntityTrait as _, QueryFilter as _};

use super::batch::{self, ApplyImportInput};
use super::report::{Duplicate, Report};
use super::{annotated, undo};
use crate::entity::{import_batch, representative, unit};
use crate::error::{Error, Refusal, Result};
use crate::loaders::{self, Directory, Shared};
use crate::op::ContextExt as _;
use crate::page::MAX_PAGE;
use crate::people::representatives;
use crate::units::read;

/// One run of an import: a checked file, and what became of it.
pub struct ImportBatch {
    row: import_batch::Model,
    report: Report,
}

impl ImportBatch {
    fn new(row: import_batch::Model) -> Result<Self> {
        let report = batch::report(&row)?;
        Ok(Self { row, report })
    }
}

/// Counts that add up: accepted, accepted with a warning and rejected make all rows; new, updates,
/// unchanged and undecided make the rows without an error.
#[derive(Debug, SimpleObject)]
pub struct ImportCounts {
    /// Data rows.
    total: usize,
    /// Rows without errors and warnings.
    accepted: usize,
    /// Rows with a warning.
    accepted_with_warning: usize,
    /// Rows with an error.
    rejected: usize,
    /// Rows that add a record.
    new: usize,
    /// Rows that change a record.
    updates: usize,
    /// Rows that say what is stored already.
    unchanged: usize,
    /// Rows that may be somebody already known.
    undecided: usize,
    /// Errors, those of whole sheets included.
    errors: usize,
    /// Warnings.
    warnings: usize,
    /// Cells that were cleaned.
    normalised: usize,
    /// Rows taken over; null before the import.
    taken: Option<usize>,
}

/// Something found in the file.
pub struct ImportFinding(Finding);

#[Object]
impl ImportFinding {
    /// The sheet.
    async fn sheet(&self) -> &str {
        &self.0.sheet
    }

    /// The row as the spreadsheet shows it; null for a whole sheet.
    async fn row(&self) -> Option<u32> {
        self.0.row
    }

    /// The column letters; null for a whole row or sheet.
    async fn column(&self) -> Option<&str> {
        self.0.column.as_deref()
    }

    /// What it means for the row.
    async fn severity(&self) -> Severity {
        self.0.severity
    }

    /// What was found.
    async fn code(&self) -> FindingCode {
        self.0.code
    }

    /// What was found, in the language of the request.
    async fn message(&self, ctx: &Context<'_>) -> Result<String> {
        Ok(self.0.message(ctx.request()?.lang))
    }
}

/// Some of the findings.
#[derive(SimpleObject)]
pub struct ImportFindings {
    /// The findings asked for, in the order of the workbook.
    nodes: Vec<ImportFinding>,
    /// How many there are of these severities.
    total: usize,
}

/// Somebody, or a unit, that a row may be.
#[derive(Clone, Debug, SimpleObject)]
pub struct ImportCandidate {
    /// The id of the record.
    id: String,
    /// The name.
    name: String,
    /// The unit of a person.
    unit: Option<String>,
    /// The staff number of a person, the code of a unit.
    number: Option<String>,
    /// Post and title of a person.
    post: Option<String>,
}

/// A row that may be somebody already known, or an earlier row of the file.
#[derive(Debug, SimpleObject)]
pub struct ImportDuplicate {
    /// The sheet.
    sheet: String,
    /// The row as the spreadsheet shows it.
    row: u32,
    /// Why, in the language of the request.
    message: String,
    /// Records that it may be.
    candidates: Vec<ImportCandidate>,
    /// Earlier rows that it may repeat.
    rows: Vec<u32>,
}

#[Object]
impl ImportBatch {
    /// The id, `imp_…`.
    pub async fn id(&self) -> ImportId {
        self.row.id
    }

    /// What the file holds.
    async fn kind(&self) -> ImportKind {
        self.row.kind
    }

    /// The name of the file.
    async fn file_name(&self) -> &str {
        &self.row.file_name
    }

    /// Where the import stands.
    async fn status(&self) -> ImportStatus {
        self.row.status
    }

    /// When the file was checked.
    async fn created_at(&self) -> DateTime<Utc> {
        self.row.created_at
    }

    /// When it was imported.
    async fn applied_at(&self) -> Option<DateTime<Utc>> {
        self.row.applied_at
    }

    /// When the import was undone.
    async fn undone_at(&self) -> Option<DateTime<Utc>> {
        self.row.undone_at
    }

    /// When the file and the findings are dropped; null once they are, or where no file was kept.
    async fn kept_until(&self) -> Option<DateTime<Utc>> {
        self.row.file.as_ref().map(|_| self.row.created_at + batch::KEPT)
    }

    /// Until when the import can be undone, as far as time and its state go; null if it cannot.
    async fn undo_until(&self, ctx: &Context<'_>) -> Result<Option<DateTime<Utc>>> {
        Ok(batch::undo_until(&self.row, ctx.op()?.now()))
    }

    /// Counts.
    async fn counts(&self) -> ImportCounts {
        let report = &self.report;
        ImportCounts {
            total: report.total(),
            accepted: report.accepted,
            accepted_with_warning: report.accepted_with_warning,
            rejected: report.rejected,
            new: report.new,
            updates: report.updates,
            unchanged: report.unchanged,
            undecided: report.duplicates.len(),
            errors: report.errors,
            warnings: report.warnings,
            normalised: report.normalised,
            taken: report.taken,
        }
    }

    /// Findings of some severities (all by default), in the order of the workbook.
    async fn findings(
        &self,
        severities: Option<Vec<Severity>>,
        #[graphql(default = 100)] first: usize,
        #[graphql(default)] skip: usize,
    ) -> Result<ImportFindings> {
        check_first(first)?;
        let wanted: Vec<&Finding> = self
            .report
            .findings
            .iter()
            .filter(|finding| severities.as_ref().is_none_or(|wanted| wanted.contains(&finding.severity)))
            .collect();
        let total = wanted.len();
        let nodes = wanted.into_iter().skip(skip).take(first).cloned().map(ImportFinding).collect();
        Ok(ImportFindings { nodes, total })
    }

    /// Rows that wait for a decision; without one they are left out.
    async fn duplicates(&self, ctx: &Context<'_>) -> Result<Vec<ImportDuplicate>> {
        self.to_decide(ctx, &self.report.duplicates).await
    }

    /// Rows of a ledger with a name that several persons bear. Decide `UPDATE` with the `record` who is meant, or
    /// `SKIP` to leave the row out; without a decision it is imported with the name only.
    async fn choices(&self, ctx: &Context<'_>) -> Result<Vec<ImportDuplicate>> {
        self.to_decide(ctx, &self.report.choices).await
    }

    /// For optimistic locking.
    async fn version(&self) -> i32 {
        self.row.version
    }
}

impl ImportBatch {
    /// Rows with those who may be meant, as far as the viewer may see them.
    async fn to_decide(&self, ctx: &Context<'_>, rows: &[Duplicate]) -> Result<Vec<ImportDuplicate>> {
        let op = ctx.op()?;
        let known = rows.iter().flat_map(|duplicate| &duplicate.known);
        let keys = known.map(|id| CandidateKey(id.clone())).collect();
        let candidates = loaders::directory_many(ctx, keys).await?;
        let message = |duplicate: &Duplicate| {
            self.report
                .findings
                .iter()
                .find(|finding| {
                    finding.sheet == duplicate.sheet
                        && finding.row == Some(duplicate.row)
                        && matches!(
                            finding.code,
                            FindingCode::DuplicateNameUnit
                                | FindingCode::DuplicateNameKnown
                                | FindingCode::DuplicateUnitName
                                | FindingCode::AmbiguousName
                        )
                })
                .map(|finding| finding.message(op.request.lang))
                .unwrap_or_default()
        };
        Ok(rows
            .iter()
            .map(|duplicate| ImportDuplicate {
                sheet: duplicate.sheet.clone(),
                row: duplicate.row,
                message: message(duplicate),
                candidates: duplicate
                    .known
                    .iter()
                    .filter_map(|id| candidates.get(&CandidateKey(id.clone())).cloned())
                    .collect(),
                rows: duplicate.rows.clone(),
            })
            .collect())
    }
}

fn check_first(first: usize) -> Result<()> {
    if (1..=usize::try_from(MAX_PAGE).unwrap_or(1)).contains(&first) {
        Ok(())
    } else {
        Err(Error::invalid("first", Refusal::from(Reason::PageSize)))
    }
}

/// A record that a row may be, by its id; a key for the loader.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
struct CandidateKey(String);

/// The records that rows may be, as far as the viewer may see them: two statements, however many.
impl Loader<CandidateKey> for Directory {
    type Value = ImportCandidate;
    type Error = Shared;

    async fn load(&self, keys: &[CandidateKey]) -> Result<HashMap<CandidateKey, ImportCandidate>, Shared> {
        let op = &self.0;
        let people: Vec<RepresentativeId> = keys.iter().filter_map(|key| key.0.parse().ok()).collect();
        let people = representative::Entity::find()
            .filter(representative::Column::Id.is_in(people))
            .filter(representatives::SCOPED.visible(&op.viewer))
            .all(op.db())
            .await
            .map_err(Error::from)?;
        let units: Vec<UnitId> = keys
            .iter()
            .filter_map(|key| key.0.parse().ok())
            .chain(people.iter().map(|person| person.unit_id))
            .collect();
        let units: HashMap<UnitId, unit::Model> = read::by_ids(op.db(), &units).await?;
        let mut found = HashMap::new();
        for (id, unit) in &units {
            let candidate = ImportCandidate {
                id: id.to_string(),
                name: unit.name.clone(),
                unit: None,
                number: Some(unit.code.clone()),
                post: None,
            };
            found.insert(CandidateKey(candidate.id.clone()), candidate);
        }
        for person in people {
            let candidate = ImportCandidate {
                id: person.id.to_string(),
                name: person.name,
                unit: units.get(&person.unit_id).map(|unit| unit.name.clone()),
                number: person.staff_number,
                post: person.post,
            };
            found.insert(CandidateKey(candidate.id.clone()), candidate);
        }
        Ok(found)
    }
}

/// Questions about imports.
#[derive(Default)]
pub struct ImportQuery;

#[Object]
impl ImportQuery {
    /// One import. Permission `IMPORT_RUN`.
    async fn import_batch(&self, ctx: &Context<'_>, id: ImportId) -> Result<ImportBatch> {
        let op = ctx.op()?;
        ImportBatch::new(batch::visible(op, op.db(), id).await?)
    }

    /// The latest imports, newest first. Permission `IMPORT_RUN`.
    async fn import_batches(
        &self,
        ctx: &Context<'_>,
        #[graphql(default = 20)] first: usize,
    ) -> Result<Vec<ImportBatch>> {
        check_first(first)?;
        let rows = batch::latest(ctx.op()?, u64::try_from(first).unwrap_or(1)).await?;
        rows.into_iter().map(ImportBatch::new).collect()
    }
}

/// Acts on imports.
#[derive(Default)]
pub struct ImportMutation;

#[Object]
impl ImportMutation {
    /// Imports a checked file in one transaction. With errors it is refused (`ImportHasErrors`),
    /// unless only the clean rows are wanted. Permission `IMPORT_RUN`.
    async fn apply_import(&self, ctx: &Context<'_>, input: ApplyImportInput) -> Result<ImportBatch> {
        ImportBatch::new(batch::apply(ctx.op()?, input).await?)
    }

    /// Takes a whole import back, for seven days after the upload (`ImportUndoExpired`) and while
    /// nothing it wrote was changed or used since; otherwise the refusal (`ImportUndoBlocked`) names
    /// the rows. Permission `IMPORT_RUN`.
    async fn undo_import(&self, ctx: &Context<'_>, id: ImportId, version: i32) -> Result<ImportBatch> {
        ImportBatch::new(undo::undo(ctx.op()?, id, version).await?)
    }

    /// The address of the file with its faulty cells marked: good once, for a minute, and for you.
    /// Permission `IMPORT_RUN`.
    async fn annotated_import_ticket(&self, ctx: &Context<'_>, id: ImportId) -> Result<String> {
        annotated::address(ctx.op()?, id).await
    }
}

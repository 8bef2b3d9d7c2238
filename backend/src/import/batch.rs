//! The batch: a checked file that can be imported and taken back.
//!
//! Files and findings hold personal data, and so do the earlier states that undo needs. Only
//! [`ImportRun`] reaches them, and seven days after the upload all three are dropped, whether the file
//! was imported or not; the counts stay.
//!
//! [`ImportRun`]: lianyi_shared::access::Permission::ImportRun

use std::sync::Arc;

use chrono::{DateTime, TimeDelta, Utc};
use lianyi_shared::access::Permission;
use lianyi_shared::audit::AuditAction;
use lianyi_shared::error::Reason;
use lianyi_shared::id::{AccountId, ImportId};
use lianyi_shared::import::ImportStatus;
use sea_orm::sea_query::{Expr, ExprTrait as _, Query};
use sea_orm::{
    ActiveModelTrait as _, ColumnTrait as _, ConnectionTrait, EntityTrait as _, Iterable as _,
    QueryFilter as _, QueryOrder as _, QuerySelect as _, Set,
};

use super::apply::{Decision, Importer, Writer};
use super::known_read::known;
use super::order::{self, Order};
use super::report::Report;
use super::unchanged;
use crate::audit::event::AuditEvent;
use crate::entity::import_batch::{ActiveModel, Column, Entity, Model};
use crate::error::{Error, Refusal, Result};
use crate::op::{App, Op};
use crate::work::Work;

/// How long a file, its findings and what undo needs are kept.
pub const KEPT: TimeDelta = TimeDelta::days(7);

/// The report of a batch.
pub fn report(batch: &Model) -> Result<Report> {
    Ok(serde_json::from_str(&batch.report).map_err(anyhow::Error::new)?)
}

/// The order of a batch.
pub fn order_of(batch: &Model) -> Result<Order> {
    Ok(serde_json::from_str(&batch.parameters).map_err(anyhow::Error::new)?)
}

fn json(value: &impl serde::Serialize) -> Result<String> {
    Ok(serde_json::to_string(value).map_err(anyhow::Error::new)?)
}

/// One batch. Permission `IMPORT_RUN`.
pub async fn visible(op: &Op, db: &impl ConnectionTrait, id: ImportId) -> Result<Model> {
    op.viewer.require_any(Permission::ImportRun)?;
    Entity::find_by_id(id).one(db).await?.ok_or(Error::NotFound)
}

/// The latest batches, newest first, without the content of their files. Permission `IMPORT_RUN`.
pub async fn latest(op: &Op, count: u64) -> Result<Vec<Model>> {
    op.viewer.require_any(Permission::ImportRun)?;
    // A list tells whether the file is still kept; it does not read it.
    let kept = Expr::case(Column::File.is_not_null(), Expr::val(Vec::<u8>::new()));
    let kept = Expr::Case(Box::new(kept));
    Ok(Entity::find()
        .select_only()
        .columns(Column::iter().filter(|column| !matches!(column, Column::File)))
        .column_as(kept, "file")
        .order_by_desc(Column::CreatedAt)
        .order_by_desc(Column::Id)
        .limit(count)
        .all(op.db())
        .await?)
}

/// Checks a file and keeps it as a batch; nothing else is written. Permission `IMPORT_RUN`.
pub async fn check(op: &Op, order: Order, file: Vec<u8>) -> Result<ImportId> {
    let capacity = op.viewer.require_any(Permission::ImportRun)?;
    let file: Arc<[u8]> = file.into();
    let book = order::read(&order.file_name, Arc::clone(&file), op.request.lang).await?;
    let mut judged = order::judge(&order, book, known(op.db(), order.kind).await?).await?;
    unchanged::mark(op.db(), &mut judged).await?;
    let work = op.begin().await?;
    let new = NewBatch {
        order: &order,
        file: Some(file.to_vec()),
        report: &Report::of(&judged),
        account: Some(op.viewer.account),
        status: ImportStatus::Checked,
    };
    let id = ImportId(op.app().new_id());
    insert(op.app(), &work, id, new).await?;
    let event = AuditEvent::new(AuditAction::ImportCheck, id).by(capacity).with("kind", order.kind.code());
    work.commit(event).await?;
    Ok(id)
}

/// A batch to be added.
#[derive(Debug)]
pub struct NewBatch<'b> {
    /// What was ordered.
    pub order: &'b Order,
    /// The file, if it is to be imported later.
    pub file: Option<Vec<u8>>,
    /// What was found.
    pub report: &'b Report,
    /// Who did it; none for the command line.
    pub account: Option<AccountId>,
    /// Where it stands.
    pub status: ImportStatus,
}

/// Adds a batch under an id.
pub async fn insert(app: &App, work: &Work, id: ImportId, new: NewBatch<'_>) -> Result<()> {
    let now = app.clock.now();
    let row = ActiveModel {
        id: Set(id),
        kind: Set(new.order.kind),
        file_name: Set(new.order.file_name.clone()),
        parameters: Set(json(new.order)?),
        status: Set(new.status),
        file: Set(new.file),
        report: Set(json(new.report)?),
        account_id: Set(new.account),
        created_at: Set(now),
        applied_at: Set((new.status == ImportStatus::Applied).then_some(now)),
        undone_at: Set(None),
        version: Set(1),
    };
    row.insert(&**work).await?;
    Ok(())
}

/// How a batch is to be imported.
#[derive(Clone, Debug, async_graphql::InputObject)]
pub struct ApplyImportInput {
    /// The batch.
    pub id: lianyi_shared::id::ImportId,
    /// The `version` that was read.
    pub version: i32,
    /// Take the rows without errors although others have some.
    #[graphql(default)]
    pub clean_rows_only: bool,
    /// What was decided about rows that may be somebody already known; without one a row is left out.
    #[graphql(default)]
    pub decisions: Vec<Decision>,
}

/// Imports a checked file in one transaction. Permission `IMPORT_RUN`.
///
/// The file is judged anew against the directory as it is now. With errors it is refused, unless
/// only the clean rows are wanted.
pub async fn apply(op: &Op, input: ApplyImportInput) -> Result<Model> {
    let seen = visible(op, op.db(), input.id).await?;
    let file: Arc<[u8]> = seen.file.ok_or_else(|| Error::conflict(Reason::ImportExpired))?.into();
    let book = order::read(&seen.file_name, file, op.request.lang).await?;
    let work = op.begin_long().await?;
    let capacity = op.viewer.require_any(Permission::ImportRun)?;
    let batch = visible(op, &*work, input.id).await?;
    if !batch.status.can_apply() {
        return Err(wrong_state(op, &batch));
    }
    let order = order_of(&batch)?;
    let mut judged = order::judge(&order, book, known(&*work, order.kind).await?).await?;
    unchanged::mark(&*work, &mut judged).await?;
    let mut report = Report::of(&judged);
    if report.has_errors() && !input.clean_rows_only {
        return Err(has_errors(&report));
    }
    let by = Importer { account: op.viewer.account, capacity: capacity.to_string() };
    let by = (Some(by), input.id);
    let mut writer = Writer::new(op.app(), &work, by, &order, &input.decisions, op.request.lang);
    let taken = writer.take(&judged).await?;
    writer.changes.write(op.app(), &work, input.id).await?;
    report.taken = Some(taken);
    let update = Query::update()
        .table("import_batch")
        .value("status", ImportStatus::Applied)
        .value("report", json(&report)?)
        .value("applied_at", op.now())
        .value("version", input.version + 1)
        .and_where(Expr::col("id").eq(input.id))
        .and_where(Expr::col("version").eq(input.version))
        .to_owned();
    work.one_row(&update).await?;
    let event = AuditEvent::new(AuditAction::ImportApply, input.id)
        .by(capacity)
        .with("kind", order.kind.code())
        .with("taken", taken);
    work.commit(event).await?;
    visible(op, op.db(), input.id).await
}

/// Until when an import can be undone, if it can.
pub fn undo_until(batch: &Model, now: DateTime<Utc>) -> Option<DateTime<Utc>> {
    let until = batch.created_at + KEPT;
    (batch.status.can_undo() && now < until).then_some(until)
}

/// The refusal of a file with errors; it says how many rows could be taken all the same.
pub fn has_errors(report: &Report) -> Error {
    Error::conflict(
        Refusal::from(Reason::ImportHasErrors)
            .with("count", report.errors)
            .with("clean", report.importable() - report.duplicates.len()),
    )
}

/// The refusal that names the present state.
pub fn wrong_state(op: &Op, batch: &Model) -> Error {
    Error::wrong_state(batch.status.label(op.request.lang))
}

/// Drops files, findings and earlier states that were kept long enough.
pub async fn drop_old(app: &App) -> Result<()> {
    let limit = app.clock.now() - KEPT;
    let old = Entity::find()
        .filter(Column::CreatedAt.lte(limit))
        .filter(Column::Report.contains("\"sheet\"").or(Column::File.is_not_null()))
        .all(&app.db.read)
        .await?;
    for batch in old {
        let counts =
            Report { findings: Vec::new(), duplicates: Vec::new(), choices: Vec::new(), ..report(&batch)? };
        let status = if batch.status.can_apply() { ImportStatus::Expired } else { batch.status };
        let update = Query::update()
            .table("import_batch")
            .value("file", Option::<Vec<u8>>::None)
            .value("report", json(&counts)?)
            .value("status", status)
            .value("version", batch.version + 1)
            .and_where(Expr::col("id").eq(batch.id))
            .and_where(Expr::col("version").eq(batch.version))
            .to_owned();
        app.db.writer().execute(&update).await?;
    }
    let old = Query::select()
        .column("id")
        .from("import_batch")
        .and_where(Expr::col("created_at").lte(limit))
        .to_owned();
    let states = Query::delete()
        .from_table("import_change")
        .and_where(Expr::col("batch_id").in_subquery(old))
        .to_owned();
    app.db.writer().execute(&states).await?;
    Ok(())
}

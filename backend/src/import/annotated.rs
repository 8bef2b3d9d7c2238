//! The checked file with its faulty cells marked, for correction.

use lianyi_shared::audit::AuditAction;
use lianyi_shared::error::Reason;
use lianyi_shared::id::ImportId;

use super::{annotate, batch, order};
use crate::audit::event::AuditEvent;
use crate::error::{Error, Result};
use crate::op::Op;
use crate::ticket::{self, Download, Subject};

/// Issues a ticket and answers the address of the file. Permission `IMPORT_RUN`.
pub async fn address(op: &Op, id: ImportId) -> Result<String> {
    let work = op.begin().await?;
    let batch = batch::visible(op, &*work, id).await?;
    if batch.file.is_none() {
        return Err(Error::conflict(Reason::ImportExpired));
    }
    let address = ticket::issue(op, &work, &Subject::AnnotatedImport(id)).await?;
    work.commit(AuditEvent::new(AuditAction::ImportDownload, id)).await?;
    Ok(address)
}

/// The annotated file, its comments in the language of the request.
pub async fn file(op: &Op, id: ImportId) -> Result<Download> {
    let batch = batch::visible(op, op.db(), id).await?;
    let report = batch::report(&batch)?;
    let bytes = batch.file.ok_or_else(|| Error::conflict(Reason::ImportExpired))?;
    let (name, lang) = (batch.file_name, op.request.lang);
    let is_csv = !bytes.starts_with(b"PK");
    let file_name = name.clone();
    let marked =
        tokio::task::spawn_blocking(move || annotate::annotate(&file_name, &bytes, &report.findings, lang))
            .await
            .map_err(anyhow::Error::new)?
            .map_err(|problem| order::unreadable(problem, lang))?;
    let media_type = if is_csv {
        "text/csv; charset=utf-8"
    } else {
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    };
    let stem = name.rsplit_once('.').map_or(name.as_str(), |(stem, _)| stem);
    let ending = if is_csv { "csv" } else { "xlsx" };
    let checked = lang.pick("核对", "checked");
    Ok(Download { name: format!("{stem}-{checked}.{ending}"), media_type, bytes: marked })
}

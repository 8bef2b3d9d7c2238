//! Taking a paper out: a number, a line in the audit log, and a ticket for the file.

use lianyi_shared::audit::AuditAction;
use lianyi_shared::calendar::AcademicYear;
use lianyi_shared::id::RosterVersionId;
use lianyi_shared::papers::ExportFormat;
use lianyi_shared::text::{Lang, Text as _};
use lianyi_shared::text_papers::PaperText;

use super::number::ExportNumber;
use super::paper::{self, Paper};
use super::source::{self, Source};
use super::{docx, workbook};
use crate::audit::event::AuditEvent;
use crate::error::{Error, Result};
use crate::op::Op;
use crate::roster::{may, read};
use crate::ticket::{self, Download, Subject};

/// Which version, in which form.
#[derive(Clone, Debug, async_graphql::InputObject)]
pub struct ExportRosterInput {
    /// The version.
    pub id: RosterVersionId,
    /// The form.
    pub format: ExportFormat,
}

/// An export that has been entered in the log.
pub struct RosterExport {
    /// Its number, which is in the file too.
    pub number: ExportNumber,
    /// The address of the file, for one download within a minute; none for print.
    pub address: Option<String>,
    /// Of which version.
    pub version: RosterVersionId,
}

/// A roster file that a ticket is good for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RosterFile {
    /// Of which version.
    pub version: RosterVersionId,
    /// In which form.
    pub format: ExportFormat,
    /// Under which number.
    pub number: ExportNumber,
}

/// Enters an export in the log and opens the way to it. Permission `ROSTER_EXPORT` on the owner.
pub async fn export(op: &Op, input: ExportRosterInput) -> Result<RosterExport> {
    let work = op.begin().await?;
    let version = read::version(op, &*work, input.id).await?;
    let capacity = may::export(op, op.tree().await?, &version)?;
    let number = ExportNumber::new(op.today(), op.app().new_id());
    let address = match input.format {
        ExportFormat::Print => None,
        ExportFormat::Docx | ExportFormat::Xlsx => {
            let file = RosterFile { version: input.id, format: input.format, number: number.clone() };
            Some(ticket::issue(op, &work, &Subject::Roster(file)).await?)
        }
    };
    let event = AuditEvent::new(AuditAction::RosterExport, input.id)
        .by(capacity)
        .with("format", input.format.code())
        .with("number", number.to_string());
    work.commit(event).await?;
    Ok(RosterExport { number, address, version: input.id })
}

impl RosterExport {
    /// The contents of the paper.
    pub async fn read_paper(&self, op: &Op) -> Result<Paper> {
        Ok(paper::compose(&source::read(op, self.version).await?, &self.number))
    }
}

/// Makes the file of a redeemed ticket, beside the asynchronous threads.
pub async fn file(op: &Op, file: RosterFile) -> Result<Download> {
    let source = source::read(op, file.version).await?;
    let now = op.now();
    let made = tokio::task::spawn_blocking(move || -> anyhow::Result<Download> {
        let name = name(&source, &file);
        let (media_type, bytes) = if file.format == ExportFormat::Xlsx {
            (workbook::MEDIA_TYPE, workbook::write(&source, &file.number, now)?)
        } else {
            (docx::MEDIA_TYPE, docx::write(&paper::compose(&source, &file.number), now)?)
        };
        Ok(Download { name, media_type, bytes })
    });
    made.await.map_err(anyhow::Error::new)?.map_err(Error::Internal)
}

/// The name under which the file is saved.
fn name(source: &Source, file: &RosterFile) -> String {
    let text = if file.format == ExportFormat::Xlsx { PaperText::FileWorkbook } else { PaperText::FilePaper };
    let year = AcademicYear(source.version.row.year);
    let name = text.render(
        Lang::Zh,
        &[
            ("owner", &source.owner.name),
            ("year", &year),
            ("mark", &paper::mark(source)),
            ("number", &file.number),
        ],
    );
    as_file_name(&name)
}

/// A name without what no file may be named with; a unit may be named like that.
pub(super) fn as_file_name(name: &str) -> String {
    name.chars().map(|c| if c.is_control() || r#"\/:*?"<>|"#.contains(c) { '-' } else { c }).collect()
}

//! The ledger of contacts as a workbook, with the headings that the import reads.
//!
//! What is in it is what the list shows under the same filter, of the records on which the viewer holds
//! `CONTACT_EXPORT`; names are those that the list shows. Who took it out and when stands above the table and on every
//! page. Trends of thought are no part of a record and never in it.

use std::collections::HashMap;
use std::sync::Arc;

use async_graphql::SimpleObject;
use chrono::{DateTime, Utc};
use lianyi_shared::access::{FieldGroups, Permission};
use lianyi_shared::audit::AuditAction;
use lianyi_shared::contact::MatterKind;
use lianyi_shared::error::Reason;
use lianyi_shared::id::{ContactId, UnitId};
use lianyi_shared::text::{Lang, Text as _};
use lianyi_shared::text_papers::{LedgerHeader, PaperText};
use rust_xlsxwriter::{DocProperties, Workbook};
use sea_orm::sea_query::{Expr, Func, Query, SelectStatement};
use sea_orm::{ColumnTrait as _, ConnectionTrait as _, EntityTrait as _, QueryFilter as _};

use super::export::as_file_name;
use super::filled;
use super::number::ExportNumber;
use super::workbook::{Cells, MEDIA_TYPE, merged, set_up_page};
use crate::access::scope::Scoped;
use crate::audit::event::AuditEvent;
use crate::clock::day_of;
use crate::contact::content::ContactContent;
use crate::contact::read::{self, ContactFilter, Sides, SidesOf};
use crate::entity::{contact, contact_import, contact_revision, unit};
use crate::error::{Error, Refusal, Result};
use crate::op::Op;
use crate::ticket::{self, Download, Subject};
use crate::units::read as units;

/// The most records of one file: what an import takes back.
const MAX_RECORDS: i64 = 20_000;
/// How many records one statement reads.
const PART: usize = 500;
/// The most characters of a cell, as the format has it.
const CELL_MAX: usize = 32_767;

/// The records that a viewer may take out.
const EXPORTED: Scoped = Scoped { read: Permission::ContactExport, ..read::SCOPED };

/// A ledger that a ticket is good for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LedgerFile {
    /// Under which number.
    pub number: ExportNumber,
    /// Which records.
    pub filter: ContactFilter,
}

/// A ledger that has been entered in the log.
#[derive(Debug, SimpleObject)]
pub struct LedgerExport {
    /// The number of the export; it is in the file and in the audit log.
    number: String,
    /// How many records it has.
    records: i64,
    /// The address of the file for one plain download within 60 seconds, good for the viewer only.
    ticket: String,
}

/// The ids of the records, or nothing where the viewer may take out none.
fn ids(op: &Op, filter: ContactFilter) -> Option<SelectStatement> {
    EXPORTED.union_of_ids(&op.viewer, FieldGroups::default(), &filter.compile(&op.viewer))
}

/// Enters an export in the log and opens the way to it. Permission `CONTACT_EXPORT`.
pub async fn export(op: &Op, filter: ContactFilter) -> Result<LedgerExport> {
    let capacity = op.viewer.require_any(Permission::ContactExport)?;
    let work = op.begin().await?;
    let records = match ids(op, filter.clone()) {
        Some(ids) => {
            let count = Query::select()
                .expr_as(Func::count(Expr::col("id")), "n")
                .from_subquery(ids, "records")
                .to_owned();
            work.query_one(&count).await?.map_or(Ok(0), |row| row.try_get("", "n"))?
        }
        None => 0,
    };
    if records > MAX_RECORDS {
        return Err(Error::invalid("filter", Refusal::from(Reason::TooMany).with("max", MAX_RECORDS)));
    }
    let number = ExportNumber::new(op.today(), op.app().new_id());
    let file = LedgerFile { number: number.clone(), filter };
    let ticket = ticket::issue(op, &work, &Subject::Ledger(file)).await?;
    let event = AuditEvent::new(AuditAction::ContactExport, op.viewer.account)
        .by(capacity)
        .with("number", number.to_string())
        .with("records", records);
    work.commit(event).await?;
    Ok(LedgerExport { number: number.to_string(), records, ticket })
}

/// A record with everything that its row says.
struct Entry {
    row: contact::Model,
    content: ContactContent,
    sides: Arc<Sides>,
    origin: Option<contact_import::Model>,
}

/// Makes the file of a redeemed ticket, beside the asynchronous threads.
pub async fn file(op: &Op, file: LedgerFile) -> Result<Download> {
    let entries = entries(op, file.filter).await?;
    let branches: Vec<UnitId> = entries.iter().map(|entry| entry.row.branch_id).collect();
    let branches = units::by_ids(op.db(), &branches).await?;
    let now = op.now();
    let marked = filled(
        PaperText::LedgerMark,
        &[
            ("name", &op.viewer.name),
            ("time", &now.with_timezone(&chrono_tz::Asia::Shanghai).format("%Y-%m-%d %H:%M")),
            ("number", &file.number),
        ],
    );
    let name = filled(PaperText::FileLedger, &[("day", &day_of(now)), ("number", &file.number)]);
    let made = tokio::task::spawn_blocking(move || write(&entries, &branches, &marked, now));
    let bytes = made.await.map_err(anyhow::Error::new)?.map_err(Error::Internal)?;
    Ok(Download { name: as_file_name(&name), media_type: MEDIA_TYPE, bytes })
}

async fn entries(op: &Op, filter: ContactFilter) -> Result<Vec<Entry>> {
    let Some(ids) = ids(op, filter) else { return Ok(Vec::new()) };
    let db = op.db();
    let mut rows = contact::Entity::find().filter(contact::Column::Id.in_subquery(ids)).all(db).await?;
    rows.sort_by_key(|row| (row.held_on, row.id));
    let mut entries = Vec::with_capacity(rows.len());
    for part in rows.chunks(PART) {
        let of_part = || part.iter().map(|row| row.id);
        let keys: Vec<SidesOf> = of_part().map(SidesOf).collect();
        let sides = read::load_sides(op, &keys).await?;
        let revisions = contact_revision::Entity::find()
            .filter(contact_revision::Column::ContactId.is_in(of_part()))
            .all(db)
            .await?;
        let words: HashMap<(ContactId, i32), String> = revisions
            .into_iter()
            .map(|revision| ((revision.contact_id, revision.number), revision.content))
            .collect();
        let origins = contact_import::Entity::find()
            .filter(contact_import::Column::ContactId.is_in(of_part()))
            .all(db)
            .await?;
        let mut origins: HashMap<_, _> = origins.into_iter().map(|row| (row.contact_id, row)).collect();
        for row in part {
            let content = words.get(&(row.id, row.revision)).ok_or(Error::NotFound)?;
            entries.push(Entry {
                content: ContactContent::of_text(content)?,
                sides: sides.get(&SidesOf(row.id)).cloned().unwrap_or_default(),
                origin: origins.remove(&row.id),
                row: row.clone(),
            });
        }
    }
    Ok(entries)
}

const TITLE_ROW: u32 = 0;
const MARK_ROW: u32 = 1;
const HEADER_ROW: u32 = 2;

fn write(
    entries: &[Entry],
    branches: &HashMap<UnitId, unit::Model>,
    marked: &str,
    now: DateTime<Utc>,
) -> anyhow::Result<Vec<u8>> {
    let mut workbook = Workbook::new();
    let title = PaperText::LedgerTitle.template(Lang::Zh);
    workbook.set_properties(
        &DocProperties::new().set_title(title).set_comment(marked).set_creation_datetime(&now),
    );
    let sheet = workbook.add_worksheet();
    sheet.set_name(PaperText::SheetLedger.template(Lang::Zh))?;
    set_up_page(sheet, HEADER_ROW, marked)?;
    let cells = Cells::new();
    let last = u16::try_from(LedgerHeader::ALL.len() - 1)?;
    merged(sheet, [TITLE_ROW, TITLE_ROW], [0, last], title, &cells.title)?;
    merged(sheet, [MARK_ROW, MARK_ROW], [0, last], marked, &cells.of(marked))?;
    for (column, header) in (0..).zip(LedgerHeader::ALL) {
        sheet.set_column_width(column, width(*header))?;
        sheet.write_string_with_format(HEADER_ROW, column, header.template(Lang::Zh), &cells.head)?;
    }
    for (row, (place, entry)) in (HEADER_ROW + 1..).zip((1..).zip(entries)) {
        for (column, header) in (0..).zip(LedgerHeader::ALL) {
            let text = entry.cell(*header, place, branches);
            let text: String = text.chars().take(CELL_MAX).collect();
            sheet.write_string_with_format(row, column, &text, &cells.of(&text))?;
        }
    }
    Ok(workbook.save_to_buffer()?)
}

const fn width(header: LedgerHeader) -> f64 {
    match header {
        LedgerHeader::Ordinal | LedgerHeader::Late => 6.0,
        LedgerHeader::Day | LedgerHeader::Form | LedgerHeader::Status => 13.0,
        LedgerHeader::Summary => 60.0,
        LedgerHeader::Opinions | LedgerHeader::Difficulties | LedgerHeader::Id => 36.0,
        _ => 20.0,
    }
}

impl Entry {
    fn cell(&self, header: LedgerHeader, place: u32, branches: &HashMap<UnitId, unit::Model>) -> String {
        let content = &self.content;
        let text = |text: &Option<String>| text.clone().unwrap_or_default();
        let origin = |field: fn(&contact_import::Model) -> &Option<String>| {
            self.origin.as_ref().map(|origin| text(field(origin))).unwrap_or_default()
        };
        match header {
            LedgerHeader::Ordinal => place.to_string(),
            LedgerHeader::Day => self.row.held_on.to_string(),
            LedgerHeader::Leaders => joined(self.sides.leaders.iter().map(|leader| leader.name.clone())),
            LedgerHeader::Counterparts => {
                let linked = self.sides.counterparts.iter().map(|side| side.name().to_owned());
                let unlinked = self.origin.as_ref().and_then(|origin| origin.unlinked.as_deref());
                let unlinked = unlinked.and_then(|names| self.sides.unlinked(names));
                joined(linked.chain(unlinked))
            }
            LedgerHeader::Form => self.row.mode.label(Lang::Zh).to_owned(),
            LedgerHeader::Place => text(&content.place),
            LedgerHeader::Kinds => {
                content.kinds.iter().map(|kind| kind.label(Lang::Zh)).collect::<Vec<_>>().join("；")
            }
            LedgerHeader::Summary => text(&content.summary),
            LedgerHeader::Policy => text(&content.policy),
            LedgerHeader::Present => text(&content.present),
            LedgerHeader::Opinions => self.lines(MatterKind::Opinion),
            LedgerHeader::Major => self.lines(MatterKind::MajorMatter),
            LedgerHeader::Difficulties => self.lines(MatterKind::Difficulty),
            LedgerHeader::Handling => origin(|origin| &origin.handling),
            LedgerHeader::Feedback => origin(|origin| &origin.feedback),
            LedgerHeader::NextStep => text(&content.next_step),
            LedgerHeader::Recorder => origin(|origin| &origin.recorder),
            LedgerHeader::Branch => {
                branches.get(&self.row.branch_id).map(|unit| unit.name.clone()).unwrap_or_default()
            }
            LedgerHeader::Late => {
                if self.row.late {
                    LedgerHeader::Late.template(Lang::Zh).to_owned()
                } else {
                    String::new()
                }
            }
            LedgerHeader::Status => self.row.status.label(Lang::Zh).to_owned(),
            LedgerHeader::Id => self.row.id.to_string(),
        }
    }

    fn lines(&self, kind: MatterKind) -> String {
        let lines = self.content.lines.iter().filter(|line| line.kind == kind);
        lines.map(|line| line.text.as_str()).collect::<Vec<_>>().join("\n")
    }
}

fn joined(names: impl Iterator<Item = String>) -> String {
    names.collect::<Vec<_>>().join("、")
}

//! What an import changes, record by record, so that it can be undone.

use std::collections::HashMap;

use lianyi_shared::id::ImportId;
use lianyi_shared::import::ImportRecord;
use sea_orm::{EntityTrait as _, Set};
use serde::Serialize;
use uuid::Uuid;

use crate::entity::import_change;
use crate::error::Result;
use crate::op::App;
use crate::work::{PER_STATEMENT, Work};

/// Where in the workbook a change comes from.
#[derive(Clone, Copy, Debug)]
pub struct Origin<'s> {
    /// The sheet.
    pub sheet: &'s str,
    /// The row as the spreadsheet shows it.
    pub row: u32,
}

#[derive(Debug)]
struct Change {
    sheet: String,
    row: u32,
    record: ImportRecord,
    id: Uuid,
    before: Option<String>,
    version_after: i32,
}

/// The changes of one import so far, in the order in which they were made.
#[derive(Debug, Default)]
pub struct Changes {
    list: Vec<Change>,
    by_record: HashMap<(ImportRecord, Uuid), usize>,
}

impl Changes {
    /// Notes a record that did not exist before.
    pub fn added(&mut self, origin: Origin<'_>, record: ImportRecord, id: Uuid, version: i32) {
        self.note(origin, record, id, None, version);
    }

    /// Notes a record that stood as `before`.
    pub fn overwrote(
        &mut self,
        origin: Origin<'_>,
        record: ImportRecord,
        id: Uuid,
        before: &impl Serialize,
        version: i32,
    ) -> Result<()> {
        let before = serde_json::to_string(before).map_err(anyhow::Error::new)?;
        self.note(origin, record, id, Some(before), version);
        Ok(())
    }

    /// A record that is changed twice keeps its first state before, and the last version after.
    fn note(
        &mut self,
        origin: Origin<'_>,
        record: ImportRecord,
        id: Uuid,
        before: Option<String>,
        version: i32,
    ) {
        let present = self.by_record.get(&(record, id)).and_then(|index| self.list.get_mut(*index));
        if let Some(change) = present {
            change.version_after = version;
            return;
        }
        self.by_record.insert((record, id), self.list.len());
        self.list.push(Change {
            sheet: origin.sheet.to_owned(),
            row: origin.row,
            record,
            id,
            before,
            version_after: version,
        });
    }

    /// Writes them down under their batch.
    pub async fn write(&self, app: &App, work: &Work, batch: ImportId) -> Result<()> {
        let rows: Vec<import_change::ActiveModel> = (1_i32..)
            .zip(&self.list)
            .map(|(ordinal, change)| import_change::ActiveModel {
                id: Set(app.new_id()),
                batch_id: Set(batch),
                ordinal: Set(ordinal),
                sheet: Set(change.sheet.clone()),
                row: Set(i32::try_from(change.row).unwrap_or(i32::MAX)),
                record_kind: Set(change.record),
                record_id: Set(change.id),
                before: Set(change.before.clone()),
                version_after: Set(change.version_after),
            })
            .collect();
        for part in rows.chunks(PER_STATEMENT) {
            import_change::Entity::insert_many(part.to_vec()).exec(&**work).await?;
        }
        Ok(())
    }
}

//! Ledgers: rows become confirmed records that carry the mark of their import (R6).
//!
//! Nothing is changed twice: a row that an earlier import brought, or that was exported from a record which is here,
//! is left alone. All rows are written together, so that a year needs as few statements as a day.

use std::collections::HashMap;

use lianyi_shared::error::Reason;
use lianyi_shared::id::ContactId;
use lianyi_shared::import::{DuplicateChoice, ImportRecord};
use sea_orm::{ColumnTrait as _, ConnectionTrait, EntityTrait as _, QueryFilter as _, QuerySelect as _};

use super::Writer;
use crate::contact::content::{Checked, ContactCounterpart};
use crate::contact::write;
use crate::entity::{contact, contact_import};
use crate::error::{Error, Result};
use crate::import::changes::Origin;
use crate::import::judgement::{Judgement, Outcome};
use crate::import::ledger::{LedgerRow, Namesakes};
use crate::work::PER_STATEMENT;

pub(super) async fn take(
    writer: &mut Writer<'_>,
    judgement: &Judgement<LedgerRow, ContactId>,
) -> Result<usize> {
    let by = writer.by.clone().ok_or_else(|| Error::invalid("kind", Reason::Required))?;
    let mut written = Vec::new();
    let mut imports = Vec::new();
    for (judged, outcome, row) in judgement.accepted() {
        let origin = Origin { sheet: &judged.sheet, row: judged.row };
        if *outcome != Outcome::New || left_out(writer, origin) {
            continue;
        }
        let id = ContactId(writer.app.new_id());
        let mut row = row.clone();
        choose(writer, origin, &mut row);
        let checked = Checked {
            held_on: row.held_on,
            mode: row.mode,
            branch: row.branch,
            pairings: row.pairings,
            content: row.content,
        };
        let new = (id, writer.app.clock.now());
        let contact = write::row_of_history(new, &checked, (by.account, by.capacity.clone()));
        writer.changes.added(origin, ImportRecord::Contact, id.0, contact.version);
        imports.push(contact_import::Model {
            contact_id: id,
            batch_id: writer.batch,
            sheet: judged.sheet.clone(),
            row: i32::try_from(judged.row).unwrap_or(i32::MAX),
            digest: row.digest,
            unlinked: (!row.unlinked.is_empty()).then(|| row.unlinked.join("、")),
            handling: row.handling,
            feedback: row.feedback,
            recorder: row.recorder,
        });
        written.push((contact, checked));
    }
    write::all(writer.work, &written).await?;
    writer.work.insert_all::<contact_import::Entity>(imports).await?;
    Ok(written.len())
}

/// Whether somebody decided that the row is not to be imported.
fn left_out(writer: &Writer<'_>, origin: Origin<'_>) -> bool {
    let decided = |choice| {
        writer.decisions.iter().any(|decision| {
            decision.sheet == origin.sheet && decision.row == origin.row && decision.choice == choice
        })
    };
    decided(DuplicateChoice::Skip)
}

/// Links the names of which somebody said who is meant: each decision one name, and nobody twice.
fn choose(writer: &Writer<'_>, origin: Origin<'_>, row: &mut LedgerRow) {
    let decisions = writer.decisions.iter().filter(|decision| {
        decision.sheet == origin.sheet
            && decision.row == origin.row
            && decision.choice == DuplicateChoice::Update
    });
    for decision in decisions {
        let meant = |namesakes: &Namesakes| {
            let mut persons = namesakes.persons.iter();
            persons.find(|(person, _)| Some(person.to_string()) == decision.record).cloned()
        };
        let mut named = row.ambiguous.iter().enumerate();
        let found = named.find_map(|(place, one)| Some((place, meant(one)?)));
        let Some((place, (person, pairings))) = found else { continue };
        let name = row.ambiguous.remove(place).name;
        if let Some(place) = row.unlinked.iter().position(|unlinked| *unlinked == name) {
            row.unlinked.remove(place);
        }
        let side = ContactCounterpart { representative: Some(person), group: None };
        if !row.content.counterparts.contains(&side) {
            row.content.counterparts.push(side);
            row.pairings.extend(pairings);
        }
    }
}

/// The rows that are here already, by their place in the judgement, with the record of each.
pub(in crate::import) async fn imported(
    db: &impl ConnectionTrait,
    judgement: &Judgement<LedgerRow, ContactId>,
) -> Result<Vec<(usize, ContactId)>> {
    let rows = || {
        let accepted = judgement.rows.iter().enumerate();
        accepted.filter_map(|(place, row)| Some((place, &row.accepted.as_ref()?.1)))
    };
    let mut by_digest: HashMap<String, ContactId> = HashMap::new();
    let digests: Vec<&String> = rows().map(|(_, row)| &row.digest).collect();
    for part in digests.chunks(PER_STATEMENT) {
        let known = contact_import::Column::Digest.is_in(part.iter().copied());
        let found = contact_import::Entity::find().filter(known).all(db).await?;
        by_digest.extend(found.into_iter().map(|row| (row.digest, row.contact_id)));
    }
    let mut by_id: Vec<ContactId> = Vec::new();
    let exported: Vec<ContactId> = rows().filter_map(|(_, row)| row.exported).collect();
    for part in exported.chunks(PER_STATEMENT) {
        let ids = contact::Entity::find().select_only().column(contact::Column::Id);
        let here = ids.filter(contact::Column::Id.is_in(part.iter().copied()));
        by_id.extend(here.into_tuple::<ContactId>().all(db).await?);
    }
    by_id.sort();
    let known = |row: &LedgerRow| {
        let exported = row.exported.filter(|id| by_id.binary_search(id).is_ok());
        exported.or_else(|| by_digest.get(&row.digest).copied())
    };
    Ok(rows().filter_map(|(place, row)| Some((place, known(row)?))).collect())
}

//! Taking a whole import back, for seven days and while nothing it wrote was changed or used since.

use std::collections::{BTreeMap, BTreeSet};

use lianyi_shared::access::Permission;
use lianyi_shared::audit::AuditAction;
use lianyi_shared::error::Reason;
use lianyi_shared::id::{ContactId, ImportId, UnitId};
use lianyi_shared::import::{ImportRecord, ImportStatus};
use lianyi_shared::roster::PairingStatus;
use sea_orm::sea_query::{Expr, ExprTrait as _, Query};
use sea_orm::{ColumnTrait as _, ConnectionTrait as _, EntityTrait as _, QueryFilter as _, QueryOrder as _};
use serde::de::DeserializeOwned;
use uuid::Uuid;

use super::batch;
use crate::audit::event::AuditEvent;
use crate::contact::{met, tally};
use crate::entity::{import_batch, import_change, leader, liaison_group, representative, unit};
use crate::error::{Error, Refusal, Result};
use crate::op::{App, Op};
use crate::people::{edit_group, edit_leader, edit_representative};
use crate::units::save;
use crate::work::Work;

/// How many rows a refusal names.
const NAMED_ROWS: usize = 20;

/// How a kind of record is stored, and where others refer to it. Deleted in this order.
struct Stored {
    record: ImportRecord,
    table: &'static str,
    versioned: bool,
    /// Rows that are part of the record and go with it.
    parts: &'static [(&'static str, &'static str)],
    references: &'static [(&'static str, &'static str)],
}

const STORED: &[Stored] = &[
    Stored {
        record: ImportRecord::Contact,
        table: "contact",
        versioned: true,
        parts: &[
            ("contact_counterpart", "contact_id"),
            ("contact_leader", "contact_id"),
            ("contact_revision", "contact_id"),
            ("contact_import", "contact_id"),
        ],
        references: &[("trend", "contact_id")],
    },
    Stored {
        record: ImportRecord::RosterVersion,
        table: "roster_version",
        versioned: true,
        parts: &[
            ("roster_line", "version_id"),
            ("quota_exception", "version_id"),
            ("roster_departed", "version_id"),
        ],
        references: &[("roster_decision", "version_id"), ("roster_version", "based_on_id")],
    },
    Stored {
        record: ImportRecord::Pairing,
        table: "pairing",
        versioned: false,
        parts: &[],
        references: &[("roster_line", "pairing_id"), ("contact_pairing", "pairing_id")],
    },
    Stored {
        record: ImportRecord::Roster,
        table: "roster",
        versioned: false,
        parts: &[],
        references: &[("roster_version", "roster_id"), ("pairing", "roster_id")],
    },
    Stored {
        record: ImportRecord::Group,
        table: "liaison_group",
        versioned: true,
        parts: &[],
        references: &[("pairing", "group_id"), ("contact_counterpart", "group_id"), ("trend", "group_id")],
    },
    Stored {
        record: ImportRecord::Representative,
        table: "representative",
        versioned: true,
        parts: &[("representative_category", "representative_id")],
        references: &[
            ("pairing", "representative_id"),
            ("contact_counterpart", "representative_id"),
            ("trend", "representative_id"),
            ("care_event", "representative_id"),
            ("chosen_festival", "representative_id"),
            ("liaison_group", "head_id"),
            ("account", "representative_id"),
        ],
    },
    Stored {
        record: ImportRecord::Leader,
        table: "leader",
        versioned: true,
        parts: &[],
        references: &[
            ("pairing", "leader_id"),
            ("quota_exception", "leader_id"),
            ("roster_departed", "leader_id"),
            ("contact_leader", "leader_id"),
            ("trend", "leader_id"),
            ("account", "leader_id"),
        ],
    },
    Stored {
        record: ImportRecord::Unit,
        table: "unit",
        versioned: true,
        parts: &[("unit_closure", "ancestor_id"), ("unit_closure", "descendant_id")],
        references: &[
            ("unit", "parent_id"),
            ("unit", "branch_id"),
            ("unit", "successor_id"),
            ("leader", "unit_id"),
            ("leader", "branch_id"),
            ("representative", "unit_id"),
            ("roster", "owner_id"),
            ("roster_urge", "branch_id"),
            ("contact", "branch_id"),
            ("trend", "branch_id"),
            ("account_role", "unit_id"),
        ],
    },
];

/// The rows of the workbook that forbid the undo, by sheet.
type Blockers = BTreeMap<String, BTreeSet<i32>>;

/// Takes an import back: what it added goes, what it overwrote is restored. Permission `IMPORT_RUN`.
pub async fn undo(op: &Op, id: ImportId, version: i32) -> Result<import_batch::Model> {
    let work = op.begin_long().await?;
    let capacity = op.viewer.require_any(Permission::ImportRun)?;
    let batch = batch::visible(op, &*work, id).await?;
    if !batch.status.can_undo() {
        return Err(batch::wrong_state(op, &batch));
    }
    if batch::undo_until(&batch, op.now()).is_none() {
        return Err(Error::conflict(Reason::ImportUndoExpired));
    }
    let changes = import_change::Entity::find()
        .filter(import_change::Column::BatchId.eq(id))
        .order_by_asc(import_change::Column::Ordinal)
        .all(&*work)
        .await?;
    take_back(op.app(), &work, &changes).await?;
    let update = Query::update()
        .table("import_batch")
        .value("status", ImportStatus::Undone)
        .value("undone_at", op.now())
        .value("version", version + 1)
        .and_where(Expr::col("id").eq(id))
        .and_where(Expr::col("version").eq(version))
        .to_owned();
    work.one_row(&update).await?;
    let event = AuditEvent::new(AuditAction::ImportUndo, id)
        .by(capacity)
        .with("kind", batch.kind.code())
        .with("records", changes.len());
    work.commit(event).await?;
    batch::visible(op, op.db(), id).await
}

async fn take_back(app: &App, work: &Work, changes: &[import_change::Model]) -> Result<()> {
    let mut blockers = Blockers::new();
    for stored in STORED {
        let own: Vec<&import_change::Model> =
            changes.iter().filter(|change| change.record_kind == stored.record).collect();
        changed_since(work, stored, &own, &mut blockers).await?;
    }
    refuse(&blockers)?;
    for change in changes.iter().rev() {
        if let Some(before) = &change.before {
            restore(app, work, change, before).await?;
        }
    }
    for stored in STORED {
        let new: Vec<&import_change::Model> = changes
            .iter()
            .filter(|change| change.record_kind == stored.record && change.before.is_none())
            .collect();
        delete(work, stored, &new, &mut blockers).await?;
    }
    refuse(&blockers)?;
    if changes.iter().any(|change| change.record_kind == ImportRecord::Unit) {
        save::rebuild_closure(work).await?;
    }
    Ok(())
}

fn block(blockers: &mut Blockers, change: &import_change::Model) {
    blockers.entry(change.sheet.clone()).or_default().insert(change.row);
}

fn refuse(blockers: &Blockers) -> Result<()> {
    let count: usize = blockers.values().map(BTreeSet::len).sum();
    if count == 0 {
        return Ok(());
    }
    let named: Vec<String> = blockers
        .iter()
        .flat_map(|(sheet, rows)| rows.iter().map(move |row| format!("{sheet} {row}")))
        .take(NAMED_ROWS)
        .collect();
    Err(Error::conflict(
        Refusal::from(Reason::ImportUndoBlocked).with("count", count).with("rows", named.join("、")),
    ))
}

/// Notes the rows whose records are no longer as the import left them.
async fn changed_since(
    work: &Work,
    stored: &Stored,
    changes: &[&import_change::Model],
    blockers: &mut Blockers,
) -> Result<()> {
    if changes.is_empty() {
        return Ok(());
    }
    let ids = || changes.iter().map(|change| change.record_id);
    let mut select = Query::select();
    select.column("id").from(stored.table).and_where(Expr::col("id").is_in(ids()));
    if stored.versioned {
        select.column("version");
    }
    if stored.record == ImportRecord::Pairing {
        // A pairing has no version: what ended or fell vacant was touched.
        select.and_where(Expr::col("status").is_in([PairingStatus::Planned, PairingStatus::Active]));
    }
    let mut untouched: BTreeMap<Uuid, Option<i32>> = BTreeMap::new();
    for row in work.query_all(&select).await? {
        let version = if stored.versioned { Some(row.try_get("", "version")?) } else { None };
        untouched.insert(row.try_get("", "id")?, version);
    }
    for change in changes {
        let same = untouched
            .get(&change.record_id)
            .is_some_and(|version| version.is_none_or(|version| version == change.version_after));
        if !same {
            block(blockers, change);
        }
    }
    Ok(())
}

/// Deletes what the import added, except what something refers to: that is noted.
async fn delete(
    work: &Work,
    stored: &Stored,
    new: &[&import_change::Model],
    blockers: &mut Blockers,
) -> Result<()> {
    if new.is_empty() {
        return Ok(());
    }
    let ids = || new.iter().map(|change| change.record_id);
    if stored.record == ImportRecord::Contact {
        let contacts: Vec<ContactId> = ids().map(ContactId).collect();
        met::remove(work, &contacts).await?;
        tally::forget(work, contacts).await?;
    }
    for (table, column) in stored.parts {
        let parts = Query::delete().from_table(*table).and_where(Expr::col(*column).is_in(ids())).to_owned();
        work.execute(&parts).await?;
    }
    if stored.record == ImportRecord::Unit {
        // The new units name each other; they go together.
        let apart = Query::update()
            .table("unit")
            .value("parent_id", Option::<UnitId>::None)
            .value("branch_id", Option::<UnitId>::None)
            .and_where(Expr::col("id").is_in(ids()))
            .to_owned();
        work.execute(&apart).await?;
    }
    let mut used: BTreeSet<Uuid> = BTreeSet::new();
    for (table, column) in stored.references {
        let select = Query::select()
            .column(*column)
            .from(*table)
            .and_where(Expr::col(*column).is_in(ids()))
            .to_owned();
        for row in work.query_all(&select).await? {
            used.insert(row.try_get("", column)?);
        }
    }
    for change in new.iter().filter(|change| used.contains(&change.record_id)) {
        block(blockers, change);
    }
    let free = ids().filter(|id| !used.contains(id));
    let delete = Query::delete().from_table(stored.table).and_where(Expr::col("id").is_in(free)).to_owned();
    work.execute(&delete).await?;
    Ok(())
}

fn state<M: DeserializeOwned>(before: &str) -> Result<M> {
    Ok(serde_json::from_str(before).map_err(anyhow::Error::new)?)
}

/// Writes a record as it stood before. Its version goes on, so that whoever read the imported state
/// cannot overwrite the restored one unawares.
async fn restore(app: &App, work: &Work, change: &import_change::Model, before: &str) -> Result<()> {
    let id = change.record_id;
    match change.record_kind {
        ImportRecord::Unit => {
            let now = unit::Entity::find_by_id(id).one(&**work).await?.ok_or(Error::NotFound)?;
            save::update(app, work, &now, state(before)?).await?;
        }
        ImportRecord::Leader => {
            let now = leader::Entity::find_by_id(id).one(&**work).await?.ok_or(Error::NotFound)?;
            edit_leader::write(app, work, &now, state(before)?).await?;
        }
        ImportRecord::Representative => {
            let now = representative::Entity::find_by_id(id).one(&**work).await?.ok_or(Error::NotFound)?;
            edit_representative::write(app, work, &now, state(before)?).await?;
        }
        ImportRecord::Group => {
            let now = liaison_group::Entity::find_by_id(id).one(&**work).await?.ok_or(Error::NotFound)?;
            edit_group::write(app, work, &now, state(before)?).await?;
        }
        // An import never overwrites these.
        ImportRecord::Roster
        | ImportRecord::RosterVersion
        | ImportRecord::Pairing
        | ImportRecord::Contact => {}
    }
    Ok(())
}

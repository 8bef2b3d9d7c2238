//! The rows of a contact record.

use chrono::{DateTime, Utc};
use lianyi_shared::contact::{ContactStatus, LATE_AFTER_DAYS};
use lianyi_shared::error::Reason;
use lianyi_shared::id::{AccountId, ContactId};
use lianyi_shared::notice::NoticeKind;
use sea_orm::{
    ActiveModelTrait as _, ColumnTrait as _, EntityTrait as _, IntoActiveModel as _, QueryFilter as _,
};

use crate::access::viewer::Capacity;
use crate::attachment::keep::keep;
use crate::clock::day_of;
use crate::contact::content::Checked;
use crate::contact::{met, tally};
use crate::entity::{contact, contact_counterpart, contact_leader, contact_pairing, contact_revision};
use crate::error::{Error, Result};
use crate::notice::tell;
use crate::op::Op;
use crate::work::Work;

/// A new row of a checked content, not written yet.
pub fn row(
    op: &Op,
    id: ContactId,
    checked: &Checked,
    status: ContactStatus,
    by: &Capacity,
) -> contact::Model {
    let confirmed = status == ContactStatus::Confirmed;
    let mut row = first_row((id, op.now()), checked, (op.viewer.account, by.to_string()));
    row.status = status;
    row.confirmed_by = confirmed.then_some(op.viewer.account);
    row.confirmed_at = confirmed.then(|| op.now());
    take_over(&mut row, checked);
    row
}

/// A new row of what a ledger had: it is history, so nobody confirms it here, and it is not late.
pub fn row_of_history(
    new: (ContactId, DateTime<Utc>),
    checked: &Checked,
    by: (AccountId, String),
) -> contact::Model {
    let mut row = first_row(new, checked, by);
    row.imported = true;
    take_over(&mut row, checked);
    row
}

fn first_row(
    (id, at): (ContactId, DateTime<Utc>),
    checked: &Checked,
    (author, capacity): (AccountId, String),
) -> contact::Model {
    contact::Model {
        id,
        status: ContactStatus::Confirmed,
        held_on: checked.held_on,
        mode: checked.mode,
        kinds: String::new(),
        lines: 0,
        next_on: None,
        late: false,
        imported: false,
        branch_id: checked.branch,
        author_id: author,
        capacity,
        recorded_at: at,
        confirmed_by: None,
        confirmed_at: None,
        void_reason: None,
        revision: 1,
        version: 1,
    }
}

/// Puts into the row what lists and figures look at.
pub fn take_over(row: &mut contact::Model, checked: &Checked) {
    row.held_on = checked.held_on;
    row.mode = checked.mode;
    row.kinds = checked.content.kinds.iter().map(|kind| kind.code()).collect::<Vec<_>>().join(" ");
    row.lines = i32::try_from(checked.content.lines.len()).unwrap_or(i32::MAX);
    row.next_on = checked.content.next_on;
    row.branch_id = checked.branch;
    row.late = !row.imported && (day_of(row.recorded_at) - checked.held_on).num_days() > LATE_AFTER_DAYS;
}

/// Adds a new row, whose first revision [`revision`] adds.
pub async fn insert(work: &Work, row: contact::Model) -> Result<contact::Model> {
    tally::Change::added([&row]).write(work).await?;
    Ok(row.into_active_model().reset_all().insert(&**work).await?)
}

/// Adds the present revision of the row with its words and sides, and the pairings it counts for.
pub async fn revision(
    op: &Op,
    work: &Work,
    row: &contact::Model,
    checked: &Checked,
    by: &Capacity,
    reason: Option<String>,
) -> Result<()> {
    let revision = contact_revision::Model {
        contact_id: row.id,
        number: row.revision,
        content: checked.content.to_text()?,
        account_id: op.viewer.account,
        capacity: by.to_string(),
        at: op.now(),
        reason,
    };
    revision.into_active_model().reset_all().insert(&**work).await?;
    keep(work, row.id, &checked.content.attachments).await?;
    contact_leader::Entity::delete_many()
        .filter(contact_leader::Column::ContactId.eq(row.id))
        .exec(&**work)
        .await?;
    contact_counterpart::Entity::delete_many()
        .filter(contact_counterpart::Column::ContactId.eq(row.id))
        .exec(&**work)
        .await?;
    work.insert_all::<contact_leader::Entity>(leaders(row, checked)).await?;
    work.insert_all::<contact_counterpart::Entity>(counterparts(row, checked)).await?;
    count(op, work, row, checked).await
}

fn leaders(row: &contact::Model, checked: &Checked) -> Vec<contact_leader::Model> {
    let leaders = (0..).zip(&checked.content.leaders);
    leaders
        .map(|(position, leader)| contact_leader::Model { contact_id: row.id, leader_id: *leader, position })
        .collect()
}

fn counterparts(row: &contact::Model, checked: &Checked) -> Vec<contact_counterpart::Model> {
    let sides = (0..).zip(&checked.content.counterparts);
    sides
        .map(|(position, side)| contact_counterpart::Model {
            contact_id: row.id,
            position,
            representative_id: side.representative,
            group_id: side.group,
        })
        .collect()
}

fn counted(row: &contact::Model, checked: &Checked) -> Vec<contact_pairing::Model> {
    let pairings = checked.pairings.iter();
    pairings
        .map(|pairing| contact_pairing::Model {
            pairing_id: *pairing,
            held_on: row.held_on,
            contact_id: row.id,
        })
        .collect()
}

/// Adds many new records at once, each with its first revision: as few statements for a year as for a day.
pub async fn all(work: &Work, new: &[(contact::Model, Checked)]) -> Result<()> {
    let mut revisions = Vec::with_capacity(new.len());
    for (row, checked) in new {
        revisions.push(contact_revision::Model {
            contact_id: row.id,
            number: row.revision,
            content: checked.content.to_text()?,
            account_id: row.author_id,
            capacity: row.capacity.clone(),
            at: row.recorded_at,
            reason: None,
        });
    }
    tally::Change::added(new.iter().map(|(row, _)| row)).write(work).await?;
    work.insert_all::<contact::Entity>(new.iter().map(|(row, _)| row.clone()).collect()).await?;
    work.insert_all::<contact_revision::Entity>(revisions).await?;
    let led = new.iter().flat_map(|(row, checked)| leaders(row, checked)).collect();
    work.insert_all::<contact_leader::Entity>(led).await?;
    let sides = new.iter().flat_map(|(row, checked)| counterparts(row, checked)).collect();
    work.insert_all::<contact_counterpart::Entity>(sides).await?;
    let pairings = new.iter().flat_map(|(row, checked)| counted(row, checked)).collect();
    met::add(work, pairings).await
}

/// Counts the record for the pairings of its day if it is confirmed, and for none otherwise. Nobody is urged any more to
/// get in touch with whom it counts for.
pub async fn count(op: &Op, work: &Work, row: &contact::Model, checked: &Checked) -> Result<()> {
    met::remove(work, &[row.id]).await?;
    if row.status != ContactStatus::Confirmed {
        return Ok(());
    }
    met::add(work, counted(row, checked)).await?;
    tell::done(op, work, NoticeKind::Urged, &checked.pairings).await
}

/// Writes the row anew, if nobody changed it since it was read.
pub async fn update(
    work: &Work,
    before: &contact::Model,
    mut after: contact::Model,
) -> Result<contact::Model> {
    after.version = before.version + 1;
    let done = contact::Entity::update_many()
        .set(after.clone().into_active_model().reset_all())
        .filter(contact::Column::Id.eq(before.id))
        .filter(contact::Column::Version.eq(before.version))
        .exec(&**work)
        .await?;
    if done.rows_affected != 1 {
        return Err(Error::conflict(Reason::VersionChanged));
    }
    tally::Change::replaced(before, &after).write(work).await?;
    Ok(after)
}

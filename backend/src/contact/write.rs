//! The rows of a contact record.

use lianyi_shared::contact::{ContactStatus, LATE_AFTER_DAYS};
use lianyi_shared::id::ContactId;
use sea_orm::{
    ActiveModelTrait as _, ColumnTrait as _, EntityTrait as _, IntoActiveModel as _, QueryFilter as _, Set,
};

use crate::access::viewer::Capacity;
use crate::clock::day_of;
use crate::contact::content::Checked;
use crate::entity::{contact, contact_counterpart, contact_leader, contact_pairing, contact_revision};
use crate::error::Result;
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
    let mut row = contact::Model {
        id,
        status,
        held_on: checked.held_on,
        mode: checked.mode,
        kinds: String::new(),
        lines: 0,
        next_on: None,
        late: false,
        branch_id: checked.branch,
        author_id: op.viewer.account,
        capacity: by.to_string(),
        recorded_at: op.now(),
        confirmed_by: confirmed.then_some(op.viewer.account),
        confirmed_at: confirmed.then(|| op.now()),
        void_reason: None,
        revision: 1,
        version: 1,
    };
    take_over(&mut row, checked);
    row
}

/// Puts into the row what lists and figures look at.
pub fn take_over(row: &mut contact::Model, checked: &Checked) {
    row.held_on = checked.held_on;
    row.mode = checked.mode;
    row.kinds = checked.content.kinds.iter().map(|kind| kind.code()).collect::<Vec<_>>().join(" ");
    row.lines = i32::try_from(checked.content.lines.len()).unwrap_or(i32::MAX);
    row.next_on = checked.content.next_on;
    row.branch_id = checked.branch;
    row.late = (day_of(row.recorded_at) - checked.held_on).num_days() > LATE_AFTER_DAYS;
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
    contact_leader::Entity::delete_many()
        .filter(contact_leader::Column::ContactId.eq(row.id))
        .exec(&**work)
        .await?;
    contact_counterpart::Entity::delete_many()
        .filter(contact_counterpart::Column::ContactId.eq(row.id))
        .exec(&**work)
        .await?;
    let leaders = (0..).zip(&checked.content.leaders).map(|(position, leader)| contact_leader::ActiveModel {
        contact_id: Set(row.id),
        leader_id: Set(*leader),
        position: Set(position),
    });
    contact_leader::Entity::insert_many(leaders).exec_without_returning(&**work).await?;
    let counterparts =
        (0..).zip(&checked.content.counterparts).map(|(position, side)| contact_counterpart::ActiveModel {
            contact_id: Set(row.id),
            position: Set(position),
            representative_id: Set(side.representative),
            group_id: Set(side.group),
        });
    contact_counterpart::Entity::insert_many(counterparts).exec_without_returning(&**work).await?;
    count(work, row, checked).await
}

/// Counts the record for the pairings of its day if it is confirmed, and for none otherwise.
pub async fn count(work: &Work, row: &contact::Model, checked: &Checked) -> Result<()> {
    uncount(work, row.id).await?;
    if row.status != ContactStatus::Confirmed {
        return Ok(());
    }
    let pairings = checked.pairings.iter().map(|pairing| contact_pairing::ActiveModel {
        pairing_id: Set(*pairing),
        held_on: Set(checked.held_on),
        contact_id: Set(row.id),
    });
    contact_pairing::Entity::insert_many(pairings).exec_without_returning(&**work).await?;
    Ok(())
}

/// Counts the record for no pairing.
pub async fn uncount(work: &Work, id: ContactId) -> Result<()> {
    contact_pairing::Entity::delete_many()
        .filter(contact_pairing::Column::ContactId.eq(id))
        .exec(&**work)
        .await?;
    Ok(())
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
    if done.rows_affected == 1 {
        Ok(after)
    } else {
        Err(crate::error::Error::conflict(lianyi_shared::error::Reason::VersionChanged))
    }
}

//! Leaders.

use lianyi_shared::id::LeaderId;
use lianyi_shared::import::ImportRecord;
use sea_orm::EntityTrait as _;

use super::{Act, Writer, at_row};
use crate::entity::leader;
use crate::error::{Error, Result};
use crate::import::changes::Origin;
use crate::import::judgement::Judgement;
use crate::import::leaders::LeaderRow;
use crate::people::leader_input::LeaderInput;
use crate::people::representative_input::ContactInput;
use crate::people::{create_leader, edit_leader};

pub(super) async fn take(
    writer: &mut Writer<'_>,
    judgement: &Judgement<LeaderRow, LeaderId>,
) -> Result<usize> {
    let mut taken = 0;
    for (judged, outcome, row) in judgement.accepted() {
        let origin = Origin { sheet: &judged.sheet, row: judged.row };
        match writer.act(origin, outcome)? {
            Act::LeaveOut => continue,
            Act::Insert => insert(writer, origin, row).await.map_err(at_row(writer.lang, origin))?,
            Act::Update(id) => update(writer, origin, row, id).await.map_err(at_row(writer.lang, origin))?,
        }
        taken += 1;
    }
    Ok(taken)
}

/// The row as input; what it leaves empty comes from `before`.
fn input(row: &LeaderRow, before: Option<&leader::Model>) -> LeaderInput {
    LeaderInput {
        name: row.name.clone(),
        staff_number: row.staff_number.clone(),
        sex: row.sex.or_else(|| before?.sex),
        tier: row.tier,
        post: row.post.clone(),
        unit: row.unit,
        branch: row.branch,
        contact: Some(ContactInput {
            phone: row.phone.clone().or_else(|| before?.phone.clone()),
            email: row.email.clone().or_else(|| before?.email.clone()),
        }),
    }
    .tidied()
}

/// What the record becomes by the row.
pub(in crate::import) fn merged(row: &LeaderRow, before: &leader::Model) -> leader::Model {
    let mut after = before.clone();
    input(row, Some(before)).write_to(&mut after);
    if let Some(month) = row.birth {
        after.birth_month = Some(month.to_string());
    }
    after
}

async fn insert(writer: &mut Writer<'_>, origin: Origin<'_>, row: &LeaderRow) -> Result<()> {
    let mut new = create_leader::row(writer.app, input(row, None));
    new.birth_month = row.birth.map(|month| month.to_string());
    let new = create_leader::insert(writer.work, new).await?;
    writer.changes.added(origin, ImportRecord::Leader, new.id.0, new.version);
    Ok(())
}

async fn update(writer: &mut Writer<'_>, origin: Origin<'_>, row: &LeaderRow, id: LeaderId) -> Result<()> {
    let before = leader::Entity::find_by_id(id).one(&**writer.work).await?.ok_or(Error::NotFound)?;
    let after = merged(row, &before);
    if after == before {
        return Ok(());
    }
    let after = edit_leader::write(writer.app, writer.work, &before, after).await?;
    writer.changes.overwrote(origin, ImportRecord::Leader, id.0, &before, after.version)
}

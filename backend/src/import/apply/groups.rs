//! Groups.

use lianyi_shared::id::GroupId;
use lianyi_shared::import::ImportRecord;
use sea_orm::EntityTrait as _;

use super::{Act, Writer, at_row};
use crate::entity::liaison_group;
use crate::error::{Error, Result};
use crate::import::changes::Origin;
use crate::import::groups::GroupRow;
use crate::import::judgement::Judgement;
use crate::people::group_input::GroupInput;
use crate::people::representative_input::ContactInput;
use crate::people::{create_group, edit_group};

pub(super) async fn take(writer: &mut Writer<'_>, judgement: &Judgement<GroupRow, GroupId>) -> Result<usize> {
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
fn input(row: &GroupRow, before: Option<&liaison_group::Model>) -> GroupInput {
    let (head, head_name) = match (&row.head, &row.head_name) {
        (None, None) => {
            (before.and_then(|before| before.head_id), before.and_then(|before| before.head_name.clone()))
        }
        (head, name) => (*head, name.clone()),
    };
    let members = row.member_count.and_then(|count| i32::try_from(count).ok());
    GroupInput {
        name: row.name.clone(),
        kind: row.kind,
        head,
        head_name,
        member_count: members.or_else(|| before?.member_count),
        founded: row.founded.map(|month| month.to_string()).or_else(|| before?.founded.clone()),
        contact: Some(ContactInput {
            phone: row.phone.clone().or_else(|| before?.phone.clone()),
            email: None,
        }),
    }
    .tidied()
}

/// What the record becomes by the row.
pub(in crate::import) fn merged(row: &GroupRow, before: &liaison_group::Model) -> liaison_group::Model {
    let mut after = before.clone();
    input(row, Some(before)).write_to(&mut after);
    after
}

async fn insert(writer: &mut Writer<'_>, origin: Origin<'_>, row: &GroupRow) -> Result<()> {
    let new = create_group::insert(writer.work, create_group::row(writer.app, input(row, None))).await?;
    writer.changes.added(origin, ImportRecord::Group, new.id.0, new.version);
    Ok(())
}

async fn update(writer: &mut Writer<'_>, origin: Origin<'_>, row: &GroupRow, id: GroupId) -> Result<()> {
    let before = liaison_group::Entity::find_by_id(id).one(&**writer.work).await?.ok_or(Error::NotFound)?;
    let after = merged(row, &before);
    if after == before {
        return Ok(());
    }
    let after = edit_group::write(writer.app, writer.work, &before, after).await?;
    writer.changes.overwrote(origin, ImportRecord::Group, id.0, &before, after.version)
}

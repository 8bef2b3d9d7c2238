//! Reads the snapshot of the directory against which workbooks are judged.

use lianyi_shared::people::RecordStatus;
use sea_orm::{ColumnTrait as _, ConnectionTrait, EntityTrait as _, QueryFilter as _};

use super::known::{Known, KnownGroup, KnownLeader, KnownRepresentative, KnownUnit};
use crate::entity::{leader, liaison_group, representative, unit};
use crate::error::Result;

/// What the directory holds now: open units, leaders in office, current persons and groups.
pub async fn known(db: &impl ConnectionTrait) -> Result<Known> {
    let units = unit::Entity::find().filter(unit::Column::ClosedOn.is_null()).all(db).await?;
    let leaders = leader::Entity::find()
        .filter(leader::Column::Status.eq(RecordStatus::Active))
        .filter(leader::Column::LeftOn.is_null())
        .all(db)
        .await?;
    let representatives = representative::Entity::find()
        .filter(representative::Column::Status.eq(RecordStatus::Active))
        .all(db)
        .await?;
    let groups = liaison_group::Entity::find()
        .filter(liaison_group::Column::Status.eq(RecordStatus::Active))
        .all(db)
        .await?;
    Ok(Known::new(
        units
            .into_iter()
            .map(|row| KnownUnit {
                id: row.id,
                code: row.code,
                name: row.name,
                kind: row.kind,
                branch: row.branch_id,
            })
            .collect(),
        leaders
            .into_iter()
            .map(|row| KnownLeader {
                id: row.id,
                staff_number: row.staff_number,
                name: row.name,
                tier: row.tier,
                unit: row.unit_id,
                branch: row.branch_id,
                post: row.post,
            })
            .collect(),
        representatives
            .into_iter()
            .map(|row| KnownRepresentative {
                id: row.id,
                staff_number: row.staff_number,
                name: row.name,
                unit: row.unit_id,
                post: row.post,
            })
            .collect(),
        groups.into_iter().map(|row| KnownGroup { id: row.id, name: row.name }).collect(),
    ))
}

//! Reads the snapshot of the directory against which workbooks are judged.

use lianyi_shared::import::ImportKind;
use lianyi_shared::people::RecordStatus;
use lianyi_shared::roster::PairingStatus;
use sea_orm::{ColumnTrait as _, ConnectionTrait, EntityTrait as _, ExprTrait as _, QueryFilter as _};

use super::known::{Known, KnownGroup, KnownLeader, KnownPairing, KnownRepresentative, KnownUnit, Past};
use crate::entity::{leader, liaison_group, pairing, representative, roster_departed, unit};
use crate::error::Result;

/// What the directory holds now: open units, leaders in office, current persons and groups; for a ledger, who was
/// linked and who has left, too.
pub async fn known(db: &impl ConnectionTrait, kind: ImportKind) -> Result<Known> {
    let units = unit::Entity::find().filter(unit::Column::ClosedOn.is_null()).all(db).await?;
    let in_office = leader::Column::Status.eq(RecordStatus::Active).and(leader::Column::LeftOn.is_null());
    let leaders = leader::Entity::find().filter(in_office).all(db).await?;
    let current = representative::Column::Status.eq(RecordStatus::Active);
    let representatives = representative::Entity::find().filter(current).all(db).await?;
    let groups = liaison_group::Entity::find()
        .filter(liaison_group::Column::Status.eq(RecordStatus::Active))
        .all(db)
        .await?;
    let known = Known::new(
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
        leaders.into_iter().map(known_leader).collect(),
        representatives.into_iter().map(known_representative).collect(),
        groups.into_iter().map(|row| KnownGroup { id: row.id, name: row.name }).collect(),
    );
    Ok(if kind == ImportKind::Ledger { known.with_past(past(db).await?) } else { known })
}

async fn past(db: &impl ConnectionTrait) -> Result<Past> {
    let pairings =
        pairing::Entity::find().filter(pairing::Column::Status.ne(PairingStatus::Planned)).all(db).await?;
    let departed = roster_departed::Entity::find().all(db).await?;
    let archived = representative::Entity::find()
        .filter(representative::Column::Status.ne(RecordStatus::Active))
        .all(db)
        .await?;
    let former = leader::Column::Status.ne(RecordStatus::Active).or(leader::Column::LeftOn.is_not_null());
    let former = leader::Entity::find().filter(former).all(db).await?;
    Ok(Past::new(
        pairings
            .into_iter()
            .map(|row| KnownPairing {
                id: row.id,
                leader: row.leader_id,
                representative: row.representative_id,
                group: row.group_id,
                since: row.since,
                until: row.until,
            })
            .collect(),
        departed.into_iter().map(|row| row.name),
        archived.into_iter().map(known_representative).collect(),
        former.into_iter().map(known_leader).collect(),
    ))
}

fn known_leader(row: leader::Model) -> KnownLeader {
    KnownLeader {
        id: row.id,
        staff_number: row.staff_number,
        name: row.name,
        tier: row.tier,
        unit: row.unit_id,
        branch: row.branch_id,
        post: row.post,
    }
}

fn known_representative(row: representative::Model) -> KnownRepresentative {
    KnownRepresentative {
        id: row.id,
        staff_number: row.staff_number,
        name: row.name,
        unit: row.unit_id,
        post: row.post,
    }
}

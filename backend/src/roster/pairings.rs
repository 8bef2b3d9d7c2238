//! Pairings by themselves: the viewer's own, and one after a change.

use std::collections::HashMap;
use std::sync::Arc;

use chrono::TimeDelta;
use lianyi_shared::id::{LeaderId, PairingId, UnitId};
use lianyi_shared::roster::PairingStatus;
use sea_orm::sea_query::Query;
use sea_orm::{ColumnTrait as _, Condition, EntityTrait as _, QueryFilter as _};

use crate::db::Find as _;
use crate::entity::{leader, pairing, roster};
use crate::error::{Error, Result};
use crate::op::Op;
use crate::roster::contents::Counterpart;
use crate::roster::read;
use crate::roster::sides::Sides;

/// For how long a pairing that ended is still offered to who records what was before.
const LATELY: TimeDelta = TimeDelta::days(365);

/// A pairing with both sides by name.
#[derive(Clone, Debug)]
pub struct Joined {
    /// The pairing.
    pub pairing: pairing::Model,
    /// Who keeps liaison.
    pub leader: Arc<leader::Model>,
    /// With whom.
    pub counterpart: Counterpart,
    /// Whose roster it stands on.
    pub owner: UnitId,
}

/// The viewer's own pairings in force: as a leader, and as a representative; groups first, then by
/// name.
pub async fn mine(op: &Op) -> Result<Vec<Joined>> {
    let mut own = Condition::any();
    if let Some(leader) = op.viewer.leader {
        own = own.add(pairing::Column::LeaderId.eq(leader));
    }
    if let Some(person) = op.viewer.representative {
        own = own.add(pairing::Column::RepresentativeId.eq(person));
    }
    if own.is_empty() {
        return Ok(Vec::new());
    }
    in_force(op, own).await
}

/// The pairings in force of one leader, groups first, then by name.
pub async fn of_leader(op: &Op, leader: LeaderId) -> Result<Vec<Joined>> {
    in_force(op, Condition::all().add(pairing::Column::LeaderId.eq(leader))).await
}

/// The pairings of one leader that are in force or ended within the last year, groups first, then by name.
pub async fn of_leader_lately(op: &Op, leader: LeaderId) -> Result<Vec<Joined>> {
    let lately = Condition::all()
        .add(pairing::Column::Status.ne(PairingStatus::Planned))
        .add(pairing::Column::Until.gte(op.today() - LATELY));
    let in_force = pairing::Column::Status.eq(PairingStatus::Active);
    let own = Condition::all().add(pairing::Column::LeaderId.eq(leader));
    by_name(op, own.add(Condition::any().add(in_force).add(lately))).await
}

/// The pairings in force among some, groups first, then by name.
pub async fn in_force(op: &Op, which: Condition) -> Result<Vec<Joined>> {
    let in_force = pairing::Column::Status.eq(PairingStatus::Active);
    by_name(op, Condition::all().add(which).add(in_force)).await
}

/// Some pairings, groups first, then by name.
async fn by_name(op: &Op, which: Condition) -> Result<Vec<Joined>> {
    let rows = pairing::Entity::find().filter(which).find_in(op.db()).await?;
    let mut joined = join(op, rows).await?;
    joined.sort_by(|a, b| {
        (a.counterpart.key(), &a.leader.name_key).cmp(&(b.counterpart.key(), &b.leader.name_key))
    });
    Ok(joined)
}

/// Pairings in the order of their ids, whatever their state.
pub async fn in_order(op: &Op, ids: &[PairingId]) -> Result<Vec<Joined>> {
    let which = pairing::Column::Id.is_in(ids.iter().copied());
    let rows = pairing::Entity::find().filter(which).find_in(op.db()).await?;
    let mut joined = join(op, rows).await?;
    joined.sort_by_key(|joined| ids.iter().position(|id| *id == joined.pairing.id));
    Ok(joined)
}

/// One pairing of a roster that the viewer may see.
pub async fn of_visible_roster(op: &Op, id: PairingId) -> Result<Joined> {
    let visible =
        Query::select().column("id").from("roster").cond_where(read::SCOPED.visible(&op.viewer)).to_owned();
    let row = pairing::Entity::find_by_id(id)
        .filter(pairing::Column::RosterId.in_subquery(visible))
        .first_in(op.db())
        .await?
        .ok_or(Error::NotFound)?;
    join(op, vec![row]).await?.pop().ok_or(Error::NotFound)
}

/// Both sides of pairings by name: four statements, however many pairings.
async fn join(op: &Op, rows: Vec<pairing::Model>) -> Result<Vec<Joined>> {
    let sides = Sides::read(
        op.db(),
        rows.iter().map(|row| row.leader_id),
        rows.iter().filter_map(|row| row.representative_id),
        rows.iter().filter_map(|row| row.group_id),
    )
    .await?;
    let owners: HashMap<_, _> = roster::Entity::find()
        .filter(roster::Column::Id.is_in(rows.iter().map(|row| row.roster_id)))
        .find_in(op.db())
        .await?
        .into_iter()
        .map(|roster| (roster.id, roster.owner_id))
        .collect();
    Ok(rows
        .into_iter()
        .filter_map(|pairing| {
            Some(Joined {
                leader: sides.leader(pairing.leader_id)?,
                owner: *owners.get(&pairing.roster_id)?,
                counterpart: sides.counterpart(pairing.representative_id, pairing.group_id)?,
                pairing,
            })
        })
        .collect())
}

//! Urging a leader to get in touch with a counterpart: a notice to the leader, and a rest of seven days.

use std::collections::HashMap;

use async_graphql::dataloader::Loader;
use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use lianyi_shared::access::Permission;
use lianyi_shared::audit::AuditAction;
use lianyi_shared::error::Reason;
use lianyi_shared::id::PairingId;
use lianyi_shared::notice::NoticeKind;
use lianyi_shared::roster::PairingStatus;
use sea_orm::sea_query::Condition;
use sea_orm::{
    ActiveModelTrait as _, ColumnTrait as _, EntityTrait as _, QueryFilter as _, QueryOrder as _,
    QuerySelect as _, Set,
};

use crate::access::viewer::{Capacity, Place};
use crate::audit::event::AuditEvent;
use crate::clock::day_of;
use crate::contact::due;
use crate::db::Find as _;
use crate::entity::contact_urge::{ActiveModel, Column, Entity};
use crate::entity::{leader, pairing};
use crate::error::{Error, Result};
use crate::loaders::{Directory, Shared};
use crate::notice::tell;
use crate::op::Op;
use crate::roster::pairings::Joined;
use crate::units::tree::UnitTree;

/// How long a leader is left alone about a counterpart. A span of time, so calendar days.
const REST: TimeDelta = TimeDelta::days(7);

/// Whether somebody who was urged is still left alone.
fn rests(urged_at: DateTime<Utc>, today: NaiveDate) -> bool {
    today < day_of(urged_at) + REST
}

/// In which capacity the viewer urges a leader. Nobody urges themselves.
pub fn may(op: &Op, tree: &UnitTree, leader: &leader::Model) -> Result<Capacity> {
    if op.viewer.leader == Some(leader.id) {
        return Err(Error::forbidden(Reason::NotPermitted));
    }
    op.viewer.require(Permission::ContactRecord, Place::of_unit(leader.branch_id), tree)
}

/// Urges the leader of a pairing in force. Permission `CONTACT_RECORD` on the leader's branch, once in seven days.
pub async fn urge(op: &Op, id: PairingId) -> Result<Joined> {
    let tree = op.tree().await?;
    let work = op.begin().await?;
    // Whoever urges at the same moment waits here for the first.
    let row = pairing::Entity::find_by_id(id)
        .filter(pairing::Column::Status.eq(PairingStatus::Active))
        .lock_exclusive()
        .first_in(&*work)
        .await?
        .ok_or(Error::NotFound)?;
    let leader = leader::Entity::find_by_id(row.leader_id).first_in(&*work).await?.ok_or(Error::NotFound)?;
    let place = Place::of_unit(leader.branch_id);
    if !op.viewer.atoms(Permission::ContactRead).iter().any(|atom| atom.covers(place, tree)) {
        return Err(Error::NotFound);
    }
    let capacity = may(op, tree, &leader)?;
    let last =
        Entity::find().filter(Column::PairingId.eq(id)).order_by_desc(Column::At).first_in(&*work).await?;
    if last.is_some_and(|urge| rests(urge.at, op.today())) {
        return Err(Error::conflict(Reason::UrgedThisWeek));
    }
    let urge = ActiveModel {
        id: Set(op.app().new_id()),
        pairing_id: Set(id),
        account_id: Set(op.viewer.account),
        at: Set(op.now()),
    };
    urge.insert(&*work).await?;
    if tell::tell(op, &work, tell::leaders(&[leader.id]), NoticeKind::Urged, id).await? == 0 {
        return Err(Error::conflict(Reason::NoAccount));
    }
    work.commit(AuditEvent::new(AuditAction::ContactUrge, id).by(capacity)).await?;
    let which = Condition::all().add(pairing::Column::Id.eq(id));
    due::named(op, which).await?.pop().ok_or(Error::NotFound)
}

/// On which day the leader of a pairing was urged, while they are left alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct UrgedOn(pub PairingId);

impl Loader<UrgedOn> for Directory {
    type Value = NaiveDate;
    type Error = Shared;

    async fn load(&self, keys: &[UrgedOn]) -> Result<HashMap<UrgedOn, NaiveDate>, Shared> {
        let op = &self.0;
        // A day more than the rest: days begin in the college, moments are compared in Greenwich.
        let since = op.now() - REST - TimeDelta::days(1);
        let rows = Entity::find()
            .filter(Column::PairingId.is_in(keys.iter().map(|key| key.0)))
            .filter(Column::At.gt(since))
            .order_by_asc(Column::At)
            .find_in(op.db())
            .await
            .map_err(Error::from)?;
        let resting = rows.into_iter().filter(|row| rests(row.at, op.today()));
        Ok(resting.map(|row| (UrgedOn(row.pairing_id), day_of(row.at))).collect())
    }
}

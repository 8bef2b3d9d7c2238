//! Urging a branch that has something to do about its roster.

use chrono::{DateTime, NaiveDate, Utc};
use lianyi_shared::access::Permission;
use lianyi_shared::audit::AuditAction;
use lianyi_shared::calendar::WorkingDays;
use lianyi_shared::error::Reason;
use lianyi_shared::id::UnitId;
use lianyi_shared::notice::NoticeKind;
use lianyi_shared::roster::RosterRoute;
use sea_orm::{
    ActiveModelTrait as _, ColumnTrait as _, EntityTrait as _, QueryFilter as _, QueryOrder as _, Set,
};

use crate::access::viewer::Place;
use crate::audit::event::AuditEvent;
use crate::calendar;
use crate::clock::day_of;
use crate::db::Find as _;
use crate::entity::roster_urge;
use crate::error::{Error, Result};
use crate::notice::tell;
use crate::op::Op;
use crate::roster::read;

/// How many working days a branch has to act before it can be urged again.
const COOLDOWN: usize = 3;

/// Whether a branch that was urged has had its time.
pub fn has_rested(clock: &WorkingDays, urged_at: DateTime<Utc>, today: NaiveDate) -> bool {
    today >= clock.add(day_of(urged_at), COOLDOWN)
}

/// Urges a branch. Permission `ROSTER_FILE`; once in three working days.
pub async fn urge(op: &Op, branch: UnitId) -> Result<()> {
    let work = op.begin().await?;
    let (unit, route) = read::owner(op, &*work, branch).await?;
    if route != Some(RosterRoute::Branch) {
        return Err(Error::invalid("branch", Reason::NotABranch));
    }
    let capacity = op.viewer.require(Permission::RosterFile, Place::of_unit(unit.id), op.tree().await?)?;
    let last = roster_urge::Entity::find()
        .filter(roster_urge::Column::BranchId.eq(branch))
        .order_by_desc(roster_urge::Column::At)
        .first_in(&*work)
        .await?;
    let clock = calendar::read::working_days(&*work).await?;
    if last.is_some_and(|urge| !has_rested(&clock, urge.at, op.today())) {
        return Err(Error::conflict(Reason::UrgedLately));
    }
    roster_urge::ActiveModel {
        id: Set(op.app().new_id()),
        branch_id: Set(branch),
        account_id: Set(op.viewer.account),
        at: Set(op.now()),
    }
    .insert(&*work)
    .await?;
    tell::tell(op, &work, tell::secretaries(branch, op.today()), NoticeKind::RosterUrged, branch).await?;
    work.commit(AuditEvent::new(AuditAction::RosterUrge, branch).by(capacity)).await
}

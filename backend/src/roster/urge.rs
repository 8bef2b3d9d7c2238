//! Urging a branch that has something to do about its roster.

use chrono::TimeDelta;
use lianyi_shared::access::Permission;
use lianyi_shared::audit::AuditAction;
use lianyi_shared::error::Reason;
use lianyi_shared::id::UnitId;
use lianyi_shared::roster::RosterRoute;
use sea_orm::{ActiveModelTrait as _, ColumnTrait as _, EntityTrait as _, QueryFilter as _, Set};

use crate::audit::event::AuditEvent;
use crate::entity::roster_urge;
use crate::error::{Error, Result};
use crate::op::Op;
use crate::roster::read;

/// How long a branch is left in peace after it was urged.
pub const COOLDOWN: TimeDelta = TimeDelta::days(3);

/// Urges a branch. Permission `ROSTER_FILE`; once in three days.
pub async fn urge(op: &Op, branch: UnitId) -> Result<()> {
    let work = op.begin().await?;
    let (unit, route) = read::owner(op, &*work, branch).await?;
    if route != Some(RosterRoute::Branch) {
        return Err(Error::invalid("branch", Reason::NotABranch));
    }
    let capacity = op.viewer.require(Permission::RosterFile, read::place(unit.id), op.tree().await?)?;
    let lately = roster_urge::Entity::find()
        .filter(roster_urge::Column::BranchId.eq(branch))
        .filter(roster_urge::Column::At.gt(op.now() - COOLDOWN))
        .one(&*work)
        .await?;
    if lately.is_some() {
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
    work.commit(AuditEvent::new(AuditAction::RosterUrge, branch).by(capacity)).await
}

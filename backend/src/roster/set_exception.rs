//! Saying why a school-level leader stands outside the quota (R2), which the paper prints.

use lianyi_shared::audit::AuditAction;
use lianyi_shared::error::Reason;
use lianyi_shared::id::{LeaderId, RosterVersionId};
use lianyi_shared::roster::RosterRoute;
use lianyi_shared::validate::TEXT_MAX;
use sea_orm::sea_query::{Expr, ExprTrait as _, Query};
use sea_orm::{ActiveModelTrait as _, ConnectionTrait as _, Set};

use crate::audit::event::AuditEvent;
use crate::entity::quota_exception;
use crate::error::{Error, Result};
use crate::faults::Faults;
use crate::op::Op;
use crate::roster::contents;
use crate::roster::draft::Draft;
use crate::roster::graphql_version::RosterVersion;

/// A leader and the reason.
#[derive(Clone, Debug, async_graphql::InputObject)]
pub struct SetExceptionInput {
    /// The draft of a school roster.
    pub id: RosterVersionId,
    /// The `version` of the draft that was read.
    pub version: i32,
    /// The leader.
    pub leader: LeaderId,
    /// Why; without one, the exception is taken back.
    pub reason: Option<String>,
}

/// Sets or takes back an exception. Permission `ROSTER_DRAFT_SCHOOL`.
pub async fn set_exception(op: &Op, input: SetExceptionInput) -> Result<RosterVersion> {
    let mut faults = Faults::default();
    let reason = faults.optional("input.reason", input.reason.as_deref(), TEXT_MAX);
    faults.check()?;
    let work = op.begin().await?;
    let draft = Draft::open(op, &work, input.id, input.version).await?;
    let on_roster =
        contents::of(&*work, input.id).await?.leaders.iter().any(|leader| leader.id == input.leader);
    if draft.version.roster.route != RosterRoute::School || !on_roster {
        return Err(Error::invalid("input.leader", Reason::LeaderElsewhere));
    }
    let clear = Query::delete()
        .from_table("quota_exception")
        .and_where(Expr::col("version_id").eq(input.id))
        .and_where(Expr::col("leader_id").eq(input.leader))
        .to_owned();
    work.execute(&clear).await?;
    if let Some(reason) = reason {
        quota_exception::ActiveModel {
            version_id: Set(input.id),
            leader_id: Set(input.leader),
            reason: Set(reason),
        }
        .insert(&*work)
        .await?;
    }
    let event =
        AuditEvent::new(AuditAction::RosterSetException, input.id).with("leader", input.leader.to_string());
    draft.commit(op, work, event).await
}

//! Proposing: the department puts the draft of the school roster before the committee (R1).

use lianyi_shared::audit::AuditAction;
use lianyi_shared::id::RosterVersionId;
use lianyi_shared::roster::{RosterAction, RosterStatus, RosterStep};
use sea_orm::sea_query::{Expr, ExprTrait as _, Query};

use crate::audit::event::AuditEvent;
use crate::error::Result;
use crate::op::Op;
use crate::roster::draft::refuse_blocked;
use crate::roster::graphql_version::RosterVersion;
use crate::roster::history::{self, Particulars};
use crate::roster::{may, read};

/// A draft as it was read.
#[derive(Clone, Debug, async_graphql::InputObject)]
pub struct ProposeRosterInput {
    /// The draft.
    pub id: RosterVersionId,
    /// The `version` of the draft that was read.
    pub version: i32,
}

/// Proposes a draft. Permission `ROSTER_DRAFT_SCHOOL`; refused while the checks find blockers.
pub async fn propose(op: &Op, input: ProposeRosterInput) -> Result<RosterVersion> {
    let work = op.begin().await?;
    let version = read::version(op, &*work, input.id).await?;
    let capacity = may::act(op, op.tree().await?, &version, RosterAction::Propose)?;
    refuse_blocked(op, &work, input.id).await?;
    let update = Query::update()
        .table("roster_version")
        .value("status", RosterStatus::Proposed)
        .value("status_since", op.now())
        .value("proposed_by", op.viewer.account)
        .value("version", Expr::col("version").add(1))
        .and_where(Expr::col("id").eq(input.id))
        .and_where(Expr::col("status").eq(RosterStatus::Draft))
        .and_where(Expr::col("version").eq(input.version))
        .to_owned();
    work.one_row(&update).await?;
    history::record(op, &work, input.id, RosterStep::Propose, &capacity, Particulars::default()).await?;
    work.commit(AuditEvent::new(AuditAction::RosterPropose, input.id).by(capacity)).await?;
    RosterVersion::read(op, input.id).await
}

//! Returning: the committee sends a proposed roster back with reasons.

use lianyi_shared::audit::AuditAction;
use lianyi_shared::id::RosterVersionId;
use lianyi_shared::roster::{RosterAction, RosterStatus, RosterStep};
use lianyi_shared::validate::TEXT_MAX;
use sea_orm::sea_query::{Expr, ExprTrait as _, Query};

use crate::audit::event::AuditEvent;
use crate::error::Result;
use crate::faults::Faults;
use crate::op::Op;
use crate::roster::graphql_version::RosterVersion;
use crate::roster::history::{self, Particulars};
use crate::roster::{may, read};

/// A proposed version and why it goes back.
#[derive(Clone, Debug, async_graphql::InputObject)]
pub struct ReturnRosterInput {
    /// The proposed version.
    pub id: RosterVersionId,
    /// The `version` that was read.
    pub version: i32,
    /// What is to be changed.
    pub reasons: String,
}

/// Returns a version. Permission `ROSTER_DECIDE_SCHOOL`; never by who drafted or proposed it.
pub async fn return_to_drafter(op: &Op, input: ReturnRosterInput) -> Result<RosterVersion> {
    let mut faults = Faults::default();
    let reasons = faults.required("input.reasons", &input.reasons, TEXT_MAX);
    faults.check()?;
    let work = op.begin().await?;
    let version = read::version(op, &*work, input.id).await?;
    let capacity = may::act(op, op.tree().await?, &version, RosterAction::Return)?;
    let update = Query::update()
        .table("roster_version")
        .value("status", RosterStatus::Draft)
        .value("status_since", op.now())
        .value("version", Expr::col("version").add(1))
        .and_where(Expr::col("id").eq(input.id))
        .and_where(Expr::col("status").eq(RosterStatus::Proposed))
        .and_where(Expr::col("version").eq(input.version))
        .cond_where(may::not_own_work(op.viewer.account))
        .to_owned();
    work.one_row(&update).await?;
    let particulars = Particulars { reasons: Some(reasons), ..Particulars::default() };
    history::record(op, &work, input.id, RosterStep::Return, &capacity, particulars).await?;
    work.commit(AuditEvent::new(AuditAction::RosterReturn, input.id).by(capacity)).await?;
    RosterVersion::read(op, input.id).await
}

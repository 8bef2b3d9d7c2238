//! Withdrawing: the drafter gives an open version up.

use lianyi_shared::audit::AuditAction;
use lianyi_shared::id::RosterVersionId;
use lianyi_shared::roster::{PairingStatus, RosterAction, RosterStatus, RosterStep};
use lianyi_shared::validate::TEXT_MAX;
use sea_orm::ConnectionTrait as _;
use sea_orm::sea_query::{Expr, ExprTrait as _, Query};

use crate::audit::event::AuditEvent;
use crate::error::Result;
use crate::faults::Faults;
use crate::op::Op;
use crate::roster::graphql_version::RosterVersion;
use crate::roster::history::{self, Particulars};
use crate::roster::{may, read};

/// An open version that is given up.
#[derive(Clone, Debug, async_graphql::InputObject)]
pub struct WithdrawRosterInput {
    /// The version.
    pub id: RosterVersionId,
    /// The `version` that was read.
    pub version: i32,
    /// Why.
    pub reasons: Option<String>,
}

/// Withdraws a version. Permission to draft on the owner. Its planned pairings never begin; its
/// lines stay as a record.
pub async fn withdraw(op: &Op, input: WithdrawRosterInput) -> Result<RosterVersion> {
    let mut faults = Faults::default();
    let reasons = faults.optional("input.reasons", input.reasons.as_deref(), TEXT_MAX);
    faults.check()?;
    let work = op.begin().await?;
    let version = read::version(op, &*work, input.id).await?;
    let capacity = may::act(op, op.tree().await?, &version, RosterAction::Withdraw)?;
    let update = Query::update()
        .table("roster_version")
        .value("status", RosterStatus::Withdrawn)
        .value("status_since", op.now())
        .value("version", Expr::col("version").add(1))
        .and_where(Expr::col("id").eq(input.id))
        .and_where(Expr::col("status").eq(version.row.status))
        .and_where(Expr::col("version").eq(input.version))
        .to_owned();
    work.one_row(&update).await?;
    let of_version = Query::select()
        .column("pairing_id")
        .from("roster_line")
        .and_where(Expr::col("version_id").eq(input.id))
        .to_owned();
    let never_begun = Query::update()
        .table("pairing")
        .value("status", PairingStatus::Ended)
        .and_where(Expr::col("status").eq(PairingStatus::Planned))
        .and_where(Expr::col("id").in_subquery(of_version))
        .to_owned();
    work.execute(&never_begun).await?;
    let particulars = Particulars { reasons, ..Particulars::default() };
    history::record(op, &work, input.id, RosterStep::Withdraw, &capacity, particulars).await?;
    work.commit(AuditEvent::new(AuditAction::RosterWithdraw, input.id).by(capacity)).await?;
    RosterVersion::read(op, input.id).await
}

//! Filing: the department takes note of what a branch decided (R3). It never changes force.

use lianyi_shared::audit::AuditAction;
use lianyi_shared::error::Reason;
use lianyi_shared::id::RosterVersionId;
use lianyi_shared::roster::{FilingAction, FilingStatus, RosterStatus, RosterStep};
use sea_orm::sea_query::{Expr, ExprTrait as _, Query};

use crate::audit::event::AuditEvent;
use crate::error::{Error, Result};
use crate::op::Op;
use crate::roster::graphql_version::RosterVersion;
use crate::roster::history::{self, Particulars};
use crate::roster::{may, read};

/// A version that was sent.
#[derive(Clone, Debug, async_graphql::InputObject)]
pub struct FileRosterInput {
    /// The version.
    pub id: RosterVersionId,
    /// The `version` that was read.
    pub version: i32,
}

/// Files a version. Permission `ROSTER_FILE`; never by who registered the decision.
pub async fn file(op: &Op, input: FileRosterInput) -> Result<RosterVersion> {
    step(op, input.id, input.version, FilingAction::File, None).await
}

/// Takes one step of the filing track: sending, filing and asking for a correction differ only in
/// who may and in the reasons.
pub(super) async fn step(
    op: &Op,
    id: RosterVersionId,
    read_version: i32,
    action: FilingAction,
    reasons: Option<String>,
) -> Result<RosterVersion> {
    let work = op.begin().await?;
    let version = read::version(op, &*work, id).await?;
    let decided_by = history::decided_by(&*work, id).await?;
    let capacity = may::file(op, op.tree().await?, &version, decided_by, action)?;
    let from = version.row.filing;
    let to = from.and_then(|filing| filing.after(action));
    // A request for correction is answered, not sent back as it was.
    if from == Some(FilingStatus::CorrectionAsked) && reasons.is_none() {
        return Err(Error::invalid("input.reasons", Reason::Required));
    }
    let mut update = Query::update();
    update
        .table("roster_version")
        .value("filing", to)
        .value("filing_since", op.now())
        .value("version", Expr::col("version").add(1))
        .and_where(Expr::col("id").eq(id))
        .and_where(Expr::col("status").eq(RosterStatus::InForce))
        .and_where(Expr::col("filing").eq(from))
        .and_where(Expr::col("version").eq(read_version));
    if action != FilingAction::Send {
        let decided_by_viewer = Query::select()
            .column("version_id")
            .from("roster_decision")
            .and_where(Expr::col("action").eq(RosterStep::Decide.code()))
            .and_where(Expr::col("account_id").eq(op.viewer.account))
            .to_owned();
        update.and_where(Expr::col("id").not_in_subquery(decided_by_viewer));
    }
    work.one_row(&update).await?;
    let particulars = Particulars { reasons, ..Particulars::default() };
    history::record(op, &work, id, action.step(), &capacity, particulars).await?;
    let name = match action {
        FilingAction::Send => AuditAction::RosterSend,
        FilingAction::File => AuditAction::RosterFile,
        FilingAction::AskCorrection => AuditAction::RosterAskCorrection,
    };
    work.commit(AuditEvent::new(name, id).by(capacity)).await?;
    RosterVersion::read(op, id).await
}

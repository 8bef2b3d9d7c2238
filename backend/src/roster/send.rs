//! Sending for filing: the branch tells the department what it decided, or answers a request for
//! correction with reasons (R3).

use lianyi_shared::id::RosterVersionId;
use lianyi_shared::roster::FilingAction;
use lianyi_shared::validate::TEXT_MAX;

use crate::error::Result;
use crate::faults::Faults;
use crate::op::Op;
use crate::roster::file;
use crate::roster::graphql_version::RosterVersion;

/// A branch version in force.
#[derive(Clone, Debug, async_graphql::InputObject)]
pub struct SendRosterInput {
    /// The version.
    pub id: RosterVersionId,
    /// The `version` that was read.
    pub version: i32,
    /// The answer; required where a correction was asked.
    pub reasons: Option<String>,
}

/// Sends a version for filing. Permission `ROSTER_DECIDE_BRANCH`.
pub async fn send(op: &Op, input: SendRosterInput) -> Result<RosterVersion> {
    let mut faults = Faults::default();
    let reasons = faults.optional("input.reasons", input.reasons.as_deref(), TEXT_MAX);
    faults.check()?;
    file::step(op, input.id, input.version, FilingAction::Send, reasons).await
}

//! Asking for a correction: the department names what should be put right; the branch answers with
//! reasons or with a new version (R3).

use lianyi_shared::id::RosterVersionId;
use lianyi_shared::roster::FilingAction;
use lianyi_shared::validate::TEXT_MAX;

use crate::error::Result;
use crate::faults::Faults;
use crate::op::Op;
use crate::roster::file;
use crate::roster::graphql_version::RosterVersion;

/// A version that was sent, and what should be put right.
#[derive(Clone, Debug, async_graphql::InputObject)]
pub struct AskCorrectionInput {
    /// The version.
    pub id: RosterVersionId,
    /// The `version` that was read.
    pub version: i32,
    /// What should be put right.
    pub reasons: String,
}

/// Asks for a correction. Permission `ROSTER_FILE`; never by who registered the decision.
pub async fn ask_correction(op: &Op, input: AskCorrectionInput) -> Result<RosterVersion> {
    let mut faults = Faults::default();
    let reasons = faults.required("input.reasons", &input.reasons, TEXT_MAX);
    faults.check()?;
    file::step(op, input.id, input.version, FilingAction::AskCorrection, Some(reasons)).await
}

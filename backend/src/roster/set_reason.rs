//! Saying why a line is new or ended.

use lianyi_shared::audit::AuditAction;
use lianyi_shared::error::Reason;
use lianyi_shared::id::{PairingId, RosterVersionId};
use lianyi_shared::roster::LineChange;
use lianyi_shared::validate::TEXT_MAX;

use crate::audit::event::AuditEvent;
use crate::error::{Error, Result};
use crate::faults::Faults;
use crate::op::Op;
use crate::roster::draft::Draft;
use crate::roster::graphql_version::RosterVersion;

/// A reason for a line.
#[derive(Clone, Debug, async_graphql::InputObject)]
pub struct SetLineReasonInput {
    /// The draft.
    pub id: RosterVersionId,
    /// The `version` of the draft that was read.
    pub version: i32,
    /// The line; new or ended.
    pub pairing: PairingId,
    /// Why.
    pub reason: String,
}

/// Sets the reason of a line. Permission to draft on the owner.
pub async fn set_reason(op: &Op, input: SetLineReasonInput) -> Result<RosterVersion> {
    let mut faults = Faults::default();
    let reason = faults.required("input.reason", &input.reason, TEXT_MAX);
    faults.check()?;
    let work = op.begin().await?;
    let draft = Draft::open(op, &work, input.id, input.version).await?;
    let (line, _) = draft.line(&work, input.pairing).await?;
    if line.change == LineChange::Kept {
        return Err(Error::invalid("input.pairing", Reason::LineNotThere));
    }
    draft.set_line(&work, input.pairing, line.change, Some(reason)).await?;
    let event =
        AuditEvent::new(AuditAction::RosterSetReason, input.id).with("pairing", input.pairing.to_string());
    draft.commit(op, work, event).await
}

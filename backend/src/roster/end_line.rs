//! Taking a line off a draft: a kept line is ended with a reason, a new one disappears.

use lianyi_shared::audit::AuditAction;
use lianyi_shared::id::{PairingId, RosterVersionId};
use lianyi_shared::roster::LineChange;
use lianyi_shared::validate::TEXT_MAX;

use crate::audit::event::AuditEvent;
use crate::error::Result;
use crate::faults::Faults;
use crate::op::Op;
use crate::roster::draft::Draft;
use crate::roster::graphql_version::RosterVersion;

/// A line and why it ends.
#[derive(Clone, Debug, async_graphql::InputObject)]
pub struct EndRosterLineInput {
    /// The draft.
    pub id: RosterVersionId,
    /// The `version` of the draft that was read.
    pub version: i32,
    /// The line.
    pub pairing: PairingId,
    /// Why; required for lines that are in force.
    pub reason: Option<String>,
}

/// Takes a line off. Permission to draft on the owner.
pub async fn end_line(op: &Op, input: EndRosterLineInput) -> Result<RosterVersion> {
    let work = op.begin().await?;
    let draft = Draft::open(op, &work, input.id, input.version).await?;
    let (line, _) = draft.line(&work, input.pairing).await?;
    let mut faults = Faults::default();
    let given = input.reason.unwrap_or_default();
    let reason = if line.change == LineChange::New {
        None
    } else {
        Some(faults.required("input.reason", &given, TEXT_MAX))
    };
    faults.check()?;
    draft.take_off(&work, &line, reason).await?;
    let event =
        AuditEvent::new(AuditAction::RosterEndLine, input.id).with("pairing", input.pairing.to_string());
    draft.commit(op, work, event).await
}

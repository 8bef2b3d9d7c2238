//! Keeping a line after all that a draft had ended.

use lianyi_shared::audit::AuditAction;
use lianyi_shared::error::Reason;
use lianyi_shared::id::{PairingId, RosterVersionId};
use lianyi_shared::roster::{LineChange, PairingStatus};

use crate::audit::event::AuditEvent;
use crate::error::{Error, Result};
use crate::op::Op;
use crate::roster::draft::Draft;
use crate::roster::graphql_version::RosterVersion;

/// A line that the draft ends.
#[derive(Clone, Debug, async_graphql::InputObject)]
pub struct RestoreRosterLineInput {
    /// The draft.
    pub id: RosterVersionId,
    /// The `version` of the draft that was read.
    pub version: i32,
    /// The line.
    pub pairing: PairingId,
}

/// Keeps a line again. Permission to draft on the owner. A pairing that a fact has ended stays so.
pub async fn restore_line(op: &Op, input: RestoreRosterLineInput) -> Result<RosterVersion> {
    let work = op.begin().await?;
    let draft = Draft::open(op, &work, input.id, input.version).await?;
    let (line, pairing) = draft.line(&work, input.pairing).await?;
    if line.change != LineChange::Ended || pairing.status == PairingStatus::Ended {
        return Err(Error::invalid("input.pairing", Reason::LineNotThere));
    }
    draft.set_line(&work, input.pairing, LineChange::Kept, None).await?;
    let event =
        AuditEvent::new(AuditAction::RosterRestoreLine, input.id).with("pairing", input.pairing.to_string());
    draft.commit(op, work, event).await
}

//! Who may do what to a contact record now.

use lianyi_shared::access::Permission;
use lianyi_shared::contact::{ContactAction, ContactStatus};
use lianyi_shared::error::Reason;
use lianyi_shared::id::{LeaderId, UnitId};

use crate::access::viewer::{Capacity, Place};
use crate::error::{Error, Result};
use crate::op::Op;
use crate::roster::may::wrong_state;

/// Whether the viewer is one of the leaders.
pub fn is_own(op: &Op, leaders: &[LeaderId]) -> bool {
    op.viewer.leader.is_some_and(|leader| leaders.contains(&leader))
}

/// In which capacity the viewer records for these leaders.
pub async fn record(op: &Op, branch: UnitId, leaders: &[LeaderId]) -> Result<Capacity> {
    let place = Place { unit: Some(branch), mine: is_own(op, leaders), assigned: false };
    op.viewer.require(Permission::ContactRecord, place, op.tree().await?)
}

/// In which capacity the viewer takes an action on a record, and the state after it.
pub async fn act(
    op: &Op,
    status: ContactStatus,
    branch: UnitId,
    leaders: &[LeaderId],
    action: ContactAction,
) -> Result<(Capacity, ContactStatus)> {
    let capacity = record(op, branch, leaders).await?;
    let own = is_own(op, leaders);
    let by_right_person = match action {
        ContactAction::Confirm | ContactAction::Correct => own,
        ContactAction::CorrectOnBehalf => !own,
        ContactAction::Void => true,
    };
    if !by_right_person {
        return Err(Error::forbidden(Reason::NotPermitted));
    }
    let after = status.after(action).ok_or_else(|| wrong_state(status.label(op.request.lang)))?;
    Ok((capacity, after))
}

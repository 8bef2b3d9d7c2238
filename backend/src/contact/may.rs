//! Who may do what to a contact record now.

use lianyi_shared::access::Permission;
use lianyi_shared::contact::{ContactAction, ContactStatus};
use lianyi_shared::error::Reason;
use lianyi_shared::id::{ContactId, LeaderId, UnitId};

use crate::access::viewer::{Capacity, Place};
use crate::contact::read;
use crate::entity::contact;
use crate::error::{Error, Result};
use crate::op::Op;
use crate::work::Work;

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
    let after = status.after(action).ok_or_else(|| Error::wrong_state(status.label(op.request.lang)))?;
    Ok((capacity, after))
}

/// What every act on a record begins with: the record as the viewer read it, and what the action makes of it. The
/// action may depend on whether they are one of its leaders.
pub async fn begin(
    op: &Op,
    work: &Work,
    (id, version): (ContactId, i32),
    action: fn(bool) -> ContactAction,
) -> Result<(contact::Model, Capacity, ContactStatus)> {
    let before = read::visible(op, &**work, id).await?;
    let leaders = read::leaders_of(&**work, before.id).await?;
    let action = action(is_own(op, &leaders));
    let (capacity, status) = act(op, before.status, before.branch_id, &leaders, action).await?;
    Error::unless_same(version, before.version)?;
    Ok((before, capacity, status))
}

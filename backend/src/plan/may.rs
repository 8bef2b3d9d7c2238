//! Who may do what to a plan now.

use lianyi_shared::access::Permission;
use lianyi_shared::error::Reason;
use lianyi_shared::id::{LeaderId, PlanId};
use lianyi_shared::plan::{PlanAction, PlanStatus};

use crate::access::viewer::Capacity;
use crate::contact::may;
use crate::entity::plan;
use crate::error::{Error, Result};
use crate::op::Op;
use crate::plan::read;
use crate::work::Work;

/// In which capacity the viewer takes an action on a plan, and the state after it.
pub async fn act(
    op: &Op,
    plan: &plan::Model,
    leaders: &[LeaderId],
    action: PlanAction,
) -> Result<(Capacity, PlanStatus)> {
    let capacity = match action {
        PlanAction::Withdraw => propose(op, plan)?,
        _ => may::record(op, plan.branch_id, leaders).await?,
    };
    let after =
        plan.status.after(action).ok_or_else(|| Error::wrong_state(plan.status.label(op.request.lang)))?;
    Ok((capacity, after))
}

/// In which capacity the viewer has proposed a plan.
fn propose(op: &Op, plan: &plan::Model) -> Result<Capacity> {
    let own = plan.proposer_id.is_some() && plan.proposer_id == op.viewer.representative;
    if own {
        op.viewer.require_any(Permission::MeetingPropose)
    } else {
        Err(Error::forbidden(Reason::NotPermitted))
    }
}

/// What every act on a plan begins with: the plan as the viewer read it, and what the action makes of it.
pub async fn begin(
    op: &Op,
    work: &Work,
    (id, version): (PlanId, i32),
    action: PlanAction,
) -> Result<(plan::Model, Capacity, PlanStatus)> {
    let before = match action {
        PlanAction::Withdraw => read::proposed(op, &**work, id).await?,
        _ => read::visible(op, &**work, id).await?,
    };
    let leaders = read::leaders_of(&**work, id).await?;
    let (capacity, status) = act(op, &before, &leaders, action).await?;
    Error::unless_same(version, before.version)?;
    Ok((before, capacity, status))
}

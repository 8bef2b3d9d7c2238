//! Who is told of a meeting that was arranged, changed or called off.

use lianyi_shared::id::{PairingId, PlanId};
use lianyi_shared::notice::NoticeKind;

use crate::entity::plan;
use crate::error::Result;
use crate::notice::tell;
use crate::op::Op;
use crate::work::Work;

/// Whether both sides have to know: when, where, or whether they meet.
pub fn matters(before: &plan::Model, after: &plan::Model) -> bool {
    let when_and_where = |plan: &plan::Model| {
        (plan.status, plan.day, plan.time_from.clone(), plan.time_until.clone(), plan.place.clone())
    };
    when_and_where(before) != when_and_where(after)
}

/// Tells the leaders and the representatives of some pairings of a plan, but whoever acts; what they were told of it
/// before and have not read is not said twice.
pub async fn both_sides(op: &Op, work: &Work, plan: PlanId, pairings: &[PairingId]) -> Result<()> {
    for (column, kind) in
        [("leader_id", NoticeKind::PlanChanged), ("representative_id", NoticeKind::MeetingChanged)]
    {
        tell::done(op, work, kind, &[plan]).await?;
        tell::tell(op, work, tell::side(column, pairings), kind, plan).await?;
    }
    Ok(())
}

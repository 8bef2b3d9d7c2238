//! A representative proposes a time to a leader who links them (R5).

use async_graphql::InputObject;
use chrono::NaiveDate;
use lianyi_shared::access::Permission;
use lianyi_shared::audit::AuditAction;
use lianyi_shared::contact::ContactMode;
use lianyi_shared::error::Reason;
use lianyi_shared::id::{PairingId, PlanId};
use lianyi_shared::notice::NoticeKind;
use lianyi_shared::plan::PlanStatus;
use lianyi_shared::roster::PairingStatus;
use lianyi_shared::validate::LINE_MAX;
use sea_orm::sea_query::{Expr, ExprTrait as _};
use sea_orm::{ColumnTrait as _, EntityTrait as _, QueryFilter as _, QuerySelect as _};

use crate::access::viewer::Place;
use crate::audit::event::AuditEvent;
use crate::db::Find as _;
use crate::entity::{leader, pairing, plan};
use crate::error::{Error, Result};
use crate::faults::Faults;
use crate::notice::tell;
use crate::op::Op;
use crate::plan::content::time;
use crate::plan::{read, write};

/// A time that would suit.
#[derive(Clone, Debug, InputObject)]
pub struct ProposeMeetingInput {
    /// The pairing with the leader.
    pub pairing: PairingId,
    /// The day; today or later.
    pub day: NaiveDate,
    /// The time of day, as `09:30`.
    pub from: Option<String>,
    /// A few words.
    pub words: Option<String>,
}

/// Proposes the time. Each pairing has one proposal at a time.
pub async fn propose(op: &Op, input: ProposeMeetingInput) -> Result<plan::Model> {
    let by = op.viewer.require(Permission::MeetingPropose, Place::OWN, op.tree().await?)?;
    let mut faults = Faults::default();
    let from = time(&mut faults, "input.from", input.from.as_deref());
    let words = faults.optional("input.words", input.words.as_deref(), LINE_MAX);
    if input.day < op.today() {
        faults.add("input.day", Reason::DateInPast);
    }
    faults.check()?;
    let own = op.viewer.representative.ok_or(Error::NotFound)?;
    let work = op.begin().await?;
    let pairing = pairing::Entity::find_by_id(input.pairing)
        .filter(pairing::Column::RepresentativeId.eq(own))
        .filter(pairing::Column::Status.eq(PairingStatus::Active))
        // Of two proposals at once the second waits here and sees the first.
        .lock_exclusive()
        .first_in(&*work)
        .await?
        .ok_or(Error::NotFound)?;
    let open = plan::Entity::find()
        .filter(plan::Column::ProposerId.eq(own))
        .filter(plan::Column::Status.eq(PlanStatus::Proposed))
        .filter(read::of_side(Expr::col("id").eq(pairing.id)));
    if open.first_in(&*work).await?.is_some() {
        return Err(Error::conflict(Reason::ProposalOpen));
    }
    let leader =
        leader::Entity::find_by_id(pairing.leader_id).first_in(&*work).await?.ok_or(Error::NotFound)?;
    let row = plan::Model {
        id: PlanId(op.app().new_id()),
        series_id: None,
        made_for: input.day,
        status: PlanStatus::Proposed,
        day: input.day,
        time_from: from,
        time_until: None,
        place: None,
        mode: ContactMode::Talk,
        note: None,
        words,
        proposer_id: Some(own),
        reason: None,
        contact_id: None,
        branch_id: leader.branch_id,
        author_id: op.viewer.account,
        capacity: by.to_string(),
        made_at: op.now(),
        changed_at: op.now(),
        version: 1,
    };
    write::insert(&work, std::slice::from_ref(&row), &[pairing.id]).await?;
    tell::tell(op, &work, tell::leaders(&[leader.id]), NoticeKind::MeetingProposed, row.id).await?;
    work.commit(AuditEvent::new(AuditAction::PlanPropose, row.id).by(by)).await?;
    Ok(row)
}

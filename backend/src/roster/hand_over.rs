//! Handing a counterpart over to another leader: one line ends, one begins.

use lianyi_shared::audit::AuditAction;
use lianyi_shared::error::Reason;
use lianyi_shared::id::{LeaderId, PairingId, RosterVersionId};
use lianyi_shared::roster::LineChange;
use lianyi_shared::text::{Lang, Text as _};
use lianyi_shared::text_roster::PrefilledReason;
use lianyi_shared::validate::TEXT_MAX;
use sea_orm::EntityTrait as _;

use crate::audit::event::AuditEvent;
use crate::entity::leader;
use crate::error::{Error, Result};
use crate::faults::Faults;
use crate::op::Op;
use crate::roster::draft::{Draft, OtherSide};
use crate::roster::graphql_version::RosterVersion;

/// A line and its next leader.
#[derive(Clone, Debug, async_graphql::InputObject)]
pub struct HandOverLineInput {
    /// The draft.
    pub id: RosterVersionId,
    /// The `version` of the draft that was read.
    pub version: i32,
    /// The line.
    pub pairing: PairingId,
    /// Who takes it over.
    pub to: LeaderId,
    /// Why; filled in with both names if left out.
    pub reason: Option<String>,
}

/// Hands a line over. Permission to draft on the owner.
pub async fn hand_over(op: &Op, input: HandOverLineInput) -> Result<RosterVersion> {
    let mut faults = Faults::default();
    let given = faults.optional("input.reason", input.reason.as_deref(), TEXT_MAX);
    faults.check()?;
    let work = op.begin().await?;
    let draft = Draft::open(op, &work, input.id, input.version).await?;
    let (line, pairing) = draft.line(&work, input.pairing).await?;
    let successor = draft.leader(op, &work, input.to, "input.to").await?;
    if successor.id == pairing.leader_id {
        return Err(Error::invalid("input.to", Reason::SamePairTwice));
    }
    let before = leader::Entity::find_by_id(pairing.leader_id).one(&*work).await?.ok_or(Error::NotFound)?;
    let filled = |text: PrefilledReason, name: &String| text.render(Lang::Zh, &[("name", name)]);
    let ended = given.clone().unwrap_or_else(|| filled(PrefilledReason::HandedTo, &successor.name));
    // A line that was ended already keeps the reason it has.
    let ended = line.reason.clone().filter(|_| line.change == LineChange::Ended).unwrap_or(ended);
    draft.take_off(&work, &line, Some(ended)).await?;
    let other = OtherSide { representative: pairing.representative_id, group: pairing.group_id };
    let begun = given.unwrap_or_else(|| filled(PrefilledReason::TakenOverFrom, &before.name));
    let new = draft.add(op, &work, successor.id, other, Some(begun)).await?;
    let event = AuditEvent::new(AuditAction::RosterHandOver, input.id)
        .with("from", input.pairing.to_string())
        .with("to", new.to_string());
    draft.commit(op, work, event).await
}

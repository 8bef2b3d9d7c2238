//! Adding a line to a draft: a leader and a counterpart who were not linked before.

use lianyi_shared::access::Permission;
use lianyi_shared::audit::AuditAction;
use lianyi_shared::error::Reason;
use lianyi_shared::id::{GroupId, LeaderId, RepresentativeId, RosterVersionId};
use lianyi_shared::people::RecordStatus;
use lianyi_shared::validate::TEXT_MAX;
use sea_orm::EntityTrait as _;

use crate::audit::event::AuditEvent;
use crate::entity::liaison_group;
use crate::error::{Error, Result};
use crate::faults::Faults;
use crate::op::Op;
use crate::people::representatives;
use crate::roster::draft::{Draft, OtherSide};
use crate::roster::graphql_version::RosterVersion;
use crate::work::Work;

/// A new line.
#[derive(Clone, Debug, async_graphql::InputObject)]
pub struct AddRosterLineInput {
    /// The draft.
    pub id: RosterVersionId,
    /// The `version` of the draft that was read.
    pub version: i32,
    /// Who keeps liaison.
    pub leader: LeaderId,
    /// With this person; or
    pub representative: Option<RepresentativeId>,
    /// with this group. Exactly one of the two.
    pub group: Option<GroupId>,
    /// Why; needed before the version is proposed or decided.
    pub reason: Option<String>,
}

/// Adds a line. Permission to draft on the owner; the person must be one the viewer may see.
pub async fn add_line(op: &Op, input: AddRosterLineInput) -> Result<RosterVersion> {
    let mut faults = Faults::default();
    let reason = faults.optional("input.reason", input.reason.as_deref(), TEXT_MAX);
    faults.check()?;
    let work = op.begin().await?;
    let draft = Draft::open(op, &work, input.id, input.version).await?;
    let leader = draft.leader(op, &work, input.leader, "input.leader").await?;
    let other = OtherSide { representative: input.representative, group: input.group };
    check_current(op, &work, other).await?;
    let pairing = draft.add(op, &work, leader.id, other, reason).await?;
    let event = AuditEvent::new(AuditAction::RosterAddLine, input.id).with("pairing", pairing.to_string());
    draft.commit(op, work, event).await
}

/// Refuses what the viewer may not see, and archived counterparts.
async fn check_current(op: &Op, work: &Work, other: OtherSide) -> Result<()> {
    if let Some(person) = other.representative {
        let person = representatives::visible(op, &**work, person).await?;
        if person.status == RecordStatus::Archived {
            return Err(Error::invalid("input.representative", Reason::Archived));
        }
    }
    if let Some(group) = other.group {
        op.viewer.require_any(Permission::GroupRead)?;
        let group = liaison_group::Entity::find_by_id(group).one(&**work).await?.ok_or(Error::NotFound)?;
        if group.status == RecordStatus::Archived {
            return Err(Error::invalid("input.group", Reason::Archived));
        }
    }
    Ok(())
}

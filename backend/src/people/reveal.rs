//! Revealing restricted fields: the only way to them, always for a stated purpose, always audited.

use lianyi_shared::access::{FieldGroup, Permission};
use lianyi_shared::audit::AuditAction;
use lianyi_shared::error::Reason;
use lianyi_shared::id::RepresentativeId;
use lianyi_shared::people::{PURPOSE_MIN, RevealPurpose};
use lianyi_shared::validate::LINE_MAX;

use crate::audit::event::AuditEvent;
use crate::entity::representative::Model;
use crate::error::{Refusal, Result};
use crate::op::Op;
use crate::people::check::Checks;
use crate::people::representatives;

/// Whose restricted fields, and what for.
#[derive(Clone, Debug, async_graphql::InputObject)]
pub struct RevealInput {
    /// The representative.
    pub id: RepresentativeId,
    /// The group of restricted fields; `SENSITIVE`.
    pub group: FieldGroup,
    /// A code of `RevealPurpose`, or at least four characters in own words. The person sees role,
    /// date and code of the purpose; the words are kept as a keyed digest only.
    pub purpose: String,
}

/// Notes the reveal in the audit log and gives the row.
pub async fn reveal(op: &Op, input: RevealInput) -> Result<Model> {
    let work = op.begin().await?;
    let row = representatives::visible(op, &*work, input.id).await?;
    let place = representatives::place(op, &row).await?;
    let capacity = op.viewer.require(Permission::RepresentativeReveal, place, op.tree().await?)?;
    let purpose = input.purpose.trim();
    let mut checks = Checks::default();
    if input.group != FieldGroup::Sensitive {
        checks.fault("group", Reason::OnlySensitive);
    }
    if purpose.chars().count() < PURPOSE_MIN {
        checks.fault("purpose", Refusal::from(Reason::TooShort).with("min", PURPOSE_MIN));
    }
    checks.text("purpose", Some(purpose), LINE_MAX);
    checks.finish()?;
    let mut event = AuditEvent::new(AuditAction::RepresentativeReveal, input.id)
        .by(capacity)
        .with("group", input.group.code());
    event = match purpose.parse::<RevealPurpose>() {
        Ok(stated) => event.with("purpose", stated.code()),
        Err(_) => event
            .with("purpose", RevealPurpose::Other.code())
            .with("words", op.app().keys.content_digest(purpose)?),
    };
    work.commit(event).await?;
    Ok(row)
}

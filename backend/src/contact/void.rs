//! Voiding: the record stays to be read and counts nowhere.

use async_graphql::InputObject;
use lianyi_shared::audit::AuditAction;
use lianyi_shared::contact::ContactAction;
use lianyi_shared::id::ContactId;
use lianyi_shared::notice::NoticeKind;
use lianyi_shared::validate::TEXT_MAX;

use crate::audit::event::AuditEvent;
use crate::contact::{may, met, write};
use crate::entity::contact;
use crate::error::Result;
use crate::faults::Faults;
use crate::notice::tell;
use crate::op::Op;

/// A record and why it is void.
#[derive(Clone, Debug, InputObject)]
pub struct VoidContactInput {
    /// The record.
    pub id: ContactId,
    /// Its version.
    pub version: i32,
    /// Why.
    pub reason: String,
}

/// Voids the record.
pub async fn void(op: &Op, input: VoidContactInput) -> Result<contact::Model> {
    let mut faults = Faults::default();
    let reason = faults.required("input.reason", &input.reason, TEXT_MAX);
    faults.check()?;
    let work = op.begin().await?;
    let (before, capacity, status) =
        may::begin(op, &work, (input.id, input.version), |_| ContactAction::Void).await?;
    let mut after = before.clone();
    after.status = status;
    after.void_reason = Some(reason);
    let after = write::update(&work, &before, after).await?;
    met::remove(&work, &[after.id]).await?;
    tell::done(op, &work, NoticeKind::Awaiting, &[after.id]).await?;
    work.commit(AuditEvent::new(AuditAction::ContactVoid, after.id).by(capacity)).await?;
    Ok(after)
}

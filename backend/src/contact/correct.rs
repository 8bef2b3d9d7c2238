//! Correcting: a further revision; the old one stays.

use async_graphql::InputObject;
use lianyi_shared::audit::AuditAction;
use lianyi_shared::contact::{ContactAction, ContactStatus};
use lianyi_shared::id::ContactId;
use lianyi_shared::notice::NoticeKind;
use lianyi_shared::validate::TEXT_MAX;

use crate::audit::event::AuditEvent;
use crate::contact::content::{ContactContent, Entered};
use crate::contact::{may, write};
use crate::entity::contact;
use crate::error::Result;
use crate::faults::Faults;
use crate::notice::tell;
use crate::op::Op;

/// The record as it should be.
#[derive(Clone, Debug, InputObject)]
pub struct CorrectContactInput {
    /// The record.
    pub id: ContactId,
    /// Its version.
    pub version: i32,
    /// Everything anew.
    pub content: ContactContent,
    /// Why.
    pub reason: String,
}

/// Writes a further revision. A leader's own word counts at once; what speaks for others has to be confirmed.
pub async fn correct(op: &Op, input: CorrectContactInput) -> Result<contact::Model> {
    let mut faults = Faults::default();
    let reason = faults.required("input.reason", &input.reason, TEXT_MAX);
    faults.check()?;
    let work = op.begin().await?;
    let (before, capacity, status) = may::begin(op, &work, (input.id, input.version), |own| {
        if own { ContactAction::Correct } else { ContactAction::CorrectOnBehalf }
    })
    .await?;
    let entered = Entered::before(&*work, &before).await?;
    // Nobody moves a record out of their own reach, or to leaders who did not say so.
    let (checked, voice) = input.content.check(op, &*work, &entered).await?;
    let mut after = before.clone();
    write::take_over(&mut after, &checked);
    // Whoever does not speak for everybody in it any more waits for those who do.
    let status = if voice.own { status } else { ContactStatus::AwaitingConfirmation };
    let confirmed = status == ContactStatus::Confirmed;
    after.status = status;
    after.confirmed_by = confirmed.then_some(op.viewer.account);
    after.confirmed_at = confirmed.then(|| op.now());
    after.revision += 1;
    let after = write::update(&work, &before, after).await?;
    write::revision(op, &work, &after, &checked, &capacity, Some(reason)).await?;
    tell::done(op, &work, NoticeKind::Awaiting, &[after.id]).await?;
    if !confirmed {
        tell::tell(op, &work, tell::leaders(&checked.content.leaders), NoticeKind::Awaiting, after.id)
            .await?;
    }
    let event = AuditEvent::new(AuditAction::ContactCorrect, after.id)
        .by(capacity)
        .with("revision", after.revision)
        .with("status", status.code());
    work.commit(event).await?;
    Ok(after)
}

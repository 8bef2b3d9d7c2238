//! Taking note.

use async_graphql::InputObject;
use lianyi_shared::audit::AuditAction;
use lianyi_shared::id::TrendId;
use lianyi_shared::notice::NoticeKind;
use lianyi_shared::trend::TrendAction;
use lianyi_shared::validate::TEXT_MAX;

use crate::audit::event::AuditEvent;
use crate::entity::trend;
use crate::error::Result;
use crate::faults::Faults;
use crate::notice::tell;
use crate::op::Op;
use crate::trend::may;

/// A report of which note is taken.
#[derive(Clone, Debug, InputObject)]
pub struct NoteTrendInput {
    /// The report.
    pub id: TrendId,
    /// The `version` that was read.
    pub version: i32,
    /// A word to the author, who reads it as they read their own report.
    pub note: Option<String>,
}

/// Takes note of a report.
pub async fn note(op: &Op, input: NoteTrendInput) -> Result<trend::Model> {
    let mut faults = Faults::default();
    let note = faults.optional("input.note", input.note.as_deref(), TEXT_MAX);
    faults.check()?;
    let work = op.begin().await?;
    let (before, capacity, after) =
        may::begin(op, &work, (input.id, input.version), TrendAction::Note).await?;
    let update = may::update(&before, after)
        .value("noted_by", op.viewer.account)
        .value("noted_at", op.now())
        .value("note", note.clone())
        .to_owned();
    work.one_row(&update).await?;
    tell::done(op, &work, NoticeKind::TrendReported, &[before.id]).await?;
    tell::tell(op, &work, tell::accounts(&[before.author_id]), NoticeKind::TrendNoted, before.id).await?;
    work.commit(AuditEvent::new(AuditAction::TrendNote, before.id).by(capacity)).await?;
    Ok(trend::Model {
        status: after,
        noted_by: Some(op.viewer.account),
        noted_at: Some(op.now()),
        note,
        version: before.version + 1,
        ..before
    })
}

//! Reporting up: readers of the department or the committee are named (R11).

use async_graphql::InputObject;
use lianyi_shared::audit::AuditAction;
use lianyi_shared::id::{AccountId, TrendId};
use lianyi_shared::notice::NoticeKind;
use lianyi_shared::trend::TrendAction;

use crate::audit::event::AuditEvent;
use crate::entity::trend;
use crate::error::Result;
use crate::notice::tell;
use crate::op::Op;
use crate::trend::{may, readers};

/// To whom a report goes.
#[derive(Clone, Debug, InputObject)]
pub struct ReportTrendUpInput {
    /// The report.
    pub id: TrendId,
    /// The `version` that was read.
    pub version: i32,
    /// Who shall read it, of `trendReaders`.
    pub readers: Vec<AccountId>,
}

/// Reports up.
pub async fn report_up(op: &Op, input: ReportTrendUpInput) -> Result<trend::Model> {
    let work = op.begin().await?;
    let (before, capacity, after) =
        may::begin(op, &work, (input.id, input.version), TrendAction::ReportUp).await?;
    readers::check(op, &*work, &input.readers).await?;
    tell::done(op, &work, NoticeKind::TrendReported, &[before.id]).await?;
    readers::name(op, &work, before.id, &input.readers).await?;
    work.one_row(&may::update(&before, after)).await?;
    let event = AuditEvent::new(AuditAction::TrendReportUp, before.id)
        .by(capacity)
        .with("readers", input.readers.len());
    work.commit(event).await?;
    Ok(trend::Model { status: after, version: before.version + 1, ..before })
}

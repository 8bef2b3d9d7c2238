//! Reading the words: the only way to them, and every time a line of the audit log.

use lianyi_shared::audit::AuditAction;
use lianyi_shared::id::TrendId;
use lianyi_shared::notice::NoticeKind;
use lianyi_shared::trend::{TrendAction, TrendStatus};

use crate::audit::event::AuditEvent;
use crate::entity::trend;
use crate::error::Result;
use crate::notice::tell;
use crate::op::Op;
use crate::trend::{may, read};

/// Answers the report with its words. Whoever it was reported to has read it from now on.
pub async fn open(op: &Op, id: TrendId) -> Result<trend::Model> {
    let work = op.begin().await?;
    let mut row = read::visible(op, &*work, id).await?;
    let event = AuditEvent::new(AuditAction::TrendOpen, id);
    if row.author_id == op.viewer.account {
        work.commit(event).await?;
        return Ok(row);
    }
    let readers = read::readers_of(&*work, id).await?;
    let (capacity, after) = may::act(op, &row, &readers, TrendAction::Read).await?;
    if row.status == TrendStatus::Reported {
        let update = may::update(&row, after)
            .value("read_by", op.viewer.account)
            .value("read_at", op.now())
            .to_owned();
        work.one_row(&update).await?;
        row.status = after;
        row.read_by = Some(op.viewer.account);
        row.read_at = Some(op.now());
        row.version += 1;
    }
    tell::done_by_viewer(op, &work, NoticeKind::TrendReported, id).await?;
    work.commit(event.by(capacity)).await?;
    Ok(row)
}

//! Who may do what to a report. The verbs decide by these functions, and so do the buttons of the pages.

use lianyi_shared::access::Permission;
use lianyi_shared::error::Reason;
use lianyi_shared::id::{AccountId, TrendId, UnitId};
use lianyi_shared::trend::{TrendAction, TrendStatus};
use sea_orm::sea_query::{Expr, ExprTrait as _, UpdateStatement};

use crate::access::viewer::{Capacity, Place};
use crate::entity::trend;
use crate::error::{Error, Result};
use crate::op::Op;
use crate::trend::{read, readers};
use crate::work::Work;

/// In which capacity the viewer reads what is reported to a branch, if they do.
pub async fn reads_branch(op: &Op, branch: UnitId) -> Result<Capacity> {
    let place = Place::of_unit(branch);
    op.viewer.require(Permission::TrendRead, place, op.tree().await?)
}

/// In which capacity the viewer takes an action on a report that they see, and the state after it.
pub async fn act(
    op: &Op,
    row: &trend::Model,
    named: &[AccountId],
    action: TrendAction,
) -> Result<(Capacity, TrendStatus)> {
    let author = row.author_id == op.viewer.account;
    let named = named.contains(&op.viewer.account) && readers::can_be_named(&op.viewer);
    let place = Place { unit: Some(row.branch_id), mine: author || named, assigned: false };
    let capacity = op.viewer.require(Permission::TrendRead, place, op.tree().await?)?;
    let of_branch = !author && reads_branch(op, row.branch_id).await.is_ok();
    let by_right_person = match action {
        // What was reported up is noted by those to whom it went.
        TrendAction::Note if row.status == TrendStatus::ReportedUp => named && !author,
        TrendAction::Read | TrendAction::Note | TrendAction::Keep | TrendAction::Delete => !author,
        TrendAction::ReportUp => author || of_branch,
        TrendAction::TakeBack => author,
    };
    if !by_right_person {
        return Err(Error::forbidden(Reason::NotPermitted));
    }
    if matches!(action, TrendAction::Keep | TrendAction::Delete) && op.today() < row.review_on {
        return Err(Error::conflict(Reason::NotForReview));
    }
    let after =
        row.status.after(action).ok_or_else(|| Error::wrong_state(row.status.label(op.request.lang)))?;
    Ok((capacity, after))
}

/// What every act on a report begins with: the report as the viewer read it, and what the action makes of it.
pub async fn begin(
    op: &Op,
    work: &Work,
    (id, version): (TrendId, i32),
    action: TrendAction,
) -> Result<(trend::Model, Capacity, TrendStatus)> {
    let before = read::visible(op, &**work, id).await?;
    let named = read::readers_of(&**work, id).await?;
    let (capacity, after) = act(op, &before, &named, action).await?;
    Error::unless_same(version, before.version)?;
    Ok((before, capacity, after))
}

/// The update of a report, if nobody changed it since it was read.
pub fn update(before: &trend::Model, after: TrendStatus) -> UpdateStatement {
    sea_orm::sea_query::Query::update()
        .table("trend")
        .value("status", after)
        .value("version", before.version + 1)
        .and_where(Expr::col("id").eq(before.id))
        .and_where(Expr::col("version").eq(before.version))
        .to_owned()
}

//! Marking one's own notices as read.

use lianyi_shared::id::NoticeId;
use sea_orm::ConnectionTrait as _;
use sea_orm::sea_query::{Expr, ExprTrait as _, Query, UpdateStatement};

use crate::entity::notice;
use crate::error::Result;
use crate::notice::read;
use crate::op::Op;

/// Marks one; one that was read already stays as it is.
pub async fn one(op: &Op, id: NoticeId) -> Result<notice::Model> {
    let work = op.begin().await?;
    work.execute(unread(op).and_where(Expr::col("id").eq(id))).await?;
    let row = read::own(op, &*work, id).await?;
    work.keep_own().await?;
    Ok(row)
}

/// Marks all; answers how many are unread still, such as one that was made in between.
pub async fn all(op: &Op) -> Result<i32> {
    let work = op.begin().await?;
    work.execute(&unread(op)).await?;
    work.keep_own().await?;
    read::unread(op).await
}

/// What marks the viewer's unread notices.
fn unread(op: &Op) -> UpdateStatement {
    Query::update()
        .table("notice")
        .value("read_at", op.now())
        .and_where(Expr::col("account_id").eq(op.viewer.account))
        .and_where(Expr::col("read_at").is_null())
        .to_owned()
}

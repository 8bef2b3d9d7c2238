//! Reading one's own notices.

use lianyi_shared::id::NoticeId;
use sea_orm::sea_query::{Expr, ExprTrait as _, Func, Query};
use sea_orm::{ColumnTrait as _, EntityTrait as _, QueryFilter as _};

use crate::db::{Find as _, Source};
use crate::entity::notice::{Column, Entity, Model};
use crate::error::{Error, Result};
use crate::notice::graphql::Notice;
use crate::op::Op;
use crate::page::{List, OwnListing, PageInput, Sort};

/// The viewer's notices, newest first.
const OWN: OwnListing = OwnListing { table: "notice", sort: Sort::newest("made_at") };

/// A page of them.
pub async fn list(op: &Op, page: PageInput) -> Result<List<Notice>> {
    let (page, rows) = OWN.rows::<Entity>(op, &page.check()?).await?;
    Ok(page.connection(rows.into_iter().map(Notice)))
}

/// How many the viewer has not read.
pub async fn unread(op: &Op) -> Result<i32> {
    let count = Query::select()
        .expr_as(Func::count(Expr::col("id")), "n")
        .from("notice")
        .and_where(Expr::col("account_id").eq(op.viewer.account))
        .and_where(Expr::col("read_at").is_null())
        .to_owned();
    let [count] = op.db().numbers(&count).await?.unwrap_or_default();
    Ok(i32::try_from(count).unwrap_or(i32::MAX))
}

/// One of the viewer's.
pub async fn own(op: &Op, db: &impl Source, id: NoticeId) -> Result<Model> {
    let own = Entity::find_by_id(id).filter(Column::AccountId.eq(op.viewer.account));
    own.first_in(db).await?.ok_or(Error::NotFound)
}

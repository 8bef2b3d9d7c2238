//! Work that one node does at a time: whoever holds a row of `lease` until a moment.

use chrono::{DateTime, Utc};
use sea_orm::sea_query::{Expr, ExprTrait as _, OnConflict, Query};
use sea_orm::{ColumnTrait as _, ConnectionTrait, EntityTrait as _, QueryFilter as _};
use uuid::Uuid;

use crate::db::{Find as _, Source};
use crate::entity::lease::{Column, Entity};
use crate::error::Result;

/// Takes the lease of a piece of work, or renews it. Answers whether the holder has it.
pub async fn take(
    db: &impl ConnectionTrait,
    name: &'static str,
    holder: Uuid,
    now: DateTime<Utc>,
    until: DateTime<Utc>,
) -> Result<bool> {
    let insert = Query::insert()
        .into_table("lease")
        .columns(["name", "holder", "until"])
        .values_panic([name.into(), holder.into(), now.into()])
        .on_conflict(OnConflict::column("name").do_nothing().to_owned())
        .to_owned();
    db.execute(&insert).await?;
    let take = Query::update()
        .table("lease")
        .value("holder", holder)
        .value("until", until)
        .and_where(Expr::col("name").eq(name))
        .and_where(Expr::col("holder").eq(holder).or(Expr::col("until").lt(now)))
        .to_owned();
    Ok(db.execute(&take).await?.rows_affected() == 1)
}

/// Whether anybody has the lease.
pub async fn is_held(db: &impl Source, name: &'static str, now: DateTime<Utc>) -> Result<bool> {
    let held = Entity::find_by_id(name).filter(Column::Until.gte(now)).first_in(db).await?;
    Ok(held.is_some())
}

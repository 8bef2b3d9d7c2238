//! Whose meetings are near.

use std::collections::HashMap;

use chrono::NaiveDate;
use lianyi_shared::id::LeaderId;
use lianyi_shared::plan::PlanStatus;
use sea_orm::ConnectionTrait as _;
use sea_orm::sea_query::{Expr, ExprTrait as _, Query};

use crate::db::Reads;
use crate::error::Result;

/// How many meetings each leader has planned from a day to another, both included. One statement.
pub async fn by_leader(db: &Reads, from: NaiveDate, until: NaiveDate) -> Result<HashMap<LeaderId, i64>> {
    let statement = Query::select()
        .column(("pairing", "leader_id"))
        .expr_as(Expr::col(("plan", "id")).count_distinct(), "n")
        .from("plan")
        .inner_join("plan_pairing", Expr::col(("plan_pairing", "plan_id")).equals(("plan", "id")))
        .inner_join("pairing", Expr::col(("pairing", "id")).equals(("plan_pairing", "pairing_id")))
        .and_where(Expr::col(("plan", "status")).eq(PlanStatus::Planned))
        .and_where(Expr::col(("plan", "day")).gte(from))
        .and_where(Expr::col(("plan", "day")).lte(until))
        .group_by_col(("pairing", "leader_id"))
        .to_owned();
    let rows = db.query_all(&statement).await?;
    rows.iter().map(|row| Ok((row.try_get("", "leader_id")?, row.try_get("", "n")?))).collect()
}

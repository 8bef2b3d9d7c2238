//! Possible duplicates: the same name in the same unit. They are shown for a decision, never
//! merged.

use lianyi_shared::id::UnitId;
use sea_orm::ConnectionTrait;
use sea_orm::sea_query::{Expr, ExprTrait as _, Query};
use uuid::Uuid;

use crate::access::scope::Scoped;
use crate::error::Result;
use crate::op::Op;
use crate::people::name::NameKeys;

/// The rows of that name and unit that the viewer may see.
pub async fn among(
    op: &Op,
    db: &impl ConnectionTrait,
    scoped: &Scoped,
    name: &str,
    unit: UnitId,
) -> Result<Vec<Uuid>> {
    let same = Query::select()
        .column("id")
        .from(scoped.table)
        .and_where(Expr::col("unit_id").eq(unit))
        // Says no more than the name itself, but there is an index on it.
        .and_where(Expr::col("name_key").eq(NameKeys::of(name).key))
        .and_where(Expr::col("name").eq(name))
        .cond_where(scoped.visible(&op.viewer))
        .order_by("id", sea_orm::Order::Asc)
        .limit(20)
        .to_owned();
    db.query_all(&same).await?.iter().map(|row| Ok(row.try_get("", "id")?)).collect()
}

//! What the directory calls when a leader leaves: every pairing in force becomes vacant that day, so
//! that access ends and the owner has something to do.

use lianyi_shared::id::LeaderId;
use lianyi_shared::roster::{EndingFact, PairingStatus};
use lianyi_shared::text::Lang;
use sea_orm::ConnectionTrait as _;
use sea_orm::sea_query::{Expr, ExprTrait as _, Query};

use crate::error::Result;
use crate::work::Work;

/// Marks the leader's pairings vacant, inside the transaction that records the leaving; answers how
/// many.
pub async fn leader_left(work: &Work, leader: LeaderId) -> Result<u64> {
    let vacate = Query::update()
        .table("pairing")
        .value("status", PairingStatus::Vacant)
        .value("end_reason", EndingFact::LeaderLeft.label(Lang::Zh))
        .and_where(Expr::col("leader_id").eq(leader))
        .and_where(Expr::col("status").eq(PairingStatus::Active))
        .to_owned();
    Ok(work.execute(&vacate).await?.rows_affected())
}

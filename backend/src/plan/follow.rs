//! What is still to come goes with its leader when they change the branch; what was held stays where it was.

use lianyi_shared::plan::PlanStatus;
use sea_orm::ConnectionTrait as _;
use sea_orm::sea_query::{Expr, ExprTrait as _, Query, SelectStatement, SimpleExpr};

use crate::error::Result;
use crate::work::Work;

/// Lets the open plans of some leaders, named by a condition on `leader`, stand with the branch these have now.
pub async fn follow(work: &Work, leaders: SimpleExpr) -> Result<()> {
    let branch = of_first_leader()
        .column(("leader", "branch_id"))
        .and_where(Expr::col(("plan_pairing", "plan_id")).equals(("plan", "id")))
        .to_owned();
    let theirs = of_first_leader().column(("plan_pairing", "plan_id")).and_where(leaders).to_owned();
    let update = Query::update()
        .table("plan")
        .value("branch_id", SimpleExpr::from(branch))
        .and_where(Expr::col("status").is_in([PlanStatus::Proposed, PlanStatus::Planned]))
        .and_where(Expr::col("id").in_subquery(theirs))
        .to_owned();
    work.execute(&update).await?;
    Ok(())
}

/// Plans with the leader of their first pairing, with whose branch they stand.
fn of_first_leader() -> SelectStatement {
    Query::select()
        .from("plan_pairing")
        .inner_join("pairing", Expr::col(("pairing", "id")).equals(("plan_pairing", "pairing_id")))
        .inner_join("leader", Expr::col(("leader", "id")).equals(("pairing", "leader_id")))
        .and_where(Expr::col(("plan_pairing", "position")).eq(0))
        .to_owned()
}

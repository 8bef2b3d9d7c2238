//! A representative's own meetings: when, where, with which leader; not who else comes, and no notes.

use chrono::TimeDelta;
use lianyi_shared::id::RepresentativeId;
use lianyi_shared::plan::PlanStatus;
use lianyi_shared::roster::PairingStatus;
use sea_orm::sea_query::{Expr, ExprTrait as _, SimpleExpr};
use sea_orm::{
    ColumnTrait as _, Condition, EntityTrait as _, QueryFilter as _, QueryOrder as _, QuerySelect as _,
};

use crate::access::viewer::Viewer;
use crate::db::Find as _;
use crate::entity::plan::{Column, Entity, Model};
use crate::error::Result;
use crate::op::Op;
use crate::plan::read;

/// How many are shown.
const SHOWN: u64 = 50;
/// For how long an answer that was "no" is shown.
const ANSWERS_SHOWN: TimeDelta = TimeDelta::days(30);

/// The plans of pairings in force of a representative; `None` for everybody else.
pub fn own(viewer: &Viewer) -> Option<SimpleExpr> {
    Some(read::of_side(with(viewer.representative?)))
}

/// The pairings in which a representative's meetings are: those in force.
pub fn with(person: RepresentativeId) -> SimpleExpr {
    Expr::col("representative_id").eq(person).and(Expr::col("status").eq(PairingStatus::Active))
}

/// What is planned or proposed from today on, and what was called off or declined of late; by day.
pub async fn next(op: &Op) -> Result<Vec<Model>> {
    let Some(own) = own(&op.viewer) else { return Ok(Vec::new()) };
    let open = Column::Status.is_in([PlanStatus::Proposed, PlanStatus::Planned]);
    let answered = Condition::all()
        .add(Column::Status.is_in([PlanStatus::Cancelled, PlanStatus::Declined]))
        // What they took back themselves they know.
        .add(Column::Reason.is_not_null())
        .add(Column::ChangedAt.gte(op.now() - ANSWERS_SHOWN));
    Ok(Entity::find()
        .filter(own)
        .filter(Column::Day.gte(op.today()))
        .filter(Condition::any().add(open).add(answered))
        .order_by_asc(Column::Day)
        .order_by_asc(Column::Id)
        .limit(SHOWN)
        .find_in(op.db())
        .await?)
}

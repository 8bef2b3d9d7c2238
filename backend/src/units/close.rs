//! Closing a unit in favour of its successor.

use chrono::NaiveDate;
use lianyi_shared::access::Permission;
use lianyi_shared::audit::AuditAction;
use lianyi_shared::error::Reason;
use lianyi_shared::id::UnitId;
use lianyi_shared::people::RecordStatus;
use lianyi_shared::units::UnitKind;
use sea_orm::ConnectionTrait as _;
use sea_orm::sea_query::{Expr, ExprTrait as _, Query};

use crate::access::viewer::Place;
use crate::audit::event::AuditEvent;
use crate::entity::unit::Model;
use crate::error::{Error, Result};
use crate::op::Op;
use crate::people::check::Checks;
use crate::plan::follow::follow;
use crate::units::{read, save};
use crate::work::Work;

/// How a unit is closed.
#[derive(Clone, Debug, async_graphql::InputObject)]
pub struct CloseUnitInput {
    /// The version that was read.
    pub version: i32,
    /// The unit to which its people and units go; of a branch, another branch.
    pub successor: UnitId,
    /// The day from which it no longer exists; today if left out.
    pub closed_on: Option<NaiveDate>,
}

/// Closes the unit and moves in the same act what is current: its people, and of a branch its
/// units and leaders. Whoever is archived keeps the old unit: history keeps the old name. Roles
/// anchored at the unit are not moved: who is secretary of the successor is for the college to
/// say.
pub async fn close(op: &Op, id: UnitId, input: CloseUnitInput) -> Result<Model> {
    let work = op.begin().await?;
    let unit = read::visible(op, &*work, id).await?;
    let place = Place::of_unit(id);
    let capacity = op.viewer.require(Permission::UnitWrite, place, op.tree().await?)?;
    if unit.closed_on.is_some() {
        return Err(Error::conflict(Reason::AlreadyArchived));
    }
    let closed_on = input.closed_on.unwrap_or_else(|| op.today());
    let mut checks = Checks::default();
    let successor = checks.open_unit(&*work, "successor", input.successor).await?;
    if unit.kind == UnitKind::College {
        checks.fault("kind", Reason::OneCollege);
    }
    if input.successor == id {
        checks.fault("successor", Reason::SuccessorNeeded);
    } else if unit.kind.is_branch() && successor.is_some_and(|successor| !successor.kind.is_branch()) {
        checks.fault("successor", Reason::NotABranch);
    }
    if closed_on > op.today() {
        checks.fault("closedOn", Reason::DateInFuture);
    }
    checks.finish()?;
    let close = Query::update()
        .table("unit")
        .value("closed_on", closed_on)
        .value("successor_id", input.successor)
        .value("updated_at", op.now())
        .value("version", input.version + 1)
        .and_where(Expr::col("id").eq(id))
        .and_where(Expr::col("version").eq(input.version))
        .and_where(Expr::col("closed_on").is_null())
        .to_owned();
    work.one_row(&close).await?;
    let mut moved = 0;
    for (table, column) in [("representative", "unit_id"), ("leader", "unit_id"), ("leader", "branch_id")] {
        moved += hand_over(op, &work, table, column, id, input.successor).await?;
    }
    follow(&work, Expr::col(("leader", "branch_id")).eq(input.successor)).await?;
    let units = Query::update()
        .table("unit")
        .value("branch_id", input.successor)
        .value("version", Expr::col("version").add(1))
        .and_where(Expr::col("branch_id").eq(id))
        .and_where(Expr::col("closed_on").is_null())
        .to_owned();
    let units = work.execute(&units).await?.rows_affected();
    save::rebuild_closure(&work).await?;
    let event = AuditEvent::new(AuditAction::UnitClose, id)
        .by(capacity)
        .with("successor", input.successor.to_string())
        .with("people", moved)
        .with("units", units);
    work.commit(event).await?;
    read::visible(op, op.db(), id).await
}

/// Moves the current people of a unit; answers how many.
async fn hand_over(
    op: &Op,
    work: &Work,
    table: &'static str,
    column: &'static str,
    from: UnitId,
    to: UnitId,
) -> Result<u64> {
    let update = Query::update()
        .table(table)
        .value(column, to)
        .value("updated_at", op.now())
        .value("version", Expr::col("version").add(1))
        .and_where(Expr::col(column).eq(from))
        .and_where(Expr::col("status").eq(RecordStatus::Active))
        .to_owned();
    Ok(work.execute(&update).await?.rows_affected())
}

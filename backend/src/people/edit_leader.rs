//! Correcting a leader.

use lianyi_shared::access::Permission;
use lianyi_shared::audit::AuditAction;
use lianyi_shared::error::Reason;
use lianyi_shared::id::LeaderId;
use lianyi_shared::people::RecordStatus;
use sea_orm::sea_query::{Expr, ExprTrait as _};
use sea_orm::{
    ActiveModelTrait as _, ColumnTrait as _, EntityTrait as _, IntoActiveModel as _, QueryFilter as _,
    QueryTrait as _,
};

use crate::access::viewer::Place;
use crate::audit::event::AuditEvent;
use crate::entity::leader::{Column, Entity, Model};
use crate::error::{Error, Result};
use crate::op::{App, Op};
use crate::people::check::Checks;
use crate::people::leader_input::{LeaderInput, changed};
use crate::people::{field_names, leaders};
use crate::plan::follow::follow;
use crate::work::Work;

/// Writes the record anew, if nobody changed it since `version`.
pub async fn edit(op: &Op, id: LeaderId, version: i32, input: LeaderInput) -> Result<Model> {
    let input = input.tidied();
    let work = op.begin().await?;
    let before = leaders::visible(op, &*work, id).await?;
    let tree = op.tree().await?;
    let place = leaders::place(op, &before).await?;
    let capacity = op.viewer.require(Permission::LeaderWrite, place, tree)?;
    input.require_groups(op.viewer.fields(Permission::LeaderWrite, place, tree))?;
    // Nobody moves a person out of their own reach.
    let target = Place { unit: Some(input.branch), ..place };
    op.viewer.require(Permission::LeaderWrite, target, tree)?;
    if before.status == RecordStatus::Archived {
        return Err(Error::conflict(Reason::Archived));
    }
    Error::unless_same(version, before.version)?;
    let mut checks = Checks::default();
    input.check(&mut checks, &*work, Some(&before)).await?;
    checks.finish()?;
    let mut after = before.clone();
    input.write_to(&mut after);
    let fields = changed(&before, &after);
    if fields.is_empty() {
        return Ok(before);
    }
    let after = write(op.app(), &work, &before, after).await?;
    work.commit(
        AuditEvent::new(AuditAction::LeaderEdit, id).by(capacity).with("fields", field_names(&fields)),
    )
    .await?;
    Ok(after)
}

/// Writes a leader anew, if nobody changed it since it was read.
pub async fn write(app: &App, work: &Work, before: &Model, mut after: Model) -> Result<Model> {
    after.updated_at = app.clock.now();
    after.version = before.version + 1;
    let update = Entity::update_many()
        .set(after.clone().into_active_model().reset_all())
        .filter(Column::Id.eq(before.id))
        .filter(Column::Version.eq(before.version))
        .into_query();
    work.one_row(&update).await?;
    if after.branch_id != before.branch_id {
        follow(work, Expr::col(("leader", "id")).eq(after.id)).await?;
    }
    Ok(after)
}

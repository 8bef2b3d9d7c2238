//! Moving several representatives to a stage at once (P4): all of them, or nobody.

use std::collections::HashMap;

use lianyi_shared::access::{FieldGroup, Permission};
use lianyi_shared::audit::AuditAction;
use lianyi_shared::error::Reason;
use lianyi_shared::id::RepresentativeId;
use lianyi_shared::people::{RecordField, RecordStatus, Stage};
use sea_orm::sea_query::{Expr, ExprTrait as _, Query};
use sea_orm::{ColumnTrait as _, Condition, ConnectionTrait as _, EntityTrait as _, QueryFilter as _};

use crate::audit::event::AuditEvent;
use crate::entity::representative::{Column, Entity, Model};
use crate::error::{Error, Refusal, Result};
use crate::op::Op;
use crate::people::check::Checks;
use crate::people::field_names;
use crate::people::representatives::{self, SCOPED};

/// The most that are moved at once: a page of a list.
const MAX: usize = 100;

/// Who is moved, and to which stage.
#[derive(Clone, Debug, async_graphql::InputObject)]
pub struct SetStageInput {
    /// 1 to 100 representatives.
    pub representatives: Vec<ReadRepresentative>,
    /// The stage (P4).
    pub stage: Stage,
}

/// A representative as it was read.
#[derive(Clone, Copy, Debug, async_graphql::InputObject)]
pub struct ReadRepresentative {
    /// The representative.
    pub id: RepresentativeId,
    /// The version that was read.
    pub version: i32,
}

/// Sets the stage of all of them. `NOT_FOUND` if one is out of reach, `FORBIDDEN` if the viewer may not write
/// the stage of one, `CONFLICT` if any is archived or was changed since it was read. Everybody whose stage
/// changes has an audit line of their own, because it belongs to their record.
pub async fn set_stage(op: &Op, input: SetStageInput) -> Result<Vec<Model>> {
    let mut checks = Checks::default();
    checks.required("representatives", input.representatives.first());
    if input.representatives.len() > MAX {
        checks.fault("representatives", Refusal::from(Reason::TooMany).with("max", MAX));
    }
    checks.finish()?;
    let read: HashMap<RepresentativeId, i32> =
        input.representatives.iter().map(|person| (person.id, person.version)).collect();
    let work = op.begin().await?;
    let mut rows = Entity::find()
        .filter(Column::Id.is_in(read.keys().copied()))
        .filter(SCOPED.visible(&op.viewer))
        .all(&*work)
        .await?;
    if rows.len() < read.len() {
        return Err(Error::NotFound);
    }
    let tree = op.tree().await?;
    let mut events = Vec::new();
    let mut unchanged_since_read = Condition::any();
    let mut stale = 0_usize;
    for row in &mut rows {
        let place = representatives::place(op, row).await?;
        let capacity = op.viewer.require(Permission::RepresentativeWrite, place, tree)?;
        let writable = op.viewer.fields(Permission::RepresentativeWrite, place, tree);
        if !writable.contains(FieldGroup::Cultivation) {
            return Err(Error::forbidden(Reason::NotPermitted));
        }
        if row.status == RecordStatus::Archived {
            return Err(Error::conflict(Reason::Archived));
        }
        if read.get(&row.id) != Some(&row.version) {
            stale += 1;
        } else if row.stage != Some(input.stage) {
            let as_read = Expr::col("id").eq(row.id).and(Expr::col("version").eq(row.version));
            unchanged_since_read = unchanged_since_read.add(as_read);
            (row.stage, row.version, row.updated_at) = (Some(input.stage), row.version + 1, op.now());
            let event = AuditEvent::new(AuditAction::RepresentativeEdit, row.id)
                .by(capacity)
                .with("fields", field_names(&[RecordField::Stage]));
            events.push(event);
        }
    }
    if stale > 0 {
        return Err(changed_meanwhile(stale));
    }
    if events.is_empty() {
        return Ok(rows);
    }
    let update = Query::update()
        .table("representative")
        .value("stage", input.stage)
        .value("updated_at", op.now())
        .value("version", Expr::col("version").add(1))
        .cond_where(unchanged_since_read)
        .to_owned();
    let moved = usize::try_from(work.execute(&update).await?.rows_affected()).unwrap_or(usize::MAX);
    if moved < events.len() {
        return Err(changed_meanwhile(events.len() - moved));
    }
    work.commit_each(events).await?;
    Ok(rows)
}

fn changed_meanwhile(count: usize) -> Error {
    Error::conflict(Refusal::from(Reason::PeopleChanged).with("count", count))
}

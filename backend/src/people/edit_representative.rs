//! Correcting a representative.

use lianyi_shared::access::Permission;
use lianyi_shared::audit::AuditAction;
use lianyi_shared::error::Reason;
use lianyi_shared::id::RepresentativeId;
use lianyi_shared::people::RecordStatus;
use sea_orm::{
    ActiveModelTrait as _, ColumnTrait as _, EntityTrait as _, IntoActiveModel as _, QueryFilter as _,
    QueryTrait as _,
};

use crate::access::viewer::Place;
use crate::audit::event::AuditEvent;
use crate::entity::representative::{Column, Entity, Model};
use crate::entity::representative_category;
use crate::error::{Error, Result};
use crate::op::{App, Op};
use crate::people::check::Checks;
use crate::people::create_representative::write_categories;
use crate::people::representative_input::{RepresentativeInput, changed};
use crate::people::{field_names, representatives, staff_number};
use crate::work::Work;

/// Writes the record anew, if nobody changed it since `version`. The audit line holds the names
/// of the changed fields, never their content.
pub async fn edit(op: &Op, id: RepresentativeId, version: i32, input: RepresentativeInput) -> Result<Model> {
    let input = input.tidied();
    let work = op.begin().await?;
    let before = representatives::visible(op, &*work, id).await?;
    let tree = op.tree().await?;
    let place = representatives::place(op, &before).await?;
    let capacity = op.viewer.require(Permission::RepresentativeWrite, place, tree)?;
    input.require_groups(op.viewer.fields(Permission::RepresentativeWrite, place, tree))?;
    // Nobody moves a person out of their own reach.
    let target = Place { unit: Some(input.unit), ..place };
    op.viewer.require(Permission::RepresentativeWrite, target, tree)?;
    if before.status == RecordStatus::Archived {
        return Err(Error::conflict(Reason::Archived));
    }
    Error::unless_same(version, before.version)?;
    let mut checks = Checks::default();
    input.check(&mut checks);
    if input.unit != before.unit_id {
        checks.open_unit(&*work, "unit", input.unit).await?;
    }
    if let Some(number) = &input.staff_number {
        staff_number::check_representative(&mut checks, &*work, number, Some(id)).await?;
    }
    checks.finish()?;
    let mut after = before.clone();
    input.write_to(&mut after);
    let fields = changed(&before, &after);
    if fields.is_empty() {
        return Ok(before);
    }
    let after = write(op.app(), &work, &before, after).await?;
    let event = AuditEvent::new(AuditAction::RepresentativeEdit, id)
        .by(capacity)
        .with("fields", field_names(&fields));
    work.commit(event).await?;
    Ok(after)
}

/// Writes a representative anew, if nobody changed it since it was read.
pub async fn write(app: &App, work: &Work, before: &Model, mut after: Model) -> Result<Model> {
    after.updated_at = app.clock.now();
    after.version = before.version + 1;
    let update = Entity::update_many()
        .set(after.clone().into_active_model().reset_all())
        .filter(Column::Id.eq(before.id))
        .filter(Column::Version.eq(before.version))
        .into_query();
    work.one_row(&update).await?;
    if before.categories != after.categories {
        representative_category::Entity::delete_many()
            .filter(representative_category::Column::RepresentativeId.eq(before.id))
            .exec(&**work)
            .await?;
        write_categories(&**work, &after).await?;
    }
    Ok(after)
}

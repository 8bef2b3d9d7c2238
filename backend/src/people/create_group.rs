//! Adding a group.

use lianyi_shared::access::Permission;
use lianyi_shared::audit::AuditAction;
use lianyi_shared::id::GroupId;
use lianyi_shared::people::RecordStatus;
use sea_orm::{ActiveModelTrait as _, IntoActiveModel as _};

use crate::access::viewer::Place;
use crate::audit::event::AuditEvent;
use crate::entity::liaison_group::Model;
use crate::error::Result;
use crate::op::{App, Op};
use crate::people::check::Checks;
use crate::people::group_input::GroupInput;
use crate::work::Work;

/// Adds the group. Its name is unique.
pub async fn create(op: &Op, input: GroupInput) -> Result<Model> {
    let input = input.tidied();
    let work = op.begin().await?;
    let tree = op.tree().await?;
    let capacity = op.viewer.require(Permission::GroupWrite, Place::default(), tree)?;
    input.require_groups(op.viewer.fields(Permission::GroupWrite, Place::default(), tree))?;
    let mut checks = Checks::default();
    input.check(op, &*work, &mut checks, None).await?;
    checks.finish()?;
    let row = insert(&work, row(op.app(), input)).await?;
    work.commit(AuditEvent::new(AuditAction::GroupCreate, row.id).by(capacity)).await?;
    Ok(row)
}

/// A new row of the input, not written yet.
pub fn row(app: &App, input: GroupInput) -> Model {
    let mut row = Model {
        id: GroupId(app.new_id()),
        name: String::new(),
        name_key: String::new(),
        name_pinyin: String::new(),
        name_initials: String::new(),
        kind: input.kind,
        head_name: None,
        head_id: None,
        member_count: None,
        phone: None,
        founded: None,
        status: RecordStatus::Active,
        archive_reason: None,
        created_at: app.clock.now(),
        updated_at: app.clock.now(),
        version: 1,
    };
    input.write_to(&mut row);
    row
}

/// Adds a row.
pub async fn insert(work: &Work, row: Model) -> Result<Model> {
    Ok(row.into_active_model().reset_all().insert(&**work).await?)
}

//! Adding a unit.

use lianyi_shared::access::Permission;
use lianyi_shared::audit::AuditAction;

use crate::audit::event::AuditEvent;
use crate::entity::unit::Model;
use crate::error::Result;
use crate::op::Op;
use crate::people::check::Checks;
use crate::units::input::UnitInput;
use crate::units::save::{self, UnitFields};

/// Adds the unit to the scope tree.
pub async fn create(op: &Op, input: UnitInput) -> Result<Model> {
    let input = input.tidied();
    let work = op.begin().await?;
    let capacity = op.viewer.require_any(Permission::UnitWrite)?;
    let mut checks = Checks::default();
    input.check(&mut checks, &*work, None).await?;
    checks.finish()?;
    let fields = UnitFields {
        code: input.code,
        name: input.name,
        kind: input.kind,
        parent: input.parent,
        branch: input.branch,
        head_name: input.head_name,
        closed_on: None,
    };
    let row = save::insert(op.app(), &work, fields).await?;
    save::rebuild_closure(&work).await?;
    work.commit(AuditEvent::new(AuditAction::UnitCreate, row.id).by(capacity)).await?;
    Ok(row)
}

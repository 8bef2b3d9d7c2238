//! Adding a leader.

use lianyi_shared::access::Permission;
use lianyi_shared::audit::AuditAction;
use lianyi_shared::error::Reason;
use lianyi_shared::id::LeaderId;
use lianyi_shared::people::RecordStatus;
use sea_orm::{ActiveModelTrait as _, IntoActiveModel as _};

use crate::access::viewer::Place;
use crate::audit::event::AuditEvent;
use crate::entity::leader::Model;
use crate::error::{Error, Refusal, Result};
use crate::op::{App, Op};
use crate::people::check::Checks;
use crate::people::leader_input::LeaderInput;
use crate::people::{leaders, same_name};
use crate::work::Work;

/// Adds the leader. Somebody of the same name in the same unit stops it, unless the caller says
/// that they are two people.
pub async fn create(op: &Op, input: LeaderInput, confirm_distinct: bool) -> Result<Model> {
    let input = input.tidied();
    let work = op.begin().await?;
    let place = Place::of_unit(input.branch);
    let tree = op.tree().await?;
    let capacity = op.viewer.require(Permission::LeaderWrite, place, tree)?;
    input.require_groups(op.viewer.fields(Permission::LeaderWrite, place, tree))?;
    let mut checks = Checks::default();
    input.check(&mut checks, &*work, None).await?;
    checks.finish()?;
    if !confirm_distinct {
        let same = same_name::among(op, &*work, &leaders::SCOPED, &input.name, input.unit).await?;
        if !same.is_empty() {
            let ids: Vec<String> = same.iter().map(|id| LeaderId(*id).to_string()).collect();
            return Err(Error::conflict(
                Refusal::from(Reason::PossibleDuplicate).with("count", ids.len()).with("ids", ids.join(" ")),
            ));
        }
    }
    let row = insert(&work, row(op.app(), input)).await?;
    work.commit(AuditEvent::new(AuditAction::LeaderCreate, row.id).by(capacity)).await?;
    Ok(row)
}

/// A new row of the input, not written yet.
pub fn row(app: &App, input: LeaderInput) -> Model {
    let mut row = Model {
        id: LeaderId(app.new_id()),
        name: String::new(),
        name_key: String::new(),
        name_pinyin: String::new(),
        name_initials: String::new(),
        staff_number: String::new(),
        sex: None,
        birth_month: None,
        tier: input.tier,
        post: String::new(),
        unit_id: input.unit,
        branch_id: input.branch,
        phone: None,
        email: None,
        left_on: None,
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

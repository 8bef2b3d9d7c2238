//! Adding a representative.

use lianyi_shared::access::Permission;
use lianyi_shared::audit::AuditAction;
use lianyi_shared::error::Reason;
use lianyi_shared::id::RepresentativeId;
use lianyi_shared::people::RecordStatus;
use sea_orm::{ActiveModelTrait as _, ConnectionTrait, EntityTrait as _, IntoActiveModel as _, Set};

use crate::access::viewer::Place;
use crate::audit::event::AuditEvent;
use crate::entity::{representative, representative_category};
use crate::error::{Error, Refusal, Result};
use crate::op::{App, Op};
use crate::people::check::Checks;
use crate::people::representative_input::{RepresentativeInput, categories};
use crate::people::staff_number;
use crate::people::{representatives, same_name};
use crate::work::Work;

/// Adds the representative. Somebody of the same name in the same unit stops it, unless the
/// caller says that they are two people: nobody is merged or doubled silently.
pub async fn create(
    op: &Op,
    input: RepresentativeInput,
    confirm_distinct: bool,
) -> Result<representative::Model> {
    let input = input.tidied();
    let work = op.begin().await?;
    let place = Place::of_unit(input.unit);
    let tree = op.tree().await?;
    let capacity = op.viewer.require(Permission::RepresentativeWrite, place, tree)?;
    input.require_groups(op.viewer.fields(Permission::RepresentativeWrite, place, tree))?;
    let mut checks = Checks::default();
    checks.required("political", input.political.as_ref());
    input.check(&mut checks);
    checks.open_unit(&*work, "unit", input.unit).await?;
    if let Some(number) = &input.staff_number {
        staff_number::check_representative(&mut checks, &*work, number, None).await?;
    }
    checks.finish()?;
    if !confirm_distinct {
        let same = same_name::among(op, &*work, &representatives::SCOPED, &input.name, input.unit).await?;
        if !same.is_empty() {
            let ids: Vec<String> = same.iter().map(|id| RepresentativeId(*id).to_string()).collect();
            return Err(Error::conflict(
                Refusal::from(Reason::PossibleDuplicate).with("count", ids.len()).with("ids", ids.join(" ")),
            ));
        }
    }
    let row = insert(&work, row(op.app(), input)).await?;
    work.commit(AuditEvent::new(AuditAction::RepresentativeCreate, row.id).by(capacity)).await?;
    Ok(row)
}

/// A new row of the input, not written yet.
pub fn row(app: &App, input: RepresentativeInput) -> representative::Model {
    let mut row = representative::Model {
        id: RepresentativeId(app.new_id()),
        name: String::new(),
        name_key: String::new(),
        name_pinyin: String::new(),
        name_initials: String::new(),
        staff_number: None,
        sex: None,
        unit_id: input.unit,
        post: None,
        social_posts: None,
        phone: None,
        email: None,
        affiliation: String::new(),
        affiliated_since: None,
        categories: String::new(),
        stage: None,
        key_cultivation: false,
        retired: false,
        remarks: None,
        ethnicity: None,
        birth_month: None,
        overseas: None,
        overseas_remark: None,
        home_address: None,
        health: None,
        status: RecordStatus::Active,
        archive_reason: None,
        created_at: app.clock.now(),
        updated_at: app.clock.now(),
        version: 1,
    };
    input.write_to(&mut row);
    row
}

/// Adds a row with its categories.
pub async fn insert(work: &Work, row: representative::Model) -> Result<representative::Model> {
    let row = row.into_active_model().reset_all().insert(&**work).await?;
    write_categories(&**work, &row).await?;
    Ok(row)
}

/// Writes the rows by which lists filter, one per category.
pub(super) async fn write_categories(db: &impl ConnectionTrait, row: &representative::Model) -> Result<()> {
    let rows = categories(row).into_iter().map(|category| representative_category::ActiveModel {
        representative_id: Set(row.id),
        category: Set(category),
    });
    representative_category::Entity::insert_many(rows).exec(db).await?;
    Ok(())
}

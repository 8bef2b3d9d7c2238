//! What need not be kept is deleted.

use std::sync::Arc;

use chrono::NaiveDate;
use lianyi_shared::audit::AuditAction;
use lianyi_shared::id::{CareEventId, RepresentativeId};
use sea_orm::{ColumnTrait as _, Condition, EntityTrait as _, QueryFilter as _};

use crate::audit::event::AuditEvent;
use crate::entity::{care_event, chosen_festival};
use crate::error::Result;
use crate::occasion::read;
use crate::op::{App, Request};
use crate::work::Work;

/// Deletes every care event that is over, with one line of the audit log. Answers how many.
pub async fn forget(app: &Arc<App>) -> Result<u64> {
    let work = Work::begin(&Request::of_program(app, "occasion"), None).await?;
    let gone = over(&work, Condition::all(), app.clock.today()).await?;
    if gone > 0 {
        work.commit(AuditEvent::new(AuditAction::OccasionForget, "occasion").with("count", gone)).await?;
    }
    Ok(gone)
}

/// Deletes those of some care events that are over.
pub async fn over(work: &Work, which: Condition, today: NaiveDate) -> Result<u64> {
    let events = read::events(&**work, which).await?;
    let over: Vec<CareEventId> =
        events.into_iter().filter(|event| event.kept_until() < today).map(|event| event.row.id).collect();
    if over.is_empty() {
        return Ok(0);
    }
    let gone = care_event::Entity::delete_many().filter(care_event::Column::Id.is_in(over));
    Ok(gone.exec(&**work).await?.rows_affected)
}

/// Deletes what a person chose: they chose anew, or can no longer take it back.
pub async fn choices(work: &Work, person: RepresentativeId) -> Result<()> {
    let of_person = chosen_festival::Column::RepresentativeId.eq(person);
    chosen_festival::Entity::delete_many().filter(of_person).exec(&**work).await?;
    Ok(())
}

/// Deletes everything about a person whose record is archived.
pub async fn person(work: &Work, person: RepresentativeId) -> Result<()> {
    let of_person = care_event::Column::RepresentativeId.eq(person);
    care_event::Entity::delete_many().filter(of_person).exec(&**work).await?;
    choices(work, person).await
}

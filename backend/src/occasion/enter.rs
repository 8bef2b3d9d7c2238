//! Entering that somebody is ill, bereaved or retires.

use async_graphql::InputObject;
use chrono::{NaiveDate, TimeDelta};
use lianyi_shared::audit::AuditAction;
use lianyi_shared::error::Reason;
use lianyi_shared::id::{CareEventId, RepresentativeId};
use lianyi_shared::occasion::CareKind;
use lianyi_shared::people::RecordStatus;
use sea_orm::{ActiveModelTrait as _, ColumnTrait as _, Condition, IntoActiveModel as _};

use crate::audit::event::AuditEvent;
use crate::entity::care_event;
use crate::error::{Error, Refusal, Result};
use crate::occasion::read::CareEvent;
use crate::occasion::{forget, may, read};
use crate::op::Op;
use crate::people::representatives;

/// A reason to visit somebody. There is no place for words.
#[derive(Clone, Debug, InputObject)]
pub struct EnterCareEventInput {
    /// Whom.
    pub representative: RepresentativeId,
    /// Why.
    pub kind: CareKind,
    /// When it happened, or begins: an illness or a bereavement at most a day ahead, a retirement at most a year.
    pub day: NaiveDate,
}

/// Enters a care event of somebody for whom the viewer cares.
pub async fn enter(op: &Op, input: EnterCareEventInput) -> Result<CareEvent> {
    let EnterCareEventInput { representative, kind, day } = input;
    let work = op.begin().await?;
    let person = representatives::visible(op, &*work, representative).await?;
    let capacity = may::care_for(op, &person).await?;
    if person.status == RecordStatus::Archived {
        return Err(Error::conflict(Reason::Archived));
    }
    let fault =
        |reason: Reason, days: i64| Error::invalid("input.day", Refusal::from(reason).with("days", days));
    if day > op.today() + TimeDelta::days(kind.known_ahead()) {
        return Err(fault(Reason::CareTooEarly, kind.known_ahead()));
    }
    if day < op.today() - TimeDelta::days(kind.kept()) {
        return Err(fault(Reason::CareTooLate, kind.kept()));
    }
    // One that is over may still wait to be deleted.
    let same = Condition::all()
        .add(care_event::Column::RepresentativeId.eq(representative))
        .add(care_event::Column::Kind.eq(kind));
    forget::over(&work, same.clone(), op.today()).await?;
    let row = care_event::Model {
        id: CareEventId(op.app().new_id()),
        representative_id: representative,
        kind,
        day,
        entered_by: op.viewer.account,
        entered_at: op.now(),
    };
    let row = row.into_active_model().reset_all().insert(&*work).await?;
    let entered = read::events(&*work, same).await?.pop().ok_or(Error::NotFound)?;
    work.commit(AuditEvent::new(AuditAction::OccasionEnter, row.id).by(capacity)).await?;
    Ok(entered)
}

//! Loading the holidays and make-up working days of a year.

use async_graphql::InputObject;
use lianyi_shared::access::Permission;
use lianyi_shared::audit::AuditAction;
use lianyi_shared::calendar::DayKind;
use lianyi_shared::id::AccountId;
use sea_orm::{ActiveModelTrait as _, ColumnTrait as _, Condition, EntityTrait as _, QueryFilter as _, Set};

use crate::audit::event::AuditEvent;
use crate::calendar::file::{self, Year};
use crate::entity::{calendar_day, calendar_year};
use crate::error::Result;
use crate::op::Op;
use crate::work::Work;

/// A file of holidays.
#[derive(Clone, Debug, InputObject)]
pub struct LoadCalendarYearInput {
    /// The text of the JSON file: `year`, and `days` with `name`, `date` and `isOffDay`.
    pub file: String,
}

/// Loads a year in place of what was known of it. Permission `SETTING_WRITE`.
pub async fn load(op: &Op, input: LoadCalendarYearInput) -> Result<()> {
    let work = op.begin().await?;
    let capacity = op.viewer.require_any(Permission::SettingWrite)?;
    let year = file::read("input.file", &input.file)?;
    write(&work, &year, Some(op.viewer.account), op.now()).await?;
    let of_kind = |kind| year.days.values().filter(|(_, day)| *day == kind).count();
    let event = AuditEvent::new(AuditAction::CalendarLoad, year.year)
        .by(capacity)
        .with("holidays", of_kind(DayKind::Holiday))
        .with("make_up", of_kind(DayKind::MakeUp));
    work.commit(event).await
}

/// Puts a year into the place of what was there. A day that the notice of a neighbouring year named too is now as this
/// one has it.
pub async fn write(
    work: &Work,
    year: &Year,
    by: Option<AccountId>,
    at: chrono::DateTime<chrono::Utc>,
) -> Result<()> {
    let known = Condition::any()
        .add(calendar_day::Column::Year.eq(year.year))
        .add(calendar_day::Column::Day.is_in(year.days.keys().copied()));
    calendar_day::Entity::delete_many().filter(known).exec(&**work).await?;
    calendar_year::Entity::delete_by_id(year.year).exec(&**work).await?;
    calendar_year::ActiveModel {
        year: Set(year.year),
        sample: Set(year.sample),
        note: Set(year.note.clone()),
        account_id: Set(by),
        loaded_at: Set(at),
    }
    .insert(&**work)
    .await?;
    let days = year.days.iter().map(|(day, (name, kind))| calendar_day::ActiveModel {
        day: Set(*day),
        year: Set(year.year),
        name: Set(name.clone()),
        kind: Set(*kind),
    });
    calendar_day::Entity::insert_many(days).exec_without_returning(&**work).await?;
    Ok(())
}

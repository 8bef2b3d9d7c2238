//! Reading the calendar.

use chrono::{Datelike as _, NaiveDate};
use lianyi_shared::calendar::WorkingDays;
use sea_orm::{EntityTrait as _, QueryOrder as _};

use crate::db::{Find as _, Source};
use crate::entity::{calendar_day, calendar_year};
use crate::error::Result;

/// The working-day clock of the college, as far as years were loaded: one statement.
pub async fn working_days(db: &impl Source) -> Result<WorkingDays> {
    let days = calendar_day::Entity::find().find_in(db).await?;
    Ok(days.into_iter().map(|day| (day.day, day.kind)).collect())
}

/// What was loaded: the years, newest first, and all their days.
pub async fn loaded(db: &impl Source) -> Result<(Vec<calendar_year::Model>, Vec<calendar_day::Model>)> {
    let years = calendar_year::Entity::find().order_by_desc(calendar_year::Column::Year).find_in(db).await?;
    let days = calendar_day::Entity::find().order_by_asc(calendar_day::Column::Day).find_in(db).await?;
    Ok((years, days))
}

/// Which of the years that are counted in now were not loaded: this one and the next.
pub fn missing(today: NaiveDate, years: &[calendar_year::Model]) -> Vec<i32> {
    let counted = [today.year(), today.year() + 1];
    counted.into_iter().filter(|year| years.iter().all(|loaded| loaded.year != *year)).collect()
}

//! The calendar as GraphQL.

use async_graphql::{Context, Object};
use chrono::{DateTime, Months, NaiveDate, Utc};
use lianyi_shared::calendar::{DayKind, Festival, WorkingDays};

use crate::access::name::name_of;
use crate::calendar::festivals::{self, FestivalDay};
use crate::calendar::load::{self, LoadCalendarYearInput};
use crate::calendar::read;
use crate::entity::{calendar_day, calendar_year};
use crate::error::Result;
use crate::op::{ContextExt as _, Op};

/// Which days people work, and when festivals are.
pub struct Calendar {
    today: NaiveDate,
    years: Vec<calendar_year::Model>,
    days: Vec<calendar_day::Model>,
}

impl Calendar {
    async fn read(op: &Op) -> Result<Self> {
        let (years, days) = read::loaded(op.db()).await?;
        Ok(Self { today: op.today(), years, days })
    }
}

#[Object]
impl Calendar {
    /// The years that were loaded, newest first.
    async fn years(&self) -> Vec<CalendarYear> {
        let of = |year: i32| self.days.iter().filter(move |day| day.year == year).cloned().collect();
        self.years.iter().map(|row| CalendarYear { row: row.clone(), days: of(row.year) }).collect()
    }

    /// Of this year and the next those that nobody loaded: they are counted by their weekends alone.
    async fn missing(&self) -> Vec<i32> {
        read::missing(self.today, &self.years)
    }

    /// The festivals of the twelve months from today, in their order.
    async fn festivals(&self) -> Vec<ComingFestival> {
        let until = self.today.checked_add_months(Months::new(12)).unwrap_or(self.today);
        let clock: WorkingDays = self.days.iter().map(|day| (day.day, day.kind)).collect();
        let coming = |on: FestivalDay| ComingFestival { on, working: clock.between(self.today, on.day) };
        festivals::between(self.today, until).into_iter().map(coming).collect()
    }
}

/// A year that was loaded.
pub struct CalendarYear {
    row: calendar_year::Model,
    days: Vec<calendar_day::Model>,
}

#[Object]
impl CalendarYear {
    /// The year.
    async fn year(&self) -> i32 {
        self.row.year
    }

    /// Whether its file says of itself that it is a sample, and not the official notice.
    async fn sample(&self) -> bool {
        self.row.sample
    }

    /// What its file says about itself.
    async fn note(&self) -> Option<&str> {
        self.row.note.as_deref()
    }

    /// Who loaded it; null where the demonstration did.
    async fn loaded_by(&self, ctx: &Context<'_>) -> Result<Option<String>> {
        name_of(ctx, self.row.account_id).await
    }

    /// When it was loaded.
    async fn loaded_at(&self) -> DateTime<Utc> {
        self.row.loaded_at
    }

    /// The days that are not what their weekday says, in their order.
    async fn days(&self) -> Vec<CalendarDay> {
        self.days.iter().cloned().map(CalendarDay).collect()
    }
}

/// A day that is not what its weekday says, or a holiday on a weekend.
pub struct CalendarDay(calendar_day::Model);

#[Object]
impl CalendarDay {
    /// The day.
    async fn day(&self) -> NaiveDate {
        self.0.day
    }

    /// The holiday it belongs to.
    async fn name(&self) -> &str {
        &self.0.name
    }

    /// Off, or worked in exchange.
    async fn kind(&self) -> DayKind {
        self.0.kind
    }
}

/// A festival to come.
pub struct ComingFestival {
    on: FestivalDay,
    working: i64,
}

#[Object]
impl ComingFestival {
    /// Which.
    async fn festival(&self) -> Festival {
        self.on.festival
    }

    /// When.
    async fn day(&self) -> NaiveDate {
        self.on.day
    }

    /// How many working days lie after today and not after it.
    async fn working_days(&self) -> i64 {
        self.working
    }
}

/// Queries about the calendar.
#[derive(Default)]
pub struct CalendarQuery;

#[Object]
impl CalendarQuery {
    /// The calendar of the college. Anyone.
    async fn calendar(&self, ctx: &Context<'_>) -> Result<Calendar> {
        Calendar::read(ctx.op()?).await
    }
}

/// What can be done with the calendar.
#[derive(Default)]
pub struct CalendarMutation;

#[Object]
impl CalendarMutation {
    /// Loads the holidays and make-up working days of a year in place of what was known of it. Permission
    /// `SETTING_WRITE`.
    async fn load_calendar_year(&self, ctx: &Context<'_>, input: LoadCalendarYearInput) -> Result<Calendar> {
        let op = ctx.op()?;
        load::load(op, input).await?;
        Calendar::read(op).await
    }
}

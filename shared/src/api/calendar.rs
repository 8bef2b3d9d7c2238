//! Holidays, working days and festivals.

use crate::calendar::{DayKind, Festival};
use crate::schema;

use super::{Day, Moment};

#[derive(Clone, Debug, PartialEq, Eq, cynic::QueryFragment)]
pub struct CalendarDay {
    pub day: Day,
    pub name: String,
    pub kind: DayKind,
}

#[derive(Clone, Debug, PartialEq, Eq, cynic::QueryFragment)]
pub struct CalendarYear {
    pub year: i32,
    pub sample: bool,
    pub note: Option<String>,
    pub loaded_by: Option<String>,
    pub loaded_at: Moment,
    pub days: Vec<CalendarDay>,
}

#[derive(Clone, Debug, PartialEq, Eq, cynic::QueryFragment)]
pub struct ComingFestival {
    pub festival: Festival,
    pub day: Day,
    pub working_days: i32,
}

#[derive(Clone, Debug, PartialEq, Eq, cynic::QueryFragment)]
pub struct Calendar {
    pub years: Vec<CalendarYear>,
    pub missing: Vec<i32>,
    pub festivals: Vec<ComingFestival>,
}

#[derive(Clone, Debug, PartialEq, Eq, cynic::QueryFragment)]
#[cynic(graphql_type = "Query")]
pub struct CalendarQuery {
    pub calendar: Calendar,
}

/// The days of a year without where they came from.
#[derive(Clone, Debug, PartialEq, Eq, cynic::QueryFragment)]
#[cynic(graphql_type = "CalendarYear")]
pub struct MarkedYear {
    pub days: Vec<CalendarDay>,
}

#[derive(Clone, Debug, PartialEq, Eq, cynic::QueryFragment)]
#[cynic(graphql_type = "ComingFestival")]
pub struct MarkedFestival {
    pub festival: Festival,
    pub day: Day,
}

#[derive(Clone, Debug, PartialEq, Eq, cynic::QueryFragment)]
#[cynic(graphql_type = "Calendar")]
pub struct MarkedCalendar {
    pub years: Vec<MarkedYear>,
    pub festivals: Vec<MarkedFestival>,
}

#[derive(Clone, Debug, PartialEq, Eq, cynic::QueryFragment)]
#[cynic(graphql_type = "Query")]
pub struct MarkedDays {
    pub calendar: MarkedCalendar,
}

#[derive(Clone, Debug, cynic::InputObject)]
pub struct LoadCalendarYearInput {
    pub file: String,
}

/// What the mutation below returns.
type Changed = Calendar;

input_mutations! {
    LoadCalendarYear("LoadCalendarYearVariables" = LoadCalendarYearVariables, LoadCalendarYearInput) = load_calendar_year;
}

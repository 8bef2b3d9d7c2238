//! Trends of thought.

use crate::id::{AccountId, ContactId, TrendId};
use crate::schema;
use crate::trend::{TrendAction, TrendStatus};

use super::contacts::{ContactCounterpartInput, LeadingName, MetName};
use super::{Day, Moment, PageInfo, PageInput};

/// A report without its words.
#[derive(Clone, Debug, PartialEq, Eq, cynic::QueryFragment)]
pub struct Trend {
    pub id: TrendId,
    pub status: TrendStatus,
    pub leader: LeadingName,
    pub counterpart: MetName,
    pub own: bool,
    pub contact: Option<ContactId>,
    pub reported_at: Moment,
    pub read_by: Option<String>,
    pub read_at: Option<Moment>,
    pub readers: Vec<String>,
    pub noted_by: Option<String>,
    pub noted_at: Option<Moment>,
    pub review_on: Day,
    pub actions: Vec<TrendAction>,
    pub version: i32,
}

/// A report in a list.
#[derive(Clone, Debug, PartialEq, Eq, cynic::QueryFragment)]
#[cynic(graphql_type = "Trend")]
pub struct TrendRow {
    pub id: TrendId,
    pub status: TrendStatus,
    pub leader: LeadingName,
    pub counterpart: MetName,
    pub reported_at: Moment,
}

#[derive(Clone, Debug, Default, cynic::InputObject)]
pub struct TrendFilter {
    pub waiting: bool,
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub contact: Option<ContactId>,
    pub for_review: bool,
}

#[derive(Clone, Debug, cynic::QueryVariables)]
pub struct TrendsVariables {
    pub filter: TrendFilter,
    pub page: PageInput,
}

#[derive(Clone, Debug, PartialEq, Eq, cynic::QueryFragment)]
pub struct TrendConnection {
    pub nodes: Vec<TrendRow>,
    pub page_info: PageInfo,
    pub total_count: i32,
}

#[derive(Clone, Debug, PartialEq, Eq, cynic::QueryFragment)]
#[cynic(graphql_type = "Query", variables = "TrendsVariables")]
pub struct Trends {
    #[arguments(filter: $filter, page: $page)]
    pub trends: TrendConnection,
}

/// How many there are.
#[derive(Clone, Debug, PartialEq, Eq, cynic::QueryFragment)]
#[cynic(graphql_type = "TrendConnection")]
pub struct TrendCount {
    pub total_count: i32,
}

#[derive(Clone, Debug, PartialEq, Eq, cynic::QueryFragment)]
#[cynic(graphql_type = "Query", variables = "TrendsVariables")]
pub struct TrendsWaiting {
    #[arguments(filter: $filter, page: $page)]
    pub trends: TrendCount,
}

#[derive(Clone, Debug, cynic::QueryVariables)]
pub struct TrendVariables {
    pub id: TrendId,
}

#[derive(Clone, Debug, PartialEq, Eq, cynic::QueryFragment)]
#[cynic(graphql_type = "Query", variables = "TrendVariables")]
pub struct TrendQuery {
    #[arguments(id: $id)]
    pub trend: Trend,
}

#[derive(Clone, Debug, PartialEq, Eq, cynic::QueryFragment)]
pub struct TrendReader {
    pub id: AccountId,
    pub name: String,
}

#[derive(Clone, Debug, PartialEq, Eq, cynic::QueryFragment)]
#[cynic(graphql_type = "Query")]
pub struct TrendReaders {
    pub trend_readers: Vec<TrendReader>,
}

/// A report with its words.
#[derive(Clone, Debug, PartialEq, Eq, cynic::QueryFragment)]
pub struct OpenedTrend {
    pub words: String,
    pub note: Option<String>,
    pub trend: Trend,
}

#[derive(Clone, Debug, PartialEq, Eq, cynic::QueryFragment)]
#[cynic(graphql_type = "Mutation", variables = "TrendVariables")]
pub struct OpenTrend {
    #[arguments(id: $id)]
    pub open_trend: OpenedTrend,
}

#[derive(Clone, Debug, cynic::InputObject)]
pub struct ReportTrendInput {
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub id: Option<TrendId>,
    pub counterpart: ContactCounterpartInput,
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub contact: Option<ContactId>,
    pub words: String,
    pub readers: Vec<AccountId>,
}

#[derive(Clone, Debug, cynic::InputObject)]
pub struct NoteTrendInput {
    pub id: TrendId,
    pub version: i32,
    pub note: Option<String>,
}

#[derive(Clone, Debug, cynic::InputObject)]
pub struct ReportTrendUpInput {
    pub id: TrendId,
    pub version: i32,
    pub readers: Vec<AccountId>,
}

#[derive(Clone, Debug, cynic::InputObject)]
pub struct TrendVersionInput {
    pub id: TrendId,
    pub version: i32,
}

/// What the mutations below return.
type Changed = Trend;

input_mutations! {
    ReportTrend("ReportTrendVariables" = ReportTrendVariables, ReportTrendInput) = report_trend;
    NoteTrend("NoteTrendVariables" = NoteTrendVariables, NoteTrendInput) = note_trend;
    ReportTrendUp("ReportTrendUpVariables" = ReportTrendUpVariables, ReportTrendUpInput) = report_trend_up;
    KeepTrend("KeepTrendVariables" = KeepTrendVariables, TrendVersionInput) = keep_trend;
}

#[derive(Clone, Debug, cynic::QueryVariables)]
pub struct EndTrendVariables {
    pub input: TrendVersionInput,
}

#[derive(Clone, Debug, PartialEq, Eq, cynic::QueryFragment)]
#[cynic(graphql_type = "Mutation", variables = "EndTrendVariables")]
pub struct TakeBackTrend {
    #[arguments(input: $input)]
    pub take_back_trend: bool,
}

#[derive(Clone, Debug, PartialEq, Eq, cynic::QueryFragment)]
#[cynic(graphql_type = "Mutation", variables = "EndTrendVariables")]
pub struct DeleteTrend {
    #[arguments(input: $input)]
    pub delete_trend: bool,
}

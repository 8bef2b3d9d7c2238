//! The overview of a period, and the pairings that it counts.

use crate::contact::{ContactContentKind, ContactMode};
use crate::id::UnitId;
use crate::schema;

use super::cadence::DuePairing;
use super::units::UnitName;
use super::{Day, PageInfo, PageInput};

#[derive(Clone, Debug, PartialEq, Eq, cynic::QueryFragment)]
pub struct OverviewDay {
    pub day: Day,
    pub records: i32,
}

#[derive(Clone, Debug, PartialEq, Eq, cynic::QueryFragment)]
pub struct OverviewMode {
    pub mode: ContactMode,
    pub records: i32,
}

#[derive(Clone, Debug, PartialEq, Eq, cynic::QueryFragment)]
pub struct OverviewKind {
    pub kind: ContactContentKind,
    pub records: i32,
}

#[derive(Clone, Debug, PartialEq, Eq, cynic::QueryFragment)]
pub struct OverviewBranch {
    pub branch: Option<UnitName>,
    pub records: i32,
    pub pairings: i32,
    pub met: i32,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, cynic::QueryFragment)]
pub struct OverviewCategory {
    pub category: i32,
    pub pairings: i32,
    pub met: i32,
}

#[derive(Clone, Debug, PartialEq, Eq, cynic::QueryFragment)]
pub struct ContactOverview {
    pub from: Day,
    pub until: Day,
    pub records: i32,
    pub days: Vec<OverviewDay>,
    pub modes: Vec<OverviewMode>,
    pub kinds: Vec<OverviewKind>,
    pub pairings: i32,
    pub met: i32,
    pub branches: Vec<OverviewBranch>,
    pub categories: Vec<OverviewCategory>,
}

#[derive(Clone, Debug, PartialEq, Eq, cynic::QueryVariables)]
pub struct ContactOverviewVariables {
    pub period: String,
    pub branch: Option<UnitId>,
}

#[derive(Clone, Debug, PartialEq, Eq, cynic::QueryFragment)]
#[cynic(graphql_type = "Query", variables = "ContactOverviewVariables")]
pub struct ContactOverviewQuery {
    #[arguments(period: $period, branch: $branch)]
    pub contact_overview: ContactOverview,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, cynic::InputObject)]
pub struct OverviewPairingFilter {
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub met: Option<bool>,
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub category: Option<i32>,
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub stands_with: Option<UnitId>,
}

#[derive(Clone, Debug, PartialEq, Eq, cynic::QueryFragment)]
pub struct PairingConnection {
    pub nodes: Vec<DuePairing>,
    pub page_info: PageInfo,
    pub total_count: i32,
}

#[derive(Clone, Debug, cynic::QueryVariables)]
pub struct OverviewPairingsVariables {
    pub period: String,
    pub branch: Option<UnitId>,
    pub filter: OverviewPairingFilter,
    pub page: PageInput,
}

#[derive(Clone, Debug, PartialEq, Eq, cynic::QueryFragment)]
#[cynic(graphql_type = "Query", variables = "OverviewPairingsVariables")]
pub struct OverviewPairings {
    #[arguments(period: $period, branch: $branch, filter: $filter, page: $page)]
    pub overview_pairings: PairingConnection,
}

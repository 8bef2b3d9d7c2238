//! Units.

use crate::id::UnitId;
use crate::schema;
use crate::units::UnitKind;

use super::{PageInfo, PageInput};

/// A unit by name, wherever something names one.
#[derive(Clone, Debug, PartialEq, Eq, cynic::QueryFragment)]
#[cynic(graphql_type = "Unit")]
pub struct UnitName {
    pub id: UnitId,
    pub name: String,
}

#[derive(Clone, Debug, Default, cynic::InputObject)]
pub struct UnitFilter {
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub search: Option<String>,
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub kinds: Option<Vec<UnitKind>>,
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub branch: Option<UnitId>,
}

#[derive(Clone, Debug, cynic::QueryVariables)]
pub struct UnitsVariables {
    pub filter: UnitFilter,
    pub page: PageInput,
}

#[derive(Clone, Debug, PartialEq, Eq, cynic::QueryFragment)]
#[cynic(graphql_type = "Unit")]
pub struct UnitRow {
    pub id: UnitId,
    pub code: String,
    pub name: String,
    pub kind: UnitKind,
    pub branch: Option<UnitName>,
    pub head_name: Option<String>,
}

#[derive(Clone, Debug, cynic::QueryFragment)]
pub struct UnitConnection {
    pub nodes: Vec<UnitRow>,
    pub page_info: PageInfo,
    pub total_count: i32,
}

#[derive(Clone, Debug, cynic::QueryFragment)]
#[cynic(graphql_type = "Query", variables = "UnitsVariables")]
pub struct Units {
    #[arguments(filter: $filter, page: $page)]
    pub units: UnitConnection,
}

//! The directory.

use crate::access::FieldGroup;
use crate::id::{RepresentativeId, UnitId};
use crate::people::{RecordStatus, Stage};
use crate::schema;

use super::units::UnitName;
use super::{PageInfo, PageInput};

#[derive(Clone, Debug, Default, cynic::InputObject)]
pub struct RepresentativeFilter {
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub search: Option<String>,
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub unit: Option<UnitId>,
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub category: Option<i32>,
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub affiliation: Option<String>,
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub stage: Option<Stage>,
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub status: Option<RecordStatus>,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, cynic::Enum)]
pub enum RepresentativeOrder {
    #[default]
    Name,
    UpdatedAt,
}

#[derive(Clone, Debug, cynic::QueryVariables)]
pub struct RepresentativesVariables {
    pub filter: RepresentativeFilter,
    pub order: RepresentativeOrder,
    pub page: PageInput,
}

#[derive(Clone, Debug, PartialEq, Eq, cynic::QueryFragment)]
#[cynic(graphql_type = "Representative")]
pub struct RepresentativeRow {
    pub id: RepresentativeId,
    pub name: String,
    pub unit: Option<UnitName>,
    pub post: Option<String>,
    pub affiliation: Option<String>,
    pub categories: Option<Vec<i32>>,
    pub stage: Option<Stage>,
    pub masked_fields: Vec<FieldGroup>,
}

#[derive(Clone, Debug, cynic::QueryFragment)]
pub struct RepresentativeConnection {
    pub nodes: Vec<RepresentativeRow>,
    pub page_info: PageInfo,
    pub total_count: i32,
}

#[derive(Clone, Debug, cynic::QueryFragment)]
#[cynic(graphql_type = "Query", variables = "RepresentativesVariables")]
pub struct Representatives {
    #[arguments(filter: $filter, order: $order, page: $page)]
    pub representatives: RepresentativeConnection,
}

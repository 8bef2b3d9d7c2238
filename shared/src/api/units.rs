//! Units.

use crate::id::UnitId;
use crate::schema;
use crate::units::UnitKind;

use super::accounts::BranchPost;
use super::{Day, PageInfo, PageInput};

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
    pub closed: bool,
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

#[derive(Clone, Debug, PartialEq, Eq, cynic::QueryFragment)]
pub struct UnitConnection {
    pub nodes: Vec<UnitRow>,
    pub page_info: PageInfo,
    pub total_count: i32,
}

#[derive(Clone, Debug, PartialEq, Eq, cynic::QueryFragment)]
#[cynic(graphql_type = "Query", variables = "UnitsVariables")]
pub struct Units {
    #[arguments(filter: $filter, page: $page)]
    pub units: UnitConnection,
}

/// A unit of the tree, with how many people it has itself.
#[derive(Clone, Debug, PartialEq, Eq, cynic::QueryFragment)]
#[cynic(graphql_type = "Unit")]
pub struct UnitLeaf {
    pub id: UnitId,
    pub code: String,
    pub name: String,
    pub kind: UnitKind,
    pub head_name: Option<String>,
    pub leader_count: Option<i32>,
    pub representative_count: Option<i32>,
}

#[derive(Clone, Debug, PartialEq, Eq, cynic::QueryFragment)]
#[cynic(graphql_type = "Unit")]
pub struct UnitBranch {
    pub id: UnitId,
    pub code: String,
    pub name: String,
    pub kind: UnitKind,
    pub head_name: Option<String>,
    pub leader_count: Option<i32>,
    pub representative_count: Option<i32>,
    pub children: Vec<UnitLeaf>,
}

/// The college with its branches and their units.
#[derive(Clone, Debug, PartialEq, Eq, cynic::QueryFragment)]
#[cynic(graphql_type = "Unit")]
pub struct UnitRoot {
    pub id: UnitId,
    pub code: String,
    pub name: String,
    pub kind: UnitKind,
    pub head_name: Option<String>,
    pub leader_count: Option<i32>,
    pub representative_count: Option<i32>,
    pub children: Vec<UnitBranch>,
}

#[derive(Clone, Debug, PartialEq, Eq, cynic::QueryFragment)]
#[cynic(graphql_type = "UnitConnection")]
pub struct UnitRoots {
    pub nodes: Vec<UnitRoot>,
}

/// The whole tree; ask for the kind `COLLEGE`.
#[derive(Clone, Debug, PartialEq, Eq, cynic::QueryFragment)]
#[cynic(graphql_type = "Query", variables = "UnitsVariables")]
pub struct UnitTree {
    #[arguments(filter: $filter, page: $page)]
    pub units: UnitRoots,
}

#[derive(Clone, Debug, PartialEq, Eq, cynic::QueryFragment)]
pub struct Unit {
    pub id: UnitId,
    pub code: String,
    pub name: String,
    pub kind: UnitKind,
    pub branch: Option<UnitName>,
    pub parent: Option<UnitName>,
    pub head_name: Option<String>,
    pub closed_on: Option<Day>,
    pub successor: Option<UnitName>,
    pub leader_count: Option<i32>,
    pub representative_count: Option<i32>,
    pub children: Vec<UnitLeaf>,
    pub post: Option<BranchPost>,
    pub version: i32,
}

#[derive(Clone, Debug, cynic::QueryVariables)]
pub struct UnitVariables {
    pub id: UnitId,
}

#[derive(Clone, Debug, PartialEq, Eq, cynic::QueryFragment)]
#[cynic(graphql_type = "Query", variables = "UnitVariables")]
pub struct UnitQuery {
    #[arguments(id: $id)]
    pub unit: Unit,
}

#[derive(Clone, Debug, PartialEq, Eq, cynic::InputObject)]
pub struct UnitInput {
    pub code: String,
    pub name: String,
    pub kind: UnitKind,
    pub parent: Option<UnitId>,
    pub branch: Option<UnitId>,
    pub head_name: Option<String>,
}

#[derive(Clone, Debug, cynic::QueryVariables)]
pub struct CreateUnitVariables {
    pub input: UnitInput,
}

#[derive(Clone, Debug, PartialEq, Eq, cynic::QueryFragment)]
#[cynic(graphql_type = "Mutation", variables = "CreateUnitVariables")]
pub struct CreateUnit {
    #[arguments(input: $input)]
    pub create_unit: Unit,
}

#[derive(Clone, Debug, cynic::QueryVariables)]
pub struct EditUnitVariables {
    pub id: UnitId,
    pub version: i32,
    pub input: UnitInput,
}

#[derive(Clone, Debug, PartialEq, Eq, cynic::QueryFragment)]
#[cynic(graphql_type = "Mutation", variables = "EditUnitVariables")]
pub struct EditUnit {
    #[arguments(id: $id, version: $version, input: $input)]
    pub edit_unit: Unit,
}

#[derive(Clone, Debug, cynic::InputObject)]
pub struct CloseUnitInput {
    pub version: i32,
    pub successor: UnitId,
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub closed_on: Option<Day>,
}

#[derive(Clone, Debug, cynic::QueryVariables)]
pub struct CloseUnitVariables {
    pub id: UnitId,
    pub input: CloseUnitInput,
}

#[derive(Clone, Debug, PartialEq, Eq, cynic::QueryFragment)]
#[cynic(graphql_type = "Mutation", variables = "CloseUnitVariables")]
pub struct CloseUnit {
    #[arguments(id: $id, input: $input)]
    pub close_unit: Unit,
}

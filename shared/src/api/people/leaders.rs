//! Leaders.

use crate::access::FieldGroup;
use crate::id::{LeaderId, UnitId};
use crate::people::{LeaderTier, RecordAction, RecordStatus, Sex};
use crate::schema;

use super::{ArchiveInput, ContactInput, LinkedCounterpart, TimelineEntry};
use crate::api::units::UnitName;
use crate::api::{Day, PageInfo, PageInput};

#[derive(Clone, Debug, Default, PartialEq, Eq, cynic::InputObject)]
pub struct LeaderFilter {
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub search: Option<String>,
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub tier: Option<LeaderTier>,
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub unit: Option<UnitId>,
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub branch: Option<UnitId>,
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub status: Option<RecordStatus>,
}

#[derive(Clone, Debug, cynic::QueryVariables)]
pub struct LeadersVariables {
    pub filter: LeaderFilter,
    pub page: PageInput,
}

#[derive(Clone, Debug, PartialEq, Eq, cynic::QueryFragment)]
#[cynic(graphql_type = "Leader")]
pub struct LeaderRow {
    pub id: LeaderId,
    pub name: String,
    pub tier: LeaderTier,
    pub post: String,
    pub unit: Option<UnitName>,
    pub branch: Option<UnitName>,
    pub phone: Option<String>,
    pub links: Vec<LinkedCounterpart>,
}

#[derive(Clone, Debug, PartialEq, Eq, cynic::QueryFragment)]
pub struct LeaderConnection {
    pub nodes: Vec<LeaderRow>,
    pub page_info: PageInfo,
    pub total_count: i32,
}

#[derive(Clone, Debug, PartialEq, Eq, cynic::QueryFragment)]
#[cynic(graphql_type = "Query", variables = "LeadersVariables")]
pub struct Leaders {
    #[arguments(filter: $filter, page: $page)]
    pub leaders: LeaderConnection,
}

#[derive(Clone, Debug, PartialEq, Eq, cynic::QueryFragment)]
pub struct Leader {
    pub id: LeaderId,
    pub name: String,
    pub staff_number: Option<String>,
    pub sex: Option<Sex>,
    pub tier: LeaderTier,
    pub post: String,
    pub unit: Option<UnitName>,
    pub branch: Option<UnitName>,
    pub phone: Option<String>,
    pub email: Option<String>,
    pub left_on: Option<Day>,
    pub status: RecordStatus,
    pub archive_reason: Option<String>,
    pub masked_fields: Vec<FieldGroup>,
    #[arguments(ended: true)]
    pub links: Vec<LinkedCounterpart>,
    pub timeline: Vec<TimelineEntry>,
    pub actions: Vec<RecordAction>,
    pub version: i32,
}

#[derive(Clone, Debug, cynic::QueryVariables)]
pub struct LeaderVariables {
    pub id: LeaderId,
}

#[derive(Clone, Debug, PartialEq, Eq, cynic::QueryFragment)]
#[cynic(graphql_type = "Query", variables = "LeaderVariables")]
pub struct LeaderQuery {
    #[arguments(id: $id)]
    pub leader: Leader,
}

#[derive(Clone, Debug, PartialEq, Eq, cynic::InputObject)]
pub struct LeaderInput {
    pub name: String,
    pub staff_number: String,
    pub sex: Option<Sex>,
    pub tier: LeaderTier,
    pub post: String,
    pub unit: UnitId,
    pub branch: UnitId,
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub contact: Option<ContactInput>,
}

#[derive(Clone, Debug, cynic::QueryVariables)]
pub struct CreateLeaderVariables {
    pub input: LeaderInput,
    pub confirm_distinct: bool,
}

#[derive(Clone, Debug, PartialEq, Eq, cynic::QueryFragment)]
#[cynic(graphql_type = "Mutation", variables = "CreateLeaderVariables")]
pub struct CreateLeader {
    #[arguments(input: $input, confirmDistinct: $confirm_distinct)]
    pub create_leader: Leader,
}

#[derive(Clone, Debug, cynic::QueryVariables)]
pub struct EditLeaderVariables {
    pub id: LeaderId,
    pub version: i32,
    pub input: LeaderInput,
}

#[derive(Clone, Debug, PartialEq, Eq, cynic::QueryFragment)]
#[cynic(graphql_type = "Mutation", variables = "EditLeaderVariables")]
pub struct EditLeader {
    #[arguments(id: $id, version: $version, input: $input)]
    pub edit_leader: Leader,
}

#[derive(Clone, Debug, cynic::QueryVariables)]
pub struct ArchiveLeaderVariables {
    pub id: LeaderId,
    pub input: ArchiveInput,
}

#[derive(Clone, Debug, PartialEq, Eq, cynic::QueryFragment)]
#[cynic(graphql_type = "Mutation", variables = "ArchiveLeaderVariables")]
pub struct ArchiveLeader {
    #[arguments(id: $id, input: $input)]
    pub archive_leader: Leader,
}

#[derive(Clone, Debug, cynic::QueryVariables)]
pub struct RestoreLeaderVariables {
    pub id: LeaderId,
    pub version: i32,
}

#[derive(Clone, Debug, PartialEq, Eq, cynic::QueryFragment)]
#[cynic(graphql_type = "Mutation", variables = "RestoreLeaderVariables")]
pub struct RestoreLeader {
    #[arguments(id: $id, version: $version)]
    pub restore_leader: Leader,
}

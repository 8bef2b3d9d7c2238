//! Groups.

use crate::access::FieldGroup;
use crate::id::{GroupId, RepresentativeId};
use crate::people::{GroupKind, RecordAction, RecordStatus};
use crate::schema;

use super::{ArchiveInput, ContactInput, LinkedLeader, RepresentativeName, TimelineEntry};
use crate::api::{PageInfo, PageInput};

#[derive(Clone, Debug, Default, PartialEq, Eq, cynic::InputObject)]
pub struct GroupFilter {
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub search: Option<String>,
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub kind: Option<GroupKind>,
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub status: Option<RecordStatus>,
}

#[derive(Clone, Debug, cynic::QueryVariables)]
pub struct GroupsVariables {
    pub filter: GroupFilter,
    pub page: PageInput,
}

#[derive(Clone, Debug, PartialEq, Eq, cynic::QueryFragment)]
#[cynic(graphql_type = "Group")]
pub struct GroupRow {
    pub id: GroupId,
    pub name: String,
    pub kind: GroupKind,
    pub head_name: Option<String>,
    pub member_count: Option<i32>,
    pub links: Vec<LinkedLeader>,
}

#[derive(Clone, Debug, PartialEq, Eq, cynic::QueryFragment)]
pub struct GroupConnection {
    pub nodes: Vec<GroupRow>,
    pub page_info: PageInfo,
    pub total_count: i32,
}

#[derive(Clone, Debug, PartialEq, Eq, cynic::QueryFragment)]
#[cynic(graphql_type = "Query", variables = "GroupsVariables")]
pub struct Groups {
    #[arguments(filter: $filter, page: $page)]
    pub groups: GroupConnection,
}

#[derive(Clone, Debug, PartialEq, Eq, cynic::QueryFragment)]
pub struct Group {
    pub id: GroupId,
    pub name: String,
    pub kind: GroupKind,
    pub head_name: Option<String>,
    pub head: Option<RepresentativeName>,
    pub member_count: Option<i32>,
    pub founded: Option<String>,
    pub phone: Option<String>,
    pub status: RecordStatus,
    pub archive_reason: Option<String>,
    pub masked_fields: Vec<FieldGroup>,
    #[arguments(ended: true)]
    pub links: Vec<LinkedLeader>,
    pub timeline: Vec<TimelineEntry>,
    pub actions: Vec<RecordAction>,
    pub version: i32,
}

#[derive(Clone, Debug, cynic::QueryVariables)]
pub struct GroupVariables {
    pub id: GroupId,
}

#[derive(Clone, Debug, PartialEq, Eq, cynic::QueryFragment)]
#[cynic(graphql_type = "Query", variables = "GroupVariables")]
pub struct GroupQuery {
    #[arguments(id: $id)]
    pub group: Group,
}

#[derive(Clone, Debug, PartialEq, Eq, cynic::InputObject)]
pub struct GroupInput {
    pub name: String,
    pub kind: GroupKind,
    pub head: Option<RepresentativeId>,
    pub head_name: Option<String>,
    pub member_count: Option<i32>,
    pub founded: Option<String>,
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub contact: Option<ContactInput>,
}

#[derive(Clone, Debug, cynic::QueryVariables)]
pub struct CreateGroupVariables {
    pub input: GroupInput,
}

#[derive(Clone, Debug, PartialEq, Eq, cynic::QueryFragment)]
#[cynic(graphql_type = "Mutation", variables = "CreateGroupVariables")]
pub struct CreateGroup {
    #[arguments(input: $input)]
    pub create_group: Group,
}

#[derive(Clone, Debug, cynic::QueryVariables)]
pub struct EditGroupVariables {
    pub id: GroupId,
    pub version: i32,
    pub input: GroupInput,
}

#[derive(Clone, Debug, PartialEq, Eq, cynic::QueryFragment)]
#[cynic(graphql_type = "Mutation", variables = "EditGroupVariables")]
pub struct EditGroup {
    #[arguments(id: $id, version: $version, input: $input)]
    pub edit_group: Group,
}

#[derive(Clone, Debug, cynic::QueryVariables)]
pub struct ArchiveGroupVariables {
    pub id: GroupId,
    pub input: ArchiveInput,
}

#[derive(Clone, Debug, PartialEq, Eq, cynic::QueryFragment)]
#[cynic(graphql_type = "Mutation", variables = "ArchiveGroupVariables")]
pub struct ArchiveGroup {
    #[arguments(id: $id, input: $input)]
    pub archive_group: Group,
}

#[derive(Clone, Debug, cynic::QueryVariables)]
pub struct RestoreGroupVariables {
    pub id: GroupId,
    pub version: i32,
}

#[derive(Clone, Debug, PartialEq, Eq, cynic::QueryFragment)]
#[cynic(graphql_type = "Mutation", variables = "RestoreGroupVariables")]
pub struct RestoreGroup {
    #[arguments(id: $id, version: $version)]
    pub restore_group: Group,
}

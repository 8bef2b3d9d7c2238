//! Representatives.

use crate::access::FieldGroup;
use crate::id::{RepresentativeId, UnitId};
use crate::people::{RecordAction, RecordStatus, RecordWarning, Sex, Stage};
use crate::schema;

use super::{ArchiveInput, CodedValue, ContactInput, LinkedLeader, TimelineEntry};
use crate::api::units::UnitName;
use crate::api::{PageInfo, PageInput};

#[derive(Clone, Debug, Default, PartialEq, Eq, cynic::InputObject)]
pub struct RepresentativeFilter {
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub search: Option<String>,
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub unit: Option<UnitId>,
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub categories: Option<Vec<i32>>,
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub affiliation: Option<String>,
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub stage: Option<Stage>,
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub key_cultivation: Option<bool>,
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub retired: Option<bool>,
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub linked: Option<bool>,
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub status: Option<RecordStatus>,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, cynic::Enum)]
pub enum RepresentativeOrder {
    #[default]
    Name,
    NameDescending,
    UpdatedAt,
    UpdatedAtAscending,
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
    pub version: i32,
    pub name: String,
    pub unit: Option<UnitName>,
    pub post: Option<String>,
    pub affiliation: Option<CodedValue>,
    pub categories: Option<Vec<i32>>,
    pub stage: Option<Stage>,
    pub links: Vec<LinkedLeader>,
    pub masked_fields: Vec<FieldGroup>,
}

#[derive(Clone, Debug, PartialEq, Eq, cynic::QueryFragment)]
pub struct RepresentativeConnection {
    pub nodes: Vec<RepresentativeRow>,
    pub page_info: PageInfo,
    pub total_count: i32,
}

#[derive(Clone, Debug, PartialEq, Eq, cynic::QueryFragment)]
#[cynic(graphql_type = "Query", variables = "RepresentativesVariables")]
pub struct Representatives {
    #[arguments(filter: $filter, order: $order, page: $page)]
    pub representatives: RepresentativeConnection,
}

#[derive(Clone, Debug, PartialEq, Eq, cynic::QueryFragment)]
pub struct Representative {
    pub id: RepresentativeId,
    pub name: String,
    pub staff_number: Option<String>,
    pub sex: Option<Sex>,
    pub unit: Option<UnitName>,
    pub post: Option<String>,
    pub social_posts: Option<String>,
    pub retired: bool,
    pub phone: Option<String>,
    pub email: Option<String>,
    pub affiliation: Option<CodedValue>,
    pub affiliated_since: Option<String>,
    pub categories: Option<Vec<i32>>,
    pub warnings: Option<Vec<RecordWarning>>,
    pub stage: Option<Stage>,
    pub key_cultivation: Option<bool>,
    pub remarks: Option<String>,
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
pub struct RepresentativeVariables {
    pub id: RepresentativeId,
}

#[derive(Clone, Debug, PartialEq, Eq, cynic::QueryFragment)]
#[cynic(graphql_type = "Query", variables = "RepresentativeVariables")]
pub struct RepresentativeQuery {
    #[arguments(id: $id)]
    pub representative: Representative,
}

/// What is held about the person who asks.
#[derive(Clone, Debug, PartialEq, Eq, cynic::QueryFragment)]
#[cynic(graphql_type = "Query")]
pub struct RepresentativeSelf {
    pub representative_self: Option<Representative>,
}

#[derive(Clone, Debug, Default, PartialEq, Eq, cynic::InputObject)]
pub struct PoliticalInput {
    pub affiliation: String,
    pub affiliated_since: Option<String>,
    pub categories: Vec<i32>,
}

#[derive(Clone, Debug, Default, PartialEq, Eq, cynic::InputObject)]
pub struct CultivationInput {
    pub stage: Option<Stage>,
    pub key_cultivation: bool,
    pub remarks: Option<String>,
}

#[derive(Clone, Debug, Default, PartialEq, Eq, cynic::InputObject)]
pub struct SensitiveInput {
    pub ethnicity: Option<String>,
    pub birth_month: Option<String>,
    pub overseas: Option<String>,
    pub overseas_remark: Option<String>,
    pub home_address: Option<String>,
    pub health: Option<String>,
}

/// A record as it shall be; a group that is left out stays as it is.
#[derive(Clone, Debug, PartialEq, Eq, cynic::InputObject)]
pub struct RepresentativeInput {
    pub name: String,
    pub unit: UnitId,
    pub staff_number: Option<String>,
    pub sex: Option<Sex>,
    pub post: Option<String>,
    pub social_posts: Option<String>,
    pub retired: bool,
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub contact: Option<ContactInput>,
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub political: Option<PoliticalInput>,
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub cultivation: Option<CultivationInput>,
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub sensitive: Option<SensitiveInput>,
}

#[derive(Clone, Debug, cynic::QueryVariables)]
pub struct CreateRepresentativeVariables {
    pub input: RepresentativeInput,
    pub confirm_distinct: bool,
}

#[derive(Clone, Debug, PartialEq, Eq, cynic::QueryFragment)]
#[cynic(graphql_type = "Mutation", variables = "CreateRepresentativeVariables")]
pub struct CreateRepresentative {
    #[arguments(input: $input, confirmDistinct: $confirm_distinct)]
    pub create_representative: Representative,
}

#[derive(Clone, Debug, cynic::QueryVariables)]
pub struct EditRepresentativeVariables {
    pub id: RepresentativeId,
    pub version: i32,
    pub input: RepresentativeInput,
}

#[derive(Clone, Debug, PartialEq, Eq, cynic::QueryFragment)]
#[cynic(graphql_type = "Mutation", variables = "EditRepresentativeVariables")]
pub struct EditRepresentative {
    #[arguments(id: $id, version: $version, input: $input)]
    pub edit_representative: Representative,
}

#[derive(Clone, Debug, cynic::QueryVariables)]
pub struct ArchiveRepresentativeVariables {
    pub id: RepresentativeId,
    pub input: ArchiveInput,
}

#[derive(Clone, Debug, PartialEq, Eq, cynic::QueryFragment)]
#[cynic(graphql_type = "Mutation", variables = "ArchiveRepresentativeVariables")]
pub struct ArchiveRepresentative {
    #[arguments(id: $id, input: $input)]
    pub archive_representative: Representative,
}

#[derive(Clone, Debug, cynic::QueryVariables)]
pub struct RestoreRepresentativeVariables {
    pub id: RepresentativeId,
    pub version: i32,
}

#[derive(Clone, Debug, PartialEq, Eq, cynic::QueryFragment)]
#[cynic(graphql_type = "Mutation", variables = "RestoreRepresentativeVariables")]
pub struct RestoreRepresentative {
    #[arguments(id: $id, version: $version)]
    pub restore_representative: Representative,
}

/// A representative as it was read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, cynic::InputObject)]
pub struct ReadRepresentative {
    pub id: RepresentativeId,
    pub version: i32,
}

#[derive(Clone, Debug, cynic::InputObject)]
pub struct SetStageInput {
    pub representatives: Vec<ReadRepresentative>,
    pub stage: Stage,
}

#[derive(Clone, Debug, cynic::QueryVariables)]
pub struct SetRepresentativesStageVariables {
    pub input: SetStageInput,
}

/// A representative with nothing but its stage.
#[derive(Clone, Debug, PartialEq, Eq, cynic::QueryFragment)]
#[cynic(graphql_type = "Representative")]
pub struct RepresentativeStage {
    pub id: RepresentativeId,
    pub version: i32,
    pub stage: Option<Stage>,
}

#[derive(Clone, Debug, PartialEq, Eq, cynic::QueryFragment)]
#[cynic(graphql_type = "Mutation", variables = "SetRepresentativesStageVariables")]
pub struct SetRepresentativesStage {
    #[arguments(input: $input)]
    pub set_representatives_stage: Vec<RepresentativeStage>,
}

#[derive(Clone, Debug, cynic::InputObject)]
pub struct RevealInput {
    pub id: RepresentativeId,
    pub group: FieldGroup,
    pub purpose: String,
}

#[derive(Clone, Debug, cynic::QueryVariables)]
pub struct RevealVariables {
    pub input: RevealInput,
}

/// The restricted fields.
#[derive(Clone, Debug, PartialEq, Eq, cynic::QueryFragment)]
pub struct Revealed {
    pub id: RepresentativeId,
    pub ethnicity: Option<CodedValue>,
    pub birth_month: Option<String>,
    pub overseas: Option<CodedValue>,
    pub overseas_remark: Option<String>,
    pub home_address: Option<String>,
    pub health: Option<String>,
}

#[derive(Clone, Debug, PartialEq, Eq, cynic::QueryFragment)]
#[cynic(graphql_type = "Mutation", variables = "RevealVariables")]
pub struct Reveal {
    #[arguments(input: $input)]
    pub reveal: Revealed,
}

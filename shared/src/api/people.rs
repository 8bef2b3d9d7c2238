//! The directory.

use crate::access::FieldGroup;
use crate::id::{GroupId, LeaderId, PairingId, RepresentativeId, UnitId};
use crate::people::{
    GroupKind, LeaderTier, RecordAction, RecordField, RecordStatus, RecordWarning, RevealPurpose, Sex, Stage,
    TimelineKind,
};
use crate::roster::PairingStatus;
use crate::schema;

use super::units::UnitName;
use super::{Day, PageInfo, PageInput};

// What several kinds of records have.

/// A code with its label.
#[derive(Clone, Debug, PartialEq, Eq, cynic::QueryFragment)]
pub struct CodedValue {
    pub code: String,
    pub label: String,
}

#[derive(Clone, Debug, PartialEq, Eq, cynic::QueryFragment)]
#[cynic(graphql_type = "Leader")]
pub struct LeaderName {
    pub id: LeaderId,
    pub name: String,
    pub post: String,
    pub tier: LeaderTier,
    pub unit: Option<UnitName>,
    pub phone: Option<String>,
    pub email: Option<String>,
}

#[derive(Clone, Debug, PartialEq, Eq, cynic::QueryFragment)]
#[cynic(graphql_type = "Representative")]
pub struct RepresentativeName {
    pub id: RepresentativeId,
    pub name: String,
    pub post: Option<String>,
    pub unit: Option<UnitName>,
    pub status: RecordStatus,
}

#[derive(Clone, Debug, PartialEq, Eq, cynic::QueryFragment)]
#[cynic(graphql_type = "Group")]
pub struct GroupName {
    pub id: GroupId,
    pub name: String,
    pub kind: GroupKind,
    pub status: RecordStatus,
}

/// Who links: the leader's side of a pairing.
#[derive(Clone, Debug, PartialEq, Eq, cynic::QueryFragment)]
#[cynic(graphql_type = "Link")]
pub struct LinkedLeader {
    pub id: PairingId,
    pub status: PairingStatus,
    pub since: Option<Day>,
    pub until: Option<Day>,
    pub leader: Option<LeaderName>,
}

/// Who is linked: the counterpart's side of a pairing.
#[derive(Clone, Debug, PartialEq, Eq, cynic::QueryFragment)]
#[cynic(graphql_type = "Link")]
pub struct LinkedCounterpart {
    pub id: PairingId,
    pub status: PairingStatus,
    pub since: Option<Day>,
    pub until: Option<Day>,
    pub representative: Option<RepresentativeName>,
    pub group: Option<GroupName>,
}

/// Both sides of a pairing, by name.
#[derive(Clone, Debug, PartialEq, Eq, cynic::QueryFragment)]
#[cynic(graphql_type = "Link")]
pub struct LinkNames {
    pub leader: Option<LeaderName>,
    pub representative: Option<RepresentativeName>,
    pub group: Option<GroupName>,
}

#[derive(Clone, Debug, PartialEq, Eq, cynic::QueryFragment)]
pub struct TimelineEntry {
    pub day: Day,
    pub kind: TimelineKind,
    pub role: Option<String>,
    pub fields: Vec<RecordField>,
    pub purpose: Option<RevealPurpose>,
    pub link: Option<LinkNames>,
}

#[derive(Clone, Debug, Default, PartialEq, Eq, cynic::InputObject)]
pub struct ContactInput {
    pub phone: Option<String>,
    pub email: Option<String>,
}

#[derive(Clone, Debug, cynic::InputObject)]
pub struct ArchiveInput {
    pub version: i32,
    pub reason: String,
}

// Representatives.

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

#[derive(Clone, Debug, cynic::QueryFragment)]
#[cynic(graphql_type = "Query", variables = "RepresentativeVariables")]
pub struct RepresentativeQuery {
    #[arguments(id: $id)]
    pub representative: Representative,
}

/// What is held about the person who asks.
#[derive(Clone, Debug, cynic::QueryFragment)]
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

#[derive(Clone, Debug, cynic::QueryFragment)]
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

#[derive(Clone, Debug, cynic::QueryFragment)]
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

#[derive(Clone, Debug, cynic::QueryFragment)]
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

#[derive(Clone, Debug, cynic::QueryFragment)]
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

#[derive(Clone, Debug, cynic::QueryFragment)]
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

#[derive(Clone, Debug, cynic::QueryFragment)]
#[cynic(graphql_type = "Mutation", variables = "RevealVariables")]
pub struct Reveal {
    #[arguments(input: $input)]
    pub reveal: Revealed,
}

// Leaders.

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

#[derive(Clone, Debug, cynic::QueryFragment)]
pub struct LeaderConnection {
    pub nodes: Vec<LeaderRow>,
    pub page_info: PageInfo,
    pub total_count: i32,
}

#[derive(Clone, Debug, cynic::QueryFragment)]
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

#[derive(Clone, Debug, cynic::QueryFragment)]
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

#[derive(Clone, Debug, cynic::QueryFragment)]
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

#[derive(Clone, Debug, cynic::QueryFragment)]
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

#[derive(Clone, Debug, cynic::QueryFragment)]
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

#[derive(Clone, Debug, cynic::QueryFragment)]
#[cynic(graphql_type = "Mutation", variables = "RestoreLeaderVariables")]
pub struct RestoreLeader {
    #[arguments(id: $id, version: $version)]
    pub restore_leader: Leader,
}

// Groups.

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

#[derive(Clone, Debug, cynic::QueryFragment)]
pub struct GroupConnection {
    pub nodes: Vec<GroupRow>,
    pub page_info: PageInfo,
    pub total_count: i32,
}

#[derive(Clone, Debug, cynic::QueryFragment)]
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

#[derive(Clone, Debug, cynic::QueryFragment)]
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

#[derive(Clone, Debug, cynic::QueryFragment)]
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

#[derive(Clone, Debug, cynic::QueryFragment)]
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

#[derive(Clone, Debug, cynic::QueryFragment)]
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

#[derive(Clone, Debug, cynic::QueryFragment)]
#[cynic(graphql_type = "Mutation", variables = "RestoreGroupVariables")]
pub struct RestoreGroup {
    #[arguments(id: $id, version: $version)]
    pub restore_group: Group,
}

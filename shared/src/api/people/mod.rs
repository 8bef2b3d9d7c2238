//! The directory: what several kinds of records have; each kind has a file of its own.

mod groups;
mod leaders;
mod names;
mod representatives;

pub use groups::*;
pub use leaders::*;
pub use names::*;
pub use representatives::*;

use crate::id::{GroupId, LeaderId, PairingId, RepresentativeId};
use crate::people::{GroupKind, LeaderTier, RecordField, RecordStatus, RevealPurpose, TimelineKind};
use crate::roster::PairingStatus;
use crate::schema;

use crate::api::Day;
use crate::api::units::UnitName;

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

//! Who somebody is and who links them, and nothing else about them.

use crate::id::LeaderId;
use crate::schema;

use super::{GroupVariablesFields, LeaderVariablesFields, RepresentativeVariablesFields};

#[derive(Clone, Debug, PartialEq, Eq, cynic::QueryFragment)]
#[cynic(graphql_type = "Leader")]
pub struct NamedLeader {
    pub id: LeaderId,
    pub name: String,
}

#[derive(Clone, Debug, PartialEq, Eq, cynic::QueryFragment)]
#[cynic(graphql_type = "Link")]
pub struct NamedLink {
    pub leader: Option<NamedLeader>,
}

#[derive(Clone, Debug, PartialEq, Eq, cynic::QueryFragment)]
#[cynic(graphql_type = "Representative")]
pub struct NamedRepresentative {
    pub name: String,
    #[arguments(ended: true)]
    pub links: Vec<NamedLink>,
}

#[derive(Clone, Debug, PartialEq, Eq, cynic::QueryFragment)]
#[cynic(graphql_type = "Group")]
pub struct NamedGroup {
    pub name: String,
    #[arguments(ended: true)]
    pub links: Vec<NamedLink>,
}

#[derive(Clone, Debug, PartialEq, Eq, cynic::QueryFragment)]
#[cynic(graphql_type = "Query", variables = "LeaderVariables")]
pub struct LeaderByName {
    #[arguments(id: $id)]
    pub leader: NamedLeader,
}

#[derive(Clone, Debug, PartialEq, Eq, cynic::QueryFragment)]
#[cynic(graphql_type = "Query", variables = "RepresentativeVariables")]
pub struct RepresentativeByName {
    #[arguments(id: $id)]
    pub representative: NamedRepresentative,
}

#[derive(Clone, Debug, PartialEq, Eq, cynic::QueryFragment)]
#[cynic(graphql_type = "Query", variables = "GroupVariables")]
pub struct GroupByName {
    #[arguments(id: $id)]
    pub group: NamedGroup,
}

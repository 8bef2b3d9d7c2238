//! Finding people, groups and units by name at once, for the search of the shell: one request.

use crate::id::{GroupId, LeaderId, RepresentativeId};
use crate::schema;

use super::PageInput;
use super::people::{GroupFilter, LeaderFilter, RepresentativeFilter};
use super::units::{UnitFilter, UnitName};

/// What each kind is narrowed by; the same text in all four.
#[derive(Clone, Debug, cynic::QueryVariables)]
pub struct FindVariables {
    pub representatives: RepresentativeFilter,
    pub leaders: LeaderFilter,
    pub groups: GroupFilter,
    pub units: UnitFilter,
    pub page: PageInput,
}

impl FindVariables {
    /// The first few of each kind that a text finds, by characters, pinyin or initials.
    pub fn of(text: &str, first: i32) -> Self {
        let search = Some(text.to_owned());
        Self {
            representatives: RepresentativeFilter { search: search.clone(), ..Default::default() },
            leaders: LeaderFilter { search: search.clone(), ..Default::default() },
            groups: GroupFilter { search: search.clone(), ..Default::default() },
            units: UnitFilter { search, ..Default::default() },
            page: PageInput::first(first),
        }
    }
}

#[derive(Clone, Debug, PartialEq, Eq, cynic::QueryFragment)]
#[cynic(graphql_type = "Representative")]
pub struct FoundRepresentative {
    pub id: RepresentativeId,
    pub name: String,
    pub unit: Option<UnitName>,
}

#[derive(Clone, Debug, PartialEq, Eq, cynic::QueryFragment)]
#[cynic(graphql_type = "Leader")]
pub struct FoundLeader {
    pub id: LeaderId,
    pub name: String,
    pub post: String,
    pub unit: Option<UnitName>,
}

#[derive(Clone, Debug, PartialEq, Eq, cynic::QueryFragment)]
#[cynic(graphql_type = "Group")]
pub struct FoundGroup {
    pub id: GroupId,
    pub name: String,
}

#[derive(Clone, Debug, PartialEq, Eq, cynic::QueryFragment)]
#[cynic(graphql_type = "RepresentativeConnection")]
pub struct FoundRepresentatives {
    pub nodes: Vec<FoundRepresentative>,
}

#[derive(Clone, Debug, PartialEq, Eq, cynic::QueryFragment)]
#[cynic(graphql_type = "LeaderConnection")]
pub struct FoundLeaders {
    pub nodes: Vec<FoundLeader>,
}

#[derive(Clone, Debug, PartialEq, Eq, cynic::QueryFragment)]
#[cynic(graphql_type = "GroupConnection")]
pub struct FoundGroups {
    pub nodes: Vec<FoundGroup>,
}

#[derive(Clone, Debug, PartialEq, Eq, cynic::QueryFragment)]
#[cynic(graphql_type = "UnitConnection")]
pub struct FoundUnits {
    pub nodes: Vec<UnitName>,
}

/// What the viewer may see of each kind.
#[derive(Clone, Debug, PartialEq, Eq, cynic::QueryFragment)]
#[cynic(graphql_type = "Query", variables = "FindVariables")]
pub struct Find {
    #[arguments(filter: $representatives, page: $page)]
    pub representatives: FoundRepresentatives,
    #[arguments(filter: $leaders, page: $page)]
    pub leaders: FoundLeaders,
    #[arguments(filter: $groups, page: $page)]
    pub groups: FoundGroups,
    #[arguments(filter: $units, page: $page)]
    pub units: FoundUnits,
}

//! How often counterparts should be met, who is due, and festivals to visit for.

use crate::calendar::Festival;
use crate::contact::{DueState, Lamp};
use crate::id::{PairingId, UnitId};
use crate::people::LeaderTier;
use crate::schema;

use super::roster::{Pairing, RosterCounterpart, RosterLeader};
use super::units::UnitName;
use super::{Day, Moment};

#[derive(Clone, Debug, PartialEq, Eq, cynic::QueryFragment)]
pub struct CadenceRule {
    pub tier: LeaderTier,
    pub category: Option<i32>,
    pub ideal: i32,
    pub maximum: i32,
    pub changed_by: Option<String>,
    pub changed_at: Option<Moment>,
}

#[derive(Clone, Debug, PartialEq, Eq, cynic::QueryFragment)]
#[cynic(graphql_type = "Query")]
pub struct CadenceRules {
    pub cadence_rules: Vec<CadenceRule>,
}

#[derive(Clone, Debug, cynic::InputObject)]
pub struct SetCadenceInput {
    pub tier: LeaderTier,
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub category: Option<i32>,
    pub ideal: i32,
    pub maximum: i32,
}

#[derive(Clone, Debug, cynic::QueryVariables)]
pub struct SetCadenceVariables {
    pub input: SetCadenceInput,
}

#[derive(Clone, Debug, PartialEq, Eq, cynic::QueryFragment)]
#[cynic(graphql_type = "Mutation", variables = "SetCadenceVariables")]
pub struct SetCadence {
    #[arguments(input: $input)]
    pub set_cadence: Vec<CadenceRule>,
}

#[derive(Clone, Debug, PartialEq, Eq, cynic::QueryFragment)]
pub struct DueBranch {
    pub branch: UnitName,
    pub in_touch: i32,
    pub due: i32,
    pub overdue: i32,
    pub never: i32,
}

#[derive(Clone, Debug, PartialEq, Eq, cynic::QueryFragment)]
#[cynic(graphql_type = "Query")]
pub struct DueBoard {
    pub due_board: Vec<DueBranch>,
}

#[derive(Clone, Debug, cynic::QueryVariables)]
pub struct DuePairingsVariables {
    pub branch: UnitId,
    pub state: Option<DueState>,
}

/// A pairing on the board, and whether its leader was urged.
#[derive(Clone, Debug, PartialEq, Eq, cynic::QueryFragment)]
#[cynic(graphql_type = "Pairing")]
pub struct DuePairing {
    pub id: PairingId,
    pub leader: RosterLeader,
    pub counterpart: RosterCounterpart,
    pub last_contact_on: Option<Day>,
    pub lamp: Option<Lamp>,
    pub urged_on: Option<Day>,
    pub can_urge: bool,
}

#[derive(Clone, Debug, PartialEq, Eq, cynic::QueryFragment)]
#[cynic(graphql_type = "Query", variables = "DuePairingsVariables")]
pub struct DuePairings {
    #[arguments(branch: $branch, state: $state)]
    pub due_pairings: Vec<DuePairing>,
}

#[derive(Clone, Debug, PartialEq, Eq, cynic::QueryFragment)]
pub struct FestivalSuggestion {
    pub festival: Festival,
    pub day: Day,
    pub pairings: Vec<Pairing>,
}

#[derive(Clone, Debug, PartialEq, Eq, cynic::QueryFragment)]
#[cynic(graphql_type = "Query")]
pub struct FestivalSuggestions {
    pub festival_suggestions: Vec<FestivalSuggestion>,
}

//! Reasons to visit somebody.

use crate::id::{CareEventId, RepresentativeId};
use crate::occasion::{CareKind, OwnFestival};
use crate::schema;

use super::roster::Pairing;
use super::{Day, Moment};

#[derive(Clone, Debug, PartialEq, Eq, cynic::QueryFragment)]
pub struct CareEvent {
    pub id: CareEventId,
    pub kind: CareKind,
    pub day: Day,
    pub entered_by: Option<String>,
    pub entered_at: Moment,
    pub visited_on: Option<Day>,
    pub kept_until: Day,
}

#[derive(Clone, Debug, cynic::QueryVariables)]
pub struct CareEventsVariables {
    pub representative: RepresentativeId,
}

#[derive(Clone, Debug, PartialEq, Eq, cynic::QueryFragment)]
#[cynic(graphql_type = "Query", variables = "CareEventsVariables")]
pub struct CareEvents {
    #[arguments(representative: $representative)]
    pub care_events: Vec<CareEvent>,
}

/// A festival that the person may choose.
#[derive(Clone, Debug, PartialEq, Eq, cynic::QueryFragment)]
pub struct FestivalChoice {
    pub festival: OwnFestival,
    pub chosen: bool,
    pub day: Option<Day>,
}

#[derive(Clone, Debug, PartialEq, Eq, cynic::QueryFragment)]
pub struct OwnOccasions {
    pub care_events: Vec<CareEvent>,
    pub festivals: Vec<FestivalChoice>,
}

#[derive(Clone, Debug, PartialEq, Eq, cynic::QueryFragment)]
#[cynic(graphql_type = "Query")]
pub struct OwnOccasionsQuery {
    pub own_occasions: OwnOccasions,
}

/// Somebody to visit; either of the two reasons is there.
#[derive(Clone, Debug, PartialEq, Eq, cynic::QueryFragment)]
pub struct OccasionSuggestion {
    pub care: Option<CareKind>,
    pub festival: Option<OwnFestival>,
    pub day: Day,
    pub pairing: Pairing,
}

#[derive(Clone, Debug, PartialEq, Eq, cynic::QueryFragment)]
#[cynic(graphql_type = "Query")]
pub struct OccasionSuggestions {
    pub occasion_suggestions: Vec<OccasionSuggestion>,
}

#[derive(Clone, Debug, cynic::InputObject)]
pub struct EnterCareEventInput {
    pub representative: RepresentativeId,
    pub kind: CareKind,
    pub day: Day,
}

#[derive(Clone, Debug, cynic::QueryVariables)]
pub struct EnterCareEventVariables {
    pub input: EnterCareEventInput,
}

#[derive(Clone, Debug, PartialEq, Eq, cynic::QueryFragment)]
#[cynic(graphql_type = "Mutation", variables = "EnterCareEventVariables")]
pub struct EnterCareEvent {
    #[arguments(input: $input)]
    pub enter_care_event: CareEvent,
}

#[derive(Clone, Debug, cynic::QueryVariables)]
pub struct EndCareEventVariables {
    pub id: CareEventId,
}

#[derive(Clone, Debug, PartialEq, Eq, cynic::QueryFragment)]
#[cynic(graphql_type = "Mutation", variables = "EndCareEventVariables")]
pub struct EndCareEvent {
    #[arguments(id: $id)]
    pub end_care_event: bool,
}

#[derive(Clone, Debug, cynic::InputObject)]
pub struct ChosenFestivalInput {
    pub festival: OwnFestival,
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub day: Option<Day>,
}

#[derive(Clone, Debug, cynic::InputObject)]
pub struct ChooseFestivalsInput {
    pub festivals: Vec<ChosenFestivalInput>,
}

#[derive(Clone, Debug, cynic::QueryVariables)]
pub struct ChooseFestivalsVariables {
    pub input: ChooseFestivalsInput,
}

#[derive(Clone, Debug, PartialEq, Eq, cynic::QueryFragment)]
#[cynic(graphql_type = "Mutation", variables = "ChooseFestivalsVariables")]
pub struct ChooseFestivals {
    #[arguments(input: $input)]
    pub choose_festivals: OwnOccasions,
}

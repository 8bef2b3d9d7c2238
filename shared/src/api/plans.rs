//! Planned meetings, a representative's own, and the link to one's own calendar.

use crate::contact::ContactMode;
use crate::id::{ContactId, GroupId, LeaderId, PairingId, PlanId, RepresentativeId, UnitId};
use crate::plan::{PlanAction, PlanReach, PlanRepeat, PlanStatus};
use crate::schema;

use super::contacts::{LeadingName, MetName};
use super::roster::{RosterCounterpart, RosterLeader, StepCapacity};
use super::units::UnitName;
use super::{Day, Moment, PageInfo, PageInput};

/// A whole plan, for its page.
#[derive(Clone, Debug, PartialEq, Eq, cynic::QueryFragment)]
pub struct Plan {
    pub id: PlanId,
    pub status: PlanStatus,
    pub day: Day,
    pub from: Option<String>,
    pub until: Option<String>,
    pub place: Option<String>,
    pub mode: ContactMode,
    pub note: Option<String>,
    pub words: Option<String>,
    pub proposed: bool,
    pub reason: Option<String>,
    pub contact_id: Option<ContactId>,
    pub pairings: Vec<PairingId>,
    pub leaders: Vec<RosterLeader>,
    pub counterparts: Vec<RosterCounterpart>,
    pub in_question: bool,
    pub repeat: Option<PlanRepeat>,
    pub branch: Option<UnitName>,
    pub made_by: Option<String>,
    pub capacity: StepCapacity,
    pub made_at: Moment,
    pub actions: Vec<PlanAction>,
    pub version: i32,
}

/// A plan in a calendar or a list.
#[derive(Clone, Debug, PartialEq, Eq, cynic::QueryFragment)]
#[cynic(graphql_type = "Plan")]
pub struct PlanRow {
    pub id: PlanId,
    pub status: PlanStatus,
    pub day: Day,
    pub from: Option<String>,
    pub until: Option<String>,
    pub place: Option<String>,
    pub mode: ContactMode,
    pub leaders: Vec<LeadingName>,
    pub counterparts: Vec<MetName>,
    pub in_question: bool,
    pub repeat: Option<PlanRepeat>,
    pub actions: Vec<PlanAction>,
    pub version: i32,
}

#[derive(Clone, Debug, PartialEq, Eq, cynic::QueryFragment)]
pub struct PlanConnection {
    pub nodes: Vec<PlanRow>,
    pub page_info: PageInfo,
    pub total_count: i32,
}

#[derive(Clone, Debug, Default, PartialEq, Eq, cynic::InputObject)]
pub struct PlanFilter {
    pub statuses: Vec<PlanStatus>,
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub from: Option<Day>,
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub until: Option<Day>,
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub leader: Option<LeaderId>,
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub representative: Option<RepresentativeId>,
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub group: Option<GroupId>,
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub branch: Option<UnitId>,
    pub mine: bool,
}

#[derive(Clone, Debug, cynic::QueryVariables)]
pub struct PlansVariables {
    pub filter: PlanFilter,
    pub page: PageInput,
}

#[derive(Clone, Debug, PartialEq, Eq, cynic::QueryFragment)]
#[cynic(graphql_type = "Query", variables = "PlansVariables")]
pub struct Plans {
    #[arguments(filter: $filter, page: $page)]
    pub plans: PlanConnection,
}

/// What comes next, without its acts.
#[derive(Clone, Debug, PartialEq, Eq, cynic::QueryFragment)]
#[cynic(graphql_type = "Plan")]
pub struct NextPlan {
    pub id: PlanId,
    pub status: PlanStatus,
    pub day: Day,
    pub from: Option<String>,
    pub place: Option<String>,
    pub mode: ContactMode,
    pub counterparts: Vec<MetName>,
    pub in_question: bool,
}

#[derive(Clone, Debug, PartialEq, Eq, cynic::QueryFragment)]
#[cynic(graphql_type = "PlanConnection")]
pub struct NextPlanNodes {
    pub nodes: Vec<NextPlan>,
}

#[derive(Clone, Debug, cynic::QueryVariables)]
pub struct NextPlansVariables {
    pub coming: PlanFilter,
    pub next: PageInput,
    pub past: PlanFilter,
    pub latest: PageInput,
}

/// What is planned, and what was and is not recorded.
#[derive(Clone, Debug, PartialEq, Eq, cynic::QueryFragment)]
#[cynic(graphql_type = "Query", variables = "NextPlansVariables")]
pub struct NextPlans {
    #[cynic(rename = "plans", alias)]
    #[arguments(filter: $coming, page: $next)]
    pub coming: NextPlanNodes,
    #[cynic(rename = "plans", alias)]
    #[arguments(filter: $past, page: $latest)]
    pub past: NextPlanNodes,
}

#[derive(Clone, Debug, cynic::QueryVariables)]
pub struct PlanVariables {
    pub id: PlanId,
}

#[derive(Clone, Debug, PartialEq, Eq, cynic::QueryFragment)]
#[cynic(graphql_type = "Query", variables = "PlanVariables")]
pub struct PlanQuery {
    #[arguments(id: $id)]
    pub plan: Plan,
}

#[derive(Clone, Debug, PartialEq, Eq, cynic::InputObject)]
pub struct PlanContentInput {
    pub pairings: Vec<PairingId>,
    pub day: Day,
    pub from: Option<String>,
    pub until: Option<String>,
    pub place: Option<String>,
    pub mode: ContactMode,
    pub note: Option<String>,
}

#[derive(Clone, Debug, PartialEq, Eq, cynic::InputObject)]
pub struct PlanSeriesInput {
    pub repeat: PlanRepeat,
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub until: Option<Day>,
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub times: Option<i32>,
}

#[derive(Clone, Debug, cynic::InputObject)]
pub struct MakePlanInput {
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub id: Option<PlanId>,
    pub content: PlanContentInput,
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub series: Option<PlanSeriesInput>,
}

#[derive(Clone, Debug, cynic::InputObject)]
pub struct ChangePlanInput {
    pub id: PlanId,
    pub version: i32,
    pub reach: PlanReach,
    pub content: PlanContentInput,
}

#[derive(Clone, Debug, cynic::InputObject)]
pub struct MovePlanInput {
    pub id: PlanId,
    pub version: i32,
    pub reach: PlanReach,
    pub day: Day,
}

#[derive(Clone, Debug, cynic::InputObject)]
pub struct CancelPlanInput {
    pub id: PlanId,
    pub version: i32,
    pub reach: PlanReach,
    pub reason: String,
}

#[derive(Clone, Debug, cynic::InputObject)]
pub struct AcceptMeetingInput {
    pub id: PlanId,
    pub version: i32,
}

#[derive(Clone, Debug, cynic::InputObject)]
pub struct DeclineMeetingInput {
    pub id: PlanId,
    pub version: i32,
    pub reason: String,
}

/// What the mutations below return.
type Changed = Plan;

input_mutations! {
    MakePlan("MakePlanVariables" = MakePlanVariables, MakePlanInput) = make_plan;
    ChangePlan("ChangePlanVariables" = ChangePlanVariables, ChangePlanInput) = change_plan;
    MovePlan("MovePlanVariables" = MovePlanVariables, MovePlanInput) = move_plan;
    CancelPlan("CancelPlanVariables" = CancelPlanVariables, CancelPlanInput) = cancel_plan;
    AcceptMeeting("AcceptMeetingVariables" = AcceptMeetingVariables, AcceptMeetingInput) = accept_meeting;
    DeclineMeeting("DeclineMeetingVariables" = DeclineMeetingVariables, DeclineMeetingInput) = decline_meeting;
}

/// A representative's own meetings, and what they do with them.
pub mod meetings {
    use super::{Day, PairingId, PlanId, PlanStatus, RosterLeader, schema};

    #[derive(Clone, Debug, PartialEq, Eq, cynic::QueryFragment)]
    pub struct Meeting {
        pub id: PlanId,
        pub status: PlanStatus,
        pub day: Day,
        pub from: Option<String>,
        pub until: Option<String>,
        pub place: Option<String>,
        pub leaders: Vec<RosterLeader>,
        pub words: Option<String>,
        pub proposed: bool,
        pub reason: Option<String>,
        pub version: i32,
    }

    #[derive(Clone, Debug, PartialEq, Eq, cynic::QueryFragment)]
    #[cynic(graphql_type = "Query")]
    pub struct MyMeetings {
        pub my_meetings: Vec<Meeting>,
    }

    #[derive(Clone, Debug, cynic::InputObject)]
    pub struct ProposeMeetingInput {
        pub pairing: PairingId,
        pub day: Day,
        pub from: Option<String>,
        pub words: Option<String>,
    }

    #[derive(Clone, Debug, cynic::InputObject)]
    pub struct WithdrawMeetingInput {
        pub id: PlanId,
        pub version: i32,
    }

    /// What the mutations below return.
    type Changed = Meeting;

    input_mutations! {
        ProposeMeeting("ProposeMeetingVariables" = ProposeMeetingVariables, ProposeMeetingInput) = propose_meeting;
        WithdrawMeeting("WithdrawMeetingVariables" = WithdrawMeetingVariables, WithdrawMeetingInput) = withdraw_meeting;
    }
}

#[derive(Clone, Debug, PartialEq, Eq, cynic::QueryFragment)]
pub struct CalendarFeed {
    pub names: bool,
    pub made_at: Moment,
    pub read_at: Option<Moment>,
    pub reads: i32,
}

#[derive(Clone, Debug, PartialEq, Eq, cynic::QueryFragment)]
#[cynic(graphql_type = "Query")]
pub struct CalendarFeedQuery {
    pub calendar_feed: Option<CalendarFeed>,
}

#[derive(Clone, Debug, PartialEq, Eq, cynic::QueryFragment)]
pub struct OpenedCalendarFeed {
    pub feed: CalendarFeed,
    pub path: String,
}

#[derive(Clone, Debug, cynic::QueryVariables)]
pub struct CalendarNamesVariables {
    pub names: bool,
}

#[derive(Clone, Debug, PartialEq, Eq, cynic::QueryFragment)]
#[cynic(graphql_type = "Mutation", variables = "CalendarNamesVariables")]
pub struct OpenCalendarFeed {
    #[arguments(names: $names)]
    pub open_calendar_feed: OpenedCalendarFeed,
}

#[derive(Clone, Debug, PartialEq, Eq, cynic::QueryFragment)]
#[cynic(graphql_type = "Mutation", variables = "CalendarNamesVariables")]
pub struct SetCalendarFeedNames {
    #[arguments(names: $names)]
    pub set_calendar_feed_names: CalendarFeed,
}

#[derive(Clone, Debug, PartialEq, Eq, cynic::QueryFragment)]
#[cynic(graphql_type = "Mutation")]
pub struct RevokeCalendarFeed {
    pub revoke_calendar_feed: bool,
}

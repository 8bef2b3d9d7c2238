//! Rosters: what is read here, what is done in `acts`.

mod acts;

pub use acts::*;

use crate::contact::Lamp;
use crate::id::{GroupId, LeaderId, PairingId, RepresentativeId, RosterId, RosterVersionId, UnitId};
use crate::people::{GroupKind, LeaderTier, RecordStatus};
use crate::roster::{
    BranchState, CounterpartKind, FilingAction, FilingStatus, LineChange, NextActor, PairingStatus,
    QuotaVerdict, RosterAction, RosterFinding, RosterRoute, RosterStatus, RosterStep, RosterTodoKind,
};
use crate::schema;

use super::accounts::BranchWithPost;
use super::contacts::ContactCounterpartInput;
use crate::api::people::RepresentativeConnection;
use crate::api::units::UnitName;
use crate::api::{Day, Moment, PageInfo, PageInput};

#[derive(Clone, Debug, PartialEq, Eq, cynic::QueryFragment)]
pub struct RosterLeader {
    pub id: LeaderId,
    pub name: String,
    pub post: String,
    pub tier: LeaderTier,
    pub unit: Option<UnitName>,
    pub gone: bool,
}

#[derive(Clone, Debug, PartialEq, Eq, cynic::QueryFragment)]
pub struct RosterCounterpart {
    pub kind: CounterpartKind,
    pub representative_id: Option<RepresentativeId>,
    pub group_id: Option<GroupId>,
    pub name: String,
    pub group_kind: Option<GroupKind>,
    pub unit: Option<UnitName>,
    pub post: Option<String>,
    pub categories: Vec<i32>,
    pub status: RecordStatus,
}

impl RosterCounterpart {
    /// What it is and its id; it has one of the two ids.
    fn named(&self) -> (&'static str, String) {
        match (self.representative_id, self.group_id) {
            (Some(id), _) => ("representative", id.to_string()),
            (None, id) => ("group", id.as_ref().map(ToString::to_string).unwrap_or_default()),
        }
    }

    /// The id of the person or the group.
    pub fn id(&self) -> String {
        self.named().1
    }

    /// The address of its page.
    pub fn path(&self) -> String {
        let (kind, id) = self.named();
        format!("/{kind}s/{id}")
    }

    /// How the address of a form names it; see [`ContactCounterpartInput::of_query`].
    pub fn query(&self) -> String {
        let (kind, id) = self.named();
        format!("{kind}={id}")
    }

    /// How an input names it.
    pub const fn input(&self) -> ContactCounterpartInput {
        ContactCounterpartInput { representative: self.representative_id, group: self.group_id }
    }
}

#[derive(Clone, Debug, PartialEq, Eq, cynic::QueryFragment)]
pub struct RosterLine {
    pub pairing_id: PairingId,
    pub change: LineChange,
    pub reason: Option<String>,
    pub counterpart: RosterCounterpart,
    pub status: PairingStatus,
    pub since: Option<Day>,
    pub until: Option<Day>,
}

#[derive(Clone, Debug, PartialEq, Eq, cynic::QueryFragment)]
pub struct LeaderLines {
    pub leader: RosterLeader,
    pub lines: Vec<RosterLine>,
    pub groups: i32,
    pub individuals: i32,
    pub verdict: Option<QuotaVerdict>,
    pub exception: Option<String>,
}

#[derive(Clone, Debug, PartialEq, Eq, cynic::QueryFragment)]
pub struct RosterSummary {
    pub leaders: i32,
    pub groups: i32,
    pub individuals: i32,
    pub categories: Vec<i32>,
    pub kept: i32,
    pub new: i32,
    pub ended: i32,
}

#[derive(Clone, Debug, PartialEq, Eq, cynic::QueryFragment)]
pub struct RosterCheck {
    pub code: RosterFinding,
    pub pairings: Vec<PairingId>,
    pub leaders: Vec<LeaderId>,
}

#[derive(Clone, Debug, PartialEq, Eq, cynic::QueryFragment)]
pub struct StepCapacity {
    pub role: String,
    pub unit_id: Option<UnitId>,
}

#[derive(Clone, Debug, PartialEq, Eq, cynic::QueryFragment)]
pub struct RosterHistoryStep {
    pub step: RosterStep,
    pub at: Moment,
    pub by: String,
    pub capacity: StepCapacity,
    pub meeting: Option<String>,
    pub meeting_on: Option<Day>,
    pub minute_number: Option<String>,
    pub reasons: Option<String>,
}

/// A whole version, for the page that shows or edits it.
#[derive(Clone, Debug, PartialEq, Eq, cynic::QueryFragment)]
#[expect(clippy::struct_excessive_bools, reason = "what the viewer may do is one flag per act on the wire")]
pub struct RosterVersion {
    pub id: RosterVersionId,
    pub number: i32,
    pub year: i32,
    pub route: RosterRoute,
    pub owner: UnitName,
    pub status: RosterStatus,
    pub status_since: Moment,
    pub created_at: Moment,
    pub historic: bool,
    pub effective_from: Option<Day>,
    pub effective_until: Option<Day>,
    pub filing: Option<FilingStatus>,
    pub filing_since: Option<Moment>,
    pub next_actor: Option<NextActor>,
    pub allowed_actions: Vec<RosterAction>,
    pub allowed_filing_actions: Vec<FilingAction>,
    pub can_edit: bool,
    pub can_end_pairings: bool,
    pub can_export: bool,
    pub leaders: Vec<LeaderLines>,
    pub summary: RosterSummary,
    pub blockers: Vec<RosterCheck>,
    pub warnings: Vec<RosterCheck>,
    pub history: Vec<RosterHistoryStep>,
    pub version: i32,
}

/// A version in a list of versions.
#[derive(Clone, Debug, PartialEq, Eq, cynic::QueryFragment)]
#[cynic(graphql_type = "RosterVersion")]
pub struct RosterVersionRow {
    pub id: RosterVersionId,
    pub number: i32,
    pub year: i32,
    pub status: RosterStatus,
    pub status_since: Moment,
    pub historic: bool,
    pub effective_from: Option<Day>,
    pub filing: Option<FilingStatus>,
    pub next_actor: Option<NextActor>,
    pub summary: RosterSummary,
}

#[derive(Clone, Debug, PartialEq, Eq, cynic::QueryFragment)]
pub struct Roster {
    pub id: Option<RosterId>,
    pub owner: UnitName,
    pub route: RosterRoute,
    pub carried_on: bool,
    pub can_start: bool,
    pub in_force: Option<RosterVersionRow>,
    pub open: Option<RosterVersionRow>,
    pub versions: Vec<RosterVersionRow>,
}

#[derive(Clone, Debug, cynic::QueryVariables)]
pub struct RosterOfVariables {
    pub owner: UnitId,
}

/// The roster of the college or of a branch.
#[derive(Clone, Debug, PartialEq, Eq, cynic::QueryFragment)]
#[cynic(graphql_type = "Query", variables = "RosterOfVariables")]
pub struct RosterOf {
    #[arguments(owner: $owner)]
    pub roster: Roster,
}

#[derive(Clone, Debug, cynic::QueryVariables)]
pub struct RosterVersionVariables {
    pub id: RosterVersionId,
}

/// One version.
#[derive(Clone, Debug, PartialEq, Eq, cynic::QueryFragment)]
#[cynic(graphql_type = "Query", variables = "RosterVersionVariables")]
pub struct RosterVersionQuery {
    #[arguments(id: $id)]
    pub roster_version: RosterVersion,
}

/// Which version stands on the board, without its lines.
#[derive(Clone, Debug, PartialEq, Eq, cynic::QueryFragment)]
#[cynic(graphql_type = "RosterVersion")]
pub struct BoardVersion {
    pub id: RosterVersionId,
    pub number: i32,
    pub year: i32,
    pub effective_from: Option<Day>,
}

#[derive(Clone, Debug, PartialEq, Eq, cynic::QueryFragment)]
pub struct BranchRow {
    pub branch: BranchWithPost,
    pub state: BranchState,
    pub since: Option<Moment>,
    pub waiting_days: Option<i32>,
    pub in_force: Option<BoardVersion>,
    pub open: Option<BoardVersion>,
    pub carried_on: bool,
    pub pairs: i32,
    pub vacant: i32,
    pub urged_at: Option<Moment>,
    pub can_urge: bool,
    pub can_start: bool,
}

/// The home of rosters: the college's, and where every branch stands.
#[derive(Clone, Debug, PartialEq, Eq, cynic::QueryFragment)]
#[cynic(graphql_type = "Query")]
pub struct RostersHome {
    pub school_roster: Option<Roster>,
    pub branch_board: Vec<BranchRow>,
}

#[derive(Clone, Debug, PartialEq, Eq, cynic::QueryFragment)]
pub struct RosterTodo {
    pub kind: RosterTodoKind,
    pub owner: UnitName,
    pub version_id: Option<RosterVersionId>,
    pub count: Option<i32>,
    pub since: Option<Moment>,
}

/// What one has to do about rosters.
#[derive(Clone, Debug, PartialEq, Eq, cynic::QueryFragment)]
#[cynic(graphql_type = "Query")]
pub struct RosterTodos {
    pub roster_todos: Vec<RosterTodo>,
}

#[derive(Clone, Debug, PartialEq, Eq, cynic::QueryFragment)]
pub struct Pairing {
    pub id: PairingId,
    pub leader: RosterLeader,
    pub counterpart: RosterCounterpart,
    pub status: PairingStatus,
    pub since: Option<Day>,
    pub until: Option<Day>,
    pub owner: Option<UnitName>,
    pub last_contact_on: Option<Day>,
    pub lamp: Option<Lamp>,
    pub due_on: Option<Day>,
}

/// As whom the viewer has pairings.
#[derive(Clone, Debug, PartialEq, Eq, cynic::QueryFragment)]
#[cynic(graphql_type = "Viewer")]
pub struct PairedViewer {
    pub leader_id: Option<LeaderId>,
    pub representative_id: Option<RepresentativeId>,
}

/// One's own pairings in force.
#[derive(Clone, Debug, PartialEq, Eq, cynic::QueryFragment)]
#[cynic(graphql_type = "Query")]
pub struct MyPairings {
    pub viewer: PairedViewer,
    pub my_pairings: Vec<Pairing>,
}

#[derive(Clone, Debug, PartialEq, Eq, cynic::QueryFragment)]
pub struct CategoryCoverage {
    pub category: i32,
    pub total: i32,
    pub unlinked: i32,
}

#[derive(Clone, Debug, PartialEq, Eq, cynic::QueryFragment)]
pub struct BranchCoverage {
    pub branch: Option<UnitName>,
    pub total: i32,
    pub unlinked: i32,
}

#[derive(Clone, Debug, PartialEq, Eq, cynic::QueryFragment)]
pub struct RosterCounterpartConnection {
    pub nodes: Vec<RosterCounterpart>,
    pub page_info: PageInfo,
    pub total_count: i32,
}

#[derive(Clone, Debug, Default, cynic::InputObject)]
pub struct CoverageFilter {
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub category: Option<i32>,
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub branch: Option<UnitId>,
}

#[derive(Clone, Debug, cynic::QueryVariables)]
pub struct CoverageVariables {
    pub filter: CoverageFilter,
    pub page: PageInput,
    pub groups: PageInput,
}

/// Who is linked by nobody.
#[derive(Clone, Debug, PartialEq, Eq, cynic::QueryFragment)]
#[cynic(graphql_type = "Query", variables = "CoverageVariables")]
pub struct Coverage {
    pub coverage_by_category: Vec<CategoryCoverage>,
    pub coverage_by_branch: Vec<BranchCoverage>,
    #[arguments(filter: $filter, page: $page)]
    pub unlinked_representatives: RepresentativeConnection,
    #[arguments(page: $groups)]
    pub unlinked_groups: RosterCounterpartConnection,
}

#[derive(Clone, Debug, cynic::QueryVariables)]
pub struct LeaderCandidatesVariables {
    pub id: RosterVersionId,
    pub search: String,
}

/// Leaders who may stand on a draft.
#[derive(Clone, Debug, PartialEq, Eq, cynic::QueryFragment)]
#[cynic(graphql_type = "Query", variables = "LeaderCandidatesVariables")]
pub struct LeaderCandidates {
    #[arguments(id: $id, search: $search)]
    pub leader_candidates: Vec<RosterLeader>,
}

#[derive(Clone, Debug, PartialEq, Eq, cynic::QueryFragment)]
pub struct CounterpartCandidate {
    pub counterpart: RosterCounterpart,
    pub linked_by: Vec<String>,
}

#[derive(Clone, Debug, cynic::QueryVariables)]
pub struct CounterpartCandidatesVariables {
    pub id: RosterVersionId,
    pub kind: CounterpartKind,
    pub search: String,
}

/// Counterparts who may be put on a draft.
#[derive(Clone, Debug, PartialEq, Eq, cynic::QueryFragment)]
#[cynic(graphql_type = "Query", variables = "CounterpartCandidatesVariables")]
pub struct CounterpartCandidates {
    #[arguments(id: $id, kind: $kind, search: $search)]
    pub counterpart_candidates: Vec<CounterpartCandidate>,
}

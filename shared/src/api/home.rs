//! The first page after sign-in.

use crate::foundation::FoundationStep;
use crate::id::RosterVersionId;
use crate::roster::BranchState;
use crate::schema;

use super::Moment;
use super::units::UnitName;

/// A version that a line of the board leads to.
#[derive(Clone, Debug, PartialEq, Eq, cynic::QueryFragment)]
#[cynic(graphql_type = "RosterVersion")]
pub struct VersionLink {
    pub id: RosterVersionId,
}

/// Where a branch stands.
#[derive(Clone, Debug, PartialEq, Eq, cynic::QueryFragment)]
#[cynic(graphql_type = "BranchRow")]
pub struct BranchProgress {
    pub branch: UnitName,
    pub state: BranchState,
    pub since: Option<Moment>,
    pub in_force: Option<VersionLink>,
    pub open: Option<VersionLink>,
}

/// How many are linked by nobody under a branch.
#[derive(Clone, Debug, PartialEq, Eq, cynic::QueryFragment)]
#[cynic(graphql_type = "BranchCoverage")]
pub struct BranchCount {
    pub total: i32,
    pub unlinked: i32,
}

/// Where the year's rosters stand, for home.
#[derive(Clone, Debug, PartialEq, Eq, cynic::QueryFragment)]
#[cynic(graphql_type = "Query")]
pub struct RosterProgress {
    pub branch_board: Vec<BranchProgress>,
    pub coverage_by_branch: Vec<BranchCount>,
}

#[derive(Clone, Debug, cynic::QueryVariables)]
pub struct LiaisonVariables {
    pub period: String,
}

/// How many pairings met.
#[derive(Clone, Copy, Debug, PartialEq, Eq, cynic::QueryFragment)]
#[cynic(graphql_type = "ContactOverview")]
pub struct MetCount {
    pub pairings: i32,
    pub met: i32,
}

/// How many of a branch wait too long.
#[derive(Clone, Copy, Debug, PartialEq, Eq, cynic::QueryFragment)]
#[cynic(graphql_type = "DueBranch")]
pub struct OverdueCount {
    pub overdue: i32,
}

/// How liaison goes in a period, for home.
#[derive(Clone, Debug, PartialEq, Eq, cynic::QueryFragment)]
#[cynic(graphql_type = "Query", variables = "LiaisonVariables")]
pub struct Liaison {
    #[arguments(period: $period)]
    pub contact_overview: MetCount,
    pub due_board: Vec<OverdueCount>,
}

/// How far a step of a new college's foundation has come.
#[derive(Clone, Debug, PartialEq, Eq, cynic::QueryFragment)]
pub struct FoundationProgress {
    pub step: FoundationStep,
    pub done: bool,
    pub count: Option<i32>,
}

/// What a new college still lacks.
#[derive(Clone, Debug, PartialEq, Eq, cynic::QueryFragment)]
#[cynic(graphql_type = "Query")]
pub struct Foundation {
    pub foundation: Vec<FoundationProgress>,
}

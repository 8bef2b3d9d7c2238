//! Signing in, and who one is.

use crate::access::Permission;
use crate::id::{LeaderId, RepresentativeId};
use crate::schema;

use super::Moment;
use super::units::UnitName;

#[derive(Clone, cynic::InputObject)]
pub struct SignInInput {
    pub username: String,
    pub password: String,
}

#[derive(Clone, cynic::QueryVariables)]
pub struct SignInVariables {
    pub input: SignInInput,
}

#[derive(Clone, Debug, PartialEq, Eq, cynic::QueryFragment)]
pub struct Session {
    pub access_token: String,
}

#[derive(Clone, Debug, PartialEq, Eq, cynic::QueryFragment)]
#[cynic(graphql_type = "Mutation", variables = "SignInVariables")]
pub struct SignIn {
    #[arguments(input: $input)]
    pub sign_in: Session,
}

#[derive(Clone, Debug, PartialEq, Eq, cynic::QueryFragment)]
#[cynic(graphql_type = "Mutation")]
pub struct Refresh {
    pub refresh: Session,
}

#[derive(Clone, cynic::InputObject)]
pub struct RedeemLinkInput {
    pub secret: String,
    pub password: String,
}

#[derive(Clone, cynic::QueryVariables)]
pub struct RedeemLinkVariables {
    pub input: RedeemLinkInput,
}

#[derive(Clone, Debug, PartialEq, Eq, cynic::QueryFragment)]
#[cynic(graphql_type = "Mutation", variables = "RedeemLinkVariables")]
pub struct RedeemLink {
    #[arguments(input: $input)]
    pub redeem_link: Session,
}

#[derive(Clone, Debug, cynic::QueryVariables)]
pub struct SignOutVariables {
    pub everywhere: bool,
}

#[derive(Clone, Debug, PartialEq, Eq, cynic::QueryFragment)]
#[cynic(graphql_type = "Mutation", variables = "SignOutVariables")]
pub struct SignOut {
    #[arguments(everywhere: $everywhere)]
    pub sign_out: bool,
}

#[derive(Clone, Debug, PartialEq, Eq, cynic::QueryFragment)]
pub struct HeldRole {
    pub code: String,
    pub unit: Option<UnitName>,
    pub acting: bool,
}

#[derive(Clone, Debug, PartialEq, Eq, cynic::QueryFragment)]
pub struct Viewer {
    pub name: String,
    pub roles: Vec<HeldRole>,
    pub permissions: Vec<Permission>,
    pub leader_id: Option<LeaderId>,
    pub representative_id: Option<RepresentativeId>,
    pub now: Moment,
    pub academic_year: i32,
}

impl Viewer {
    /// Whether the viewer holds a permission at all. It only decides what is offered, never what is allowed.
    pub fn may(&self, permission: Permission) -> bool {
        self.permissions.contains(&permission)
    }

    /// Whether there is anything of which the viewer can be told by a notice.
    pub fn is_told(&self) -> bool {
        self.leader_id.is_some()
            || self.representative_id.is_some()
            || self.may(Permission::RosterDraftBranch)
            || self.may(Permission::TrendRead)
    }
}

/// Who one is and what one may do.
#[derive(Clone, Debug, PartialEq, Eq, cynic::QueryFragment)]
#[cynic(graphql_type = "Query")]
pub struct ViewerQuery {
    pub viewer: Viewer,
}

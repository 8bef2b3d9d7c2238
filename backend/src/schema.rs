//! The GraphQL schema: one member per slice.

use async_graphql::{EmptySubscription, MergedObject, SDLExportOptions, Schema};

use crate::access::graphql::{AccessMutation, AccessQuery};
use crate::access::graphql_account::{AccountMutation, AccountQuery};
use crate::attachment::graphql::AttachmentMutation;
use crate::audit::graphql::AuditQuery;
use crate::calendar::graphql::{CalendarMutation, CalendarQuery};
use crate::contact::graphql::{ContactMutation, ContactQuery};
use crate::contact::graphql_cadence::{CadenceMutation, CadenceQuery};
use crate::contact::graphql_overview::OverviewQuery;
use crate::foundation::graphql::FoundationQuery;
use crate::import::graphql::{ImportMutation, ImportQuery};
use crate::node::NodeQuery;
use crate::notice::graphql::{NoticeMutation, NoticeQuery};
use crate::occasion::graphql::{OccasionMutation, OccasionQuery};
use crate::papers::graphql::PapersMutation;
use crate::people::graphql::{PeopleMutation, PeopleQuery};
use crate::plan::graphql::{PlanMutation, PlanQuery};
use crate::roster::graphql::{RosterMutation, RosterQuery};
use crate::trend::graphql::{TrendMutation, TrendQuery};
use crate::units::graphql::{UnitsMutation, UnitsQuery};

/// Everything that can be asked.
#[derive(Default, MergedObject)]
pub struct Query(
    NodeQuery,
    AccessQuery,
    FoundationQuery,
    AccountQuery,
    UnitsQuery,
    PeopleQuery,
    RosterQuery,
    ContactQuery,
    TrendQuery,
    CadenceQuery,
    OverviewQuery,
    CalendarQuery,
    PlanQuery,
    OccasionQuery,
    NoticeQuery,
    ImportQuery,
    AuditQuery,
);

/// Everything that can be done.
#[derive(Default, MergedObject)]
pub struct Mutation(
    AccessMutation,
    AccountMutation,
    UnitsMutation,
    PeopleMutation,
    RosterMutation,
    ContactMutation,
    PlanMutation,
    OccasionMutation,
    NoticeMutation,
    AttachmentMutation,
    TrendMutation,
    CadenceMutation,
    CalendarMutation,
    PapersMutation,
    ImportMutation,
);

/// The schema of the product.
pub type Api = Schema<Query, Mutation, EmptySubscription>;

/// Builds the schema. What a document may cost is judged before it comes here, by [`crate::http::guard`].
pub fn build() -> Api {
    Schema::build(Query::default(), Mutation::default(), EmptySubscription).disable_suggestions().finish()
}

/// The schema as text, in a stable order.
pub fn sdl() -> String {
    build().sdl_with_options(SDLExportOptions::new().sorted_fields().sorted_arguments().sorted_enum_items())
}

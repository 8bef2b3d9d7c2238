//! The audit log.

use crate::audit::AuditAction;
use crate::id::{AccountId, AuditEventId};
use crate::schema;

use super::{Moment, PageInfo, PageInput};

#[derive(Clone, Debug, cynic::QueryVariables)]
pub struct AuditEventsVariables {
    pub page: PageInput,
}

#[derive(Clone, Debug, PartialEq, Eq, cynic::QueryFragment)]
pub struct AuditEvent {
    pub id: AuditEventId,
    pub at: Moment,
    pub account_id: Option<AccountId>,
    pub capacity: Option<String>,
    pub action: AuditAction,
    pub subject: String,
    pub details: String,
    pub request_id: String,
    pub sequence: Option<i32>,
}

#[derive(Clone, Debug, PartialEq, Eq, cynic::QueryFragment)]
pub struct AuditEventConnection {
    pub nodes: Vec<AuditEvent>,
    pub page_info: PageInfo,
    pub total_count: i32,
}

#[derive(Clone, Debug, PartialEq, Eq, cynic::QueryFragment)]
#[cynic(graphql_type = "Query", variables = "AuditEventsVariables")]
pub struct AuditEvents {
    #[arguments(page: $page)]
    pub audit_events: AuditEventConnection,
}

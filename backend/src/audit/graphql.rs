//! The audit log as GraphQL.

use async_graphql::{Context, Object};
use chrono::{DateTime, Utc};
use lianyi_shared::audit::AuditAction;
use lianyi_shared::id::{AccountId, AuditEventId};

use crate::audit::read;
use crate::entity::audit_event;
use crate::error::Result;
use crate::op::ContextExt as _;
use crate::page::{List, PageInput};

/// A line of the audit log.
pub struct AuditLine(pub audit_event::Model);

#[Object(name = "AuditEvent")]
impl AuditLine {
    /// The id, `aud_…`.
    pub async fn id(&self) -> AuditEventId {
        self.0.id
    }

    /// When it happened.
    async fn at(&self) -> DateTime<Utc> {
        self.0.at
    }

    /// Whose act it was.
    async fn account_id(&self) -> Option<AccountId> {
        self.0.account_id
    }

    /// In which capacity: role, and unit if the role has one.
    async fn capacity(&self) -> Option<&str> {
        self.0.capacity.as_deref()
    }

    /// What was done.
    async fn action(&self) -> AuditAction {
        self.0.action
    }

    /// The id of the thing.
    async fn subject(&self) -> &str {
        &self.0.subject
    }

    /// Facts of the act as a JSON object: ids, field names, counts. Never personal content.
    async fn details(&self) -> &str {
        &self.0.details
    }

    /// The request in which it happened.
    async fn request_id(&self) -> &str {
        &self.0.request_id
    }

    /// The number in the sealed chain; null for the second until it is sealed.
    async fn sequence(&self) -> Option<i32> {
        self.0.sequence.and_then(|sequence| i32::try_from(sequence).ok())
    }
}

/// Queries about the audit log.
#[derive(Default)]
pub struct AuditQuery;

#[Object]
impl AuditQuery {
    /// The audit log, newest first. Permission `AUDIT_READ`.
    async fn audit_events(&self, ctx: &Context<'_>, page: PageInput) -> Result<List<AuditLine>> {
        read::list(ctx.op()?, page).await
    }
}

//! A line of the audit log.

use lianyi_shared::audit::AuditAction;
use lianyi_shared::id::{AccountId, AuditEventId};
use sea_orm::{DatabaseTransaction, EntityTrait as _, Set};
use serde_json::{Map, Value};

use crate::access::viewer::Capacity;
use crate::entity::audit_event;
use crate::error::Result;
use crate::op::Request;

/// What happened to what. Build one with [`AuditEvent::new`] where the verb is.
#[derive(Clone, Debug)]
pub struct AuditEvent {
    action: AuditAction,
    subject: String,
    capacity: Option<Capacity>,
    account: Option<AccountId>,
    details: Map<String, Value>,
}

impl AuditEvent {
    /// `subject` is the id of the thing.
    pub fn new(action: AuditAction, subject: impl ToString) -> Self {
        Self { action, subject: subject.to_string(), capacity: None, account: None, details: Map::new() }
    }

    /// In which capacity the person acted.
    #[must_use]
    pub fn by(mut self, capacity: Capacity) -> Self {
        self.capacity = Some(capacity);
        self
    }

    /// Whose act it is, where nobody was signed in yet.
    #[must_use]
    pub fn of(mut self, account: AccountId) -> Self {
        self.account = Some(account);
        self
    }

    /// A fact of the act: an id, a field name, a count. Never personal content.
    #[must_use]
    pub fn with(mut self, name: &str, value: impl Into<Value>) -> Self {
        self.details.insert(name.to_owned(), value.into());
        self
    }

    /// Adds the lines of one act to an open transaction.
    pub(crate) async fn write(
        events: Vec<Self>,
        transaction: &DatabaseTransaction,
        request: &Request,
        account: Option<AccountId>,
    ) -> Result<()> {
        let lines = events.into_iter().map(|event| audit_event::ActiveModel {
            id: Set(AuditEventId(request.app.new_id())),
            at: Set(request.app.clock.now()),
            account_id: Set(account.or(event.account)),
            capacity: Set(event.capacity.map(|capacity| capacity.to_string())),
            action: Set(event.action),
            subject: Set(event.subject),
            details: Set(Value::Object(event.details).to_string()),
            request_id: Set(request.id.to_string()),
            sequence: Set(None),
            hash: Set(None),
        });
        audit_event::Entity::insert_many(lines).exec_without_returning(transaction).await?;
        Ok(())
    }
}

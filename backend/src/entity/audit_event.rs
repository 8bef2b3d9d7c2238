//! A line of the audit log, sealed into the chain after its transaction. Written by `audit`.

use lianyi_shared::audit::AuditAction;
use lianyi_shared::id::{AccountId, AuditEventId};
use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "audit_event")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: AuditEventId,
    pub at: DateTimeUtc,
    pub account_id: Option<AccountId>,
    pub capacity: Option<String>,
    pub action: AuditAction,
    pub subject: String,
    pub details: String,
    pub request_id: String,
    pub sequence: Option<i64>,
    pub hash: Option<String>,
}

#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

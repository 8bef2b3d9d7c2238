//! Reading the audit log.

use lianyi_shared::access::{FieldGroups, Permission};
use sea_orm::Condition;

use crate::access::scope::{self, Scoped};
use crate::audit::graphql::AuditLine;
use crate::entity::audit_event::Entity;
use crate::error::Result;
use crate::op::Op;
use crate::page::{self, List, PageInput, Sort};

/// How the log stands in scopes: all of it or nothing.
pub const SCOPED: Scoped = Scoped {
    table: "audit_event",
    read: Permission::AuditRead,
    unit: None,
    mine: scope::none,
    assigned: scope::none,
};

/// The lines of the log, newest first.
pub async fn list(op: &Op, page: PageInput) -> Result<List<AuditLine>> {
    op.viewer.require_any(Permission::AuditRead)?;
    let listing = page::Listing {
        scoped: &SCOPED,
        filter: Condition::all(),
        fields: FieldGroups::default(),
        sort: Sort::newest("at"),
    };
    let (page, rows) = listing.rows::<Entity>(op, &page.check()?).await?;
    Ok(page.connection(rows.into_iter().map(AuditLine)))
}

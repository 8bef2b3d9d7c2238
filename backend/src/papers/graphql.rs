//! Papers as GraphQL.

use async_graphql::{Context, Object};

use super::export::{self, ExportRosterInput, RosterExport};
use super::ledger::{self, LedgerExport};
use super::paper::Paper;
use crate::contact::read::ContactFilter;
use crate::error::Result;
use crate::op::ContextExt as _;

#[Object]
impl RosterExport {
    /// The number of the export; it is in the file and in the audit log.
    async fn number(&self) -> String {
        self.number.to_string()
    }

    /// The address of the file for one plain download within 60 seconds, good for the viewer only;
    /// null for `PRINT`.
    async fn ticket(&self) -> Option<&str> {
        self.address.as_deref()
    }

    /// The contents of the decision paper, in Chinese, as far as the viewer may read them.
    async fn paper(&self, ctx: &Context<'_>) -> Result<Paper> {
        self.read_paper(ctx.op()?).await
    }
}

/// What can be done with papers.
#[derive(Default)]
pub struct PapersMutation;

#[Object]
impl PapersMutation {
    /// Takes a roster out, as a file or for print; the audit log keeps the number. Permission
    /// `ROSTER_EXPORT` on the owner.
    async fn export_roster(&self, ctx: &Context<'_>, input: ExportRosterInput) -> Result<RosterExport> {
        export::export(ctx.op()?, input).await
    }

    /// Takes contact records out as a ledger (xlsx), marked with who took it and when; the audit log keeps the
    /// number. At most 20,000 records. Permission `CONTACT_EXPORT`; only records that you may export are in it.
    async fn export_contacts(&self, ctx: &Context<'_>, filter: ContactFilter) -> Result<LedgerExport> {
        ledger::export(ctx.op()?, filter).await
    }
}

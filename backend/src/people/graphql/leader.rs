//! A leader as GraphQL.

use async_graphql::{Context, Object};
use chrono::{DateTime, NaiveDate, Utc};
use lianyi_shared::access::{FieldGroup, FieldGroups, Permission};
use lianyi_shared::id::LeaderId;
use lianyi_shared::people::{LeaderTier, RecordAction, RecordStatus, Sex};

use super::link::{self, Link};
use super::timeline::{self, TimelineEntry};
use crate::entity::leader;
use crate::error::Result;
use crate::loaders;
use crate::op::ContextExt as _;
use crate::people::leaders;
use crate::people::links::Side;
use crate::units::graphql::Unit;

/// A leading cadre who keeps liaison (P1).
#[derive(Clone)]
pub struct Leader {
    /// The row.
    pub row: leader::Model,
    /// The field groups that the viewer reads on it.
    pub fields: FieldGroups,
}

impl Leader {
    /// A value that helps to reach the leader, if the viewer reads those.
    fn reachable<'a>(&self, value: Option<&'a str>) -> Option<&'a str> {
        value.filter(|_| self.fields.contains(FieldGroup::ContactDetails))
    }
}

#[Object]
impl Leader {
    /// The id, `lea_…`.
    pub async fn id(&self) -> LeaderId {
        self.row.id
    }

    /// The name. Field group `BASIC`.
    async fn name(&self) -> &str {
        &self.row.name
    }

    /// The staff number. Field group `CONTACT_DETAILS`: it is also the user name.
    async fn staff_number(&self) -> Option<&str> {
        self.reachable(Some(&self.row.staff_number))
    }

    /// Sex, GB/T 2261.1. Field group `BASIC`.
    async fn sex(&self) -> Option<Sex> {
        self.row.sex
    }

    /// School or department level. Field group `BASIC`.
    async fn tier(&self) -> LeaderTier {
        self.row.tier
    }

    /// The post. Field group `BASIC`.
    async fn post(&self) -> &str {
        &self.row.post
    }

    /// The unit. Field group `BASIC`.
    async fn unit(&self, ctx: &Context<'_>) -> Result<Option<Unit>> {
        loaders::unit(ctx, self.row.unit_id).await
    }

    /// The branch whose roster the leader stands on. Field group `BASIC`.
    async fn branch(&self, ctx: &Context<'_>) -> Result<Option<Unit>> {
        loaders::unit(ctx, self.row.branch_id).await
    }

    /// Telephone. Field group `CONTACT_DETAILS`.
    async fn phone(&self) -> Option<&str> {
        self.reachable(self.row.phone.as_deref())
    }

    /// E-mail address. Field group `CONTACT_DETAILS`.
    async fn email(&self) -> Option<&str> {
        self.reachable(self.row.email.as_deref())
    }

    /// The day on which the leader left.
    async fn left_on(&self) -> Option<NaiveDate> {
        self.row.left_on
    }

    /// Current or archived.
    async fn status(&self) -> RecordStatus {
        self.row.status
    }

    /// Why it was archived. Field group `CONTACT_DETAILS`.
    async fn archive_reason(&self) -> Option<&str> {
        self.reachable(self.row.archive_reason.as_deref())
    }

    /// The field groups that are null here because the viewer may not read them.
    async fn masked_fields(&self) -> Vec<FieldGroup> {
        [FieldGroup::ContactDetails].into_iter().filter(|group| !self.fields.contains(*group)).collect()
    }

    /// Whom the leader links: pairings in force or vacant, with `ended` also those that are over.
    /// Only those that you may read.
    async fn links(&self, ctx: &Context<'_>, #[graphql(default)] ended: bool) -> Result<Vec<Link>> {
        link::of(ctx, Side::Leader(self.row.id), Some(self.row.branch_id), ended).await
    }

    /// What happened to the record, newest first.
    async fn timeline(&self, ctx: &Context<'_>) -> Result<Vec<TimelineEntry>> {
        let pairings = link::rows(ctx, Side::Leader(self.row.id), Some(self.row.branch_id), true).await?;
        timeline::of(ctx, self.row.id, &pairings, self.fields, false).await
    }

    /// What you may do to the record as it is now.
    async fn actions(&self, ctx: &Context<'_>) -> Result<&'static [RecordAction]> {
        let op = ctx.op()?;
        let place = leaders::place(op, &self.row).await?;
        let may = op.viewer.require(Permission::LeaderWrite, place, op.tree().await?).is_ok();
        Ok(if may { self.row.status.actions() } else { &[] })
    }

    /// When the record was changed last.
    async fn updated_at(&self) -> DateTime<Utc> {
        self.row.updated_at
    }

    /// Rises with every change; give it back when editing.
    async fn version(&self) -> i32 {
        self.row.version
    }
}

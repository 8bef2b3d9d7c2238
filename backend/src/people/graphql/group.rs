//! A group as GraphQL.

use async_graphql::{Context, Object};
use chrono::{DateTime, Utc};
use lianyi_shared::access::{FieldGroup, FieldGroups, Permission};
use lianyi_shared::id::GroupId;
use lianyi_shared::people::{GroupKind, RecordAction, RecordStatus};

use super::link::{self, Link};
use super::representative::Representative;
use super::timeline::{self, TimelineEntry};
use crate::entity::liaison_group;
use crate::error::Result;
use crate::loaders;
use crate::op::ContextExt as _;
use crate::people::groups::{self, HeadName};
use crate::people::links::Side;

/// A democratic-party organization or united-front group (P2).
#[derive(Clone)]
pub struct Group {
    /// The row.
    pub row: liaison_group::Model,
    /// The field groups that the viewer reads on it.
    pub fields: FieldGroups,
}

#[Object]
impl Group {
    /// The id, `grp_…`.
    pub async fn id(&self) -> GroupId {
        self.row.id
    }

    /// The name. Field group `BASIC`.
    async fn name(&self) -> &str {
        &self.row.name
    }

    /// Democratic-party organization or united-front group. Field group `BASIC`.
    async fn kind(&self) -> GroupKind {
        self.row.kind
    }

    /// The name of the head. Whether the head is a representative does not show here. Field group
    /// `BASIC`.
    async fn head_name(&self, ctx: &Context<'_>) -> Result<Option<String>> {
        match self.row.head_id {
            Some(head) => loaders::directory(ctx, HeadName(head)).await,
            None => Ok(self.row.head_name.clone()),
        }
    }

    /// The head, if a representative that you may see.
    async fn head(&self, ctx: &Context<'_>) -> Result<Option<Representative>> {
        match self.row.head_id {
            Some(head) => loaders::directory(ctx, head).await,
            None => Ok(None),
        }
    }

    /// How many members. Field group `BASIC`.
    async fn member_count(&self) -> Option<i32> {
        self.row.member_count
    }

    /// The month of foundation, `1995-08`. Field group `BASIC`.
    async fn founded(&self) -> Option<&str> {
        self.row.founded.as_deref()
    }

    /// Telephone. Field group `CONTACT_DETAILS`.
    async fn phone(&self) -> Option<&str> {
        self.row.phone.as_deref().filter(|_| self.fields.contains(FieldGroup::ContactDetails))
    }

    /// Current or archived.
    async fn status(&self) -> RecordStatus {
        self.row.status
    }

    /// Why it was archived.
    async fn archive_reason(&self) -> Option<&str> {
        self.row.archive_reason.as_deref()
    }

    /// The field groups that are null here because the viewer may not read them.
    async fn masked_fields(&self) -> Vec<FieldGroup> {
        [FieldGroup::ContactDetails].into_iter().filter(|group| !self.fields.contains(*group)).collect()
    }

    /// Who links the group: pairings in force or vacant, with `ended` also those that are over.
    /// Only those that you may read.
    async fn links(&self, ctx: &Context<'_>, #[graphql(default)] ended: bool) -> Result<Vec<Link>> {
        link::of(ctx, Side::Group(self.row.id), None, ended).await
    }

    /// What happened to the record, newest first.
    async fn timeline(&self, ctx: &Context<'_>) -> Result<Vec<TimelineEntry>> {
        let pairings = link::rows(ctx, Side::Group(self.row.id), None, true).await?;
        timeline::of(ctx, self.row.id, &pairings, self.fields, false).await
    }

    /// What you may do to the record as it is now.
    async fn actions(&self, ctx: &Context<'_>) -> Result<&'static [RecordAction]> {
        let op = ctx.op()?;
        let place = groups::place(op, &self.row).await?;
        let may = op.viewer.require(Permission::GroupWrite, place, op.tree().await?).is_ok();
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

//! A representative as GraphQL.

use async_graphql::{Context, Object};
use chrono::{DateTime, Utc};
use lianyi_shared::access::{FieldGroup, FieldGroups, Permission};
use lianyi_shared::codes::{AFFILIATIONS, ETHNICITIES, OVERSEAS};
use lianyi_shared::id::RepresentativeId;
use lianyi_shared::people::{self, RecordAction, RecordStatus, RecordWarning, Sex, Stage};

use super::coded::{CodedValue, coded};
use super::link::{self, Link};
use super::timeline::{self, TimelineEntry};
use crate::entity::representative;
use crate::error::Result;
use crate::loaders;
use crate::occasion;
use crate::op::ContextExt as _;
use crate::people::links::Side;
use crate::people::representative_input::categories;
use crate::people::representatives;
use crate::units::graphql::Unit;

/// A representative figure outside the Party.
#[derive(Clone)]
pub struct Representative {
    /// The row.
    pub row: representative::Model,
    /// The field groups that the viewer reads on it.
    pub fields: FieldGroups,
}

impl Representative {
    /// A value of a field group, if the viewer reads the group.
    fn only<T>(&self, group: FieldGroup, value: T) -> Option<T> {
        self.fields.contains(group).then_some(value)
    }

    async fn may(&self, ctx: &Context<'_>, permission: Permission) -> Result<bool> {
        let op = ctx.op()?;
        let place = representatives::place(op, &self.row).await?;
        Ok(op.viewer.require(permission, place, op.tree().await?).is_ok())
    }
}

#[Object]
impl Representative {
    /// The id, `rep_…`.
    pub async fn id(&self) -> RepresentativeId {
        self.row.id
    }

    /// The name. Field group `BASIC`.
    async fn name(&self) -> &str {
        &self.row.name
    }

    /// The staff number; some retired people have none. Field group `BASIC`.
    async fn staff_number(&self) -> Option<&str> {
        self.row.staff_number.as_deref()
    }

    /// Sex, GB/T 2261.1. Field group `BASIC`.
    async fn sex(&self) -> Option<Sex> {
        self.row.sex
    }

    /// The unit. Field group `BASIC`.
    async fn unit(&self, ctx: &Context<'_>) -> Result<Option<Unit>> {
        loaders::unit(ctx, self.row.unit_id).await
    }

    /// Post and title. Field group `BASIC`.
    async fn post(&self) -> Option<&str> {
        self.row.post.as_deref()
    }

    /// Posts in society. Field group `BASIC`.
    async fn social_posts(&self) -> Option<&str> {
        self.row.social_posts.as_deref()
    }

    /// Whether retired; retirement never ends a pairing. Field group `BASIC`.
    async fn retired(&self) -> bool {
        self.row.retired
    }

    /// Telephone. Field group `CONTACT_DETAILS`.
    async fn phone(&self) -> Option<&str> {
        self.only(FieldGroup::ContactDetails, self.row.phone.as_deref()).flatten()
    }

    /// E-mail address. Field group `CONTACT_DETAILS`.
    async fn email(&self) -> Option<&str> {
        self.only(FieldGroup::ContactDetails, self.row.email.as_deref()).flatten()
    }

    /// The political affiliation, GB/T 4762. Field group `POLITICAL`.
    async fn affiliation(&self, ctx: &Context<'_>) -> Result<Option<CodedValue>> {
        self.only(FieldGroup::Political, &*self.row.affiliation)
            .map(|code| coded(ctx, AFFILIATIONS, code))
            .transpose()
    }

    /// Since when affiliated, `1998-06`. Field group `POLITICAL`.
    async fn affiliated_since(&self) -> Option<&str> {
        self.only(FieldGroup::Political, self.row.affiliated_since.as_deref()).flatten()
    }

    /// The categories (P3), 1 to 9. Field group `POLITICAL`.
    async fn categories(&self) -> Option<Vec<i32>> {
        self.only(FieldGroup::Political, categories(&self.row))
    }

    /// What does not fit between affiliation, categories and retirement. Field group `POLITICAL`.
    async fn warnings(&self) -> Option<Vec<RecordWarning>> {
        let row = &self.row;
        self.only(FieldGroup::Political, people::warnings(&row.affiliation, &categories(row), row.retired))
    }

    /// The stage of growth (P4). Field group `CULTIVATION`.
    async fn stage(&self) -> Option<Stage> {
        self.only(FieldGroup::Cultivation, self.row.stage).flatten()
    }

    /// Whether under key cultivation (重点培养). Field group `CULTIVATION`.
    async fn key_cultivation(&self) -> Option<bool> {
        self.only(FieldGroup::Cultivation, self.row.key_cultivation)
    }

    /// Remarks. Field group `CULTIVATION`.
    async fn remarks(&self) -> Option<&str> {
        self.only(FieldGroup::Cultivation, self.row.remarks.as_deref()).flatten()
    }

    /// Current or archived.
    async fn status(&self) -> RecordStatus {
        self.row.status
    }

    /// Why it was archived. Field group `CULTIVATION`.
    async fn archive_reason(&self) -> Option<&str> {
        self.only(FieldGroup::Cultivation, self.row.archive_reason.as_deref()).flatten()
    }

    /// The field groups that are null here because the viewer may not read them.
    async fn masked_fields(&self) -> Vec<FieldGroup> {
        [FieldGroup::ContactDetails, FieldGroup::Political, FieldGroup::Cultivation]
            .into_iter()
            .filter(|group| !self.fields.contains(*group))
            .collect()
    }

    /// Who links them: pairings in force or vacant, with `ended` also those that are over. Only
    /// those that you may read.
    async fn links(&self, ctx: &Context<'_>, #[graphql(default)] ended: bool) -> Result<Vec<Link>> {
        link::of(ctx, Side::Representative(self.row.id), Some(self.row.unit_id), ended).await
    }

    /// What happened to the record, newest first.
    async fn timeline(&self, ctx: &Context<'_>) -> Result<Vec<TimelineEntry>> {
        let side = Side::Representative(self.row.id);
        let pairings = link::rows(ctx, side, Some(self.row.unit_id), true).await?;
        let reveals = self.may(ctx, Permission::RepresentativeReveal).await?;
        let mut fields = self.fields;
        if reveals {
            fields = fields.union(FieldGroups::of(&[FieldGroup::Sensitive]));
        }
        timeline::of(ctx, self.row.id, &pairings, fields, reveals).await
    }

    /// What you may do to the record as it is now.
    async fn actions(&self, ctx: &Context<'_>) -> Result<Vec<RecordAction>> {
        let mut actions = Vec::new();
        if self.may(ctx, Permission::RepresentativeWrite).await? {
            actions.extend_from_slice(self.row.status.actions());
        }
        if self.may(ctx, Permission::RepresentativeReveal).await? {
            actions.push(RecordAction::Reveal);
        }
        if self.row.status == RecordStatus::Active
            && occasion::may::care_for(ctx.op()?, &self.row).await.is_ok()
        {
            actions.push(RecordAction::Care);
        }
        Ok(actions)
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

/// The restricted fields of a representative, as `reveal` gives them.
pub struct Revealed(pub representative::Model);

#[Object]
impl Revealed {
    /// The representative.
    async fn id(&self) -> RepresentativeId {
        self.0.id
    }

    /// Ethnicity, GB/T 3304.
    async fn ethnicity(&self, ctx: &Context<'_>) -> Result<Option<CodedValue>> {
        self.0.ethnicity.as_deref().map(|code| coded(ctx, ETHNICITIES, code)).transpose()
    }

    /// Month of birth, `1978-05`.
    async fn birth_month(&self) -> Option<&str> {
        self.0.birth_month.as_deref()
    }

    /// Overseas status, JY/T 1001.
    async fn overseas(&self, ctx: &Context<'_>) -> Result<Option<CodedValue>> {
        self.0.overseas.as_deref().map(|code| coded(ctx, OVERSEAS, code)).transpose()
    }

    /// What the code does not say.
    async fn overseas_remark(&self) -> Option<&str> {
        self.0.overseas_remark.as_deref()
    }

    /// Home address.
    async fn home_address(&self) -> Option<&str> {
        self.0.home_address.as_deref()
    }

    /// State of health.
    async fn health(&self) -> Option<&str> {
        self.0.health.as_deref()
    }
}

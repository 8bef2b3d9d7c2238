//! Contact records as GraphQL.

use std::sync::Arc;

use async_graphql::{Context, Object};
use chrono::{DateTime, NaiveDate, Utc};
use lianyi_shared::contact::{ContactAction, ContactContentKind, ContactMode, ContactStatus};
use lianyi_shared::id::{ContactId, LeaderId};

use crate::access::name::NameOf;
use crate::attachment::graphql::Attachment;
use crate::attachment::read::AttachmentsOf;
use crate::contact::confirm::{self, ConfirmContactInput};
use crate::contact::content::ContactContent;
use crate::contact::correct::{self, CorrectContactInput};
use crate::contact::read::{
    self, ContactFilter, ContactOrigin, OriginOf, Revision, RevisionsOf, Sides, SidesOf,
};
use crate::contact::record::{self, RecordContactInput};
use crate::contact::save_draft::{self, SaveContactDraftInput};
use crate::contact::void::{self, VoidContactInput};
use crate::contact::{discard_draft, drafts, may};
use crate::entity::{contact, contact_draft};
use crate::error::{Error, Result};
use crate::loaders;
use crate::op::ContextExt as _;
use crate::page::{List, PageInput};
use crate::people::graphql::Leader;
use crate::roster::graphql::Pairing;
use crate::roster::graphql_line::{RosterCounterpart, RosterLeader};
use crate::roster::graphql_version::StepCapacity;
use crate::roster::{pairings, sides};
use crate::units::graphql::Unit;

/// One contact of leaders with counterparts (R6).
pub struct Contact(pub contact::Model);

impl Contact {
    async fn sides(&self, ctx: &Context<'_>) -> Result<Arc<Sides>> {
        Ok(loaders::directory(ctx, SidesOf(self.0.id)).await?.unwrap_or_default())
    }

    async fn written(&self, ctx: &Context<'_>) -> Result<Arc<Vec<Revision>>> {
        Ok(loaders::directory(ctx, RevisionsOf(self.0.id)).await?.unwrap_or_default())
    }

    /// Whether the viewer wrote it as it stands.
    async fn is_own_word(&self, ctx: &Context<'_>) -> Result<bool> {
        let viewer = ctx.op()?.viewer.account;
        Ok(self.written(ctx).await?.first().is_some_and(|revision| revision.row.account_id == viewer))
    }
}

#[Object]
impl Contact {
    /// The id, `con_…`.
    async fn id(&self) -> ContactId {
        self.0.id
    }

    /// Where it stands.
    async fn status(&self) -> ContactStatus {
        self.0.status
    }

    /// The day.
    async fn held_on(&self) -> NaiveDate {
        self.0.held_on
    }

    /// The form (M1).
    async fn mode(&self) -> ContactMode {
        self.0.mode
    }

    /// What it was about (M2).
    async fn kinds(&self) -> Vec<ContactContentKind> {
        self.0.kinds.split_whitespace().filter_map(|code| code.parse().ok()).collect()
    }

    /// How many opinions, major matters and difficulties were raised; 0 where it was said that nothing was.
    async fn line_count(&self) -> i32 {
        self.0.lines
    }

    /// Who kept liaison, the first named first.
    async fn leaders(&self, ctx: &Context<'_>) -> Result<Vec<RosterLeader>> {
        Ok(self.sides(ctx).await?.leaders.iter().cloned().map(RosterLeader).collect())
    }

    /// With whom.
    async fn counterparts(&self, ctx: &Context<'_>) -> Result<Vec<RosterCounterpart>> {
        Ok(self.sides(ctx).await?.counterparts.iter().cloned().map(RosterCounterpart).collect())
    }

    /// The words, as they stand now.
    async fn content(&self, ctx: &Context<'_>) -> Result<ContactContent> {
        let written = self.written(ctx).await?;
        written.first().map(|revision| revision.content.clone()).ok_or(Error::NotFound)
    }

    /// The files that its revisions name.
    async fn attachments(&self, ctx: &Context<'_>) -> Result<Vec<Attachment>> {
        let files = loaders::directory(ctx, AttachmentsOf(self.0.id)).await?.unwrap_or_default();
        Ok(files.iter().filter(|file| file.kept).cloned().map(Attachment).collect())
    }

    /// Every revision, newest first.
    async fn revisions(&self, ctx: &Context<'_>) -> Result<Vec<Revision>> {
        Ok(self.written(ctx).await?.to_vec())
    }

    /// By when the next step was agreed.
    async fn next_on(&self) -> Option<NaiveDate> {
        self.0.next_on
    }

    /// Taken over from a ledger of the past: nobody recorded it here, so it is neither late nor confirmed by anybody.
    async fn imported(&self) -> bool {
        self.0.imported
    }

    /// What the ledger said that a record has no place for; null unless it was imported.
    async fn origin(&self, ctx: &Context<'_>) -> Result<Option<ContactOrigin>> {
        let Some(mut origin) = loaders::directory(ctx, OriginOf(self.0.id)).await? else { return Ok(None) };
        if let Some(names) = origin.unlinked.take() {
            origin.unlinked = self.sides(ctx).await?.unlinked(&names);
        }
        Ok(Some(origin))
    }

    /// Recorded more than fourteen days after it was held (补录).
    async fn late(&self) -> bool {
        self.0.late
    }

    /// The branch with which it stands.
    async fn branch(&self, ctx: &Context<'_>) -> Result<Option<Unit>> {
        loaders::unit(ctx, self.0.branch_id).await
    }

    /// Who entered it.
    async fn recorded_by(&self, ctx: &Context<'_>) -> Result<Option<String>> {
        loaders::directory(ctx, NameOf(self.0.author_id)).await
    }

    /// In which capacity.
    async fn capacity(&self) -> StepCapacity {
        StepCapacity::of(&self.0.capacity)
    }

    /// When it was entered.
    async fn recorded_at(&self) -> DateTime<Utc> {
        self.0.recorded_at
    }

    /// When a leader of the record confirmed it as it stands.
    async fn confirmed_at(&self) -> Option<DateTime<Utc>> {
        self.0.confirmed_at
    }

    /// Why it was voided.
    async fn void_reason(&self) -> Option<&str> {
        self.0.void_reason.as_deref()
    }

    /// What you may do to it now.
    async fn actions(&self, ctx: &Context<'_>) -> Result<Vec<ContactAction>> {
        let op = ctx.op()?;
        let leaders: Vec<LeaderId> = self.sides(ctx).await?.leaders.iter().map(|leader| leader.id).collect();
        let mut actions = Vec::new();
        for action in ContactAction::ALL {
            if may::act(op, self.0.status, self.0.branch_id, &leaders, *action).await.is_ok() {
                actions.push(*action);
            }
        }
        if actions.contains(&ContactAction::Confirm) && self.is_own_word(ctx).await? {
            actions.retain(|action| *action != ContactAction::Confirm);
        }
        Ok(actions)
    }

    /// Rises with every change; give it back when acting.
    async fn version(&self) -> i32 {
        self.0.version
    }
}

/// What a record said at one time.
#[Object(name = "ContactRevision")]
impl Revision {
    /// 1 for what was recorded first.
    async fn number(&self) -> i32 {
        self.row.number
    }

    /// The words.
    async fn content(&self) -> &ContactContent {
        &self.content
    }

    /// Who wrote it.
    async fn by(&self, ctx: &Context<'_>) -> Result<Option<String>> {
        loaders::directory(ctx, NameOf(self.row.account_id)).await
    }

    /// In which capacity.
    async fn capacity(&self) -> StepCapacity {
        StepCapacity::of(&self.row.capacity)
    }

    /// When.
    async fn at(&self) -> DateTime<Utc> {
        self.row.at
    }

    /// Why it was corrected; null for the first.
    async fn reason(&self) -> Option<&str> {
        self.row.reason.as_deref()
    }
}

/// What you are writing; nobody else sees it, and it counts nowhere.
pub struct ContactDraft(contact_draft::Model);

#[Object]
impl ContactDraft {
    /// The id, `con_…`, which the record will keep.
    async fn id(&self) -> ContactId {
        self.0.id
    }

    /// Everything typed so far.
    async fn content(&self) -> Result<ContactContent> {
        ContactContent::of_text(&self.0.content)
    }

    /// The leaders named in it, as far as you may see them.
    async fn leaders(&self, ctx: &Context<'_>) -> Result<Vec<Leader>> {
        let ids = ContactContent::of_text(&self.0.content)?.leaders;
        let mut found = loaders::directory_many(ctx, ids.clone()).await?;
        Ok(ids.iter().filter_map(|id| found.remove(id)).collect())
    }

    /// The files listed in it.
    async fn attachments(&self, ctx: &Context<'_>) -> Result<Vec<Attachment>> {
        let listed = ContactContent::of_text(&self.0.content)?.attachments;
        let files = loaders::directory(ctx, AttachmentsOf(self.0.id)).await?.unwrap_or_default();
        Ok(files.iter().filter(|file| listed.contains(&file.id)).cloned().map(Attachment).collect())
    }

    /// When it was saved.
    async fn updated_at(&self) -> DateTime<Utc> {
        self.0.updated_at
    }

    /// Rises with every save; give it back with the next.
    async fn version(&self) -> i32 {
        self.0.version
    }
}

/// Queries about contacts.
#[derive(Default)]
pub struct ContactQuery;

#[Object]
impl ContactQuery {
    /// Contact records, last held first. Permission `CONTACT_READ`.
    async fn contacts(
        &self,
        ctx: &Context<'_>,
        #[graphql(default)] filter: ContactFilter,
        page: PageInput,
    ) -> Result<List<Contact>> {
        read::list(ctx.op()?, filter, page).await
    }

    /// One record. Permission `CONTACT_READ`.
    async fn contact(&self, ctx: &Context<'_>, id: ContactId) -> Result<Contact> {
        let op = ctx.op()?;
        Ok(Contact(read::visible(op, op.db(), id).await?))
    }

    /// Your drafts, last saved first, at most fifty. Permission `CONTACT_RECORD`.
    async fn contact_drafts(&self, ctx: &Context<'_>) -> Result<Vec<ContactDraft>> {
        Ok(drafts::own(ctx.op()?).await?.into_iter().map(ContactDraft).collect())
    }

    /// One of your drafts. Anyone; only their own.
    async fn contact_draft(&self, ctx: &Context<'_>, id: ContactId) -> Result<ContactDraft> {
        let op = ctx.op()?;
        Ok(ContactDraft(drafts::one(op, op.db(), id).await?))
    }

    /// A leader's pairings with which you may record contacts: those in force, and those that ended within the last
    /// year. Permission `CONTACT_RECORD` on the leader's branch, or as the leader.
    async fn pairings_for_contact(&self, ctx: &Context<'_>, leader: LeaderId) -> Result<Vec<Pairing>> {
        let op = ctx.op()?;
        let found = loaders::directory(ctx, leader).await?.ok_or(Error::NotFound)?;
        may::record(op, found.row.branch_id, &[leader]).await?;
        let mut pairings = pairings::of_leader_lately(op, leader).await?;
        for pairing in &mut pairings {
            pairing.counterpart = sides::by_name(op, pairing.counterpart.clone()).await?;
        }
        Ok(pairings.into_iter().map(Pairing).collect())
    }
}

/// What can be done with contacts.
#[derive(Default)]
pub struct ContactMutation;

#[Object]
impl ContactMutation {
    /// Saves what you are writing. Permission `CONTACT_RECORD` on anything.
    async fn save_contact_draft(
        &self,
        ctx: &Context<'_>,
        input: SaveContactDraftInput,
    ) -> Result<ContactDraft> {
        Ok(ContactDraft(save_draft::save_draft(ctx.op()?, input).await?))
    }

    /// Throws your draft away. Anyone; only their own.
    async fn discard_contact_draft(&self, ctx: &Context<'_>, id: ContactId) -> Result<bool> {
        discard_draft::discard_draft(ctx.op()?, id).await?;
        Ok(true)
    }

    /// Makes a record of your draft: confirmed if you are one of its leaders and paired with everybody in it, else
    /// awaiting the confirmation of another of its leaders. Permission `CONTACT_RECORD` on the branch of the leader
    /// named first, or as one of the leaders. Safe to repeat.
    async fn record_contact(&self, ctx: &Context<'_>, input: RecordContactInput) -> Result<Contact> {
        Ok(Contact(record::record(ctx.op()?, input).await?))
    }

    /// Confirms what somebody else wrote. Permission `CONTACT_RECORD`, as one of the leaders.
    async fn confirm_contact(&self, ctx: &Context<'_>, input: ConfirmContactInput) -> Result<Contact> {
        Ok(Contact(confirm::confirm(ctx.op()?, input).await?))
    }

    /// Writes a further revision of a record. Permission as for `recordContact`, before and after.
    async fn correct_contact(&self, ctx: &Context<'_>, input: CorrectContactInput) -> Result<Contact> {
        Ok(Contact(correct::correct(ctx.op()?, input).await?))
    }

    /// Voids a record, with a reason. Permission as for `recordContact`.
    async fn void_contact(&self, ctx: &Context<'_>, input: VoidContactInput) -> Result<Contact> {
        Ok(Contact(void::void(ctx.op()?, input).await?))
    }
}

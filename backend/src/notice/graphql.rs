//! Notices and mail as GraphQL.

use async_graphql::{Context, Object};
use chrono::{DateTime, Utc};
use lianyi_shared::id::NoticeId;
use lianyi_shared::notice::{MailFrequency, NoticeKind};

use crate::entity::{mail_box, notice};
use crate::error::Result;
use crate::notice::{mailbox, mark, read};
use crate::op::{ContextExt as _, Op};
use crate::page::{List, PageInput};

/// Something that you are told: of what kind, and about what by its id alone.
pub struct Notice(pub notice::Model);

#[Object]
impl Notice {
    /// The id, `not_…`.
    async fn id(&self) -> NoticeId {
        self.0.id
    }

    /// Of what.
    async fn kind(&self) -> NoticeKind {
        self.0.kind
    }

    /// The id of what it is about, whatever kind of thing that is; null for a digest. You may see it no longer.
    async fn about(&self) -> Option<&str> {
        self.0.about.as_deref()
    }

    /// How many, in a digest.
    async fn count(&self) -> Option<i32> {
        self.0.count
    }

    /// When it was made.
    async fn made_at(&self) -> DateTime<Utc> {
        self.0.made_at
    }

    /// When you read it, when what it asks for was done, or when a newer digest took its place.
    async fn read_at(&self) -> Option<DateTime<Utc>> {
        self.0.read_at
    }
}

/// Whether and where you are told by mail too. A mail says how many notices wait, and nothing of them.
pub struct MailSettings {
    available: bool,
    mailbox: Option<mail_box::Model>,
}

impl MailSettings {
    async fn of(op: &Op) -> Result<Self> {
        Ok(Self { available: op.app().mail.get().is_some(), mailbox: mailbox::own(op).await? })
    }
}

#[Object]
impl MailSettings {
    /// Whether this system sends mail at all.
    async fn available(&self) -> bool {
        self.available
    }

    /// The address that you named.
    async fn address(&self) -> Option<&str> {
        self.mailbox.as_ref().map(|mailbox| mailbox.address.as_str())
    }

    /// Whether you proved it by the code that was sent there; before that no mail goes there.
    async fn confirmed(&self) -> bool {
        self.mailbox.as_ref().is_some_and(|mailbox| mailbox.confirmed_at.is_some())
    }

    /// Whether mail could not be delivered there and has stopped.
    async fn refused(&self) -> bool {
        self.mailbox.as_ref().is_some_and(|mailbox| mailbox.refused_at.is_some())
    }

    /// How often you are told.
    async fn frequency(&self) -> MailFrequency {
        self.mailbox.as_ref().map_or(MailFrequency::AtOnce, |mailbox| mailbox.frequency)
    }
}

/// Queries about notices.
#[derive(Default)]
pub struct NoticeQuery;

#[Object]
impl NoticeQuery {
    /// What you were told in the last ninety days, newest first. Anyone; only their own.
    async fn notices(&self, ctx: &Context<'_>, page: PageInput) -> Result<List<Notice>> {
        read::list(ctx.op()?, page).await
    }

    /// How many notices you have not read. Anyone; only their own.
    async fn unread_notices(&self, ctx: &Context<'_>) -> Result<i32> {
        read::unread(ctx.op()?).await
    }

    /// Whether and where you are told by mail. Anyone; only their own.
    async fn mail_settings(&self, ctx: &Context<'_>) -> Result<MailSettings> {
        MailSettings::of(ctx.op()?).await
    }
}

/// What can be done with notices.
#[derive(Default)]
pub struct NoticeMutation;

#[Object]
impl NoticeMutation {
    /// Marks a notice as read. Anyone; only their own.
    async fn read_notice(&self, ctx: &Context<'_>, id: NoticeId) -> Result<Notice> {
        Ok(Notice(mark::one(ctx.op()?, id).await?))
    }

    /// Marks all notices as read; returns how many are unread still. Anyone; only their own.
    async fn read_all_notices(&self, ctx: &Context<'_>) -> Result<i32> {
        mark::all(ctx.op()?).await
    }

    /// Names the address for mail in the place of any other, and sends a code there. Anyone; only their own.
    async fn set_mail_address(&self, ctx: &Context<'_>, address: String) -> Result<MailSettings> {
        let op = ctx.op()?;
        mailbox::set_address(op, &address).await?;
        MailSettings::of(op).await
    }

    /// Proves the address by the code that was sent there. Anyone; only their own.
    async fn confirm_mail_address(&self, ctx: &Context<'_>, code: String) -> Result<MailSettings> {
        let op = ctx.op()?;
        mailbox::confirm_address(op, &code).await?;
        MailSettings::of(op).await
    }

    /// Says how often mail is wanted. Anyone; only their own.
    async fn set_mail_frequency(&self, ctx: &Context<'_>, frequency: MailFrequency) -> Result<MailSettings> {
        let op = ctx.op()?;
        mailbox::set_frequency(op, frequency).await?;
        MailSettings::of(op).await
    }

    /// Removes the address: no mail goes anywhere. Anyone; only their own.
    async fn remove_mail_address(&self, ctx: &Context<'_>) -> Result<MailSettings> {
        let op = ctx.op()?;
        mailbox::remove_address(op).await?;
        MailSettings::of(op).await
    }
}

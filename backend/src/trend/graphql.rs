//! Trends of thought as GraphQL.

use std::sync::Arc;

use async_graphql::{Context, Object, SimpleObject};
use chrono::{DateTime, NaiveDate, Utc};
use lianyi_shared::id::{AccountId, ContactId, TrendId};
use lianyi_shared::trend::{TrendAction, TrendStatus};

use crate::access::name::{NameOf, name_of};
use crate::entity::trend;
use crate::error::{Error, Result};
use crate::loaders;
use crate::op::ContextExt as _;
use crate::page::{List, PageInput};
use crate::roster::graphql_line::{RosterCounterpart, RosterLeader};
use crate::trend::keep::{self, TrendVersionInput};
use crate::trend::note::{self, NoteTrendInput};
use crate::trend::read::{self, About, AboutTrend, TrendFilter};
use crate::trend::report::{self, ReportTrendInput};
use crate::trend::report_up::{self, ReportTrendUpInput};
use crate::trend::{end, may, open, readers};

/// A report of how a counterpart thinks (R11), without its words: `openTrend` answers those.
pub struct Trend(pub trend::Model);

impl Trend {
    async fn about(&self, ctx: &Context<'_>) -> Result<Arc<About>> {
        loaders::directory(ctx, AboutTrend(self.0.id)).await?.ok_or(Error::NotFound)
    }
}

#[Object]
impl Trend {
    /// The id, `trd_…`.
    async fn id(&self) -> TrendId {
        self.0.id
    }

    /// Where it stands.
    async fn status(&self) -> TrendStatus {
        self.0.status
    }

    /// Who reports.
    async fn leader(&self, ctx: &Context<'_>) -> Result<RosterLeader> {
        Ok(RosterLeader(Arc::clone(&self.about(ctx).await?.leader)))
    }

    /// Of whom.
    async fn counterpart(&self, ctx: &Context<'_>) -> Result<RosterCounterpart> {
        Ok(RosterCounterpart(self.about(ctx).await?.counterpart.clone()))
    }

    /// Whether it is your own.
    async fn own(&self, ctx: &Context<'_>) -> Result<bool> {
        Ok(self.0.author_id == ctx.op()?.viewer.account)
    }

    /// The record from which it was reported.
    async fn contact(&self) -> Option<ContactId> {
        self.0.contact_id
    }

    /// When it was reported.
    async fn reported_at(&self) -> DateTime<Utc> {
        self.0.reported_at
    }

    /// Who of the branch read it first.
    async fn read_by(&self, ctx: &Context<'_>) -> Result<Option<String>> {
        name_of(ctx, self.0.read_by).await
    }

    /// When.
    async fn read_at(&self) -> Option<DateTime<Utc>> {
        self.0.read_at
    }

    /// To whom it was reported up.
    async fn readers(&self, ctx: &Context<'_>) -> Result<Vec<String>> {
        let mut names = Vec::new();
        for account in &self.about(ctx).await?.readers {
            names.extend(loaders::directory(ctx, NameOf(*account)).await?);
        }
        Ok(names)
    }

    /// Who took note of it.
    async fn noted_by(&self, ctx: &Context<'_>) -> Result<Option<String>> {
        name_of(ctx, self.0.noted_by).await
    }

    /// When.
    async fn noted_at(&self) -> Option<DateTime<Utc>> {
        self.0.noted_at
    }

    /// From when on it is asked whether it must be kept.
    async fn review_on(&self) -> NaiveDate {
        self.0.review_on
    }

    /// What you may do to it now.
    async fn actions(&self, ctx: &Context<'_>) -> Result<Vec<TrendAction>> {
        let op = ctx.op()?;
        let about = self.about(ctx).await?;
        let mut actions = Vec::new();
        for action in TrendAction::ALL {
            if may::act(op, &self.0, &about.readers, *action).await.is_ok() {
                actions.push(*action);
            }
        }
        Ok(actions)
    }

    /// Rises with every change; give it back when acting.
    async fn version(&self) -> i32 {
        self.0.version
    }
}

/// A report that was opened.
#[derive(SimpleObject)]
pub struct OpenedTrend {
    /// What was reported.
    words: String,
    /// What whoever took note of it said to the author.
    note: Option<String>,
    /// The report as it stands now.
    trend: Trend,
}

/// Somebody who can be named a reader.
#[derive(SimpleObject)]
pub struct TrendReader {
    /// The account, `acc_…`.
    id: AccountId,
    /// The name.
    name: String,
}

/// Queries about trends of thought.
#[derive(Default)]
pub struct TrendQuery;

#[Object]
impl TrendQuery {
    /// Reports that you made, that were made to your branch, or of which you were named a reader; last reported first,
    /// without their words. Permission `TREND_READ` with field group `THOUGHT`.
    async fn trends(
        &self,
        ctx: &Context<'_>,
        #[graphql(default)] filter: TrendFilter,
        page: PageInput,
    ) -> Result<List<Trend>> {
        read::list(ctx.op()?, filter, page).await
    }

    /// One report, without its words. Permission `TREND_READ`.
    async fn trend(&self, ctx: &Context<'_>, id: TrendId) -> Result<Trend> {
        let op = ctx.op()?;
        Ok(Trend(read::visible(op, op.db(), id).await?))
    }

    /// Who can be named a reader: officers of the department and members of the committee. Permission `TREND_READ` on
    /// anything.
    async fn trend_readers(&self, ctx: &Context<'_>) -> Result<Vec<TrendReader>> {
        let op = ctx.op()?;
        op.viewer.require_any(lianyi_shared::access::Permission::TrendRead)?;
        let accounts = readers::candidates(op, op.db()).await?;
        Ok(accounts.into_iter().map(|one| TrendReader { id: one.id, name: one.name }).collect())
    }
}

/// What can be done with trends of thought.
#[derive(Default)]
pub struct TrendMutation;

#[Object]
impl TrendMutation {
    /// Reports how a counterpart thinks, to the secretary of your branch (R11). Permission `TREND_REPORT`, as a leader
    /// who is paired with them.
    async fn report_trend(&self, ctx: &Context<'_>, input: ReportTrendInput) -> Result<Trend> {
        Ok(Trend(report::report(ctx.op()?, input).await?))
    }

    /// Opens the words of a report; the audit log keeps who did. Permission `TREND_READ`.
    async fn open_trend(&self, ctx: &Context<'_>, id: TrendId) -> Result<OpenedTrend> {
        let row = open::open(ctx.op()?, id).await?;
        Ok(OpenedTrend { words: row.words.clone(), note: row.note.clone(), trend: Trend(row) })
    }

    /// Takes note of a report, with a word to its author. Permission `TREND_READ`, as one to whom it was reported.
    async fn note_trend(&self, ctx: &Context<'_>, input: NoteTrendInput) -> Result<Trend> {
        Ok(Trend(note::note(ctx.op()?, input).await?))
    }

    /// Reports up: names readers. Permission `TREND_READ`, as the author or on the branch.
    async fn report_trend_up(&self, ctx: &Context<'_>, input: ReportTrendUpInput) -> Result<Trend> {
        Ok(Trend(report_up::report_up(ctx.op()?, input).await?))
    }

    /// Takes your own report back before anybody has read it; nothing is left of it. Permission `TREND_READ`, as the
    /// author.
    async fn take_back_trend(&self, ctx: &Context<'_>, input: TrendVersionInput) -> Result<bool> {
        end::take_back(ctx.op()?, input).await.map(|()| true)
    }

    /// Keeps a report for another twelve months when its review is due. Permission `TREND_READ`, not as the author.
    async fn keep_trend(&self, ctx: &Context<'_>, input: TrendVersionInput) -> Result<Trend> {
        Ok(Trend(keep::keep(ctx.op()?, input).await?))
    }

    /// Deletes a report when its review is due; nothing is left of it. Permission `TREND_READ`, not as the author.
    async fn delete_trend(&self, ctx: &Context<'_>, input: TrendVersionInput) -> Result<bool> {
        end::delete(ctx.op()?, input).await.map(|()| true)
    }
}

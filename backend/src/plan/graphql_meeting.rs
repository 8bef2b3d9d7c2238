//! A representative's meetings and one's own calendar link as GraphQL.

use async_graphql::{Context, Object};
use chrono::{DateTime, NaiveDate, Utc};
use lianyi_shared::id::PlanId;
use lianyi_shared::plan::PlanStatus;

use crate::entity::{calendar_feed, plan};
use crate::error::Result;
use crate::loaders;
use crate::op::ContextExt as _;
use crate::plan::read::SidesOf;
use crate::roster::graphql_line::RosterLeader;

/// A meeting as the representative sees it.
pub struct Meeting(pub plan::Model);

impl Meeting {
    fn is_own_proposal(&self, ctx: &Context<'_>) -> Result<bool> {
        Ok(self.0.proposer_id.is_some() && self.0.proposer_id == ctx.op()?.viewer.representative)
    }
}

#[Object]
impl Meeting {
    /// The id, `pla_…`.
    async fn id(&self) -> PlanId {
        self.0.id
    }

    /// Where it stands.
    async fn status(&self) -> PlanStatus {
        self.0.status
    }

    /// The day.
    async fn day(&self) -> NaiveDate {
        self.0.day
    }

    /// The time of day at which it begins.
    async fn from(&self) -> Option<&str> {
        self.0.time_from.as_deref()
    }

    /// The time of day at which it ends.
    async fn until(&self) -> Option<&str> {
        self.0.time_until.as_deref()
    }

    /// The place.
    async fn place(&self) -> Option<&str> {
        self.0.place.as_deref()
    }

    /// Who comes.
    async fn leaders(&self, ctx: &Context<'_>) -> Result<Vec<RosterLeader>> {
        let sides = loaders::directory(ctx, SidesOf(self.0.id)).await?.unwrap_or_default();
        Ok(sides.leaders.iter().cloned().map(RosterLeader).collect())
    }

    /// What you wrote when you proposed the time; what somebody else wrote is theirs.
    async fn words(&self, ctx: &Context<'_>) -> Result<Option<&str>> {
        Ok(if self.is_own_proposal(ctx)? { self.0.words.as_deref() } else { None })
    }

    /// Whether you proposed the time.
    async fn proposed(&self, ctx: &Context<'_>) -> Result<bool> {
        self.is_own_proposal(ctx)
    }

    /// Why it was called off, or why the time does not suit.
    async fn reason(&self) -> Option<&str> {
        self.0.reason.as_deref()
    }

    /// Rises with every change; give it back when acting.
    async fn version(&self) -> i32 {
        self.0.version
    }
}

/// The secret link to one's own calendar, without the secret.
pub struct CalendarFeed(pub calendar_feed::Model);

#[Object]
impl CalendarFeed {
    /// Whether it says with whom and where. By default it says no more than that there is a meeting.
    async fn names(&self) -> bool {
        self.0.names
    }

    /// When the link was made.
    async fn made_at(&self) -> DateTime<Utc> {
        self.0.made_at
    }

    /// When a calendar read it last.
    async fn read_at(&self) -> Option<DateTime<Utc>> {
        self.0.read_at
    }

    /// How often it was read.
    async fn reads(&self) -> i32 {
        self.0.reads
    }
}

/// A link that was just made.
pub struct OpenedCalendarFeed {
    /// The link.
    pub feed: calendar_feed::Model,
    /// Its address.
    pub path: String,
}

#[Object]
impl OpenedCalendarFeed {
    /// The link.
    async fn feed(&self) -> CalendarFeed {
        CalendarFeed(self.feed.clone())
    }

    /// The address on this server. It is told only now.
    async fn path(&self) -> &str {
        &self.path
    }
}

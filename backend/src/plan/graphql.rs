//! Plans as GraphQL.

use std::sync::Arc;

use async_graphql::{Context, Object};
use chrono::{DateTime, NaiveDate, Utc};
use lianyi_shared::contact::ContactMode;
use lianyi_shared::id::{ContactId, LeaderId, PairingId, PlanId};
use lianyi_shared::plan::{PlanAction, PlanRepeat, PlanStatus};

use crate::access::name::NameOf;
use crate::entity::plan;
use crate::error::Result;
use crate::loaders;
use crate::op::ContextExt as _;
use crate::page::{List, PageInput};
use crate::plan::answer::{self, AcceptMeetingInput, DeclineMeetingInput};
use crate::plan::cancel::{self, CancelPlanInput};
use crate::plan::change::{self, ChangePlanInput, MovePlanInput};
use crate::plan::graphql_meeting::{CalendarFeed, Meeting, OpenedCalendarFeed};
use crate::plan::make::{self, MakePlanInput};
use crate::plan::propose::{self, ProposeMeetingInput};
use crate::plan::read::{self, PlanFilter, Sides, SidesOf};
use crate::plan::withdraw::{self, WithdrawMeetingInput};
use crate::plan::{feed, may, meetings};
use crate::roster::graphql_line::{RosterCounterpart, RosterLeader};
use crate::roster::graphql_version::StepCapacity;
use crate::units::graphql::Unit;

/// A meeting that is planned or proposed, and what became of it (R5).
pub struct Plan(pub plan::Model);

impl Plan {
    async fn sides(&self, ctx: &Context<'_>) -> Result<Arc<Sides>> {
        Ok(loaders::directory(ctx, SidesOf(self.0.id)).await?.unwrap_or_default())
    }
}

#[Object]
impl Plan {
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

    /// The time of day at which it begins, as `09:30`.
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

    /// The form (M1).
    async fn mode(&self) -> ContactMode {
        self.0.mode
    }

    /// What to think of. The representative does not see it, and no calendar has it.
    async fn note(&self) -> Option<&str> {
        self.0.note.as_deref()
    }

    /// What the representative wrote who proposed the time.
    async fn words(&self) -> Option<&str> {
        self.0.words.as_deref()
    }

    /// Whether the time was proposed by the representative.
    async fn proposed(&self) -> bool {
        self.0.proposer_id.is_some()
    }

    /// Why it was called off, or why the time does not suit.
    async fn reason(&self) -> Option<&str> {
        self.0.reason.as_deref()
    }

    /// The contact record that was made of it.
    async fn contact_id(&self) -> Option<ContactId> {
        self.0.contact_id
    }

    /// The pairings for which it was planned.
    async fn pairings(&self, ctx: &Context<'_>) -> Result<Vec<PairingId>> {
        Ok(self.sides(ctx).await?.pairings.iter().map(|pairing| pairing.id).collect())
    }

    /// Who keeps liaison, the first named first.
    async fn leaders(&self, ctx: &Context<'_>) -> Result<Vec<RosterLeader>> {
        Ok(self.sides(ctx).await?.leaders.iter().cloned().map(RosterLeader).collect())
    }

    /// With whom.
    async fn counterparts(&self, ctx: &Context<'_>) -> Result<Vec<RosterCounterpart>> {
        Ok(self.sides(ctx).await?.counterparts.iter().cloned().map(RosterCounterpart).collect())
    }

    /// Whether it is still to come while one of its pairings is no longer in force: whoever keeps it decides what
    /// becomes of it.
    async fn in_question(&self, ctx: &Context<'_>) -> Result<bool> {
        Ok(self.0.status.is_open() && !self.sides(ctx).await?.in_force())
    }

    /// How often it repeats, if it is one of a series.
    async fn repeat(&self, ctx: &Context<'_>) -> Result<Option<PlanRepeat>> {
        match self.0.series_id {
            Some(series) => loaders::directory(ctx, series).await,
            None => Ok(None),
        }
    }

    /// The branch with which it stands.
    async fn branch(&self, ctx: &Context<'_>) -> Result<Option<Unit>> {
        loaders::unit(ctx, self.0.branch_id).await
    }

    /// Who planned it, or proposed it.
    async fn made_by(&self, ctx: &Context<'_>) -> Result<Option<String>> {
        loaders::directory(ctx, NameOf(self.0.author_id)).await
    }

    /// In which capacity.
    async fn capacity(&self) -> StepCapacity {
        StepCapacity::of(&self.0.capacity)
    }

    /// When.
    async fn made_at(&self) -> DateTime<Utc> {
        self.0.made_at
    }

    /// What you may do to it now.
    async fn actions(&self, ctx: &Context<'_>) -> Result<Vec<PlanAction>> {
        let op = ctx.op()?;
        let leaders: Vec<LeaderId> = self.sides(ctx).await?.leaders.iter().map(|leader| leader.id).collect();
        let mut actions = Vec::new();
        for action in PlanAction::ALL {
            if may::act(op, &self.0, &leaders, *action).await.is_ok() {
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

/// Queries about plans.
#[derive(Default)]
pub struct PlanQuery;

#[Object]
impl PlanQuery {
    /// Plans, by day. Permission `CONTACT_READ`.
    async fn plans(
        &self,
        ctx: &Context<'_>,
        #[graphql(default)] filter: PlanFilter,
        page: PageInput,
    ) -> Result<List<Plan>> {
        read::list(ctx.op()?, filter, page).await
    }

    /// One plan. Permission `CONTACT_READ`.
    async fn plan(&self, ctx: &Context<'_>, id: PlanId) -> Result<Plan> {
        let op = ctx.op()?;
        Ok(Plan(read::visible(op, op.db(), id).await?))
    }

    /// Your meetings as a representative from today on, at most fifty; nothing for anybody else. Anyone; only their
    /// own.
    async fn my_meetings(&self, ctx: &Context<'_>) -> Result<Vec<Meeting>> {
        Ok(meetings::next(ctx.op()?).await?.into_iter().map(Meeting).collect())
    }

    /// The link to your own calendar, if you have made one. Anyone; only their own.
    async fn calendar_feed(&self, ctx: &Context<'_>) -> Result<Option<CalendarFeed>> {
        Ok(feed::own(ctx.op()?).await?.map(CalendarFeed))
    }
}

/// What can be done with plans.
#[derive(Default)]
pub struct PlanMutation;

#[Object]
impl PlanMutation {
    /// Plans a meeting, once or as a series. Permission `CONTACT_RECORD` on the branch of every leader, or as that
    /// leader.
    async fn make_plan(&self, ctx: &Context<'_>, input: MakePlanInput) -> Result<Plan> {
        Ok(Plan(make::make(ctx.op()?, input).await?))
    }

    /// Changes a plan. Permission `CONTACT_RECORD` on its branch or as one of its leaders, and as for `makePlan`.
    async fn change_plan(&self, ctx: &Context<'_>, input: ChangePlanInput) -> Result<Plan> {
        Ok(Plan(change::change(ctx.op()?, input).await?))
    }

    /// Moves a plan to another day. Permission `CONTACT_RECORD` on its branch, or as one of its leaders.
    async fn move_plan(&self, ctx: &Context<'_>, input: MovePlanInput) -> Result<Plan> {
        Ok(Plan(change::move_to(ctx.op()?, input).await?))
    }

    /// Calls a meeting off. Permission `CONTACT_RECORD` on its branch, or as one of its leaders.
    async fn cancel_plan(&self, ctx: &Context<'_>, input: CancelPlanInput) -> Result<Plan> {
        Ok(Plan(cancel::cancel(ctx.op()?, input).await?))
    }

    /// Takes the time that a representative proposed. Permission `CONTACT_RECORD` on its branch, or as its leader.
    async fn accept_meeting(&self, ctx: &Context<'_>, input: AcceptMeetingInput) -> Result<Plan> {
        Ok(Plan(answer::accept(ctx.op()?, input).await?))
    }

    /// Answers a representative that the time does not suit. Permission `CONTACT_RECORD` on its branch, or as its
    /// leader.
    async fn decline_meeting(&self, ctx: &Context<'_>, input: DeclineMeetingInput) -> Result<Plan> {
        Ok(Plan(answer::decline(ctx.op()?, input).await?))
    }

    /// Proposes a time to a leader who links you. Permission `MEETING_PROPOSE`, as the representative.
    async fn propose_meeting(&self, ctx: &Context<'_>, input: ProposeMeetingInput) -> Result<Meeting> {
        Ok(Meeting(propose::propose(ctx.op()?, input).await?))
    }

    /// Takes back a time that you proposed. Permission `MEETING_PROPOSE`, as the representative.
    async fn withdraw_meeting(&self, ctx: &Context<'_>, input: WithdrawMeetingInput) -> Result<Meeting> {
        Ok(Meeting(withdraw::withdraw(ctx.op()?, input).await?))
    }

    /// Makes a link to your own calendar; the one before is dead at once. Leaders and representatives; only their
    /// own.
    async fn open_calendar_feed(&self, ctx: &Context<'_>, names: bool) -> Result<OpenedCalendarFeed> {
        let (feed, path) = feed::open(ctx.op()?, names).await?;
        Ok(OpenedCalendarFeed { feed, path })
    }

    /// Says whether your calendar says with whom and where. Anyone; only their own.
    async fn set_calendar_feed_names(&self, ctx: &Context<'_>, names: bool) -> Result<CalendarFeed> {
        Ok(CalendarFeed(feed::set_names(ctx.op()?, names).await?))
    }

    /// Ends the link to your own calendar. Anyone; only their own.
    async fn revoke_calendar_feed(&self, ctx: &Context<'_>) -> Result<bool> {
        feed::revoke(ctx.op()?).await?;
        Ok(true)
    }
}

//! Reasons to visit somebody as GraphQL.

use async_graphql::{Context, Object, SimpleObject};
use chrono::{DateTime, NaiveDate, Utc};
use lianyi_shared::id::{CareEventId, RepresentativeId};
use lianyi_shared::occasion::{CareKind, OwnFestival};

use crate::access::name::NameOf;
use crate::error::Result;
use crate::loaders;
use crate::occasion::choose::{self, ChooseFestivalsInput};
use crate::occasion::enter::{self, EnterCareEventInput};
use crate::occasion::read::{self, CareEvent};
use crate::occasion::suggest::{self, Suggestion, Why};
use crate::occasion::{end, may};
use crate::op::{ContextExt as _, Op};
use crate::roster::graphql::Pairing;

/// That somebody is ill, bereaved or retires: a reason to visit them. Nothing more is kept than the kind and the day.
#[Object]
impl CareEvent {
    /// The id, `cev_…`.
    async fn id(&self) -> CareEventId {
        self.row.id
    }

    /// What happened.
    async fn kind(&self) -> CareKind {
        self.row.kind
    }

    /// When it happened, or begins.
    async fn day(&self) -> NaiveDate {
        self.row.day
    }

    /// Who entered it.
    async fn entered_by(&self, ctx: &Context<'_>) -> Result<Option<String>> {
        loaders::directory(ctx, NameOf(self.row.entered_by)).await
    }

    /// When.
    async fn entered_at(&self) -> DateTime<Utc> {
        self.row.entered_at
    }

    /// The last confirmed visit for it.
    async fn visited_on(&self) -> Option<NaiveDate> {
        self.visited_on
    }

    /// The last day on which it is there; it is deleted by itself after that.
    #[graphql(name = "keptUntil")]
    async fn until(&self) -> NaiveDate {
        self.kept_until()
    }
}

/// A festival that you may choose to be remembered on.
#[derive(SimpleObject)]
pub struct FestivalChoice {
    /// Which.
    festival: OwnFestival,
    /// Whether you chose it.
    chosen: bool,
    /// When it is next; null where the day is proclaimed and you did not say it.
    day: Option<NaiveDate>,
}

/// What there is about yourself.
#[derive(SimpleObject)]
pub struct OwnOccasions {
    /// Care events that others entered; `endCareEvent` deletes one.
    care_events: Vec<CareEvent>,
    /// Every festival that you may choose.
    festivals: Vec<FestivalChoice>,
}

impl OwnOccasions {
    async fn read(op: &Op, person: RepresentativeId) -> Result<Self> {
        let choice = |choice: read::FestivalChoice| {
            let read::FestivalChoice { festival, chosen, day } = choice;
            FestivalChoice { festival, chosen, day }
        };
        Ok(Self {
            care_events: read::open(op, &[person]).await?,
            festivals: read::choices(op, person).await?.into_iter().map(choice).collect(),
        })
    }
}

/// Somebody whom you could visit: one of the two reasons is there.
#[Object(name = "OccasionSuggestion")]
impl Suggestion {
    /// What happened to them.
    async fn care(&self) -> Option<CareKind> {
        match self.why {
            Why::Care(kind) => Some(kind),
            Why::Festival(_) => None,
        }
    }

    /// The festival on which they would like to be remembered.
    async fn festival(&self) -> Option<OwnFestival> {
        match self.why {
            Why::Festival(festival) => Some(festival),
            Why::Care(_) => None,
        }
    }

    /// When it was or will be.
    async fn day(&self) -> NaiveDate {
        self.day
    }

    /// Your pairing with them.
    async fn pairing(&self) -> Pairing {
        Pairing(self.with.clone())
    }
}

/// Queries about reasons to visit somebody.
#[derive(Default)]
pub struct OccasionQuery;

#[Object]
impl OccasionQuery {
    /// Whom you could visit as a leader: counterparts to whom something happened, and those who chose a festival
    /// of the next fourteen days; without those who were visited for it. Permission `CONTACT_RECORD`, your own pairings.
    async fn occasion_suggestions(&self, ctx: &Context<'_>) -> Result<Vec<Suggestion>> {
        suggest::suggestions(ctx.op()?).await
    }

    /// The care events of a representative, the latest first. Permission `CONTACT_RECORD`: as a leader who is paired
    /// with them, as the secretary of their branch, or in the department.
    async fn care_events(
        &self,
        ctx: &Context<'_>,
        representative: RepresentativeId,
    ) -> Result<Vec<CareEvent>> {
        read::of_person(ctx.op()?, representative).await
    }

    /// What was entered about you, and the festivals that you may choose. Permission `MEETING_PROPOSE`, as the
    /// representative that you are.
    async fn own_occasions(&self, ctx: &Context<'_>) -> Result<OwnOccasions> {
        let op = ctx.op()?;
        let (person, _) = may::oneself(op).await?;
        OwnOccasions::read(op, person).await
    }
}

/// What can be done with reasons to visit somebody.
#[derive(Default)]
pub struct OccasionMutation;

#[Object]
impl OccasionMutation {
    /// Enters that somebody is ill, bereaved or retires. Permission `CONTACT_RECORD`: as a leader who is paired with
    /// them, as the secretary of their branch, or in the department.
    async fn enter_care_event(&self, ctx: &Context<'_>, input: EnterCareEventInput) -> Result<CareEvent> {
        enter::enter(ctx.op()?, input).await
    }

    /// Ends a care event: nothing is left of it. Permission `CONTACT_RECORD` as for entering one, or as the person
    /// whom it is about.
    async fn end_care_event(&self, ctx: &Context<'_>, id: CareEventId) -> Result<bool> {
        end::end(ctx.op()?, id).await.map(|()| true)
    }

    /// Chooses the festivals on which you would like to be remembered, in place of those you chose before.
    /// Permission `MEETING_PROPOSE`, as the representative that you are; nobody can for another.
    async fn choose_festivals(&self, ctx: &Context<'_>, input: ChooseFestivalsInput) -> Result<OwnOccasions> {
        let op = ctx.op()?;
        let person = choose::choose(op, input).await?;
        OwnOccasions::read(op, person).await
    }
}

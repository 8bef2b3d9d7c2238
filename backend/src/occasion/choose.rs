//! A representative chooses the festivals on which they would like to be remembered.

use async_graphql::InputObject;
use chrono::{NaiveDate, TimeDelta};
use lianyi_shared::audit::AuditAction;
use lianyi_shared::error::Reason;
use lianyi_shared::id::RepresentativeId;
use lianyi_shared::occasion::{OwnFestival, SAID_AHEAD};
use sea_orm::sea_query::OnConflict;
use sea_orm::{ActiveModelTrait as _, EntityTrait as _, IntoActiveModel as _};

use crate::audit::event::AuditEvent;
use crate::entity::chosen_festival::{self, Column};
use crate::error::{Refusal, Result};
use crate::faults::Faults;
use crate::occasion::{forget, may};
use crate::op::Op;

/// One's own festivals: these, and no others.
#[derive(Clone, Debug, InputObject)]
pub struct ChooseFestivalsInput {
    /// All of them; none takes everything back.
    pub festivals: Vec<ChosenFestivalInput>,
}

/// A festival on which one would like to be remembered.
#[derive(Clone, Debug, InputObject)]
pub struct ChosenFestivalInput {
    /// Which.
    pub festival: OwnFestival,
    /// When it is next, for one whose day is proclaimed; of the others the day is known.
    pub day: Option<NaiveDate>,
}

/// Sets what the viewer chose, and answers who they are. Nobody else can: the person is the viewer, not a part of the
/// input.
pub async fn choose(op: &Op, input: ChooseFestivalsInput) -> Result<RepresentativeId> {
    let work = op.begin().await?;
    let (person, capacity) = may::oneself(op).await?;
    let mut faults = Faults::default();
    let mut rows: Vec<chosen_festival::Model> = Vec::new();
    for (at, ChosenFestivalInput { festival, day }) in input.festivals.into_iter().enumerate() {
        let day = day.filter(|_| !festival.is_computed());
        let coming = op.today()..=op.today() + TimeDelta::days(SAID_AHEAD);
        if !festival.is_computed() && !day.is_some_and(|day| coming.contains(&day)) {
            let refusal = Refusal::from(Reason::FestivalDayMissing).with("days", SAID_AHEAD);
            faults.add(&format!("input.festivals.{at}.day"), refusal);
        }
        rows.retain(|row| row.festival != festival);
        rows.push(chosen_festival::Model { representative_id: person, festival, day });
    }
    faults.check()?;
    forget::choices(&work, person).await?;
    if !rows.is_empty() {
        let rows = rows.into_iter().map(|row| row.into_active_model().reset_all());
        // Where the same person chooses in two windows at once, the later choice stands.
        let instead = OnConflict::columns([Column::RepresentativeId, Column::Festival])
            .update_column(Column::Day)
            .to_owned();
        chosen_festival::Entity::insert_many(rows)
            .on_conflict(instead)
            .exec_without_returning(&*work)
            .await?;
    }
    work.commit(AuditEvent::new(AuditAction::OccasionWish, op.viewer.account).by(capacity)).await?;
    Ok(person)
}

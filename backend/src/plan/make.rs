//! Planning a meeting, once or again and again.

use async_graphql::InputObject;
use chrono::NaiveDate;
use lianyi_shared::access::Permission;
use lianyi_shared::audit::AuditAction;
use lianyi_shared::error::Reason;
use lianyi_shared::id::{PlanId, PlanSeriesId};
use lianyi_shared::plan::{OCCURRENCES_MAX, PlanRepeat};
use sea_orm::{
    ActiveModelTrait as _, ColumnTrait as _, EntityTrait as _, IntoActiveModel as _, QueryFilter as _,
};

use crate::audit::event::AuditEvent;
use crate::db::Find as _;
use crate::entity::{plan, plan_series};
use crate::error::{Error, Refusal, Result};
use crate::op::Op;
use crate::plan::content::PlanContentInput;
use crate::plan::repeat::{End, days};
use crate::plan::{told, write};
use crate::work::Work;

/// How a plan repeats: until a day, or so many times in all.
#[derive(Clone, Debug, InputObject)]
pub struct PlanSeriesInput {
    /// How often.
    pub repeat: PlanRepeat,
    /// On this day at the latest.
    pub until: Option<NaiveDate>,
    /// So many times, the first one among them; at most 60.
    pub times: Option<u32>,
}

/// A meeting to plan.
#[derive(Clone, Debug, InputObject)]
pub struct MakePlanInput {
    /// The id that the first occurrence shall have, so that you can ask again when an answer was lost: what you made under
    /// it already is answered and not made anew.
    pub id: Option<PlanId>,
    /// What the plan says; of a series, of its first occurrence.
    pub content: PlanContentInput,
    /// How it repeats.
    pub series: Option<PlanSeriesInput>,
}

/// Plans the meeting; answers the first occurrence.
pub async fn make(op: &Op, input: MakePlanInput) -> Result<plan::Model> {
    op.viewer.require_any(Permission::ContactRecord)?;
    let work = op.begin().await?;
    if let Some(made) = made(op, &work, input.id).await? {
        work.keep_own().await?;
        return Ok(made);
    }
    let checked = input.content.check(op, &*work, None).await?;
    let (series, days) = match &input.series {
        None => (None, vec![checked.content.day]),
        Some(series) => (Some(series.repeat), occurrences(checked.content.day, series)?),
    };
    let series = match series {
        None => None,
        Some(repeat) => {
            let row = plan_series::Model { id: PlanSeriesId(op.app().new_id()), repeat };
            Some(row.into_active_model().reset_all().insert(&*work).await?.id)
        }
    };
    let by = checked.capacity.clone();
    let mut rows: Vec<plan::Model> =
        days.into_iter().map(|day| write::row(op, &checked, &by, day, series)).collect();
    if let (Some(first), Some(id)) = (rows.first_mut(), input.id) {
        first.id = id;
    }
    write::insert(&work, &rows, &checked.content.pairings).await?;
    let count = rows.len();
    let first = rows.into_iter().next().ok_or_else(|| anyhow::anyhow!("a plan without a day"))?;
    told::both_sides(op, &work, first.id, &checked.content.pairings).await?;
    work.commit(AuditEvent::new(AuditAction::PlanMake, first.id).by(by).with("count", count)).await?;
    Ok(first)
}

/// What the viewer made under an id.
async fn made(op: &Op, work: &Work, id: Option<PlanId>) -> Result<Option<plan::Model>> {
    let Some(id) = id else { return Ok(None) };
    let own = plan::Column::AuthorId.eq(op.viewer.account);
    Ok(plan::Entity::find_by_id(id).filter(own).first_in(&**work).await?)
}

fn occurrences(first: NaiveDate, series: &PlanSeriesInput) -> Result<Vec<NaiveDate>> {
    let end = match (series.until, series.times) {
        (Some(day), None) => End::On(day),
        (None, Some(times)) => End::After(usize::try_from(times).unwrap_or(usize::MAX)),
        _ => return Err(Error::invalid("input.series.until", Reason::RepeatEnd)),
    };
    let days = days(first, series.repeat, end);
    if (2..=OCCURRENCES_MAX).contains(&days.len()) {
        return Ok(days);
    }
    let path = if series.times.is_some() { "input.series.times" } else { "input.series.until" };
    Err(Error::invalid(path, Refusal::from(Reason::RepeatLength).with("max", OCCURRENCES_MAX)))
}

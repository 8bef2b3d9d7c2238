//! The rows of plans.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use lianyi_shared::error::Reason;
use lianyi_shared::id::{PairingId, PlanId, PlanSeriesId};
use lianyi_shared::plan::{PlanReach, PlanStatus};
use sea_orm::sea_query::{CaseStatement, Expr, ExprTrait as _, Query, UpdateStatement};
use sea_orm::{
    ActiveModelTrait as _, ColumnTrait as _, ConnectionTrait as _, EntityTrait as _, IntoActiveModel as _,
    QueryFilter as _, QuerySelect as _, Set,
};

use crate::access::viewer::Capacity;
use crate::db::Find as _;
use crate::entity::{plan, plan_pairing};
use crate::error::{Error, Result};
use crate::op::Op;
use crate::plan::content::Checked;
use crate::work::Work;

/// A new row for a day, not written yet.
pub fn row(
    op: &Op,
    checked: &Checked,
    by: &Capacity,
    day: NaiveDate,
    series: Option<PlanSeriesId>,
) -> plan::Model {
    let content = &checked.content;
    plan::Model {
        id: PlanId(op.app().new_id()),
        series_id: series,
        made_for: day,
        status: PlanStatus::Planned,
        day,
        time_from: content.from.clone(),
        time_until: content.until.clone(),
        place: content.place.clone(),
        mode: content.mode,
        note: content.note.clone(),
        words: None,
        proposer_id: None,
        reason: None,
        contact_id: None,
        branch_id: checked.branch,
        author_id: op.viewer.account,
        capacity: by.to_string(),
        made_at: op.now(),
        changed_at: op.now(),
        version: 1,
    }
}

/// Adds rows, all for the same pairings.
pub async fn insert(work: &Work, rows: &[plan::Model], pairings: &[PairingId]) -> Result<()> {
    let models = rows.iter().map(|row| row.clone().into_active_model().reset_all());
    plan::Entity::insert_many(models).exec_without_returning(&**work).await?;
    let ids: Vec<PlanId> = rows.iter().map(|row| row.id).collect();
    pair(work, &ids, pairings).await
}

async fn pair(work: &Work, plans: &[PlanId], pairings: &[PairingId]) -> Result<()> {
    let rows = plans.iter().flat_map(|plan| {
        (0..).zip(pairings).map(|(position, pairing)| plan_pairing::ActiveModel {
            plan_id: Set(*plan),
            pairing_id: Set(*pairing),
            position: Set(position),
        })
    });
    plan_pairing::Entity::insert_many(rows).exec_without_returning(&**work).await?;
    Ok(())
}

/// Gives plans other pairings.
pub async fn pair_anew(work: &Work, plans: &[PlanId], pairings: &[PairingId]) -> Result<()> {
    plan_pairing::Entity::delete_many()
        .filter(plan_pairing::Column::PlanId.is_in(plans.iter().copied()))
        .exec(&**work)
        .await?;
    pair(work, plans, pairings).await
}

/// The other occurrences that an act on one of them reaches: planned still, not past, and of the same pairings – one that
/// was given to others is theirs. Nobody changes them until this is done.
async fn others(op: &Op, work: &Work, of: &plan::Model, reach: PlanReach) -> Result<Vec<plan::Model>> {
    let Some(series) = of.series_id.filter(|_| reach != PlanReach::This) else { return Ok(Vec::new()) };
    let mut query = plan::Entity::find()
        .filter(plan::Column::SeriesId.eq(series))
        .filter(plan::Column::Status.eq(PlanStatus::Planned))
        .filter(plan::Column::Day.gte(op.today()))
        .filter(plan::Column::Id.ne(of.id));
    if reach == PlanReach::Following {
        query = query.filter(plan::Column::MadeFor.gt(of.made_for));
    }
    let rows = query.lock_exclusive().find_in(&**work).await?;
    let paired = plan_pairing::Entity::find()
        .filter(plan_pairing::Column::PlanId.is_in(rows.iter().map(|row| row.id).chain([of.id])))
        .find_in(&**work)
        .await?;
    let pairings_of = |plan: PlanId| -> BTreeSet<PairingId> {
        paired.iter().filter(|row| row.plan_id == plan).map(|row| row.pairing_id).collect()
    };
    let own = pairings_of(of.id);
    Ok(rows.into_iter().filter(|row| pairings_of(row.id) == own).collect())
}

/// Writes what differs between the two, on the plan and on the others that the act reaches, if nobody changed the plan
/// since it was read. Days move by as much as the plan's own. Answers the ids of all that were reached.
pub async fn update(
    op: &Op,
    work: &Work,
    before: &plan::Model,
    after: &mut plan::Model,
    reach: PlanReach,
) -> Result<Vec<PlanId>> {
    let others = others(op, work, before, reach).await?;
    let shift = after.day - before.day;
    if others.iter().any(|other| other.day + shift < op.today()) {
        return Err(Error::invalid("input.reach", Reason::DateInPast));
    }
    let mut own = changed(op, before, after);
    own.and_where(Expr::col("id").eq(before.id)).and_where(Expr::col("version").eq(before.version));
    if after.day != before.day {
        own.value("day", after.day);
    }
    work.one_row(&own).await?;
    if !others.is_empty() {
        let mut update = changed(op, before, after);
        update
            .and_where(Expr::col("id").is_in(others.iter().map(|other| other.id)))
            .and_where(Expr::col("status").eq(PlanStatus::Planned));
        if after.day != before.day {
            let days = others.iter().fold(CaseStatement::new(), |days, other| {
                days.case(Expr::col("id").eq(other.id), Expr::val(other.day + shift))
            });
            update.value("day", days.finally(Expr::col("day")));
        }
        work.execute(&update).await?;
    }
    after.version = before.version + 1;
    after.changed_at = op.now();
    Ok(std::iter::once(before.id).chain(others.into_iter().map(|other| other.id)).collect())
}

/// Everything that was changed but the day, which each occurrence has of its own.
fn changed(op: &Op, before: &plan::Model, after: &plan::Model) -> UpdateStatement {
    let mut update = Query::update();
    update.table("plan").value("version", Expr::col("version").add(1)).value("changed_at", op.now());
    if before.status != after.status {
        update.value("status", after.status);
    }
    if before.mode != after.mode {
        update.value("mode", after.mode);
    }
    if before.branch_id != after.branch_id {
        update.value("branch_id", after.branch_id);
    }
    if before.contact_id != after.contact_id {
        update.value("contact_id", after.contact_id);
    }
    for (column, old, new) in [
        ("time_from", &before.time_from, &after.time_from),
        ("time_until", &before.time_until, &after.time_until),
        ("place", &before.place, &after.place),
        ("note", &before.note, &after.note),
        ("reason", &before.reason, &after.reason),
    ] {
        if old != new {
            update.value(column, new.clone());
        }
    }
    update
}

//! Reading care events, and what somebody chose.

use chrono::{NaiveDate, TimeDelta};
use lianyi_shared::id::{CareEventId, RepresentativeId};
use lianyi_shared::occasion::{KEPT_AFTER_VISIT, OwnFestival};
use sea_orm::{ColumnTrait as _, Condition, EntityTrait as _, QueryFilter as _, QueryOrder as _};

use crate::access::viewer::Capacity;
use crate::db::{Find as _, Source};
use crate::entity::care_event::{Column, Entity, Model};
use crate::entity::chosen_festival;
use crate::error::{Error, Result};
use crate::occasion::visits::Visits;
use crate::occasion::{days, may};
use crate::op::Op;
use crate::people::representatives;

/// A care event, and whether somebody went.
#[derive(Clone, Debug)]
pub struct CareEvent {
    /// The event.
    pub row: Model,
    /// The last visit for it.
    pub visited_on: Option<NaiveDate>,
}

impl CareEvent {
    /// The last day on which it is there.
    pub fn kept_until(&self) -> NaiveDate {
        let by_itself = self.row.day + TimeDelta::days(self.row.kind.kept());
        let visited = self.visited_on.map(|day| day + TimeDelta::days(KEPT_AFTER_VISIT));
        visited.map_or(by_itself, |visited| visited.min(by_itself))
    }
}

/// From which day on a visit is one for an event.
fn visited_since(row: &Model) -> NaiveDate {
    row.day - TimeDelta::days(row.kind.visited_ahead())
}

/// Care events with their visits, the latest first, those too that are only there until somebody deletes them. Two
/// statements.
pub async fn events(db: &impl Source, which: Condition) -> Result<Vec<CareEvent>> {
    let latest_first = Entity::find().filter(which).order_by_desc(Column::Day).order_by_asc(Column::Kind);
    let rows = latest_first.find_in(db).await?;
    let Some(since) = rows.iter().map(visited_since).min() else { return Ok(Vec::new()) };
    let people: Vec<RepresentativeId> = rows.iter().map(|row| row.representative_id).collect();
    let visits = Visits::read(db, &people, since).await?;
    let visited =
        |row: Model| CareEvent { visited_on: visits.last(row.representative_id, visited_since(&row)), row };
    Ok(rows.into_iter().map(visited).collect())
}

/// The care events of some people that are not over.
pub async fn open(op: &Op, people: &[RepresentativeId]) -> Result<Vec<CareEvent>> {
    let of_people = Condition::all().add(Column::RepresentativeId.is_in(people.iter().copied()));
    let mut found = events(op.db(), of_people).await?;
    found.retain(|event| event.kept_until() >= op.today());
    Ok(found)
}

/// The care events of a representative. `FORBIDDEN` to those who see the person and do not care for them.
pub async fn of_person(op: &Op, person: RepresentativeId) -> Result<Vec<CareEvent>> {
    let row = representatives::visible(op, op.db(), person).await?;
    may::care_for(op, &row).await?;
    open(op, &[person]).await
}

/// A care event of somebody for whom the viewer cares, or of the viewer; and in which capacity they do.
pub async fn visible(op: &Op, db: &impl Source, id: CareEventId) -> Result<(Model, Capacity)> {
    let event = Entity::find_by_id(id).first_in(db).await?.ok_or(Error::NotFound)?;
    if let Ok((person, capacity)) = may::oneself(op).await
        && person == event.representative_id
    {
        return Ok((event, capacity));
    }
    let person = representatives::visible(op, db, event.representative_id).await?;
    // Whoever only sees the person learns nothing, not even that there is something.
    let capacity = may::care_for(op, &person).await.map_err(|_| Error::NotFound)?;
    Ok((event, capacity))
}

/// A festival, and whether somebody chose it.
#[derive(Clone, Debug)]
pub struct FestivalChoice {
    /// Which.
    pub festival: OwnFestival,
    /// Whether it was chosen.
    pub chosen: bool,
    /// When it is next, as far as that is known.
    pub day: Option<NaiveDate>,
}

/// When a chosen festival is next; nothing where the day that the person said has passed.
pub fn next(row: &chosen_festival::Model, today: NaiveDate) -> Option<NaiveDate> {
    days::next(row.festival, today).or(row.day).filter(|day| *day >= today)
}

/// Every festival that the viewer may choose.
pub async fn choices(op: &Op, person: RepresentativeId) -> Result<Vec<FestivalChoice>> {
    let of_person = chosen_festival::Column::RepresentativeId.eq(person);
    let chosen = chosen_festival::Entity::find().filter(of_person).find_in(op.db()).await?;
    let choice = |festival: &OwnFestival| {
        let row = chosen.iter().find(|row| row.festival == *festival);
        let computed = days::next(*festival, op.today());
        let day = row.map_or(computed, |row| next(row, op.today()));
        FestivalChoice { festival: *festival, chosen: row.is_some(), day }
    };
    Ok(OwnFestival::ALL.iter().map(choice).collect())
}

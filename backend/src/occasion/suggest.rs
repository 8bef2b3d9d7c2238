//! Whom a leader could visit now: what happened to their counterparts, and festivals that those chose.

use chrono::{NaiveDate, TimeDelta};
use lianyi_shared::access::Permission;
use lianyi_shared::id::RepresentativeId;
use lianyi_shared::occasion::{AHEAD, CareKind, OwnFestival};
use sea_orm::{ColumnTrait as _, EntityTrait as _, QueryFilter as _};

use crate::db::Find as _;
use crate::entity::chosen_festival;
use crate::error::Result;
use crate::occasion::read;
use crate::occasion::visits::Visits;
use crate::op::Op;
use crate::roster::pairings::{self, Joined};

/// Why somebody could be visited.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Why {
    /// Something happened.
    Care(CareKind),
    /// They chose the festival.
    Festival(OwnFestival),
}

/// Somebody to visit, whom nobody visited for it yet.
#[derive(Clone, Debug)]
pub struct Suggestion {
    /// Why.
    pub why: Why,
    /// When it was or will be.
    pub day: NaiveDate,
    /// The pairing of the viewer with them.
    pub with: Joined,
}

/// The visits that the viewer could make to those they are paired with as a leader, the earliest day first; none for
/// who is no leader.
pub async fn suggestions(op: &Op) -> Result<Vec<Suggestion>> {
    op.viewer.require_any(Permission::ContactRecord)?;
    if op.viewer.leader.is_none() {
        return Ok(Vec::new());
    }
    let mut mine = pairings::mine(op).await?;
    mine.retain(|joined| Some(joined.pairing.leader_id) == op.viewer.leader);
    let people: Vec<RepresentativeId> =
        mine.iter().filter_map(|joined| joined.pairing.representative_id).collect();
    let until = op.today() + TimeDelta::days(AHEAD);
    let suggest = |person: RepresentativeId, why: Why, day: NaiveDate| {
        let with = mine.iter().find(|joined| joined.pairing.representative_id == Some(person))?;
        Some(Suggestion { why, day, with: with.clone() })
    };
    let mut found: Vec<Suggestion> = read::open(op, &people)
        .await?
        .into_iter()
        .filter(|event| event.visited_on.is_none() && event.row.day <= until)
        .filter_map(|event| suggest(event.row.representative_id, Why::Care(event.row.kind), event.row.day))
        .collect();
    let of_people = chosen_festival::Column::RepresentativeId.is_in(people.iter().copied());
    let chosen = chosen_festival::Entity::find().filter(of_people).find_in(op.db()).await?;
    let coming: Vec<(chosen_festival::Model, NaiveDate)> = chosen
        .into_iter()
        .filter_map(|row| read::next(&row, op.today()).filter(|day| *day <= until).map(|day| (row, day)))
        .collect();
    if !coming.is_empty() {
        let ahead = TimeDelta::days(AHEAD);
        let visits = Visits::read(op.db(), &people, op.today() - ahead).await?;
        found.extend(coming.into_iter().filter_map(|(row, day)| {
            let visited = visits.last(row.representative_id, day - ahead).is_some();
            (!visited).then(|| suggest(row.representative_id, Why::Festival(row.festival), day))?
        }));
    }
    let by_name = |one: &Suggestion| {
        people.iter().position(|person| Some(*person) == one.with.pairing.representative_id)
    };
    found.sort_by_key(|one| (one.day, by_name(one)));
    Ok(found)
}

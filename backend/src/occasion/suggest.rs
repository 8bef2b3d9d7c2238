//! Whom a leader could visit now: what happened to their counterparts, and festivals that those chose.

use std::collections::HashMap;

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
    let mine = pairings::mine(op).await?.into_iter();
    let mine: HashMap<RepresentativeId, Joined> = mine
        .filter(|joined| Some(joined.pairing.leader_id) == op.viewer.leader)
        .filter_map(|joined| Some((joined.pairing.representative_id?, joined)))
        .collect();
    let people: Vec<RepresentativeId> = mine.keys().copied().collect();
    let until = op.today() + TimeDelta::days(AHEAD);
    let suggest = |person: RepresentativeId, why: Why, day: NaiveDate| {
        Some(Suggestion { why, day, with: mine.get(&person)?.clone() })
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
    found.sort_by(|a, b| (a.day, a.with.counterpart.key()).cmp(&(b.day, b.with.counterpart.key())));
    Ok(found)
}

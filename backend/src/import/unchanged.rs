//! Finds the rows of a judged file that say nothing but what the directory holds already.
//!
//! Judging knows the directory by names and numbers only; here the whole records are read, so that
//! the counts tell what an import would change.

use std::collections::HashMap;
use std::hash::Hash;

use sea_orm::{ColumnTrait as _, ConnectionTrait, EntityTrait as _, QueryFilter as _};

use super::apply::{groups, leaders, ledger, representatives, units};
use super::judgement::{Judgement, Outcome};
use super::order::Judged;
use crate::entity::{leader, liaison_group, representative, unit};
use crate::error::Result;
use crate::work::PER_STATEMENT;

/// Reads the records of an entity that rows would update, by their ids.
macro_rules! read {
    ($db:expr, $entity:ident, $judgement:expr) => {{
        let ids = updated($judgement);
        let mut found = HashMap::with_capacity(ids.len());
        for part in ids.chunks(PER_STATEMENT) {
            let wanted = $entity::Column::Id.is_in(part.iter().copied());
            let rows = $entity::Entity::find().filter(wanted).all($db).await?;
            found.extend(rows.into_iter().map(|row| (row.id, row)));
        }
        found
    }};
}

/// Tells the updates that change nothing from those that do. Rosters are never updated.
pub async fn mark(db: &impl ConnectionTrait, judged: &mut Judged) -> Result<()> {
    match judged {
        Judged::Units(judgement) => {
            let known = read!(db, unit, judgement);
            let ids: HashMap<String, _> = judgement
                .accepted()
                .filter_map(|(_, outcome, row)| match outcome {
                    Outcome::Update(id) => Some((row.code.clone(), *id)),
                    _ => None,
                })
                .collect();
            compare(judgement, &known, |row, before| {
                units::merged(row, before, |code| ids.get(code).copied()) == *before
                    // What hangs on a row that is new hangs elsewhere afterwards.
                    && units::codes(row).all(|code| ids.contains_key(code))
            });
        }
        Judged::Leaders(judgement) => {
            let known = read!(db, leader, judgement);
            compare(judgement, &known, |row, before| leaders::merged(row, before) == *before);
        }
        Judged::Representatives(judgement) => {
            let known = read!(db, representative, judgement);
            compare(judgement, &known, |row, before| representatives::merged(row, before) == *before);
        }
        Judged::Groups(judgement) => {
            let known = read!(db, liaison_group, judgement);
            compare(judgement, &known, |row, before| groups::merged(row, before) == *before);
        }
        Judged::Roster(_) => {}
        Judged::Ledger(judgement) => {
            for (row, id) in ledger::imported(db, judgement).await? {
                if let Some((outcome, _)) = judgement.rows.get_mut(row).and_then(|row| row.accepted.as_mut())
                {
                    *outcome = Outcome::Unchanged(id);
                }
            }
        }
    }
    Ok(())
}

/// The ids of the records that rows would update.
fn updated<V, Id: Copy>(judgement: &Judgement<V, Id>) -> Vec<Id> {
    let outcomes = judgement.accepted().map(|(_, outcome, _)| outcome);
    outcomes.filter_map(|outcome| if let Outcome::Update(id) = outcome { Some(*id) } else { None }).collect()
}

fn compare<V, Id: Copy + Eq + Hash, Model>(
    judgement: &mut Judgement<V, Id>,
    known: &HashMap<Id, Model>,
    is_same: impl Fn(&V, &Model) -> bool,
) {
    for (outcome, row) in judgement.rows.iter_mut().filter_map(|row| row.accepted.as_mut()) {
        if let Outcome::Update(id) = *outcome
            && known.get(&id).is_some_and(|before| is_same(row, before))
        {
            *outcome = Outcome::Unchanged(id);
        }
    }
}

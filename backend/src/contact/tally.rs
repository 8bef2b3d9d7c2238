//! How many confirmed contacts there were, counted while they are written: so the overview ([`super::overview`]) costs the
//! same for a million records as for a thousand.
//!
//! A contact counts for the branch with which it stands and for the whole college: on its day, and in its month alone,
//! by its mode (M1) and by each kind of content (M2). Whatever adds, changes or removes a row of `contact` tells it here
//! in the same transaction; nothing else writes the table.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Datelike as _, NaiveDate};
use lianyi_shared::contact::ContactStatus;
use lianyi_shared::id::ContactId;
use sea_orm::sea_query::{Expr, ExprTrait as _, OnConflict};
use sea_orm::{
    ActiveModelTrait as _, ColumnTrait as _, EntityTrait as _, IntoActiveModel as _, QueryFilter as _,
};
use uuid::Uuid;

use crate::entity::contact;
use crate::entity::contact_tally::{Column, Entity, Model};
use crate::error::Result;
use crate::work::{PER_STATEMENT, Work};

/// Stands for the whole college in place of a branch.
pub const COLLEGE: Uuid = Uuid::nil();
/// Contacts of one day.
pub const DAY: &str = "DAY";
/// Contacts of one month. The codes of modes and kinds stand beside it.
pub const MONTH: &str = "MONTH";

/// What a change of contacts does to the counts.
#[derive(Debug, Default)]
pub struct Change(pub(super) BTreeMap<(Uuid, String, NaiveDate), i64>);

impl Change {
    /// New rows.
    pub fn added<'a>(rows: impl IntoIterator<Item = &'a contact::Model>) -> Self {
        let mut change = Self::default();
        rows.into_iter().for_each(|row| change.note(row, 1));
        change
    }

    /// Rows that are there no longer.
    pub fn removed<'a>(rows: impl IntoIterator<Item = &'a contact::Model>) -> Self {
        let mut change = Self::default();
        rows.into_iter().for_each(|row| change.note(row, -1));
        change
    }

    /// A row that became another.
    pub fn replaced(before: &contact::Model, after: &contact::Model) -> Self {
        let mut change = Self::removed([before]);
        change.note(after, 1);
        change
    }

    fn note(&mut self, row: &contact::Model, by: i64) {
        if row.status != ContactStatus::Confirmed {
            return;
        }
        let month = row.held_on.with_day(1).unwrap_or(row.held_on);
        let kinds = row.kinds.split_whitespace().map(|kind| (kind, month));
        let aspects = [(DAY, row.held_on), (MONTH, month), (row.mode.code(), month)];
        for (aspect, day) in aspects.into_iter().chain(kinds) {
            for place in [COLLEGE, row.branch_id.0] {
                *self.0.entry((place, aspect.to_owned(), day)).or_default() += by;
            }
        }
    }

    /// Counts. The rows are written in one order by everybody, so that two never wait for each other; what counts nothing
    /// any more goes.
    pub async fn write(self, work: &Work) -> Result<()> {
        let changed = self.0.into_iter().filter(|(_, by)| *by != 0);
        let rows: Vec<Model> = changed
            .map(|((branch_id, aspect, day), records)| Model { branch_id, aspect, day, records })
            .collect();
        let sum = Expr::col((Entity, Column::Records)).add(Expr::col(("excluded", "records")));
        for part in rows.chunks(PER_STATEMENT) {
            let part = part.iter().map(|row| row.clone().into_active_model().reset_all());
            Entity::insert_many(part)
                .on_conflict(
                    OnConflict::columns([Column::BranchId, Column::Aspect, Column::Day])
                        .value(Column::Records, sum.clone())
                        .to_owned(),
                )
                .exec_without_returning(&**work)
                .await?;
        }
        let fewer: Vec<&Model> = rows.iter().filter(|row| row.records < 0).collect();
        if fewer.is_empty() {
            return Ok(());
        }
        let days: BTreeSet<NaiveDate> = fewer.iter().map(|row| row.day).collect();
        let places: BTreeSet<Uuid> = fewer.iter().map(|row| row.branch_id).collect();
        Entity::delete_many()
            .filter(Column::Records.eq(0))
            .filter(Column::BranchId.is_in(places))
            .filter(Column::Day.is_in(days))
            .exec(&**work)
            .await?;
        Ok(())
    }
}

/// Uncounts records that are about to be removed.
pub async fn forget(work: &Work, ids: impl IntoIterator<Item = ContactId>) -> Result<()> {
    let rows = contact::Entity::find().filter(contact::Column::Id.is_in(ids)).all(&**work).await?;
    Change::removed(&rows).write(work).await
}

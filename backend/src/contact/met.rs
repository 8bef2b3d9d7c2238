//! Which pairings a confirmed contact counts for, and the last contact of each pairing: so the due board and the overview
//! of the present read one row for a pairing, however often it met.
//!
//! Nothing else writes `contact_pairing` and `contact_last`. A pairing has a row in `contact_last` exactly if a contact
//! counts for it; whoever changes it holds the pairing until they commit, so that two never overwrite each other's day.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use lianyi_shared::id::{ContactId, PairingId};
use sea_orm::sea_query::{Expr, ExprTrait as _, Func, LockType, OnConflict, Query};
use sea_orm::{
    ActiveModelTrait as _, ColumnTrait as _, ConnectionTrait as _, EntityTrait as _, IntoActiveModel as _,
    QueryFilter as _, QueryOrder as _, QuerySelect as _,
};

use crate::db::Find as _;
use crate::entity::{contact_last, contact_pairing, pairing};
use crate::error::{Error, Result};
use crate::work::{PER_STATEMENT, Work};

/// Counts contacts for pairings.
pub async fn add(work: &Work, rows: Vec<contact_pairing::Model>) -> Result<()> {
    let mut last: BTreeMap<PairingId, NaiveDate> = BTreeMap::new();
    for row in &rows {
        let day = last.entry(row.pairing_id).or_insert(row.held_on);
        *day = std::cmp::Ord::max(row.held_on, *day);
    }
    hold(work, last.keys().copied()).await?;
    work.insert_all::<contact_pairing::Entity>(rows).await?;
    let held_on = |table: &'static str| Expr::col((table, "held_on"));
    let later = Func::greatest([held_on("contact_last"), held_on("excluded")]);
    let rows: Vec<contact_last::Model> =
        last.into_iter().map(|(pairing_id, held_on)| contact_last::Model { pairing_id, held_on }).collect();
    for part in rows.chunks(PER_STATEMENT) {
        let part = part.iter().map(|row| row.clone().into_active_model().reset_all());
        contact_last::Entity::insert_many(part)
            .on_conflict(
                OnConflict::column(contact_last::Column::PairingId)
                    .value(contact_last::Column::HeldOn, later.clone())
                    .to_owned(),
            )
            .exec_without_returning(&**work)
            .await?;
    }
    Ok(())
}

/// Counts contacts for no pairing any more.
pub async fn remove(work: &Work, ids: &[ContactId]) -> Result<()> {
    let counted = contact_pairing::Entity::find()
        .filter(contact_pairing::Column::ContactId.is_in(ids.iter().copied()))
        .find_in(&**work)
        .await?;
    if counted.is_empty() {
        return Ok(());
    }
    let counted: BTreeSet<PairingId> = counted.into_iter().map(|row| row.pairing_id).collect();
    hold(work, counted.iter().copied()).await?;
    contact_pairing::Entity::delete_many()
        .filter(contact_pairing::Column::ContactId.is_in(ids.iter().copied()))
        .exec(&**work)
        .await?;
    let pairings = || counted.iter().copied();
    contact_last::Entity::delete_many()
        .filter(contact_last::Column::PairingId.is_in(pairings()))
        .exec(&**work)
        .await?;
    let still = Query::select()
        .column("pairing_id")
        .expr(Func::max(Expr::col("held_on")))
        .from("contact_pairing")
        .and_where(Expr::col("pairing_id").is_in(pairings()))
        .group_by_col("pairing_id")
        .to_owned();
    let mut again = Query::insert();
    again.into_table("contact_last").columns(["pairing_id", "held_on"]);
    again.select_from(still).map_err(|error| Error::from(sea_orm::DbErr::Custom(error.to_string())))?;
    work.execute(&again).await?;
    Ok(())
}

/// Lets nobody else count for these pairings, which are in order, until this is committed.
async fn hold(work: &Work, pairings: impl IntoIterator<Item = PairingId>) -> Result<()> {
    let pairings: Vec<PairingId> = pairings.into_iter().collect();
    for part in pairings.chunks(PER_STATEMENT) {
        pairing::Entity::find()
            .filter(pairing::Column::Id.is_in(part.iter().copied()))
            .order_by_asc(pairing::Column::Id)
            .lock(LockType::NoKeyUpdate)
            .find_in(&**work)
            .await?;
    }
    Ok(())
}

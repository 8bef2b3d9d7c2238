//! When a pairing last met, against how often it should (R5). Advice only.

use std::collections::HashMap;

use async_graphql::dataloader::Loader;
use chrono::NaiveDate;
use lianyi_shared::contact::{Cadence, Lamp};
use lianyi_shared::id::PairingId;
use lianyi_shared::roster::{CounterpartKind, PairingStatus};
use sea_orm::ConnectionTrait as _;
use sea_orm::sea_query::{Expr, ExprTrait as _, Func, Query};

use crate::entity::pairing;
use crate::error::Error;
use crate::loaders::{Directory, Shared};

/// The day of the last confirmed contact of a pairing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct LastContact(pub PairingId);

impl Loader<LastContact> for Directory {
    type Value = NaiveDate;
    type Error = Shared;

    async fn load(&self, keys: &[LastContact]) -> Result<HashMap<LastContact, NaiveDate>, Shared> {
        let last = Query::select()
            .column("pairing_id")
            .expr_as(Func::max(Expr::col("held_on")), "last")
            .from("contact_pairing")
            .and_where(Expr::col("pairing_id").is_in(keys.iter().map(|key| key.0)))
            .group_by_col("pairing_id")
            .to_owned();
        let rows = self.0.db().query_all(&last).await.map_err(Error::from)?;
        let pair = |row: &sea_orm::QueryResult| {
            Ok((LastContact(row.try_get("", "pairing_id")?), row.try_get("", "last")?))
        };
        Ok(rows.iter().map(pair).collect::<Result<_, sea_orm::DbErr>>().map_err(Error::from)?)
    }
}

/// The lamp of a pairing that is not over.
pub fn lamp(today: NaiveDate, pairing: &pairing::Model, last: Option<NaiveDate>) -> Option<Lamp> {
    if !matches!(pairing.status, PairingStatus::Active | PairingStatus::Vacant) {
        return None;
    }
    let kind = match pairing.group_id {
        Some(_) => CounterpartKind::Group,
        None => CounterpartKind::Representative,
    };
    let from = last.or(pairing.since)?;
    Some(Cadence::of(kind).lamp((today - from).num_days()))
}

//! Festivals at which a leader could visit their counterparts (走访慰问, M1), ahead of time.

use std::collections::HashSet;

use chrono::TimeDelta;
use lianyi_shared::access::Permission;
use lianyi_shared::contact::ContactMode;
use lianyi_shared::id::PairingId;
use sea_orm::ConnectionTrait as _;
use sea_orm::sea_query::{Expr, ExprTrait as _, Query};

use crate::calendar::festivals::{self, FestivalDay};
use crate::error::Result;
use crate::op::Op;
use crate::roster::pairings::{self, Joined};

/// How many days ahead a festival is spoken of; a visit since then was for it.
const AHEAD: TimeDelta = TimeDelta::days(14);

/// A festival, and who was not visited for it yet.
pub struct Suggestion {
    /// The festival.
    pub on: FestivalDay,
    /// The pairings of the leader without a visit.
    pub open: Vec<Joined>,
}

/// The festivals of the coming days with the viewer's counterparts whom nobody visited yet; none for who is no leader.
pub async fn suggestions(op: &Op) -> Result<Vec<Suggestion>> {
    op.viewer.require_any(Permission::PairingRead)?;
    let coming = festivals::between(op.today(), op.today() + AHEAD);
    let coming: Vec<FestivalDay> = coming.into_iter().filter(|on| on.festival.is_visited()).collect();
    if coming.is_empty() || op.viewer.leader.is_none() {
        return Ok(Vec::new());
    }
    let own = |joined: &Joined| Some(joined.pairing.leader_id) == op.viewer.leader;
    let mine: Vec<Joined> = pairings::mine(op).await?.into_iter().filter(own).collect();
    let visits = visits(op, &mine).await?;
    let open = |on: &FestivalDay| {
        let visited: HashSet<PairingId> =
            visits.iter().filter(|(_, held)| *held >= on.day - AHEAD).map(|(id, _)| *id).collect();
        mine.iter().filter(|joined| !visited.contains(&joined.pairing.id)).cloned().collect::<Vec<_>>()
    };
    let suggestions = coming.into_iter().map(|on| Suggestion { open: open(&on), on });
    Ok(suggestions.filter(|suggestion| !suggestion.open.is_empty()).collect())
}

/// Confirmed visits of the last days: whom, and when.
async fn visits(op: &Op, mine: &[Joined]) -> Result<Vec<(PairingId, chrono::NaiveDate)>> {
    let modes = [ContactMode::HolidayVisit, ContactMode::CareVisit];
    let statement = Query::select()
        .column(("contact_pairing", "pairing_id"))
        .column(("contact_pairing", "held_on"))
        .from("contact_pairing")
        .inner_join("contact", Expr::col(("contact", "id")).equals(("contact_pairing", "contact_id")))
        .and_where(Expr::col(("contact_pairing", "pairing_id")).is_in(mine.iter().map(|one| one.pairing.id)))
        .and_where(Expr::col(("contact_pairing", "held_on")).gte(op.today() - AHEAD))
        .and_where(Expr::col(("contact", "mode")).is_in(modes))
        .to_owned();
    let rows = op.db().query_all(&statement).await?;
    rows.iter().map(|row| Ok((row.try_get("", "pairing_id")?, row.try_get("", "held_on")?))).collect()
}

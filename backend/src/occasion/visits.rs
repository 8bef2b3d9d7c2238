//! When people were visited.

use chrono::NaiveDate;
use lianyi_shared::contact::{ContactMode, ContactStatus};
use lianyi_shared::id::RepresentativeId;
use sea_orm::sea_query::{Expr, ExprTrait as _, Query};

use crate::db::Source;
use crate::error::Result;

/// Confirmed visits (走访慰问 or 探望), by whomever: who is ill is not to be visited by everybody in turn.
pub struct Visits(Vec<(RepresentativeId, NaiveDate)>);

impl Visits {
    /// Those of some people since a day. One statement.
    pub async fn read(db: &impl Source, people: &[RepresentativeId], since: NaiveDate) -> Result<Self> {
        let modes = [ContactMode::HolidayVisit, ContactMode::CareVisit];
        let (side, contact) = ("contact_counterpart", "contact");
        let statement = Query::select()
            .column((side, "representative_id"))
            .column((contact, "held_on"))
            .from(side)
            .inner_join(contact, Expr::col((contact, "id")).equals((side, "contact_id")))
            .and_where(Expr::col((side, "representative_id")).is_in(people.iter().copied()))
            .and_where(Expr::col((contact, "held_on")).gte(since))
            .and_where(Expr::col((contact, "mode")).is_in(modes))
            .and_where(Expr::col((contact, "status")).eq(ContactStatus::Confirmed))
            .to_owned();
        let rows = db.query_all(&statement).await?;
        let visit = |row: &sea_orm::QueryResult| {
            Ok((row.try_get("", "representative_id")?, row.try_get("", "held_on")?))
        };
        Ok(Self(rows.iter().map(visit).collect::<Result<_>>()?))
    }

    /// The last of somebody since a day.
    pub fn last(&self, person: RepresentativeId, since: NaiveDate) -> Option<NaiveDate> {
        let of_person = self.0.iter().filter(|(visited, day)| *visited == person && *day >= since);
        of_person.map(|(_, day)| *day).max()
    }
}

//! One's own calendar by a secret link, for the calendar of a telephone.
//!
//! Only leaders and representatives have one. The link is told once and kept as a digest; a new one ends the old one, and
//! it ends with the account's link, password or account ([`crate::access::close_account::end_sign_ins`]). By default
//! an event says no more than that there is a meeting: the link needs no sign-in, and calendars are kept by strangers.
//! Names and places come only if the owner says so; notes never.

use std::collections::HashMap;

use chrono::{DateTime, TimeDelta, Utc};
use lianyi_shared::access::AccountStatus;
use lianyi_shared::audit::AuditAction;
use lianyi_shared::error::Reason;
use lianyi_shared::plan::PlanStatus;
use lianyi_shared::text::{Lang, Text as _};
use lianyi_shared::text_plan::PlanText;
use sea_orm::sea_query::{Expr, ExprTrait as _, Query, SimpleExpr};
use sea_orm::{
    ActiveModelTrait as _, ColumnTrait as _, ConnectionTrait as _, EntityTrait as _, IntoActiveModel as _,
    QueryFilter as _, QueryOrder as _, QuerySelect as _,
};

use crate::access::keys;
use crate::audit::event::AuditEvent;
use crate::db::Find as _;
use crate::entity::{account, calendar_feed, plan};
use crate::error::{Error, Result};
use crate::op::{App, Op};
use crate::plan::ics::{Event, calendar};
use crate::plan::meetings;
use crate::plan::read::{self, Sides};
use crate::roster::contents::Counterpart;

/// So many days back a calendar reaches, and at most so many events.
const BACK: TimeDelta = TimeDelta::days(60);
const EVENTS: u64 = 500;

/// The viewer's link, without its secret.
pub async fn own(op: &Op) -> Result<Option<calendar_feed::Model>> {
    Ok(calendar_feed::Entity::find_by_id(op.viewer.account).first_in(op.db()).await?)
}

/// Makes a link; one that there was is dead at once. Answers the address, which is not told again.
pub async fn open(op: &Op, names: bool) -> Result<(calendar_feed::Model, String)> {
    if op.viewer.leader.is_none() && op.viewer.representative.is_none() {
        return Err(Error::forbidden(Reason::NoCalendar));
    }
    let secret = keys::random_text();
    let row = calendar_feed::Model {
        account_id: op.viewer.account,
        digest: keys::digest(&secret),
        names,
        made_at: op.now(),
        read_at: None,
        reads: 0,
    };
    let work = op.begin().await?;
    calendar_feed::Entity::delete_by_id(op.viewer.account).exec(&*work).await?;
    let row = row.into_active_model().reset_all().insert(&*work).await?;
    let event = AuditEvent::new(AuditAction::CalendarFeedOpen, op.viewer.account).with("names", names);
    work.commit(event).await?;
    Ok((row, format!("/api/calendar/{secret}.ics")))
}

/// Says whether the calendar has names and places.
pub async fn set_names(op: &Op, names: bool) -> Result<calendar_feed::Model> {
    let work = op.begin().await?;
    let update = Query::update()
        .table("calendar_feed")
        .value("names", names)
        .and_where(Expr::col("account_id").eq(op.viewer.account))
        .to_owned();
    if work.execute(&update).await?.rows_affected() == 0 {
        return Err(Error::NotFound);
    }
    let event = AuditEvent::new(AuditAction::CalendarFeedSetNames, op.viewer.account).with("names", names);
    work.commit(event).await?;
    own(op).await?.ok_or(Error::NotFound)
}

/// Ends the link.
pub async fn revoke(op: &Op) -> Result<()> {
    let work = op.begin().await?;
    let gone = calendar_feed::Entity::delete_by_id(op.viewer.account).exec(&*work).await?;
    if gone.rows_affected == 0 {
        return Err(Error::NotFound);
    }
    work.commit(AuditEvent::new(AuditAction::CalendarFeedRevoke, op.viewer.account)).await
}

/// The calendar behind a secret, as text. That it was read is noted, so that its owner sees whether it is in use.
pub async fn text(app: &App, secret: &str) -> Result<String> {
    let feed = calendar_feed::Entity::find()
        .filter(calendar_feed::Column::Digest.eq(keys::digest(secret)))
        .first_in(&app.db.read)
        .await?
        .ok_or(Error::NotFound)?;
    let account = account::Entity::find_by_id(feed.account_id)
        .filter(account::Column::Status.eq(AccountStatus::Active))
        .first_in(&app.db.read)
        .await?
        .ok_or(Error::NotFound)?;
    let of_representative = account.representative_id.is_some();
    let own: SimpleExpr = match (account.leader_id, account.representative_id) {
        (Some(leader), _) => Expr::col("leader_id").eq(leader),
        (None, Some(person)) => meetings::with(person),
        (None, None) => return Err(Error::NotFound),
    };
    let shown = [PlanStatus::Planned, PlanStatus::Held, PlanStatus::Cancelled];
    let plans = plan::Entity::find()
        .filter(read::of_side(own))
        .filter(plan::Column::Status.is_in(shown))
        // What was taken back before anybody accepted it never was a meeting.
        .filter(plan::Column::Status.ne(PlanStatus::Cancelled).or(plan::Column::Reason.is_not_null()))
        .filter(plan::Column::Day.gte(app.clock.today() - BACK))
        .order_by_asc(plan::Column::Day)
        .order_by_asc(plan::Column::Id)
        .limit(EVENTS)
        .find_in(&app.db.read)
        .await?;
    let ids: Vec<_> = plans.iter().map(|plan| plan.id).collect();
    let sides = if feed.names { read::sides_of(&app.db.read, &ids).await? } else { HashMap::new() };
    let events: Vec<Event> = plans
        .into_iter()
        .map(|plan| {
            let sides = sides.get(&plan.id);
            event(plan, sides, of_representative)
        })
        .collect();
    let note = Query::update()
        .table("calendar_feed")
        .value("read_at", app.clock.now())
        .value("reads", Expr::col("reads").add(1))
        .and_where(Expr::col("digest").eq(feed.digest))
        .to_owned();
    app.db.writer().execute(&note).await?;
    Ok(calendar(PlanText::FeedName.template(Lang::Zh), &events))
}

/// A plan as an event; `sides` only where names were asked for.
fn event(plan: plan::Model, sides: Option<&Sides>, of_representative: bool) -> Event {
    let with = sides.map(|sides| names(sides, of_representative)).filter(|names| !names.is_empty());
    let summary = match with {
        Some(who) => PlanText::FeedEventWith.render(Lang::Zh, &[("who", &who)]),
        None => PlanText::FeedEvent.template(Lang::Zh).to_owned(),
    };
    let changed_at: DateTime<Utc> = plan.changed_at;
    Event {
        uid: format!("{}@lianyi", plan.id.0.simple()),
        sequence: u32::try_from(plan.version - 1).unwrap_or_default(),
        changed_at,
        day: plan.day,
        from: plan.time_from,
        until: plan.time_until,
        summary,
        location: plan.place.filter(|_| sides.is_some()),
        cancelled: plan.status == PlanStatus::Cancelled,
    }
}

/// The other side.
fn names(sides: &Sides, of_representative: bool) -> String {
    let names: Vec<&str> = if of_representative {
        sides.leaders.iter().map(|leader| leader.name.as_str()).collect()
    } else {
        sides.counterparts.iter().map(Counterpart::name).collect()
    };
    names.join("、")
}

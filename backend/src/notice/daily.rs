//! What time brings: who is due by the cadence, and whose meetings are near.
//!
//! Once on each working day, by whichever node comes first: its lease lasts until midnight, and is taken in the
//! transaction that writes the notices.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use chrono::TimeDelta;
use lianyi_shared::access::AccountStatus;
use lianyi_shared::audit::AuditAction;
use lianyi_shared::id::{AccountId, LeaderId};
use lianyi_shared::notice::NoticeKind;
use sea_orm::sea_query::{Expr, ExprTrait as _, Query};
use sea_orm::{ColumnTrait as _, ConnectionTrait as _, EntityTrait as _, QueryFilter as _};

use crate::audit::event::AuditEvent;
use crate::clock::moment_of;
use crate::contact::due;
use crate::db::Find as _;
use crate::entity::{account, notice};
use crate::error::Result;
use crate::notice::{hours, tell};
use crate::op::{App, Request};
use crate::plan::near;
use crate::work::Work;
use crate::{calendar, lease};

/// The lease of the day's work.
const LEASE: &str = "notices-of-the-day";
/// Who is due is told at most so often.
const DUE_AGAIN: TimeDelta = TimeDelta::days(7);
/// How long a notice is kept.
const KEPT: TimeDelta = TimeDelta::days(90);

/// Makes the notices of today, if it is a working day between eight and twenty and nobody has made them. Answers how
/// many.
pub async fn make(app: &Arc<App>) -> Result<Option<usize>> {
    let now = app.clock.now();
    if lease::is_held(&app.db.read, LEASE, now).await? {
        return Ok(None);
    }
    let clock = calendar::read::working_days(&app.db.read).await?;
    if !hours::are_open(now, &clock) {
        return Ok(None);
    }
    let today = app.clock.today();
    // All that reads much comes before the transaction, which holds up everybody who writes.
    let due = due::by_leader(&app.db.read, today).await?;
    let near = near::by_leader(&app.db.read, today, clock.next(today)).await?;
    let accounts = of_leaders(app).await?;
    let work = Work::begin(&Request::of_program(app, "notices"), None).await?;
    if !lease::take(&*work, LEASE, app.new_id(), now, moment_of(today + TimeDelta::days(1), 0)).await? {
        return Ok(None);
    }
    let told = of_late(app, &work).await?;
    let rows = |kind: NoticeKind, counts: HashMap<LeaderId, i64>| {
        let (told, accounts) = (&told, &accounts);
        counts.into_iter().filter_map(move |(leader, count)| {
            let account = *accounts.get(&leader)?;
            let count = i32::try_from(count).ok().filter(|count| *count > 0)?;
            let row = || notice::Model { count: Some(count), ..tell::row(app, account, kind) };
            (!told.contains(&(account, kind))).then(row)
        })
    };
    let due: Vec<_> = rows(NoticeKind::Due, due).collect();
    let near: Vec<_> = rows(NoticeKind::Plan, near).collect();
    overtake(app, &work).await?;
    tell::drop_notices(&work, Expr::col("day").lt(today - KEPT)).await?;
    let event =
        AuditEvent::new(AuditAction::NoticeMake, today).with("due", due.len()).with("plans", near.len());
    let made = tell::insert(app, &work, due.into_iter().chain(near).collect()).await?;
    work.commit(event).await?;
    Ok(Some(made))
}

/// The accounts of leaders who can be told.
async fn of_leaders(app: &App) -> Result<HashMap<LeaderId, AccountId>> {
    let rows = account::Entity::find()
        .filter(account::Column::LeaderId.is_not_null())
        .filter(account::Column::Status.ne(AccountStatus::Closed))
        .find_in(&app.db.read)
        .await?;
    Ok(rows.into_iter().filter_map(|row| Some((row.leader_id?, row.id))).collect())
}

/// Who was told what, so that it is not told again.
async fn of_late(app: &App, work: &Work) -> Result<HashSet<(AccountId, NoticeKind)>> {
    let today = app.clock.today();
    let rows = notice::Entity::find()
        .filter(notice::Column::Kind.is_in([NoticeKind::Due, NoticeKind::Plan]))
        .filter(notice::Column::Day.gt(today - DUE_AGAIN))
        .find_in(&**work)
        .await?;
    let still = rows.into_iter().filter(|row| row.kind == NoticeKind::Due || row.day == today);
    Ok(still.map(|row| (row.account_id, row.kind)).collect())
}

/// Marks digests as read that say nothing of today any more.
async fn overtake(app: &App, work: &Work) -> Result<()> {
    let today = app.clock.today();
    for (kind, until) in
        [(NoticeKind::Due, today - DUE_AGAIN), (NoticeKind::Plan, today.pred_opt().unwrap_or(today))]
    {
        let overtaken = Query::update()
            .table("notice")
            .value("read_at", app.clock.now())
            .and_where(Expr::col("kind").eq(kind))
            .and_where(Expr::col("day").lte(until))
            .and_where(Expr::col("read_at").is_null())
            .to_owned();
        work.execute(&overtaken).await?;
    }
    Ok(())
}

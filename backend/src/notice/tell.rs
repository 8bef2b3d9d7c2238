//! Telling accounts of something, in the transaction in which it happens.

use chrono::{NaiveDate, TimeDelta};
use lianyi_shared::access::{AccountStatus, Permission};
use lianyi_shared::id::{AccountId, LeaderId, NoticeId, PairingId, RepresentativeId, UnitId};
use lianyi_shared::notice::{MailFrequency, NoticeKind};
use lianyi_shared::roster::PairingStatus;
use sea_orm::sea_query::{Expr, ExprTrait as _, Query, SimpleExpr, UpdateStatement};
use sea_orm::{
    ActiveModelTrait as _, ColumnTrait as _, ConnectionTrait as _, EntityTrait as _, IntoActiveModel as _,
    QueryFilter as _,
};

use crate::access::viewer::held_on;
use crate::db::Find as _;
use crate::entity::{account, mail_box, notice, outbox};
use crate::error::Result;
use crate::op::{App, Op};
use crate::work::{PER_STATEMENT, Work};

/// How long a notice waits for others before it is mailed, so that what comes together is one mail.
const GATHERING: TimeDelta = TimeDelta::minutes(5);

/// Some accounts.
pub fn accounts(ids: &[AccountId]) -> SimpleExpr {
    Expr::col("id").is_in(ids.iter().copied())
}

/// The accounts of some leaders.
pub fn leaders(ids: &[LeaderId]) -> SimpleExpr {
    Expr::col("leader_id").is_in(ids.iter().copied())
}

/// The account of a representative.
pub fn representative(id: RepresentativeId) -> SimpleExpr {
    Expr::col("representative_id").eq(id)
}

/// The accounts of whoever is on a side of some pairings: `leader_id` or `representative_id`. Whose pairing is over is
/// told only as a leader: a representative has nothing to do with it any more.
pub fn side(column: &'static str, pairings: &[PairingId]) -> SimpleExpr {
    let side = Query::select()
        .column(column)
        .from("pairing")
        .and_where(Expr::col("id").is_in(pairings.iter().copied()))
        .and_where_option(
            (column == "representative_id").then(|| Expr::col("status").eq(PairingStatus::Active)),
        )
        .and_where(Expr::col(column).is_not_null())
        .to_owned();
    Expr::col(column).in_subquery(side)
}

/// The accounts that draft the roster of a branch on a day: its secretary, or who acts for one.
pub fn secretaries(branch: UnitId, day: NaiveDate) -> SimpleExpr {
    let held = Query::select()
        .column(("account_role", "account_id"))
        .from("account_role")
        .inner_join("role_grant", Expr::col(("role_grant", "role_id")).equals(("account_role", "role_id")))
        .and_where(Expr::col(("account_role", "unit_id")).eq(branch))
        .and_where(Expr::col(("role_grant", "permission")).eq(Permission::RosterDraftBranch))
        .cond_where(held_on(day))
        .to_owned();
    Expr::col("id").in_subquery(held)
}

/// Tells accounts of something, but whoever does it. Answers how many.
pub async fn tell(
    op: &Op,
    work: &Work,
    who: SimpleExpr,
    kind: NoticeKind,
    about: impl ToString,
) -> Result<usize> {
    let told = account::Entity::find()
        .filter(who)
        .filter(account::Column::Status.ne(AccountStatus::Closed))
        .filter(account::Column::Id.ne(op.viewer.account))
        .find_in(&**work)
        .await?;
    let about = about.to_string();
    let row = |account: account::Model| notice::Model {
        about: Some(about.clone()),
        ..row(op.app(), account.id, kind)
    };
    insert(op.app(), work, told.into_iter().map(row).collect()).await
}

/// What notices of a kind asked for was done: nobody need read them any more.
pub async fn done(op: &Op, work: &Work, kind: NoticeKind, about: &[impl ToString]) -> Result<()> {
    work.execute(&read(op, kind, about)).await?;
    Ok(())
}

/// The viewer did what notices of a kind ask of them; others are still asked.
pub async fn done_by_viewer(op: &Op, work: &Work, kind: NoticeKind, about: impl ToString) -> Result<()> {
    let own = read(op, kind, &[about]).and_where(Expr::col("account_id").eq(op.viewer.account)).to_owned();
    work.execute(&own).await?;
    Ok(())
}

fn read(op: &Op, kind: NoticeKind, about: &[impl ToString]) -> UpdateStatement {
    Query::update()
        .table("notice")
        .value("read_at", op.now())
        .and_where(Expr::col("about").is_in(about.iter().map(ToString::to_string)))
        .and_where(Expr::col("kind").eq(kind))
        .and_where(Expr::col("read_at").is_null())
        .to_owned()
}

/// What notices were about is gone without a trace, and so are they.
pub async fn unsay(work: &Work, about: impl ToString) -> Result<()> {
    drop_notices(work, Expr::col("about").eq(about.to_string())).await
}

/// Drops notices, and what was to be mailed of them.
pub(super) async fn drop_notices(work: &Work, which: SimpleExpr) -> Result<()> {
    let ids = Query::select().column("id").from("notice").and_where(which.clone()).to_owned();
    let unsent =
        Query::delete().from_table("outbox").and_where(Expr::col("notice_id").in_subquery(ids)).to_owned();
    work.execute(&unsent).await?;
    work.execute(&Query::delete().from_table("notice").and_where(which).to_owned()).await?;
    Ok(())
}

/// A notice of today about nothing yet, not written.
pub(super) fn row(app: &App, account: AccountId, kind: NoticeKind) -> notice::Model {
    notice::Model {
        id: NoticeId(app.new_id()),
        account_id: account,
        kind,
        about: None,
        count: None,
        day: app.clock.today(),
        made_at: app.clock.now(),
        read_at: None,
    }
}

/// Writes notices, and beside them what is to be mailed. Answers how many.
pub(super) async fn insert(app: &App, work: &Work, rows: Vec<notice::Model>) -> Result<usize> {
    let count = rows.len();
    for part in rows.chunks(PER_STATEMENT) {
        let models = part.iter().cloned().map(|row| row.into_active_model().reset_all());
        notice::Entity::insert_many(models).exec_without_returning(&**work).await?;
        if app.mail.get().is_some() {
            post(app, work, part).await?;
        }
    }
    Ok(count)
}

/// Writes what is to be mailed, for those who want mail.
async fn post(app: &App, work: &Work, rows: &[notice::Model]) -> Result<()> {
    let wanted: Vec<AccountId> = mail_box::Entity::find()
        .filter(mail_box::Column::AccountId.is_in(rows.iter().map(|row| row.account_id)))
        .filter(mail_box::Column::ConfirmedAt.is_not_null())
        .filter(mail_box::Column::RefusedAt.is_null())
        .filter(mail_box::Column::Frequency.ne(MailFrequency::Off))
        .find_in(&**work)
        .await?
        .into_iter()
        .map(|mailbox| mailbox.account_id)
        .collect();
    let next_at = app.clock.now() + GATHERING;
    let models: Vec<outbox::ActiveModel> = rows
        .iter()
        .filter(|row| wanted.contains(&row.account_id))
        .map(|row| {
            let row = outbox::Model { notice_id: row.id, account_id: row.account_id, next_at, attempts: 0 };
            row.into_active_model().reset_all()
        })
        .collect();
    if !models.is_empty() {
        outbox::Entity::insert_many(models).exec_without_returning(&**work).await?;
    }
    Ok(())
}

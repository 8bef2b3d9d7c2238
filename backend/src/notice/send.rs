//! Sending what waits in the outbox: one mail for all that an account was told.
//!
//! One node at a time, by a lease that is renewed before each mail. A mail that went is taken out after it went, so one
//! that goes at the moment of a crash may go twice, with the same id. One that fails is tried again, later each time;
//! when an address is refused three times, or its mail is not taken for days, it stops until its owner names one anew.
//! A server that is gone says nothing of an address: the round stops, and nothing is counted.

use chrono::TimeDelta;
use lianyi_shared::access::AccountStatus;
use lianyi_shared::id::{AccountId, NoticeId};
use lianyi_shared::notice::MailFrequency;
use sea_orm::sea_query::{Expr, ExprTrait as _, Query};
use sea_orm::{
    ColumnTrait as _, ConnectionTrait as _, EntityTrait as _, QueryFilter as _, QueryOrder as _,
    QuerySelect as _,
};

use crate::clock::day_of;
use crate::db::Find as _;
use crate::entity::{account, mail_box, notice, outbox};
use crate::error::Result;
use crate::notice::hours;
use crate::notice::mail::{Failure, Mailer};
use crate::notice::mailbox::CODE_GOOD;
use crate::op::App;
use crate::{calendar, lease};

/// The lease of the sender, and for how long it holds: longer than a mail may take.
const LEASE: &str = "mail";
const LEASE_TIME: TimeDelta = TimeDelta::minutes(5);
/// How many rows are looked at in one go.
const AT_ONCE: u64 = 500;
/// How long after the first failure a mail is tried again; twice as long after each further one, up to the most.
const AGAIN: TimeDelta = TimeDelta::minutes(5);
const AGAIN_AT_MOST: TimeDelta = TimeDelta::hours(6);
/// How often a mail is tried that the server does not take, and one to an address that it refuses.
const ATTEMPTS: i32 = 12;
const ATTEMPTS_REFUSED: i32 = 3;

/// Sends what is due now. Answers how many mails went.
pub async fn send(app: &App) -> Result<usize> {
    let Some(mailer) = app.mail.get() else { return Ok(0) };
    let codes = codes(app).await?;
    let waiting = waiting(app).await?;
    let mut sent = 0;
    for mailbox in codes {
        if !is_ours(app).await? {
            return Ok(sent);
        }
        sent += usize::from(send_code(app, mailer, &mailbox).await?);
    }
    for account in waiting {
        if !is_ours(app).await? {
            return Ok(sent);
        }
        // Where nothing goes now, nothing is counted.
        let Some(letter) = Letter::of(app, account).await? else { continue };
        match letter.send(app, mailer).await? {
            Ok(()) => sent += 1,
            Err(Failure::Unreachable) => return Ok(sent),
            Err(_) => {}
        }
    }
    Ok(sent)
}

async fn is_ours(app: &App) -> Result<bool> {
    let now = app.clock.now();
    lease::take(app.db.writer(), LEASE, app.process, now, now + LEASE_TIME).await
}

/// The addresses to which a code is still to go. People wait for those, at any hour.
async fn codes(app: &App) -> Result<Vec<mail_box::Model>> {
    Ok(mail_box::Entity::find()
        .filter(mail_box::Column::CodeMadeAt.gt(app.clock.now() - CODE_GOOD))
        .filter(mail_box::Column::Code.is_not_null())
        .filter(mail_box::Column::CodeSentAt.is_null())
        .order_by_asc(mail_box::Column::CodeMadeAt)
        .limit(AT_ONCE)
        .find_in(&app.db.read)
        .await?)
}

/// Sends a code. Answers whether it went; what was refused is told to who waits, and anything else tried again.
async fn send_code(app: &App, mailer: &Mailer, mailbox: &mail_box::Model) -> Result<bool> {
    let code = mailbox.code.as_deref().unwrap_or_default();
    let done = mailer.send_code(&mailbox.address, code, app.new_id()).await;
    let mut note = Query::update()
        .table("mail_box")
        .value("code_sent_at", app.clock.now())
        .and_where(Expr::col("account_id").eq(mailbox.account_id))
        .and_where(Expr::col("code").eq(code))
        .to_owned();
    match done {
        Ok(()) => {}
        Err(Failure::Refused) => drop(note.value("refused_at", app.clock.now())),
        Err(error) => {
            tracing::warn!(account = %mailbox.account_id, %error, "a code waits to be sent");
            return Ok(false);
        }
    }
    app.db.writer().execute(&note).await?;
    Ok(done.is_ok())
}

/// The accounts for which something waits, if it is time; who waits longest first.
async fn waiting(app: &App) -> Result<Vec<AccountId>> {
    let rows = outbox::Entity::find()
        .filter(outbox::Column::NextAt.lte(app.clock.now()))
        .order_by_asc(outbox::Column::NextAt)
        .limit(AT_ONCE)
        .find_in(&app.db.read)
        .await?;
    let mut accounts = Vec::new();
    for row in rows {
        if !accounts.contains(&row.account_id) {
            accounts.push(row.account_id);
        }
    }
    if accounts.is_empty() || is_time(app).await? { Ok(accounts) } else { Ok(Vec::new()) }
}

async fn is_time(app: &App) -> Result<bool> {
    Ok(hours::are_open(app.clock.now(), &calendar::read::working_days(&app.db.read).await?))
}

/// One mail for all that waits for an account.
struct Letter {
    account: AccountId,
    address: String,
    notices: Vec<NoticeId>,
    unread: usize,
    attempts: i32,
}

impl Letter {
    /// What goes to an account now; `None` where nothing does, and then nothing waits, or not today.
    async fn of(app: &App, account: AccountId) -> Result<Option<Self>> {
        let db = &app.db.read;
        let rows = outbox::Entity::find().filter(outbox::Column::AccountId.eq(account)).find_in(db).await?;
        let unread = notice::Entity::find()
            .filter(notice::Column::Id.is_in(rows.iter().map(|row| row.notice_id)))
            .filter(notice::Column::ReadAt.is_null())
            .find_in(db)
            .await?
            .len();
        let attempts = rows.iter().map(|row| row.attempts).max().unwrap_or(0);
        let letter = |address: String| Self {
            account,
            address,
            notices: rows.iter().map(|row| row.notice_id).collect(),
            unread,
            attempts,
        };
        let active =
            account::Entity::find_by_id(account).filter(account::Column::Status.eq(AccountStatus::Active));
        let active = active.first_in(db).await?.is_some();
        let mailbox = mail_box::Entity::find_by_id(account).first_in(db).await?;
        let wanted = mailbox.filter(|mailbox| {
            let proved = mailbox.confirmed_at.is_some() && mailbox.refused_at.is_none();
            active && unread > 0 && proved && mailbox.frequency != MailFrequency::Off
        });
        let Some(mailbox) = wanted else {
            letter(String::new()).take_out(app).await?;
            return Ok(None);
        };
        let today = app.clock.today();
        if mailbox.frequency == MailFrequency::Daily
            && mailbox.mailed_at.is_some_and(|at| day_of(at) == today)
        {
            let clock = calendar::read::working_days(db).await?;
            let later = Query::update()
                .table("outbox")
                .value("next_at", hours::next_day(today, &clock))
                .and_where(Expr::col("account_id").eq(account))
                .to_owned();
            app.db.writer().execute(&later).await?;
            return Ok(None);
        }
        Ok(Some(letter(mailbox.address)))
    }

    /// Sends it, and notes what came of it.
    async fn send(self, app: &App, mailer: &Mailer) -> Result<Result<(), Failure>> {
        let id = self.notices.iter().max().map_or_else(|| app.new_id(), |id| id.0);
        let done = mailer.send_count(&self.address, self.unread, id).await;
        match done {
            Ok(()) => {
                self.note(app, "mailed_at").await?;
                self.take_out(app).await?;
            }
            Err(error) => {
                let attempts = self.attempts + i32::from(error != Failure::Unreachable);
                tracing::warn!(account = %self.account, attempts, %error, "a mail was not sent");
                let most = if error == Failure::Refused { ATTEMPTS_REFUSED } else { ATTEMPTS };
                if attempts >= most {
                    self.note(app, "refused_at").await?;
                    self.take_out(app).await?;
                } else {
                    self.try_again(app, attempts).await?;
                }
            }
        }
        Ok(done)
    }

    async fn note(&self, app: &App, column: &'static str) -> Result<()> {
        let note = Query::update()
            .table("mail_box")
            .value(column, app.clock.now())
            .and_where(Expr::col("account_id").eq(self.account))
            .and_where(Expr::col("address").eq(&*self.address))
            .to_owned();
        app.db.writer().execute(&note).await?;
        Ok(())
    }

    async fn take_out(&self, app: &App) -> Result<()> {
        let out = outbox::Entity::delete_many()
            .filter(outbox::Column::NoticeId.is_in(self.notices.iter().copied()));
        out.exec(app.db.writer()).await?;
        Ok(())
    }

    async fn try_again(&self, app: &App, attempts: i32) -> Result<()> {
        let again = Query::update()
            .table("outbox")
            .value("attempts", attempts)
            .value("next_at", app.clock.now() + pause(attempts))
            .and_where(Expr::col("account_id").eq(self.account))
            .to_owned();
        app.db.writer().execute(&again).await?;
        Ok(())
    }
}

/// How long to wait after so many attempts that count.
fn pause(attempts: i32) -> TimeDelta {
    let doubled = AGAIN * (1 << (attempts - 1).clamp(0, 16));
    doubled.min(AGAIN_AT_MOST)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_pause_is_longer_up_to_the_most() {
        assert_eq!([1, 2, 3].map(pause), [5, 10, 20].map(TimeDelta::minutes));
        assert_eq!([7, 8, 60].map(pause), [320, 360, 360].map(TimeDelta::minutes));
    }
}

//! Where the viewer wants mail: an address of their own, which counts once they have copied a code that was sent there,
//! so that nobody lets us write to strangers.

use chrono::{DateTime, TimeDelta, Utc};
use lianyi_shared::audit::AuditAction;
use lianyi_shared::error::Reason;
use lianyi_shared::id::AccountId;
use lianyi_shared::notice::{CODE_DIGITS, CODE_MINUTES, MailFrequency};
use lianyi_shared::validate;
use sea_orm::sea_query::{Expr, ExprTrait as _, Query, UpdateStatement};
use sea_orm::{
    ActiveModelTrait as _, ColumnTrait as _, ConnectionTrait as _, EntityTrait as _, IntoActiveModel as _,
    QueryFilter as _,
};

use crate::access::keys;
use crate::audit::event::AuditEvent;
use crate::db::{Find as _, Source};
use crate::entity::mail_box::{Column, Entity, Model};
use crate::entity::outbox;
use crate::error::{Error, Result};
use crate::op::Op;
use crate::work::Work;

/// For how long a code is good.
pub const CODE_GOOD: TimeDelta = TimeDelta::minutes(CODE_MINUTES);
/// How soon after one code another can be had.
const CODE_AGAIN: TimeDelta = TimeDelta::minutes(1);
/// What stands where an address was removed: when its code was made stays, so that removing one brings no code sooner.
const NONE: &str = "";
/// How often a code may be entered wrong.
const TRIES: i32 = 5;

/// The viewer's, if they have named an address.
pub async fn own(op: &Op) -> Result<Option<Model>> {
    named(op, op.db()).await
}

async fn named(op: &Op, db: &impl Source) -> Result<Option<Model>> {
    Ok(Entity::find_by_id(op.viewer.account).filter(Column::Address.ne(NONE)).first_in(db).await?)
}

/// Names an address, in the place of any other; a code goes there.
pub async fn set_address(op: &Op, address: &str) -> Result<()> {
    let address = address.trim();
    let known = validate::email(address).is_ok() && address.parse::<lettre::Address>().is_ok();
    if !known {
        return Err(Error::invalid("address", Reason::BadEmail));
    }
    if op.app().mail.get().is_none() {
        return Err(Error::conflict(Reason::MailOff));
    }
    let work = op.begin().await?;
    let before = Entity::find_by_id(op.viewer.account).first_in(&*work).await?;
    let lately = |mailbox: &Model| mailbox.code_made_at.is_some_and(|at| op.now() < at + CODE_AGAIN);
    if before.as_ref().is_some_and(lately) {
        return Err(Error::conflict(Reason::CodeLately));
    }
    forget(&work, op.viewer.account).await?;
    let row = Model {
        account_id: op.viewer.account,
        address: address.to_owned(),
        frequency: before.map_or(MailFrequency::AtOnce, |mailbox| mailbox.frequency),
        code: Some(keys::random_digits(CODE_DIGITS)),
        code_made_at: Some(op.now()),
        code_sent_at: None,
        tries: 0,
        confirmed_at: None,
        mailed_at: None,
        refused_at: None,
    };
    row.into_active_model().reset_all().insert(&*work).await?;
    work.commit(AuditEvent::new(AuditAction::MailAddressSet, op.viewer.account)).await
}

/// Proves the address by the code that was sent there.
pub async fn confirm_address(op: &Op, code: &str) -> Result<()> {
    let work = op.begin().await?;
    let mailbox = named(op, &*work).await?.ok_or(Error::NotFound)?;
    let good = mailbox.code_made_at.is_some_and(|at| op.now() < at + CODE_GOOD) && mailbox.tries < TRIES;
    if !good || mailbox.code.as_deref() != Some(code.trim()) {
        // That it was wrong is kept, so that nobody tries them all.
        work.execute(own_row(op).value("tries", Expr::col("tries").add(1))).await?;
        work.keep_own().await?;
        return Err(Error::invalid("code", Reason::CodeWrong));
    }
    // The row that was read: a code proves no other address than that to which it was sent.
    let confirm = own_row(op)
        .value("confirmed_at", op.now())
        .value("code", Option::<String>::None)
        .and_where(Expr::col("address").eq(&*mailbox.address))
        .and_where(Expr::col("code").eq(code.trim()))
        .and_where(Expr::col("tries").lt(TRIES))
        .to_owned();
    work.one_row(&confirm).await?;
    work.commit(AuditEvent::new(AuditAction::MailAddressConfirm, op.viewer.account)).await
}

/// Says how often mail is wanted; what waits to be sent is dropped if it is not.
pub async fn set_frequency(op: &Op, frequency: MailFrequency) -> Result<()> {
    let work = op.begin().await?;
    let set = own_row(op).value("frequency", frequency).to_owned();
    if work.execute(&set).await?.rows_affected() == 0 {
        return Err(Error::NotFound);
    }
    if frequency == MailFrequency::Off {
        drop_unsent(&work, op.viewer.account).await?;
    }
    let event = AuditEvent::new(AuditAction::MailFrequencySet, op.viewer.account);
    work.commit(event.with("frequency", frequency.code())).await
}

/// Removes the address: no mail goes anywhere.
pub async fn remove_address(op: &Op) -> Result<()> {
    let work = op.begin().await?;
    drop_unsent(&work, op.viewer.account).await?;
    let (none, never) = (Option::<String>::None, Option::<DateTime<Utc>>::None);
    let mut remove = own_row(op);
    remove.value("address", NONE).value("code", none).value("confirmed_at", never).value("refused_at", never);
    if work.execute(&remove).await?.rows_affected() == 0 {
        return Err(Error::NotFound);
    }
    work.commit(AuditEvent::new(AuditAction::MailAddressRemove, op.viewer.account)).await
}

/// Forgets the address of an account and what waits to be sent there.
pub async fn forget(work: &Work, account: AccountId) -> Result<()> {
    drop_unsent(work, account).await?;
    Entity::delete_by_id(account).exec(&**work).await?;
    Ok(())
}

async fn drop_unsent(work: &Work, account: AccountId) -> Result<()> {
    outbox::Entity::delete_many().filter(outbox::Column::AccountId.eq(account)).exec(&**work).await?;
    Ok(())
}

fn own_row(op: &Op) -> UpdateStatement {
    Query::update()
        .table("mail_box")
        .and_where(Expr::col("account_id").eq(op.viewer.account))
        .and_where(Expr::col("address").ne(NONE))
        .to_owned()
}

//! A new one-time link: for whoever lost theirs, or the password, or comes back.

use lianyi_shared::access::{AccountStatus, Role};
use lianyi_shared::account::AccountAction;
use lianyi_shared::audit::AuditAction;
use lianyi_shared::error::Reason;
use lianyi_shared::id::AccountId;
use lianyi_shared::people::RecordStatus;
use sea_orm::ConnectionTrait as _;
use sea_orm::EntityTrait as _;
use sea_orm::sea_query::{Expr, ExprTrait as _, Query};

use crate::access::account::LINK_LIFETIME;
use crate::access::close_account::end_sign_ins;
use crate::access::graphql_account::AccountLink;
use crate::access::{accounts, keys};
use crate::audit::event::AuditEvent;
use crate::entity::{account, leader, representative};
use crate::error::{Error, Result};
use crate::op::Op;
use crate::work::{Revision, Work};

/// Gives a new link. The old link, the password and every sign-in end with it.
///
/// A closed account is opened again with what is evident; business roles that were granted are granted
/// anew, so that nobody's authority comes back by a link alone.
pub async fn renew_link(op: &Op, id: AccountId, version: i32) -> Result<AccountLink> {
    let work = op.begin().await?;
    let row = accounts::visible(op, &*work, id).await?;
    let capacity = accounts::act(op, &row, AccountAction::RenewLink)?;
    refuse_archived(&work, &row).await?;
    let secret = keys::random_text();
    let until = op.now() + LINK_LIFETIME;
    let renew = Query::update()
        .table("account")
        .value("status", AccountStatus::Invited)
        .value("password_hash", Option::<String>::None)
        .value("setup_hash", keys::digest(&secret))
        .value("setup_until", until)
        .value("failed_attempts", 0)
        .value("locked_until", Option::<chrono::DateTime<chrono::Utc>>::None)
        .value("close_reason", Option::<String>::None)
        .value("closed_at", Option::<chrono::DateTime<chrono::Utc>>::None)
        .value("version", version + 1)
        .and_where(Expr::col("id").eq(id))
        .and_where(Expr::col("version").eq(version))
        .and_where(Expr::col("status").eq(row.status))
        .to_owned();
    work.one_row(&renew).await?;
    end_sign_ins(op, &work, id).await?;
    let reopened = row.status == AccountStatus::Closed;
    if reopened {
        drop_granted(&work, id).await?;
    }
    work.raise(Revision::Access).await?;
    let action = if reopened { AuditAction::AccountReopen } else { AuditAction::AccountRenewLink };
    work.commit(AuditEvent::new(action, id).by(capacity)).await?;
    Ok(AccountLink::new(accounts::visible(op, op.db(), id).await?, &secret, until))
}

/// Somebody archived has left; the record is restored first.
async fn refuse_archived(work: &Work, account: &account::Model) -> Result<()> {
    let leader = match account.leader_id {
        Some(id) => leader::Entity::find_by_id(id).one(&**work).await?.map(|row| row.status),
        None => None,
    };
    let representative = match account.representative_id {
        Some(id) => representative::Entity::find_by_id(id).one(&**work).await?.map(|row| row.status),
        None => None,
    };
    if leader.or(representative) == Some(RecordStatus::Archived) {
        return Err(Error::conflict(Reason::Archived));
    }
    Ok(())
}

/// Takes the business roles away that do not follow from who the person is.
async fn drop_granted(work: &Work, account: AccountId) -> Result<()> {
    let granted = Role::ALL.iter().filter(|role| !role.is_evident() && !role.is_administrator());
    let roles = Query::select()
        .column("id")
        .from("role")
        .and_where(Expr::col("code").is_in(granted.map(|role| role.code())))
        .to_owned();
    let drop = Query::delete()
        .from_table("account_role")
        .and_where(Expr::col("account_id").eq(account))
        .and_where(Expr::col("role_id").in_subquery(roles))
        .to_owned();
    work.execute(&drop).await?;
    Ok(())
}

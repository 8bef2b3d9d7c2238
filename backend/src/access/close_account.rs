//! Closing an account: whoever held it is signed out on the next request.

use lianyi_shared::access::AccountStatus;
use lianyi_shared::account::AccountAction;
use lianyi_shared::audit::AuditAction;
use lianyi_shared::id::{AccountId, LeaderId};
use lianyi_shared::text::{Lang, Text as _};
use lianyi_shared::text_access::AccessText;
use lianyi_shared::validate::TEXT_MAX;
use sea_orm::sea_query::{Expr, ExprTrait as _, Query};
use sea_orm::{ColumnTrait as _, ConnectionTrait as _, EntityTrait as _, QueryFilter as _};

use crate::access::accounts;
use crate::access::graphql_account::Account;
use crate::audit::event::AuditEvent;
use crate::contact::drafts;
use crate::entity::{account, calendar_feed};
use crate::error::Result;
use crate::faults::Faults;
use crate::notice::mailbox;
use crate::occasion;
use crate::op::Op;
use crate::work::{Revision, Work};

/// An account and why it ends.
#[derive(Clone, Debug, async_graphql::InputObject)]
pub struct CloseAccountInput {
    /// The account.
    pub id: AccountId,
    /// The `version` that was read.
    pub version: i32,
    /// Why.
    pub reason: String,
}

/// Closes an account. Permission `ACCOUNT_MANAGE`, for representatives `REPRESENTATIVE_ACCOUNT`.
pub async fn close_account(op: &Op, input: CloseAccountInput) -> Result<Account> {
    let mut faults = Faults::default();
    let reason = faults.required("input.reason", &input.reason, TEXT_MAX);
    let work = op.begin().await?;
    let row = accounts::visible(op, &*work, input.id).await?;
    let capacity = accounts::act(op, &row, AccountAction::Close)?;
    faults.check()?;
    close(op, &work, input.id, input.version, &reason).await?;
    if let Some(person) = row.representative_id {
        occasion::forget::choices(&work, person).await?;
    }
    work.commit(AuditEvent::new(AuditAction::AccountClose, input.id).by(capacity)).await?;
    Ok(Account(accounts::visible(op, op.db(), input.id).await?))
}

/// Closes the account of a leader who has left, inside the transaction that records it (domain: access
/// ends that day); answers which.
pub async fn leader_left(op: &Op, work: &Work, leader: LeaderId) -> Result<Option<AccountId>> {
    let found = account::Entity::find()
        .filter(account::Column::LeaderId.eq(leader))
        .filter(account::Column::Status.ne(AccountStatus::Closed))
        .one(&**work)
        .await?;
    let Some(account) = found else { return Ok(None) };
    close(op, work, account.id, account.version, AccessText::LeaderLeft.template(Lang::Zh)).await?;
    Ok(Some(account.id))
}

async fn close(op: &Op, work: &Work, id: AccountId, version: i32, reason: &str) -> Result<()> {
    let none = Option::<String>::None;
    let close = Query::update()
        .table("account")
        .value("status", AccountStatus::Closed)
        .value("password_hash", none.clone())
        .value("setup_hash", none)
        .value("setup_until", Option::<chrono::DateTime<chrono::Utc>>::None)
        .value("close_reason", reason)
        .value("closed_at", op.now())
        .value("version", version + 1)
        .and_where(Expr::col("id").eq(id))
        .and_where(Expr::col("version").eq(version))
        .and_where(Expr::col("status").ne(AccountStatus::Closed))
        .to_owned();
    work.one_row(&close).await?;
    end_sign_ins(op, work, id).await?;
    mailbox::forget(work, id).await?;
    drafts::forget(work, id).await?;
    work.raise(Revision::Access).await
}

/// Ends every sign-in of an account, and the link to its calendar; tokens and refresh handles are dead from the next
/// request on.
pub async fn end_sign_ins(op: &Op, work: &Work, account: AccountId) -> Result<()> {
    let revoke = Query::update()
        .table("session")
        .value("revoked_at", op.now())
        .and_where(Expr::col("account_id").eq(account))
        .and_where(Expr::col("revoked_at").is_null())
        .to_owned();
    work.execute(&revoke).await?;
    calendar_feed::Entity::delete_by_id(account).exec(&**work).await?;
    Ok(())
}

//! Ending the wait that wrong passwords brought.

use lianyi_shared::account::AccountAction;
use lianyi_shared::audit::AuditAction;
use lianyi_shared::id::AccountId;
use sea_orm::sea_query::{Expr, ExprTrait as _, Query};

use crate::access::accounts;
use crate::access::graphql_account::Account;
use crate::audit::event::AuditEvent;
use crate::error::Result;
use crate::op::Op;

/// Unlocks an account. Permission `ACCOUNT_MANAGE`, for representatives `REPRESENTATIVE_ACCOUNT`.
pub async fn unlock_account(op: &Op, id: AccountId, version: i32) -> Result<Account> {
    let work = op.begin().await?;
    let row = accounts::visible(op, &*work, id).await?;
    let capacity = accounts::act(op, &row, AccountAction::Unlock)?;
    let unlock = Query::update()
        .table("account")
        .value("failed_attempts", 0)
        .value("locked_until", Option::<chrono::DateTime<chrono::Utc>>::None)
        .value("version", version + 1)
        .and_where(Expr::col("id").eq(id))
        .and_where(Expr::col("version").eq(version))
        .to_owned();
    work.one_row(&unlock).await?;
    work.commit(AuditEvent::new(AuditAction::AccountUnlock, id).by(capacity)).await?;
    Ok(Account(accounts::visible(op, op.db(), id).await?))
}

//! Signing out, here or everywhere.

use sea_orm::ConnectionTrait as _;
use sea_orm::sea_query::{Expr, ExprTrait as _, Query};

use crate::audit::event::AuditEvent;
use crate::error::Result;
use crate::op::Op;
use lianyi_shared::audit::AuditAction;

/// Ends this session, or every session of the account. Tokens stop working at once.
pub async fn sign_out(op: &Op, everywhere: bool) -> Result<()> {
    let work = op.begin().await?;
    let mut revoke = Query::update();
    revoke
        .table("session")
        .value("revoked_at", op.now())
        .and_where(Expr::col("account_id").eq(op.viewer.account))
        .and_where(Expr::col("revoked_at").is_null());
    if !everywhere {
        revoke.and_where(Expr::col("id").eq(op.viewer.session));
    }
    work.execute(&revoke).await?;
    work.commit(
        AuditEvent::new(AuditAction::AccountSignOut, op.viewer.account).with("everywhere", everywhere),
    )
    .await
}

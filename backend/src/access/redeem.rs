//! Using a one-time link: the person sets a password and is signed in.

use lianyi_shared::access::AccountStatus;
use lianyi_shared::audit::AuditAction;
use lianyi_shared::error::Reason;
use sea_orm::sea_query::{Expr, ExprTrait as _, Query};
use sea_orm::{ColumnTrait as _, EntityTrait as _, QueryFilter as _};

use crate::access::sign_in::{SignedIn, open};
use crate::access::{keys, password};
use crate::audit::event::AuditEvent;
use crate::entity::account;
use crate::error::{Error, Result};
use crate::op::Request;
use crate::work::{Revision, Work};

/// The secret of a one-time link and the password that the person chose.
#[derive(Debug, async_graphql::InputObject)]
pub struct RedeemLinkInput {
    /// The secret from the link.
    pub secret: String,
    /// The new password, at least ten characters.
    pub password: String,
}

/// Sets the password and signs in. The link is used up; another use finds nothing.
pub async fn redeem(request: &Request, input: RedeemLinkInput) -> Result<SignedIn> {
    let used = || Error::Unauthenticated(Reason::LinkUsed.into());
    let digest = keys::digest(&input.secret);
    let hash = password::hash(input.password).await?;
    let work = Work::begin(request, None).await?;
    let account = account::Entity::find()
        .filter(account::Column::SetupHash.eq(&digest))
        .one(&*work)
        .await?
        .filter(|account| account.setup_until.is_some_and(|until| until > request.app.clock.now()))
        .ok_or_else(used)?;
    let set = Query::update()
        .table("account")
        .value("password_hash", hash)
        .value("status", AccountStatus::Active)
        .value("setup_hash", Option::<String>::None)
        .value("setup_until", Option::<chrono::DateTime<chrono::Utc>>::None)
        .value("failed_attempts", 0)
        .and_where(Expr::col("id").eq(account.id))
        .and_where(Expr::col("setup_hash").eq(digest))
        .to_owned();
    work.one_row(&set).await?;
    work.raise(Revision::Access).await?;
    let (signed_in, _) = open(request, &work, account.id).await?;
    work.commit(AuditEvent::new(AuditAction::AccountRedeemLink, account.id).of(account.id)).await?;
    Ok(signed_in)
}

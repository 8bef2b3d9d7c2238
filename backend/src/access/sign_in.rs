//! Signing in with user name and password.

use chrono::TimeDelta;
use lianyi_shared::access::AccountStatus;
use lianyi_shared::audit::AuditAction;
use lianyi_shared::error::Reason;
use lianyi_shared::id::{AccountId, SessionId};
use sea_orm::sea_query::{Expr, ExprTrait as _, Query};
use sea_orm::{
    ActiveModelTrait as _, ColumnTrait as _, ConnectionTrait as _, EntityTrait as _, QueryFilter as _, Set,
};

use crate::access::token::Identity;
use crate::access::{keys, password, token};
use crate::audit::event::AuditEvent;
use crate::entity::{account, session};
use crate::error::{Error, Refusal, Result};
use crate::op::Request;
use crate::work::Work;

/// Wrong passwords in a row before the account waits.
const ATTEMPTS: i32 = 5;
/// The first wait; it doubles with every further wrong password.
const FIRST_WAIT: TimeDelta = TimeDelta::minutes(1);
/// The longest wait.
const LONGEST_WAIT: TimeDelta = TimeDelta::minutes(30);
/// How long a sign-in lasts while it is used.
pub const SESSION_LIFETIME: TimeDelta = TimeDelta::days(7);

/// A user name and a password.
#[derive(Debug, async_graphql::InputObject)]
pub struct SignInInput {
    /// The user name, by default the staff number.
    pub username: String,
    /// The password.
    pub password: String,
}

/// What a sign-in yields: a token for the page to hold in memory, and a handle for the cookie.
#[derive(Debug)]
pub struct SignedIn {
    /// The access token.
    pub access_token: String,
    /// The refresh handle.
    pub handle: String,
}

/// Checks the password and opens a session. Unknown names and wrong passwords look alike and
/// take the same time.
pub async fn sign_in(request: &Request, input: SignInInput) -> Result<SignedIn> {
    let wrong = || Error::Unauthenticated(Reason::SignInFailed.into());
    let found = account::Entity::find()
        .filter(account::Column::Username.eq(input.username.trim()))
        .one(&request.app.db.read)
        .await?;
    let now = request.app.clock.now();
    let locked_until = found.as_ref().and_then(|account| account.locked_until).filter(|until| *until > now);
    let hash = found.as_ref().and_then(|account| account.password_hash.clone());
    let fits = password::fits(input.password, hash).await?;
    let Some(account) = found else {
        return Err(wrong());
    };
    if let Some(until) = locked_until {
        let minutes = (until - now).num_minutes() + 1;
        return Err(Error::RateLimited(Refusal::from(Reason::SignInLocked).with("minutes", minutes)));
    }
    if !fits || account.status != AccountStatus::Active {
        refuse(request, &account).await?;
        return Err(wrong());
    }
    let work = Work::begin(request, None).await?;
    if account.failed_attempts > 0 {
        let clear = Query::update()
            .table("account")
            .value("failed_attempts", 0)
            .value("locked_until", Option::<chrono::DateTime<chrono::Utc>>::None)
            .and_where(Expr::col("id").eq(account.id))
            .to_owned();
        work.execute(&clear).await?;
    }
    let (signed_in, session) = open(request, &work, account.id).await?;
    work.commit(
        AuditEvent::new(AuditAction::AccountSignIn, account.id)
            .of(account.id)
            .with("session", session.to_string()),
    )
    .await?;
    Ok(signed_in)
}

/// Counts a wrong password; from the fifth on, the account waits longer each time.
async fn refuse(request: &Request, account: &account::Model) -> Result<()> {
    let work = Work::begin(request, None).await?;
    let attempts = account.failed_attempts.saturating_add(1);
    let mut count = Query::update();
    count
        .table("account")
        .value("failed_attempts", Expr::col("failed_attempts").add(1))
        .and_where(Expr::col("id").eq(account.id));
    if attempts >= ATTEMPTS {
        let doublings = u32::try_from(attempts - ATTEMPTS).unwrap_or(0);
        let wait = (FIRST_WAIT * 2_i32.saturating_pow(doublings.clamp(0, 8))).min(LONGEST_WAIT);
        count.value("locked_until", request.app.clock.now() + wait);
    }
    work.execute(&count).await?;
    work.commit(AuditEvent::new(AuditAction::AccountSignInRefused, account.id).with("attempts", attempts))
        .await
}

/// Opens a session inside a transaction.
pub async fn open(request: &Request, work: &Work, account: AccountId) -> Result<(SignedIn, SessionId)> {
    let session = SessionId(request.app.new_id());
    let handle = keys::random_text();
    let now = request.app.clock.now();
    session::ActiveModel {
        id: Set(session),
        account_id: Set(account),
        handle_hash: Set(keys::digest(&handle)),
        previous_hash: Set(None),
        rotated_at: Set(now),
        created_at: Set(now),
        expires_at: Set(now + SESSION_LIFETIME),
        revoked_at: Set(None),
    }
    .insert(&**work)
    .await?;
    let identity = Identity { account, session };
    let access_token = token::issue(&request.app.keys, &request.app.clock, request.app.new_id(), identity)?;
    Ok((SignedIn { access_token, handle: format!("{session}.{handle}") }, session))
}

//! Renewing a sign-in with its refresh handle.
//!
//! A handle is good once; its successor is derived from it. Within ten seconds the predecessor
//! may be shown again and gets the same successor, so that a lost answer does no harm. After that
//! a used handle means that somebody copied it: the whole session ends.

use chrono::TimeDelta;
use lianyi_shared::audit::AuditAction;
use lianyi_shared::error::Reason;
use lianyi_shared::id::SessionId;
use sea_orm::sea_query::{Expr, ExprTrait as _, Query};
use sea_orm::{ConnectionTrait as _, EntityTrait as _};

use crate::access::sign_in::{SESSION_LIFETIME, SignedIn};
use crate::access::token::Identity;
use crate::access::{keys, token};
use crate::audit::event::AuditEvent;
use crate::entity::session;
use crate::error::{Error, Result};
use crate::op::Request;
use crate::work::Work;

/// For how long the answer to a used handle can be asked for again.
const GRACE: TimeDelta = TimeDelta::seconds(10);

/// Exchanges a handle for its successor and a fresh token.
pub async fn refresh(request: &Request, cookie: Option<&str>) -> Result<SignedIn> {
    let ended = || Error::Unauthenticated(Reason::SessionEnded.into());
    let (session, handle) = cookie.and_then(|text| text.split_once('.')).ok_or_else(ended)?;
    let id: SessionId = session.parse().map_err(|_| ended())?;
    let work = Work::begin(request, None).await?;
    let session = session::Entity::find_by_id(id).one(&*work).await?.ok_or_else(ended)?;
    let now = request.app.clock.now();
    if session.revoked_at.is_some() || session.expires_at <= now {
        return Err(ended());
    }
    let shown = keys::digest(handle);
    let successor = request.app.keys.successor(handle)?;
    if session.handle_hash == shown {
        let rotate = Query::update()
            .table("session")
            .value("handle_hash", keys::digest(&successor))
            .value("previous_hash", shown.clone())
            .value("rotated_at", now)
            .value("expires_at", now + SESSION_LIFETIME)
            .and_where(Expr::col("id").eq(id))
            .and_where(Expr::col("handle_hash").eq(shown))
            .to_owned();
        if work.execute(&rotate).await?.rows_affected() == 1 {
            work.commit(AuditEvent::new(AuditAction::SessionRefresh, id).of(session.account_id)).await?;
        }
        // Otherwise a request beside this one rotated the same handle: same successor.
    } else if session.previous_hash.as_deref() != Some(&shown) || now - session.rotated_at > GRACE {
        let revoke = Query::update()
            .table("session")
            .value("revoked_at", now)
            .and_where(Expr::col("id").eq(id))
            .and_where(Expr::col("revoked_at").is_null())
            .to_owned();
        work.execute(&revoke).await?;
        work.commit(AuditEvent::new(AuditAction::SessionReuseDetected, id).of(session.account_id)).await?;
        return Err(ended());
    }
    let identity = Identity { account: session.account_id, session: id };
    let access_token = token::issue(&request.app.keys, &request.app.clock, request.app.new_id(), identity)?;
    Ok(SignedIn { access_token, handle: format!("{id}.{successor}") })
}

//! Single-use tickets for downloads by a plain link, which carries no bearer.
//!
//! A mutation issues one; it is good for a minute, for one file, and for the sign-in that asked. Only
//! its digest is stored.

use chrono::TimeDelta;
use sea_orm::sea_query::{Expr, ExprTrait as _, Query};
use sea_orm::{ActiveModelTrait as _, ConnectionTrait as _, EntityTrait as _, Set};

use crate::access::keys;
use crate::access::token::Identity;
use crate::entity::download_ticket::{ActiveModel, Entity};
use crate::error::{Error, Result};
use crate::op::{Op, Request};
use crate::work::Work;

/// How long a ticket is good.
const LIFETIME: TimeDelta = TimeDelta::seconds(60);

/// Issues a ticket for a file, named by its subject, to the viewer. Answers the secret for the link.
pub async fn issue(op: &Op, work: &Work, subject: &str) -> Result<String> {
    let stale = Query::delete()
        .from_table("download_ticket")
        .and_where(Expr::col("expires_at").lt(op.now()))
        .to_owned();
    work.execute(&stale).await?;
    let secret = keys::random_text();
    ActiveModel {
        digest: Set(keys::digest(&secret)),
        subject: Set(subject.to_owned()),
        account_id: Set(op.viewer.account),
        session_id: Set(op.viewer.session),
        expires_at: Set(op.now() + LIFETIME),
    }
    .insert(&**work)
    .await?;
    Ok(secret)
}

/// Takes a ticket: once, in time, for that file. What its owner may read is judged anew.
pub async fn redeem(request: &Request, subject: &str, secret: &str) -> Result<Op> {
    let app = &request.app;
    let digest = keys::digest(secret);
    let found = Entity::find_by_id(&*digest).one(&app.db.read).await?.ok_or(Error::NotFound)?;
    let take = Query::delete()
        .from_table("download_ticket")
        .and_where(Expr::col("digest").eq(digest))
        .and_where(Expr::col("subject").eq(subject))
        .and_where(Expr::col("expires_at").gte(app.clock.now()))
        .to_owned();
    if app.db.writer().execute(&take).await?.rows_affected() != 1 {
        return Err(Error::NotFound);
    }
    let identity = Identity { account: found.account_id, session: found.session_id };
    let viewer = app.viewers.current(&app.db, &app.clock, identity).await?;
    Ok(Op::new(request.clone(), viewer))
}

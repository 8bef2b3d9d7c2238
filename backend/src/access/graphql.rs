//! Sign-in and the viewer, as GraphQL.

use std::sync::{Arc, Mutex, PoisonError};

use async_graphql::{Context, Object, SimpleObject};
use lianyi_shared::access::Permission;
use lianyi_shared::id::{LeaderId, RepresentativeId};

use crate::access::redeem::RedeemLinkInput;
use crate::access::sign_in::{SignInInput, SignedIn};
use crate::access::{redeem, refresh, sign_in, sign_out, viewer};
use crate::error::{Error, Result};
use crate::op::ContextExt as _;
use crate::units::graphql::Unit;

/// The refresh cookie of a request: what came, and what goes back.
#[derive(Debug, Default)]
pub struct RefreshCookie {
    /// The handle that the browser sent.
    pub received: Option<String>,
    /// The handle to send, or an empty text to delete it.
    pub reply: Mutex<Option<String>>,
}

impl RefreshCookie {
    fn set(&self, handle: String) {
        *self.reply.lock().unwrap_or_else(PoisonError::into_inner) = Some(handle);
    }
}

fn cookie<'a>(ctx: &Context<'a>) -> Result<&'a Arc<RefreshCookie>> {
    ctx.data_opt().ok_or_else(|| Error::Internal(anyhow::anyhow!("a request without its cookie jar")))
}

fn hand_over(ctx: &Context<'_>, signed_in: SignedIn) -> Result<Session> {
    cookie(ctx)?.set(signed_in.handle);
    Ok(Session { access_token: signed_in.access_token })
}

/// A sign-in. The refresh handle comes beside it as a cookie.
#[derive(Debug, SimpleObject)]
pub struct Session {
    /// The token for the `Authorization: Bearer` header; good for ten minutes.
    access_token: String,
}

/// The person who asks.
pub struct Viewer(Arc<crate::op::Op>);

/// A role that the viewer holds.
pub struct HeldRole(viewer::HeldRole);

#[Object]
impl HeldRole {
    /// The code of the role, e.g. `BRANCH_SECRETARY`.
    async fn code(&self) -> &str {
        &self.0.code
    }

    /// The unit at which the role is anchored, for roles of a unit.
    async fn unit(&self, ctx: &Context<'_>) -> Result<Option<Unit>> {
        match self.0.unit {
            Some(id) => crate::loaders::unit(ctx, id).await,
            None => Ok(None),
        }
    }

    /// Held until a date, for a holder who is missing (代行).
    async fn acting(&self) -> bool {
        self.0.acting
    }
}

#[Object]
impl Viewer {
    /// The name shown to the person.
    async fn name(&self) -> &str {
        &self.0.viewer.name
    }

    /// The roles held today.
    async fn roles(&self) -> Vec<HeldRole> {
        self.0.viewer.roles.iter().cloned().map(HeldRole).collect()
    }

    /// Everything the person may do on something, for drawing navigation and buttons. The server
    /// decides again on every request.
    async fn permissions(&self) -> Vec<Permission> {
        self.0.viewer.permissions().collect()
    }

    /// The leader that the person is.
    async fn leader_id(&self) -> Option<LeaderId> {
        self.0.viewer.leader
    }

    /// The representative that the person is.
    async fn representative_id(&self) -> Option<RepresentativeId> {
        self.0.viewer.representative
    }

    /// Whether the data is the demonstration college.
    async fn demo(&self) -> bool {
        self.0.app().demo
    }

    /// The present day where the college is.
    async fn today(&self) -> chrono::NaiveDate {
        self.0.today()
    }

    /// The present moment of the server, by which a page knows when the day is over.
    async fn now(&self) -> chrono::DateTime<chrono::Utc> {
        self.0.app().clock.now()
    }

    /// The academic year of today, by the calendar year in which it begins.
    async fn academic_year(&self) -> i32 {
        self.0.app().clock.academic_year().0
    }
}

/// Queries about the viewer.
#[derive(Default)]
pub struct AccessQuery;

#[Object]
impl AccessQuery {
    /// The person who asks. Anyone signed in.
    async fn viewer(&self, ctx: &Context<'_>) -> Result<Viewer> {
        Ok(Viewer(Arc::clone(ctx.op()?)))
    }
}

/// Signing in and out.
#[derive(Default)]
pub struct AccessMutation;

#[Object]
impl AccessMutation {
    /// Signs in with user name and password. Anyone.
    async fn sign_in(&self, ctx: &Context<'_>, input: SignInInput) -> Result<Session> {
        hand_over(ctx, sign_in::sign_in(ctx.request()?, input).await?)
    }

    /// Renews the sign-in of the refresh cookie. Anyone who has one.
    async fn refresh(&self, ctx: &Context<'_>) -> Result<Session> {
        hand_over(ctx, refresh::refresh(ctx.request()?, cookie(ctx)?.received.as_deref()).await?)
    }

    /// Uses a one-time link: sets a password and signs in. Anyone who has the link.
    async fn redeem_link(&self, ctx: &Context<'_>, input: RedeemLinkInput) -> Result<Session> {
        hand_over(ctx, redeem::redeem(ctx.request()?, input).await?)
    }

    /// Signs out here, or on every device. Anyone signed in.
    async fn sign_out(&self, ctx: &Context<'_>, #[graphql(default)] everywhere: bool) -> Result<bool> {
        sign_out::sign_out(ctx.op()?, everywhere).await?;
        cookie(ctx)?.set(String::new());
        Ok(true)
    }
}

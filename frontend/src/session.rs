//! Who is signed in on this page, and how that begins and ends.

use crate::api::{self, Access, ApiError, Refusal};
use cynic::MutationBuilder as _;
use leptos::prelude::{ArcRwSignal, Get, Set, WithUntracked};
use lianyi_shared::api::access::{RedeemLink, RedeemLinkInput, RedeemLinkVariables};
use serde::{Deserialize, de::DeserializeOwned};

/// A role and where it is anchored.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct HeldRole {
    /// The code of the role.
    pub code: String,
    /// The unit, for roles of a unit.
    pub unit: Option<RoleUnit>,
}

/// The unit of a role.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct RoleUnit {
    /// Its name.
    pub name: String,
}

/// The person at the screen, as the server knows them.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Viewer {
    /// The name to greet them by.
    pub name: String,
    /// Their roles.
    pub roles: Vec<HeldRole>,
    /// The codes of what they may do somewhere; the server decides where.
    pub permissions: Vec<String>,
    /// The representative that they are, if so.
    #[serde(rename = "representativeId")]
    pub representative: Option<String>,
    /// Whether the server holds invented data only.
    pub demo: bool,
}

impl Viewer {
    /// Whether the viewer holds a permission at all. It only decides what is offered, never what is allowed.
    pub fn may(&self, permission: &str) -> bool {
        self.permissions.iter().any(|held| held == permission)
    }
}

/// What is known about who is signed in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Session {
    /// The page has just opened and asks the server.
    Restoring,
    /// The server could not be asked.
    Unreachable(ApiError),
    /// Nobody is.
    SignedOut(Ending),
    /// Somebody is.
    SignedIn(Viewer),
}

/// How it came that nobody is signed in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ending {
    /// Nobody has been, on this page.
    Never,
    /// They chose to.
    Chosen,
    /// The sign-in ran out or was revoked.
    Expired,
}

thread_local! {
    static SESSION: ArcRwSignal<Session> = ArcRwSignal::new(Session::Restoring);
}

/// Who is signed in; what reads it is drawn again when that changes.
pub fn current() -> Session {
    SESSION.with(Get::get)
}

/// The viewer, if somebody is signed in.
pub fn viewer() -> Option<Viewer> {
    match current() {
        Session::SignedIn(viewer) => Some(viewer),
        _ => None,
    }
}

/// Whether the viewer holds a permission; see [`Viewer::may`].
pub fn may(permission: &str) -> bool {
    viewer().is_some_and(|viewer| viewer.may(permission))
}

/// Takes up the sign-in that the browser's refresh cookie still holds, if any.
pub async fn restore() {
    set(Session::Restoring);
    let restored = match api::renew().await {
        Ok(()) => fetch_viewer().await,
        Err(error) => Err(error),
    };
    set(match restored {
        Ok(viewer) => Session::SignedIn(viewer),
        Err(ApiError { refusal: Refusal::Unauthenticated, .. }) => Session::SignedOut(Ending::Never),
        Err(error) => Session::Unreachable(error),
    });
}

/// Signs in by name and password.
pub async fn sign_in(username: &str, password: &str) -> Result<(), ApiError> {
    #[derive(Deserialize)]
    #[serde(rename_all = "camelCase")]
    struct SignedIn {
        sign_in: Access,
    }
    let body = serde_json::json!({
        "query": "mutation($input: SignInInput!) { signIn(input: $input) { accessToken } }",
        "variables": { "input": { "username": username, "password": password } },
    });
    let SignedIn { sign_in } = ask(body).await?;
    api::set_token(Some(sign_in.access_token));
    set(Session::SignedIn(fetch_viewer().await?));
    Ok(())
}

/// Uses a one-time link: sets the password and signs in.
pub async fn redeem(secret: &str, password: &str) -> Result<(), ApiError> {
    let input = RedeemLinkInput { secret: secret.to_owned(), password: password.to_owned() };
    let redeemed = api::run(RedeemLink::build(RedeemLinkVariables { input })).await?;
    api::set_token(Some(redeemed.redeem_link.access_token));
    set(Session::SignedIn(fetch_viewer().await?));
    Ok(())
}

/// Signs out on this device. Even when the server cannot be told, this page forgets its token.
pub async fn sign_out() -> Result<(), ApiError> {
    end("mutation { signOut }").await
}

/// Signs out on every device of this person, this one included.
pub async fn sign_out_everywhere() -> Result<(), ApiError> {
    end("mutation { signOut(everywhere: true) }").await
}

/// The sign-in could not be renewed: whoever was signed in has to sign in again.
pub(crate) fn expire() {
    api::set_token(None);
    if SESSION.with(|session| session.with_untracked(|session| matches!(session, Session::SignedIn(_)))) {
        set(Session::SignedOut(Ending::Expired));
    }
}

async fn end(mutation: &str) -> Result<(), ApiError> {
    let told = ask::<serde::de::IgnoredAny>(serde_json::json!({ "query": mutation })).await;
    api::set_token(None);
    set(Session::SignedOut(Ending::Chosen));
    told.map(|_| ())
}

async fn fetch_viewer() -> Result<Viewer, ApiError> {
    #[derive(Deserialize)]
    struct Found {
        viewer: Viewer,
    }
    let body = serde_json::json!({ "query": "{ viewer { name roles { code unit { name } } permissions representativeId demo } }" });
    Ok(ask::<Found>(body).await?.viewer)
}

async fn ask<Data: DeserializeOwned>(body: serde_json::Value) -> Result<Data, ApiError> {
    api::read(&api::post(body.to_string()).await?)
}

fn set(session: Session) {
    SESSION.with(|signal| signal.set(session));
}

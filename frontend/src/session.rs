//! Who is signed in on this page, and how that begins and ends.

use crate::api::{self, ApiError, Refusal};
use cynic::{MutationBuilder as _, QueryBuilder as _};
use js_sys::Date;
use leptos::prelude::{ArcRwSignal, Get, Set, WithUntracked};
use lianyi_shared::{
    access::Permission,
    api::access::{
        RedeemLink, RedeemLinkInput, RedeemLinkVariables, SignIn, SignInInput, SignInVariables, SignOut,
        SignOutVariables, Viewer, ViewerQuery,
    },
    day::CivilDay,
};
use std::cell::Cell;
use wasm_bindgen::JsValue;

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
    /// By how many milliseconds the clock of the server is ahead of the one here.
    static AHEAD: Cell<f64> = const { Cell::new(0.0) };
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
pub fn may(permission: Permission) -> bool {
    viewer().is_some_and(|viewer| viewer.may(permission))
}

/// The present day of the college. A page may be open for days, so it is asked for when it is needed and kept nowhere.
pub fn today() -> CivilDay {
    /// All of China has this time, all year.
    const AHEAD_OF_GREENWICH: f64 = 8.0 * 3_600_000.0;
    let here = Date::new(&JsValue::from_f64(Date::now() + AHEAD.get() + AHEAD_OF_GREENWICH));
    let day: String = here.to_iso_string().as_string().unwrap_or_default().chars().take(10).collect();
    day.parse().unwrap_or(CivilDay(0))
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
    let input = SignInInput { username: username.to_owned(), password: password.to_owned() };
    let signed_in = api::run(SignIn::build(SignInVariables { input })).await?;
    api::set_token(Some(signed_in.sign_in.access_token));
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
    end(false).await
}

/// Signs out on every device of this person, this one included.
pub async fn sign_out_everywhere() -> Result<(), ApiError> {
    end(true).await
}

/// The sign-in could not be renewed: whoever was signed in has to sign in again.
pub(crate) fn expire() {
    api::set_token(None);
    if SESSION.with(|session| session.with_untracked(|session| matches!(session, Session::SignedIn(_)))) {
        set(Session::SignedOut(Ending::Expired));
    }
}

async fn end(everywhere: bool) -> Result<(), ApiError> {
    let told = api::run(SignOut::build(SignOutVariables { everywhere })).await;
    api::set_token(None);
    set(Session::SignedOut(Ending::Chosen));
    told.map(|_| ())
}

async fn fetch_viewer() -> Result<Viewer, ApiError> {
    let viewer = api::run(ViewerQuery::build(())).await?.viewer;
    AHEAD.set(Date::parse(&viewer.now.0) - Date::now());
    Ok(viewer)
}

fn set(session: Session) {
    SESSION.with(|signal| signal.set(session));
}

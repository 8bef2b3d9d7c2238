//! The frame around every page of somebody who is signed in: sidebar, header, the phone's bottom bar.

pub mod bell;
pub mod gate;
pub mod header;
pub mod language_switch;
pub mod phone_bar;
pub mod place_list;
pub mod search;
pub mod sidebar;
pub mod user_menu;

pub use language_switch::LanguageSwitch;
pub use place_list::PlaceList;
pub use user_menu::{SignOutEverywhere, sign_out};

use crate::{
    i18n::t,
    session::{self, Session},
    ui::{error_panel::ErrorPanel, jump::Jump, page::Trail, skeleton::Skeleton},
};
use header::Header;
use leptos::{prelude::*, task::spawn_local};
use leptos_router::{
    NavigateOptions,
    components::Outlet,
    hooks::{use_location, use_navigate},
};
use lianyi_shared::text_shell::ShellText;
use phone_bar::PhoneBar;
use search::Search;
use sidebar::Sidebar;

/// Whether the search dialog is open.
#[derive(Clone, Copy)]
struct SearchOpen(RwSignal<bool>);

/// The frame with the page in it, for somebody who is signed in.
#[component]
pub fn Shell() -> impl IntoView {
    provide_context(Trail(RwSignal::new(Vec::new())));
    provide_context(SearchOpen(RwSignal::new(false)));
    view! { <SignedIn><Frame /></SignedIn> }
}

/// Shows something only to somebody who is signed in and leads everybody else to the sign-in page.
#[component]
pub fn SignedIn(
    /// What is shown.
    children: ChildrenFn,
) -> impl IntoView {
    lead_to_sign_in();
    // What is shown must not be drawn again when the same viewer is fetched again.
    let state = Memo::new(|_| match session::current() {
        Session::SignedIn(_) => State::In,
        Session::Unreachable(error) => State::Unreachable(error),
        Session::Restoring | Session::SignedOut(_) => State::Waiting,
    });
    move || {
        match state.get() {
        State::In => children().into_any(),
        State::Waiting => view! { <main class="plain" aria-label=t(ShellText::Starting)><Skeleton /></main> }.into_any(),
        State::Unreachable(error) => {
            view! { <main class="plain"><ErrorPanel error on_retry=|()| spawn_local(session::restore()) /></main> }.into_any()
        }
    }
    }
}

#[derive(Clone, PartialEq, Eq)]
enum State {
    In,
    Waiting,
    Unreachable(crate::api::ApiError),
}

fn lead_to_sign_in() {
    let navigate = use_navigate();
    let location = use_location();
    Effect::new(move || {
        if matches!(session::current(), Session::SignedOut(_)) {
            let wanted = format!(
                "{}{}",
                location.pathname.get_untracked(),
                location.search.with_untracked(|query| {
                    if query.is_empty() { String::new() } else { format!("?{query}") }
                })
            );
            let target = if wanted == "/" {
                "/sign-in".to_owned()
            } else {
                format!("/sign-in?next={}", js_sys::encode_uri_component(&wanted))
            };
            navigate(&target, NavigateOptions { replace: true, ..NavigateOptions::default() });
        }
    });
}

#[component]
fn Frame() -> impl IntoView {
    view! {
        <Jump to="main" class="skip">{t(ShellText::SkipToContent)}</Jump>
        <div class="shell">
            <Sidebar />
            <Header />
            <main id="main" tabindex="-1"><Outlet /></main>
            <PhoneBar />
        </div>
        <Search />
    }
}

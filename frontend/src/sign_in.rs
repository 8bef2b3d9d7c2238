//! The sign-in page: what is recorded and who sees it on the left, name and password on the right.

use crate::{
    api::{ApiError, Refusal},
    i18n::{now, t},
    parts,
    session::{self, Ending, Session},
    shell::gate::Gate,
    ui::{
        banner::Banner,
        busy::Busy,
        button::{Button, Weight},
        error_summary::{ErrorSummary, Fault},
        refused::Refused,
        status::Tone,
        text_input::TextInput,
    },
};
use leptos::{ev::SubmitEvent, html, prelude::*, task::spawn_local};
use leptos_router::{
    ChooseView as _, NavigateOptions,
    hooks::{use_navigate, use_query_map},
};
use lianyi_shared::text_shell::ShellText;

/// The page for those who are not signed in. Afterwards it leads to where they wanted to go.
#[component]
pub fn SignIn() -> impl IntoView {
    let navigate = use_navigate();
    let query = use_query_map();
    // It is there by the time the password is typed.
    spawn_local(async { parts::home::Home.preload().await });
    Effect::new(move || {
        if matches!(session::current(), Session::SignedIn(_)) {
            let wanted = query.with_untracked(|query| query.get("next")).filter(|path| is_own_path(path));
            let options = NavigateOptions { replace: true, ..NavigateOptions::default() };
            navigate(&wanted.unwrap_or_else(|| "/".to_owned()), options);
        }
    });
    view! {
        <Gate title=t(ShellText::SignIn) lead=t(ShellText::SignInLead)>
            <Form />
            <footer class="meta"><p>{t(ShellText::SignInHelp)}</p></footer>
        </Gate>
    }
    .into_any()
}

/// Only an address of this application: never one that leads elsewhere.
fn is_own_path(path: &str) -> bool {
    path.starts_with('/') && !path.starts_with("//") && !path.contains('\\')
}

/// Name and password.
#[component]
fn Form() -> impl IntoView {
    let username = RwSignal::new(String::new());
    let password = RwSignal::new(String::new());
    let busy = Busy::default();
    let username_error = RwSignal::new(None::<String>);
    let password_error = RwSignal::new(None::<String>);
    let refused = RwSignal::new(None::<ApiError>);
    let password_input = NodeRef::<html::Input>::new();

    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        let missing = |text: String, key| text.trim().is_empty().then(|| now(key).to_owned());
        let (name, secret) = (username.get_untracked(), password.get_untracked());
        username_error.set(missing(name.clone(), ShellText::UsernameMissing));
        password_error.set(missing(secret.clone(), ShellText::PasswordMissing));
        refused.set(None);
        if username_error.with_untracked(Option::is_some) || password_error.with_untracked(Option::is_some) {
            return;
        }
        busy.run(async move {
            let Err(error) = session::sign_in(name.trim(), &secret).await else { return };
            match error.refusal {
                Refusal::Unauthenticated | Refusal::Invalid(_) => {
                    password.try_set(String::new());
                    password_error.try_set(Some(now(ShellText::SignInRefused).to_owned()));
                    if let Some(input) = password_input.get_untracked() {
                        let _ = input.focus();
                    }
                }
                Refusal::RateLimited => {
                    password_error.try_set(Some(now(ShellText::SignInTooOften).to_owned()));
                }
                _ => {
                    refused.try_set(Some(error));
                }
            }
        });
    };
    let faults = Signal::derive(move || {
        let of = |id: &str, error: RwSignal<Option<String>>| {
            error.get().map(|message| Fault { id: id.to_owned(), message })
        };
        match (of("username", username_error), of("password", password_error)) {
            // One fault stands under its field; only several need a list.
            (Some(first), Some(second)) => vec![first, second],
            _ => Vec::new(),
        }
    });
    let ending = move || match session::current() {
        Session::SignedOut(Ending::Chosen) => Some((Tone::Ok, ShellText::SignedOut)),
        Session::SignedOut(Ending::Expired) => Some((Tone::Warn, ShellText::SessionEnded)),
        _ => None,
    };
    view! {
        <form on:submit=submit novalidate>
            {move || ending().map(|(tone, key)| view! { <Banner tone>{t(key)}</Banner> })}
            <Refused error=refused />
            <ErrorSummary faults />
            <TextInput id="username" label=t(ShellText::Username) value=username error=username_error autocomplete="username" />
            <TextInput
                id="password"
                label=t(ShellText::Password)
                value=password
                error=password_error
                kind="password"
                autocomplete="current-password"
                node_ref=password_input
            />
            <Button weight=Weight::Primary submit=true busy=busy>
                {move || now(if busy.get() { ShellText::SigningIn } else { ShellText::SignIn })}
            </Button>
        </form>
    }
}

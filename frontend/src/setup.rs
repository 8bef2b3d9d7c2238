//! A one-time link: the person sets a password and is signed in.

use crate::{
    i18n::{now, t},
    session::{self, Session},
    shell::gate::Gate,
    ui::{
        busy::Busy,
        button::{Button, Weight},
        text_input::TextInput,
    },
};
use leptos::{ev::SubmitEvent, prelude::*};
use leptos_router::{
    NavigateOptions,
    hooks::{use_navigate, use_params_map},
};
use lianyi_shared::text_access::AccessText;

/// The page at `/setup/:secret`.
#[component]
pub fn Setup() -> impl IntoView {
    let params = use_params_map();
    let navigate = use_navigate();
    let password = RwSignal::new(String::new());
    let refused = RwSignal::new(None::<String>);
    let busy = Busy::default();
    let redeemed = RwSignal::new(false);
    Effect::new(move || {
        if redeemed.get() && matches!(session::current(), Session::SignedIn(_)) {
            // The secret leaves the address with this step.
            navigate("/", NavigateOptions { replace: true, ..NavigateOptions::default() });
        }
    });
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        let secret = params.with_untracked(|params| params.get("secret").unwrap_or_default());
        let chosen = password.get_untracked();
        busy.run(async move {
            match session::redeem(&secret, &chosen).await {
                Ok(()) => redeemed.set(true),
                Err(error) => {
                    let field = error.fields().first().map(|field| field.message.clone());
                    refused.set(Some(field.or(error.message).unwrap_or(error.code)));
                }
            }
        });
    };
    view! {
        <Gate title=t(AccessText::SetupTitle) lead=t(AccessText::SetupLead)>
            <form on:submit=submit novalidate>
                <TextInput
                    id="password"
                    label=t(AccessText::NewPassword)
                    hint=t(AccessText::PasswordHint)
                    value=password
                    error=refused
                    kind="password"
                    autocomplete="new-password"
                />
                <Button weight=Weight::Primary submit=true busy=busy>{move || now(AccessText::SetAndEnter)}</Button>
            </form>
        </Gate>
    }
    .into_any()
}

//! A one-time link, shown once.

use crate::{
    browser,
    i18n::{date_time, filled, now, t},
    ui::{
        banner::Banner,
        button::{Button, Weight},
        status::Tone,
        text_input::TextInput,
        toast,
    },
};
use leptos::{prelude::*, task::spawn_local};
use lianyi_shared::{api::accounts::AccountLink, text_accounts::AccountText};

/// The link with its date and a way to copy it. It is not told again.
#[component]
pub fn ShownLink(
    /// What the server answered.
    link: AccountLink,
) -> impl IntoView {
    let address = RwSignal::new(format!("{}{}", browser::origin(), link.path));
    let (name, until) = (link.account.name, link.until);
    let copy = move |_| {
        spawn_local(async move {
            if browser::copy(&address.get_untracked()).await {
                toast::show(Tone::Ok, now(AccountText::Copied));
            } else {
                browser::select("#link");
                toast::show(Tone::Warn, now(AccountText::CopyByHand));
            }
        });
    };
    view! {
        <Banner tone=Tone::Warn>
            <p>{move || filled(AccountText::LinkOnce, &[("name", &name)])}</p>
            <p>{move || filled(AccountText::LinkGoodUntil, &[("at", &date_time(&until.0))])}</p>
        </Banner>
        <TextInput id="link" label=t(AccountText::LinkTitle) value=address />
        <div class="acts">
            <Button weight=Weight::Primary on_click=copy>{t(AccountText::Copy)}</Button>
        </div>
    }
}

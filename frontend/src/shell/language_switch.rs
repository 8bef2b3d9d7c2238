//! The other language, in its own words.

use crate::i18n::{self, t};
use leptos::prelude::*;
use lianyi_shared::{text::Lang, text_shell::ShellText};

/// Turns Chinese into English and back.
#[component]
pub fn LanguageSwitch() -> impl IntoView {
    let other = || match i18n::lang() {
        Lang::Zh => Lang::En,
        Lang::En => Lang::Zh,
    };
    view! {
        <button class="btn quiet" type="button" lang=move || other().tag() on:click=move |_| i18n::set_lang(untrack(other))>
            {t(ShellText::SwitchLanguage)}
        </button>
    }
}

//! The header: where the page lies, search, notices, theme, language, account.

use super::{LanguageSwitch, SearchOpen, bell::Bell, gate::DemoMark, user_menu::UserMenu};
use crate::{
    i18n::t,
    preferences,
    ui::{
        breadcrumb::Breadcrumb,
        button::IconButton,
        icon::{Glyph, Icon},
        page::Trail,
    },
};
use leptos::prelude::*;
use lianyi_shared::text_shell::ShellText;

/// The line above every page.
#[component]
pub fn Header() -> impl IntoView {
    let Trail(trail) = expect_context();
    let SearchOpen(search) = expect_context();
    // On a phone a page below another shows the way back instead of the mark.
    let is_top = move || trail.with(|crumbs| crumbs.len() < 2);
    view! {
        <header class="top">
            {move || is_top().then(|| view! {
                <a class="home-mark phone-only" href="/"><Icon glyph=Glyph::Mark size=24 />{t(ShellText::Product)}</a>
            })}
            <Breadcrumb crumbs=trail />
            <div class="push">
                <DemoMark />
                <button class="find" type="button" on:click=move |_| search.set(true)>
                    <Icon glyph=Glyph::Search />
                    <span>{t(ShellText::Search)}</span>
                    <kbd>{t(ShellText::SearchShortcut)}</kbd>
                </button>
                <Bell />
                <IconButton glyph=Glyph::Theme label=t(ShellText::SwitchTheme) on_click=|_| preferences::toggle_theme() />
                <span class="hide-s"><LanguageSwitch /></span>
                <span class="hide-s"><UserMenu /></span>
            </div>
        </header>
    }
}

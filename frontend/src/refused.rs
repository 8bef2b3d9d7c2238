//! Pages that say no, why, and what next.

use crate::{
    i18n::t,
    ui::{empty_state::EmptyState, icon::Glyph, page::Page},
};
use leptos::prelude::*;
use lianyi_shared::text_shell::ShellText;

/// There is no such page.
#[component]
pub fn NotFound() -> impl IntoView {
    view! {
        <Page title=t(ShellText::NotFound)>
            <EmptyState glyph=Glyph::Search title=t(ShellText::NotFoundBody) act=back_home />
        </Page>
    }
    .into_any()
}

/// The page exists, but not for this viewer.
#[component]
pub fn Forbidden() -> impl IntoView {
    view! {
        <Page title=t(ShellText::Forbidden)>
            <EmptyState glyph=Glyph::Lock title=t(ShellText::ForbiddenBody) act=back_home />
        </Page>
    }
    .into_any()
}

fn back_home() -> impl IntoView {
    view! { <a class="btn" href="/">{t(ShellText::BackHome)}</a> }
}

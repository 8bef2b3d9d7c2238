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

/// Shows a page only to those who hold a permission; the server refuses its data to others anyway.
#[component]
pub fn Permitted(
    /// The code of the permission.
    permission: &'static str,
    /// The page.
    children: ChildrenFn,
) -> impl IntoView {
    let may = Memo::new(move |_| crate::session::may(permission));
    move || {
        if may.get() { children().into_any() } else { Forbidden().into_any() }
    }
}

fn back_home() -> impl IntoView {
    view! { <a class="btn" href="/">{t(ShellText::BackHome)}</a> }
}

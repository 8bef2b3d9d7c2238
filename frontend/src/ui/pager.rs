//! From page to page of a long list.

use super::{
    button::Button,
    icon::{Glyph, Icon},
};
use crate::i18n::{filled, t};
use leptos::prelude::*;
use lianyi_shared::text_shell::UiText;

/// Where a list stands. Pages follow cursors, so there are no page numbers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct PageInfo {
    /// How many rows are shown.
    pub shown: usize,
    /// How many there are in all, when the server was asked to count.
    pub total: Option<u64>,
    /// Whether there is a page before.
    pub has_previous: bool,
    /// Whether there is a page after.
    pub has_next: bool,
}

/// The page before and the page after.
#[component]
pub fn Pager(
    /// Where the list stands.
    #[prop(into)]
    info: Signal<PageInfo>,
    /// Goes to the page before.
    #[prop(into)]
    on_previous: Callback<()>,
    /// Goes to the page after.
    #[prop(into)]
    on_next: Callback<()>,
) -> impl IntoView {
    let count = move || {
        let PageInfo { shown, total, .. } = info.get();
        match total {
            Some(total) => filled(UiText::RowsOf, &[("count", &shown), ("total", &total)]),
            None => filled(UiText::Rows, &[("count", &shown)]),
        }
    };
    // Where all is on one page there is nowhere to go.
    let several = Memo::new(move |_| info.with(|info| info.has_previous || info.has_next));
    let ways = move || {
        view! {
            <div class="push">
                <Button glyph=Glyph::ChevronLeft disabled=Signal::derive(move || !info.get().has_previous) on_click=move |_| on_previous.run(())>
                    {t(UiText::Previous)}
                </Button>
                <Button disabled=Signal::derive(move || !info.get().has_next) on_click=move |_| on_next.run(())>
                    {t(UiText::Next)} <Icon glyph=Glyph::ChevronRight />
                </Button>
            </div>
        }
    };
    view! {
        <nav class="pager" aria-label=t(UiText::Pages)>
            <span>{count}</span>
            {move || several.get().then(ways)}
        </nav>
    }
}

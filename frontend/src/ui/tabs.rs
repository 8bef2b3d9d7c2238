//! Tabs are links: the tab is in the address, so it can be shared and Back works.

use leptos::prelude::*;
use leptos_router::hooks::{use_location, use_query_map};

/// One tab.
#[derive(Clone)]
pub struct Tab {
    /// Its value in the address; the first tab's is left out there.
    pub code: &'static str,
    /// Its words.
    pub label: TextProp,
    /// How many there are behind it.
    pub count: Option<u32>,
}

impl Tab {
    /// A tab without a count.
    pub fn new(code: &'static str, label: impl Into<TextProp>) -> Self {
        Self { code, label: label.into(), count: None }
    }
}

/// A row of tabs, kept in the query parameter `tab`.
#[component]
pub fn Tabs(
    /// What the tabs divide.
    #[prop(into)]
    label: TextProp,
    /// The tabs, the one shown at first in front.
    tabs: Vec<Tab>,
) -> impl IntoView {
    let first = tabs.first().map_or("", |tab| tab.code);
    let chosen = chosen_tab(first);
    let path = use_location().pathname;
    let link = move |Tab { code, label, count }: Tab| {
        let href = move || {
            if code == first { path.get() } else { format!("{}?tab={code}", path.get()) }
        };
        view! {
            <a href=href aria-current=move || chosen.with(|chosen| chosen == code).then_some("page")>
                {move || label.get()}
                {count.map(|count| view! { <span class="n">{count}</span> })}
            </a>
        }
    };
    view! { <nav class="tabs" aria-label=move || label.get()>{tabs.into_iter().map(link).collect_view()}</nav> }
}

/// The tab in the address, or the first.
pub fn chosen_tab(first: &'static str) -> Memo<String> {
    let query = use_query_map();
    Memo::new(move |_| query.with(|query| query.get_str("tab").unwrap_or(first).to_owned()))
}

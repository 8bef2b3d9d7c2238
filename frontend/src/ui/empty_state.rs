//! Nothing is here: why, and what next.

use super::icon::{Glyph, Icon};
use leptos::prelude::*;

/// Says why there is nothing and what can be done. "No data yet", "nothing matches the filter" and "not in your scope"
/// are three different reasons with different words.
#[component]
pub fn EmptyState(
    /// What it is about.
    #[prop(default = Glyph::Inbox)]
    glyph: Glyph,
    /// Why there is nothing.
    #[prop(into)]
    title: TextProp,
    /// What next, in a sentence.
    #[prop(optional, into)]
    next: Option<TextProp>,
    /// At most one button or link.
    #[prop(optional, into)]
    act: ViewFn,
) -> impl IntoView {
    view! {
        <div class="empty">
            <Icon glyph size=24 />
            <p><strong>{move || title.get()}</strong></p>
            {next.map(|next| view! { <p class="muted">{move || next.get()}</p> })}
            <div class="acts">{act.run()}</div>
        </div>
    }
}

//! What happened, newest first, by month.

use super::icon::{Glyph, Icon};
use crate::{browser, i18n};
use leptos::prelude::*;

/// Something that happened.
#[derive(Clone)]
pub struct Event {
    /// When, in ISO form, a day or a moment.
    pub at: String,
    /// What kind of thing.
    pub glyph: Glyph,
    /// Who did it.
    pub actor: String,
    /// What they did.
    pub deed: TextProp,
    /// What there is to say about it.
    pub body: Option<TextProp>,
    /// Chips under it.
    pub chips: ViewFn,
}

/// Events under the months they fell into; the caller gives them newest first.
#[component]
pub fn Timeline(
    /// What happened, newest first.
    #[prop(into)]
    events: Signal<Vec<Event>>,
) -> impl IntoView {
    let months = move || {
        let mut months: Vec<(String, Vec<Event>)> = Vec::new();
        for event in events.get() {
            let month: String = event.at.chars().take(7).collect();
            match months.last_mut() {
                Some((last, events)) if *last == month => events.push(event),
                _ => months.push((month, vec![event])),
            }
        }
        months.into_iter().map(|(month, events)| view! { <Month month events /> }).collect_view()
    };
    view! { <div class="tl">{months}</div> }
}

#[component]
fn Month(month: String, events: Vec<Event>) -> impl IntoView {
    let id = format!("month-{}", browser::fresh_number());
    let heading = id.clone();
    view! {
        <section aria-labelledby=id>
            <h3 id=heading>{move || i18n::month(&format!("{month}-01"))}</h3>
            <ol>{events.into_iter().map(entry).collect_view()}</ol>
        </section>
    }
}

fn entry(event: Event) -> impl IntoView {
    let Event { at, glyph, actor, deed, body, chips } = event;
    let (shown, full) = (at.clone(), at.clone());
    view! {
        <li>
            <Icon glyph />
            <div class="hd">
                <span><strong>{actor}</strong>" "{move || deed.get()}</span>
                <time datetime=at title=move || i18n::date(&full)>{move || i18n::month_day(&shown)}</time>
            </div>
            {body.map(|body| view! { <p class="body">{move || body.get()}</p> })}
            <div class="chips">{chips.run()}</div>
        </li>
    }
}

//! A part of a page under its own heading.

use crate::browser;
use leptos::prelude::*;

/// A heading on a line, with its count and at most one act at the end, and what belongs under it.
#[component]
pub fn Section(
    /// The heading.
    #[prop(into)]
    title: TextProp,
    /// How many there are, or a short remark.
    #[prop(optional, into)]
    count: Option<TextProp>,
    /// The id of the part, for links to it.
    #[prop(optional, into)]
    id: Option<String>,
    /// The act at the end of the line: a link or a quiet small button.
    #[prop(optional, into)]
    act: ViewFn,
    /// What stands under the heading.
    children: Children,
) -> impl IntoView {
    let heading = format!("section-{}", browser::fresh_number());
    let labelled = heading.clone();
    view! {
        <section id=id aria-labelledby=labelled>
            <div class="sec">
                <h2 id=heading>{move || title.get()}</h2>
                {count.map(|count| view! { <span class="n">{move || count.get()}</span> })}
                <span class="push">{act.run()}</span>
            </div>
            {children()}
        </section>
    }
}

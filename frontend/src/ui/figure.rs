//! A number that opens what it counts.

use leptos::prelude::*;

/// A number in a table; nought opens nothing.
#[component]
pub fn Figure(
    /// How many.
    count: i32,
    /// The list with exactly these.
    href: String,
    /// What is counted, for those who do not see the row and the column; it must contain the number.
    #[prop(into)]
    spoken: TextProp,
) -> impl IntoView {
    if count == 0 {
        return view! { <span class="muted">"0"</span> }.into_any();
    }
    view! { <a class="figure" href=href aria-label=move || spoken.get()>{count}</a> }.into_any()
}

//! Figures with a bar.

use leptos::prelude::*;

/// A part of a bar.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fill {
    /// What is done.
    Full,
    /// What is on its way.
    Half,
    /// What is left.
    Rest,
}

/// Figures side by side, divided by hairlines; put [`Stat`] into it.
#[component]
pub fn StatStrip(
    /// Six figures in a row instead of three.
    #[prop(optional)]
    six: bool,
    /// The figures.
    children: Children,
) -> impl IntoView {
    view! { <dl class="figs" class:six=six>{children()}</dl> }
}

/// One figure: what it counts, how many, of what, a bar whose parts add up, and a sentence that explains it.
#[component]
pub fn Stat(
    /// What it counts.
    #[prop(into)]
    label: TextProp,
    /// How many.
    #[prop(into)]
    figure: TextProp,
    /// Of what: 「/ 22 个党总支」.
    #[prop(into)]
    unit: TextProp,
    /// The parts of the bar with their sizes; none for no bar.
    #[prop(optional)]
    bar: Vec<(Fill, u32)>,
    /// What explains the figure; it says everything that the bar shows.
    #[prop(optional, into)]
    note: Option<TextProp>,
    /// The page with what the note counts.
    #[prop(optional, into)]
    note_href: Option<String>,
    /// The page with what is counted; without one the figure leads nowhere.
    #[prop(optional, into)]
    href: Option<String>,
) -> impl IntoView {
    let name = move || label.get();
    let name = match href {
        Some(href) => view! { <a href=href>{name}</a> }.into_any(),
        None => name.into_any(),
    };
    let part = |(fill, size): (Fill, u32)| {
        let class = match fill {
            Fill::Full => "f",
            Fill::Half => "g",
            Fill::Rest => "",
        };
        view! { <i class=class style:flex-grow=size.to_string()></i> }
    };
    let bar = (!bar.is_empty()).then(
        || view! { <span class="bar" aria-hidden="true">{bar.into_iter().map(part).collect_view()}</span> },
    );
    let note = note.map(|note| {
        let words = move || note.get();
        match note_href {
            Some(href) => view! { <a class="meta" href=href>{words}</a> }.into_any(),
            None => view! { <span class="meta">{words}</span> }.into_any(),
        }
    });
    view! {
        <div>
            <dt>{name}</dt>
            <dd>
                <b>{move || figure.get()}</b>
                <span class="muted">{move || unit.get()}</span>
                {bar}
                {note}
            </dd>
        </div>
    }
}

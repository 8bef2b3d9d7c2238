//! Where a page lies.

use super::icon::{Glyph, Icon};
use crate::i18n::t;
use leptos::prelude::*;
use lianyi_shared::text_shell::ShellText;

/// One step of the way to a page.
#[derive(Clone)]
pub struct Crumb {
    /// The page's name.
    pub title: TextProp,
    /// Its address; the page itself, last, has none.
    pub href: Option<String>,
}

/// The way from the top to this page; on a phone only the step back to the page above.
#[component]
pub fn Breadcrumb(
    /// The steps, the page itself last.
    #[prop(into)]
    crumbs: Signal<Vec<Crumb>>,
) -> impl IntoView {
    let step = |(index, Crumb { title, href }): (usize, Crumb)| {
        let separator = (index > 0).then(|| view! { <span class="sl" aria-hidden="true">"/"</span> });
        match href {
            Some(href) => {
                view! { <li>{separator}<a href=href><span class="phone-only"><Icon glyph=Glyph::ChevronLeft /></span>{move || title.get()}</a></li> }.into_any()
            }
            None => {
                view! { <li>{separator}<span aria-current="page">{move || title.get()}</span></li> }
                    .into_any()
            }
        }
    };
    view! {
        <nav class="crumbs-nav" aria-label=t(ShellText::Location)>
            <ol class="crumbs">{move || crumbs.get().into_iter().enumerate().map(step).collect_view()}</ol>
        </nav>
    }
}

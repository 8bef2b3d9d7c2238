//! The frame of a page's content: its heading, which takes the focus after navigation, and its acts.

use super::{breadcrumb::Crumb, toast};
use crate::{browser, i18n::filled};
use leptos::{html, prelude::*};
use leptos_router::hooks::use_location;
use lianyi_shared::text_shell::ShellText;

/// Where the current page lies; the shell shows it, the page sets it.
#[derive(Clone, Copy)]
pub struct Trail(pub RwSignal<Vec<Crumb>>);

/// A page: heading, a line under it, acts beside it, content.
///
/// On every navigation the heading takes the focus and the title is read out, so that nobody is left on the old page.
#[component]
pub fn Page(
    /// The heading, which is the title of the window too.
    #[prop(into)]
    title: TextProp,
    /// A line under the heading.
    #[prop(optional, into)]
    lead: Option<TextProp>,
    /// What the bar above calls the page, where the heading says something else.
    #[prop(optional, into)]
    bar: Option<TextProp>,
    /// Chips above the heading.
    #[prop(optional, into)]
    chips: Option<ViewFn>,
    /// Up to two acts and a menu.
    #[prop(optional, into)]
    acts: Option<ViewFn>,
    /// The pages above this one, the topmost first, without this one.
    #[prop(optional)]
    above: Vec<Crumb>,
    /// The content.
    children: Children,
) -> impl IntoView {
    let heading = NodeRef::<html::H1>::new();
    on_navigation(title.clone(), heading);
    if let Some(Trail(trail)) = use_context() {
        let mut crumbs = above;
        crumbs.push(Crumb { title: bar.unwrap_or_else(|| title.clone()), href: None });
        trail.set(crumbs);
    }
    view! {
        <div class="page">
            <div class="page-head">
                <div>
                    {chips.map(|chips| view! { <div class="chips">{chips.run()}</div> })}
                    <h1 tabindex="-1" node_ref=heading>{let title = title.clone(); move || title.get()}</h1>
                    {lead.map(|lead| view! { <p>{move || lead.get()}</p> })}
                </div>
                {acts.map(|acts| view! { <div class="acts">{acts.run()}</div> })}
            </div>
            {children()}
        </div>
    }
}

/// Names the window after the page; when the address changes, reads the title out and moves the focus to the heading.
pub fn on_navigation(title: TextProp, heading: NodeRef<html::H1>) {
    let named = title.clone();
    Effect::new(move || {
        document().set_title(&filled(ShellText::PageTitle, &[("page", &named.get())]));
    });
    let path = use_location().pathname;
    Effect::new(move || {
        path.track();
        let Some(heading) = heading.get() else { return };
        // A page that has just been opened by the browser leaves the focus where the browser puts it.
        if browser::is_first_page() {
            return;
        }
        let _ = heading.focus();
        toast::announce(untrack(|| title.get().into_owned()));
    });
}

//! The application: which page stands at which address, and when a page counts as ready.

#[cfg(any(debug_assertions, clippy))]
use crate::kitchen::Kitchen;
/// A shipped build has no kitchen.
#[cfg(not(any(debug_assertions, clippy)))]
use crate::refused::NotFound as Kitchen;
use crate::{
    api, browser, home,
    parts::{administration, contact, own, people, roster},
    refused::NotFound,
    session::{self, Session},
    shell::Shell,
    sign_in::SignIn,
    ui::toast::Toasts,
};
use leptos::{prelude::*, task::spawn_local};
use leptos_router::{
    Lazy,
    components::{ParentRoute, Route, Router, Routes},
    hooks::use_location,
    path,
};
use std::time::Duration;

/// Everything.
#[component]
pub fn App() -> impl IntoView {
    spawn_local(session::restore());
    view! {
        <Router>
            <Readiness />
            <Routes fallback=NotFound>
                <Route path=path!("/sign-in") view=SignIn />
                <Route path=path!("/setup/:secret") view={Lazy::<own::Setup>::new()} />
                <Route path=path!("/kitchen") view=Kitchen />
                <Route path=path!("/rosters/:id/print") view={Lazy::<roster::PrintRoster>::new()} />
                <ParentRoute path=path!("") view=Shell>
                    <Route path=path!("") view=home::Home />
                    <Route path=path!("/imports") view={Lazy::<administration::Imports>::new()} />
                    <Route path=path!("/imports/:id") view={Lazy::<administration::ImportCheck>::new()} />
                    <Route path=path!("/audit") view={Lazy::<administration::Audit>::new()} />
                    <Route path=path!("/accounts") view={Lazy::<administration::Accounts>::new()} />
                    <Route path=path!("/accounts/new") view={Lazy::<administration::OpenAccount>::new()} />
                    <Route path=path!("/accounts/:id") view={Lazy::<administration::Account>::new()} />
                    <Route path=path!("/mine") view={Lazy::<own::Mine>::new()} />
                    <Route path=path!("/own") view={Lazy::<own::OwnRecord>::new()} />
                    <Route path=path!("/representatives") view={Lazy::<people::Representatives>::new()} />
                    <Route path=path!("/representatives/new") view={Lazy::<people::NewRepresentative>::new()} />
                    <Route path=path!("/representatives/:id") view={Lazy::<people::Representative>::new()} />
                    <Route path=path!("/representatives/:id/edit") view={Lazy::<people::EditRepresentative>::new()} />
                    <Route path=path!("/leaders") view={Lazy::<people::Leaders>::new()} />
                    <Route path=path!("/leaders/new") view={Lazy::<people::NewLeader>::new()} />
                    <Route path=path!("/leaders/:id") view={Lazy::<people::Leader>::new()} />
                    <Route path=path!("/leaders/:id/edit") view={Lazy::<people::EditLeader>::new()} />
                    <Route path=path!("/groups") view={Lazy::<people::Groups>::new()} />
                    <Route path=path!("/groups/new") view={Lazy::<people::NewGroup>::new()} />
                    <Route path=path!("/groups/:id") view={Lazy::<people::Group>::new()} />
                    <Route path=path!("/groups/:id/edit") view={Lazy::<people::EditGroup>::new()} />
                    <Route path=path!("/units") view={Lazy::<people::Units>::new()} />
                    <Route path=path!("/units/new") view={Lazy::<people::NewUnit>::new()} />
                    <Route path=path!("/units/:id") view={Lazy::<people::Unit>::new()} />
                    <Route path=path!("/units/:id/edit") view={Lazy::<people::EditUnit>::new()} />
                    <Route path=path!("/contacts") view={Lazy::<contact::Contacts>::new()} />
                    <Route path=path!("/contacts/new") view={Lazy::<contact::Record>::new()} />
                    <Route path=path!("/contacts/:id") view={Lazy::<contact::Contact>::new()} />
                    <Route path=path!("/contacts/:id/correct") view={Lazy::<contact::Correct>::new()} />
                    <Route path=path!("/rosters") view={Lazy::<roster::Rosters>::new()} />
                    <Route path=path!("/rosters/:id") view={Lazy::<roster::Version>::new()} />
                    <Route path=path!("/coverage") view={Lazy::<roster::Coverage>::new()} />
                    <Route path=path!("/pairings") view={Lazy::<roster::MyPairings>::new()} />
                    <Route path=path!("/*any") view=NotFound />
                </ParentRoute>
            </Routes>
            <Toasts />
        </Router>
    }
}

/// Marks `<body data-ready="true">` when the page has what it asked for: nothing is under way and nothing has begun
/// while the browser drew twice. The browser tests wait for it.
#[component]
fn Readiness() -> impl IntoView {
    /// A resource asks for its data a moment after its page is drawn.
    const SETTLED: Duration = Duration::from_millis(30);
    let location = use_location();
    let turn = StoredValue::new(0_u32);
    Effect::new(move || {
        location.pathname.track();
        location.search.track();
        let busy = api::pending() > 0 || matches!(session::current(), Session::Restoring);
        browser::set_body_attribute("data-ready", "false");
        turn.update_value(|turn| *turn += 1);
        let mine = turn.get_value();
        if !busy {
            browser::after(SETTLED, move || {
                if turn.get_value() == mine {
                    browser::set_body_attribute("data-ready", "true");
                }
            });
        }
    });
}

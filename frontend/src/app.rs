//! The application: which page stands at which address, and when a page counts as ready.

#[cfg(any(debug_assertions, clippy))]
use crate::kitchen::Kitchen;
/// A shipped build has no kitchen.
#[cfg(not(any(debug_assertions, clippy)))]
use crate::refused::NotFound as Kitchen;
use crate::{
    api, browser, live,
    parts::{administration, contact, home, own, people, plan, roster, trend},
    refused::NotFound,
    session::{self, Session},
    shell::Shell,
    sign_in::SignIn,
    ui::toast::Toasts,
};
use leptos::{prelude::*, task::spawn_local};
use leptos_router::{
    components::{ParentRoute, Route, Router, Routes},
    hooks::use_location,
    path,
};
use std::time::Duration;

/// Everything.
#[component]
pub fn App() -> impl IntoView {
    live::listen();
    spawn_local(session::restore());
    view! {
        <Router>
            <Readiness />
            <Routes fallback=NotFound>
                <Route path=path!("/sign-in") view=SignIn />
                <Route path=path!("/setup/:secret") view=own::Setup />
                <Route path=path!("/kitchen") view=Kitchen />
                <Route path=path!("/rosters/:id/print") view=roster::PrintRoster />
                <ParentRoute path=path!("") view=Shell>
                    <Route path=path!("") view=home::Home />
                    <Route path=path!("/imports") view=administration::Imports />
                    <Route path=path!("/imports/:id") view=administration::ImportCheck />
                    <Route path=path!("/audit") view=administration::Audit />
                    <Route path=path!("/accounts") view=administration::Accounts />
                    <Route path=path!("/accounts/new") view=administration::OpenAccount />
                    <Route path=path!("/accounts/:id") view=administration::Account />
                    <Route path=path!("/settings") view=administration::Settings />
                    <Route path=path!("/mine") view=own::Mine />
                    <Route path=path!("/notices") view=own::Notices />
                    <Route path=path!("/own") view=own::OwnRecord />
                    <Route path=path!("/representatives") view=people::Representatives />
                    <Route path=path!("/representatives/new") view=people::NewRepresentative />
                    <Route path=path!("/representatives/:id") view=people::Representative />
                    <Route path=path!("/representatives/:id/edit") view=people::EditRepresentative />
                    <Route path=path!("/leaders") view=people::Leaders />
                    <Route path=path!("/leaders/new") view=people::NewLeader />
                    <Route path=path!("/leaders/:id") view=people::Leader />
                    <Route path=path!("/leaders/:id/edit") view=people::EditLeader />
                    <Route path=path!("/groups") view=people::Groups />
                    <Route path=path!("/groups/new") view=people::NewGroup />
                    <Route path=path!("/groups/:id") view=people::Group />
                    <Route path=path!("/groups/:id/edit") view=people::EditGroup />
                    <Route path=path!("/units") view=people::Units />
                    <Route path=path!("/units/new") view=people::NewUnit />
                    <Route path=path!("/units/:id") view=people::Unit />
                    <Route path=path!("/units/:id/edit") view=people::EditUnit />
                    <Route path=path!("/contacts") view=contact::Contacts />
                    <Route path=path!("/due") view=contact::Due />
                    <Route path=path!("/overview") view=contact::Overview />
                    <Route path=path!("/overview/pairings") view=contact::OverviewPairings />
                    <Route path=path!("/contacts/new") view=contact::Record />
                    <Route path=path!("/contacts/:id") view=contact::Contact />
                    <Route path=path!("/contacts/:id/correct") view=contact::Correct />
                    <Route path=path!("/trends") view=trend::Trends />
                    <Route path=path!("/trends/new") view=trend::Report />
                    <Route path=path!("/trends/:id") view=trend::Trend />
                    <Route path=path!("/plans") view=plan::Plans />
                    <Route path=path!("/plans/new") view=plan::NewPlan />
                    <Route path=path!("/plans/:id") view=plan::Plan />
                    <Route path=path!("/plans/:id/edit") view=plan::EditPlan />
                    <Route path=path!("/rosters") view=roster::Rosters />
                    <Route path=path!("/rosters/:id") view=roster::Version />
                    <Route path=path!("/coverage") view=roster::Coverage />
                    <Route path=path!("/pairings") view=roster::MyPairings />
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

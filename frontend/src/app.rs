//! The application: which page stands at which address, and when a page counts as ready.

#[cfg(debug_assertions)]
use crate::kitchen::Kitchen;
/// A shipped build has no kitchen.
#[cfg(not(debug_assertions))]
use crate::refused::NotFound as Kitchen;
use crate::{
    api,
    audit::Audit,
    browser, home, import, mine,
    people::{
        group::Group,
        group_form::{EditGroupPage, NewGroup},
        groups::Groups,
        leader::Leader,
        leader_form::{EditLeaderPage, NewLeader},
        leaders::Leaders,
        own::OwnRecord,
        representative::Representative,
        representative_form::{EditRepresentativePage, NewRepresentative},
        representatives::Representatives,
    },
    refused::NotFound,
    roster,
    session::{self, Session},
    setup::Setup,
    shell::Shell,
    sign_in::SignIn,
    ui::toast::Toasts,
    units::{
        form::{EditUnitPage, NewUnit},
        tree::Units,
        unit::Unit,
    },
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
    spawn_local(session::restore());
    view! {
        <Router>
            <Readiness />
            <Routes fallback=NotFound>
                <Route path=path!("/sign-in") view=SignIn />
                <Route path=path!("/setup/:secret") view=Setup />
                <Route path=path!("/kitchen") view=Kitchen />
                <ParentRoute path=path!("") view=Shell>
                    <Route path=path!("") view=home::Home />
                    <Route path=path!("/imports") view=import::recent::Imports />
                    <Route path=path!("/imports/:id") view=import::check::ImportCheck />
                    <Route path=path!("/audit") view=Audit />
                    <Route path=path!("/mine") view=mine::Mine />
                    <Route path=path!("/own") view=OwnRecord />
                    <Route path=path!("/representatives") view=Representatives />
                    <Route path=path!("/representatives/new") view=NewRepresentative />
                    <Route path=path!("/representatives/:id") view=Representative />
                    <Route path=path!("/representatives/:id/edit") view=EditRepresentativePage />
                    <Route path=path!("/leaders") view=Leaders />
                    <Route path=path!("/leaders/new") view=NewLeader />
                    <Route path=path!("/leaders/:id") view=Leader />
                    <Route path=path!("/leaders/:id/edit") view=EditLeaderPage />
                    <Route path=path!("/groups") view=Groups />
                    <Route path=path!("/groups/new") view=NewGroup />
                    <Route path=path!("/groups/:id") view=Group />
                    <Route path=path!("/groups/:id/edit") view=EditGroupPage />
                    <Route path=path!("/units") view=Units />
                    <Route path=path!("/units/new") view=NewUnit />
                    <Route path=path!("/units/:id") view=Unit />
                    <Route path=path!("/units/:id/edit") view=EditUnitPage />
                    <Route path=path!("/rosters") view=roster::overview::Rosters />
                    <Route path=path!("/rosters/:id") view=roster::version::Version />
                    <Route path=path!("/coverage") view=roster::coverage::Coverage />
                    <Route path=path!("/pairings") view=roster::pairings::MyPairings />
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

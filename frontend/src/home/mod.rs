//! The first page after sign-in, put together from what the person is: one home, however many capacities.

pub mod awaiting;
pub mod festivals;
pub mod foundation;
pub mod links;
pub mod occasions;
pub mod offices;
pub mod plans;
pub mod progress;
pub mod todos;
pub mod trends;

use crate::{
    i18n::{self, filled, lang, listed, t},
    roles, session,
    ui::{
        icon::{Glyph, Icon},
        page::Page,
    },
};
use leptos::prelude::*;
use lianyi_shared::{
    access::{Permission, Role},
    api::access::{HeldRole, Viewer},
    calendar::AcademicYear,
    text_home::HomeText,
    text_shell::ShellText,
};

/// Today, in which capacities the viewer is here, and what concerns them.
#[component]
pub fn Home() -> impl IntoView {
    let capacities = || session::viewer().map_or_else(String::new, |viewer| lead(&viewer));
    let record = || {
        let viewer = session::viewer().filter(|viewer| viewer.may(Permission::ContactRecord))?;
        let own = viewer.leader_id.is_some();
        let verb = t(if own { HomeText::RecordContact } else { HomeText::RecordOnBehalf });
        Some(view! { <a class="btn primary" href="/contacts/new"><Icon glyph=Glyph::Plus />{verb}</a> })
    };
    // The parts ask the server, so they are drawn anew for another viewer only.
    let viewer = Memo::new(|_| session::viewer());
    let today = || i18n::weekday(&session::today().to_string());
    view! { <Page title=today lead=capacities bar=t(ShellText::Home) acts=record>{move || viewer.get().map(parts)}</Page> }.into_any()
}

/// 「2026—2027学年 · 统战干事」.
fn lead(viewer: &Viewer) -> String {
    let held = |held: &HeldRole| {
        roles::held(&held.code, held.acting, held.unit.as_ref().map(|unit| unit.name.as_str()))
    };
    let roles = listed(&viewer.roles.iter().map(held).collect::<Vec<_>>());
    filled(HomeText::Lead, &[("year", &AcademicYear(viewer.academic_year).label(lang())), ("roles", &roles)])
}

fn parts(viewer: Viewer) -> AnyView {
    let builds = viewer.may(Permission::ImportRun) || viewer.may(Permission::AccountManage);
    let rosters = viewer.may(Permission::RosterRead);
    let linked = viewer.leader_id.is_some() || viewer.representative_id.is_some();
    let leads = viewer.leader_id.is_some() && viewer.may(Permission::ContactRead);
    let reads = viewer.may(Permission::TrendRead);
    let offices: Vec<Role> = viewer
        .roles
        .iter()
        .filter_map(|held| held.code.parse::<Role>().ok())
        .filter(|role| role.is_administrator())
        .collect();
    let nothing = !rosters && !linked && offices.is_empty();
    let meets = viewer.representative_id.is_some();
    let coming = view! {
        {leads.then(|| view! { <awaiting::Awaiting /><occasions::Occasions /><festivals::Festivals /> })}
        {reads.then(|| view! { <trends::Trends /> })}
        {leads.then(|| view! { <plans::Plans /> })}
        {meets.then(|| view! { <plans::Meetings /> })}
    };
    let liaison = if linked {
        view! { <div class="two"><div><links::Links viewer /></div><div>{coming}</div></div> }.into_any()
    } else {
        coming.into_any()
    };
    view! {
        <div class="stack">
            {builds.then(|| view! { <foundation::Checklist /> })}
            {rosters.then(|| view! { <progress::Progress /> })}
            {liaison}
            {(!offices.is_empty()).then(|| view! { <offices::Offices offices /> })}
            {nothing.then(todos::nothing)}
        </div>
    }
    .into_any()
}

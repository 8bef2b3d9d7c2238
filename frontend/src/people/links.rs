//! Pairings as lists and details show them.

use crate::{
    i18n::{self, dotted, filled, lang, listed, t},
    session,
    ui::{
        icon::{Glyph, Icon},
        status::{Shape, Status, Tone},
    },
};
use leptos::prelude::*;
use lianyi_shared::{
    access::Permission,
    api::{
        Day,
        people::{LinkedCounterpart, LinkedLeader},
    },
    roster::PairingStatus,
    text_people::PeopleText,
    text_shell::ShellText,
};

/// The names of the leaders in force, or that there is none.
pub fn leader_names(links: &[LinkedLeader]) -> AnyView {
    let names: Vec<String> = links
        .iter()
        .filter(|link| link.status == PairingStatus::Active)
        .filter_map(|link| link.leader.as_ref().map(|leader| leader.name.clone()))
        .collect();
    if links.iter().any(|link| link.status == PairingStatus::Active) {
        listed(&names).into_any()
    } else {
        view! { <Status shape=Shape::Empty tone=Tone::Warn label=t(PeopleText::LinkedByNobody) /> }.into_any()
    }
}

/// From when to when.
fn span(since: Option<&Day>, until: Option<&Day>) -> String {
    match (since, until) {
        (Some(since), Some(until)) => filled(
            PeopleText::SinceUntil,
            &[("since", &i18n::date(&since.0)), ("until", &i18n::date(&until.0))],
        ),
        (Some(since), None) => filled(PeopleText::Since, &[("since", &i18n::date(&since.0))]),
        (None, Some(until)) => filled(PeopleText::Until, &[("until", &i18n::date(&until.0))]),
        (None, None) => String::new(),
    }
}

fn state(status: PairingStatus) -> impl IntoView {
    let (shape, tone) = match status {
        PairingStatus::Planned | PairingStatus::Ended => (Shape::Empty, Tone::Plain),
        PairingStatus::Active => (Shape::Done, Tone::Ok),
        PairingStatus::Vacant => (Shape::Act, Tone::Warn),
    };
    view! { <Status shape tone label=move || status.label(lang()) /> }
}

/// The leaders who link somebody, now and before, as a list with how to reach them.
pub fn linked_leaders(links: Vec<LinkedLeader>) -> AnyView {
    let item = |link: LinkedLeader| {
        let (since, until) = (link.since, link.until);
        let who = match link.leader {
            Some(leader) => {
                let unit = leader.unit.map_or_else(String::new, |unit| unit.name);
                view! {
                    <span class="hd"><a href=format!("/leaders/{}", leader.id)>{leader.name}</a></span>
                    <span class="muted">{unit}" "{leader.post}</span>
                    <span class="meta">{dotted([leader.phone, leader.email])}</span>
                }
                .into_any()
            }
            None => view! { <span class="hd muted">{t(PeopleText::OutsideScope)}</span> }.into_any(),
        };
        view! { <li>{who}<span class="end">{state(link.status)}</span><span class="meta">{move || span(since.as_ref(), until.as_ref())}</span></li> }
    };
    if links.is_empty() {
        return view! { <p class="muted">{t(PeopleText::LinkedByNobody)}</p> }.into_any();
    }
    view! { <ul class="cards">{links.into_iter().map(item).collect_view()}</ul> }.into_any()
}

/// The people and groups whom a leader links, now and before.
pub fn linked_counterparts(links: Vec<LinkedCounterpart>) -> AnyView {
    let item = |link: LinkedCounterpart| {
        let (since, until) = (link.since, link.until);
        let who = match (link.representative, link.group) {
            (Some(person), _) => {
                let unit = person.unit.map_or_else(String::new, |unit| unit.name);
                view! {
                    <span class="hd"><a href=format!("/representatives/{}", person.id)>{person.name}</a></span>
                    <span class="muted">{unit}" "{person.post}</span>
                }
                .into_any()
            }
            (None, Some(group)) => {
                let kind = group.kind;
                view! {
                    <span class="hd"><a href=format!("/groups/{}", group.id)>{group.name}</a></span>
                    <span class="muted">{move || kind.label(lang())}</span>
                }
                .into_any()
            }
            (None, None) => view! { <span class="hd muted">{t(PeopleText::OutsideScope)}</span> }.into_any(),
        };
        view! { <li>{who}<span class="end">{state(link.status)}</span><span class="meta">{move || span(since.as_ref(), until.as_ref())}</span></li> }
    };
    if links.is_empty() {
        return view! { <p class="muted">{t(PeopleText::LinksNobody)}</p> }.into_any();
    }
    view! { <ul class="cards">{links.into_iter().map(item).collect_view()}</ul> }.into_any()
}

/// The way to the contact records of somebody; nothing for those who may not read records.
#[component]
pub fn ContactsOf(
    /// By which filter of the list: `representative`, `group` or `leader`.
    side: &'static str,
    /// Their id.
    id: String,
) -> impl IntoView {
    session::may(Permission::ContactRead).then(|| {
        view! { <a class="btn" href=format!("/contacts?{side}={id}")><Icon glyph=Glyph::Chat />{t(ShellText::Contacts)}</a> }
    })
}

//! One's own pairings: for a leader 「我的联谊对象」, for a representative 「谁联系我」.

use super::{loaded::loaded, words};
use crate::{
    api,
    i18n::{self, filled, t},
    ui::{
        empty_state::EmptyState,
        icon::{Glyph, Icon},
        page::Page,
        section::Section,
    },
};
use cynic::QueryBuilder as _;
use leptos::prelude::*;
use lianyi_shared::{
    api::roster::{MyPairings as Answer, Pairing},
    roster::CounterpartKind,
    text_roster::RosterText,
};

/// The page at `/pairings`.
#[component]
pub fn MyPairings() -> impl IntoView {
    let pairings = LocalResource::new(|| api::run(Answer::build(())));
    view! { {loaded(pairings, |answer| view! { <Drawn answer /> }.into_any())} }.into_any()
}

#[component]
fn Drawn(answer: Answer) -> impl IntoView {
    let own = answer.viewer.leader_id;
    let (mine, of_me): (Vec<Pairing>, Vec<Pairing>) =
        answer.my_pairings.into_iter().partition(|pairing| Some(pairing.leader.id) == own);
    let links = mine.iter();
    let groups = links.filter(|pairing| pairing.counterpart.kind == CounterpartKind::Group).count();
    let individuals = mine.len().saturating_sub(groups);
    let as_representative = answer.viewer.representative_id.is_some();
    let title = if as_representative { RosterText::WhoLinksMe } else { RosterText::MyPairings };
    let lead = move || {
        if as_representative {
            i18n::now(RosterText::WhoLinksMeLead).to_owned()
        } else {
            filled(RosterText::MyPairingsLead, &[("groups", &groups), ("individuals", &individuals)])
        }
    };
    let nothing = mine.is_empty() && of_me.is_empty();
    view! {
        <Page title=t(title) lead>
            {nothing.then(|| view! {
                <EmptyState glyph=Glyph::People title=t(RosterText::NoPairings) next=t(RosterText::NoPairingsNext) />
            })}
            <div class="stack narrow">
                <Links pairings=mine />
                <Linked pairings=of_me />
            </div>
        </Page>
    }
}

/// Whom the leader links.
#[component]
fn Links(pairings: Vec<Pairing>) -> impl IntoView {
    let row = |pairing: Pairing| {
        let Pairing { counterpart, since, .. } = pairing;
        let glyph = if counterpart.kind == CounterpartKind::Group { Glyph::Group } else { Glyph::Person };
        let facts = counterpart.clone();
        let note = move || {
            let since =
                since.as_ref().map(|day| filled(RosterText::PairedSince, &[("date", &i18n::date(&day.0))]));
            let parts = [Some(words::kind(&facts)), Some(words::place(&facts)), since];
            parts.into_iter().flatten().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ")
        };
        view! {
            <li>
                <Icon glyph />
                <div><strong>{counterpart.name}</strong><span class="meta">{note}</span></div>
            </li>
        }
    };
    (!pairings.is_empty()).then(|| {
        view! {
            <Section title=t(RosterText::MyPairings)>
                <ul class="todo">{pairings.into_iter().map(row).collect_view()}</ul>
            </Section>
        }
    })
}

/// Who links the representative.
#[component]
fn Linked(pairings: Vec<Pairing>) -> impl IntoView {
    let row = |pairing: Pairing| {
        let Pairing { leader, since, .. } = pairing;
        let unit = leader.unit.map(|unit| unit.name).unwrap_or_default();
        let post = leader.post;
        let note = move || {
            let since =
                since.as_ref().map(|day| filled(RosterText::PairedSince, &[("date", &i18n::date(&day.0))]));
            let parts = [Some(unit.clone()), Some(post.clone()), since];
            parts.into_iter().flatten().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ")
        };
        view! {
            <li>
                <Icon glyph=Glyph::Person />
                <div><strong>{leader.name}</strong><span class="meta">{note}</span></div>
            </li>
        }
    };
    (!pairings.is_empty()).then(|| {
        view! {
            <Section title=t(RosterText::WhoLinksMe)>
                <ul class="todo">{pairings.into_iter().map(row).collect_view()}</ul>
            </Section>
        }
    })
}

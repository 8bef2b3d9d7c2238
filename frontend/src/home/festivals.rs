//! Festivals that are near, and whom the leader did not visit for them yet (走访慰问, M1).

use crate::{
    api,
    asked::Asked,
    i18n::{self, filled, lang, t},
    ui::{
        icon::{Glyph, Icon},
        section::Section,
    },
};
use cynic::QueryBuilder as _;
use leptos::prelude::*;
use lianyi_shared::{
    api::{
        cadence::{FestivalSuggestion, FestivalSuggestions},
        roster::Pairing,
    },
    live::Topic,
    text_home::HomeText,
};

/// The next festival; nothing where none is near. One at a time: the same people are visited for the next one.
#[component]
pub fn Festivals() -> impl IntoView {
    let asked = Asked::new(|| (), |()| api::run(FestivalSuggestions::build(()))).live(Topic::Contacts);
    move || {
        let found = asked.get().map(|answer: FestivalSuggestions| answer.festival_suggestions)?;
        found.into_iter().next().map(|suggestion| view! { <OneFestival suggestion /> })
    }
}

#[component]
fn OneFestival(suggestion: FestivalSuggestion) -> impl IntoView {
    let FestivalSuggestion { festival, day, pairings } = suggestion;
    let title = move || {
        filled(
            HomeText::FestivalTitle,
            &[("festival", &festival.label(lang())), ("date", &i18n::month_day(&day.0))],
        )
    };
    let count = pairings.len();
    let open = move || filled(HomeText::FestivalOpen, &[("count", &count)]);
    view! {
        <Section title count=open>
            <ul class="todo">{pairings.into_iter().map(line).collect_view()}</ul>
        </Section>
    }
}

fn line(pairing: Pairing) -> impl IntoView {
    let address = format!("/contacts/new?mode=HOLIDAY_VISIT&{}", pairing.counterpart.query());
    let name = pairing.counterpart.name;
    let whose = name.clone();
    let spoken = move || filled(HomeText::RecordVisitTo, &[("name", &whose)]);
    view! {
        <li>
            <Icon glyph=Glyph::Gift />
            <div><strong>{name}</strong></div>
            <a class="btn small" href=address aria-label=spoken>{t(HomeText::RecordVisit)}</a>
        </li>
    }
}

//! Counterparts whom the leader could visit: something happened to them, or they chose a festival that is near.

use crate::{
    api,
    asked::Asked,
    i18n::{self, dotted, filled, lang, t},
    session,
    ui::{
        icon::{Glyph, Icon},
        section::Section,
    },
};
use cynic::QueryBuilder as _;
use leptos::prelude::*;
use lianyi_shared::{
    api::{
        Day,
        occasions::{OccasionSuggestion, OccasionSuggestions},
    },
    contact::ContactMode,
    day::CivilDay,
    live::Topic,
    text_home::HomeText,
};

/// Whom to visit; nothing where there is nobody.
#[component]
pub fn Occasions() -> impl IntoView {
    let asked = Asked::new(|| (), |()| api::run(OccasionSuggestions::build(()))).live(Topic::Pairings);
    move || {
        let found = asked.get().map(|answer: OccasionSuggestions| answer.occasion_suggestions)?;
        let count = found.len().to_string();
        (!found.is_empty()).then(|| {
            view! {
                <Section id="occasions" title=t(HomeText::CareTitle) count>
                    <ul class="todo">{found.into_iter().map(line).collect_view()}</ul>
                </Section>
            }
        })
    }
}

/// How many days from today a day is; negative is past.
fn away(day: &Day) -> Option<i32> {
    let day: CivilDay = day.0.parse().ok()?;
    Some(day.0 - session::today().0)
}

fn line(suggestion: OccasionSuggestion) -> impl IntoView {
    let OccasionSuggestion { care, festival, day, pairing } = suggestion;
    let side = pairing.counterpart;
    let (mode, verb, spoken) = match care {
        Some(_) => (ContactMode::CareVisit, HomeText::RecordCare, HomeText::RecordCareTo),
        None => (ContactMode::HolidayVisit, HomeText::RecordVisit, HomeText::RecordVisitTo),
    };
    let why = move || {
        let label = care.map(|kind| kind.label(lang())).or(festival.map(|festival| festival.label(lang())));
        let parts =
            [label.map(str::to_owned), Some(i18n::month_day(&day.0)), away(&day).map(i18n::days_away)];
        dotted(parts)
    };
    let whose = side.name.clone();
    let spoken = move || filled(spoken, &[("name", &whose)]);
    view! {
        <li>
            <Icon glyph=Glyph::Gift />
            <div><a href=side.path()>{side.name.clone()}</a><span class="meta">{why}</span></div>
            <a class="btn small" href=format!("/contacts/new?mode={mode}&{}", side.query()) aria-label=spoken>{t(verb)}</a>
        </li>
    }
}

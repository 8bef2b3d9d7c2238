//! What others entered about the person at the screen, and the festivals on which they would like to be remembered.

use super::care::Events;
use crate::{
    api::{self, ApiError, Refusal},
    asked::Asked,
    form::saved,
    i18n::{self, filled, lang, now, t},
    ui::{
        busy::Busy,
        button::{Button, Weight},
        checkbox::Checkbox,
        date_field::DateField,
        field::FieldGroup,
        refused::Refused,
        section::Section,
    },
};
use cynic::{MutationBuilder as _, QueryBuilder as _};
use leptos::prelude::*;
use lianyi_shared::{
    api::{
        Day,
        occasions::{
            ChooseFestivals, ChooseFestivalsInput, ChooseFestivalsVariables, ChosenFestivalInput,
            FestivalChoice, OwnOccasions, OwnOccasionsQuery,
        },
    },
    occasion::OwnFestival,
    text_occasion::OccasionText,
};

/// Both parts of one's own page.
#[component]
pub fn Occasions() -> impl IntoView {
    let asked =
        Asked::new(|| (), |()| async { Ok(api::run(OwnOccasionsQuery::build(())).await?.own_occasions) });
    asked.view(move |own: OwnOccasions| {
        view! {
            <div class="stack">
                <Section id="care" title=t(OccasionText::OwnTitle)>
                    <p class="meta">{t(OccasionText::OwnLead)}</p>
                    <Events events=own.care_events visits=None changed=move || asked.again() />
                </Section>
                <Section id="festivals" title=t(OccasionText::FestivalsTitle)>
                    <Festivals choices=own.festivals asked />
                </Section>
            </div>
        }
    })
}

/// A festival as it stands on the page.
#[derive(Clone, Copy)]
struct Line {
    festival: OwnFestival,
    chosen: RwSignal<bool>,
    day: RwSignal<String>,
    error: RwSignal<Option<String>>,
}

impl Line {
    fn of(choice: &FestivalChoice) -> Self {
        let day = choice.day.as_ref().map(|day| day.0.clone()).unwrap_or_default();
        Self {
            festival: choice.festival,
            chosen: RwSignal::new(choice.chosen),
            day: RwSignal::new(day),
            error: RwSignal::new(None),
        }
    }

    fn input(self) -> ChosenFestivalInput {
        let day = self.day.get_untracked();
        ChosenFestivalInput { festival: self.festival, day: (!day.is_empty()).then_some(Day(day)) }
    }

    fn view(self) -> impl IntoView {
        let Self { festival, chosen, day, error } = self;
        let note = move || match (festival.is_computed(), day.get()) {
            (true, day) => filled(OccasionText::FestivalNext, &[("day", &i18n::date(&day))]),
            (false, _) => now(OccasionText::FestivalSay).to_owned(),
        };
        let label = move || filled(OccasionText::FestivalDay, &[("festival", &festival.label(lang()))]);
        let asks = move || chosen.get() && !festival.is_computed();
        view! {
            <Checkbox id=festival.code() label=move || festival.label(lang()) note checked=chosen />
            {move || asks().then(|| view! { <DateField id=format!("day-{festival}") label value=day error=error required=true /> })}
        }
    }
}

#[component]
fn Festivals(choices: Vec<FestivalChoice>, asked: Asked<OwnOccasions>) -> impl IntoView {
    let lines: Vec<Line> = choices.iter().map(Line::of).collect();
    let (refused, busy) = (RwSignal::new(None::<ApiError>), Busy::default());
    let shown = lines.iter().map(|line| line.view()).collect_view();
    let save = move |_| {
        let sent: Vec<Line> = lines.iter().copied().filter(|line| line.chosen.get_untracked()).collect();
        for line in &sent {
            line.error.set(None);
        }
        refused.set(None);
        let input = ChooseFestivalsInput { festivals: sent.iter().map(|line| line.input()).collect() };
        busy.run(async move {
            match api::run(ChooseFestivals::build(ChooseFestivalsVariables { input })).await {
                Ok(answer) => {
                    saved();
                    asked.put(answer.choose_festivals);
                }
                Err(error) => blame(&sent, refused, error),
            }
        });
    };
    view! {
        <Refused error=refused />
        <FieldGroup id="festivals-chosen" label=t(OccasionText::Festivals) hint=Some(t(OccasionText::FestivalsLead).into())>{shown}</FieldGroup>
        <div class="acts"><Button weight=Weight::Primary busy on_click=save>{t(OccasionText::FestivalsSave)}</Button></div>
    }
}

/// Puts each fault under its festival.
fn blame(sent: &[Line], refused: RwSignal<Option<ApiError>>, error: ApiError) {
    let Refusal::Invalid(fields) = &error.refusal else {
        refused.try_set(Some(error));
        return;
    };
    for (at, line) in sent.iter().enumerate() {
        let path = format!("input.festivals.{at}.day");
        let fault = fields.iter().find(|field| field.path == path);
        line.error.try_set(fault.map(|field| field.message.clone()));
    }
}

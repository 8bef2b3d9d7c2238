//! Reasons to visit a representative, for those who care for them.

use crate::{
    api::{self, ApiError},
    asked::Asked,
    choices::terms,
    form::Faults,
    i18n::{self, dotted, filled, lang, now, t},
    session,
    ui::{
        busy::Busy,
        button::{Button, Weight},
        confirm_dialog::ConfirmDialog,
        date_field::DateField,
        dialog::Dialog,
        icon::{Glyph, Icon},
        radio_group::RadioGroup,
        refused::Refused,
        section::Section,
        status::Tone,
        toast,
    },
};
use cynic::{MutationBuilder as _, QueryBuilder as _};
use leptos::prelude::*;
use lianyi_shared::{
    api::{
        Day,
        occasions::{
            CareEvent, CareEvents, CareEventsVariables, EndCareEvent, EndCareEventVariables, EnterCareEvent,
            EnterCareEventInput, EnterCareEventVariables,
        },
    },
    error::Reason,
    id::RepresentativeId,
    live::Topic,
    occasion::CareKind,
    text_occasion::OccasionText,
};

/// What happened to a person, entering and ending it.
#[component]
pub fn Care(
    /// Whom.
    id: RepresentativeId,
    /// Their name.
    name: String,
) -> impl IntoView {
    let asked = Asked::new(
        move || CareEventsVariables { representative: id },
        |variables| async move { Ok(api::run(CareEvents::build(variables)).await?.care_events) },
    )
    .live(Topic::Pairings);
    let entering = RwSignal::new(false);
    let list = asked.view(move |events: Vec<CareEvent>| {
        let why = (!events.is_empty()).then(|| view! { <p class="meta">{t(OccasionText::Why)}</p> });
        view! { <Events events visits=Some(id) changed=move || asked.again() />{why} }
    });
    let act = move || {
        view! { <Button small=true glyph=Glyph::Plus on_click=move |_| entering.set(true)>{t(OccasionText::Enter)}</Button> }
    };
    let title = move || filled(OccasionText::EnterTitle, &[("name", &name)]);
    view! {
        <Dialog open=entering title><Enter id open=entering changed=move || asked.again() /></Dialog>
        <Section id="care" title=t(OccasionText::Title) act>
            {list}
        </Section>
    }
}

/// Care events, each with how to end it.
#[component]
pub fn Events(
    /// Those that are there.
    events: Vec<CareEvent>,
    /// Whom to visit for them; `None` on one's own page.
    visits: Option<RepresentativeId>,
    /// Called after one was ended.
    #[prop(into)]
    changed: Callback<()>,
) -> impl IntoView {
    let (ending, busy) = (RwSignal::new(None::<CareEvent>), Busy::default());
    let (open, refused) = (RwSignal::new(false), RwSignal::new(None::<ApiError>));
    let nothing = events.is_empty();
    let one = move |event: CareEvent| {
        let end = move |event: CareEvent| {
            ending.set(Some(event));
            open.set(true);
        };
        view! { <One event visits end /> }
    };
    let title = move || {
        let kind = ending.with(|event| event.as_ref().map_or("", |event| event.kind.label(lang())));
        filled(OccasionText::EndTitle, &[("kind", &kind)])
    };
    let end = move |_: String| {
        let Some(id) = ending.with_untracked(|event| event.as_ref().map(|event| event.id)) else { return };
        busy.attempt(refused, async move {
            let ended = api::run(EndCareEvent::build(EndCareEventVariables { id })).await;
            open.try_set(false);
            ended?;
            toast::show(Tone::Ok, now(OccasionText::Ended));
            changed.run(());
            Ok(())
        });
    };
    view! {
        <Refused error=refused />
        {nothing.then(|| view! { <p class="muted">{t(OccasionText::None)}</p> })}
        {(!nothing).then(|| view! { <ul class="todo">{events.into_iter().map(one).collect_view()}</ul> })}
        <ConfirmDialog open title body=t(OccasionText::EndBody) verb=t(OccasionText::End) danger=true busy on_confirm=end />
    }
}

#[component]
fn One(
    event: CareEvent,
    visits: Option<RepresentativeId>,
    #[prop(into)] end: Callback<CareEvent>,
) -> impl IntoView {
    let kept = StoredValue::new(event.clone());
    let CareEvent { kind, day, entered_by, visited_on, kept_until, .. } = event;
    let due = visited_on.is_none();
    let facts = move || {
        let of = |text: OccasionText, day: &Day| filled(text, &[("day", &i18n::month_day(&day.0))]);
        let parts = [
            Some(i18n::month_day(&day.0)),
            entered_by.as_ref().map(|name| filled(OccasionText::EnteredBy, &[("name", name)])),
            visited_on.as_ref().map(|day| of(OccasionText::Visited, day)),
            Some(of(OccasionText::Until, &kept_until)),
        ];
        dotted(parts)
    };
    let record = visits.filter(|_| due).map(|id| {
        view! { <a class="btn small" href=format!("/contacts/new?mode=CARE_VISIT&representative={id}")>{t(OccasionText::RecordCare)}</a> }
    });
    let spoken = move || filled(OccasionText::EndOf, &[("kind", &kind.label(lang()))]);
    view! {
        <li>
            <Icon glyph=Glyph::Gift />
            <div><strong>{move || kind.label(lang())}</strong><span class="meta">{facts}</span></div>
            <span class="acts">
                {record}
                <button type="button" class="btn small" aria-label=spoken on:click=move |_| end.run(kept.get_value())>{t(OccasionText::End)}</button>
            </span>
        </li>
    }
}

#[component]
fn Enter(id: RepresentativeId, open: RwSignal<bool>, #[prop(into)] changed: Callback<()>) -> impl IntoView {
    let (kind, day) = (RwSignal::new(String::new()), RwSignal::new(session::today().to_string()));
    let (faults, busy) = (Faults::none(), Busy::default());
    let send = move |_| {
        faults.clear();
        let chosen = kind.get_untracked().parse::<CareKind>();
        if chosen.is_err() {
            faults.add("kind", Reason::Required);
        }
        if day.with_untracked(String::is_empty) {
            faults.add("day", Reason::Required);
        }
        let Ok(kind) = chosen else { return };
        if day.with_untracked(String::is_empty) {
            return;
        }
        let input = EnterCareEventInput { representative: id, kind, day: Day(day.get_untracked()) };
        faults.catch(busy, async move {
            api::run(EnterCareEvent::build(EnterCareEventVariables { input })).await?;
            toast::show(Tone::Ok, now(OccasionText::Entered));
            open.try_set(false);
            changed.run(());
            Ok(())
        });
    };
    view! {
        <p>{t(OccasionText::Why)}</p>
        <Refused error=faults.refused />
        <RadioGroup id="kind" label=t(OccasionText::Kind) value=kind choices=terms!(CareKind) error=faults.of("kind") required=true />
        <DateField id="day" label=t(OccasionText::Day) hint=t(OccasionText::DayHint) value=day error=faults.of("day") required=true />
        <div class="acts"><Button weight=Weight::Primary busy on_click=send>{t(OccasionText::Do)}</Button></div>
    }
}

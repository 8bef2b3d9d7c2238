//! What the details of people and groups share: facts, and what happened.

use crate::{
    i18n::{filled, lang, listed, now, t},
    ui::{
        icon::Glyph,
        section::Section,
        timeline::{Event, Timeline},
    },
};
use leptos::prelude::*;
use lianyi_shared::{
    access::capacity_label,
    api::people::{LinkNames, TimelineEntry},
    people::{RecordField, TimelineKind},
    text_people::PeopleText,
    text_shell::UiText,
};

/// One fact: the name of the field and what it holds.
pub fn fact(field: RecordField, value: impl IntoView + 'static) -> AnyView {
    view! { <div><dt>{move || field.label(lang())}</dt><dd>{value}</dd></div> }.into_any()
}

/// A fact with its own words for the field.
pub fn fact_named(name: PeopleText, value: impl IntoView + 'static) -> AnyView {
    view! { <div><dt>{t(name)}</dt><dd>{value}</dd></div> }.into_any()
}

/// A text, or a dash that says that nothing is filled in.
pub fn or_dash(text: Option<String>) -> AnyView {
    match text {
        Some(text) => text.into_any(),
        None => view! { <span role="img" aria-label=t(UiText::Empty)>"—"</span> }.into_any(),
    }
}

/// A month as the field stores it, `1978-05`, in words.
pub fn month(text: Option<String>) -> impl Fn() -> String + Clone + Send + Sync + 'static {
    move || text.as_ref().map_or_else(|| "—".to_owned(), |text| crate::i18n::month(&format!("{text}-01")))
}

/// The name of a role in the language of the page.
pub fn role_name(code: &str) -> String {
    capacity_label(code, lang())
}

/// What happened to a record, newest first.
#[component]
pub fn History(
    /// The lines.
    entries: Vec<TimelineEntry>,
) -> impl IntoView {
    let entries = StoredValue::new(entries);
    let events =
        Signal::derive(move || entries.with_value(|entries| entries.iter().map(event).collect::<Vec<_>>()));
    view! {
        <Section title=t(PeopleText::History) count=t(PeopleText::NewestFirst)>
            {move || if events.with(Vec::is_empty) { view! { <p class="muted">{t(PeopleText::NothingYet)}</p> }.into_any() } else { view! { <Timeline events /> }.into_any() }}
        </Section>
    }
}

fn event(entry: &TimelineEntry) -> Event {
    let glyph = match entry.kind {
        TimelineKind::Created => Glyph::Plus,
        TimelineKind::Edited => Glyph::Pen,
        TimelineKind::Archived => Glyph::Inbox,
        TimelineKind::Restored => Glyph::Check,
        TimelineKind::Revealed => Glyph::Eye,
        TimelineKind::Linked | TimelineKind::Unlinked => Glyph::Roster,
    };
    let kind = entry.kind;
    let names: Vec<&'static str> = entry.fields.iter().map(|field| field.label(lang())).collect();
    let body = match (&entry.link, entry.purpose) {
        (Some(link), _) => Some(sides(link)),
        (None, Some(purpose)) => Some(filled(PeopleText::ForPurpose, &[("purpose", &purpose.label(lang()))])),
        (None, None) => (!names.is_empty()).then(|| listed(&names)),
    };
    Event {
        at: entry.day.0.clone(),
        glyph,
        actor: entry.role.as_deref().map_or_else(String::new, role_name),
        deed: TextProp::from(move || kind.label(lang())),
        body: body.map(TextProp::from),
        chips: ViewFn::default(),
    }
}

/// Both sides of a pairing in words.
fn sides(link: &LinkNames) -> String {
    let outside = || now(PeopleText::OutsideScope).to_owned();
    let leader = link.leader.as_ref().map_or_else(outside, |leader| leader.name.clone());
    let person = link.representative.as_ref().map(|person| person.name.clone());
    let group = link.group.as_ref().map(|group| group.name.clone());
    let counterpart = person.or(group).unwrap_or_else(outside);
    filled(PeopleText::LinkOf, &[("leader", &leader), ("counterpart", &counterpart)])
}

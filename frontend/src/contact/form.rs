//! The fields of a record, the same for recording and for correcting.

use super::{
    entry::{ANOTHER, Entry, TODAY, YESTERDAY},
    files::{Files, Owner},
    lines::Raised,
    who::{Leaders, Sought, Whom},
};
use crate::{
    api::ApiError,
    browser,
    form::Faults,
    i18n::{lang, t},
    session,
    ui::{
        date_field::DateField,
        field::FieldGroup,
        icon::{Glyph, Icon},
        jump::revealed_when,
        radio_group::{Layout, RadioGroup},
        select::Choice,
        text_area::TextArea,
        text_input::TextInput,
    },
};
use leptos::prelude::*;
use lianyi_shared::{
    api::roster::RosterCounterpart,
    contact::{ContactContentKind, ContactMode},
    text_contact::ContactText,
    text_shell::UiText,
    validate::TEXT_MAX,
};

/// Takes a refusal apart. What is wrong with one of several stands under all of them.
pub fn take(faults: Faults, error: ApiError) {
    faults.take(error);
    faults.list.update(|list| {
        for fault in list {
            for (several, field) in [
                ("content-leaders-", "content-leaders"),
                ("content-counterparts-", "content-counterparts"),
                ("content-attachments-", "content-attachments"),
                ("content-lines-", "content-nothingRaised"),
            ] {
                if fault.id.starts_with(several) {
                    field.clone_into(&mut fault.id);
                }
            }
        }
    });
}

/// The forms that most contacts take; the others come when asked for.
const USUAL: &[ContactMode] = &[
    ContactMode::Talk,
    ContactMode::HolidayVisit,
    ContactMode::Telephone,
    ContactMode::Symposium,
    ContactMode::StudyTour,
];

/// Every field, what is needed most first.
#[component]
pub fn Fields(
    /// What is entered.
    entry: Entry,
    /// What is wrong with it.
    faults: Faults,
    /// Whose files they are.
    owner: Owner,
    /// Counterparts of the record who may be paired no longer.
    #[prop(optional)]
    also: Vec<RosterCounterpart>,
    /// Whom the address names.
    #[prop(optional_no_strip)]
    sought: Option<Sought>,
) -> impl IntoView {
    // A leader who writes down their own contact need not say that it is theirs.
    let own = session::viewer().and_then(|viewer| viewer.leader_id);
    let alone = entry
        .leaders
        .with_untracked(|leaders| leaders.iter().map(|leader| Some(leader.id)).eq([own]) && own.is_some());
    let leaders = move || view! { <Leaders entry faults /> };
    view! {
        {(!alone).then(leaders)}
        <Whom entry faults said=matches!(owner, Owner::Record(_)) also sought />
        <When entry faults />
        <How entry faults />
        <Kinds entry />
        <TextArea id="content-summary" label=t(ContactText::Summary) hint=t(ContactText::SummaryHint) value=entry.summary error=faults.of("content-summary") limit=TEXT_MAX required=true />
        <Raised entry faults />
        <Fold title=ContactText::NextStep>
            <TextInput id="content-nextStep" label=t(ContactText::Agreed) value=entry.next_step error=faults.of("content-nextStep") />
            <DateField id="content-nextOn" label=t(ContactText::NextOn) value=entry.next_on error=faults.of("content-nextOn") min=session::today().to_string() />
        </Fold>
        <Fold title=ContactText::Further>
            <TextInput id="content-place" label=t(ContactText::Place) value=entry.place error=faults.of("content-place") />
            <TextInput id="content-present" label=t(ContactText::Present) hint=t(ContactText::PresentHint) value=entry.present error=faults.of("content-present") />
            <TextArea id="content-policy" label=t(ContactText::Policy) value=entry.policy error=faults.of("content-policy") limit=TEXT_MAX rows=2 />
        </Fold>
        <Fold title=ContactText::Files open=entry.files.with_untracked(|files| !files.is_empty())><Files entry faults owner /></Fold>
        {alone.then(|| view! { <Fold title=ContactText::Leaders>{leaders()}</Fold> })}
    }
}

/// What may be left out, under its heading.
#[component]
fn Fold(title: ContactText, #[prop(optional)] open: bool, children: Children) -> impl IntoView {
    view! {
        <details class="fold" open=open>
            <summary><Icon glyph=Glyph::ChevronRight />{t(title)}<span class="muted">{t(UiText::Optional)}</span></summary>
            {children()}
        </details>
    }
}

#[component]
fn When(entry: Entry, faults: Faults) -> impl IntoView {
    let choices = vec![
        Choice::new(TODAY, t(ContactText::Today)),
        Choice::new(YESTERDAY, t(ContactText::Yesterday)),
        Choice::new(ANOTHER, t(ContactText::AnotherDay)),
    ];
    let another = Memo::new(move |_| entry.when.with(|when| when == ANOTHER));
    revealed_when(move || another.get(), "#content-heldOn");
    let day = move || {
        view! { <DateField id="content-heldOn" label=t(ContactText::Day) value=entry.day error=faults.of("content-heldOn") max=session::today().to_string() required=true /> }
    };
    view! {
        <RadioGroup id="when" label=t(ContactText::When) value=entry.when choices layout=Layout::Picks />
        {move || another.get().then(day)}
    }
}

#[component]
fn How(entry: Entry, faults: Faults) -> impl IntoView {
    let unusual = |code: &str| !USUAL.iter().any(|mode| mode.code() == code);
    let all = RwSignal::new(entry.mode.with_untracked(|code| unusual(code)));
    revealed_when(move || all.get(), "#content-mode");
    move || {
        let shown = if all.get() { ContactMode::ALL } else { USUAL };
        let choices = shown.iter().map(|mode| Choice::new(mode.code(), move || mode.label(lang()))).collect();
        let show_all = move |_| {
            all.set(true);
            // The button is gone then, and the focus would be with it.
            if let Some(first) = ContactMode::ALL.iter().find(|mode| unusual(mode.code())) {
                request_animation_frame(move || {
                    browser::focus(&format!("[name='content-mode'][value='{first}']"));
                });
            }
        };
        let more = move || {
            (!all.get()).then(|| view! { <button type="button" class="pick" on:click=show_all>{t(ContactText::MoreModes)}</button> })
        };
        view! { <RadioGroup id="content-mode" label=t(ContactText::How) value=entry.mode choices layout=Layout::Picks error=faults.of("content-mode") last=more /> }
    }
}

#[component]
fn Kinds(entry: Entry) -> impl IntoView {
    let one = move |kind: &'static ContactContentKind| {
        let change = move |event: leptos::ev::Event| {
            let ticked = event_target_checked(&event);
            entry.kinds.update(|kinds| {
                kinds.retain(|kept| kept != kind);
                if ticked {
                    kinds.push(*kind);
                }
            });
        };
        view! {
            <label class="pick">
                <input type="checkbox" name="content-kinds" value=kind.code() prop:checked=move || entry.kinds.with(|kinds| kinds.contains(kind)) on:change=change />
                <Icon glyph=Glyph::Check size=14 />
                <span>{move || kind.label(lang())}</span>
            </label>
        }
    };
    view! {
        <FieldGroup id="content-kinds" label=t(ContactText::Kinds) hint=None>
            <div class="picks">{ContactContentKind::ALL.iter().map(one).collect_view()}</div>
        </FieldGroup>
    }
}

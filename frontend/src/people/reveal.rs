//! Looking at restricted fields: the purpose is asked, and the person will see it.

use super::record::{fact, or_dash};
use crate::{
    api,
    i18n::{filled, lang, t},
    ui::{
        busy::Busy,
        button::{Button, Weight},
        dialog::{Dialog, DialogActs},
        error_panel::ErrorPanel,
        icon::{Glyph, Icon},
        radio_group::RadioGroup,
        select::Choice,
        text_input::TextInput,
    },
};
use cynic::MutationBuilder as _;
use leptos::prelude::*;
use lianyi_shared::{
    access::FieldGroup,
    api::people::{Reveal, RevealInput, RevealVariables, Revealed},
    error::Reason,
    id::RepresentativeId,
    people::{PURPOSE_MIN, RecordField, RevealPurpose},
    text::Text as _,
    text_people::PeopleText,
};
use std::time::Duration;

/// How long revealed values stay on the page.
const SHOWN_FOR: Duration = Duration::from_mins(10);

const FIELDS: [RecordField; 5] = [
    RecordField::Ethnicity,
    RecordField::BirthMonth,
    RecordField::Overseas,
    RecordField::HomeAddress,
    RecordField::Health,
];

/// The restricted facts of a representative: masked, with 「查看」 for those who may.
#[component]
pub fn SensitiveFacts(
    /// Whose.
    id: RepresentativeId,
    /// Their name, for the dialog.
    name: String,
    /// Whether the viewer may reveal.
    may_reveal: bool,
    /// The purpose when it needs no asking: the person looks at their own record.
    #[prop(optional)]
    own: bool,
) -> impl IntoView {
    let values = RwSignal::new(None::<Revealed>);
    let asking = RwSignal::new(false);
    let got = Callback::new(move |revealed: Revealed| {
        values.set(Some(revealed));
        asking.set(false);
        crate::browser::after(SHOWN_FOR, move || {
            values.try_set(None);
        });
    });
    let (busy, failed) = (Busy::default(), RwSignal::new(None));
    let look = move |_| {
        if own {
            reveal(busy, id, RevealPurpose::OwnRecord.code().to_owned(), got, failed);
        } else {
            asking.set(true);
        }
    };
    let value = move |field: RecordField| {
        match values.get() {
        Some(revealed) => or_dash(shown(&revealed, field)),
        None => view! {
            <span class="mask" role="img" aria-label=t(PeopleText::Masked)>"****"</span>
            {may_reveal.then(|| view! {
                <button type="button" class="reveal" aria-label=move || filled(PeopleText::LookAt, &[("field", &field.label(lang()))]) on:click=look>
                    <Icon glyph=Glyph::Eye size=14 />{t(PeopleText::Look)}
                </button>
            })}
        }
        .into_any(),
    }
    };
    let note = match (may_reveal, own) {
        (false, _) => t(PeopleText::NoRevealNote),
        (true, true) => t(PeopleText::OwnRevealNote),
        (true, false) => t(PeopleText::RevealNote),
    };
    view! {
        <dl class="facts">{FIELDS.map(|field| fact(field, move || value(field))).collect_view()}</dl>
        {move || failed.get().map(|error| view! { <ErrorPanel error /> })}
        <p class="meta">{note}</p>
        <PurposeDialog open=asking id name got />
    }
}

fn shown(revealed: &Revealed, field: RecordField) -> Option<String> {
    match field {
        RecordField::Ethnicity => revealed.ethnicity.as_ref().map(|coded| coded.label.clone()),
        RecordField::BirthMonth => {
            revealed.birth_month.as_ref().map(|month| crate::i18n::month(&format!("{month}-01")))
        }
        RecordField::Overseas => revealed.overseas.as_ref().map(|coded| match &revealed.overseas_remark {
            Some(remark) => format!("{}（{remark}）", coded.label),
            None => coded.label.clone(),
        }),
        RecordField::HomeAddress => revealed.home_address.clone(),
        RecordField::Health => revealed.health.clone(),
        _ => None,
    }
}

/// Asks the server for the values; each time is noted, so a double press asks once.
pub fn reveal(
    busy: Busy,
    id: RepresentativeId,
    purpose: String,
    got: Callback<Revealed>,
    failed: RwSignal<Option<api::ApiError>>,
) {
    busy.attempt(failed, async move {
        let input = RevealInput { id, group: FieldGroup::Sensitive, purpose };
        got.run(api::run(Reveal::build(RevealVariables { input })).await?.reveal);
        Ok(())
    });
}

/// Asks what for.
#[component]
fn PurposeDialog(
    open: RwSignal<bool>,
    id: RepresentativeId,
    name: String,
    got: Callback<Revealed>,
) -> impl IntoView {
    let purpose = RwSignal::new(RevealPurpose::ArrangeContact.code().to_owned());
    let words = RwSignal::new(String::new());
    let (error, busy, failed) = (RwSignal::new(None::<String>), Busy::default(), RwSignal::new(None));
    let is_other = move || purpose.with(|code| code == RevealPurpose::Other.code());
    let choices = [
        RevealPurpose::ArrangeContact,
        RevealPurpose::HandleMatter,
        RevealPurpose::CheckRecord,
        RevealPurpose::Other,
    ]
    .map(|purpose| Choice::new(purpose.code(), move || purpose.label(lang())))
    .to_vec();
    let go = move |_| {
        let stated =
            if is_other() { words.get_untracked().trim().to_owned() } else { purpose.get_untracked() };
        if stated.chars().count() < PURPOSE_MIN {
            error.set(Some(Reason::TooShort.render(lang(), &[("min", &PURPOSE_MIN)])));
            return;
        }
        error.set(None);
        reveal(busy, id, stated, got, failed);
    };
    view! {
        <Dialog open title=t(PeopleText::RevealTitle)>
            <p>{let name = name.clone(); move || filled(PeopleText::RevealBody, &[("name", &name)])}</p>
            <RadioGroup id="purpose" label=t(PeopleText::Purpose) value=purpose choices=choices.clone() required=true />
            {move || is_other().then(|| view! {
                <TextInput id="purpose-words" label=t(PeopleText::PurposeWords) value=words error=error required=true />
            })}
            {move || failed.get().map(|error| view! { <ErrorPanel error /> })}
            <DialogActs>
                <Button weight=Weight::Primary busy on_click=go>{t(PeopleText::LookTenMinutes)}</Button>
            </DialogActs>
        </Dialog>
    }
}

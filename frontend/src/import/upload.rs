//! Choosing a file to check.

use crate::{
    api::{self, ApiError},
    i18n::{lang, now, t},
    ui::{
        busy::Busy,
        button::{Button, Weight},
        checkbox::Checkbox,
        file_drop::FileDrop,
        icon::Glyph,
        refused::Refused,
        section::Section,
        select::{Choice, Select},
        text_area::TextArea,
        text_input::TextInput,
    },
};
use leptos::{ev::SubmitEvent, prelude::*};
use leptos_router::{NavigateOptions, hooks::use_navigate};
use lianyi_shared::{id::ImportId, import::ImportKind, text_import::ImportText};
use serde::Deserialize;
use std::fmt::Write as _;

/// The largest file, in MiB, as the server has it.
const LIMIT: u32 = 20;

/// The form; it leads to the page of the checked file.
#[component]
pub fn Upload() -> impl IntoView {
    let kind = RwSignal::new(String::new());
    let files = RwSignal::new_local(Vec::<web_sys::File>::new());
    let year = RwSignal::new(String::new());
    let historic = RwSignal::new(false);
    let owners = RwSignal::new(String::new());
    let (kind_error, file_error, year_error) = (missing(), missing(), missing());
    let refused = RwSignal::new(None::<ApiError>);
    let busy = Busy::default();
    let navigate = StoredValue::new_local(use_navigate());
    let is_of_a_year =
        move || kind.with(|kind| kind.parse().is_ok_and(|kind: ImportKind| kind.is_of_a_year()));
    let is_roster = move || kind.with(|kind| kind == ImportKind::Roster.code());
    let kinds = Signal::derive(|| {
        let choice = |kind: &ImportKind| {
            let kind = *kind;
            Choice::new(kind.code(), move || kind.label(lang()))
        };
        ImportKind::ALL.iter().map(choice).collect::<Vec<_>>()
    });
    let check = move |event: SubmitEvent| {
        event.prevent_default();
        let chosen = files.with_untracked(|files| files.first().cloned());
        let start = year.with_untracked(|year| year.trim().parse::<u16>().ok());
        let wrong_year = is_of_a_year() && !start.is_some_and(|year| (1950..2200).contains(&year));
        let no_kind = kind.with_untracked(String::is_empty);
        kind_error.set(no_kind.then(|| now(ImportText::KindMissing).to_owned()));
        file_error.set(chosen.is_none().then(|| now(ImportText::FileMissing).to_owned()));
        year_error.set(wrong_year.then(|| now(ImportText::YearWrong).to_owned()));
        let Some(chosen) = chosen.filter(|_| !no_kind && !wrong_year) else { return };
        let mut address = format!("/api/imports?kind={}", kind.get_untracked());
        if let Some(start) = start.filter(|_| is_of_a_year()) {
            // Writing to a text cannot fail.
            let _ = write!(address, "&year={start}");
        }
        if is_roster() {
            let _ = write!(address, "&historic={}", historic.get_untracked());
            for line in owners.get_untracked().lines().map(str::trim).filter(|line| !line.is_empty()) {
                let _ = write!(address, "&owner={}", api::encoded(line));
            }
        }
        busy.attempt(refused, async move {
            let id = checked(&api::upload(&address, &chosen).await?)?;
            let path = format!("/imports/{id}");
            navigate.try_with_value(|navigate| navigate(&path, NavigateOptions::default()));
            Ok(())
        });
    };
    view! {
        <Section title=t(ImportText::NewFile)>
            <form class="form narrow" novalidate=true on:submit=check>
                <Refused error=refused />
                <Select id="kind" label=t(ImportText::Kind) value=kind choices=kinds error=kind_error required=true />
                <FileDrop id="file" label=t(ImportText::File) files accept=".xlsx,.csv" limit=LIMIT hint=t(ImportText::FileHint) error=file_error required=true />
                {move || is_of_a_year().then(|| view! {
                    <TextInput id="year" label=t(ImportText::Year) value=year hint=t(ImportText::YearHint) error=year_error required=true />
                })}
                {move || is_roster().then(|| view! {
                    <Checkbox id="historic" label=t(ImportText::Historic) checked=historic note=t(ImportText::HistoricNote) />
                    <TextArea id="owners" label=t(ImportText::Owner) value=owners hint=t(ImportText::OwnerHint) rows=2 />
                })}
                <div class="acts">
                    <Button weight=Weight::Primary submit=true glyph=Glyph::Check busy>{t(ImportText::Check)}</Button>
                </div>
            </form>
        </Section>
    }
    .into_any()
}

fn missing() -> RwSignal<Option<String>> {
    RwSignal::new(None)
}

/// The id in the answer to an upload.
fn checked(answer: &str) -> Result<ImportId, ApiError> {
    #[derive(Deserialize)]
    struct Answer {
        id: ImportId,
    }
    api::plain::<Answer>(answer).map(|answer| answer.id)
}

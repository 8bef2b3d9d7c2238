//! Which days people work: what is loaded, what is missing, loading a year; and the festivals to come.

use crate::{
    api::{self, Refusal},
    asked::Asked,
    browser,
    i18n::{self, filled, lang, listed, now, t},
    ui::{
        banner::Banner,
        busy::Busy,
        button::{Button, Weight},
        empty_state::EmptyState,
        file_drop::FileDrop,
        icon::Glyph,
        refused::Refused,
        section::Section,
        status::Tone,
        table::{Column, Table},
        toast,
    },
};
use cynic::{MutationBuilder as _, QueryBuilder as _};
use leptos::{ev::SubmitEvent, prelude::*};
use lianyi_shared::{
    api::calendar::{
        Calendar as Answer, CalendarQuery, CalendarYear, ComingFestival, LoadCalendarYear,
        LoadCalendarYearInput, LoadCalendarYearVariables,
    },
    calendar::DayKind,
    text_settings::SettingsText,
};

/// The tab.
#[component]
pub fn Calendar() -> impl IntoView {
    let asked = Asked::new(|| (), |()| async { Ok(api::run(CalendarQuery::build(())).await?.calendar) });
    let replace = move |calendar: Answer| asked.put(calendar);
    view! {
        <div class="stack">
            {asked.view(move |calendar| view! { <Loaded calendar /> })}
            <Load on_loaded=replace />
        </div>
    }
}

#[component]
fn Loaded(calendar: Answer) -> impl IntoView {
    let missing: Vec<String> = calendar.missing.iter().map(ToString::to_string).collect();
    let warning = (!missing.is_empty()).then(|| {
        let what = move || filled(SettingsText::MissingYears, &[("years", &listed(&missing))]);
        view! { <Banner tone=Tone::Warn><strong>{what}</strong><br />{t(SettingsText::MissingNext)}</Banner> }
    });
    let nothing = calendar.years.is_empty().then(|| {
        view! { <EmptyState glyph=Glyph::Calendar title=t(SettingsText::NoYears) next=t(SettingsText::NoYearsNext) /> }
    });
    view! {
        {warning}
        {nothing}
        {calendar.years.into_iter().map(|year| view! { <Year year /> }).collect_view()}
        <Festivals festivals=calendar.festivals />
    }
}

/// One holiday: when it is off, and which days are worked for it.
#[derive(Clone)]
struct Holiday {
    name: String,
    off: Vec<String>,
    worked: Vec<String>,
}

/// The holidays of a year in their order, each with its days.
fn holidays(year: &CalendarYear) -> Vec<Holiday> {
    let mut found: Vec<Holiday> = Vec::new();
    for day in &year.days {
        let known = found.iter().position(|holiday| holiday.name == day.name);
        let at = known.unwrap_or_else(|| {
            found.push(Holiday { name: day.name.clone(), off: Vec::new(), worked: Vec::new() });
            found.len() - 1
        });
        if let Some(holiday) = found.get_mut(at) {
            match day.kind {
                DayKind::Holiday => holiday.off.push(day.day.0.clone()),
                DayKind::MakeUp => holiday.worked.push(day.day.0.clone()),
            }
        }
    }
    found
}

/// 「10月1日至10月7日，7天」.
fn span(days: &[String]) -> String {
    match days {
        [] => String::new(),
        [day] => i18n::month_day(day),
        [first, .., last] => filled(
            SettingsText::OffSpan,
            &[("first", &i18n::month_day(first)), ("last", &i18n::month_day(last)), ("days", &days.len())],
        ),
    }
}

#[component]
fn Year(year: CalendarYear) -> impl IntoView {
    let number = year.year;
    let of_kind = |kind| year.days.iter().filter(|day| day.kind == kind).count();
    let (off, on) = (of_kind(DayKind::Holiday), of_kind(DayKind::MakeUp));
    let title = move || filled(SettingsText::YearTitle, &[("year", &number)]);
    let count = move || filled(SettingsText::YearCount, &[("off", &off), ("on", &on)]);
    let (by, at) = (year.loaded_by.clone(), year.loaded_at.0.clone());
    let loaded = move || {
        let at = i18n::date_time(&at);
        match &by {
            Some(name) => filled(SettingsText::LoadedBy, &[("name", name), ("at", &at)]),
            None => filled(SettingsText::LoadedAt, &[("at", &at)]),
        }
    };
    let (sample, note) = (year.sample, year.note.clone().unwrap_or_default());
    let columns = vec![
        Column::new(t(SettingsText::ColumnHoliday), |row: &Holiday| row.name.clone()),
        Column::new(t(SettingsText::ColumnOff), |row: &Holiday| {
            let days = row.off.clone();
            move || span(&days)
        }),
        Column::new(t(SettingsText::ColumnMadeUp), |row: &Holiday| {
            let days = row.worked.clone();
            move || listed(&days.iter().map(|day| i18n::weekday(day)).collect::<Vec<_>>())
        }),
    ];
    let rows = holidays(&year);
    view! {
        <Section title count>
            {sample.then(|| view! { <Banner tone=Tone::Info><strong>{t(SettingsText::Sample)}</strong><br />{note}</Banner> })}
            <Table caption=title columns rows=Signal::stored(rows) />
            <p class="meta">{loaded}</p>
        </Section>
    }
}

#[component]
fn Festivals(festivals: Vec<ComingFestival>) -> impl IntoView {
    let columns = vec![
        Column::new(t(SettingsText::ColumnHoliday), |row: &ComingFestival| {
            let festival = row.festival;
            move || festival.label(lang())
        }),
        Column::new(t(SettingsText::ColumnDay), |row: &ComingFestival| {
            let day = row.day.0.clone();
            move || i18n::weekday(&day)
        }),
        Column::new(t(SettingsText::ColumnAway), |row: &ComingFestival| row.working_days.to_string())
            .class("num"),
    ];
    view! {
        <Section title=t(SettingsText::FestivalsTitle)>
            <p class="muted">{t(SettingsText::FestivalsNote)}</p>
            <Table caption=t(SettingsText::FestivalsTitle) columns rows=Signal::stored(festivals) />
        </Section>
    }
}

/// Loading a year from its file.
#[component]
fn Load(#[prop(into)] on_loaded: Callback<Answer>) -> impl IntoView {
    let files = RwSignal::new_local(Vec::<web_sys::File>::new());
    let fault = RwSignal::new(None::<String>);
    let refused = RwSignal::new(None::<api::ApiError>);
    let busy = Busy::default();
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        fault.set(None);
        refused.set(None);
        let Some(chosen) = files.with_untracked(|files| files.first().cloned()) else {
            fault.set(Some(now(SettingsText::FileMissing).to_owned()));
            return;
        };
        busy.run(async move {
            let Some(file) = browser::text_of(&chosen).await else {
                fault.try_set(Some(now(SettingsText::FileUnreadable).to_owned()));
                return;
            };
            let variables = LoadCalendarYearVariables { input: LoadCalendarYearInput { file } };
            match api::run(LoadCalendarYear::build(variables)).await {
                Ok(answer) => {
                    toast::show(Tone::Ok, now(SettingsText::Loaded));
                    on_loaded.try_run(answer.load_calendar_year);
                }
                Err(error) => match &error.refusal {
                    Refusal::Invalid(fields) if !fields.is_empty() => {
                        let faults: Vec<&str> = fields.iter().map(|field| field.message.as_str()).collect();
                        fault.try_set(Some(faults.join(" ")));
                    }
                    _ => {
                        refused.try_set(Some(error));
                    }
                },
            }
        });
    };
    view! {
        <Section title=t(SettingsText::LoadTitle)>
            <form class="form narrow" novalidate=true on:submit=submit>
                <Refused error=refused />
                <FileDrop id="calendar-file" label=t(SettingsText::File) files accept=".json,application/json" limit=1 hint=t(SettingsText::FileHint) error=fault required=true />
                <div class="acts">
                    <Button weight=Weight::Primary submit=true glyph=Glyph::Upload busy>{t(SettingsText::Load)}</Button>
                </div>
            </form>
        </Section>
    }
}

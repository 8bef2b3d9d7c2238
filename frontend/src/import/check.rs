//! 导入核对: one checked file – counts that add up, findings, decisions, and what comes next.

use super::{
    act::Acts,
    decisions::{Decision, Decisions},
    findings::{self, Findings},
};
use crate::{
    api,
    asked::{Asked, page_id},
    i18n::{self, filled, lang, t},
    refused::NotFound,
    ui::{
        banner::Banner,
        breadcrumb::Crumb,
        icon::{Glyph, Icon},
        page::Page,
        stat::{Stat, StatStrip},
        status::Tone,
    },
};
use cynic::QueryBuilder as _;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use lianyi_shared::{
    api::imports::{Import, ImportBatch, ImportVariables},
    id::ImportId,
    import::{ImportStatus, Severity},
    text_import::ImportText,
};

/// The page at `/imports/:id`.
#[component]
pub fn ImportCheck() -> impl IntoView {
    let id = page_id::<ImportId>();
    move || match id.get() {
        None => view! { <NotFound /> }.into_any(),
        Some(id) => view! { <Loaded id /> }.into_any(),
    }
}

/// The import, read again when the severity or the page of the findings changes.
#[component]
fn Loaded(id: ImportId) -> impl IntoView {
    let query = use_query_map();
    let severity =
        Memo::new(move |_| query.with(|query| query.get_str("severity")?.parse::<Severity>().ok()));
    let skip = RwSignal::new(0);
    Effect::new(move || {
        severity.track();
        skip.set(0);
    });
    let variables = move || {
        let severities = severity.get().map(|severity| vec![severity]);
        // The messages come in the language of the page.
        let _ = lang();
        ImportVariables { id, severities, first: findings::PAGE, skip: skip.get() }
    };
    let import = Asked::new(variables, |variables| async {
        Ok(api::run(Import::build(variables)).await?.import_batch)
    });
    // What was decided outlives a change of the page of findings.
    let decisions = StoredValue::new(None::<Vec<Decision>>);
    import.view(move |batch: ImportBatch| {
        let kept = decisions.get_value().unwrap_or_else(|| {
            let duplicates = batch.duplicates.iter().cloned().map(Decision::open);
            duplicates.chain(batch.choices.iter().cloned().map(Decision::of_namesakes)).collect()
        });
        decisions.set_value(Some(kept.clone()));
        let on_change = Callback::new(move |()| import.again());
        view! { <Checked batch decisions=kept chosen=severity.get_untracked() skip on_change /> }
    })
}

#[component]
fn Checked(
    batch: ImportBatch,
    decisions: Vec<Decision>,
    chosen: Option<Severity>,
    skip: RwSignal<i32>,
    on_change: Callback<()>,
) -> impl IntoView {
    let (file, kind, at) = (batch.file_name.clone(), batch.kind, batch.created_at.0.clone());
    let lead = move || {
        let time = i18n::date_time(&at);
        filled(ImportText::CheckLead, &[("file", &file), ("kind", &kind.label(lang())), ("time", &time)])
    };
    let above = vec![Crumb { title: t(ImportText::Title).into(), href: Some("/imports".into()) }];
    let again = || view! { <a class="btn" href="/imports">{t(ImportText::UploadAgain)}</a> };
    let undecided = batch.status == ImportStatus::Checked && !decisions.is_empty();
    view! {
        <Page title=t(ImportText::CheckTitle) lead above acts=again>
            <Steps status=batch.status />
            <Verdict batch=batch.clone() />
            <Figures batch=batch.clone() />
            <div class="stack">
                {undecided.then(|| view! { <Decisions decisions=decisions.clone() /> })}
                <Acts batch=batch.clone() decisions on_change />
                <Findings batch chosen skip />
            </div>
        </Page>
    }
    .into_any()
}

/// Where the file stands on its way.
#[component]
fn Steps(status: ImportStatus) -> impl IntoView {
    let imported = status != ImportStatus::Checked;
    let done = |text: ImportText| {
        view! {
            <li class="done">
                <b><Icon glyph=Glyph::Check size=14 /></b>
                {t(text)}
                <span class="sr-only">{t(ImportText::Done)}</span>
            </li>
        }
        .into_any()
    };
    let now = |number: &'static str, text: ImportText| {
        view! { <li aria-current="step"><b>{number}</b>{t(text)}</li> }.into_any()
    };
    view! {
        <ol class="steps" aria-label=t(ImportText::Steps)>
            {done(ImportText::StepUpload)}
            {if imported { done(ImportText::StepCheck) } else { now("2", ImportText::StepCheck) }}
            {if imported { now("3", ImportText::StepImport) } else { view! { <li><b>"3"</b>{t(ImportText::StepImport)}</li> }.into_any() }}
        </ol>
    }
}

/// What the figures come to, in a sentence.
#[component]
fn Verdict(batch: ImportBatch) -> impl IntoView {
    let counts = batch.counts;
    let rows = counts.new + counts.updates;
    let taken = counts.taken.unwrap_or_default();
    let (tone, text, next) = match batch.status {
        ImportStatus::Checked if counts.errors > 0 => {
            (Tone::Danger, ImportText::HasErrors, Some(ImportText::HasErrorsNext))
        }
        ImportStatus::Checked => (Tone::Info, ImportText::Clean, Some(ImportText::CleanNext)),
        ImportStatus::Applied if batch.undo_until.is_none() => {
            (Tone::Ok, ImportText::Applied, Some(ImportText::UndoGone))
        }
        ImportStatus::Applied => (Tone::Ok, ImportText::Applied, Some(ImportText::AppliedNext)),
        ImportStatus::Undone => (Tone::Info, ImportText::Undone, None),
        ImportStatus::Expired => (Tone::Info, ImportText::Expired, None),
    };
    let words = move |text: ImportText| {
        let rows = if batch.status == ImportStatus::Applied { taken } else { rows };
        let left = counts.total - taken - counts.unchanged;
        let unchanged = counts.unchanged;
        filled(
            text,
            &[("count", &counts.errors), ("rows", &rows), ("unchanged", &unchanged), ("left", &left)],
        )
    };
    let words = StoredValue::new(words);
    view! {
        <Banner tone>
            <strong>{move || words.with_value(|words| words(text))}</strong>
            {next.map(|next| view! { <br />{move || words.with_value(|words| words(next))} })}
        </Banner>
    }
}

/// Read = new + updates + unchanged + to decide + rejected.
#[component]
fn Figures(batch: ImportBatch) -> impl IntoView {
    let counts = batch.counts;
    let stat = |label: ImportText, figure: i32| {
        view! { <Stat label=t(label) figure=move || figure.to_string() unit=t(ImportText::UnitRows) /> }
    };
    view! {
        <StatStrip six=true>
            {stat(ImportText::Read, counts.total)}
            {stat(ImportText::New, counts.new)}
            {stat(ImportText::Updates, counts.updates)}
            {stat(ImportText::Unchanged, counts.unchanged)}
            {stat(ImportText::Undecided, counts.undecided)}
            {stat(ImportText::Rejected, counts.rejected)}
        </StatStrip>
    }
}

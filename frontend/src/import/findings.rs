//! What was found in a file, by severity, page by page.

use crate::{
    i18n::{filled, lang, t},
    ui::{
        empty_state::EmptyState,
        icon::Glyph,
        pager::{PageInfo, Pager},
        section::Section,
        status::{Shape, Status, Tone},
        table::{Column, Table},
    },
};
use leptos::prelude::*;
use lianyi_shared::{
    api::imports::{ImportBatch, ImportFinding},
    import::Severity,
    text_import::ImportText,
    text_shell::UiText,
};

/// How many findings stand on a page.
pub const PAGE: i32 = 50;

/// The findings of one page. The severity shown is in the address, the place in the list in `skip`.
#[component]
pub fn Findings(
    /// The import with this page of its findings.
    batch: ImportBatch,
    /// The severity shown; none for all.
    chosen: Option<Severity>,
    /// How many findings stand on the pages before.
    skip: RwSignal<i32>,
) -> impl IntoView {
    let counts = &batch.counts;
    let all = counts.errors + counts.warnings + counts.normalised;
    let total = batch.findings.total;
    let path = format!("/imports/{}", batch.id);
    let legend = [
        (None, all),
        (Some(Severity::Error), counts.errors),
        (Some(Severity::Warning), counts.warnings),
        (Some(Severity::Normalised), counts.normalised),
    ]
    .map(|(severity, count)| {
        let href = severity.map_or(path.clone(), |severity| format!("{path}?severity={}", severity.code()));
        let label = move || severity.map_or_else(|| t(ImportText::All)(), |severity| severity.label(lang()));
        let current = (severity == chosen).then_some("true");
        view! { <a href=href aria-current=current>{label}<b>{count}</b></a> }
    });
    let shown = batch.findings.nodes.len();
    let info = Signal::derive(move || {
        let before = skip.get();
        let seen = before + i32::try_from(shown).unwrap_or(0);
        PageInfo { shown, total: u64::try_from(total).ok(), has_previous: before > 0, has_next: seen < total }
    });
    let list = if all == 0 {
        view! { <EmptyState glyph=Glyph::Check title=t(ImportText::NoFindings) next=t(ImportText::NoFindingsNext) /> }
            .into_any()
    } else if batch.kept_until.is_none() && total == 0 {
        view! { <p class="muted">{t(ImportText::NotKept)}</p> }.into_any()
    } else {
        view! {
            <nav class="legend" aria-label=t(ImportText::FilterBySeverity)>{legend.into_iter().collect_view()}</nav>
            {if shown == 0 {
                view! { <p class="muted">{t(UiText::NoMatch)}</p> }.into_any()
            } else {
                table(batch.findings.nodes)
            }}
            {(total > PAGE).then(|| view! {
                <Pager
                    info
                    on_previous=move |()| skip.update(|skip| *skip = skip.saturating_sub(PAGE).max(0))
                    on_next=move |()| skip.update(|skip| *skip += PAGE)
                />
            })}
        }
        .into_any()
    };
    view! { <Section title=t(ImportText::Findings) count=move || all.to_string()>{list}</Section> }.into_any()
}

fn table(rows: Vec<ImportFinding>) -> AnyView {
    let columns = vec![
        Column::new(t(ImportText::Place), |finding: &ImportFinding| place(finding)).class("nw"),
        Column::new(t(ImportText::Severity), |finding: &ImportFinding| {
            let severity = finding.severity;
            let (shape, tone) = match severity {
                Severity::Error => (Shape::Act, Tone::Danger),
                Severity::Warning => (Shape::Half, Tone::Warn),
                Severity::Normalised => (Shape::Done, Tone::Plain),
            };
            view! { <Status shape tone label=move || severity.label(lang()) /> }
        })
        .class("nw"),
        Column::new(t(ImportText::Problem), |finding: &ImportFinding| finding.message.clone()),
    ];
    view! { <Table caption=t(ImportText::Findings) columns rows=Signal::stored(rows) /> }.into_any()
}

/// Where it stands, as a spreadsheet writes it: `人员!C17`, a whole row as `人员!17`.
fn place(finding: &ImportFinding) -> AnyView {
    let ImportFinding { sheet, row, column, .. } = finding.clone();
    match row {
        Some(row) => format!("{sheet}!{}{row}", column.unwrap_or_default()).into_any(),
        None => (move || format!("{sheet} {}", filled(ImportText::WholeSheet, &[]))).into_any(),
    }
}

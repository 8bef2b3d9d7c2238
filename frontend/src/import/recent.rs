//! 导入与导出: a new file, and the latest imports.

use super::upload::Upload;
use crate::{
    api,
    asked::Asked,
    i18n::{self, lang, t},
    ui::{
        empty_state::EmptyState,
        icon::Glyph,
        page::Page,
        section::Section,
        status::{Shape, Status, Tone},
        table::{Column, Table},
    },
};
use cynic::QueryBuilder as _;
use leptos::prelude::*;
use lianyi_shared::{
    api::imports::{ImportRow, Imports as ImportsQuery, ImportsVariables},
    import::ImportStatus,
    text_import::ImportText,
};

/// How many are listed.
const LISTED: i32 = 50;

/// The page at `/imports`.
#[component]
pub fn Imports() -> impl IntoView {
    let latest = Asked::new(
        || ImportsVariables { first: LISTED },
        |variables| api::run(ImportsQuery::build(variables)),
    );
    let draw = |found: ImportsQuery| {
        if found.import_batches.is_empty() {
            return view! { <EmptyState glyph=Glyph::Upload title=t(ImportText::NoneYet) next=t(ImportText::NoneYetNext) /> }
                .into_any();
        }
        list(found.import_batches)
    };
    view! {
        <Page title=t(ImportText::Title) lead=t(ImportText::Lead)>
            <div class="stack">
                <Upload />
                <Section title=t(ImportText::Recent)>{latest.view(draw)}</Section>
            </div>
        </Page>
    }
    .into_any()
}

/// The mark of a state.
fn mark(status: ImportStatus) -> impl IntoView {
    let (shape, tone) = match status {
        ImportStatus::Checked => (Shape::Half, Tone::Info),
        ImportStatus::Applied => (Shape::Done, Tone::Ok),
        ImportStatus::Undone | ImportStatus::Expired => (Shape::Empty, Tone::Plain),
    };
    view! { <Status shape tone label=move || status.label(lang()) /> }
}

fn list(rows: Vec<ImportRow>) -> AnyView {
    let columns = vec![
        Column::new(t(ImportText::File), |row: &ImportRow| {
            view! { <a href=format!("/imports/{}", row.id)>{row.file_name.clone()}</a> }
        }),
        Column::new(t(ImportText::State), |row: &ImportRow| mark(row.status)),
        Column::new(t(ImportText::Kind), |row: &ImportRow| {
            let kind = row.kind;
            move || kind.label(lang())
        }),
        Column::new(t(ImportText::Rows), |row: &ImportRow| {
            row.counts
                .taken
                .map_or(row.counts.total.to_string(), |taken| format!("{taken} / {}", row.counts.total))
        })
        .class("num"),
        Column::new(t(ImportText::At), |row: &ImportRow| {
            let at = row.created_at.0.clone();
            move || i18n::date_time(&at)
        })
        .class("nw"),
    ];
    view! { <Table caption=t(ImportText::Recent) columns rows=Signal::stored(rows) /> }.into_any()
}

//! The decision paper on A4, for the printer: nothing around it but a bar that is not printed.
//!
//! A paper is an official document and always in Chinese; what it contains comes from the server as it stands in the
//! docx. Every printing is an export with a number of its own.

use crate::{
    api,
    asked::{Asked, page_id},
    i18n::{filled, t},
    refused::NotFound,
    shell::SignedIn,
    ui::{
        button::{Button, Weight},
        icon::{Glyph, Icon},
        page::on_navigation,
    },
};
use cynic::MutationBuilder as _;
use leptos::{html, prelude::*};
use lianyi_shared::{
    api::papers::{
        ExportRosterInput, ExportRosterVariables, NumberedPaper, PaperLeader, PaperLine, PaperSection,
        PaperSignature, PrintRoster as PrintOperation, RosterPaper,
    },
    id::RosterVersionId,
    papers::ExportFormat,
    text::Lang,
    text_papers::PrintText,
};

/// The page at `/rosters/:id/print`.
#[component]
pub fn PrintRoster() -> impl IntoView {
    view! { <SignedIn><Print /></SignedIn> }
}

#[component]
fn Print() -> impl IntoView {
    let id = page_id::<RosterVersionId>();
    move || match id.get() {
        None => view! { <main class="plain"><NotFound /></main> }.into_any(),
        Some(id) => {
            let asked = Asked::new(
                move || ExportRosterInput { id, format: ExportFormat::Print },
                |input| async {
                    Ok(api::run(PrintOperation::build(ExportRosterVariables { input })).await?.export_roster)
                },
            );
            view! { <main class="print-page">{asked.view(move |export| printed(id, export))}</main> }
                .into_any()
        }
    }
}

fn printed(id: RosterVersionId, NumberedPaper { number, paper }: NumberedPaper) -> impl IntoView {
    let hint = move || filled(PrintText::Hint, &[("number", &number)]);
    view! {
        <div class="print-bar">
            <a class="btn" href=format!("/rosters/{id}")><Icon glyph=Glyph::ChevronLeft />{t(PrintText::Back)}</a>
            <Button
                weight=Weight::Primary
                glyph=Glyph::Print
                on_click=|_| {
                    let _ = window().print();
                }
            >
                {t(PrintText::Print)}
            </Button>
            <p class="meta">{hint}</p>
        </div>
        <Sheet paper />
    }
}

/// The paper itself.
#[component]
fn Sheet(paper: RosterPaper) -> impl IntoView {
    let heading = NodeRef::<html::H1>::new();
    on_navigation(paper.title.clone().into(), heading);
    let facts = paper.facts.into_iter().map(|fact| {
        view! { <div><dt>{fact.label}</dt><dd>{fact.value}</dd></div> }
    });
    let columns = paper.columns.into_iter().map(|column| view! { <th scope="col">{column}</th> });
    view! {
        <article class="sheet" lang=Lang::Zh.tag()>
            <h1 tabindex="-1" node_ref=heading>{paper.title}</h1>
            <p class="sheet-mark">{format!("（{}）", paper.mark)}</p>
            <dl class="sheet-facts">{facts.collect_view()}</dl>
            {paper.addressee.map(|addressee| view! { <p class="sheet-to">{addressee}</p> })}
            {paragraphs(paper.opening)}
            <h2 class="sheet-roster">{paper.heading.clone()}</h2>
            <table class="sheet-table">
                <caption class="sr-only">{paper.heading}</caption>
                <thead><tr>{columns.collect_view()}</tr></thead>
                {paper.leaders.into_iter().map(leader).collect_view()}
            </table>
            {paper.legend.map(|legend| view! { <p class="sheet-legend">{legend}</p> })}
            {paper.sections.into_iter().map(section).collect_view()}
            <div class="sheet-end">
                <div class="sheet-closing">{paper.closing.into_iter().map(|text| view! { <p>{text}</p> }).collect_view()}</div>
                {paper.signatures.into_iter().map(signature).collect_view()}
                <p class="sheet-number">{paper.numbered}</p>
            </div>
        </article>
    }
    .into_any()
}

fn paragraphs(texts: Vec<String>) -> impl IntoView {
    texts.into_iter().map(|text| view! { <p class="sheet-text">{text}</p> }).collect_view()
}

/// The rows of one leader, which stay on one page.
fn leader(leader: PaperLeader) -> impl IntoView {
    let PaperLeader { number, name, post, lines } = leader;
    let height = lines.len().to_string();
    let mut who = Some((number, name, post));
    let row = |line: PaperLine| {
        let first = who.take().map(|(number, name, post)| {
            view! {
                <td class="mid" rowspan=height.clone()>{number}</td>
                <th class="mid" scope="rowgroup" rowspan=height.clone()>{name}<span>{post}</span></th>
            }
        });
        let change = match line.reason {
            Some(reason) => format!("{}：{reason}", line.change),
            None => line.change,
        };
        view! { <tr>{first}<td>{line.name}</td><td>{line.about}</td><td>{change}</td></tr> }
    };
    let rows = lines.into_iter().map(row).collect_view();
    view! { <tbody>{rows}</tbody> }
}

fn section(section: PaperSection) -> impl IntoView {
    view! {
        <h2>{section.heading}</h2>
        {paragraphs(section.paragraphs)}
    }
}

fn signature(signature: PaperSignature) -> impl IntoView {
    view! {
        <p class="sheet-sign">
            <span>{format!("{}：", signature.label)}</span>
            <span class="sheet-line"></span>
            <span>{signature.date}</span>
        </p>
    }
}

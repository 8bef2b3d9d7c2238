//! One version of a roster: read as a paper, or drafted, with what can be done now beside it.

use super::{
    bench::Bench, decide::Decide, draft_panel::DraftPanel, editor::Editor, filing::Filing, paper::Paper,
    papers::Papers, words,
};
use crate::{
    api,
    asked::{Asked, page_id},
    i18n::{self, filled, lang, t},
    refused::NotFound,
    ui::{breadcrumb::Crumb, jump::Jump, page::Page, refused::Refused, status::Chip},
};
use cynic::QueryBuilder as _;
use leptos::prelude::*;
use lianyi_shared::{
    api::roster::{RosterVersion, RosterVersionQuery, RosterVersionVariables},
    id::RosterVersionId,
    roster::{FilingAction, RosterAction, RosterRoute, RosterStatus},
    text_roster::RosterText,
};

/// The page at `/rosters/:id`.
#[component]
pub fn Version() -> impl IntoView {
    let id = page_id::<RosterVersionId>();
    move || match id.get() {
        None => view! { <NotFound /> }.into_any(),
        Some(id) => {
            let asked = Asked::new(
                move || RosterVersionVariables { id },
                |variables| async {
                    Ok(api::run(RosterVersionQuery::build(variables)).await?.roster_version)
                },
            );
            asked.view(|version| view! { <OnBench version /> }).into_any()
        }
    }
}

/// What the viewer can do with the version now, in the panel beside it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Panel {
    Draft,
    Decide,
    Withdraw,
    Filing,
    Nothing,
}

fn panel(version: &RosterVersion) -> Panel {
    if version.can_edit {
        Panel::Draft
    } else if version.allowed_actions.contains(&RosterAction::Decide) {
        Panel::Decide
    } else if version.allowed_actions.contains(&RosterAction::Withdraw) {
        Panel::Withdraw
    } else if version.status == RosterStatus::InForce && version.filing.is_some() {
        Panel::Filing
    } else {
        Panel::Nothing
    }
}

/// What the viewer can do about the filing.
fn about_filing(version: &RosterVersion) -> RosterText {
    if version.allowed_filing_actions.contains(&FilingAction::File) {
        RosterText::GoFile
    } else if version.allowed_filing_actions.contains(&FilingAction::Send) {
        RosterText::GoSend
    } else {
        RosterText::Filing
    }
}

#[component]
fn OnBench(version: RosterVersion) -> impl IntoView {
    let bench = Bench::provide(version);
    let title = move || bench.version.with(words::title);
    let beside = Memo::new(move |_| bench.version.with(panel));
    let editing = Memo::new(move |_| bench.version.with(|version| version.can_edit));
    let above = vec![Crumb { title: t(RosterText::Rosters).into(), href: Some("/rosters".into()) }];
    let next = move || {
        let words = match beside.get() {
            Panel::Decide => RosterText::GoDecide,
            Panel::Draft => RosterText::GoDraft,
            Panel::Filing => bench.version.with(about_filing),
            Panel::Withdraw | Panel::Nothing => return None,
        };
        Some(view! { <Jump to="decide" class="btn primary phone-only">{t(words)}</Jump> })
    };
    let acts = move || view! { {next}<Papers /> };
    view! {
        <Page title=title chips=Chips acts=acts above=above>
            <Refused error=bench.refused />
            <div class="two" class:main-side=move || beside.get() != Panel::Nothing class:alone=move || beside.get() == Panel::Nothing>
                {move || if editing.get() { view! { <Editor /> }.into_any() } else { view! { <Paper /> }.into_any() }}
                {move || match beside.get() {
                    Panel::Draft | Panel::Withdraw => view! { <DraftPanel /> }.into_any(),
                    Panel::Decide => view! { <Decide route=RosterRoute::School /> }.into_any(),
                    Panel::Filing => view! { <Filing /> }.into_any(),
                    Panel::Nothing => ().into_any(),
                }}
            </div>
        </Page>
    }
    .into_any()
}

/// State, number, dates and who is next, above the heading.
#[component]
fn Chips() -> impl IntoView {
    let bench = Bench::get();
    let facts = move || {
        bench.version.with(|version| {
            let mut facts = vec![filled(RosterText::Number, &[("number", &version.number)])];
            match &version.effective_from {
                Some(day) => facts.push(filled(RosterText::InForceFrom, &[("date", &i18n::date(&day.0))])),
                None => facts
                    .push(filled(RosterText::Since, &[("date", &i18n::month_day(&version.status_since.0))])),
            }
            if let Some(day) = &version.effective_until {
                facts.push(filled(RosterText::InForceTo, &[("date", &i18n::date(&day.0))]));
            }
            if version.historic {
                facts.push(filled(RosterText::Historic, &[]));
            }
            if let Some(actor) = version.next_actor {
                facts.push(filled(RosterText::Next, &[("actor", &actor.label(lang()))]));
            }
            i18n::dotted(facts)
        })
    };
    move || {
        let (status, filing) = bench.version.with(|version| (version.status, version.filing));
        let (shape, tone) = words::status_shape(status);
        view! {
            <Chip shape tone label=move || status.label(lang()) />
            {filing.map(|filing| view! { <Chip label=move || filing.label(lang()) /> })}
            <span class="meta">{facts}</span>
        }
    }
}

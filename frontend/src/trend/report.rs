//! Reporting a trend of thought.

use super::readers::Readers;
use crate::{
    api, browser,
    contact::who::{is_in_force, pairings_of},
    form::{Faults, Fieldset},
    i18n::{now, t},
    session,
    ui::{
        breadcrumb::Crumb,
        busy::Busy,
        button::{Button, Weight},
        error_summary::ErrorSummary,
        page::Page,
        refused::Refused,
        select::{Choice, Select},
        status::Tone,
        text_area::TextArea,
        toast,
    },
};
use cynic::MutationBuilder as _;
use leptos::{ev::SubmitEvent, prelude::*};
use leptos_router::{
    NavigateOptions,
    hooks::{use_navigate, use_query_map},
};
use lianyi_shared::{
    api::{
        contacts::ContactCounterpartInput,
        roster::RosterCounterpart,
        trends::{ReportTrend, ReportTrendInput, ReportTrendVariables},
    },
    error::Reason,
    id::{AccountId, TrendId},
    text_trend::TrendText,
    validate::TEXT_MAX,
};

/// The page at `/trends/new`; the address may say from which record and of whom.
#[component]
pub fn Report() -> impl IntoView {
    let asked = pairings_of(|| session::viewer().and_then(|viewer| viewer.leader_id).into_iter().collect());
    let form = asked.view(|pairings| {
        let present = pairings.unwrap_or_default().into_iter().filter(is_in_force);
        let sides = present.map(|pairing| pairing.counterpart).collect();
        view! { <Form sides /> }
    });
    let above = vec![Crumb { title: t(TrendText::Title).into(), href: Some("/trends".to_owned()) }];
    view! {
        <Page title=t(TrendText::Begin) lead=t(TrendText::Lead) above>{form}</Page>
    }
    .into_any()
}

#[component]
fn Form(sides: Vec<RosterCounterpart>) -> impl IntoView {
    let query = use_query_map();
    let asked_for = |name: &str| query.with_untracked(|query| query.get_str(name).map(str::to_owned));
    let contact = asked_for("contact").and_then(|id| id.parse().ok());
    let named = asked_for("of").filter(|id| sides.iter().any(|side| side.id() == *id));
    let only = if let [only] = sides.as_slice() { Some(only.id()) } else { None };
    let of = RwSignal::new(named.or(only).unwrap_or_default());
    let choices: Vec<Choice> = sides.iter().map(|side| Choice::new(side.id(), side.name.clone())).collect();
    let words = RwSignal::new(String::new());
    let readers = RwSignal::new(Vec::<AccountId>::new());
    let (faults, busy) = (Faults::none(), Busy::default());
    // Where the branch has nobody else who reads it, the server asks to whom it goes.
    let beyond = RwSignal::new(false);
    let navigate = use_navigate();
    // One page makes one report, however often it has to ask.
    let id = browser::fresh_id(TrendId::PREFIX);
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        faults.clear();
        let of = of.get_untracked();
        if of.is_empty() {
            faults.add("counterpart", Reason::Required);
            return;
        }
        let counterpart = ContactCounterpartInput { representative: of.parse().ok(), group: of.parse().ok() };
        let input = ReportTrendInput {
            id,
            counterpart,
            contact,
            words: words.get_untracked(),
            readers: readers.get_untracked(),
        };
        let navigate = navigate.clone();
        busy.run(async move {
            match api::run(ReportTrend::build(ReportTrendVariables { input })).await {
                Ok(answer) => {
                    toast::show(Tone::Ok, now(TrendText::Reported));
                    let options = NavigateOptions { replace: true, ..NavigateOptions::default() };
                    navigate(&format!("/trends/{}", answer.report_trend.id), options);
                }
                Err(error) => {
                    faults.take(error);
                    let asked =
                        faults.list.with_untracked(|faults| faults.iter().any(|fault| fault.id == "readers"));
                    beyond.update(|beyond| *beyond |= asked);
                }
            }
        });
    };
    view! {
        <form class="rec" novalidate on:submit=submit>
            <ErrorSummary faults=faults.list />
            <Refused error=faults.refused />
            <Fieldset busy>
                <Select id="counterpart" label=t(TrendText::Of) value=of choices=Signal::stored(choices) error=faults.of("counterpart") required=true />
                <TextArea id="words" label=t(TrendText::Words) hint=t(TrendText::WordsHint) value=words error=faults.of("words") limit=TEXT_MAX required=true />
                {move || beyond.get().then(|| view! { <Readers chosen=readers error=faults.of("readers") /> })}
            </Fieldset>
            <div class="savebar"><Button weight=Weight::Primary submit=true busy>{t(TrendText::Report)}</Button></div>
        </form>
    }
}

//! The pairings that a figure of the overview counts.

use super::{due::Pairings, overview::Span};
use crate::{
    api,
    asked::Asked,
    filters::{Paging, flag},
    i18n::{self, dotted, filled, lang, t},
    roster::words,
    ui::{empty_state::EmptyState, icon::Glyph, page::Page},
};
use cynic::QueryBuilder as _;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use lianyi_shared::{
    api::overview::{OverviewPairingFilter, OverviewPairings as ListQuery, OverviewPairingsVariables},
    live::Topic,
    text_overview::OverviewText,
};

/// The page at `/overview/pairings`; what is listed is in the address.
#[component]
pub fn OverviewPairings() -> impl IntoView {
    let query = use_query_map();
    let span = Memo::new(move |_| query.with(Span::of));
    let filter = Memo::new(move |_| {
        query.with(|query| OverviewPairingFilter {
            met: flag(query.get("met")),
            category: query.get_str("category").and_then(|number| number.parse().ok()),
            stands_with: query.get_str("stands").and_then(|id| id.parse().ok()),
        })
    });
    let paging = Paging::of_address();
    let variables = move || {
        let Span { period, branch } = span.get();
        OverviewPairingsVariables {
            period: period.to_string(),
            branch,
            filter: filter.get(),
            page: paging.input(),
        }
    };
    let asked = Asked::new(variables, |variables| async {
        Ok(api::run(ListQuery::build(variables)).await?.overview_pairings)
    })
    .live(Topic::Contacts);
    let title = move || {
        i18n::now(match filter.get().met {
            Some(true) => OverviewText::Met,
            Some(false) => OverviewText::NotMet,
            None => OverviewText::TitleAll,
        })
        .to_owned()
    };
    let lead = move || {
        let category = filter.get().category.map(|category| words::categories(&[category]));
        let total = asked.get().map(|list| filled(OverviewText::PairCount, &[("count", &list.total_count)]));
        dotted([Some(span.get().period.label(lang())), category, total])
    };
    let back = move || view! { <a class="btn" href=span.get().overview()>{t(OverviewText::Back)}</a> };
    let draw = move |list: lianyi_shared::api::overview::PairingConnection| {
        if list.nodes.is_empty() {
            return view! { <EmptyState glyph=Glyph::People title=t(OverviewText::Nobody) /> }.into_any();
        }
        let pager = paging.pager(list.page_info, list.nodes.len(), list.total_count);
        view! { <Pairings pairings=list.nodes on_urged=move |()| asked.again() />{pager} }.into_any()
    };
    view! { <Page title lead acts=back>{asked.view(draw)}</Page> }.into_any()
}

//! The reports that the viewer may see, without their words.

use crate::{
    api,
    asked::Asked,
    filters::Paging,
    i18n::{self, lang, t},
    session,
    ui::{
        columns::Hidden,
        empty_state::EmptyState,
        icon::{Glyph, Icon},
        page::Page,
        status::{Shape, Status, Tone},
        table::{Column, Table},
        tabs::{Tab, Tabs, chosen_tab},
    },
};
use cynic::QueryBuilder as _;
use leptos::prelude::*;
use lianyi_shared::{
    access::Permission,
    api::trends::{TrendFilter, TrendRow, Trends as ListQuery, TrendsVariables},
    live::Topic,
    text_trend::TrendText,
    trend::TrendStatus,
};

/// The page at `/trends`.
#[component]
pub fn Trends() -> impl IntoView {
    let tab = chosen_tab("all");
    let filter = move || {
        let tab = tab.get();
        TrendFilter { waiting: tab == "waiting", for_review: tab == "review", contact: None }
    };
    let paging = Paging::of_address();
    let asked = Asked::new(
        move || TrendsVariables { filter: filter(), page: paging.input() },
        |variables| api::run(ListQuery::build(variables)),
    )
    .live(Topic::Trends);
    let list = asked.view(move |answer| {
        let list = answer.trends;
        if list.nodes.is_empty() {
            return view! { <EmptyState glyph=Glyph::Eye title=t(TrendText::NothingFound) next=t(TrendText::NothingFoundNext) /> }
                .into_any();
        }
        let pager = paging.pager(list.page_info, list.nodes.len(), list.total_count);
        view! { <Table caption=t(TrendText::Title) columns=columns() hidden=Hidden::of("trends") rows=list.nodes />{pager} }
            .into_any()
    });
    let tabs =
        [("all", TrendText::ViewAll), ("waiting", TrendText::ViewWaiting), ("review", TrendText::ViewReview)];
    let tabs = tabs.into_iter().map(|(code, label)| Tab::new(code, t(label))).collect();
    let acts = move || {
        session::may(Permission::TrendReport).then(|| {
            view! { <a class="btn primary" href="/trends/new"><Icon glyph=Glyph::Plus />{t(TrendText::Begin)}</a> }
        })
    };
    view! {
        <Page title=t(TrendText::Title) lead=t(TrendText::Lead) acts>
            <Tabs label=t(TrendText::Title) tabs />
            {list}
        </Page>
    }
    .into_any()
}

/// How far a report has come.
pub const fn shape(status: TrendStatus) -> (Shape, Tone) {
    match status {
        TrendStatus::Reported => (Shape::Waiting, Tone::Warn),
        TrendStatus::Read | TrendStatus::ReportedUp => (Shape::Half, Tone::Info),
        TrendStatus::Noted => (Shape::Done, Tone::Ok),
    }
}

fn columns() -> Vec<Column<TrendRow>> {
    let about = |row: &TrendRow| {
        view! { <a href=format!("/trends/{}", row.id)>{row.counterpart.name.clone()}</a> }
    };
    vec![
        Column::new(t(TrendText::Who), about),
        Column::new(t(TrendText::From), |row: &TrendRow| row.leader.name.clone()),
        Column::new(t(TrendText::At), |row: &TrendRow| {
            let at = row.reported_at.0.clone();
            move || i18n::date_time(&at)
        })
        .class("nw"),
        Column::new(t(TrendText::Status), |row: &TrendRow| {
            let (status, (shape, tone)) = (row.status, shape(row.status));
            view! { <Status shape tone label=move || status.label(lang()) /> }
        })
        .class("nw")
        .plain(),
    ]
}

//! 联系覆盖: who is linked by nobody, by category and by branch, and by name.

use super::words;
use crate::{
    api,
    asked::Asked,
    i18n::{filled, t},
    ui::{
        empty_state::EmptyState,
        icon::Glyph,
        page::Page,
        pager::{PageInfo, Pager},
        section::Section,
        table::{Column, Table},
    },
};
use cynic::QueryBuilder as _;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use lianyi_shared::{
    api::{
        PageInput,
        people::RepresentativeRow,
        roster::{
            BranchCoverage, CategoryCoverage, Coverage as Answer, CoverageFilter, CoverageVariables,
            RosterCounterpart,
        },
    },
    text_roster::RosterText,
};

/// Rows of a page.
const ROWS: i32 = 20;

/// The page at `/coverage`; the filter is in the address.
#[component]
pub fn Coverage() -> impl IntoView {
    let query = use_query_map();
    let filter = Memo::new(move |_| {
        query.with(|query| {
            (
                query.get_str("category").and_then(|text| text.parse::<i32>().ok()),
                query.get_str("branch").and_then(|text| text.parse().ok()),
            )
        })
    });
    // The page of the list: forwards from a cursor, or backwards from one.
    let page = RwSignal::new(PageInput::first(ROWS));
    Effect::new(move |before: Option<()>| {
        filter.track();
        if before.is_some() {
            page.set(PageInput::first(ROWS));
        }
    });
    let variables = move || {
        let (category, branch) = filter.get();
        CoverageVariables {
            filter: CoverageFilter { category, branch },
            page: page.get(),
            groups: PageInput::first(100),
        }
    };
    let coverage = Asked::new(variables, |variables| api::run(Answer::build(variables)));
    let draw = move |answer: Answer| {
        view! { <Drawn answer page filtered=filter.get_untracked() != (None, None) /> }
    };
    view! {
        <Page title=t(RosterText::Coverage) lead=t(RosterText::CoverageLead)>{coverage.view(draw)}</Page>
    }
    .into_any()
}

#[component]
fn Drawn(answer: Answer, page: RwSignal<PageInput>, filtered: bool) -> impl IntoView {
    let people = answer.unlinked_representatives;
    let total = u64::try_from(people.total_count).unwrap_or(0);
    let info = PageInfo {
        shown: people.nodes.len(),
        total: Some(total),
        has_previous: people.page_info.has_previous_page,
        has_next: people.page_info.has_next_page,
    };
    let (first, last) = (people.page_info.start_cursor, people.page_info.end_cursor);
    let previous = move |()| {
        page.set(PageInput { last: Some(ROWS), before: first.clone(), ..PageInput::default() });
    };
    let next =
        move |()| page.set(PageInput { first: Some(ROWS), after: last.clone(), ..PageInput::default() });
    let columns = vec![
        Column::new(t(lianyi_shared::text_shell::ShellText::Representatives), |row: &RepresentativeRow| {
            view! { <a href=format!("/representatives/{}", row.id)>{row.name.clone()}</a> }
        }),
        Column::new(t(RosterText::ColumnUnit), |row: &RepresentativeRow| {
            row.unit.as_ref().map(|unit| unit.name.clone())
        }),
        Column::new(t(RosterText::ColumnPost), |row: &RepresentativeRow| row.post.clone()),
        Column::new(t(RosterText::ColumnCategory), |row: &RepresentativeRow| {
            let categories = row.categories.clone().unwrap_or_default();
            view! { {move || words::categories(&categories)} }
        }),
    ];
    let groups = answer.unlinked_groups.nodes;
    let group_count = answer.unlinked_groups.total_count;
    let group_columns = vec![
        Column::new(t(lianyi_shared::text_shell::ShellText::Groups), |row: &RosterCounterpart| {
            row.name.clone()
        }),
        Column::new(t(RosterText::Kind), |row: &RosterCounterpart| {
            let row = row.clone();
            view! { {move || words::kind(&row)} }
        }),
    ];
    let nobody = people.nodes.is_empty();
    let back = move || filtered.then(|| view! { <a href="/coverage">{t(RosterText::ShowAll)}</a> });
    view! {
        <div class="stack">
            <div class="two">
                <ByCategory rows=answer.coverage_by_category />
                <ByBranch rows=answer.coverage_by_branch />
            </div>
            <Section
                title=t(RosterText::UnlinkedPeople)
                count=move || filled(RosterText::People, &[("count", &total)])
                act=back
            >
                {if nobody {
                    view! { <EmptyState glyph=Glyph::Coverage title=t(RosterText::AllLinked) /> }.into_any()
                } else {
                    view! {
                        <Table caption=t(RosterText::UnlinkedPeople) columns rows=Signal::stored(people.nodes) />
                        <Pager info=Signal::stored(info) on_previous=previous on_next=next />
                    }.into_any()
                }}
            </Section>
            <Section
                title=t(RosterText::UnlinkedGroups)
                count=move || filled(RosterText::GroupsCount, &[("count", &group_count)])
            >
                {if groups.is_empty() {
                    view! { <EmptyState glyph=Glyph::Group title=t(RosterText::AllLinked) /> }.into_any()
                } else {
                    view! { <Table caption=t(RosterText::UnlinkedGroups) columns=group_columns rows=Signal::stored(groups) /> }.into_any()
                }}
            </Section>
        </div>
    }
}

#[component]
fn ByCategory(rows: Vec<CategoryCoverage>) -> impl IntoView {
    let columns = vec![
        Column::new(t(RosterText::ColumnCategory), |row: &CategoryCoverage| {
            let category = row.category;
            view! { <a href=format!("/coverage?category={category}")>{move || words::categories(&[category])}</a> }
        }),
        Column::new(t(RosterText::ColumnUnlinked), |row: &CategoryCoverage| row.unlinked.to_string())
            .class("num"),
        Column::new(t(RosterText::ColumnTotal), |row: &CategoryCoverage| row.total.to_string()).class("num"),
    ];
    view! {
        <Section title=t(RosterText::CoverageByCategory)>
            <Table caption=t(RosterText::CoverageByCategory) columns rows=Signal::stored(rows) />
        </Section>
    }
}

#[component]
fn ByBranch(rows: Vec<BranchCoverage>) -> impl IntoView {
    let columns = vec![
        Column::new(t(RosterText::ColumnBranch), |row: &BranchCoverage| {
            row.branch.clone().map(|branch| {
                view! { <a href=format!("/coverage?branch={}", branch.id)>{branch.name}</a> }
            })
        }),
        Column::new(t(RosterText::ColumnUnlinked), |row: &BranchCoverage| row.unlinked.to_string())
            .class("num"),
        Column::new(t(RosterText::ColumnTotal), |row: &BranchCoverage| row.total.to_string()).class("num"),
    ];
    view! {
        <Section title=t(RosterText::CoverageByBranch)>
            <Table caption=t(RosterText::CoverageByBranch) columns rows=Signal::stored(rows) />
        </Section>
    }
}

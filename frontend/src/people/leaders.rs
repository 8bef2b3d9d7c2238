//! The list of leaders.

use crate::{
    api,
    asked::Asked,
    choices::terms,
    filters::{FilterSelect, Paging, SearchBox, UnitFilterSelect},
    i18n::{lang, t},
    session,
    ui::{
        columns::Hidden,
        empty_state::EmptyState,
        icon::{Glyph, Icon},
        page::Page,
        table::{Column, Table},
        tabs::{Tab, Tabs, chosen_tab},
    },
};
use cynic::QueryBuilder as _;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use lianyi_shared::{
    access::Permission,
    api::people::{LeaderFilter, LeaderRow, Leaders as ListQuery, LeadersVariables},
    people::{LeaderTier, RecordField, RecordStatus},
    roster::PairingStatus,
    text_people::PeopleText,
    text_shell::ShellText,
};

/// Leaders with filters and page in the address.
#[component]
pub fn Leaders() -> impl IntoView {
    let tab = chosen_tab("all");
    let query = use_query_map();
    let paging = Paging::of_address();
    let filter = move || {
        query.with(|query| {
            let text = |name: &str| query.get_str(name).map(str::to_owned);
            LeaderFilter {
                search: text("q"),
                tier: text("tier").and_then(|code| code.parse().ok()),
                unit: text("unit").and_then(|id| id.parse().ok()),
                branch: None,
                status: (tab.get() == "archived").then_some(RecordStatus::Archived),
            }
        })
    };
    let asked = Asked::new(
        move || LeadersVariables { filter: filter(), page: paging.input() },
        |variables| api::run(ListQuery::build(variables)),
    );
    let hidden = Hidden::of("leaders");
    let list = asked.view(move |answer| {
        let list = answer.leaders;
        if list.nodes.is_empty() {
            return view! { <EmptyState glyph=Glyph::People title=t(PeopleText::NobodyFound) next=t(PeopleText::NobodyFoundNext) /> }
                .into_any();
        }
        let pager = paging.pager(list.page_info, list.nodes.len(), list.total_count);
        view! {
            <Table caption=t(ShellText::Leaders) columns=columns() hidden rows=list.nodes />
            {pager}
        }
        .into_any()
    });
    let tabs =
        vec![Tab::new("all", t(PeopleText::InOffice)), Tab::new("archived", t(PeopleText::ArchivedOnes))];
    let acts = || {
        session::may(Permission::LeaderWrite).then(|| {
            view! { <a class="btn primary" href="/leaders/new"><Icon glyph=Glyph::Plus />{t(PeopleText::AddLeader)}</a> }
        })
    };
    view! {
        <Page title=t(ShellText::Leaders) lead=t(PeopleText::WithinYourScope) acts>
            <Tabs label=t(PeopleText::SavedViews) tabs />
            <div class="filters" role="search">
                <SearchBox label=t(PeopleText::SearchPeople) />
                <FilterSelect name="tier" label=move || RecordField::Tier.label(lang()) choices=terms!(LeaderTier) />
                <UnitFilterSelect name="unit" label=move || RecordField::Unit.label(lang()) />
                {hidden.chooser(&columns())}
            </div>
            {list}
        </Page>
    }
    .into_any()
}

fn columns() -> Vec<Column<LeaderRow>> {
    let name = |row: &LeaderRow| view! { <a href=format!("/leaders/{}", row.id)>{row.name.clone()}</a> };
    let linked =
        |row: &LeaderRow| row.links.iter().filter(|link| link.status == PairingStatus::Active).count();
    vec![
        Column::new(t(PeopleText::PersonName), name),
        Column::new(
            move || RecordField::Tier.label(lang()),
            |row: &LeaderRow| {
                let tier = row.tier;
                move || tier.label(lang())
            },
        )
        .class("nw")
        .optional("tier"),
        Column::new(t(PeopleText::UnitAndPost), |row: &LeaderRow| {
            let unit = row.unit.as_ref().map_or_else(String::new, |unit| unit.name.clone());
            view! { {unit}<span class="muted">" "{row.post.clone()}</span> }
        })
        .optional("unit")
        .plain(),
        Column::new(
            move || RecordField::Branch.label(lang()),
            |row: &LeaderRow| row.branch.as_ref().map(|branch| branch.name.clone()),
        )
        .optional("branch"),
        Column::new(t(PeopleText::LinkedCount), linked).class("num").optional("pairings"),
    ]
}

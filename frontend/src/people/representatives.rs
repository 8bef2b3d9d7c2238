//! The list of representatives.

use super::{
    links::leader_names,
    stage_bar::{Chosen, StageBar, ticks},
};
use crate::{
    api,
    asked::Asked,
    choices::{codes, terms},
    filters::{FilterSelect, Filters, Paging, SearchBox, UnitFilterSelect, flag},
    i18n::{lang, listed, t},
    session,
    ui::{
        columns::Hidden,
        empty_state::EmptyState,
        icon::{Glyph, Icon},
        page::Page,
        select::Choice,
        table::{Column, Sort, Table},
        tabs::{Tab, Tabs, chosen_tab},
        viewport::is_phone,
    },
};
use cynic::QueryBuilder as _;
use leptos::prelude::*;
use leptos_router::hooks::{query_signal, use_query_map};
use lianyi_shared::{
    access::Permission,
    api::people::{
        RepresentativeFilter, RepresentativeOrder, RepresentativeRow, Representatives as ListQuery,
        RepresentativesVariables,
    },
    codes::{AFFILIATIONS, CATEGORIES},
    live::Topic,
    people::{RecordField, RecordStatus, Stage},
    text_people::PeopleText,
    text_shell::ShellText,
};

/// Representatives with filters, order and page in the address.
#[component]
pub fn Representatives() -> impl IntoView {
    let tab = chosen_tab("all");
    let query = use_query_map();
    let filter = move || {
        query.with(|query| {
            let text = |name: &str| query.get_str(name).map(str::to_owned);
            let tab = tab.get();
            RepresentativeFilter {
                search: text("q"),
                unit: text("unit").and_then(|id| id.parse().ok()),
                categories: text("category").and_then(|number| Some(vec![number.parse().ok()?])),
                affiliation: text("affiliation"),
                stage: text("stage").and_then(|code| code.parse().ok()),
                key_cultivation: (tab == "key").then_some(true),
                retired: flag(text("retired")),
                linked: (tab == "unlinked").then_some(false),
                status: (tab == "archived").then_some(RecordStatus::Archived),
            }
        })
    };
    let (sort, set_sort) = query_signal::<Sort>("sort");
    let order = move || match sort.get() {
        Some(Sort { key, descending: true }) if key == "name" => RepresentativeOrder::NameDescending,
        Some(Sort { key, descending: true }) if key == "updated" => RepresentativeOrder::UpdatedAt,
        Some(Sort { key, .. }) if key == "updated" => RepresentativeOrder::UpdatedAtAscending,
        _ => RepresentativeOrder::Name,
    };
    let paging = Paging::of_address();
    let asked = Asked::new(
        move || RepresentativesVariables { filter: filter(), order: order(), page: paging.input() },
        |variables| api::run(ListQuery::build(variables)),
    )
    .live(Topic::People);
    let sort_by = move |sort| {
        paging.first();
        set_sort.set(Some(sort));
    };
    let shown_sort = Signal::derive(move || {
        sort.get().or_else(|| Some(Sort { key: "name".to_owned(), descending: false }))
    });
    let hidden = Hidden::of("representatives");
    let chosen = Chosen::new(Vec::new());
    let list = asked.view(move |answer| {
        let list = answer.representatives;
        // Who is not on the list any more is not chosen any more.
        chosen.set(Vec::new());
        if list.nodes.is_empty() {
            return view! { <EmptyState glyph=Glyph::Person title=t(PeopleText::NobodyFound) next=t(PeopleText::NobodyFoundNext) /> }
                .into_any();
        }
        let pager = paging.pager(list.page_info, list.nodes.len(), list.total_count);
        let may_choose = session::may(Permission::RepresentativeWrite) && tab.get_untracked() != "archived";
        let ticks = may_choose.then(|| ticks(&list.nodes, chosen));
        view! {
            <Table caption=t(ShellText::Representatives) columns=columns() hidden ticks rows=list.nodes sort=shown_sort on_sort=sort_by />
            {pager}
        }
        .into_any()
    });
    let tabs = [
        ("all", PeopleText::All),
        ("unlinked", PeopleText::LinkedByNobody),
        ("key", PeopleText::KeyCultivation),
        ("archived", PeopleText::ArchivedOnes),
    ];
    let tabs = tabs.map(|(code, label)| Tab::new(code, t(label))).to_vec();
    let acts = || {
        session::may(Permission::RepresentativeWrite).then(|| {
            view! { <a class="btn primary" href="/representatives/new"><Icon glyph=Glyph::Plus />{t(PeopleText::AddRepresentative)}</a> }
        })
    };
    view! {
        <Page title=t(ShellText::Representatives) lead=t(PeopleText::WithinYourScope) acts>
            <Tabs label=t(PeopleText::SavedViews) tabs />
            <div class="filters" role="search">
                <SearchBox label=t(PeopleText::SearchPeople) />
                <Filters names=&["unit", "affiliation", "category", "stage"]>
                <UnitFilterSelect name="unit" label=move || RecordField::Unit.label(lang()) />
                <FilterSelect name="affiliation" label=move || RecordField::Affiliation.label(lang()) choices=codes(AFFILIATIONS, &["01", "02"]) />
                <FilterSelect name="category" label=move || RecordField::Categories.label(lang()) choices=categories() />
                <FilterSelect name="stage" label=move || RecordField::Stage.label(lang()) choices=terms!(Stage) />
                </Filters>
                {hidden.chooser(&columns())}
            </div>
            {move || (!is_phone()).then(|| view! { <StageBar chosen on_done=move |()| asked.again() /> })}
            {list}
        </Page>
    }
    .into_any()
}

/// The nine categories with their numbers.
pub fn categories() -> Vec<Choice> {
    CATEGORIES
        .iter()
        .map(|entry| Choice::new(entry.code, move || format!("{} {}", entry.code, entry.label(lang()))))
        .collect()
}

fn columns() -> Vec<Column<RepresentativeRow>> {
    let name = |row: &RepresentativeRow| {
        view! { <a href=format!("/representatives/{}", row.id)>{row.name.clone()}</a> }
    };
    let unit = |row: &RepresentativeRow| {
        let unit = row.unit.as_ref().map_or_else(String::new, |unit| unit.name.clone());
        view! { {unit}<span class="muted">" "{row.post.clone()}</span> }
    };
    vec![
        Column::new(t(PeopleText::PersonName), name).sorted_by("name"),
        Column::new(t(PeopleText::LinkingLeader), |row: &RepresentativeRow| leader_names(&row.links))
            .class("nw")
            .optional("leader")
            .titled(),
        Column::new(t(PeopleText::UnitAndPost), unit).optional("unit").plain(),
        Column::new(
            move || RecordField::Affiliation.label(lang()),
            |row: &RepresentativeRow| row.affiliation.as_ref().map(|coded| coded.label.clone()),
        )
        .class("nw")
        .optional("affiliation")
        .plain(),
        Column::new(
            move || RecordField::Categories.label(lang()),
            |row: &RepresentativeRow| {
                row.categories
                    .as_ref()
                    .map(|numbers| listed(&numbers.iter().map(i32::to_string).collect::<Vec<_>>()))
            },
        )
        .class("nw")
        .optional("categories"),
        Column::new(
            move || RecordField::Stage.label(lang()),
            |row: &RepresentativeRow| {
                let stage = row.stage;
                move || stage.map(|stage| stage.label(lang()))
            },
        )
        .class("nw")
        .optional("stage")
        .plain(),
    ]
}

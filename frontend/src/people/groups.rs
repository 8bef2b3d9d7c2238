//! The list of groups.

use super::links::leader_names;
use crate::{
    api,
    asked::Asked,
    choices::terms,
    filters::{FilterSelect, Paging, SearchBox},
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
    api::people::{GroupFilter, GroupRow, Groups as ListQuery, GroupsVariables},
    people::{GroupKind, RecordField, RecordStatus},
    text_people::PeopleText,
    text_shell::ShellText,
};

/// Groups with filters and page in the address.
#[component]
pub fn Groups() -> impl IntoView {
    let tab = chosen_tab("all");
    let query = use_query_map();
    let paging = Paging::of_address();
    let filter = move || {
        query.with(|query| GroupFilter {
            search: query.get_str("q").map(str::to_owned),
            kind: query.get_str("kind").and_then(|code| code.parse().ok()),
            status: (tab.get() == "archived").then_some(RecordStatus::Archived),
        })
    };
    let asked = Asked::new(
        move || GroupsVariables { filter: filter(), page: paging.input() },
        |variables| api::run(ListQuery::build(variables)),
    );
    let hidden = Hidden::of("groups");
    let list = asked.view(move |answer| {
        let list = answer.groups;
        if list.nodes.is_empty() {
            return view! { <EmptyState glyph=Glyph::Group title=t(PeopleText::NothingFound) next=t(PeopleText::NobodyFoundNext) /> }
                .into_any();
        }
        let pager = paging.pager(list.page_info, list.nodes.len(), list.total_count);
        view! {
            <Table caption=t(ShellText::Groups) columns=columns() hidden rows=list.nodes />
            {pager}
        }
        .into_any()
    });
    let tabs = vec![Tab::new("all", t(PeopleText::All)), Tab::new("archived", t(PeopleText::ArchivedOnes))];
    let acts = || {
        session::may(Permission::GroupWrite).then(|| {
            view! { <a class="btn primary" href="/groups/new"><Icon glyph=Glyph::Plus />{t(PeopleText::AddGroup)}</a> }
        })
    };
    view! {
        <Page title=t(ShellText::Groups) lead=t(PeopleText::WithinYourScope) acts>
            <Tabs label=t(PeopleText::SavedViews) tabs />
            <div class="filters" role="search">
                <SearchBox label=t(PeopleText::SearchGroups) />
                <FilterSelect name="kind" label=move || RecordField::Kind.label(lang()) choices=terms!(GroupKind) />
                {hidden.chooser(&columns())}
            </div>
            {list}
        </Page>
    }
    .into_any()
}

fn columns() -> Vec<Column<GroupRow>> {
    let name = |row: &GroupRow| view! { <a href=format!("/groups/{}", row.id)>{row.name.clone()}</a> };
    vec![
        Column::new(t(PeopleText::GroupName), name),
        Column::new(
            move || RecordField::Kind.label(lang()),
            |row: &GroupRow| {
                let kind = row.kind;
                move || kind.label(lang())
            },
        )
        .class("nw")
        .optional("kind"),
        Column::new(move || RecordField::Head.label(lang()), |row: &GroupRow| row.head_name.clone())
            .class("nw")
            .optional("head"),
        Column::new(move || RecordField::MemberCount.label(lang()), |row: &GroupRow| row.member_count)
            .class("num")
            .optional("members"),
        Column::new(t(PeopleText::LinkingLeader), |row: &GroupRow| leader_names(&row.links))
            .class("nw")
            .optional("leader"),
    ]
}

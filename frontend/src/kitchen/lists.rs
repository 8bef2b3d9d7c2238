//! Tabs, a table that sorts, and its pager.

use crate::{
    i18n::t,
    ui::{
        columns::Hidden,
        pager::{PageInfo, Pager},
        section::Section,
        status::{Shape, Status, Tone},
        table::{Column, Sort, Table},
        tabs::{Tab, Tabs},
    },
};
use leptos::prelude::*;
use leptos_router::hooks::query_signal;
use lianyi_shared::text_kitchen::KitchenText;

#[derive(Clone)]
struct Row {
    name: &'static str,
    unit: KitchenText,
    overdue: bool,
}

const ROWS: [Row; 4] = [
    Row { name: "阿不都热合曼·买买提明", unit: KitchenText::UnitMechanics, overdue: false },
    Row { name: "李㛃", unit: KitchenText::UnitInformation, overdue: false },
    Row { name: "欧阳䶮", unit: KitchenText::UnitMechanics, overdue: true },
    Row { name: "卓玛措", unit: KitchenText::UnitInformation, overdue: false },
];

/// A list as pages have it.
#[component]
pub fn Lists() -> impl IntoView {
    let (sort, set_sort) = query_signal::<Sort>("sort");
    let rows = Signal::derive(move || {
        let mut rows = ROWS.to_vec();
        if sort.get().is_some_and(|sort| sort.descending) {
            rows.reverse();
        }
        rows
    });
    let last = |row: &Row| {
        if row.overdue {
            view! { <Status shape=Shape::Act tone=Tone::Danger label=t(KitchenText::Days163) /> }
        } else {
            view! { <Status shape=Shape::Done tone=Tone::Ok label=t(KitchenText::Days15) /> }
        }
    };
    let columns = vec![
        Column::new(t(KitchenText::Name), |row: &Row| view! { <a href="/kitchen">{row.name}</a> })
            .sorted_by("name"),
        Column::new(t(KitchenText::LastContact), last).class("nw").sorted_by("last"),
        Column::new(t(KitchenText::Unit), |row: &Row| t(row.unit)).optional("unit"),
        Column::new(t(KitchenText::Affiliation), |_: &Row| t(KitchenText::NonParty))
            .class("nw")
            .optional("affiliation"),
    ];
    let hidden = Hidden::of("kitchen");
    let chooser = hidden.chooser(&columns);
    let tabs = vec![
        Tab { code: "all", label: t(KitchenText::All).into(), count: Some(214) },
        Tab { code: "unlinked", label: t(KitchenText::Unlinked).into(), count: Some(11) },
    ];
    let info = PageInfo { shown: ROWS.len(), total: Some(214), has_previous: false, has_next: true };
    view! {
        <Section title=t(KitchenText::Lists)>
            <Tabs label=t(KitchenText::SavedViews) tabs />
            <div class="filters">{chooser}</div>
            <Table caption=t(KitchenText::Caption) columns hidden rows sort on_sort=move |sort| set_sort.set(Some(sort)) />
            <Pager info on_previous=|()| {} on_next=|()| {} />
        </Section>
    }
}

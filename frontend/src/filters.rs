//! What all lists share: the row of filters above the rows and the pages under them, both kept in the address.

use crate::{
    api,
    asked::Asked,
    browser,
    i18n::{filled, t},
    ui::{
        icon::{Glyph, Icon},
        pager::{PageInfo as Stand, Pager},
        select::Choice,
    },
};
use cynic::QueryBuilder as _;
use leptos::prelude::*;
use leptos_router::hooks::{query_signal, use_location, use_query_map};
use lianyi_shared::{
    api::{
        PageInfo, PageInput,
        units::{UnitFilter, Units, UnitsVariables},
    },
    text_shell::UiText,
    units::UnitKind,
};
use std::time::Duration;

/// How long typing must pause before the list follows.
const PAUSE: Duration = Duration::from_millis(250);

/// A search box, kept in the query parameter `q`.
#[component]
pub fn SearchBox(
    /// What can be typed.
    #[prop(into)]
    label: TextProp,
) -> impl IntoView {
    let (kept, keep) = query_signal::<String>("q");
    let (_, leave) = query_signal::<String>("after");
    let (_, leave_back) = query_signal::<String>("before");
    let text = RwSignal::new(kept.get_untracked().unwrap_or_default());
    Effect::new(move || text.set(kept.get().unwrap_or_default()));
    let turn = StoredValue::new(0_u32);
    let follow = move || {
        turn.update_value(|turn| *turn += 1);
        let mine = turn.get_value();
        browser::after(PAUSE, move || {
            if turn.try_get_value() == Some(mine) {
                let wanted = text.get_untracked().trim().to_owned();
                let wanted = (!wanted.is_empty()).then_some(wanted);
                if wanted != kept.get_untracked() {
                    leave.set(None);
                    leave_back.set(None);
                    keep.set(wanted);
                }
            }
        });
    };
    let input = move |event: web_sys::Event| {
        text.set(event_target_value(&event));
        // While an input method is composing, the letters are its own.
        let composing = wasm_bindgen::JsCast::dyn_ref::<web_sys::InputEvent>(&event)
            .is_some_and(web_sys::InputEvent::is_composing);
        if !composing {
            follow();
        }
    };
    let (spoken, shown) = (label.clone(), label);
    view! {
        <input
            class="in q"
            type="search"
            aria-label=move || spoken.get()
            placeholder=move || shown.get()
            prop:value=move || text.get()
            on:input=input
            on:compositionend=move |_| follow()
        />
    }
}

/// The filters of a list but for its search box. On a phone they stand behind a button, which says how many are set.
#[component]
pub fn Filters(
    /// Their query parameters.
    names: &'static [&'static str],
    /// The filters.
    children: Children,
) -> impl IntoView {
    let query = use_query_map();
    let is_set =
        move |name: &&&str| query.with(|query| query.get_str(name).is_some_and(|text| !text.is_empty()));
    let count = move || Some(names.iter().filter(is_set).count()).filter(|count| *count > 0);
    let path = use_location().pathname;
    let cleared = move || {
        let mut kept = query.get();
        for name in names.iter().chain(&["after", "before"]) {
            kept.remove(name);
        }
        format!("{}{}", path.get(), kept.to_query_string())
    };
    let open = RwSignal::new(false);
    let expanded = move || if open.get() { "true" } else { "false" };
    view! {
        <button type="button" class="btn phone-only" aria-expanded=expanded aria-controls="filters" on:click=move |_| open.update(|open| *open = !*open)>
            {t(UiText::Filters)}
            {move || count().map(|count| view! { " "<b>{count}</b> })}
            <Icon glyph=Glyph::ChevronDown />
        </button>
        <div id="filters" class:open=open>{children()}</div>
        {move || count().map(|count| view! {
            <a class="btn quiet" href=cleared><Icon glyph=Glyph::Cross />{move || filled(UiText::ClearFilters, &[("count", &count)])}</a>
        })}
    }
}

/// One of a few values, kept in a query parameter; the first page is shown when it changes.
#[component]
pub fn FilterSelect(
    /// The query parameter.
    name: &'static str,
    /// What is filtered by; stands in the list for no choice.
    #[prop(into)]
    label: TextProp,
    /// What there is to choose.
    #[prop(into)]
    choices: Signal<Vec<Choice>>,
) -> impl IntoView {
    let (kept, keep) = query_signal::<String>(name);
    let (_, leave) = query_signal::<String>("after");
    let (_, leave_back) = query_signal::<String>("before");
    let change = move |event: leptos::ev::Event| {
        let value = event_target_value(&event);
        leave.set(None);
        leave_back.set(None);
        keep.set((!value.is_empty()).then_some(value));
    };
    let option = move |Choice { code, label, .. }: Choice| {
        let own = code.clone();
        let selected = move || kept.with(|kept| kept.as_deref() == Some(own.as_str()));
        view! { <option value=code selected=selected>{move || label.get()}</option> }
    };
    let spoken = label.clone();
    view! {
        <select class="in" name=name aria-label=move || spoken.get() on:change=change>
            <option value="" selected=move || kept.with(Option::is_none)>{move || label.get()}</option>
            {move || choices.get().into_iter().map(option).collect_view()}
        </select>
    }
}

/// A filter by unit, or by units of some kinds.
#[component]
pub fn UnitFilterSelect(
    /// The query parameter.
    name: &'static str,
    /// What is filtered by.
    #[prop(into)]
    label: TextProp,
    /// The kinds of units to choose from; all without.
    #[prop(optional)]
    kinds: &'static [UnitKind],
) -> impl IntoView {
    let filter =
        move || UnitFilter { kinds: (!kinds.is_empty()).then(|| kinds.to_vec()), ..UnitFilter::default() };
    let units = Asked::new(
        move || UnitsVariables { filter: filter(), page: PageInput::first(100) },
        |variables| api::run(Units::build(variables)),
    );
    let choices = Signal::derive(move || {
        let rows = units.get().map(|answer| answer.units.nodes).unwrap_or_default();
        rows.into_iter().map(|unit| Choice::new(unit.id.to_string(), unit.name)).collect::<Vec<_>>()
    });
    view! { <FilterSelect name label choices /> }
}

/// The page of a list, kept in the query parameters `after` and `before`.
#[derive(Clone, Copy)]
pub struct Paging {
    after: Memo<Option<String>>,
    set_after: SignalSetter<Option<String>>,
    before: Memo<Option<String>>,
    set_before: SignalSetter<Option<String>>,
}

/// Rows on a page.
const PAGE: i32 = 20;

impl Paging {
    /// The page in the address.
    pub fn of_address() -> Self {
        let (after, set_after) = query_signal("after");
        let (before, set_before) = query_signal("before");
        Self { after, set_after, before, set_before }
    }

    /// What to ask of the server.
    pub fn input(self) -> PageInput {
        match self.before.get() {
            Some(before) => PageInput { last: Some(PAGE), before: Some(before), ..Default::default() },
            None => PageInput { first: Some(PAGE), after: self.after.get(), ..Default::default() },
        }
    }

    /// Back to the first page.
    pub fn first(self) {
        self.set_after.set(None);
        self.set_before.set(None);
    }

    /// Previous and next page under a list.
    pub fn pager(self, info: PageInfo, shown: usize, total: i32) -> impl IntoView {
        let stand = Stand {
            shown,
            total: u64::try_from(total).ok(),
            has_previous: info.has_previous_page,
            has_next: info.has_next_page,
        };
        let (start, end) = (info.start_cursor, info.end_cursor);
        let previous = move |()| {
            self.set_after.set(None);
            self.set_before.set(start.clone());
        };
        let next = move |()| {
            self.set_before.set(None);
            self.set_after.set(end.clone());
        };
        view! { <Pager info=stand on_previous=previous on_next=next /> }
    }
}

/// Whether a query parameter says yes or no.
pub fn flag(value: Option<String>) -> Option<bool> {
    match value.as_deref() {
        Some("yes") => Some(true),
        Some("no") => Some(false),
        _ => None,
    }
}

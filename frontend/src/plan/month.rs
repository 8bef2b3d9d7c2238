//! A month as a grid of days, with the plans of the chosen day beside it.

use super::{
    acts::Acts,
    drag::Drag,
    entry::{NoPlans, PlanEntry},
    line::{PlanLine, day_title},
    marks::Marks,
};
use crate::{
    browser,
    i18n::{self, filled, t},
    session,
    ui::{
        icon::{Glyph, Icon},
        section::Section,
    },
};
use leptos::{ev::KeyboardEvent, prelude::*};
use lianyi_shared::{api::plans::PlanRow, day::CivilDay, text_plan::PlanText};
use std::time::Duration;

/// How many plans a cell shows.
const SHOWN: usize = 3;
/// The weeks that a month can touch.
const WEEKS: i32 = 6;

/// The days that the grid of a month shows.
pub fn range(at: CivilDay) -> (CivilDay, CivilDay) {
    let first = at.month(0).monday();
    (first, first.plus(WEEKS * 7 - 1))
}

/// What stands on a day, earliest first.
pub fn of_day(rows: &[PlanRow], day: CivilDay) -> Vec<PlanRow> {
    let day = day.to_string();
    let mut rows: Vec<PlanRow> = rows.iter().filter(|row| row.day.0 == day).cloned().collect();
    rows.sort_by(|a, b| a.from.cmp(&b.from));
    rows
}

/// The grid and the list of the chosen day.
#[component]
pub fn Month(
    /// The chosen day.
    at: Memo<CivilDay>,
    /// Chooses another.
    choose: Callback<CivilDay>,
    /// The plans of the days shown.
    rows: Memo<Vec<PlanRow>>,
    /// Which days are special.
    marks: Memo<Marks>,
    /// The acts of the page.
    acts: Acts,
    /// The drag of the page.
    drag: Drag,
) -> impl IntoView {
    let first = Memo::new(move |_| at.get().month(0));
    let keyed = StoredValue::new(false);
    // The focus follows the arrow keys, also into another month.
    Effect::new(move || {
        let day = at.get();
        if keyed.get_value() {
            keyed.set_value(false);
            browser::after(Duration::ZERO, move || browser::focus(&format!("td[data-day='{day}']")));
        }
    });
    let press = move |event: KeyboardEvent| {
        let day = at.get_untracked();
        let to = match event.key().as_str() {
            "ArrowLeft" => day.plus(-1),
            "ArrowRight" => day.plus(1),
            "ArrowUp" => day.plus(-7),
            "ArrowDown" => day.plus(7),
            "Home" => day.monday(),
            "End" => day.monday().plus(6),
            "PageUp" => day.month(-1),
            "PageDown" => day.month(1),
            "Enter" | " " => {
                event.prevent_default();
                browser::show("#day-plans");
                return;
            }
            _ => return,
        };
        event.prevent_default();
        keyed.set_value(true);
        choose.run(to);
    };
    let cell = move |day: CivilDay| view! { <Cell day first at choose rows marks drag /> };
    let week = move |monday: CivilDay| {
        view! { <tr>{(0..7).map(|later| cell(monday.plus(later))).collect_view()}</tr> }
    };
    let head = (0..7).map(|later| {
        // 5 January 1970 was a Monday.
        let day = CivilDay(4 + later).to_string();
        let (short, long) = (day.clone(), day);
        view! { <th scope="col"><abbr title=move || i18n::day_of_week(&long, true)>{move || i18n::day_of_week(&short, false)}</abbr></th> }
    });
    let weeks = move || {
        let monday = first.get().monday();
        (0..WEEKS).map(|later| week(monday.plus(later * 7))).collect_view()
    };
    let title = move || day_title(&at.get().to_string());
    let of_chosen = move || of_day(&rows.get(), at.get());
    let list = move || {
        let rows = of_chosen();
        if rows.is_empty() {
            return view! { <NoPlans /> }.into_any();
        }
        view! { <ul class="todo">{rows.into_iter().map(|row| view! { <PlanLine row acts /> }).collect_view()}</ul> }.into_any()
    };
    let plan = move || {
        let href = move || format!("/plans/new?day={}", at.get().max(session::today()));
        view! { <a class="btn small" href=href><Icon glyph=Glyph::Plus />{t(PlanText::New)}</a> }
    };
    view! {
        <p class="sr-only" id="grid-hint">{t(PlanText::GridHint)}</p>
        <div class="cal-month">
            <table class="cal" role="grid" aria-label=move || i18n::month(&first.get().to_string()) aria-describedby="grid-hint" on:keydown=press>
                <thead><tr>{head.collect_view()}</tr></thead>
                <tbody>{weeks}</tbody>
            </table>
            <div class="cal-day">
                <Section id="day-plans" title act=plan>{list}</Section>
            </div>
        </div>
    }
}

#[component]
fn Cell(
    day: CivilDay,
    first: Memo<CivilDay>,
    at: Memo<CivilDay>,
    choose: Callback<CivilDay>,
    rows: Memo<Vec<PlanRow>>,
    marks: Memo<Marks>,
    drag: Drag,
) -> impl IntoView {
    let iso = day.to_string();
    let (_, _, number) = day.date();
    let own = Memo::new(move |_| of_day(&rows.get(), day));
    let mark = Memo::new(move |_| marks.with(|marks| marks.on(day)));
    let chosen = move || at.get() == day;
    let is_today = day == session::today();
    let outside = move || day.month(0) != first.get();
    let spoken = {
        let iso = iso.clone();
        move || {
            let (count, name) = (own.with(Vec::len), i18n::weekday(&iso));
            let marked = mark
                .get()
                .spoken()
                .map(|mark| filled(PlanText::DayMarked, &[("day", &name), ("mark", &mark)]));
            filled(PlanText::DayCount, &[("day", &marked.unwrap_or(name)), ("count", &count)])
        }
    };
    let target = iso.clone();
    let over = move || drag.over.with(|over| over.as_ref() == Some(&target));
    let entries = move || {
        let own = own.get();
        let more = own.len().saturating_sub(SHOWN);
        let shown = own.into_iter().take(SHOWN);
        view! {
            {shown.map(|row| view! { <PlanEntry row drag skipped=true /> }).collect_view()}
            {(more > 0).then(|| view! { <span class="more">{move || filled(PlanText::MoreCount, &[("count", &more)])}</span> })}
        }
    };
    let dots = move || {
        let count = own.with(|own| own.len().min(SHOWN));
        (0..count).map(|_| view! { <i></i> }).collect_view()
    };
    view! {
        <td
            role="gridcell"
            data-day=iso
            class:out=outside
            class:today=is_today
            class:over=over
            aria-current=is_today.then_some("date")
            aria-selected=move || if chosen() { "true" } else { "false" }
            tabindex=move || if chosen() { "0" } else { "-1" }
            on:click=move |_| choose.run(day)
        >
            <span class="sr-only">{spoken}</span>
            <div class="head" aria-hidden="true">
                <span class="n">{number}</span>
                {move || mark.get().sign()}
                <span class="name">{move || mark.get().name()}</span>
            </div>
            <div class="entries">{entries}</div>
            <div class="dots" aria-hidden="true">{dots}</div>
        </td>
    }
}

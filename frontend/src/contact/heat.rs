//! A year of days, month by month; the darker a day, the more contacts it had.

use super::overview::Span;
use crate::{
    browser,
    i18n::{self, filled, lang, t},
    session,
    ui::section::Section,
};
use leptos::{ev::KeyboardEvent, prelude::*};
use lianyi_shared::{api::overview::OverviewDay, day::CivilDay, text_overview::OverviewText};
use std::collections::BTreeMap;

/// The shades of days with contacts.
const SHADES: i32 = 4;
/// How far the focus looks for the next day with contacts.
const FAR: i32 = 366;

/// The days of a period: each month with its sum, each day with contacts opens them. The arrow keys go from day to day.
#[component]
pub fn Heat(
    /// What the overview is of.
    span: Span,
    /// The first day.
    from: String,
    /// The last day.
    until: String,
    /// Days with contacts, in order.
    days: Vec<OverviewDay>,
) -> impl IntoView {
    let (Ok(from), Ok(until)) = (from.parse::<CivilDay>(), until.parse::<CivilDay>()) else {
        return ().into_any();
    };
    let counts: BTreeMap<CivilDay, i32> =
        days.into_iter().filter_map(|row| Some((row.day.0.parse().ok()?, row.records))).collect();
    let (many, most) = (counts.len(), counts.values().copied().max().unwrap_or(0));
    let count = move || filled(OverviewText::DaysCount, &[("days", &many), ("most", &most)]);
    // One day can be reached with the tab key; the arrow keys move it.
    let reached = RwSignal::new(counts.keys().next().copied());
    let stored = StoredValue::new(counts.clone());
    let press = move |event: KeyboardEvent| {
        let step: i32 = match event.key().as_str() {
            "ArrowLeft" => -1,
            "ArrowRight" => 1,
            "ArrowUp" => -7,
            "ArrowDown" => 7,
            _ => return,
        };
        let Some(day) = reached.get_untracked() else { return };
        event.prevent_default();
        let has = |day: &CivilDay| stored.with_value(|counts| counts.contains_key(day));
        if let Some(next) = (1..=FAR / step.abs()).map(|times| day.plus(step * times)).find(has) {
            reached.set(Some(next));
            browser::focus(&format!("a[data-day='{next}']"));
        }
    };
    // What is to come has no contacts.
    let shown = until.min(session::today()).max(from);
    let months = (0..12).map(move |later| from.month(later)).take_while(move |month| *month <= shown);
    let month = move |first: CivilDay| view! { <Month span first counts=counts.clone() most reached /> };
    let shade = |shade: i32| view! { <i data-shade=shade.to_string()></i> };
    view! {
        <Section title=t(OverviewText::Days) count>
            <div class="heat" on:keydown=press>{months.map(month).collect_view()}</div>
            <p class="heat-key" aria-hidden="true">
                {t(OverviewText::Fewer)}
                {(1..=SHADES).map(shade).collect_view()}
                {t(OverviewText::More)}
            </p>
        </Section>
    }
    .into_any()
}

#[component]
fn Month(
    span: Span,
    first: CivilDay,
    counts: BTreeMap<CivilDay, i32>,
    most: i32,
    reached: RwSignal<Option<CivilDay>>,
) -> impl IntoView {
    let last = first.month(1).plus(-1);
    let sum: i32 = counts.range(first..=last).map(|(_, count)| count).sum();
    let title = move || i18n::month(&first.to_string());
    let spoken = move || filled(OverviewText::InMonth, &[("month", &title()), ("count", &sum)]);
    let all = (sum > 0).then(|| {
        let href = span.contacts_between(&first.to_string(), &last.to_string());
        view! { <a href=href aria-label=spoken>{move || filled(OverviewText::Times, &[("count", &sum)])}</a> }
    });
    let weeks = (last.monday().0 - first.monday().0) / 7 + 1;
    let week = |week: i32| {
        let monday = first.monday().plus(week * 7);
        let day = |weekday: i32| {
            let day = monday.plus(weekday);
            let within = (first..=last).contains(&day);
            within
                .then(|| view! { <Day span day count=counts.get(&day).copied().unwrap_or(0) most reached /> })
        };
        view! { <tr>{(0..7).map(|weekday| view! { <td>{day(weekday)}</td> }).collect_view()}</tr> }
    };
    let head = |weekday: i32| {
        let day = first.monday().plus(weekday).to_string();
        let long = day.clone();
        view! { <th scope="col" abbr=move || i18n::day_of_week(&long, true)>{move || i18n::day_of_week(&day, false)}</th> }
    };
    view! {
        <table>
            <caption>{title}" "{all}</caption>
            <thead><tr>{(0..7).map(head).collect_view()}</tr></thead>
            <tbody>{(0..weeks).map(week).collect_view()}</tbody>
        </table>
    }
}

#[component]
fn Day(
    span: Span,
    day: CivilDay,
    count: i32,
    most: i32,
    reached: RwSignal<Option<CivilDay>>,
) -> impl IntoView {
    let (_, _, number) = day.date();
    if count == 0 {
        return view! { <span>{number}</span> }.into_any();
    }
    let iso = day.to_string();
    let shade = (count * SHADES + most - 1) / most.max(1);
    let href = span.contacts_between(&iso, &iso);
    let spoken = {
        let iso = iso.clone();
        Memo::new(move |_| {
            let _ = lang();
            filled(OverviewText::OnDay, &[("day", &i18n::date(&iso)), ("count", &count)])
        })
    };
    let tab = move || if reached.get() == Some(day) { "0" } else { "-1" };
    view! {
        <a
            href=href
            data-day=iso
            data-shade=shade.to_string()
            tabindex=tab
            title=spoken
            aria-label=spoken
            on:focus=move |_| reached.set(Some(day))
        >
            {number}
        </a>
    }
    .into_any()
}

//! A plan in a cell of the calendar: time and names, to be opened or dragged.

use super::{acts::Subject, drag::Drag, words};
use crate::{
    i18n::{now, t},
    ui::icon::{Glyph, Icon},
};
use leptos::{ev::MouseEvent, prelude::*};
use lianyi_shared::{api::plans::PlanRow, plan::PlanStatus, text_plan::PlanText};

/// The link. In the grid of a month the keyboard reaches it by the list of the day.
#[component]
pub fn PlanEntry(
    /// The plan.
    row: PlanRow,
    /// The drag of the page.
    drag: Drag,
    /// Not a stop of the Tab key.
    #[prop(optional)]
    skipped: bool,
) -> impl IntoView {
    let subject = Subject::from(&row);
    let who = subject.who.clone();
    let PlanRow { id, status, day, from, in_question, .. } = row;
    let class = match status {
        PlanStatus::Proposed => "entry proposed",
        PlanStatus::Held => "entry held",
        PlanStatus::Planned if in_question => "entry question",
        PlanStatus::Planned => "entry",
        PlanStatus::Cancelled | PlanStatus::Declined => "entry off",
    };
    let glyph = match status {
        PlanStatus::Proposed => Glyph::Help,
        PlanStatus::Held => Glyph::StatusDone,
        PlanStatus::Planned if in_question => Glyph::Alert,
        PlanStatus::Planned => Glyph::Calendar,
        PlanStatus::Cancelled | PlanStatus::Declined => Glyph::Cross,
    };
    let click = move |event: MouseEvent| {
        if drag.was_dragged() {
            event.prevent_default();
        }
    };
    let state = move || {
        let question = if in_question { now(PlanText::InQuestion) } else { "" };
        format!("{} {question}", words::state(status, &day).0)
    };
    view! {
        <a
            class=class
            href=format!("/plans/{id}")
            draggable="false"
            tabindex=skipped.then_some("-1")
            on:pointerdown=move |event| drag.press(&event, subject.clone())
            on:pointermove=move |event| drag.go(&event)
            on:pointerup=move |_| drag.release()
            on:pointercancel=move |_| drag.lose()
            on:click=click
        >
            <Icon glyph size=12 />
            {from.map(|from| view! { <span class="at">{from}</span> })}
            <span class="name">{who}</span>
            <span class="sr-only">{state}</span>
        </a>
    }
}

/// Nothing is there.
#[component]
pub fn NoPlans() -> impl IntoView {
    view! { <p class="muted">{t(PlanText::DayEmpty)}</p> }
}

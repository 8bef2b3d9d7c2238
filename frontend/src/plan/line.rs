//! A plan as a line, with its menu.

use super::{
    acts::{Acts, PlanMenu, Subject},
    words,
};
use crate::{
    i18n::{dotted, lang, listed, now, t},
    session,
    ui::{
        icon::{Glyph, Icon},
        status::{Chip, Shape, Status, Tone},
    },
};
use leptos::prelude::*;
use lianyi_shared::{api::plans::PlanRow, text_plan::PlanText};

/// The line of a day's list.
#[component]
pub fn PlanLine(
    /// The plan.
    row: PlanRow,
    /// The acts of the page.
    acts: Acts,
) -> impl IntoView {
    let subject = Subject::from(&row);
    let who = subject.who.clone();
    let id = row.id;
    let meta = {
        let row = row.clone();
        move || {
            let leaders = listed(&row.leaders.iter().map(|leader| leader.name.as_str()).collect::<Vec<_>>());
            let repeat = row.repeat.map(|repeat| repeat.label(lang()).to_owned());
            let parts = [
                Some(words::time(row.from.as_deref(), row.until.as_deref())),
                Some(row.mode.label(lang()).to_owned()),
                row.place.clone(),
                Some(leaders),
                repeat,
            ];
            dotted(parts)
        }
    };
    let menu = (!subject.actions.is_empty()).then(|| view! { <PlanMenu subject acts /> });
    view! {
        <li class="plan-line">
            <Icon glyph=Glyph::Calendar />
            <div>
                <a href=format!("/plans/{id}")>{who}</a>
                <span class="meta">{meta}</span>
                <PlanState row />
            </div>
            <span class="acts">{menu}</span>
        </li>
    }
}

/// Where a plan stands, in words.
#[component]
pub fn PlanState(
    /// The plan.
    row: PlanRow,
) -> impl IntoView {
    let (_, shape, tone) = words::state(row.status, &row.day);
    let in_question = row.in_question;
    view! {
        <span class="states">
            <Status shape tone label=move || words::state(row.status, &row.day).0 />
            {in_question.then(|| view! { " "<Chip shape=Shape::Act tone=Tone::Warn label=t(PlanText::InQuestion) /> })}
        </span>
    }
}

/// The day in words, for headings.
pub fn day_title(iso: &str) -> String {
    let day = crate::i18n::weekday(iso);
    if session::today().to_string() == iso { format!("{day} · {}", now(PlanText::Today)) } else { day }
}

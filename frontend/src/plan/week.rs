//! A week, day by day.

use super::entry::PlanEntry;
use super::{
    acts::Acts,
    drag::Drag,
    entry::NoPlans,
    line::{PlanLine, day_title},
    month::of_day,
};
use crate::{session, ui::viewport::is_phone};
use leptos::prelude::*;
use lianyi_shared::{api::plans::PlanRow, day::CivilDay};

/// Seven days side by side; on a phone one under the other, with the menus.
#[component]
pub fn Week(
    /// A day of the week.
    at: Memo<CivilDay>,
    /// The plans of the days shown.
    rows: Memo<Vec<PlanRow>>,
    /// The acts of the page.
    acts: Acts,
    /// The drag of the page.
    drag: Drag,
) -> impl IntoView {
    let monday = Memo::new(move |_| at.get().monday());
    let days = move || {
        let monday = monday.get();
        (0..7).map(|later| view! { <WeekDay day=monday.plus(later) rows acts drag /> }).collect_view()
    };
    view! { <div class="cal-week">{days}</div> }
}

#[component]
fn WeekDay(day: CivilDay, rows: Memo<Vec<PlanRow>>, acts: Acts, drag: Drag) -> impl IntoView {
    let iso = day.to_string();
    let heading = format!("week-{iso}");
    let labelled = heading.clone();
    let own = Memo::new(move |_| of_day(&rows.get(), day));
    let target = iso.clone();
    let over = move || drag.over.with(|over| over.as_ref() == Some(&target));
    let list = move || {
        let own = own.get();
        if own.is_empty() {
            return view! { <NoPlans /> }.into_any();
        }
        if is_phone() {
            return view! { <ul class="todo">{own.into_iter().map(|row| view! { <PlanLine row acts /> }).collect_view()}</ul> }.into_any();
        }
        let entry = |row: PlanRow| {
            let subject = super::acts::Subject::from(&row);
            let menu =
                (!subject.actions.is_empty()).then(|| view! { <super::acts::PlanMenu subject acts /> });
            view! { <li><PlanEntry row drag />{menu}</li> }
        };
        view! { <ul class="week-entries">{own.into_iter().map(entry).collect_view()}</ul> }.into_any()
    };
    let title = {
        let iso = iso.clone();
        move || day_title(&iso)
    };
    view! {
        <section data-day=iso class:over=over class:today=day == session::today() aria-labelledby=labelled>
            <h2 id=heading>{title}</h2>
            {list}
        </section>
    }
}

//! Trends of thought that wait for the viewer: how many, and nothing of them.

use crate::{
    api,
    asked::Asked,
    i18n::{filled, t},
    ui::{
        icon::{Glyph, Icon},
        section::Section,
    },
};
use cynic::QueryBuilder as _;
use leptos::prelude::*;
use lianyi_shared::{
    api::{
        PageInput,
        trends::{TrendFilter, TrendsVariables, TrendsWaiting},
    },
    live::Topic,
    text_home::HomeText,
};

/// How many reports wait; nothing where none does.
#[component]
pub fn Trends() -> impl IntoView {
    let filter = || TrendFilter { waiting: true, ..TrendFilter::default() };
    let asked = Asked::new(
        move || TrendsVariables { filter: filter(), page: PageInput::first(1) },
        |variables| api::run(TrendsWaiting::build(variables)),
    )
    .live(Topic::Trends);
    move || {
        let count = asked.get().map(|answer: TrendsWaiting| answer.trends.total_count)?;
        (count > 0).then(|| {
            view! {
                <Section title=t(HomeText::TrendsTitle)>
                    <ul class="todo">
                        <li>
                            <Icon glyph=Glyph::Eye />
                            <div><a href="/trends">{move || filled(HomeText::TrendsWaiting, &[("count", &count)])}</a></div>
                            <a class="btn small" href="/trends">{t(HomeText::VerbRead)}</a>
                        </li>
                    </ul>
                </Section>
            }
        })
    }
}

//! To whom a report goes beyond the branch.

use crate::{api, asked::Asked, i18n::t, ui::field::FieldGroup};
use cynic::QueryBuilder as _;
use leptos::prelude::*;
use lianyi_shared::{
    api::trends::{TrendReader, TrendReaders},
    id::AccountId,
    text_trend::TrendText,
};

/// A tick for everybody who can be named a reader.
#[component]
pub fn Readers(
    /// Who is chosen.
    chosen: RwSignal<Vec<AccountId>>,
    /// What is wrong.
    #[prop(into)]
    error: Signal<Option<String>>,
) -> impl IntoView {
    let asked = Asked::new(|| (), |()| api::run(TrendReaders::build(())));
    let one = move |reader: TrendReader| {
        let id = reader.id;
        let change = move |event: leptos::ev::Event| {
            let ticked = event_target_checked(&event);
            chosen.update(|chosen| {
                chosen.retain(|kept| *kept != id);
                if ticked {
                    chosen.push(id);
                }
            });
        };
        view! {
            <label class="opt">
                <input type="checkbox" name="readers" prop:checked=move || chosen.with(|chosen| chosen.contains(&id)) on:change=change />
                <span>{reader.name}</span>
            </label>
        }
    };
    let list = asked.view(move |answer| {
        if answer.trend_readers.is_empty() {
            return view! { <p class="muted">{t(TrendText::NoReaders)}</p> }.into_any();
        }
        answer.trend_readers.into_iter().map(one).collect_view().into_any()
    });
    view! {
        <FieldGroup id="readers" label=t(TrendText::Readers) hint=Some(t(TrendText::ReportUpNote).into()) error>{list}</FieldGroup>
    }
}

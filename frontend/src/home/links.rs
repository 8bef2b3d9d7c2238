//! Whom a leader links, and who links a representative.

use crate::{
    api,
    asked::Asked,
    i18n::t,
    roster::pairings::{CounterpartLine, LeaderLine},
    ui::section::Section,
};
use cynic::QueryBuilder as _;
use leptos::prelude::*;
use lianyi_shared::{
    api::{access::Viewer, roster::MyPairings},
    live::Topic,
    text_home::HomeText,
    text_shell::ShellText,
};
use std::cmp::Reverse;

/// "My two people and one group", or those who link me.
#[component]
pub fn Links(
    /// Who is signed in.
    viewer: Viewer,
) -> impl IntoView {
    let own = viewer.leader_id;
    let asked = Asked::new(|| (), |()| api::run(MyPairings::build(()))).live(Topic::Pairings);
    asked.view(move |answer: MyPairings| {
        let (mut mine, of_me): (Vec<_>, Vec<_>) =
            answer.my_pairings.into_iter().partition(|pairing| Some(pairing.leader.id) == own);
        // Who waits longest for the leader comes first.
        mine.sort_by_key(|pairing| (Reverse(pairing.lamp), pairing.due_on.clone()));
        let (count, all) = (mine.len().to_string(), || {
            view! { <a class="meta" href="/pairings">{t(HomeText::MyCounterpartsAll)}</a> }
        });
        let nothing = mine.is_empty();
        let record = || view! { <a class="meta" href="/own">{t(ShellText::OwnRecord)}</a> };
        view! {
            {own.map(|_| view! {
                <Section title=t(HomeText::MyCounterparts) count act=all>
                    {nothing.then(|| view! { <p class="muted">{t(HomeText::NoPairingsNext)}</p> })}
                    <ul class="todo">
                        {mine.into_iter().map(|pairing| view! { <CounterpartLine pairing /> }).collect_view()}
                    </ul>
                </Section>
            })}
            {viewer.representative_id.map(|_| view! {
                <Section title=t(HomeText::WhoLinksMe) act=record>
                    {of_me.is_empty().then(|| view! { <p class="muted">{t(HomeText::NoPairings)}</p> })}
                    <ul class="todo">
                        {of_me.into_iter().map(|pairing| view! { <LeaderLine pairing /> }).collect_view()}
                    </ul>
                </Section>
            })}
        }
    })
}

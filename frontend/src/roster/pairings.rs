//! One's own pairings: for a leader 「我的联谊对象」, for a representative 「谁联系我」.

use super::words;
use crate::{
    api,
    asked::Asked,
    i18n::{self, dotted, filled, lang, t},
    ui::{
        empty_state::EmptyState,
        icon::{Glyph, Icon},
        page::Page,
        section::Section,
        status::{Shape, Status, Tone},
    },
};
use cynic::QueryBuilder as _;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use lianyi_shared::{
    api::{
        Day,
        roster::{MyPairings as Answer, Pairing},
    },
    contact::Lamp,
    id::PairingId,
    live::Topic,
    roster::CounterpartKind,
    text_home::HomeText,
    text_roster::RosterText,
};

/// The page at `/pairings`.
#[component]
pub fn MyPairings() -> impl IntoView {
    let asked = Asked::new(|| (), |()| api::run(Answer::build(()))).live(Topic::Pairings);
    let query = use_query_map();
    // A notice names the pairing about which its leader was urged.
    let urged = Memo::new(move |_| query.with(|query| query.get_str("urged").and_then(|id| id.parse().ok())));
    asked.view(move |answer| view! { <Drawn answer urged=urged.get() /> }).into_any()
}

#[component]
fn Drawn(answer: Answer, urged: Option<PairingId>) -> impl IntoView {
    let own = answer.viewer.leader_id;
    let (mine, of_me): (Vec<Pairing>, Vec<Pairing>) =
        answer.my_pairings.into_iter().partition(|pairing| Some(pairing.leader.id) == own);
    let links = mine.iter();
    let groups = links.filter(|pairing| pairing.counterpart.kind == CounterpartKind::Group).count();
    let individuals = mine.len().saturating_sub(groups);
    let as_representative = answer.viewer.representative_id.is_some();
    let title = if as_representative { RosterText::WhoLinksMe } else { RosterText::MyPairings };
    let lead = move || {
        if as_representative {
            i18n::now(RosterText::WhoLinksMeLead).to_owned()
        } else {
            filled(RosterText::MyPairingsLead, &[("groups", &groups), ("individuals", &individuals)])
        }
    };
    let nothing = mine.is_empty() && of_me.is_empty();
    view! {
        <Page title=t(title) lead>
            {nothing.then(|| view! {
                <EmptyState glyph=Glyph::People title=t(HomeText::NoPairings) next=t(HomeText::NoPairingsNext) />
            })}
            <div class="stack narrow">
                {(!mine.is_empty()).then(|| view! {
                    <Section title=t(RosterText::MyPairings)>
                        <ul class="todo">
                            {mine.into_iter().map(|pairing| {
                                let mark = (urged == Some(pairing.id)).then(|| t(RosterText::UrgedToMeet).into());
                                view! { <CounterpartLine pairing mark /> }
                            }).collect_view()}
                        </ul>
                    </Section>
                })}
                {(!of_me.is_empty()).then(|| view! {
                    <Section title=t(RosterText::WhoLinksMe)>
                        <ul class="todo">
                            {of_me.into_iter().map(|pairing| view! { <LeaderLine pairing /> }).collect_view()}
                        </ul>
                    </Section>
                })}
            </div>
        </Page>
    }
}

/// A counterpart whom the leader links: who it is, where, since when.
#[component]
pub fn CounterpartLine(
    /// The pairing.
    pairing: Pairing,
    /// Why one looks for it.
    #[prop(default = None)]
    mark: Option<TextProp>,
) -> impl IntoView {
    let Pairing { counterpart, last_contact_on, lamp, due_on, .. } = pairing;
    let mark = mark.map(|label| view! { <Status shape=Shape::Act tone=Tone::Info label /> });
    let whom = counterpart.query();
    let (record, plan) = (format!("/contacts/new?{whom}"), format!("/plans/new?{whom}"));
    let (whose, planned) = (counterpart.name.clone(), counterpart.name.clone());
    let spoken_plan = move || filled(HomeText::PlanWith, &[("name", &planned)]);
    let spoken = move || filled(HomeText::RecordContactWith, &[("name", &whose)]);
    let lamp_of = lamp;
    let lamp = lamp.map(|lamp| {
        let (shape, tone) = lamp_shape(lamp);
        view! { <Status shape tone label=move || lamp.label(lang()) /> }
    });
    let glyph = if counterpart.kind == CounterpartKind::Group { Glyph::Group } else { Glyph::Person };
    let name = view! { <a href=counterpart.path()>{counterpart.name.clone()}</a> };
    let facts = move || {
        let due = due_on.as_ref().filter(|_| lamp_of == Some(Lamp::InTouch));
        let due = due.map(|day| filled(HomeText::DueBy, &[("date", &i18n::month_day(&day.0))]));
        let known =
            [words::kind(&counterpart), words::place(&counterpart), last_contact(last_contact_on.as_ref())];
        known.into_iter().chain(due).collect()
    };
    view! {
        <li>
            <Icon glyph />
            <div>{name}<Facts facts since=None /></div>
            <span class="acts">{mark}{lamp}<a class="btn quiet small" href=plan aria-label=spoken_plan>{t(HomeText::PlanShort)}</a><a class="btn small" href=record aria-label=spoken>{t(HomeText::RecordShort)}</a></span>
        </li>
    }
}

/// How long ago the last contact was.
pub const fn lamp_shape(lamp: Lamp) -> (Shape, Tone) {
    match lamp {
        Lamp::InTouch => (Shape::Done, Tone::Ok),
        Lamp::Due => (Shape::Waiting, Tone::Warn),
        Lamp::Overdue => (Shape::Act, Tone::Danger),
    }
}

/// When the last contact was, in a few words.
pub fn last_contact(on: Option<&Day>) -> String {
    match on {
        Some(day) => filled(HomeText::LastContact, &[("date", &i18n::date(&day.0))]),
        None => i18n::now(HomeText::NeverContacted).to_owned(),
    }
}

/// A leader who links the representative.
#[component]
pub fn LeaderLine(
    /// The pairing.
    pairing: Pairing,
) -> impl IntoView {
    let Pairing { leader, since, .. } = pairing;
    let unit = leader.unit.map(|unit| unit.name).unwrap_or_default();
    let facts = move || vec![unit.clone(), leader.post.clone()];
    view! {
        <li>
            <Icon glyph=Glyph::Person />
            <div><a href=format!("/leaders/{}", leader.id)>{leader.name}</a><Facts facts since /></div>
        </li>
    }
}

/// What stands under a name: facts, and since when the pairing is in force.
#[component]
fn Facts(facts: impl Fn() -> Vec<String> + Send + 'static, since: Option<Day>) -> impl IntoView {
    let line = move || {
        let since = since.as_ref().map(|day| filled(HomeText::PairedSince, &[("date", &i18n::date(&day.0))]));
        dotted(facts().into_iter().chain(since))
    };
    view! { <span class="meta">{line}</span> }
}

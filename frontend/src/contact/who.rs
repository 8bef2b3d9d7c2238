//! Who kept liaison, and with whom.

use super::entry::{Entry, Leading};
use crate::{
    api,
    asked::Asked,
    i18n::{filled, lang, t},
    people::{choices::find_leaders, form::Faults},
    roster::{
        pairings::{lamp_shape, last_contact},
        words::place,
    },
    session,
    ui::{
        combobox::Combobox,
        field::FieldGroup,
        icon::{Glyph, Icon},
        select::Choice,
        status::Status,
    },
};
use cynic::QueryBuilder as _;
use leptos::prelude::*;
use lianyi_shared::{
    api::{
        contacts::{ContactCounterpartInput, PairingsForContact, PairingsForContactVariables},
        roster::{Pairing, RosterCounterpart},
    },
    id::LeaderId,
    text_contact::ContactText,
};

/// The leaders of the record: oneself, or those for whom it is entered.
#[component]
pub fn Leaders(
    /// What is entered.
    entry: Entry,
    /// What is wrong with it.
    faults: Faults,
) -> impl IntoView {
    let adding = RwSignal::new(None::<Choice>);
    Effect::new(move || {
        let Some(choice) = adding.get() else { return };
        if let Ok(id) = choice.code.parse() {
            let name = untrack(|| choice.label.get().into_owned());
            entry.leaders.update(|leaders| {
                if !leaders.iter().any(|leader| leader.id == id) {
                    leaders.push(Leading { id, name });
                }
            });
        }
        adding.set(None);
    });
    let one = move |leader: Leading| {
        let label = leader.name.clone();
        let remove = move |_| entry.leaders.update(|leaders| leaders.retain(|kept| kept.id != leader.id));
        view! {
            <li class="chip">
                {leader.name}
                <button type="button" class="btn quiet icon small" aria-label=move || filled(ContactText::RemoveLeader, &[("name", &label)]) on:click=remove>
                    <Icon glyph=Glyph::Cross />
                </button>
            </li>
        }
    };
    let on_behalf = move || {
        let own = session::viewer().and_then(|viewer| viewer.leader_id);
        entry
            .leaders
            .with(|leaders| !leaders.is_empty() && !leaders.iter().any(|leader| Some(leader.id) == own))
    };
    view! {
        <FieldGroup id="content-leaders" label=t(ContactText::Leaders) hint=Some(t(ContactText::LeadersHint).into()) error=faults.of("content-leaders")>
            <ul class="chips">{move || entry.leaders.get().into_iter().map(one).collect_view()}</ul>
            {move || on_behalf().then(|| view! { <p class="hint">{t(ContactText::OnBehalfNote)}</p> })}
            <Combobox id="add-leader" label=t(ContactText::AddLeader) value=adding search=find_leaders() />
        </FieldGroup>
    }
}

/// Those with whom a leader may keep liaison; nothing while there is no leader.
pub fn pairings_of(leader: impl Fn() -> Option<LeaderId> + 'static) -> Asked<Option<Vec<Pairing>>> {
    Asked::new(leader, |leader| async move {
        let Some(leader) = leader else { return Ok(None) };
        let variables = PairingsForContactVariables { leader };
        Ok(Some(api::run(PairingsForContact::build(variables)).await?.pairings_for_contact))
    })
}

/// The counterparts of the leader named first, with how long ago each was met.
#[component]
pub fn Whom(
    /// What is entered.
    entry: Entry,
    /// What is wrong with it.
    faults: Faults,
    /// Those of the record who may be paired no longer.
    #[prop(optional)]
    also: Vec<RosterCounterpart>,
) -> impl IntoView {
    let first = Memo::new(move |_| entry.leaders.with(|leaders| leaders.first().map(|leader| leader.id)));
    let list = pairings_of(move || first.get()).view(move |pairings: Option<Vec<Pairing>>| {
        let Some(pairings) = pairings else {
            return view! { <p class="muted">{t(ContactText::WhoEmpty)}</p> }.into_any();
        };
        let missing =
            also.iter().filter(|side| !pairings.iter().any(|pairing| pairing.counterpart == **side));
        let missing: Vec<AnyView> =
            missing.map(|side| view! { <One entry side=side.clone() /> }.into_any()).collect();
        if pairings.is_empty() && missing.is_empty() {
            return view! { <p class="muted">{t(ContactText::WhoNobody)}</p> }.into_any();
        }
        // Where there is one alone, nobody has to say so.
        if let ([only], true) = (pairings.as_slice(), entry.counterparts.with_untracked(Vec::is_empty)) {
            entry.counterparts.set(vec![input(&only.counterpart)]);
        }
        let paired = pairings.into_iter().map(|pairing| {
            view! { <One entry side=pairing.counterpart.clone() pairing=pairing /> }
        });
        view! { <div class="who">{missing}{paired.collect_view()}</div> }.into_any()
    });
    view! {
        <FieldGroup id="content-counterparts" label=t(ContactText::Who) error=faults.of("content-counterparts")>{list}</FieldGroup>
    }
}

/// A counterpart as the input names it.
pub fn input(side: &RosterCounterpart) -> ContactCounterpartInput {
    ContactCounterpartInput { representative: side.representative_id, group: side.group_id }
}

#[component]
fn One(entry: Entry, side: RosterCounterpart, #[prop(optional)] pairing: Option<Pairing>) -> impl IntoView {
    let own = input(&side);
    let change = move |event: leptos::ev::Event| {
        let ticked = event_target_checked(&event);
        entry.counterparts.update(|chosen| {
            chosen.retain(|kept| *kept != own);
            if ticked {
                chosen.push(own);
            }
        });
    };
    let lamp = pairing.as_ref().and_then(|pairing| pairing.lamp).map(|lamp| {
        let (shape, tone) = lamp_shape(lamp);
        view! { <Status shape tone label=move || lamp.label(lang()) /> }
    });
    let (name, last) = (side.name.clone(), pairing.map(|pairing| pairing.last_contact_on));
    let note = move || {
        let last = last.as_ref().map(|day| last_contact(day.as_ref()));
        [Some(place(&side)), last]
            .into_iter()
            .flatten()
            .filter(|part| !part.is_empty())
            .collect::<Vec<_>>()
            .join(" · ")
    };
    view! {
        <label>
            <input type="checkbox" name="content-counterparts" prop:checked=move || entry.counterparts.with(|all| all.contains(&own)) on:change=change />
            <span><b>{name}</b><small>{note}</small></span>
            {lamp}
        </label>
    }
}

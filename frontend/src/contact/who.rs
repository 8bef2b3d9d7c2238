//! Who kept liaison, and with whom.

use super::entry::Entry;
use crate::{
    api::{self, ApiError, Refusal},
    asked::Asked,
    choices::find_leaders,
    form::Faults,
    i18n::{self, dotted, filled, lang, listed, now, t},
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
        people::{GroupByName, GroupVariables, NamedLeader, RepresentativeByName, RepresentativeVariables},
        roster::{Pairing, RosterCounterpart},
    },
    id::LeaderId,
    roster::PairingStatus,
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
                    leaders.push(NamedLeader { id, name });
                }
            });
        }
        adding.set(None);
    });
    let one = move |leader: NamedLeader| {
        let label = leader.name.clone();
        let remove = move |_| {
            entry.leaders.update(|leaders| leaders.retain(|kept| kept.id != leader.id));
            // Without a leader nobody is listed.
            if entry.leaders.with_untracked(Vec::is_empty) {
                entry.counterparts.set(Vec::new());
            }
        };
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

/// The pairings of some leaders, who is linked by several once, those in force first; nothing while there is no leader.
pub fn pairings_of(leaders: impl Fn() -> Vec<LeaderId> + 'static) -> Asked<Option<Vec<Pairing>>> {
    Asked::new(leaders, |leaders| async move {
        if leaders.is_empty() {
            return Ok(None);
        }
        let (mut all, mut refused) = (Vec::new(), None);
        for leader in leaders {
            let variables = PairingsForContactVariables { leader };
            match api::run(PairingsForContact::build(variables)).await {
                Ok(answer) => all.extend(answer.pairings_for_contact),
                // Whoever may record for one leader need not see the pairings of the next.
                Err(error) if error.refusal == Refusal::Forbidden => refused = Some(error),
                Err(error) => return Err(error),
            }
        }
        all.sort_by_key(|pairing: &Pairing| !is_in_force(pairing));
        let mut once: Vec<Pairing> = Vec::new();
        for pairing in all {
            if once.iter().all(|kept| kept.counterpart.input() != pairing.counterpart.input()) {
                once.push(pairing);
            }
        }
        refused.filter(|_| once.is_empty()).map_or(Ok(Some(once)), Err)
    })
}

/// The name of a counterpart and the leaders who link them or did; nothing where the viewer may not see them.
pub async fn counterpart(
    side: ContactCounterpartInput,
) -> Result<Option<(String, Vec<NamedLeader>)>, ApiError> {
    let found = match (side.representative, side.group) {
        (Some(id), _) => {
            let answer = api::run(RepresentativeByName::build(RepresentativeVariables { id })).await;
            answer.map(|answer| (answer.representative.name, answer.representative.links))
        }
        (None, Some(id)) => {
            let answer = api::run(GroupByName::build(GroupVariables { id })).await;
            answer.map(|answer| (answer.group.name, answer.group.links))
        }
        (None, None) => return Ok(None),
    };
    match found {
        Err(error) if error.refusal == Refusal::NotFound => Ok(None),
        Err(error) => Err(error),
        Ok((name, links)) => Ok(Some((name, links.into_iter().filter_map(|link| link.leader).collect()))),
    }
}

/// Somebody whom an address names, and the leaders through whom a contact with them can be recorded.
#[derive(Clone, PartialEq, Eq)]
pub struct Sought {
    /// The name.
    pub name: String,
    /// The leaders who are paired with them, or were if none is, as far as the viewer may record for these.
    pub leaders: Vec<NamedLeader>,
}

impl Sought {
    /// Looks for them; nobody where the viewer may not see them.
    pub async fn find(side: ContactCounterpartInput) -> Result<Option<Self>, ApiError> {
        let Some((name, leaders)) = counterpart(side).await? else { return Ok(None) };
        let (mut present, mut former) = (Vec::new(), Vec::new());
        for leader in leaders {
            if present.contains(&leader) || former.contains(&leader) {
                continue;
            }
            match api::run(PairingsForContact::build(PairingsForContactVariables { leader: leader.id })).await
            {
                Ok(answer) => {
                    let all = answer.pairings_for_contact;
                    let of_them = all.iter().filter(|pairing| pairing.counterpart.input() == side);
                    match of_them.map(is_in_force).max() {
                        Some(true) => present.push(leader),
                        Some(false) => former.push(leader),
                        None => {}
                    }
                }
                Err(error) if error.refusal == Refusal::Forbidden => {}
                Err(error) => return Err(error),
            }
        }
        Ok(Some(Self { name, leaders: if present.is_empty() { former } else { present } }))
    }

    /// Whom to add first.
    fn through(&self) -> String {
        let leaders: Vec<&str> = self.leaders.iter().map(|leader| leader.name.as_str()).collect();
        filled(ContactText::WhoSought, &[("name", &self.name), ("leaders", &listed(&leaders))])
    }
}

/// Whether it has not ended.
pub fn is_in_force(pairing: &Pairing) -> bool {
    pairing.status == PairingStatus::Active
}

/// The counterparts of the leaders, with how long ago each was met.
#[component]
pub fn Whom(
    /// What is entered.
    entry: Entry,
    /// What is wrong with it.
    faults: Faults,
    /// Whether it was said before, so that nothing is ticked that was not.
    said: bool,
    /// Those of the record who may be paired no longer.
    #[prop(optional)]
    also: Vec<RosterCounterpart>,
    /// Whom the address names.
    #[prop(optional_no_strip)]
    sought: Option<Sought>,
) -> impl IntoView {
    // Whoever came for somebody is not given somebody else.
    let said = said || sought.is_some();
    let (sought, unpaired) = match sought {
        Some(Sought { name, leaders }) if leaders.is_empty() => (None, Some(name)),
        sought => (sought, None),
    };
    let unpaired = unpaired.map(|name| {
        let words = move || filled(ContactText::WhoSoughtNobody, &[("name", &name)]);
        view! { <p class="hint">{words}</p> }
    });
    let leaders =
        Memo::new(move |_| entry.leaders.with(|all| all.iter().map(|leader| leader.id).collect::<Vec<_>>()));
    let list = pairings_of(move || leaders.get()).view(move |pairings: Option<Vec<Pairing>>| {
        let Some(pairings) = pairings else {
            let sought = sought.clone();
            let words =
                move || sought.as_ref().map_or_else(|| now(ContactText::WhoEmpty).to_owned(), Sought::through);
            return view! { <p class="muted">{words}</p> }.into_any();
        };
        let paired: Vec<_> = pairings.iter().map(|pairing| pairing.counterpart.input()).collect();
        let missing: Vec<_> = also.iter().filter(|side| !paired.contains(&side.input())).cloned().collect();
        // Of another leader nothing stays chosen unseen.
        entry.counterparts.update(|chosen| {
            chosen.retain(|own| paired.contains(own) || missing.iter().any(|side| side.input() == *own));
        });
        let (present, former): (Vec<_>, Vec<_>) = pairings.into_iter().partition(is_in_force);
        // Where there is one alone, nobody has to say so.
        if let ([only], false, true) =
            (present.as_slice(), said, entry.counterparts.with_untracked(Vec::is_empty))
        {
            entry.counterparts.set(vec![only.counterpart.input()]);
        }
        let nobody = (present.is_empty() && missing.is_empty())
            .then(|| view! { <p class="muted">{t(ContactText::WhoNobody)}</p> });
        let missing = missing.into_iter().map(|side| view! { <One entry side /> });
        let one = move |pairing: Pairing| view! { <One entry side=pairing.counterpart.clone() pairing /> };
        let present = view! { <div class="who">{missing.collect_view()}{present.into_iter().map(one).collect_view()}</div> };
        let former = (!former.is_empty()).then(|| {
            let open = entry.counterparts.with_untracked(|chosen| {
                former.iter().any(|pairing| chosen.contains(&pairing.counterpart.input()))
            });
            view! {
                <details class="fold" open=open>
                    <summary><Icon glyph=Glyph::ChevronRight />{t(ContactText::WhoFormer)}</summary>
                    <div class="who">{former.into_iter().map(one).collect_view()}</div>
                </details>
            }
        });
        let present = nobody.map_or_else(|| present.into_any(), IntoAny::into_any);
        view! { {present}{former} }.into_any()
    });
    view! {
        <FieldGroup id="content-counterparts" label=t(ContactText::Who) error=faults.of("content-counterparts")>{unpaired}{list}</FieldGroup>
    }
}

#[component]
fn One(entry: Entry, side: RosterCounterpart, #[prop(optional)] pairing: Option<Pairing>) -> impl IntoView {
    let own = side.input();
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
    let name = side.name.clone();
    let until = pairing.as_ref().filter(|one| !is_in_force(one)).and_then(|one| one.until.clone());
    let last = pairing.map(|pairing| pairing.last_contact_on);
    let note = move || {
        let last = last.as_ref().map(|day| last_contact(day.as_ref()));
        let until = until.as_ref().map(|day| filled(ContactText::WhoUntil, &[("date", &i18n::date(&day.0))]));
        dotted([Some(place(&side)), last, until])
    };
    view! {
        <label>
            <input type="checkbox" name="content-counterparts" prop:checked=move || entry.counterparts.with(|all| all.contains(&own)) on:change=change />
            <span><b>{name}</b><small>{note}</small></span>
            {lamp}
        </label>
    }
}

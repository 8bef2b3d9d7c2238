//! What was entered on a leader's behalf and waits for their word.

use crate::{
    api,
    asked::Asked,
    i18n::{self, filled, lang, listed, t},
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
        contacts::{AwaitingContact, AwaitingMe, ContactFilter, ContactsVariables},
    },
    live::Topic,
    text_home::HomeText,
};

/// How many are shown; the list has them all.
const SHOWN: i32 = 5;

/// The records to confirm; nothing where there are none.
#[component]
pub fn Awaiting() -> impl IntoView {
    let filter = || ContactFilter { to_confirm: true, ..ContactFilter::default() };
    let asked = Asked::new(
        move || ContactsVariables { filter: filter(), page: PageInput::first(SHOWN) },
        |variables| api::run(AwaitingMe::build(variables)),
    )
    .live(Topic::Contacts);
    move || {
        let contacts = asked.get().map(|answer: AwaitingMe| answer.contacts)?;
        let all = || view! { <a class="meta" href="/contacts?tab=awaiting">{t(HomeText::AwaitingAll)}</a> };
        (!contacts.nodes.is_empty()).then(|| {
            view! {
                <Section title=t(HomeText::AwaitingTitle) count=contacts.total_count.to_string() act=all>
                    <ul class="todo">{contacts.nodes.into_iter().map(line).collect_view()}</ul>
                </Section>
            }
        })
    }
}

fn line(contact: AwaitingContact) -> impl IntoView {
    let AwaitingContact { id, held_on, mode, counterparts } = contact;
    let who = listed(&counterparts.iter().map(|side| side.name.as_str()).collect::<Vec<_>>());
    let words = move || filled(HomeText::AwaitingLine, &[("mode", &mode.label(lang())), ("who", &who)]);
    let address = format!("/contacts/{id}");
    let spoken = words.clone();
    view! {
        <li>
            <Icon glyph=Glyph::Chat />
            <div><a href=address.clone()>{words}</a><span class="meta">{move || i18n::date(&held_on.0)}</span></div>
            <a class="btn small" href=address aria-label=move || format!("{} {}", i18n::now(HomeText::VerbConfirm), spoken())>{t(HomeText::VerbConfirm)}</a>
        </li>
    }
}

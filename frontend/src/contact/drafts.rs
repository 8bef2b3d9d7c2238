//! What was begun and not recorded yet.

use super::who::counterpart;
use crate::{
    api,
    asked::Asked,
    i18n::{self, filled, now, t},
    ui::{
        banner::Banner,
        busy::Busy,
        button::{Button, Weight},
        confirm_dialog::ConfirmDialog,
        icon::{Glyph, Icon},
        section::Section,
        status::Tone,
    },
};
use cynic::{MutationBuilder as _, QueryBuilder as _};
use leptos::prelude::*;
use lianyi_shared::{
    api::contacts::{
        ContactCounterpart, ContactCounterpartInput, ContactDraft, ContactDrafts, ContactVariables,
        DiscardContactDraft,
    },
    id::ContactId,
    text_contact::ContactText,
};

/// The viewer's drafts; nothing where there are none.
#[component]
pub fn Drafts() -> impl IntoView {
    let asked = Asked::new(|| (), |()| api::run(ContactDrafts::build(())));
    let discarding = RwSignal::new(None::<ContactId>);
    let (open, busy) = (RwSignal::new(false), Busy::default());
    let discard = move |_: String| {
        let Some(id) = discarding.get_untracked() else { return };
        busy.run(async move {
            let _ = api::run(DiscardContactDraft::build(ContactVariables { id })).await;
            open.try_set(false);
            asked.again();
        });
    };
    let one = move |draft: ContactDraft| {
        let id = draft.id;
        let (words, saved) = facts(draft);
        let ask = move |_| {
            discarding.set(Some(id));
            open.set(true);
        };
        view! {
            <li>
                <Icon glyph=Glyph::Pen />
                <div><a class="one-line" href=format!("/contacts/new?draft={id}")>{words}</a><span class="meta">{saved}</span></div>
                <span class="acts">
                    <Button weight=Weight::Quiet small=true on_click=ask>{t(ContactText::DraftDiscard)}</Button>
                </span>
            </li>
        }
    };
    let drafts = move || asked.get().map(|answer| answer.contact_drafts).unwrap_or_default();
    view! {
        <ConfirmDialog open title=t(ContactText::DraftDiscardTitle) body=t(ContactText::DraftDiscardBody) verb=t(ContactText::DraftDiscard) danger=true busy on_confirm=discard />
        {move || {
            let drafts = drafts();
            (!drafts.is_empty()).then(|| view! {
                <Section title=t(ContactText::Drafts) count=drafts.len().to_string()>
                    <ul class="todo">{drafts.into_iter().map(one).collect_view()}</ul>
                </Section>
            })
        }}
    }
}

/// The way back to the draft that was saved last; nothing where there is none.
#[component]
pub fn Unfinished(
    /// Called to go on with it.
    #[prop(into)]
    go_on: Callback<ContactId>,
) -> impl IntoView {
    let asked = Asked::new(
        || (),
        |()| async {
            let drafts = api::run(ContactDrafts::build(())).await?.contact_drafts;
            let whom = match drafts.first().and_then(|draft| draft.content.counterparts.first()) {
                Some(&ContactCounterpart { representative, group }) => {
                    counterpart(ContactCounterpartInput { representative, group }).await?
                }
                None => None,
            };
            Ok((drafts, whom.map(|(name, _)| name)))
        },
    );
    move || {
        let (drafts, whom) = asked.get()?;
        let count = drafts.len();
        let newest = drafts.into_iter().next()?;
        let id = newest.id;
        let (words, saved) = facts(newest);
        let all = (count > 1).then(|| {
            let all = move || filled(ContactText::DraftsAll, &[("count", &count)]);
            view! { <a class="btn quiet small" href="/contacts">{all}</a> }
        });
        Some(view! {
            <Banner tone=Tone::Info>
                <strong>{t(ContactText::DraftUnfinished)}{whom}</strong>
                <span class="one-line">{words}</span>
                <span class="meta">{saved}</span>
                <div class="acts">
                    <Button small=true on_click=move |_| go_on.run(id)>{t(ContactText::DraftGoOn)}</Button>
                    {all}
                </div>
            </Banner>
        })
    }
}

/// What a draft says, and when it was saved.
fn facts(draft: ContactDraft) -> (impl Fn() -> String, impl Fn() -> String) {
    let words = draft.content.summary.filter(|text| !text.trim().is_empty());
    let words = move || words.clone().unwrap_or_else(|| now(ContactText::DraftUnnamed).to_owned());
    let saved = move || filled(ContactText::DraftAt, &[("time", &i18n::date_time(&draft.updated_at.0))]);
    (words, saved)
}

//! What was begun and not recorded yet.

use crate::{
    api,
    asked::Asked,
    i18n::{self, filled, now, t},
    ui::{
        busy::Busy,
        button::{Button, Weight},
        confirm_dialog::ConfirmDialog,
        icon::{Glyph, Icon},
        section::Section,
    },
};
use cynic::{MutationBuilder as _, QueryBuilder as _};
use leptos::prelude::*;
use lianyi_shared::{
    api::contacts::{ContactDraft, ContactDrafts, ContactVariables, DiscardContactDraft},
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
        let words = draft.content.summary.filter(|text| !text.trim().is_empty());
        let words = move || words.clone().unwrap_or_else(|| now(ContactText::DraftUnnamed).to_owned());
        let saved = move || filled(ContactText::DraftAt, &[("time", &i18n::date_time(&draft.updated_at.0))]);
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
        {move || {
            let drafts = drafts();
            (!drafts.is_empty()).then(|| view! {
                <Section title=t(ContactText::Drafts) count=drafts.len().to_string()>
                    <ul class="todo">{drafts.into_iter().map(one).collect_view()}</ul>
                </Section>
            })
        }}
        <ConfirmDialog open title=t(ContactText::DraftDiscardTitle) body=t(ContactText::DraftDiscardBody) verb=t(ContactText::DraftDiscard) danger=true busy on_confirm=discard />
    }
}

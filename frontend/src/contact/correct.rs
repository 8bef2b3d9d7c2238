//! Correcting a record: the same fields, and why.

use super::{
    entry::Entry,
    files::{Owner, all_there},
    form::{Fields, take},
};
use crate::{
    api,
    asked::Asked,
    form::{Faults, Fieldset},
    i18n::{now, t},
    ui::{
        breadcrumb::Crumb,
        busy::Busy,
        button::{Button, Weight},
        error_summary::ErrorSummary,
        page::Page,
        refused::Refused,
        status::Tone,
        text_area::TextArea,
        toast,
    },
};
use cynic::{MutationBuilder as _, QueryBuilder as _};
use leptos::{ev::SubmitEvent, prelude::*};
use leptos_router::hooks::use_navigate;
use lianyi_shared::{
    api::{
        contacts::{
            Contact, ContactQuery, ContactVariables, CorrectContact, CorrectContactInput,
            CorrectContactVariables,
        },
        people::NamedLeader,
    },
    id::ContactId,
    text_contact::ContactText,
    text_shell::ShellText,
    validate::TEXT_MAX,
};

/// The page at `/contacts/:id/correct`.
#[component]
pub fn Correct() -> impl IntoView {
    let asked = Asked::of_page(|id: ContactId| async move {
        Ok(api::run(ContactQuery::build(ContactVariables { id })).await?.contact)
    });
    let above = vec![Crumb { title: t(ShellText::Contacts).into(), href: Some("/contacts".to_owned()) }];
    view! {
        <Page title=t(ContactText::Correct) lead=t(ContactText::CorrectNote) above>{asked.view(|record| view! { <Form record /> })}</Page>
    }
    .into_any()
}

#[component]
fn Form(record: Contact) -> impl IntoView {
    let (id, version) = (record.id, record.version);
    let leaders =
        record.leaders.into_iter().map(|leader| NamedLeader { id: leader.id, name: leader.name }).collect();
    let named = &record.content.attachments;
    let files = record.attachments.into_iter().filter(|file| named.contains(&file.id)).collect();
    let entry = Entry::of(&record.content.into(), leaders, files);
    let (faults, busy, reason) = (Faults::none(), Busy::default(), RwSignal::new(String::new()));
    let navigate = use_navigate();
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        let navigate = navigate.clone();
        busy.run(async move {
            faults.clear();
            all_there(entry).await;
            let (content, reason) = (untrack(|| entry.content()), reason.get_untracked());
            let input = CorrectContactInput { id, version, content, reason };
            match api::run(CorrectContact::build(CorrectContactVariables { input })).await {
                Ok(_) => {
                    toast::show(Tone::Ok, now(ContactText::Corrected));
                    navigate(&format!("/contacts/{id}"), leptos_router::NavigateOptions::default());
                }
                Err(error) => take(faults, error),
            }
        });
    };
    view! {
        <form class="rec" novalidate on:submit=submit>
            <ErrorSummary faults=faults.list />
            <Refused error=faults.refused />
            <Fieldset busy>
                <Fields entry faults owner=Owner::Record(id) also=record.counterparts />
                <TextArea id="reason" label=t(ContactText::CorrectReason) value=reason error=faults.of("reason") limit=TEXT_MAX rows=2 required=true />
            </Fieldset>
            <div class="savebar"><Button weight=Weight::Primary submit=true busy>{t(ContactText::DoCorrect)}</Button></div>
        </form>
    }
}

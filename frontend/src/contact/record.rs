//! Recording a contact: in a minute on a phone, with everything at a desk.

use super::{
    entry::{Entry, Leading},
    form::{Fields, take},
    keep::{Keeper, Kept, again},
};
use crate::{
    api::{self, ApiError},
    asked::Asked,
    i18n::{self, filled, now, t},
    people::form::Faults,
    session,
    ui::{
        banner::Banner,
        breadcrumb::Crumb,
        button::{Button, Weight},
        error_summary::ErrorSummary,
        icon::Glyph,
        page::Page,
        refused::Refused,
        status::Tone,
        toast,
    },
};
use cynic::{MutationBuilder as _, QueryBuilder as _};
use leptos::{ev::SubmitEvent, prelude::*, task::spawn_local};
use leptos_router::{
    NavigateOptions,
    hooks::{use_navigate, use_query_map},
};
use lianyi_shared::{
    api::{
        access::Viewer,
        contacts::{
            ContactContentInput, ContactCounterpartInput, ContactDraft, ContactDraftQuery, ContactVariables,
            RecordContact, RecordContactInput, RecordContactVariables,
        },
    },
    contact::ContactStatus,
    id::ContactId,
    text_contact::ContactText,
    text_shell::ShellText,
};

/// The page at `/contacts/new`; the address may name a draft, or whom it is about.
#[component]
pub fn Record() -> impl IntoView {
    let query = use_query_map();
    let named = query.with_untracked(|query| query.get_str("draft").and_then(|id| id.parse().ok()));
    let asked = Asked::new(
        move || named,
        |id: Option<ContactId>| async move {
            let Some(id) = id else { return Ok(None) };
            Ok(Some(api::run(ContactDraftQuery::build(ContactVariables { id })).await?.contact_draft))
        },
    );
    let above = vec![Crumb { title: t(ShellText::Contacts).into(), href: Some("/contacts".to_owned()) }];
    let side = query.with_untracked(|query| ContactCounterpartInput {
        representative: query.get_str("representative").and_then(|id| id.parse().ok()),
        group: query.get_str("group").and_then(|id| id.parse().ok()),
    });
    let form = asked.view(move |draft| {
        let viewer = session::viewer()?;
        Some(view! { <Form viewer draft side /> })
    });
    view! { <Page title=t(ContactText::Record) lead=t(ContactText::RecordLead) above>{form}</Page> }
        .into_any()
}

/// Whom a record is about before anything was entered.
fn begun(viewer: &Viewer, side: ContactCounterpartInput) -> (ContactContentInput, Vec<Leading>) {
    let own = viewer.leader_id.map(|id| Leading { id, name: viewer.name.clone() });
    let known = side.representative.is_some() || side.group.is_some();
    let content = ContactContentInput {
        counterparts: known.then_some(side).into_iter().collect(),
        ..ContactContentInput::default()
    };
    (content, own.into_iter().collect())
}

#[component]
fn Form(viewer: Viewer, draft: Option<ContactDraft>, side: ContactCounterpartInput) -> impl IntoView {
    let stands = draft.as_ref().map(|draft| (draft.id, draft.version));
    let (content, leaders) = match draft {
        Some(draft) => {
            let leaders =
                draft.leaders.into_iter().map(|leader| Leading { id: leader.id, name: leader.name });
            (draft.content.into(), leaders.collect())
        }
        None => begun(&viewer, side),
    };
    let entry = Entry::of(&content, leaders, &viewer.today);
    let keeper = Keeper::of(stands, untrack(|| entry.content()));
    keeper.follow(move || entry.content());
    keeper.when_left(move || entry.content());
    let (faults, busy) = (Faults::default(), RwSignal::new(false));
    let navigate = use_navigate();
    let arrived = navigate.clone();
    // Whoever reloads the page finds their words again.
    Effect::new(move || {
        if let Some((id, _)) = keeper.draft.get() {
            let options = NavigateOptions { replace: true, scroll: false, ..NavigateOptions::default() };
            navigate(&format!("/contacts/new?draft={id}"), options);
        }
    });
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        if busy.get_untracked() {
            return;
        }
        busy.set(true);
        faults.clear();
        let arrived = arrived.clone();
        spawn_local(async move {
            let recorded = record(entry, keeper).await;
            busy.try_set(false);
            match recorded {
                Ok((id, status)) => {
                    let done = match status {
                        ContactStatus::AwaitingConfirmation => ContactText::RecordedForConfirmation,
                        _ => ContactText::Recorded,
                    };
                    toast::show(Tone::Ok, now(done));
                    arrived(
                        &format!("/contacts/{id}"),
                        NavigateOptions { replace: true, ..NavigateOptions::default() },
                    );
                }
                Err(error) => take(faults, error),
            }
        });
    };
    let own = viewer.leader_id;
    let on_behalf =
        move || entry.leaders.with(|leaders| !leaders.iter().any(|leader| Some(leader.id) == own));
    let verb = move || now(if on_behalf() { ContactText::DoOnBehalf } else { ContactText::Do });
    view! {
        <form class="rec" novalidate on:submit=submit>
            <ErrorSummary faults=faults.list />
            <Refused error=faults.refused />
            <Elsewhere keeper entry />
            <Fields entry faults />
            <div class="savebar">
                <span class="meta" role="status">{move || state(&keeper.kept.get())}</span>
                <Button weight=Weight::Primary glyph=Glyph::Check submit=true busy>{verb}</Button>
            </div>
        </form>
    }
}

/// Saves what is entered and records it; both are safe to repeat, so that a lost answer costs nothing.
async fn record(entry: Entry, keeper: Keeper) -> Result<(ContactId, ContactStatus), ApiError> {
    let (id, version) = keeper.save(move || entry.content()).await?;
    let input = RecordContactInput { id, version };
    let variables = || RecordContactVariables { input: input.clone() };
    let recorded = again(keeper.kept, || api::run(RecordContact::build(variables()))).await?.record_contact;
    Ok((recorded.id, recorded.status))
}

/// How the draft stands, in words.
fn state(kept: &Kept) -> String {
    match kept {
        Kept::Nothing => now(ContactText::DraftNone).to_owned(),
        Kept::Saving => now(ContactText::DraftSaving).to_owned(),
        Kept::At(moment) => filled(ContactText::DraftSaved, &[("time", &i18n::time(moment))]),
        Kept::Offline => now(ContactText::DraftOffline).to_owned(),
        Kept::Elsewhere => now(ContactText::DraftConflict).to_owned(),
        Kept::Refused(error) => error.message.clone().unwrap_or_default(),
    }
}

/// The draft was changed on another device: nothing is overwritten, the reader chooses.
#[component]
fn Elsewhere(keeper: Keeper, entry: Entry) -> impl IntoView {
    let shown = move || keeper.kept.with(|kept| *kept == Kept::Elsewhere);
    let words = move || {
        view! {
            <Banner tone=Tone::Warn>
                <strong role="alert">{t(ContactText::DraftConflict)}</strong>
                <p>{t(ContactText::DraftConflictNext)}</p>
                <div class="acts">
                    <Button small=true on_click=move |_| keeper.keep_mine(move || entry.content())>{t(ContactText::DraftKeepMine)}</Button>
                    <Button small=true on_click=|_| crate::browser::reload()>{t(ContactText::DraftOpenTheirs)}</Button>
                </div>
            </Banner>
        }
    };
    move || shown().then(words)
}

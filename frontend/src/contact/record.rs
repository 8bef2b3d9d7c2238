//! Recording a contact: in a minute on a phone, with everything at a desk.

use super::{
    drafts::Unfinished,
    entry::Entry,
    files::{Owner, all_there},
    form::{Fields, take},
    keep::{Keeper, Kept, again},
    who::Sought,
};
use crate::{
    api::{self, ApiError},
    asked::Asked,
    browser,
    form::{Faults, Fieldset},
    i18n::{self, filled, now, t},
    session,
    ui::{
        banner::Banner,
        breadcrumb::Crumb,
        busy::Busy,
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
        Day,
        access::Viewer,
        contacts::{
            ContactContentInput, ContactCounterpartInput, ContactDraft, ContactDraftQuery, ContactVariables,
            RecordContact, RecordContactInput, RecordContactVariables,
        },
        people::{LeaderByName, LeaderVariables, NamedLeader},
        plans::{Plan, PlanQuery, PlanVariables},
        roster::RosterCounterpart,
    },
    contact::{ContactMode, ContactStatus},
    id::{ContactId, LeaderId, PlanId},
    text_contact::ContactText,
    text_shell::ShellText,
};

/// What the address may say of a contact before anything was entered.
#[derive(Clone, Copy)]
struct Named {
    leader: Option<LeaderId>,
    side: Option<ContactCounterpartInput>,
    mode: Option<ContactMode>,
}

/// The page at `/contacts/new`; the address may name a draft, or whom and what it is about.
#[component]
pub fn Record() -> impl IntoView {
    let query = use_query_map();
    let draft =
        RwSignal::new(query.with_untracked(|query| query.get_str("draft").and_then(|id| id.parse().ok())));
    let begun_with = query.with_untracked(|query| Named {
        leader: query.get_str("leader").and_then(|id| id.parse().ok()),
        side: ContactCounterpartInput::of_query(|name| query.get(name)),
        mode: query.get_str("mode").and_then(|code| code.parse().ok()),
    });
    let only_leader =
        session::viewer().is_some_and(|viewer| viewer.leader_id.is_some() && viewer.roles.len() == 1);
    let planned = query.with_untracked(|query| query.get_str("plan").and_then(|id| id.parse().ok()));
    let asked = Asked::new(
        move || (draft.get(), planned),
        move |(draft, plan): (Option<ContactId>, Option<PlanId>)| async move {
            Ok(match (draft, plan) {
                (Some(id), _) => {
                    let answer = api::run(ContactDraftQuery::build(ContactVariables { id })).await?;
                    Begun::Draft(answer.contact_draft)
                }
                (None, Some(id)) => Begun::Plan(api::run(PlanQuery::build(PlanVariables { id })).await?.plan),
                (None, None) => {
                    let leader = named_leader(begun_with.leader).await?;
                    // A leader who is nothing else comes from their own pairings.
                    let side = begun_with.side.filter(|_| leader.is_none() && !only_leader);
                    let sought = if let Some(side) = side { Sought::find(side).await? } else { None };
                    Begun::Blank(leader, sought)
                }
            })
        },
    );
    let above = vec![Crumb { title: t(ShellText::Contacts).into(), href: Some("/contacts".to_owned()) }];
    let form = asked.view(move |begun| {
        let viewer = session::viewer()?;
        let unfinished = matches!(begun, Begun::Blank(..))
            .then(|| view! { <Unfinished go_on=move |id| draft.set(Some(id)) /> });
        Some(view! { {unfinished}<Form viewer begun named=begun_with /> })
    });
    view! { <Page title=t(ContactText::Record) lead=t(ContactText::RecordLead) above>{form}</Page> }
        .into_any()
}

/// What a record is begun from.
#[derive(Clone, PartialEq)]
enum Begun {
    /// Nothing but what the address names: the leader, or whose leader is to be found.
    Blank(Option<NamedLeader>, Option<Sought>),
    /// What was written before.
    Draft(ContactDraft),
    /// A plan that was held.
    Plan(Plan),
}

/// What a plan says of the record of its meeting.
fn planned(plan: Plan) -> (ContactContentInput, Vec<NamedLeader>) {
    let content = ContactContentInput {
        counterparts: plan.counterparts.iter().map(RosterCounterpart::input).collect(),
        held_on: Some(plan.day.min(Day(session::today().to_string()))),
        mode: Some(plan.mode),
        place: plan.place,
        plan: Some(plan.id),
        ..ContactContentInput::default()
    };
    let leaders = plan.leaders.into_iter().map(|leader| NamedLeader { id: leader.id, name: leader.name });
    (content, leaders.collect())
}

/// Whom a record is about before anything was entered.
fn blank(
    viewer: &Viewer,
    named: Named,
    leader: Option<NamedLeader>,
    sought: Option<&Sought>,
) -> (ContactContentInput, Vec<NamedLeader>) {
    let own = viewer.leader_id.map(|id| NamedLeader { id, name: viewer.name.clone() });
    let leader = leader.or_else(|| match sought.map(|sought| sought.leaders.as_slice()) {
        None | Some([]) => own,
        Some([only]) => Some(only.clone()),
        Some(several) => own.filter(|own| several.contains(own)),
    });
    let content = ContactContentInput {
        counterparts: named.side.into_iter().collect(),
        mode: named.mode,
        ..ContactContentInput::default()
    };
    (content, leader.into_iter().collect())
}

/// The leader whom the address names, by name.
async fn named_leader(id: Option<LeaderId>) -> Result<Option<NamedLeader>, api::ApiError> {
    let Some(id) = id else { return Ok(None) };
    Ok(Some(api::run(LeaderByName::build(LeaderVariables { id })).await?.leader))
}

#[component]
fn Form(viewer: Viewer, begun: Begun, named: Named) -> impl IntoView {
    let stands = match &begun {
        Begun::Draft(draft) => Some((draft.id, draft.version)),
        Begun::Blank(..) | Begun::Plan(_) => None,
    };
    let sought = if let Begun::Blank(_, sought) = &begun { sought.clone() } else { None };
    let (content, leaders, files) = match begun {
        Begun::Draft(draft) => {
            let leaders =
                draft.leaders.into_iter().map(|leader| NamedLeader { id: leader.id, name: leader.name });
            (draft.content.into(), leaders.collect(), draft.attachments)
        }
        Begun::Plan(plan) => {
            let (content, leaders) = planned(plan);
            (content, leaders, Vec::new())
        }
        Begun::Blank(leader, _) => {
            let (content, leaders) = blank(&viewer, named, leader, sought.as_ref());
            (content, leaders, Vec::new())
        }
    };
    let entry = Entry::of(&content, leaders, files);
    let keeper = Keeper::of(stands, untrack(|| entry.content()));
    keeper.follow(move || entry.content());
    keeper.when_left(move || entry.content());
    let (faults, busy) = (Faults::none(), Busy::default());
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
        let arrived = arrived.clone();
        busy.run(async move {
            faults.clear();
            match record(entry, keeper).await {
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
                // The banner says so.
                Err(_) if keeper.is_lost() => {}
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
            <Lost keeper entry />
            <Fieldset busy><Fields entry faults owner=Owner::Draft(keeper) sought /></Fieldset>
            <div class="savebar">
                <span class="meta" role="status">{move || state(&keeper.kept.get())}</span>
                <Button weight=Weight::Primary glyph=Glyph::Check submit=true busy>{verb}</Button>
            </div>
        </form>
    }
}

/// Saves what is entered and records it; both are safe to repeat, so that a lost answer costs nothing.
async fn record(entry: Entry, keeper: Keeper) -> Result<(ContactId, ContactStatus), ApiError> {
    all_there(entry).await;
    let (id, version) = keeper.save(move || entry.content()).await?;
    let input = RecordContactInput { id, version };
    let variables = || RecordContactVariables { input: input.clone() };
    let kept = keeper.kept.try_get_untracked();
    let answer = again(keeper.kept, || api::run(RecordContact::build(variables()))).await;
    let recorded = answer.inspect_err(|error| {
        if let Some(kept) = keeper.lost(error).or(kept) {
            keeper.kept.try_set(kept);
        }
    })?;
    Ok((recorded.record_contact.id, recorded.record_contact.status))
}

/// How the draft stands, in words.
fn state(kept: &Kept) -> String {
    match kept {
        Kept::Nothing => now(ContactText::DraftNone).to_owned(),
        Kept::Saving => now(ContactText::DraftSaving).to_owned(),
        Kept::At(moment) => filled(ContactText::DraftSaved, &[("time", &i18n::time(moment))]),
        Kept::Offline => now(ContactText::DraftOffline).to_owned(),
        Kept::Elsewhere => now(ContactText::DraftConflict).to_owned(),
        Kept::Gone => now(ContactText::DraftGone).to_owned(),
        Kept::Refused(error) => error.message.clone().unwrap_or_default(),
    }
}

/// The draft was changed on another device, or is gone: nothing is overwritten, the reader chooses.
#[component]
fn Lost(keeper: Keeper, entry: Entry) -> impl IntoView {
    let keep_mine = move |_| {
        spawn_local(async move {
            // Files belong to the draft for which they were sent.
            all_there(entry).await;
            entry.files.try_set(Vec::new());
            keeper.keep_mine(move || entry.content()).await;
        });
    };
    let files = move || {
        let some = entry.files.with(|files| !files.is_empty()) || entry.coming.get() > 0;
        some.then(|| view! { <p>{t(ContactText::DraftFilesStay)}</p> })
    };
    let words = move |title: ContactText, next: ContactText, theirs: AnyView| {
        view! {
            <Banner tone=Tone::Warn>
                <strong role="alert">{t(title)}</strong>
                <p>{t(next)}</p>
                {files}
                <div class="acts">
                    <Button small=true on_click=keep_mine>{t(ContactText::DraftKeepMine)}</Button>
                    {theirs}
                </div>
            </Banner>
        }
    };
    move || match keeper.kept.get() {
        Kept::Elsewhere => {
            let theirs = view! { <Button small=true on_click=|_| browser::reload()>{t(ContactText::DraftOpenTheirs)}</Button> };
            Some(words(ContactText::DraftConflict, ContactText::DraftConflictNext, theirs.into_any()))
        }
        Kept::Gone => {
            let id = keeper.draft.get_untracked().map(|(id, _)| id.to_string()).unwrap_or_default();
            let record = view! { <a class="btn small" href=format!("/contacts/{id}")>{t(ContactText::DraftGoneOpen)}</a> };
            Some(words(ContactText::DraftGone, ContactText::DraftGoneNext, record.into_any()))
        }
        _ => None,
    }
}

//! One contact record: what was said, where it stands, how it was corrected.

use super::words;
use crate::{
    api::{self, ApiError},
    asked::Asked,
    i18n::{self, filled, lang, listed, now, t},
    ui::{
        banner::Banner,
        breadcrumb::Crumb,
        button::{Button, Weight},
        confirm_dialog::ConfirmDialog,
        icon::{Glyph, Icon},
        page::Page,
        refused::Refused,
        section::Section,
        status::{Chip, Tone},
        toast,
    },
};
use cynic::{MutationBuilder as _, QueryBuilder as _};
use leptos::{prelude::*, task::spawn_local};
use leptos_router::hooks::use_params_map;
use lianyi_shared::{
    access::capacity_label,
    api::contacts::{
        ConfirmContact, ConfirmContactInput, ConfirmContactVariables, Contact as Record, ContactContent,
        ContactQuery, ContactRevision, ContactVariables, VoidContact, VoidContactInput, VoidContactVariables,
    },
    contact::{ContactAction, ContactStatus},
    id::ContactId,
    text_contact::ContactText,
    text_shell::ShellText,
};

/// The page at `/contacts/:id`.
#[component]
pub fn Contact() -> impl IntoView {
    let params = use_params_map();
    let asked = Asked::new(
        move || params.with(|params| params.get_str("id").and_then(|id| id.parse::<ContactId>().ok())),
        |id| async move {
            let Some(id) = id else { return Err(ApiError::not_found()) };
            Ok(api::run(ContactQuery::build(ContactVariables { id })).await?.contact)
        },
    );
    asked.view(move |record| view! { <Drawn record asked /> })
}

#[component]
fn Drawn(record: Record, asked: Asked<Record>) -> impl IntoView {
    let refused = RwSignal::new(None::<ApiError>);
    let (mode, who) = (record.mode, words::names(&record.counterparts));
    let title = move || filled(ContactText::Title, &[("mode", &mode.label(lang())), ("who", &who)]);
    let (day, leaders) = (record.held_on.0.clone(), words::leaders(&record.leaders));
    let lead = move || [i18n::date(&day), leaders.clone()].join(" · ");
    let (status, late) = (record.status, record.late);
    let chips = move || {
        let (shape, tone) = words::status_shape(status);
        view! {
            <Chip shape tone label=move || status.label(lang()) />
            {late.then(|| view! { <Chip label=t(ContactText::Late) /> })}
        }
    };
    let note = match status {
        ContactStatus::AwaitingConfirmation => {
            Some(view! { <Banner tone=Tone::Warn>{t(ContactText::AwaitingNote)}</Banner> }.into_any())
        }
        ContactStatus::Voided => {
            let reason = record.void_reason.clone().unwrap_or_default();
            let words = move || filled(ContactText::VoidedNote, &[("reason", &reason)]);
            Some(view! { <Banner tone=Tone::Info>{words}</Banner> }.into_any())
        }
        ContactStatus::Confirmed => None,
    };
    let above = vec![Crumb { title: t(ShellText::Contacts).into(), href: Some("/contacts".to_owned()) }];
    let acting = record.clone();
    let acts = move || view! { <Acts record=acting.clone() asked refused /> };
    let content = content(&record.content);
    view! {
        <Page title lead chips acts above>
            <div class="two main-side">
                <div class="stack">
                    <Refused error=refused />
                    {note}
                    <Section title=t(ContactText::Content)>{content}</Section>
                    <Corrections revisions=record.revisions.clone() />
                </div>
                <aside class="about" aria-label=t(ContactText::Facts)><Facts record /></aside>
            </div>
        </Page>
    }
}

/// What may be done to the record now.
#[component]
fn Acts(record: Record, asked: Asked<Record>, refused: RwSignal<Option<ApiError>>) -> impl IntoView {
    let (id, version) = (record.id, record.version);
    let may = move |action: ContactAction| record.actions.contains(&action);
    let (busy, confirming, voiding) = (RwSignal::new(false), RwSignal::new(false), RwSignal::new(false));
    let done = move |answer: Result<Record, ApiError>, said: ContactText| {
        busy.try_set(false);
        confirming.try_set(false);
        voiding.try_set(false);
        match answer {
            Ok(record) => {
                toast::show(Tone::Ok, now(said));
                asked.put(record);
            }
            Err(error) => {
                refused.try_set(Some(error));
            }
        }
    };
    let confirm = move |_: String| {
        busy.set(true);
        spawn_local(async move {
            let input = ConfirmContactInput { id, version };
            let answer = api::run(ConfirmContact::build(ConfirmContactVariables { input })).await;
            done(answer.map(|answer| answer.confirm_contact), ContactText::Confirmed);
        });
    };
    let void = move |reason: String| {
        busy.set(true);
        spawn_local(async move {
            let input = VoidContactInput { id, version, reason };
            let answer = api::run(VoidContact::build(VoidContactVariables { input })).await;
            done(answer.map(|answer| answer.void_contact), ContactText::Voided);
        });
    };
    let corrects = may(ContactAction::Correct) || may(ContactAction::CorrectOnBehalf);
    view! {
        {may(ContactAction::Confirm).then(|| view! {
            <Button weight=Weight::Primary glyph=Glyph::Check on_click=move |_| confirming.set(true)>{t(ContactText::Confirm)}</Button>
        })}
        {corrects.then(|| view! { <a class="btn" href=format!("/contacts/{id}/correct")><Icon glyph=Glyph::Pen />{t(ContactText::DoCorrect)}</a> })}
        {may(ContactAction::Void).then(|| view! {
            <Button weight=Weight::Quiet on_click=move |_| voiding.set(true)>{t(ContactText::Void)}</Button>
        })}
        <ConfirmDialog open=confirming title=t(ContactText::ConfirmTitle) body=t(ContactText::ConfirmBody) verb=t(ContactText::Confirm) busy on_confirm=confirm />
        <ConfirmDialog open=voiding title=t(ContactText::VoidTitle) body=t(ContactText::VoidBody) verb=t(ContactText::Void) danger=true with_reason=true busy on_confirm=void />
    }
}

/// The words of a record.
fn content(content: &ContactContent) -> AnyView {
    let said = |title: ContactText, text: Option<&String>| {
        text.cloned().map(|text| view! { <div><dt>{t(title)}</dt><dd class="prose">{text}</dd></div> })
    };
    let kinds = content.kinds.clone();
    let about = move || listed(&kinds.iter().map(|kind| kind.label(lang())).collect::<Vec<_>>());
    let lines: Vec<AnyView> = content
        .lines
        .iter()
        .map(|line| {
            let (kind, solved, text) = (line.kind, line.solved, line.text.clone());
            view! {
                <li>
                    <Chip label=move || kind.label(lang()) />
                    <span class="prose">{text}</span>
                    {solved.then(|| view! { <span class="meta">{t(ContactText::Solved)}</span> })}
                </li>
            }
            .into_any()
        })
        .collect();
    let raised = if content.nothing_raised {
        view! { <span class="muted">{t(ContactText::NothingRaised)}</span> }.into_any()
    } else {
        view! { <ul class="raised-lines">{lines}</ul> }.into_any()
    };
    let next_on = content.next_on.clone();
    let next = move || next_on.as_ref().map(|day| i18n::date(&day.0));
    view! {
        <dl class="facts">
            {said(ContactText::Summary, content.summary.as_ref())}
            {(!content.kinds.is_empty()).then(|| view! { <div><dt>{t(ContactText::Kinds)}</dt><dd>{about}</dd></div> })}
            <div><dt>{t(ContactText::RaisedCount)}</dt><dd>{raised}</dd></div>
            {said(ContactText::Policy, content.policy.as_ref())}
            {said(ContactText::Place, content.place.as_ref())}
            {said(ContactText::Present, content.present.as_ref())}
            {(content.next_step.is_some() || content.next_on.is_some()).then(|| {
                let step = content.next_step.clone();
                view! { <div><dt>{t(ContactText::NextStep)}</dt><dd>{step}<span class="muted">{next}</span></dd></div> }
            })}
        </dl>
    }
    .into_any()
}

/// Each correction, with what stood before beside what stands after.
#[component]
fn Corrections(revisions: Vec<ContactRevision>) -> impl IntoView {
    let pairs: Vec<AnyView> = revisions
        .windows(2)
        .filter_map(|pair| match pair {
            [after, before] => {
                Some(view! { <Correction before=before.clone() after=after.clone() /> }.into_any())
            }
            _ => None,
        })
        .collect();
    (!pairs.is_empty()).then(|| {
        view! { <Section title=t(ContactText::Revisions) count=pairs.len().to_string()>{pairs}</Section> }
    })
}

#[component]
fn Correction(before: ContactRevision, after: ContactRevision) -> impl IntoView {
    let (name, at) = (after.by.clone().unwrap_or_default(), after.at.0.clone());
    let reason = after.reason.clone().unwrap_or_default();
    let who = move || {
        filled(
            ContactText::CorrectedBy,
            &[("name", &name), ("time", &i18n::date_time(&at)), ("reason", &reason)],
        )
    };
    let (old, new) = (before.number, after.number);
    view! {
        <details class="fold">
            <summary><Icon glyph=Glyph::ChevronRight />{who}</summary>
            <div class="two-revisions">
                <div>
                    <h3>{move || filled(ContactText::RevisionBefore, &[("number", &old)])}</h3>
                    {content(&before.content)}
                </div>
                <div>
                    <h3>{move || filled(ContactText::RevisionAfter, &[("number", &new)])}</h3>
                    {content(&after.content)}
                </div>
            </div>
        </details>
    }
}

/// Who met whom, and who entered it.
#[component]
fn Facts(record: Record) -> impl IntoView {
    let sides = record.counterparts.iter().map(|side| {
        let name = side.name.clone();
        match (side.representative_id, side.group_id) {
            (Some(id), _) => view! { <a href=format!("/representatives/{id}")>{name}</a> }.into_any(),
            (_, Some(id)) => view! { <a href=format!("/groups/{id}")>{name}</a> }.into_any(),
            (None, None) => name.into_any(),
        }
    });
    let sides = sides.collect_view();
    let leaders = record.leaders.iter().map(|leader| {
        view! { <a href=format!("/leaders/{}", leader.id)>{leader.name.clone()}</a> }
    });
    let leaders = leaders.collect_view();
    let (name, role) = (record.recorded_by.unwrap_or_default(), record.capacity.role);
    let by = move || filled(ContactText::By, &[("name", &name), ("role", &capacity_label(&role, lang()))]);
    let recorded = record.recorded_at.0;
    let confirmed = record.confirmed_at.map(|at| {
        view! { <div><dt>{t(ContactText::ConfirmedAt)}</dt><dd>{move || i18n::date_time(&at.0)}</dd></div> }
    });
    view! {
        <Section title=t(ContactText::Facts)>
            <dl class="facts">
                <div><dt>{t(ContactText::Counterpart)}</dt><dd>{sides}</dd></div>
                <div><dt>{t(ContactText::Leader)}</dt><dd>{leaders}</dd></div>
                <div><dt>{t(ContactText::Branch)}</dt><dd>{record.branch.map(|branch| branch.name)}</dd></div>
                <div><dt>{t(ContactText::RecordedBy)}</dt><dd>{by}</dd></div>
                <div><dt>{t(ContactText::RecordedAt)}</dt><dd>{move || i18n::date_time(&recorded)}</dd></div>
                {confirmed}
            </dl>
        </Section>
    }
}

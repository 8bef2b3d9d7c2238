//! One contact record: what was said, where it stands, how it was corrected.

use super::{files::Named, words};
use crate::{
    api::{self, ApiError},
    asked::Asked,
    i18n::{self, filled, lang, listed, now, t},
    session,
    ui::{
        banner::Banner,
        breadcrumb::Crumb,
        busy::Busy,
        button::{Button, Weight},
        confirm_dialog::ConfirmDialog,
        icon::{Glyph, Icon},
        page::Page,
        section::Section,
        status::{Chip, Tone},
        toast,
    },
};
use cynic::{MutationBuilder as _, QueryBuilder as _};
use leptos::prelude::*;
use lianyi_shared::{
    access::{Permission, capacity_label},
    api::{
        Day,
        contacts::{
            Attachment, ConfirmContact, ConfirmContactInput, ConfirmContactVariables, Contact as Record,
            ContactContent, ContactOrigin, ContactQuery, ContactRevision, ContactVariables, VoidContact,
            VoidContactInput, VoidContactVariables,
        },
        roster::RosterCounterpart,
    },
    contact::{ContactAction, ContactStatus},
    id::ContactId,
    live::Topic,
    text_contact::ContactText,
    text_shell::ShellText,
};

/// The page at `/contacts/:id`.
#[component]
pub fn Contact() -> impl IntoView {
    let asked = Asked::of_page(|id: ContactId| async move {
        Ok(api::run(ContactQuery::build(ContactVariables { id })).await?.contact)
    })
    .live(Topic::Contacts);
    asked.view(move |record| view! { <Drawn record asked /> })
}

#[component]
fn Drawn(record: Record, asked: Asked<Record>) -> impl IntoView {
    let (mode, who) = (record.mode, words::names(record.counterparts.iter().map(|side| &side.name)));
    let unlinked = record.origin.as_ref().and_then(|origin| origin.unlinked.clone());
    let who = words::with_unlinked(who, unlinked);
    let title = move || filled(ContactText::Title, &[("mode", &mode.label(lang())), ("who", &who)]);
    let (day, leaders) =
        (record.held_on.0.clone(), words::names(record.leaders.iter().map(|leader| &leader.name)));
    let lead = move || i18n::dotted([i18n::date(&day), leaders.clone()]);
    let (status, late, imported) = (record.status, record.late, record.imported);
    let chips = move || {
        let (shape, tone) = words::status_shape(status);
        view! {
            <Chip shape tone label=move || status.label(lang()) />
            {late.then(|| view! { <Chip label=t(ContactText::Late) /> })}
            {imported.then(|| view! { <Chip label=t(ContactText::Imported) /> })}
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
        ContactStatus::Confirmed => imported
            .then(|| view! { <Banner tone=Tone::Info>{t(ContactText::ImportedNote)}</Banner> }.into_any()),
    };
    let above = vec![Crumb { title: t(ShellText::Contacts).into(), href: Some("/contacts".to_owned()) }];
    let acting = record.clone();
    let acts = move || view! { <Acts record=acting.clone() asked /> };
    let content = content(&record.content, &record.attachments);
    let own = session::viewer().and_then(|viewer| viewer.leader_id);
    let reports = session::may(Permission::TrendReport)
        && status != ContactStatus::Voided
        && record.leaders.iter().any(|leader| Some(leader.id) == own);
    let first = record.counterparts.first();
    let of = first.map(RosterCounterpart::id);
    let origin = record.origin.clone().map(|origin| view! { <Origin origin /> });
    let next = (record.status == ContactStatus::Confirmed).then(|| next_step(&record)).flatten();
    view! {
        <Page title lead chips acts above>
            <div class="two main-side">
                <div class="stack">
                    {note}
                    <Section title=t(ContactText::Content)>{content}{next}{origin}</Section>
                    <Corrections revisions=record.revisions.clone() files=record.attachments.clone() />
                </div>
                <aside class="about stack" aria-label=t(ContactText::Facts)>
                    {reports.then(|| view! { <Reporting id=record.id of /> })}
                    <Facts record />
                </aside>
            </div>
        </Page>
    }
}

/// The box for what is no part of the record: how the counterpart thinks goes to the branch's secretary alone (R11).
#[component]
fn Reporting(id: ContactId, of: Option<String>) -> impl IntoView {
    let address = format!("/trends/new?contact={id}&of={}", of.unwrap_or_default());
    view! {
        <Section title=t(ContactText::Trend)>
            <p class="muted">{t(ContactText::TrendNote)}</p>
            <div class="acts"><a class="btn" href=address><Icon glyph=Glyph::Eye />{t(ContactText::ReportTrend)}</a></div>
        </Section>
    }
}

/// The way to plan what was agreed next.
fn next_step(record: &Record) -> Option<AnyView> {
    let (leader, side) = (record.leaders.first()?, record.counterparts.first()?);
    let today = Day(session::today().to_string());
    let day = record.content.next_on.clone().filter(|day| *day >= today).unwrap_or(today);
    let name = crate::api::encoded(&leader.name);
    let href = format!("/plans/new?day={}&{}&leader={}&leaderName={name}", day.0, side.query(), leader.id);
    let plans = (record.content.next_step.is_some() || record.content.next_on.is_some())
        && session::may(Permission::ContactRecord);
    plans.then(|| {
        view! { <a class="btn small" href=href><Icon glyph=Glyph::Calendar />{t(ContactText::PlanNext)}</a> }.into_any()
    })
}

/// What may be done to the record now.
#[component]
fn Acts(record: Record, asked: Asked<Record>) -> impl IntoView {
    let (id, version) = (record.id, record.version);
    let may = move |action: ContactAction| record.actions.contains(&action);
    let (busy, confirming, voiding) = (Busy::default(), RwSignal::new(false), RwSignal::new(false));
    let refused = RwSignal::new(None::<ApiError>);
    let done = move |open: RwSignal<bool>, record: Record, said: ContactText| {
        open.try_set(false);
        toast::show(Tone::Ok, now(said));
        asked.put(record);
        Ok(())
    };
    let confirm = move |_: String| {
        busy.attempt(refused, async move {
            let input = ConfirmContactInput { id, version };
            let answer = api::run(ConfirmContact::build(ConfirmContactVariables { input })).await?;
            done(confirming, answer.confirm_contact, ContactText::Confirmed)
        });
    };
    let void = move |reason: String| {
        busy.attempt(refused, async move {
            let input = VoidContactInput { id, version, reason };
            let answer = api::run(VoidContact::build(VoidContactVariables { input })).await?;
            done(voiding, answer.void_contact, ContactText::Voided)
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
        <ConfirmDialog open=confirming title=t(ContactText::ConfirmTitle) body=t(ContactText::ConfirmBody) verb=t(ContactText::Confirm) busy refused on_confirm=confirm />
        <ConfirmDialog open=voiding title=t(ContactText::VoidTitle) body=t(ContactText::VoidBody) verb=t(ContactText::Void) danger=true with_reason=true busy refused on_confirm=void />
    }
}

/// The words of a record.
fn content(content: &ContactContent, files: &[Attachment]) -> AnyView {
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
    let named: Vec<_> = files.iter().filter(|file| content.attachments.contains(&file.id)).cloned().collect();
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
            {(!named.is_empty()).then(|| view! { <div><dt>{t(ContactText::Files)}</dt><dd><Named files=named /></dd></div> })}
        </dl>
    }
    .into_any()
}

/// What the ledger said beside.
#[component]
fn Origin(origin: ContactOrigin) -> impl IntoView {
    let said = [
        (ContactText::Unlinked, origin.unlinked),
        (ContactText::Handling, origin.handling),
        (ContactText::Feedback, origin.feedback),
        (ContactText::Recorder, origin.recorder),
    ];
    let said = said.into_iter().filter_map(|(title, text)| {
        text.map(|text| view! { <div><dt>{t(title)}</dt><dd class="prose">{text}</dd></div> })
    });
    view! { <dl class="facts">{said.collect_view()}</dl> }
}

/// When and how, which the heading of the record says for the present revision only.
fn held(content: &ContactContent) -> AnyView {
    let (day, mode) = (content.held_on.clone(), content.mode);
    let day = move || day.as_ref().map(|day| i18n::date(&day.0));
    let mode = move || mode.map(|mode| mode.label(lang()));
    view! {
        <dl class="facts">
            <div><dt>{t(ContactText::HeldOn)}</dt><dd>{day}</dd></div>
            <div><dt>{t(ContactText::Mode)}</dt><dd>{mode}</dd></div>
        </dl>
    }
    .into_any()
}

/// Each correction, with what stood before beside what stands after.
#[component]
fn Corrections(revisions: Vec<ContactRevision>, files: Vec<Attachment>) -> impl IntoView {
    let pairs: Vec<AnyView> = revisions
        .windows(2)
        .filter_map(|pair| match pair {
            [after, before] => Some(
                view! { <Correction before=before.clone() after=after.clone() files=files.clone() /> }
                    .into_any(),
            ),
            _ => None,
        })
        .collect();
    (!pairs.is_empty()).then(|| {
        view! { <Section title=t(ContactText::Revisions) count=pairs.len().to_string()>{pairs}</Section> }
    })
}

#[component]
fn Correction(before: ContactRevision, after: ContactRevision, files: Vec<Attachment>) -> impl IntoView {
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
                    {held(&before.content)}
                    {content(&before.content, &files)}
                </div>
                <div>
                    <h3>{move || filled(ContactText::RevisionAfter, &[("number", &new)])}</h3>
                    {held(&after.content)}
                    {content(&after.content, &files)}
                </div>
            </div>
        </details>
    }
}

/// Who met whom, and who entered it.
#[component]
fn Facts(record: Record) -> impl IntoView {
    let sides = record.counterparts.iter().map(|side| {
        view! { <a href=side.path()>{side.name.clone()}</a> }
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

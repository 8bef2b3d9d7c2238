//! One plan: when, where, with whom, what can be done, and a text to invite with.

use super::{
    acts::{Acts, PlanButtons, Questions, Subject},
    invitation::Invitation,
    words,
};
use crate::{
    api,
    asked::Asked,
    i18n::{self, filled, lang, listed, t},
    session,
    ui::{
        banner::Banner,
        breadcrumb::Crumb,
        page::Page,
        section::Section,
        status::{Chip, Shape, Tone},
    },
};
use cynic::QueryBuilder as _;
use leptos::prelude::*;
use lianyi_shared::{
    access::capacity_label,
    api::plans::{Plan as Record, PlanQuery, PlanVariables},
    id::PlanId,
    live::Topic,
    plan::{PlanAction, PlanStatus},
    text_plan::PlanText,
    text_shell::ShellText,
};

/// The page at `/plans/:id`.
#[component]
pub fn Plan() -> impl IntoView {
    let asked = Asked::of_page(|id: PlanId| async move {
        Ok(api::run(PlanQuery::build(PlanVariables { id })).await?.plan)
    })
    .live(Topic::Plans);
    let acts = Acts::new(move || asked.again());
    view! {
        <Questions acts />
        {asked.view(move |plan| view! { <Drawn plan acts /> })}
    }
    .into_any()
}

#[component]
fn Drawn(plan: Record, acts: Acts) -> impl IntoView {
    let subject = Subject::from(&plan);
    let (mode, who) = (plan.mode, subject.who.clone());
    let title = move || filled(PlanText::Title, &[("mode", &mode.label(lang())), ("who", &who)]);
    let (day, from, until) = (plan.day.0.clone(), plan.from.clone(), plan.until.clone());
    let lead = move || i18n::dotted([i18n::weekday(&day), words::time(from.as_deref(), until.as_deref())]);
    let (status, of, in_question) = (plan.status, plan.day.clone(), plan.in_question);
    let chips = move || {
        let (_, shape, tone) = words::state(status, &of);
        let of = of.clone();
        view! {
            <Chip shape tone label=move || words::state(status, &of).0 />
            {in_question.then(|| view! { <Chip shape=Shape::Act tone=Tone::Warn label=t(PlanText::InQuestion) /> })}
        }
    };
    let above = vec![Crumb { title: t(ShellText::Plans).into(), href: Some("/plans".to_owned()) }];
    let buttons = subject.clone();
    let act = move || view! { <PlanButtons subject=buttons.clone() acts /> };
    let is_to_come = plan.day.0 >= session::today().to_string();
    let invites = is_to_come && plan.status == PlanStatus::Planned && subject.may(PlanAction::Change);
    let invitation = invites.then(|| {
        view! { <aside class="about" aria-label=t(PlanText::Invitation)><Invitation plan=plan.clone() /></aside> }
    });
    let notes = notes(&plan);
    view! {
        <Page title lead chips acts=act above>
            <div class="two" class:main-side=invites class:alone=!invites>
                <div class="stack">
                    {notes}
                    <Facts plan />
                </div>
                {invitation}
            </div>
        </Page>
    }
}

/// What stands out about a plan.
fn notes(plan: &Record) -> Vec<AnyView> {
    let said = |text: PlanText, name: &'static str, value: Option<&String>| {
        let value = value.cloned().unwrap_or_default();
        move || filled(text, &[(name, &value)])
    };
    let mut notes = Vec::new();
    if plan.in_question {
        notes.push(view! { <Banner tone=Tone::Warn>{t(PlanText::InQuestionNote)}</Banner> }.into_any());
    }
    match plan.status {
        PlanStatus::Proposed => {
            notes.push(view! { <Banner tone=Tone::Warn>{t(PlanText::ProposedNote)}</Banner> }.into_any());
        }
        PlanStatus::Held => {
            let record = plan.contact_id.map(|id| {
                view! { " "<a href=format!("/contacts/{id}")>{t(PlanText::HeldRecord)}</a> }
            });
            notes.push(view! { <Banner tone=Tone::Ok>{t(PlanText::HeldNote)}{record}</Banner> }.into_any());
        }
        PlanStatus::Cancelled if plan.reason.is_none() => {
            notes.push(view! { <Banner tone=Tone::Info>{t(PlanText::WithdrawnNote)}</Banner> }.into_any());
        }
        PlanStatus::Cancelled => {
            let words = said(PlanText::CancelledNote, "reason", plan.reason.as_ref());
            notes.push(view! { <Banner tone=Tone::Info>{words}</Banner> }.into_any());
        }
        PlanStatus::Declined => {
            let words = said(PlanText::DeclinedNote, "reason", plan.reason.as_ref());
            notes.push(view! { <Banner tone=Tone::Info>{words}</Banner> }.into_any());
        }
        PlanStatus::Planned => {}
    }
    if plan.words.is_some() {
        let words = said(PlanText::ProposedWords, "words", plan.words.as_ref());
        notes.push(view! { <p class="prose">{words}</p> }.into_any());
    }
    notes
}

#[component]
fn Facts(plan: Record) -> impl IntoView {
    let sides = plan.counterparts.iter().map(|side| {
        view! { <span class="listed"><a href=side.path()>{side.name.clone()}</a></span> }
    });
    let sides = sides.collect_view();
    let leaders = listed(&plan.leaders.iter().map(|leader| leader.name.as_str()).collect::<Vec<_>>());
    let (name, role) = (plan.made_by.unwrap_or_default(), plan.capacity.role);
    let by = move || filled(PlanText::By, &[("name", &name), ("role", &capacity_label(&role, lang()))]);
    let made = plan.made_at.0;
    let repeat = plan.repeat.map(|repeat| {
        view! { <div><dt>{t(PlanText::Repeat)}</dt><dd>{move || repeat.label(lang())}</dd></div> }
    });
    let said = |title: PlanText, text: Option<String>| {
        text.map(|text| view! { <div><dt>{t(title)}</dt><dd class="prose">{text}</dd></div> })
    };
    view! {
        <Section title=t(PlanText::Facts)>
            <dl class="facts">
                <div><dt>{t(PlanText::Counterpart)}</dt><dd>{sides}</dd></div>
                <div><dt>{t(PlanText::Leader)}</dt><dd>{leaders}</dd></div>
                {said(PlanText::Place, plan.place)}
                {repeat}
                {said(PlanText::Note, plan.note)}
                <div><dt>{t(PlanText::Branch)}</dt><dd>{plan.branch.map(|branch| branch.name)}</dd></div>
                <div><dt>{t(PlanText::MadeBy)}</dt><dd>{by}</dd></div>
                <div><dt>{t(PlanText::MadeAt)}</dt><dd>{move || i18n::date_time(&made)}</dd></div>
            </dl>
        </Section>
    }
}

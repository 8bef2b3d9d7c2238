//! What a leader has planned next, the times that were proposed to them, and what was planned and waits to be recorded;
//! a representative's next meetings.

use crate::{
    api,
    asked::Asked,
    i18n::{self, dotted, filled, lang, listed, t},
    session,
    ui::{
        icon::{Glyph, Icon},
        section::Section,
        status::{Shape, Status, Tone},
    },
};
use cynic::QueryBuilder as _;
use leptos::prelude::*;
use lianyi_shared::{
    api::{
        Day, PageInput,
        plans::{
            NextPlan, NextPlans, NextPlansVariables, PlanFilter,
            meetings::{Meeting, MyMeetings},
        },
    },
    live::Topic,
    plan::PlanStatus,
    text_home::HomeText,
};

/// How many are shown; the calendar has them all.
const SHOWN: i32 = 5;
/// How many of those that wait to be recorded, the latest.
const TO_RECORD: i32 = 3;

/// The leader's plans that wait to be recorded, and the next ones; nothing where there are none.
#[component]
pub fn Plans() -> impl IntoView {
    let variables = || {
        let (today, yesterday) = (session::today(), session::today().plus(-1));
        NextPlansVariables {
            coming: PlanFilter {
                statuses: vec![PlanStatus::Proposed, PlanStatus::Planned],
                from: Some(Day(today.to_string())),
                mine: true,
                ..PlanFilter::default()
            },
            next: PageInput::first(SHOWN),
            past: PlanFilter {
                statuses: vec![PlanStatus::Planned],
                until: Some(Day(yesterday.to_string())),
                mine: true,
                ..PlanFilter::default()
            },
            latest: PageInput { last: Some(TO_RECORD), ..PageInput::default() },
        }
    };
    let asked = Asked::new(variables, |variables| api::run(NextPlans::build(variables))).live(Topic::Plans);
    move || {
        let NextPlans { coming, past } = asked.get()?;
        Some(view! {
            {list(HomeText::PlansToRecord, "/plans?tab=list", past.nodes)}
            {list(HomeText::PlansTitle, "/plans", coming.nodes)}
        })
    }
}

fn list(title: HomeText, all: &'static str, plans: Vec<NextPlan>) -> Option<impl IntoView> {
    let all = move || view! { <a class="meta" href=all>{t(HomeText::PlansAll)}</a> };
    (!plans.is_empty()).then(|| {
        view! {
            <Section title=t(title) act=all>
                <ul class="todo">{plans.into_iter().map(plan).collect_view()}</ul>
            </Section>
        }
    })
}

fn when(day: &Day, from: Option<&String>) -> String {
    let day = i18n::weekday(&day.0);
    from.map_or_else(|| day.clone(), |from| format!("{day} {from}"))
}

fn plan(plan: NextPlan) -> impl IntoView {
    let NextPlan { id, status, day, from, place, mode, counterparts, in_question } = plan;
    let who = listed(&counterparts.iter().map(|side| side.name.as_str()).collect::<Vec<_>>());
    let is_past = status == PlanStatus::Planned && day.0 < session::today().to_string();
    let record = is_past.then(|| {
        let who = who.clone();
        let spoken = move || filled(HomeText::RecordContactWith, &[("name", &who)]);
        view! { <a class="btn small" href=format!("/contacts/new?plan={id}") aria-label=spoken>{t(HomeText::RecordShort)}</a> }
    });
    let facts = move || {
        let parts = [Some(when(&day, from.as_ref())), Some(mode.label(lang()).to_owned()), place.clone()];
        dotted(parts)
    };
    let state = match (status, in_question) {
        (PlanStatus::Proposed, _) => Some((Shape::Waiting, HomeText::PlanProposed)),
        (_, true) => Some((Shape::Act, HomeText::PlanInQuestion)),
        _ => None,
    };
    let state = state.map(|(shape, text)| view! { <Status shape tone=Tone::Warn label=t(text) /> });
    view! {
        <li>
            <Icon glyph=Glyph::Calendar />
            <div><a href=format!("/plans/{id}")>{who}</a><span class="meta">{facts}</span></div>
            <span class="acts">{state}{record}</span>
        </li>
    }
}

/// A representative's meetings, and the way to propose one.
#[component]
pub fn Meetings() -> impl IntoView {
    let asked = Asked::new(|| (), |()| async { Ok(api::run(MyMeetings::build(())).await?.my_meetings) })
        .live(Topic::Meetings);
    let propose = || view! { <a class="meta" href="/own#meetings">{t(HomeText::MeetingsPropose)}</a> };
    let list = asked.view(|meetings: Vec<Meeting>| {
        if meetings.is_empty() {
            return view! { <p class="muted">{t(HomeText::MeetingsNone)}</p> }.into_any();
        }
        view! { <ul class="todo">{meetings.into_iter().map(meeting).collect_view()}</ul> }.into_any()
    });
    view! { <Section title=t(HomeText::MeetingsTitle) act=propose>{list}</Section> }
}

fn meeting(meeting: Meeting) -> impl IntoView {
    let Meeting { status, day, from, place, leaders, .. } = meeting;
    let who = listed(&leaders.iter().map(|leader| leader.name.as_str()).collect::<Vec<_>>());
    let facts = move || {
        let with = filled(HomeText::MeetingWith, &[("who", &who)]);
        dotted([Some(with), place.clone()])
    };
    let (shape, tone) = match status {
        PlanStatus::Planned => (Shape::Half, Tone::Info),
        PlanStatus::Proposed => (Shape::Waiting, Tone::Warn),
        _ => (Shape::Empty, Tone::Plain),
    };
    view! {
        <li>
            <Icon glyph=Glyph::Calendar />
            <div><strong>{move || when(&day, from.as_ref())}</strong><span class="meta">{facts}</span></div>
            <Status shape tone label=move || status.label(lang()) />
        </li>
    }
}

//! A representative's meetings: what is planned, and proposing a time.

use super::words;
use crate::{
    api::{self, ApiError},
    asked::Asked,
    form::{Faults, given, text},
    i18n::{self, dotted, filled, lang, listed, now, t},
    session,
    ui::{
        busy::Busy,
        button::{Button, Weight},
        date_field::DateField,
        dialog::{Dialog, DialogActs},
        field::{Field, described_by, invalid},
        icon::{Glyph, Icon},
        refused::Refused,
        section::Section,
        select::{Choice, Select},
        status::{Status, Tone},
        text_input::TextInput,
        toast,
    },
};
use cynic::{MutationBuilder as _, QueryBuilder as _};
use leptos::prelude::*;
use lianyi_shared::{
    api::{
        Day,
        plans::meetings::{
            Meeting, MyMeetings, ProposeMeeting, ProposeMeetingInput, ProposeMeetingVariables,
            WithdrawMeeting, WithdrawMeetingInput, WithdrawMeetingVariables,
        },
        roster::{MyPairings, Pairing},
    },
    live::Topic,
    plan::PlanStatus,
    text_plan::MeetingText,
};

/// The meetings of the person at the screen.
#[component]
pub fn Meetings() -> impl IntoView {
    let asked = Asked::new(|| (), |()| async { Ok(api::run(MyMeetings::build(())).await?.my_meetings) })
        .live(Topic::Meetings);
    let (proposing, refused) = (RwSignal::new(false), RwSignal::new(None::<ApiError>));
    let list = asked.view(move |meetings: Vec<Meeting>| {
        if meetings.is_empty() {
            return view! { <p class="muted">{t(MeetingText::None)}</p> }.into_any();
        }
        let one = move |meeting| view! { <One meeting asked refused /> };
        view! { <ul class="todo">{meetings.into_iter().map(one).collect_view()}</ul> }.into_any()
    });
    let act = move || {
        view! { <Button small=true glyph=Glyph::Calendar on_click=move |_| proposing.set(true)>{t(MeetingText::Propose)}</Button> }
    };
    view! {
        <Section id="meetings" title=t(MeetingText::Meetings) act>
            <Refused error=refused />
            {list}
        </Section>
        <Dialog open=proposing title=t(MeetingText::Propose)><Propose open=proposing asked /></Dialog>
    }
}

#[component]
fn One(meeting: Meeting, asked: Asked<Vec<Meeting>>, refused: RwSignal<Option<ApiError>>) -> impl IntoView {
    let Meeting { id, status, day, from, until, place, leaders, words: said, proposed, reason, version } =
        meeting;
    let who = listed(&leaders.iter().map(|leader| leader.name.as_str()).collect::<Vec<_>>());
    let (_, shape, tone) = words::state(status, &day);
    let title = {
        let day = day.0.clone();
        move || format!("{} {}", i18n::weekday(&day), words::time(from.as_deref(), until.as_deref()))
    };
    let note = move || {
        let reason = reason.as_ref().map(|reason| {
            let text = if status == PlanStatus::Declined {
                MeetingText::ReasonDeclined
            } else {
                MeetingText::ReasonCancelled
            };
            filled(text, &[("reason", reason)])
        });
        let parts = [Some(filled(MeetingText::With, &[("who", &who)])), place.clone(), said.clone(), reason];
        dotted(parts)
    };
    let busy = Busy::default();
    let withdraw = move |_| {
        busy.attempt(refused, async move {
            let input = WithdrawMeetingInput { id, version };
            api::run(WithdrawMeeting::build(WithdrawMeetingVariables { input })).await?;
            toast::show(Tone::Ok, now(MeetingText::Withdrawn));
            asked.again();
            Ok(())
        });
    };
    let waits = proposed && status == PlanStatus::Proposed;
    view! {
        <li>
            <Icon glyph=Glyph::Calendar />
            <div><strong>{title}</strong><span class="meta">{note}</span><Status shape tone label=move || status.label(lang()) /></div>
            <span class="acts">{waits.then(|| view! { <Button small=true busy on_click=withdraw>{t(MeetingText::Withdraw)}</Button> })}</span>
        </li>
    }
}

#[component]
fn Propose(open: RwSignal<bool>, asked: Asked<Vec<Meeting>>) -> impl IntoView {
    let (pairing, day, from, words) = (text(None), text(None), text(None), text(None));
    let (faults, busy) = (Faults::none(), Busy::default());
    let pairings = Asked::new(|| (), |()| async { Ok(api::run(MyPairings::build(())).await?.my_pairings) });
    let choices = Signal::derive(move || {
        let one = |pairing: Pairing| Choice::new(pairing.id.to_string(), pairing.leader.name);
        pairings.get().unwrap_or_default().into_iter().map(one).collect::<Vec<_>>()
    });
    // Where there is one alone, nobody has to say so.
    Effect::new(move || {
        choices.with(|choices| {
            if let [only] = choices.as_slice() {
                pairing.set(only.code.clone());
            }
        });
    });
    let send = move |_| {
        faults.clear();
        let Ok(id) = pairing.get_untracked().parse() else {
            faults.add("pairing", lianyi_shared::error::Reason::Required);
            return;
        };
        if day.with_untracked(String::is_empty) {
            faults.add("day", lianyi_shared::error::Reason::Required);
            return;
        }
        let input = ProposeMeetingInput {
            pairing: id,
            day: Day(day.get_untracked()),
            from: given(from),
            words: given(words),
        };
        faults.catch(busy, async move {
            api::run(ProposeMeeting::build(ProposeMeetingVariables { input })).await?;
            toast::show(Tone::Ok, now(MeetingText::Sent));
            open.try_set(false);
            asked.again();
            Ok(())
        });
    };
    let error = faults.of("from");
    view! {
        <p>{t(MeetingText::ProposeLead)}</p>
        <Refused error=faults.refused />
        <Select id="pairing" label=t(MeetingText::Whom) value=pairing choices error=faults.of("pairing") required=true />
        <DateField id="day" label=t(MeetingText::Day) value=day error=faults.of("day") min=session::today().to_string() required=true />
        <Field id="from" label=t(MeetingText::From) hint=None error>
            <input class="in" type="time" id="from" name="from" aria-invalid=invalid(error) aria-describedby=described_by("from", false, error) bind:value=from />
        </Field>
        <TextInput id="words" label=t(MeetingText::Words) hint=t(MeetingText::WordsHint) value=words error=faults.of("words") />
        <DialogActs><Button weight=Weight::Primary busy on_click=send>{t(MeetingText::Send)}</Button></DialogActs>
    }
}

//! What can be done to a plan, the same in the calendar, in lists and on its page.

use crate::{
    api::{self, ApiError},
    choices::terms,
    form::Faults,
    i18n::{self, filled, now, t},
    session,
    ui::{
        busy::Busy,
        button::{Button, Weight},
        date_field::DateField,
        dialog::Dialog,
        icon::{Glyph, Icon},
        menu::Menu,
        radio_group::RadioGroup,
        refused::Refused,
        status::Tone,
        text_area::TextArea,
        toast,
    },
};
use cynic::MutationBuilder as _;
use leptos::prelude::*;
use lianyi_shared::{
    api::{
        Day,
        plans::{
            AcceptMeeting, AcceptMeetingInput, AcceptMeetingVariables, CancelPlan, CancelPlanInput,
            CancelPlanVariables, DeclineMeeting, DeclineMeetingInput, DeclineMeetingVariables, MovePlan,
            MovePlanInput, MovePlanVariables, Plan, PlanRow,
        },
    },
    id::PlanId,
    plan::{PlanAction, PlanReach},
    text_plan::PlanText,
    validate::LINE_MAX,
};

use super::words;

/// A plan as far as acts need it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Subject {
    /// The plan.
    pub id: PlanId,
    /// Its version.
    pub version: i32,
    /// Its day.
    pub day: Day,
    /// With whom.
    pub who: String,
    /// Whether it is one of a series.
    pub repeats: bool,
    /// What may be done.
    pub actions: Vec<PlanAction>,
}

impl Subject {
    /// Whether an act is possible.
    pub fn may(&self, action: PlanAction) -> bool {
        self.actions.contains(&action)
    }
}

impl From<&PlanRow> for Subject {
    fn from(row: &PlanRow) -> Self {
        Self {
            id: row.id,
            version: row.version,
            day: row.day.clone(),
            who: words::who(&row.counterparts),
            repeats: row.repeat.is_some(),
            actions: row.actions.clone(),
        }
    }
}

impl From<&Plan> for Subject {
    fn from(plan: &Plan) -> Self {
        let names: Vec<&str> = plan.counterparts.iter().map(|side| side.name.as_str()).collect();
        Self {
            id: plan.id,
            version: plan.version,
            day: plan.day.clone(),
            who: i18n::listed(&names),
            repeats: plan.repeat.is_some(),
            actions: plan.actions.clone(),
        }
    }
}

/// What is asked before an act.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Question {
    /// To which day it moves.
    Move,
    /// It was dragged to a day: which occurrences move with it.
    MoveTo(Day),
    /// Why it is called off.
    Cancel,
    /// A word to who proposed it.
    Decline,
}

/// The acts of one page: what is being asked, and what happens after a change.
#[derive(Clone, Copy)]
pub struct Acts {
    asked: RwSignal<Option<(Question, Subject)>>,
    busy: Busy,
    /// The plan that was changed last, as it was shown: until it is drawn anew nothing can be done to it.
    settled: StoredValue<Option<(PlanId, i32)>>,
    refused: RwSignal<Option<ApiError>>,
    changed: Callback<()>,
}

impl Acts {
    /// Acts that call `changed` after each.
    pub fn new(changed: impl Fn() + Send + Sync + 'static) -> Self {
        Self {
            asked: RwSignal::new(None),
            busy: Busy::default(),
            settled: StoredValue::new(None),
            refused: RwSignal::new(None),
            changed: Callback::new(move |()| changed()),
        }
    }

    /// Asks what an act needs to know.
    pub fn ask(self, question: Question, subject: Subject) {
        self.refused.set(None);
        self.asked.set(Some((question, subject)));
    }

    /// Moves a plan that was dragged; asks first if it repeats.
    pub fn drop_on(self, subject: Subject, day: Day) {
        if subject.repeats {
            self.ask(Question::MoveTo(day), subject);
        } else {
            let (id, version) = (subject.id, subject.version);
            let input = MovePlanInput { id, version, reach: PlanReach::This, day };
            self.run((id, version), moved(input));
        }
    }

    /// Takes the proposed time.
    pub fn accept(self, subject: &Subject) {
        let (id, version) = (subject.id, subject.version);
        let input = AcceptMeetingInput { id, version };
        self.run((id, version), async move {
            api::run(AcceptMeeting::build(AcceptMeetingVariables { input })).await?;
            Ok(now(PlanText::Accepted).to_owned())
        });
    }

    /// Does something to a plan, once.
    fn run(self, plan: (PlanId, i32), work: impl Future<Output = Result<String, ApiError>> + 'static) {
        if self.settled.get_value() == Some(plan) {
            return;
        }
        self.busy.attempt(self.refused, async move {
            let said = work.await?;
            self.settled.try_set_value(Some(plan));
            self.tell(said);
            Ok(())
        });
    }

    fn tell(self, said: String) {
        toast::show(Tone::Ok, said);
        self.changed.run(());
    }
}

async fn moved(input: MovePlanInput) -> Result<String, ApiError> {
    let day = i18n::date(&input.day.0);
    api::run(MovePlan::build(MovePlanVariables { input })).await?;
    Ok(filled(PlanText::Moved, &[("day", &day)]))
}

/// The acts on one plan behind a button.
#[component]
pub fn PlanMenu(
    /// The plan.
    subject: Subject,
    /// The acts of the page.
    acts: Acts,
) -> impl IntoView {
    let Subject { id, who, .. } = subject.clone();
    let label = move || filled(PlanText::Acts, &[("who", &who)]);
    let kept = StoredValue::new(subject.clone());
    let button = move |question: Question, text: PlanText| {
        let ask = move |_| acts.ask(question.clone(), kept.get_value());
        view! { <li><button type="button" on:click=ask>{t(text)}</button></li> }
    };
    let changes = subject.may(PlanAction::Change);
    view! {
        <Menu label class="btn quiet icon-only">
            {subject.may(PlanAction::Accept).then(|| view! { <li><button type="button" on:click=move |_| acts.accept(&kept.get_value())>{t(PlanText::Accept)}</button></li> })}
            {subject.may(PlanAction::Decline).then(|| button(Question::Decline, PlanText::Decline))}
            {subject.may(PlanAction::Hold).then(|| view! { <li><a href=format!("/contacts/new?plan={id}")>{t(PlanText::Record)}</a></li> })}
            {changes.then(|| button(Question::Move, PlanText::Move))}
            {changes.then(|| view! { <li><a href=format!("/plans/{id}/edit")>{t(PlanText::Change)}</a></li> })}
            {subject.may(PlanAction::Cancel).then(|| button(Question::Cancel, PlanText::Cancel))}
        </Menu>
    }
}

/// What the acts of a page ask, and why one was refused; once per page.
#[component]
pub fn Questions(
    /// The acts of the page.
    acts: Acts,
) -> impl IntoView {
    let open = RwSignal::new(false);
    Effect::new(move || open.set(acts.asked.with(Option::is_some)));
    // Who closes the dialog takes the question back.
    Effect::new(move || {
        if !open.get() && acts.asked.with_untracked(Option::is_some) {
            acts.asked.set(None);
        }
    });
    let title = move || {
        acts.asked.with(|asked| match asked {
            Some((Question::Move | Question::MoveTo(_), _)) => now(PlanText::MoveTitle),
            Some((Question::Cancel, _)) => now(PlanText::CancelTitle),
            Some((Question::Decline, _)) => now(PlanText::DeclineTitle),
            None => "",
        })
    };
    view! {
        <Refused error=acts.refused />
        <Dialog open title>
            {move || acts.asked.get().map(|(question, subject)| view! { <Form question subject acts /> })}
        </Dialog>
    }
}

#[component]
fn Form(question: Question, subject: Subject, acts: Acts) -> impl IntoView {
    let day = RwSignal::new(match &question {
        Question::MoveTo(day) => day.0.clone(),
        _ => subject.day.0.clone(),
    });
    let (reason, reach) = (RwSignal::new(String::new()), RwSignal::new(PlanReach::This.code().to_owned()));
    let (faults, busy) = (Faults::none(), Busy::default());
    let (verb, weight) = match question {
        Question::Move | Question::MoveTo(_) => (PlanText::MoveVerb, Weight::Primary),
        Question::Cancel => (PlanText::Cancel, Weight::Danger),
        Question::Decline => (PlanText::Decline, Weight::Primary),
    };
    let with_reach = subject.repeats && question != Question::Decline;
    let asked = question.clone();
    let submit = move |_| {
        let question = asked.clone();
        let (id, version) = (subject.id, subject.version);
        let reach = reach.get_untracked().parse().unwrap_or(PlanReach::This);
        let (day, reason) = (Day(day.get_untracked()), reason.get_untracked());
        faults.catch(busy, async move {
            let said = match question {
                Question::Move | Question::MoveTo(_) => {
                    moved(MovePlanInput { id, version, reach, day }).await?
                }
                Question::Cancel => {
                    let input = CancelPlanInput { id, version, reach, reason };
                    api::run(CancelPlan::build(CancelPlanVariables { input })).await?;
                    now(PlanText::CancelledNow).to_owned()
                }
                Question::Decline => {
                    let input = DeclineMeetingInput { id, version, reason };
                    api::run(DeclineMeeting::build(DeclineMeetingVariables { input })).await?;
                    now(PlanText::DeclinedNow).to_owned()
                }
            };
            acts.asked.try_set(None);
            acts.tell(said);
            Ok(())
        });
    };
    let body = match question {
        Question::Move => {
            let today = session::today().to_string();
            view! { <DateField id="day" label=t(PlanText::Day) value=day error=faults.of("day") min=today required=true /> }.into_any()
        }
        Question::MoveTo(_) => {
            view! { <p>{move || i18n::weekday(&day.get())}</p> }.into_any()
        }
        Question::Cancel => {
            view! { <TextArea id="reason" label=t(PlanText::CancelReason) hint=t(PlanText::CancelReasonHint) value=reason error=faults.of("reason") rows=3 limit=LINE_MAX required=true /> }.into_any()
        }
        Question::Decline => {
            view! { <TextArea id="reason" label=t(PlanText::DeclineReason) hint=t(PlanText::DeclineReasonHint) value=reason error=faults.of("reason") rows=3 limit=LINE_MAX required=true /> }.into_any()
        }
    };
    let reaches = with_reach.then(|| {
        view! { <RadioGroup id="reach" label=t(PlanText::Reach) hint=t(PlanText::ReachNote) value=reach choices=terms!(PlanReach) error=faults.of("reach") /> }
    });
    view! {
        <Refused error=faults.refused />
        {body}
        {reaches}
        <div class="acts">
            <Button on_click=move |_| acts.asked.set(None)>{t(PlanText::Keep)}</Button>
            <Button weight busy on_click=submit>{t(verb)}</Button>
        </div>
    }
}

/// The acts on one plan in full, for its page.
#[component]
pub fn PlanButtons(
    /// The plan.
    subject: Subject,
    /// The acts of the page.
    acts: Acts,
) -> impl IntoView {
    let id = subject.id;
    let kept = StoredValue::new(subject.clone());
    let may = |action| subject.may(action);
    let ask = move |question: Question| acts.ask(question, kept.get_value());
    view! {
        {may(PlanAction::Hold).then(|| view! { <a class="btn primary" href=format!("/contacts/new?plan={id}")><Icon glyph=Glyph::Chat />{t(PlanText::Record)}</a> })}
        {may(PlanAction::Accept).then(|| view! { <Button weight=Weight::Primary glyph=Glyph::Check busy=acts.busy on_click=move |_| acts.accept(&kept.get_value())>{t(PlanText::Accept)}</Button> })}
        {may(PlanAction::Decline).then(|| view! { <Button on_click=move |_| ask(Question::Decline)>{t(PlanText::Decline)}</Button> })}
        {may(PlanAction::Change).then(|| view! {
            <Button glyph=Glyph::Calendar on_click=move |_| ask(Question::Move)>{t(PlanText::Move)}</Button>
            <a class="btn" href=format!("/plans/{id}/edit")><Icon glyph=Glyph::Pen />{t(PlanText::Change)}</a>
        })}
        {may(PlanAction::Cancel).then(|| view! { <Button weight=Weight::Quiet on_click=move |_| ask(Question::Cancel)>{t(PlanText::Cancel)}</Button> })}
    }
}

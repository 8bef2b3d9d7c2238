//! Planning a meeting, and changing one.

use crate::{
    api::{self, ApiError},
    asked::Asked,
    browser,
    choices::{find_leaders, terms},
    contact::who::{is_in_force, pairings_of},
    form::{Faults, Fieldset, given, text},
    i18n::{dotted, now, t},
    roster::{pairings::last_contact, words::place},
    session,
    ui::{
        breadcrumb::Crumb,
        busy::Busy,
        button::{Button, Weight},
        combobox::Combobox,
        date_field::DateField,
        error_summary::ErrorSummary,
        field::{Field, FieldGroup, described_by, invalid},
        icon::Glyph,
        page::Page,
        radio_group::{Layout, RadioGroup},
        refused::Refused,
        select::{Choice, Select},
        status::Tone,
        text_area::TextArea,
        text_input::TextInput,
        toast,
    },
};
use cynic::{MutationBuilder as _, QueryBuilder as _};
use leptos::{ev::SubmitEvent, prelude::*};
use leptos_router::{
    NavigateOptions,
    hooks::{use_navigate, use_query_map},
};
use lianyi_shared::{
    api::{
        Day,
        contacts::ContactCounterpartInput,
        plans::{
            ChangePlan, ChangePlanInput, ChangePlanVariables, MakePlan, MakePlanInput, MakePlanVariables,
            Plan, PlanContentInput, PlanQuery, PlanSeriesInput, PlanVariables,
        },
        roster::Pairing,
    },
    contact::ContactMode,
    id::{LeaderId, PairingId, PlanId},
    plan::{PlanReach, PlanRepeat},
    text_plan::PlanText,
    text_shell::ShellText,
    validate::TEXT_MAX,
};

/// It ends after so many times.
const TIMES: &str = "TIMES";
/// It ends on a day.
const UNTIL: &str = "UNTIL";

/// Everything that is entered.
#[derive(Clone, Copy)]
struct Entry {
    leader: RwSignal<Option<Choice>>,
    pairings: RwSignal<Vec<PairingId>>,
    /// Whom the address names, until their pairing is known.
    wanted: StoredValue<Option<ContactCounterpartInput>>,
    day: RwSignal<String>,
    from: RwSignal<String>,
    until: RwSignal<String>,
    mode: RwSignal<String>,
    place: RwSignal<String>,
    note: RwSignal<String>,
    repeat: RwSignal<String>,
    end: RwSignal<String>,
    times: RwSignal<String>,
    last: RwSignal<String>,
    reach: RwSignal<String>,
}

impl Entry {
    /// A plan for a day.
    fn new(leader: Option<Choice>, day: &str) -> Self {
        Self {
            leader: RwSignal::new(leader),
            pairings: RwSignal::new(Vec::new()),
            wanted: StoredValue::new(None),
            day: text(Some(day)),
            from: text(None),
            until: text(None),
            mode: text(Some(ContactMode::Talk.code())),
            place: text(None),
            note: text(None),
            repeat: text(None),
            end: text(Some(TIMES)),
            times: text(Some("4")),
            last: text(None),
            reach: text(Some(PlanReach::This.code())),
        }
    }

    /// A plan as it stands.
    fn of(plan: &Plan) -> Self {
        let leader = plan.leaders.first();
        let leader = leader.map(|leader| Choice::new(leader.id.to_string(), leader.name.clone()));
        let entry = Self::new(leader, &plan.day.0);
        entry.pairings.set(plan.pairings.clone());
        entry.from.set(plan.from.clone().unwrap_or_default());
        entry.until.set(plan.until.clone().unwrap_or_default());
        entry.mode.set(plan.mode.code().to_owned());
        entry.place.set(plan.place.clone().unwrap_or_default());
        entry.note.set(plan.note.clone().unwrap_or_default());
        entry
    }

    fn content(self) -> PlanContentInput {
        PlanContentInput {
            pairings: self.pairings.get_untracked(),
            day: Day(self.day.get_untracked()),
            from: given(self.from),
            until: given(self.until),
            place: given(self.place),
            mode: self.mode.get_untracked().parse().unwrap_or(ContactMode::Talk),
            note: given(self.note),
        }
    }

    fn series(self) -> Option<PlanSeriesInput> {
        let repeat: PlanRepeat = self.repeat.get_untracked().parse().ok()?;
        let by_times = self.end.get_untracked() == TIMES;
        Some(PlanSeriesInput {
            repeat,
            until: given(self.last).filter(|_| !by_times).map(Day),
            times: by_times.then(|| given(self.times).and_then(|times| times.parse().ok())).flatten(),
        })
    }
}

/// The page at `/plans/new`; the address may name the day, the leader, and with whom.
#[component]
pub fn NewPlan() -> impl IntoView {
    let query = use_query_map();
    let named = |name: &str| query.with_untracked(|query| query.get(name));
    let own =
        session::viewer().and_then(|viewer| Some(Choice::new(viewer.leader_id?.to_string(), viewer.name)));
    let leader = match (named("leader"), named("leaderName")) {
        (Some(id), Some(name)) => Some(Choice::new(id, name)),
        _ => own,
    };
    let day = named("day").unwrap_or_else(|| session::today().to_string());
    let entry = Entry::new(leader, &day);
    entry.wanted.set_value(ContactCounterpartInput::of_query(named));
    // One page makes one plan, however often it has to ask.
    let id = browser::fresh_id(PlanId::PREFIX);
    let save = move || async move {
        let input = MakePlanInput { id, content: entry.content(), series: entry.series() };
        let said = if input.series.is_some() { PlanText::MadeMany } else { PlanText::Made };
        let made = api::run(MakePlan::build(MakePlanVariables { input })).await?.make_plan;
        Ok((made.id, said))
    };
    let above = vec![Crumb { title: t(ShellText::Plans).into(), href: Some("/plans".to_owned()) }];
    view! {
        <Page title=t(PlanText::New) lead=t(PlanText::NewLead) above>
            <Form entry verb=PlanText::Do repeats=None save />
        </Page>
    }
    .into_any()
}

/// The page at `/plans/:id/edit`.
#[component]
pub fn EditPlanPage() -> impl IntoView {
    let asked = Asked::of_page(|id: PlanId| async move {
        Ok(api::run(PlanQuery::build(PlanVariables { id })).await?.plan)
    });
    asked.view(|plan| view! { <Edit plan /> }).into_any()
}

#[component]
fn Edit(plan: Plan) -> impl IntoView {
    let entry = Entry::of(&plan);
    let (id, version) = (plan.id, plan.version);
    let save = move || async move {
        let reach = entry.reach.get_untracked().parse().unwrap_or(PlanReach::This);
        let input = ChangePlanInput { id, version, reach, content: entry.content() };
        let changed = api::run(ChangePlan::build(ChangePlanVariables { input })).await?.change_plan;
        Ok((changed.id, PlanText::Changed))
    };
    let above = vec![
        Crumb { title: t(ShellText::Plans).into(), href: Some("/plans".to_owned()) },
        Crumb {
            title: {
                let names: Vec<String> = plan.counterparts.iter().map(|side| side.name.clone()).collect();
                crate::i18n::listed(&names).into()
            },
            href: Some(format!("/plans/{id}")),
        },
    ];
    view! {
        <Page title=t(PlanText::Edit) above>
            <Form entry verb=PlanText::Save repeats=Some(plan.repeat.is_some()) save />
        </Page>
    }
}

/// The fields. `repeats` says of a plan that is changed whether it is one of a series.
#[component]
fn Form<Save, Saved>(entry: Entry, verb: PlanText, repeats: Option<bool>, save: Save) -> impl IntoView
where
    Save: Fn() -> Saved + Copy + 'static,
    Saved: Future<Output = Result<(PlanId, PlanText), ApiError>> + 'static,
{
    let (faults, busy) = (Faults::none(), Busy::default());
    let navigate = use_navigate();
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        let navigate = navigate.clone();
        busy.run(async move {
            faults.clear();
            match save().await {
                Ok((id, said)) => {
                    toast::show(Tone::Ok, now(said));
                    let options = NavigateOptions { replace: true, ..NavigateOptions::default() };
                    navigate(&format!("/plans/{id}"), options);
                }
                Err(error) => take(faults, error),
            }
        });
    };
    let own = session::viewer().and_then(|viewer| viewer.leader_id).map(|id| id.to_string());
    let alone =
        entry.leader.with_untracked(|leader| leader.as_ref().map(|leader| &leader.code) == own.as_ref())
            && own.is_some()
            && session::viewer().is_some_and(|viewer| viewer.roles.len() == 1);
    let today = session::today().to_string();
    view! {
        <form class="rec" novalidate on:submit=submit>
            <ErrorSummary faults=faults.list />
            <Refused error=faults.refused />
            <Fieldset busy>
                {(!alone).then(|| view! { <Combobox id="leader" label=t(PlanText::Leader) value=entry.leader search=find_leaders() /> })}
                <Whom entry faults />
                <DateField id="content-day" label=t(PlanText::Day) value=entry.day error=faults.of("content-day") min=today.clone() required=true />
                <div class="times">
                    <TimeField id="content-from" label=PlanText::From value=entry.from error=faults.of("content-from") />
                    <TimeField id="content-until" label=PlanText::Until value=entry.until error=faults.of("content-until") />
                </div>
                <TextInput id="content-place" label=t(PlanText::Place) value=entry.place error=faults.of("content-place") />
                <Select id="content-mode" label=t(PlanText::Mode) value=entry.mode choices=terms!(ContactMode) error=faults.of("content-mode") required=true />
                {repeats.is_none().then(|| view! { <Repeats entry faults today /> })}
                {(repeats == Some(true)).then(|| view! {
                    <RadioGroup id="reach" label=t(PlanText::Reach) hint=t(PlanText::ReachNote) value=entry.reach choices=terms!(PlanReach) error=faults.of("reach") />
                })}
                <TextArea id="content-note" label=t(PlanText::Note) hint=t(PlanText::NoteHint) value=entry.note error=faults.of("content-note") limit=TEXT_MAX rows=2 />
            </Fieldset>
            <div class="savebar">
                <Button weight=Weight::Primary glyph=Glyph::Check submit=true busy>{t(verb)}</Button>
            </div>
        </form>
    }
}

/// Takes a refusal apart. What is wrong with one pairing stands under all of them.
fn take(faults: Faults, error: ApiError) {
    faults.take(error);
    faults.list.update(|list| {
        for fault in list {
            if fault.id.starts_with("content-pairings-") {
                "content-pairings".clone_into(&mut fault.id);
            }
        }
    });
}

#[component]
fn Repeats(entry: Entry, faults: Faults, today: String) -> impl IntoView {
    let choices = std::iter::once(Choice::new("", t(PlanText::RepeatNot)))
        .chain(terms!(PlanRepeat))
        .collect::<Vec<_>>();
    let ends =
        vec![Choice::new(TIMES, t(PlanText::RepeatTimes)), Choice::new(UNTIL, t(PlanText::RepeatUntil))];
    let end = move || {
        let (ends, today) = (ends.clone(), today.clone());
        (!entry.repeat.get().is_empty()).then(|| {
            view! {
                <RadioGroup id="series-end" label=t(PlanText::RepeatEnd) value=entry.end choices=ends layout=Layout::Picks />
                {move || match entry.end.get().as_str() {
                    UNTIL => view! { <DateField id="series-until" label=t(PlanText::LastDay) value=entry.last error=faults.of("series-until") min=today.clone() required=true /> }.into_any(),
                    _ => view! { <TextInput id="series-times" label=t(PlanText::Times) hint=t(PlanText::TimesHint) value=entry.times error=faults.of("series-times") required=true /> }.into_any(),
                }}
            }
        })
    };
    view! {
        <RadioGroup id="series-repeat" label=t(PlanText::Repeat) value=entry.repeat choices layout=Layout::Picks />
        {end}
    }
}

/// A time of day, in the browser's own field.
#[component]
fn TimeField(
    id: &'static str,
    label: PlanText,
    value: RwSignal<String>,
    error: Signal<Option<String>>,
) -> impl IntoView {
    view! {
        <Field id label=t(label) hint=None error>
            <input class="in" type="time" id=id name=id aria-invalid=invalid(error) aria-describedby=described_by(id, false, error) bind:value=value />
        </Field>
    }
}

/// The counterparts of the leader, each with how long ago they were met.
#[component]
fn Whom(entry: Entry, faults: Faults) -> impl IntoView {
    let leader = Memo::new(move |_| {
        entry.leader.with(|leader| leader.as_ref().and_then(|leader| leader.code.parse::<LeaderId>().ok()))
    });
    let leaders = move || leader.get().into_iter().collect();
    let list = pairings_of(leaders).view(move |pairings: Option<Vec<Pairing>>| {
        let Some(pairings) = pairings else {
            return view! { <p class="muted">{t(PlanText::WhomEmpty)}</p> }.into_any();
        };
        let pairings: Vec<Pairing> = pairings.into_iter().filter(is_in_force).collect();
        if pairings.is_empty() {
            entry.pairings.set(Vec::new());
            return view! { <p class="muted">{t(PlanText::WhomNobody)}</p> }.into_any();
        }
        // Of another leader, or of a pairing that is over, nothing stays chosen unseen.
        entry.pairings.update(|chosen| chosen.retain(|id| pairings.iter().any(|pairing| pairing.id == *id)));
        let wanted = entry.wanted.get_value();
        entry.wanted.set_value(None);
        let is_wanted = |pairing: &&Pairing| Some(pairing.counterpart.input()) == wanted;
        let only = pairings.first().filter(|_| pairings.len() == 1);
        if let (Some(pairing), true) =
            (pairings.iter().find(is_wanted).or(only), entry.pairings.with_untracked(Vec::is_empty))
        {
            entry.pairings.set(vec![pairing.id]);
        }
        let one = |pairing: Pairing| view! { <One entry pairing /> };
        view! { <div class="who">{pairings.into_iter().map(one).collect_view()}</div> }.into_any()
    });
    view! {
        <FieldGroup id="content-pairings" label=t(PlanText::Whom) hint=None error=faults.of("content-pairings") required=true>{list}</FieldGroup>
    }
}

#[component]
fn One(entry: Entry, pairing: Pairing) -> impl IntoView {
    let Pairing { id, counterpart, last_contact_on, .. } = pairing;
    let change = move |event: leptos::ev::Event| {
        let ticked = event_target_checked(&event);
        entry.pairings.update(|chosen| {
            chosen.retain(|kept| *kept != id);
            if ticked {
                chosen.push(id);
            }
        });
    };
    let name = counterpart.name.clone();
    let note = move || {
        let parts = [place(&counterpart), last_contact(last_contact_on.as_ref())];
        dotted(parts)
    };
    view! {
        <label>
            <input type="checkbox" name="content-pairings" prop:checked=move || entry.pairings.with(|all| all.contains(&id)) on:change=change />
            <span><b>{name}</b><small>{note}</small></span>
        </label>
    }
}

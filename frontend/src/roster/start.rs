//! Starting a draft: the same as now in one tap, an adjustment, or an empty one.

use crate::{
    api::{self, ApiError},
    i18n::{lang, now, t},
    ui::{
        busy::Busy,
        button::{Button, Weight},
        icon::Glyph,
        refused::Refused,
        status::Tone,
        toast,
    },
};
use cynic::MutationBuilder as _;
use leptos::prelude::*;
use leptos_router::{NavigateOptions, hooks::use_navigate};
use lianyi_shared::{
    api::roster::{StartRoster, StartRosterInput, StartRosterVariables},
    id::UnitId,
    roster::DraftStart,
    text_roster::RosterText,
};

/// The ways to begin a new version of an owner's roster; it leads to the draft.
#[component]
pub fn StartDraft(
    /// The college, or a branch.
    owner: UnitId,
    /// Whether there is something to carry on.
    has_in_force: bool,
    /// For rows: without the heading.
    #[prop(optional)]
    small: bool,
) -> impl IntoView {
    let busy = Busy::default();
    let refused = RwSignal::new(None::<ApiError>);
    let navigate = StoredValue::new_local(use_navigate());
    let begin = move |start: DraftStart| {
        let input = StartRosterInput { owner, start, year: None };
        busy.attempt(refused, async move {
            let started = api::run(StartRoster::build(StartRosterVariables { input })).await?.start_roster;
            toast::show(Tone::Ok, now(RosterText::Started));
            let path = format!("/rosters/{}", started.id);
            navigate.try_with_value(|navigate| navigate(&path, NavigateOptions::default()));
            Ok(())
        });
    };
    let ways: &[DraftStart] = match (has_in_force, small) {
        (true, false) => &[DraftStart::RollForward, DraftStart::Adjust, DraftStart::Empty],
        (true, true) => &[DraftStart::RollForward],
        (false, _) => &[DraftStart::Empty],
    };
    let button = move |(place, start): (usize, &DraftStart)| {
        let start = *start;
        let weight = if place == 0 && !small { Weight::Primary } else { Weight::Plain };
        let glyph = if start == DraftStart::Empty { Glyph::Plus } else { Glyph::Roster };
        view! {
            <Button weight small glyph busy on_click=move |_| begin(start)>{move || start.label(lang())}</Button>
        }
    };
    view! {
        {(!small).then(|| view! { <p class="muted">{t(RosterText::StartLead)}</p> })}
        <div class="acts">{ways.iter().enumerate().map(button).collect_view()}</div>
        <Refused error=refused />
    }
}

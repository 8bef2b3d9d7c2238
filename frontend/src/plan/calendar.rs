//! The page of plans: month, week and list, each with its day in the address.

use super::{
    acts::{Acts, Questions},
    drag::Drag,
    list::PlanList,
    marks::Marks,
    month::{self, Month},
    week::Week,
};
use crate::{
    api::{self, ApiError},
    asked::Asked,
    i18n::{self, filled, t},
    session,
    ui::{
        button::{Button, IconButton},
        error_panel::ErrorPanel,
        icon::{Glyph, Icon},
        page::Page,
    },
};
use cynic::QueryBuilder as _;
use leptos::prelude::*;
use leptos_router::{
    NavigateOptions,
    hooks::{query_signal_with_options, use_query_map},
};
use lianyi_shared::{
    access::Permission,
    api::{
        Day, PageInput,
        calendar::MarkedDays,
        plans::{PlanFilter, PlanRow, Plans as Query, PlansVariables},
    },
    day::CivilDay,
    live::Topic,
    text_plan::PlanText,
    text_shell::ShellText,
};

/// So many plans at once are drawn in a calendar.
const MOST: usize = 500;

/// A way to look at plans.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Look {
    Month,
    Week,
    List,
}

impl Look {
    const ALL: [Self; 3] = [Self::Month, Self::Week, Self::List];

    const fn code(self) -> &'static str {
        match self {
            Self::Month => "month",
            Self::Week => "week",
            Self::List => "list",
        }
    }

    const fn title(self) -> PlanText {
        match self {
            Self::Month => PlanText::Month,
            Self::Week => PlanText::Week,
            Self::List => PlanText::List,
        }
    }

    /// The first and the last day shown.
    fn range(self, at: CivilDay) -> (CivilDay, CivilDay) {
        match self {
            Self::Week => (at.monday(), at.monday().plus(6)),
            Self::Month | Self::List => month::range(at),
        }
    }

    fn step(self, at: CivilDay, forward: i32) -> CivilDay {
        match self {
            Self::Week => at.plus(7 * forward),
            Self::Month | Self::List => at.month(forward),
        }
    }
}

/// The page at `/plans`.
#[component]
pub fn Plans() -> impl IntoView {
    let query = use_query_map();
    let look = Memo::new(move |_| {
        let tab = query.with(|query| query.get("tab").unwrap_or_default());
        Look::ALL.into_iter().find(|look| look.code() == tab).unwrap_or(Look::Month)
    });
    let quiet = || NavigateOptions { replace: true, scroll: false, ..NavigateOptions::default() };
    let (kept, keep) = query_signal_with_options::<String>("at", quiet());
    let (mine, set_mine) = query_signal_with_options::<String>("mine", quiet());
    let at = Memo::new(move |_| {
        kept.get().and_then(|day| day.parse::<CivilDay>().ok()).unwrap_or_else(session::today)
    });
    let choose = Callback::new(move |day: CivilDay| keep.set(Some(day.to_string())));
    let narrow = Memo::new(move |_| PlanFilter { mine: mine.get().is_some(), ..PlanFilter::default() });
    let turn = RwSignal::new(0_u32);
    let acts = Acts::new(move || turn.update(|turn| *turn += 1));
    let drag = Drag::new(acts);
    let range = Memo::new(move |_| look.get().range(at.get()));
    let asked = Asked::new(
        move || {
            turn.track();
            let (from, until) = range.get();
            let day = |day: CivilDay| Some(Day(day.to_string()));
            let filter = PlanFilter { from: day(from), until: day(until), ..narrow.get() };
            (look.get() != Look::List).then_some(filter)
        },
        |filter| async move {
            match filter {
                Some(filter) => all(filter).await,
                None => Ok(Vec::new()),
            }
        },
    )
    .live(Topic::Plans);
    let rows = Memo::new(move |_| asked.get().unwrap_or_default());
    let calendar = Asked::new(|| (), |()| api::run(MarkedDays::build(())));
    let marks =
        Memo::new(move |_| calendar.get().map(|answer| Marks::of(answer.calendar)).unwrap_or_default());
    let drawn = move || match look.get() {
        Look::Month => view! { <Month at choose rows marks acts drag /> }.into_any(),
        Look::Week => view! { <Week at rows acts drag /> }.into_any(),
        Look::List => view! { <PlanList filter=narrow turn acts /> }.into_any(),
    };
    let failed =
        move || asked.refused().map(|error| view! { <ErrorPanel error on_retry=move |()| asked.again() /> });
    let full = move || {
        (rows.with(Vec::len) >= MOST)
            .then(|| view! { <p class="meta">{move || filled(PlanText::TooMany, &[("count", &MOST)])}</p> })
    };
    let new = || {
        session::may(Permission::ContactRecord).then(|| {
            view! { <a class="btn primary" href="/plans/new"><Icon glyph=Glyph::Plus />{t(PlanText::New)}</a> }
        })
    };
    // Whoever keeps liaison and keeps the plans of others too chooses whose to see.
    let both = session::viewer().is_some_and(|viewer| viewer.leader_id.is_some() && viewer.roles.len() > 1);
    let whose = move || {
        let (pressed, own) = (mine.get().is_some(), move |_| {
            set_mine.set(mine.get_untracked().is_none().then(|| "1".to_owned()));
        });
        view! { <button type="button" class="btn small" aria-pressed=if pressed { "true" } else { "false" } on:click=own>{t(PlanText::OnlyMine)}</button> }
    };
    view! {
        <Page title=t(ShellText::Plans) lead=t(PlanText::Lead) acts=new>
            <div class="cal-bar">
                <Looks look at mine />
                <Steps look at choose />
                {both.then_some(whose)}
            </div>
            <Questions acts />
            {failed}
            {full}
            {drawn}
        </Page>
    }
    .into_any()
}

/// Every plan of some days, page after page.
async fn all(filter: PlanFilter) -> Result<Vec<PlanRow>, ApiError> {
    let mut rows = Vec::new();
    let mut page = PageInput::first(100);
    loop {
        let variables = PlansVariables { filter: filter.clone(), page };
        let mut plans = api::run(Query::build(variables)).await?.plans;
        rows.append(&mut plans.nodes);
        match plans.page_info.end_cursor.filter(|_| plans.page_info.has_next_page && rows.len() < MOST) {
            Some(after) => page = PageInput { after: Some(after), ..PageInput::first(100) },
            None => return Ok(rows),
        }
    }
}

/// Month, week, list: links, so that each can be shared and Back works.
#[component]
fn Looks(look: Memo<Look>, at: Memo<CivilDay>, mine: Memo<Option<String>>) -> impl IntoView {
    let link = move |one: Look| {
        let href = move || {
            let whose = if mine.get().is_some() { "&mine=1" } else { "" };
            format!("/plans?tab={}&at={}{whose}", one.code(), at.get())
        };
        let current = move || (look.get() == one).then_some("page");
        view! { <a href=href aria-current=current>{t(one.title())}</a> }
    };
    view! { <nav class="tabs" aria-label=t(PlanText::Views)>{Look::ALL.map(link).collect_view()}</nav> }
}

/// Which month or week, and the ways to others.
#[component]
fn Steps(look: Memo<Look>, at: Memo<CivilDay>, choose: Callback<CivilDay>) -> impl IntoView {
    let title = move || {
        let at = at.get();
        match look.get() {
            Look::Week => {
                let (from, until) = Look::Week.range(at);
                let (from, until) = (i18n::month_day(&from.to_string()), i18n::month_day(&until.to_string()));
                filled(PlanText::WeekTitle, &[("from", &from), ("until", &until)])
            }
            Look::Month | Look::List => i18n::month(&at.to_string()),
        }
    };
    let step = move |forward: i32| choose.run(look.get_untracked().step(at.get_untracked(), forward));
    move || {
        (look.get() != Look::List).then(|| {
            view! {
                <div class="cal-steps">
                    <IconButton glyph=Glyph::ChevronLeft label=t(PlanText::Previous) on_click=move |_| step(-1) />
                    <strong aria-live="polite">{title}</strong>
                    <IconButton glyph=Glyph::ChevronRight label=t(PlanText::Next) on_click=move |_| step(1) />
                    <Button small=true on_click=move |_| choose.run(session::today())>{t(PlanText::Today)}</Button>
                </div>
            }
        })
    }
}

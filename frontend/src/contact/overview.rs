//! 工作概览: how liaison went in a period; every figure opens what it counts.

use super::heat::Heat;
use crate::{
    api,
    asked::Asked,
    filters::UnitFilterSelect,
    i18n::{self, filled, lang, t},
    roster::words,
    session,
    ui::{
        empty_state::EmptyState,
        figure::Figure,
        icon::Glyph,
        page::Page,
        section::Section,
        stat::{Fill, Stat, StatStrip},
        table::{Column, Table},
    },
};
use cynic::QueryBuilder as _;
use leptos::prelude::*;
use leptos_router::{
    hooks::{query_signal, use_query_map},
    params::ParamsMap,
};
use lianyi_shared::{
    api::overview::{
        ContactOverview, ContactOverviewQuery, ContactOverviewVariables, OverviewBranch, OverviewCategory,
        OverviewKind, OverviewMode,
    },
    calendar::AcademicYear,
    contact::ContactStatus,
    id::UnitId,
    live::Topic,
    period::Period,
    text_overview::OverviewText,
    text_shell::ShellText,
    units::UnitKind,
};

/// What an overview is of, as it stands in addresses.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Span {
    /// The period.
    pub period: Period,
    /// Only what stands with this branch, or below the unit.
    pub branch: Option<UnitId>,
}

impl Span {
    /// As the address says; without a word of it this academic year.
    pub fn of(query: &ParamsMap) -> Self {
        let this_year = || {
            let year = session::viewer().map_or(0, |viewer| viewer.academic_year);
            Period::Academic(AcademicYear(year))
        };
        Self {
            period: query.get_str("period").and_then(|text| text.parse().ok()).unwrap_or_else(this_year),
            branch: query.get_str("branch").and_then(|id| id.parse().ok()),
        }
    }

    fn address(self, path: &str) -> String {
        let branch = self.branch.map(|branch| format!("&branch={branch}")).unwrap_or_default();
        format!("{path}period={}{branch}", self.period)
    }

    /// The overview itself.
    pub fn overview(self) -> String {
        self.address("/overview?")
    }

    /// The confirmed contacts of a part of the span; `part` begins with `&` unless it is empty.
    fn contacts(self, part: &str) -> String {
        format!("{}{part}", self.address(&format!("/contacts?status={}&", ContactStatus::Confirmed)))
    }

    /// The confirmed contacts between two days of the span.
    pub fn contacts_between(self, from: &str, until: &str) -> String {
        self.contacts(&format!("&from={from}&until={until}"))
    }

    /// The pairings of a part of the span.
    fn pairings(self, part: &str) -> String {
        format!("{}{part}", self.address("/overview/pairings?"))
    }
}

/// The page at `/overview`; period and branch are in the address.
#[component]
pub fn Overview() -> impl IntoView {
    let query = use_query_map();
    let span = Memo::new(move |_| query.with(Span::of));
    let variables = move || {
        let Span { period, branch } = span.get();
        ContactOverviewVariables { period: period.to_string(), branch }
    };
    let asked = Asked::new(variables, |variables| async {
        Ok(api::run(ContactOverviewQuery::build(variables)).await?.contact_overview)
    })
    .live(Topic::Contacts);
    let days = move || asked.get().map(|figures| (figures.from.0, figures.until.0));
    let lead = move || {
        let (from, until) = days().unwrap_or_else(|| span.get().period.days());
        filled(OverviewText::Lead, &[("from", &i18n::date(&from)), ("until", &i18n::date(&until))])
    };
    let draw = move |figures: ContactOverview| view! { <Drawn figures span=span.get_untracked() /> };
    view! {
        <Page title=t(ShellText::Overview) lead>
            <div class="filters">
                <Periods chosen=Signal::derive(move || span.get().period) />
                <UnitFilterSelect name="branch" label=t(OverviewText::Branch) kinds=&[UnitKind::GeneralBranch, UnitKind::DirectBranch] />
            </div>
            {asked.view(draw)}
        </Page>
    }
    .into_any()
}

/// The period, kept in the address.
#[component]
fn Periods(chosen: Signal<Period>) -> impl IntoView {
    let (_, keep) = query_signal::<String>("period");
    let now = AcademicYear(session::viewer().map_or(0, |viewer| viewer.academic_year));
    let option = move |period: Period| {
        view! { <option value=period.to_string() selected=move || chosen.get() == period>{move || period.label(lang())}</option> }
    };
    // A period of long ago may stand in the address.
    let further = move || {
        let chosen = chosen.get();
        Some(chosen).filter(|chosen| Period::recent(now).all(|period| period != *chosen)).map(option)
    };
    view! {
        <select
            class="in"
            name="period"
            aria-label=t(OverviewText::Period)
            on:change=move |event| keep.set(Some(event_target_value(&event)))
        >
            {Period::recent(now).map(option).collect_view()}
            {further}
        </select>
    }
}

#[component]
fn Drawn(figures: ContactOverview, span: Span) -> impl IntoView {
    let ContactOverview { from, until, records, days, modes, kinds, pairings, met, branches, categories } =
        figures;
    if records == 0 && pairings == 0 {
        return view! { <EmptyState glyph=Glyph::Chart title=t(OverviewText::Nothing) next=t(OverviewText::NothingNext) /> }
            .into_any();
    }
    view! {
        <div class="stack">
            <Totals span records pairings met />
            <Heat span from=from.0 until=until.0 days />
            <div class="two">
                <Modes span rows=modes />
                <Kinds span rows=kinds records />
            </div>
            {(branches.len() > 1).then(|| view! { <Branches span rows=branches /> })}
            {(!categories.is_empty()).then(|| view! { <Categories span rows=categories /> })}
        </div>
    }
    .into_any()
}

#[component]
fn Totals(span: Span, records: i32, pairings: i32, met: i32) -> impl IntoView {
    let share = move || match percent(met, pairings) {
        Some(share) => filled(OverviewText::Share, &[("share", &share)]),
        None => i18n::now(OverviewText::NoPairings).to_owned(),
    };
    let part = |count: i32| u32::try_from(count).unwrap_or(0);
    let bar = if pairings == 0 {
        Vec::new()
    } else {
        vec![(Fill::Full, part(met)), (Fill::Rest, part(pairings - met))]
    };
    view! {
        <StatStrip>
            <Stat
                label=t(OverviewText::Records)
                figure=records.to_string()
                unit=t(OverviewText::RecordsUnit)
                note=move || span.period.label(lang())
                href=span.contacts("")
            />
            <Stat
                label=t(OverviewText::Met)
                figure=met.to_string()
                unit=move || filled(OverviewText::MetOf, &[("pairings", &pairings)])
                bar
                note=share
                href=span.pairings("&met=yes")
            />
            <Stat
                label=t(OverviewText::NotMet)
                figure=(pairings - met).to_string()
                unit=t(OverviewText::NotMetUnit)
                note=t(OverviewText::AtEnd)
                href=span.pairings("&met=no")
            />
        </StatStrip>
    }
}

/// A share in whole percent, rounded, but neither to none nor to all of it; of nothing there is none.
fn percent(part: i32, whole: i32) -> Option<i32> {
    let rounded = (whole > 0).then(|| (part * 100 + whole / 2) / whole)?;
    Some(if (1..whole).contains(&part) { rounded.clamp(1, 99) } else { rounded })
}

/// A column with a share as a bar and in words.
fn share<Row: 'static>(
    title: OverviewText,
    parts: impl Fn(&Row) -> (i32, i32) + Send + Sync + 'static,
) -> Column<Row> {
    Column::new(t(title), move |row| {
        let (part, whole) = parts(row);
        percent(part, whole).map(|share| {
            view! {
                <span class="share">
                    <span class="bar" aria-hidden="true">
                        <i class="f" style:flex-grow=part.to_string()></i>
                        <i style:flex-grow=(whole - part).to_string()></i>
                    </span>
                    {share}"%"
                </span>
            }
        })
    })
    .class("nw")
}

/// A column of numbers; `open` says what one opens, after [`Span`]'s part of the address.
fn numbers<Row: 'static>(
    title: OverviewText,
    name: fn(&Row) -> String,
    open: impl Fn(&Row) -> (i32, String) + Send + Sync + 'static,
) -> Column<Row> {
    Column::new(t(title), move |row| {
        let ((count, href), name) = (open(row), name(row));
        let spoken = move || {
            let column = i18n::now(title);
            filled(OverviewText::Spoken, &[("row", &name), ("column", &column), ("count", &count)])
        };
        view! { <Figure count href spoken /> }
    })
    .class("num")
}

#[component]
fn Modes(span: Span, rows: Vec<OverviewMode>) -> impl IntoView {
    let total: i32 = rows.iter().map(|row| row.records).sum();
    let mut rows: Vec<OverviewMode> = rows.into_iter().filter(|row| row.records > 0).collect();
    rows.sort_by_key(|row| std::cmp::Reverse(row.records));
    let columns = vec![
        Column::new(t(OverviewText::Mode), |row: &OverviewMode| {
            let mode = row.mode;
            move || mode.label(lang())
        }),
        numbers(
            OverviewText::Count,
            |row: &OverviewMode| row.mode.label(lang()).to_owned(),
            move |row| (row.records, span.contacts(&format!("&mode={}", row.mode))),
        ),
        share(OverviewText::Part, move |row: &OverviewMode| (row.records, total)),
    ];
    view! {
        <Section title=t(OverviewText::Modes)>
            <Table caption=t(OverviewText::Modes) columns rows=Signal::stored(rows) />
        </Section>
    }
}

#[component]
fn Kinds(span: Span, rows: Vec<OverviewKind>, records: i32) -> impl IntoView {
    let columns = vec![
        Column::new(t(OverviewText::Kind), |row: &OverviewKind| {
            let kind = row.kind;
            move || kind.label(lang())
        }),
        numbers(
            OverviewText::Count,
            |row: &OverviewKind| row.kind.label(lang()).to_owned(),
            move |row| (row.records, span.contacts(&format!("&kind={}", row.kind))),
        ),
        share(OverviewText::Part, move |row: &OverviewKind| (row.records, records)),
    ];
    view! {
        <Section title=t(OverviewText::Kinds) count=t(OverviewText::KindsNote)>
            <Table caption=t(OverviewText::Kinds) columns rows=Signal::stored(rows) />
        </Section>
    }
}

#[component]
fn Branches(span: Span, rows: Vec<OverviewBranch>) -> impl IntoView {
    fn name(row: &OverviewBranch) -> String {
        row.branch.as_ref().map(|branch| branch.name.clone()).unwrap_or_default()
    }
    let stands = |row: &OverviewBranch| {
        row.branch.as_ref().map(|branch| format!("&stands={}", branch.id)).unwrap_or_default()
    };
    let columns = vec![
        Column::new(t(OverviewText::Branch), move |row: &OverviewBranch| {
            let inner = row.branch.as_ref().map(|branch| Span { branch: Some(branch.id), ..span }.overview());
            view! { <a href=inner>{name(row)}</a> }
        }),
        numbers(OverviewText::Count, name, move |row| (row.records, span.contacts(&stands(row)))),
        numbers(OverviewText::Pairings, name, move |row| (row.pairings, span.pairings(&stands(row)))),
        numbers(OverviewText::MetShort, name, move |row| {
            (row.met, span.pairings(&format!("{}&met=yes", stands(row))))
        }),
        numbers(OverviewText::NotMetShort, name, move |row| {
            (row.pairings - row.met, span.pairings(&format!("{}&met=no", stands(row))))
        }),
        share(OverviewText::Rate, |row: &OverviewBranch| (row.met, row.pairings)),
    ];
    view! {
        <Section title=t(OverviewText::Branches)>
            <Table caption=t(OverviewText::Branches) columns rows=Signal::stored(rows) />
        </Section>
    }
}

#[component]
fn Categories(span: Span, rows: Vec<OverviewCategory>) -> impl IntoView {
    fn name(row: &OverviewCategory) -> String {
        words::categories(&[row.category])
    }
    let of = |row: &OverviewCategory| format!("&category={}", row.category);
    let columns = vec![
        Column::new(t(OverviewText::Category), |row: &OverviewCategory| {
            let category = row.category;
            view! { {move || words::categories(&[category])} }
        }),
        numbers(OverviewText::Pairings, name, move |row| (row.pairings, span.pairings(&of(row)))),
        numbers(OverviewText::MetShort, name, move |row| {
            (row.met, span.pairings(&format!("{}&met=yes", of(row))))
        }),
        numbers(OverviewText::NotMetShort, name, move |row| {
            (row.pairings - row.met, span.pairings(&format!("{}&met=no", of(row))))
        }),
        share(OverviewText::Rate, |row: &OverviewCategory| (row.met, row.pairings)),
    ];
    view! {
        <Section title=t(OverviewText::Categories) count=t(OverviewText::CategoriesNote)>
            <Table caption=t(OverviewText::Categories) columns rows=Signal::stored(rows) />
        </Section>
    }
}

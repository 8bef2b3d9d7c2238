//! What forms and filters offer for choosing: words of a vocabulary, and people and units as they are found.

use crate::{api, i18n::lang, ui::select::Choice};
use cynic::QueryBuilder as _;
use leptos::{prelude::*, task::spawn_local};
use lianyi_shared::{
    api::{
        PageInput,
        people::{
            LeaderFilter, Leaders, LeadersVariables, RepresentativeFilter, RepresentativeOrder,
            Representatives, RepresentativesVariables,
        },
        units::{UnitFilter, UnitName, Units, UnitsVariables},
    },
    codes::Code,
    units::UnitKind,
};

/// The terms of a vocabulary as choices.
macro_rules! terms {
    ($vocabulary:ty) => {
        <$vocabulary>::ALL
            .iter()
            .map(|term| {
                let term = *term;
                $crate::ui::select::Choice::new(term.code(), move || term.label($crate::i18n::lang()))
            })
            .collect::<Vec<_>>()
    };
}
pub(crate) use terms;

/// The entries of a code list as choices, without some.
pub fn codes(list: &'static [Code], without: &[&str]) -> Vec<Choice> {
    list.iter()
        .filter(|entry| !without.contains(&entry.code))
        .map(|entry| Choice::new(entry.code, move || entry.label(lang())))
        .collect()
}

/// A unit as a choice.
pub fn unit(unit: &UnitName) -> Choice {
    Choice::new(unit.id.to_string(), unit.name.clone())
}

/// Finds open units by characters, pinyin or initials; of some kinds, or of all.
pub fn find_units(kinds: Option<Vec<UnitKind>>) -> Callback<(String, Callback<Vec<Choice>>)> {
    Callback::new(move |(text, answer): (String, Callback<Vec<Choice>>)| {
        let filter = UnitFilter { search: Some(text), kinds: kinds.clone(), ..UnitFilter::default() };
        let page = PageInput::first(20);
        spawn_local(async move {
            let found = api::run(Units::build(UnitsVariables { filter, page })).await;
            let rows = found.map(|found| found.units.nodes).unwrap_or_default();
            let choice =
                |row: &lianyi_shared::api::units::UnitRow| Choice::new(row.id.to_string(), row.name.clone());
            answer.run(rows.iter().map(choice).collect());
        });
    })
}

/// Finds leaders in office by characters, pinyin or initials.
pub fn find_leaders() -> Callback<(String, Callback<Vec<Choice>>)> {
    Callback::new(move |(text, answer): (String, Callback<Vec<Choice>>)| {
        let filter = LeaderFilter { search: Some(text), ..LeaderFilter::default() };
        let page = PageInput::first(20);
        spawn_local(async move {
            let found = api::run(Leaders::build(LeadersVariables { filter, page })).await;
            let rows = found.map(|found| found.leaders.nodes).unwrap_or_default();
            let choices = rows.iter().map(|row| {
                let unit = row.unit.as_ref().map_or_else(String::new, |unit| unit.name.clone());
                Choice::new(row.id.to_string(), row.name.clone()).note(format!("{unit} {}", row.post))
            });
            answer.run(choices.collect());
        });
    })
}

/// Finds representatives by characters, pinyin or initials.
pub fn find_representatives() -> Callback<(String, Callback<Vec<Choice>>)> {
    Callback::new(move |(text, answer): (String, Callback<Vec<Choice>>)| {
        let variables = RepresentativesVariables {
            filter: RepresentativeFilter { search: Some(text), ..RepresentativeFilter::default() },
            order: RepresentativeOrder::Name,
            page: PageInput::first(20),
        };
        spawn_local(async move {
            let found = api::run(Representatives::build(variables)).await;
            let rows = found.map(|found| found.representatives.nodes).unwrap_or_default();
            let choices = rows.iter().map(|row| {
                let unit = row.unit.as_ref().map_or_else(String::new, |unit| unit.name.clone());
                Choice::new(row.id.to_string(), row.name.clone()).note(unit)
            });
            answer.run(choices.collect());
        });
    })
}

/// The id behind a choice, if it is one of its kind.
pub fn chosen<Id: std::str::FromStr>(choice: RwSignal<Option<Choice>>) -> Option<Id> {
    choice.with_untracked(|choice| choice.as_ref()?.code.parse().ok())
}

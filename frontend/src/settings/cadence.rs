//! How often counterparts should be met (R5): advice, set by the department.

use crate::{
    api,
    asked::Asked,
    form::{Faults, saved},
    i18n::{self, filled, lang, now, t},
    ui::{
        busy::Busy,
        button::{Button, Weight},
        dialog::{Dialog, DialogActs},
        refused::Refused,
        section::Section,
        table::{Column, Table},
        text_input::TextInput,
    },
};
use cynic::{MutationBuilder as _, QueryBuilder as _};
use leptos::{ev::SubmitEvent, prelude::*};
use lianyi_shared::{
    api::cadence::{CadenceRule, CadenceRules, SetCadence, SetCadenceInput, SetCadenceVariables},
    codes,
    people::LeaderTier,
    text_settings::SettingsText,
};

/// The rules of both tiers for the same counterparts.
#[derive(Clone)]
struct Row {
    category: Option<i32>,
    rules: Vec<CadenceRule>,
}

/// The tab.
#[component]
pub fn Cadence() -> impl IntoView {
    let asked = Asked::new(|| (), |()| async { Ok(api::run(CadenceRules::build(())).await?.cadence_rules) });
    let edited = RwSignal::new(None::<CadenceRule>);
    let open = RwSignal::new(false);
    let edit = move |rule: CadenceRule| {
        edited.set(Some(rule));
        open.set(true);
    };
    let saved = move |rules: Vec<CadenceRule>| {
        asked.put(rules);
        open.set(false);
    };
    view! {
        <Section title=t(SettingsText::TabCadence)>
            <p class="muted">{t(SettingsText::CadenceNote)}</p>
            {asked.view(move |rules| view! { <Rules rules on_edit=edit /> })}
        </Section>
        <Dialog open title=t(SettingsText::DialogTitle)>
            {move || edited.get().map(|rule| view! { <Edit rule on_saved=saved /> })}
        </Dialog>
    }
}

/// Whom a rule is about, in words.
fn who(category: Option<i32>) -> String {
    category.map_or_else(|| now(SettingsText::Groups).to_owned(), |number| codes::category(number, lang()))
}

#[component]
fn Rules(rules: Vec<CadenceRule>, #[prop(into)] on_edit: Callback<CadenceRule>) -> impl IntoView {
    let mut rows: Vec<Row> = Vec::new();
    for rule in rules {
        match rows.iter_mut().find(|row| row.category == rule.category) {
            Some(row) => row.rules.push(rule),
            None => rows.push(Row { category: rule.category, rules: vec![rule] }),
        }
    }
    let mut columns = vec![Column::new(t(SettingsText::ColumnCounterpart), |row: &Row| {
        let category = row.category;
        move || who(category)
    })];
    for tier in LeaderTier::ALL {
        let of_tier = move |row: &Row| {
            let rule = row.rules.iter().find(|rule| rule.tier == *tier).cloned();
            rule.map(|rule| view! { <Rule rule on_edit /> })
        };
        columns.push(Column::new(move || tier.label(lang()), of_tier).titled());
    }
    view! { <Table caption=t(SettingsText::TabCadence) columns rows=Signal::stored(rows) /> }
}

#[component]
fn Rule(rule: CadenceRule, on_edit: Callback<CadenceRule>) -> impl IntoView {
    let (ideal, maximum, tier, category) = (rule.ideal, rule.maximum, rule.tier, rule.category);
    let words = move || filled(SettingsText::Interval, &[("ideal", &ideal), ("maximum", &maximum)]);
    let changed = rule.changed_by.clone().zip(rule.changed_at.clone()).map(|(name, at)| {
        let line = move || filled(SettingsText::ChangedBy, &[("name", &name), ("at", &i18n::date(&at.0))]);
        view! { <div class="meta">{line}</div> }
    });
    let spoken =
        move || filled(SettingsText::ChangeFor, &[("tier", &tier.label(lang())), ("who", &who(category))]);
    let edit = move |_| on_edit.run(rule.clone());
    view! {
        <span>{words}" "</span>
        <button type="button" class="btn quiet small" aria-label=spoken on:click=edit>{t(SettingsText::Change)}</button>
        {changed}
    }
}

#[component]
fn Edit(rule: CadenceRule, #[prop(into)] on_saved: Callback<Vec<CadenceRule>>) -> impl IntoView {
    let (tier, category) = (rule.tier, rule.category);
    let ideal = RwSignal::new(rule.ideal.to_string());
    let maximum = RwSignal::new(rule.maximum.to_string());
    let missing = RwSignal::new(None::<String>);
    let faults = Faults::none();
    let busy = Busy::default();
    let about = move || format!("{} · {}", tier.label(lang()), who(category));
    let fault = Signal::derive(move || missing.get().or_else(|| faults.of("maximum").get()));
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        faults.clear();
        let number = |text: RwSignal<String>| text.get_untracked().trim().parse::<i32>().ok();
        let Some((ideal, maximum)) = number(ideal).zip(number(maximum)) else {
            missing.set(Some(now(SettingsText::NotADayCount).to_owned()));
            return;
        };
        missing.set(None);
        let input = SetCadenceInput { tier, category, ideal, maximum };
        faults.catch(busy, async move {
            let rules = api::run(SetCadence::build(SetCadenceVariables { input })).await?.set_cadence;
            saved();
            on_saved.try_run(rules);
            Ok(())
        });
    };
    view! {
        <form class="form" novalidate=true on:submit=submit>
            <p>{about}</p>
            <Refused error=faults.refused />
            <TextInput id="ideal" label=t(SettingsText::Ideal) value=ideal required=true />
            <TextInput id="maximum" label=t(SettingsText::Maximum) value=maximum error=fault required=true />
            <DialogActs>
                <Button weight=Weight::Primary submit=true busy>{t(SettingsText::Save)}</Button>
            </DialogActs>
        </form>
    }
}

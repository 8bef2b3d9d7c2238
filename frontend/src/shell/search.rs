//! What Ctrl K finds: pages by their names, and people, groups and units by characters, pinyin or initials.

use super::SearchOpen;
use crate::{
    api,
    i18n::{lang, now, t},
    routes::PLACES,
    session,
    ui::{command_palette::CommandPalette, select::Choice},
};
use cynic::QueryBuilder as _;
use leptos::{prelude::*, task::spawn_local};
use leptos_router::{NavigateOptions, hooks::use_navigate};
use lianyi_shared::{
    api::{
        search::{Find, FindVariables},
        units::UnitName,
    },
    text::Text,
    text_shell::ShellText,
};

/// How many of each kind are shown.
const FEW: i32 = 5;

/// The search dialog of the shell. A choice's code is the address it leads to.
#[component]
pub fn Search() -> impl IntoView {
    let SearchOpen(open) = expect_context();
    let navigate = use_navigate();
    let search = |(text, answer): (String, Callback<Vec<Choice>>)| {
        let mut found = find_places(&text);
        let text = text.trim().to_owned();
        if text.is_empty() {
            answer.run(found);
            return;
        }
        spawn_local(async move {
            // Whoever may see none of these, or is offline, still finds the pages.
            if let Ok(people) = api::run(Find::build(FindVariables::of(&text, FEW))).await {
                found.extend(found_people(people));
            }
            answer.run(found);
        });
    };
    view! { <CommandPalette open search on_choose=move |choice: Choice| navigate(&choice.code, NavigateOptions::default()) /> }
}

fn find_places(text: &str) -> Vec<Choice> {
    let Some(viewer) = session::viewer() else {
        return Vec::new();
    };
    let wanted = text.trim().to_lowercase();
    let places = PLACES
        .iter()
        .filter(|place| place.is_for(&viewer) && now(place.title).to_lowercase().contains(&wanted));
    places.map(|place| Choice::new(place.path, t(place.title)).note(t(ShellText::SearchPages))).collect()
}

/// What was found, people first, each with its kind and place.
fn found_people(found: Find) -> Vec<Choice> {
    let unit = |unit: Option<UnitName>| unit.map(|unit| unit.name);
    let mut choices = Vec::new();
    for person in found.representatives.nodes {
        let place = unit(person.unit);
        choices.push(choice("representatives", &person.id, person.name, ShellText::Representatives, place));
    }
    for leader in found.leaders.nodes {
        let place = unit(leader.unit).map(|unit| format!("{unit} {}", leader.post));
        choices.push(choice("leaders", &leader.id, leader.name, ShellText::Leaders, place));
    }
    for group in found.groups.nodes {
        choices.push(choice("groups", &group.id, group.name, ShellText::Groups, None));
    }
    for unit in found.units.nodes {
        choices.push(choice("units", &unit.id, unit.name, ShellText::Units, None));
    }
    choices
}

fn choice(
    path: &str,
    id: &impl std::fmt::Display,
    name: String,
    kind: ShellText,
    place: Option<String>,
) -> Choice {
    Choice::new(format!("/{path}/{id}"), name).note(move || match &place {
        Some(place) => format!("{} · {place}", kind.template(lang())),
        None => kind.template(lang()).to_owned(),
    })
}

//! What Ctrl K finds: the pages, by their names in the language of the page.

use super::SearchOpen;
use crate::{
    i18n::{now, t},
    routes::PLACES,
    session,
    ui::{command_palette::CommandPalette, select::Choice},
};
use leptos::prelude::*;
use leptos_router::{NavigateOptions, hooks::use_navigate};
use lianyi_shared::text_shell::ShellText;

/// The search dialog of the shell. A choice's code is the address it leads to.
#[component]
pub fn Search() -> impl IntoView {
    let SearchOpen(open) = expect_context();
    let navigate = use_navigate();
    let search = |(text, answer): (String, Callback<Vec<Choice>>)| answer.run(find_places(&text));
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

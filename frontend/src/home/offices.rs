//! What an administrator is there for, and what is closed to them and why.

use crate::{
    i18n::{lang, t},
    shell::PlaceList,
    ui::{banner::Banner, section::Section, status::Tone},
};
use leptos::prelude::*;
use lianyi_shared::{access::Role, text_home::HomeText};

/// The administrator's offices.
#[component]
pub fn Offices(
    /// The roles that are such offices.
    offices: Vec<Role>,
) -> impl IntoView {
    let line = |role: Role| {
        HomeText::tasks(role).map(|tasks| {
            view! { <p><strong>{move || role.label(lang())}</strong>" "{t(tasks)}</p> }
        })
    };
    view! {
        <Section title=t(HomeText::OwnTasks)>
            <div class="stack">
                <div>{offices.into_iter().map(line).collect_view()}</div>
                <PlaceList />
                <Banner tone=Tone::Info>{t(HomeText::NotShown)}</Banner>
            </div>
        </Section>
    }
}

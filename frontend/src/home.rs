//! The first page after sign-in.

use crate::{
    i18n::{self, t},
    people::own::OwnRecordLink,
    session,
    shell::PlaceList,
    ui::{page::Page, section::Section},
};
use leptos::prelude::*;
use lianyi_shared::text_shell::ShellText;

/// Today, who is signed in, and where they can go.
#[component]
pub fn Home() -> impl IntoView {
    let name = || session::viewer().map_or_else(String::new, |viewer| viewer.name);
    view! {
        <Page title=i18n::today lead=name>
            <Section title=t(ShellText::AllPages)>
                <PlaceList />
                <OwnRecordLink />
            </Section>
        </Page>
    }
    .into_any()
}

//! The bell: how many notices the viewer has not read, and the way to them.

use crate::{
    api,
    asked::Asked,
    i18n::{filled, now},
    session,
    ui::icon::{Glyph, Icon},
};
use cynic::QueryBuilder as _;
use leptos::prelude::*;
use lianyi_shared::{api::notices::UnreadNotices, live::Topic, text_shell::ShellText};

/// More than so many are not counted out.
const COUNTED: i32 = 99;

/// For everybody whom notices can reach.
#[component]
pub fn Bell() -> impl IntoView {
    let told = Memo::new(|_| session::viewer().is_some_and(|viewer| viewer.is_told()));
    move || told.get().then(|| view! { <Counting /> })
}

#[component]
fn Counting() -> impl IntoView {
    let unread =
        Asked::new(|| (), |()| async { Ok(api::run(UnreadNotices::build(())).await?.unread_notices) })
            .live(Topic::Notices);
    let count = move || match unread.get().unwrap_or(0) {
        0 => None,
        count if count > COUNTED => Some(format!("{COUNTED}+")),
        count => Some(count.to_string()),
    };
    let name = move || match count() {
        Some(count) => filled(ShellText::NoticesUnread, &[("count", &count)]),
        None => now(ShellText::Notices).to_owned(),
    };
    view! {
        <a class="btn quiet icon-only bell" href="/notices" aria-label=name title=name>
            <Icon glyph=Glyph::Bell />
            {move || count().map(|count| view! { <span class="n">{count}</span> })}
        </a>
    }
}

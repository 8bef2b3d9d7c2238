//! What can be done to a record: correct, archive with a reason, restore.

use crate::{
    api::ApiError,
    i18n::{now, t},
    ui::{
        button::Button,
        confirm_dialog::ConfirmDialog,
        error_panel,
        icon::{Glyph, Icon},
        menu::Menu,
        status::Tone,
        toast,
    },
};
use leptos::{prelude::*, task::spawn_local};
use lianyi_shared::{people::RecordAction, text_people::PeopleText, text_shell::UiText};
use std::{future::Future, pin::Pin};

/// What the server is asked to do, and what it answers.
pub type Done = Pin<Box<dyn Future<Output = Result<(), ApiError>>>>;

/// The acts of a record, drawn from what the server says may be done to it.
#[component]
pub fn RecordActs(
    /// What may be done.
    actions: Vec<RecordAction>,
    /// Where the record is corrected.
    edit_href: String,
    /// The name of the record.
    name: String,
    /// Archives it for a reason.
    archive: Callback<String, Done>,
    /// Restores it.
    restore: Callback<(), Done>,
) -> impl IntoView {
    let may = move |action| actions.contains(&action);
    let (may_edit, may_archive, may_restore) =
        (may(RecordAction::Edit), may(RecordAction::Archive), may(RecordAction::Restore));
    let (open, busy) = (RwSignal::new(false), RwSignal::new(false));
    let finish = move |done: Done, said: PeopleText| {
        busy.set(true);
        spawn_local(async move {
            let result = done.await;
            busy.try_set(false);
            match result {
                Ok(()) => {
                    open.try_set(false);
                    toast::show(Tone::Ok, now(said));
                }
                Err(error) => toast::show(Tone::Danger, error_panel::why(&error)),
            }
        });
    };
    let title = move || crate::i18n::filled(PeopleText::ArchiveTitle, &[("name", &name)]);
    view! {
        {may_edit.then(|| view! { <a class="btn" href=edit_href><Icon glyph=Glyph::Pen />{t(PeopleText::Correct)}</a> })}
        {may_restore.then(|| view! {
            <Button busy on_click=move |_| finish(restore.run(()), PeopleText::Restored)>{t(PeopleText::Restore)}</Button>
        })}
        {may_archive.then(|| view! {
            <Menu label=t(UiText::More)>
                <li><button type="button" on:click=move |_| open.set(true)>{t(PeopleText::ArchiveWithReason)}</button></li>
            </Menu>
            <ConfirmDialog
                open
                title
                body=t(PeopleText::ArchiveBody)
                verb=t(PeopleText::Archive)
                danger=true
                with_reason=true
                busy
                on_confirm=move |reason| finish(archive.run(reason), PeopleText::Archived)
            />
        })}
    }
}

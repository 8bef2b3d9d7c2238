//! What can be done to a record: correct, archive with a reason, restore; and what marks an archived one.

use crate::{
    api::ApiError,
    i18n::{filled, lang, now, t},
    ui::{
        banner::Banner,
        busy::Busy,
        button::Button,
        confirm_dialog::ConfirmDialog,
        icon::{Glyph, Icon},
        menu::Menu,
        status::{Chip, Shape, Tone},
        toast,
    },
};
use leptos::prelude::*;
use lianyi_shared::{
    people::{RecordAction, RecordStatus},
    text_people::PeopleText,
    text_shell::UiText,
};

/// The acts of a record, drawn from what the server says may be done to it.
#[component]
pub fn RecordActs<Archive, Archived, Restore, Restored>(
    /// What may be done.
    actions: Vec<RecordAction>,
    /// Where the record is corrected.
    edit_href: String,
    /// The name of the record.
    name: String,
    /// Archives it for a reason.
    archive: Archive,
    /// Restores it.
    restore: Restore,
) -> impl IntoView
where
    Archive: Fn(String) -> Archived + Copy + Send + Sync + 'static,
    Archived: Future<Output = Result<(), ApiError>> + 'static,
    Restore: Fn() -> Restored + Copy + Send + Sync + 'static,
    Restored: Future<Output = Result<(), ApiError>> + 'static,
{
    let may = move |action| actions.contains(&action);
    let (may_edit, may_archive, may_restore) =
        (may(RecordAction::Edit), may(RecordAction::Archive), may(RecordAction::Restore));
    let (open, busy) = (RwSignal::new(false), Busy::default());
    let archive = move |reason| busy.run(finish(archive(reason), open, PeopleText::Archived));
    let restore = move |_| busy.run(finish(restore(), open, PeopleText::Restored));
    let title = move || filled(PeopleText::ArchiveTitle, &[("name", &name)]);
    view! {
        {may_edit.then(|| view! { <a class="btn" href=edit_href><Icon glyph=Glyph::Pen />{t(PeopleText::Correct)}</a> })}
        {may_restore.then(|| view! {
            <Button busy on_click=restore>{t(PeopleText::Restore)}</Button>
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
                on_confirm=archive
            />
        })}
    }
}

/// Says what came of an act, and closes what asked for it once it is done.
async fn finish(act: impl Future<Output = Result<(), ApiError>>, open: RwSignal<bool>, said: PeopleText) {
    match act.await {
        Ok(()) => {
            open.try_set(false);
            toast::show(Tone::Ok, now(said));
        }
        Err(error) => toast::refused(&error),
    }
}

/// Marks an archived record beside its name.
#[component]
pub fn ArchivedChip(
    /// How the record stands.
    status: RecordStatus,
) -> impl IntoView {
    (status == RecordStatus::Archived)
        .then(|| view! { <Chip shape=Shape::Empty label=move || status.label(lang()) /> })
}

/// Says why an archived record was archived.
#[component]
pub fn ArchivedNote(
    /// How the record stands.
    status: RecordStatus,
    /// Why it was archived, if it ever was.
    reason: Option<String>,
) -> impl IntoView {
    reason.filter(|_| status == RecordStatus::Archived).map(|reason| {
        let words = move || filled(PeopleText::ArchivedBecause, &[("reason", &reason)]);
        view! { <Banner tone=Tone::Info>{words}</Banner> }
    })
}

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
    let (open, busy, refused) = (RwSignal::new(false), Busy::default(), RwSignal::new(None::<ApiError>));
    let archive = move |reason| {
        let act = archive(reason);
        busy.attempt(refused, async move {
            act.await?;
            open.try_set(false);
            toast::show(Tone::Ok, now(PeopleText::Archived));
            Ok(())
        });
    };
    let restore = move |_| {
        let act = restore();
        busy.run(async move {
            match act.await {
                Ok(()) => toast::show(Tone::Ok, now(PeopleText::Restored)),
                Err(error) => toast::refused(&error),
            }
        });
    };
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
                refused
                on_confirm=archive
            />
        })}
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

//! Files of a record: added while it is written, opened from its page.

use super::{entry::Entry, keep::Keeper, words};
use crate::{
    api::{self, ApiError},
    browser,
    form::Faults,
    i18n::{filled, t},
    ui::{
        button::{Button, IconButton, Weight},
        error_panel,
        file_drop::FileDrop,
        icon::{Glyph, Icon},
        refused::Refused,
    },
};
use cynic::MutationBuilder as _;
use leptos::{prelude::*, task::spawn_local};
use lianyi_shared::{
    api::contacts::{Attachment, OpenAttachment, OpenAttachmentVariables},
    attachment::{MAX_FILES, Uploaded},
    id::{AttachmentId, ContactId},
    text_contact::ContactText,
};
use std::time::Duration;
use web_sys::File;

/// Which files are offered; the server looks at their contents.
const ACCEPT: &str = ".jpg,.jpeg,.png,.pdf,.ofd,.docx,.xlsx,.pptx";
/// The largest file, in MiB, as the server has it.
const LIMIT: u32 = 20;

/// What the files belong to.
#[derive(Clone, Copy)]
pub enum Owner {
    /// What is being written; it is saved first, so that there is something to belong to.
    Draft(Keeper),
    /// A record that is corrected.
    Record(ContactId),
}

impl Owner {
    async fn id(self, entry: Entry) -> Result<ContactId, ApiError> {
        match self {
            Self::Draft(keeper) => Ok(keeper.save(move || entry.content()).await?.0),
            Self::Record(id) => Ok(id),
        }
    }
}

/// Waits until no file is on its way.
pub async fn all_there(entry: Entry) {
    while entry.coming.try_get_untracked().is_some_and(|coming| coming > 0) {
        browser::pause(Duration::from_millis(100)).await;
    }
}

/// A file that is not there yet.
#[derive(Clone)]
struct Coming {
    key: u32,
    file: File,
    // Not of the effect that noticed the file, which is over before the file is there.
    error: ArcRwSignal<Option<ApiError>>,
}

/// The files so far, and a place for more.
#[component]
pub fn Files(
    /// What is entered.
    entry: Entry,
    /// What is wrong with it.
    faults: Faults,
    /// What the files belong to.
    owner: Owner,
) -> impl IntoView {
    let chosen = RwSignal::new_local(Vec::<File>::new());
    let coming = RwSignal::new_local(Vec::<Coming>::new());
    let too_many = RwSignal::new(false);
    let send = move |one: Coming| {
        one.error.set(None);
        entry.coming.update(|count| *count += 1);
        spawn_local(async move {
            let answer = upload(owner, entry, &one.file).await;
            match answer {
                Ok(file) => {
                    entry.files.try_update(|files| files.push(file));
                    coming.try_update(|coming| coming.retain(|other| other.key != one.key));
                }
                Err(error) => {
                    one.error.set(Some(error));
                }
            }
            entry.coming.try_update(|count| *count -= 1);
        });
    };
    Effect::new(move || {
        let given = chosen.get();
        if given.is_empty() {
            return;
        }
        chosen.set(Vec::new());
        let have = entry.files.with_untracked(Vec::len) + coming.with_untracked(Vec::len);
        too_many.set(have + given.len() > MAX_FILES);
        for file in given.into_iter().take(MAX_FILES.saturating_sub(have)) {
            let one = Coming { key: browser::fresh_number(), file, error: ArcRwSignal::new(None) };
            coming.update(|coming| coming.push(one.clone()));
            send(one);
        }
    });
    let there = move |file: Attachment| {
        let (id, label) = (file.id, file.name.clone());
        let remove = move |_| entry.files.update(|files| files.retain(|other| other.id != id));
        view! {
            <li class="file">
                <Icon glyph=Glyph::Roster />
                <span>{file.name}" "<small class="muted">{words::size(file.size)}</small></span>
                <IconButton glyph=Glyph::Cross label=move || filled(ContactText::FileRemove, &[("name", &label)]) on_click=remove />
            </li>
        }
    };
    let under_way = move |one: Coming| {
        let (key, name, label, error) =
            (one.key, one.file.name(), one.file.name(), RwSignal::from(one.error.clone()));
        let remove = move |_| coming.update(|coming| coming.retain(|other| other.key != key));
        let one = StoredValue::new_local(one);
        let refused = move || {
            error.get().map(|said| {
                view! {
                    <span class="error" role="alert">{error_panel::why(&said)}</span>
                    <Button weight=Weight::Quiet small=true on_click=move |_| send(one.get_value())>{t(ContactText::FileAgain)}</Button>
                    <IconButton glyph=Glyph::Cross label={
                        let label = label.clone();
                        move || filled(ContactText::FileRemove, &[("name", &label)])
                    } on_click=remove />
                }
            })
        };
        let waits = move || {
            error
                .with(Option::is_none)
                .then(|| view! { <small class="muted" role="status">{t(ContactText::FileComing)}</small> })
        };
        view! { <li class="file"><Icon glyph=Glyph::Upload /><span>{name}" "{waits}</span>{refused}</li> }
    };
    let error = faults.of("content-attachments");
    let error = Signal::derive(move || {
        too_many.get().then(|| filled(ContactText::FilesMany, &[("max", &MAX_FILES)])).or_else(|| error.get())
    });
    view! {
        <FileDrop id="content-attachments" label=t(ContactText::Files) hint=t(ContactText::FilesHint) files=chosen multiple=true accept=ACCEPT limit=LIMIT error />
        <ul class="files">
            <For each=move || entry.files.get() key=|file| file.id children=there />
            <For each=move || coming.get() key=|one| one.key children=under_way />
        </ul>
    }
}

/// Sends a file.
async fn upload(owner: Owner, entry: Entry, file: &File) -> Result<Attachment, ApiError> {
    let contact = owner.id(entry).await?;
    let address = format!("/api/attachments?contact={contact}");
    let answer = api::upload(&address, file).await?;
    let Uploaded { id, name, size } = api::plain(&answer)?;
    Ok(Attachment { id, name, size })
}

/// Files by name, to be opened.
#[component]
pub fn Named(
    /// Which.
    files: Vec<Attachment>,
) -> impl IntoView {
    let refused = RwSignal::new(None::<ApiError>);
    let open = move |id: AttachmentId| {
        refused.set(None);
        spawn_local(async move {
            match api::run(OpenAttachment::build(OpenAttachmentVariables { id })).await {
                // The address answers with an attachment: the page stays.
                Ok(answer) => drop(window().location().assign(&answer.open_attachment)),
                Err(error) => drop(refused.try_set(Some(error))),
            }
        });
    };
    let one = |file: Attachment| {
        view! {
            <li>
                <Button weight=Weight::Quiet small=true glyph=Glyph::Download on_click=move |_| open(file.id)>{file.name.clone()}</Button>
                <small class="muted">{words::size(file.size)}</small>
            </li>
        }
    };
    view! {
        <Refused error=refused />
        <ul class="named-files">{files.into_iter().map(one).collect_view()}</ul>
    }
}

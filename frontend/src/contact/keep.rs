//! Keeping a draft on the server while somebody types. Nothing of it is kept on the device.

use crate::{
    api::{self, ApiError, Refusal},
    browser,
};
use cynic::MutationBuilder as _;
use leptos::{prelude::*, task::spawn_local};
use lianyi_shared::{
    api::contacts::{
        ContactContentInput, SaveContactDraft, SaveContactDraftInput, SaveContactDraftVariables,
    },
    id::ContactId,
};
use std::time::Duration;

/// How long typing must pause before the draft is saved.
const PAUSE: Duration = Duration::from_millis(1_200);
/// How long to wait before something is tried again that the network swallowed.
const AGAIN: Duration = Duration::from_secs(2);
/// How often that is tried before somebody is told.
const TRIES: u32 = 5;

/// How the draft stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Kept {
    /// Nothing was entered yet.
    Nothing,
    /// On its way.
    Saving,
    /// On the server, since this moment.
    At(String),
    /// The server cannot be reached; it is tried again.
    Offline,
    /// It was changed elsewhere; nothing was overwritten.
    Elsewhere,
    /// It is there no longer: recorded or deleted elsewhere.
    Gone,
    /// Refused for another reason.
    Refused(ApiError),
}

/// The draft of one page.
#[derive(Clone, Copy)]
pub struct Keeper {
    /// How it stands.
    pub kept: RwSignal<Kept>,
    /// The draft, once there is one, and its version.
    pub draft: RwSignal<Option<(ContactId, i32)>>,
    editor: StoredValue<String>,
    saved: StoredValue<ContactContentInput>,
    busy: StoredValue<bool>,
    turn: StoredValue<u32>,
}

impl Keeper {
    /// Goes on with a draft that was read, or with a new one; `content` is what it says now.
    pub fn of(draft: Option<(ContactId, i32)>, content: ContactContentInput) -> Self {
        Self {
            kept: RwSignal::new(Kept::Nothing),
            draft: RwSignal::new(draft),
            editor: StoredValue::new(browser::random_text()),
            saved: StoredValue::new(content),
            busy: StoredValue::new(false),
            turn: StoredValue::new(0),
        }
    }

    /// Saves a little after the last change.
    pub fn follow(self, content: impl Fn() -> ContactContentInput + Copy + 'static) {
        Effect::new(move || {
            if !self.is_unsaved(&content()) {
                return;
            }
            if matches!(self.kept.get_untracked(), Kept::Nothing | Kept::At(_)) {
                self.kept.set(Kept::Saving);
            }
            self.turn.update_value(|turn| *turn += 1);
            let mine = self.turn.get_value();
            browser::after(PAUSE, move || {
                if self.turn.try_get_value() == Some(mine) && !self.is_lost() {
                    // Without a connection it goes on trying for as long as the page is open.
                    spawn_local(async move {
                        while self.save(content).await.is_err_and(|error| error.refusal == Refusal::Network)
                            && self.is_open()
                        {}
                    });
                }
            });
        });
    }

    /// Whether something was entered since the last save. Whom one met begins no draft alone, because the page ticks who is
    /// the only one.
    fn is_unsaved(self, now: &ContactContentInput) -> bool {
        let begun = self.draft.get_untracked().is_some();
        self.saved.with_value(|saved| {
            let whom = if begun { &saved.counterparts } else { &now.counterparts };
            *now != ContactContentInput { counterparts: whom.clone(), ..saved.clone() }
        })
    }

    /// Whether saving can go on only with a draft of its own.
    pub fn is_lost(self) -> bool {
        self.kept.try_with_untracked(|kept| matches!(kept, Kept::Elsewhere | Kept::Gone)) == Some(true)
    }

    /// Whether the page is still there.
    fn is_open(self) -> bool {
        is_open(self.kept)
    }

    /// Sends what was typed last when the page is left within the application, or for another one.
    pub fn when_left(self, content: impl Fn() -> ContactContentInput + Copy + Send + Sync + 'static) {
        let unsaved = move || Some(untrack(content)).filter(|now| self.is_unsaved(now) && !self.is_lost());
        let hidden = window_event_listener_untyped("visibilitychange", move |_| {
            if browser::is_hidden() && unsaved().is_some() {
                spawn_local(async move {
                    let _ = self.save(content).await;
                });
            }
        });
        on_cleanup(move || {
            hidden.remove();
            if let Some(now) = unsaved() {
                let operation = SaveContactDraft::build(self.input(now));
                spawn_local(async move {
                    let _ = api::run(operation).await;
                });
            }
        });
    }

    fn input(self, content: ContactContentInput) -> SaveContactDraftVariables {
        let draft = self.draft.get_untracked();
        SaveContactDraftVariables {
            input: SaveContactDraftInput {
                id: draft.map(|(id, _)| id),
                version: draft.map_or(0, |(_, version)| version),
                editor: self.editor.get_value(),
                content,
            },
        }
    }

    /// Saves what is entered now, one save after the other, again and again while the network is away; answers
    /// draft and version.
    pub async fn save(
        self,
        content: impl Fn() -> ContactContentInput + Copy,
    ) -> Result<(ContactId, i32), ApiError> {
        while self.busy.try_get_value() == Some(true) {
            browser::pause(Duration::from_millis(50)).await;
        }
        if !self.is_open() {
            return Err(ApiError::network());
        }
        let now = untrack(content);
        if let Some(draft) = self.draft.get_untracked()
            && now == self.saved.get_value()
        {
            return Ok(draft);
        }
        self.busy.set_value(true);
        self.kept.try_set(Kept::Saving);
        let answer = again(self.kept, || api::run(SaveContactDraft::build(self.input(now.clone())))).await;
        self.busy.try_update_value(|busy| *busy = false);
        let saved = answer.map(|answer| answer.save_contact_draft).inspect_err(|error| {
            let kept = self.lost(error).unwrap_or_else(|| match error.refusal {
                Refusal::Network => Kept::Offline,
                _ => Kept::Refused(error.clone()),
            });
            self.kept.try_set(kept);
        })?;
        self.saved.try_update_value(|kept| *kept = now);
        self.draft.try_set(Some((saved.id, saved.version)));
        self.kept.try_set(Kept::At(saved.updated_at.0));
        Ok((saved.id, saved.version))
    }

    /// What a refusal says of the draft, if it is no longer this page's to go on with.
    pub fn lost(self, error: &ApiError) -> Option<Kept> {
        let known = self.draft.try_get_untracked().flatten().is_some();
        match error.refusal {
            _ if error.reason == "DraftElsewhere" => Some(Kept::Elsewhere),
            Refusal::NotFound if known => Some(Kept::Gone),
            _ => None,
        }
    }

    /// Goes on with a draft of its own, beside the one that was changed elsewhere or is gone.
    pub async fn keep_mine(self, content: impl Fn() -> ContactContentInput + Copy) {
        self.draft.try_set(None);
        let _ = self.editor.try_set_value(browser::random_text());
        // How that went, the page says.
        let _ = self.save(content).await;
    }
}

/// Asks again while the network is away. What is asked must be safe to repeat.
pub async fn again<T, Asked>(kept: RwSignal<Kept>, ask: impl Fn() -> Asked) -> Result<T, ApiError>
where
    Asked: Future<Output = Result<T, ApiError>>,
{
    let mut tries = 0;
    loop {
        let answer = ask().await;
        tries += 1;
        match answer {
            Err(error) if error.refusal == Refusal::Network && tries < TRIES => {
                kept.try_set(Kept::Offline);
                browser::pause(AGAIN).await;
                if !is_open(kept) {
                    return Err(error);
                }
            }
            answer => return answer,
        }
    }
}

/// Whether the page of a draft is still there; who left it has sent what was typed last.
fn is_open(kept: RwSignal<Kept>) -> bool {
    kept.try_get_untracked().is_some()
}

//! One act at a time.

use crate::api::ApiError;
use leptos::{prelude::*, task::spawn_local};

/// Whether an act is under way; to press again meanwhile starts nothing.
#[derive(Clone, Copy, Default)]
pub struct Busy(RwSignal<bool>);

impl Busy {
    /// Does something, unless something is being done already.
    pub fn run(self, act: impl Future<Output = ()> + 'static) {
        if self.0.get_untracked() {
            return;
        }
        self.0.set(true);
        spawn_local(async move {
            act.await;
            // The page may be gone by now.
            self.0.try_set(false);
        });
    }

    /// Does something that may be refused, unless something is being done already; `refused` says why it was.
    pub fn attempt(
        self,
        refused: RwSignal<Option<ApiError>>,
        act: impl Future<Output = Result<(), ApiError>> + 'static,
    ) {
        self.run(async move {
            refused.try_set(None);
            if let Err(error) = act.await {
                refused.try_set(Some(error));
            }
        });
    }

    /// Whether something is being done; what reads it is told when that changes.
    pub fn get(self) -> bool {
        self.0.get()
    }
}

impl From<Busy> for Signal<bool> {
    fn from(busy: Busy) -> Self {
        busy.0.into()
    }
}

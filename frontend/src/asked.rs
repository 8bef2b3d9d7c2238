//! What a page asks of the server: nothing yet, the answer, or why there is none.
//!
//! An answer stays on the page while a newer one is under way, so that lists do not jump, and when the network swallows
//! the newer one.

use crate::{
    api::{ApiError, Refusal},
    live,
    ui::{error_panel::ErrorPanel, skeleton::Skeleton},
};
use leptos::{prelude::*, task::spawn_local};
use leptos_router::hooks::use_params_map;
use lianyi_shared::live::Topic;
use std::{future::Future, str::FromStr};

/// The id in the address of the page, if there is one.
pub fn page_id<Id: FromStr + PartialEq + Send + Sync + 'static>() -> Memo<Option<Id>> {
    let params = use_params_map();
    Memo::new(move |_| params.with(|params| params.get_str("id")?.parse().ok()))
}

/// A question that is asked anew whenever what it depends on changes.
pub struct Asked<T: Send + Sync + 'static> {
    answer: RwSignal<Option<Result<T, ApiError>>>,
    again: RwSignal<u32>,
    turn: StoredValue<u32>,
}

impl<T: Send + Sync + 'static> Clone for Asked<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T: Send + Sync + 'static> Copy for Asked<T> {}

impl<T: Clone + PartialEq + Send + Sync + 'static> Asked<T> {
    /// Asks `fetch` for the answer to `variables`, and again when the variables change.
    pub fn new<Variables, Answer>(
        variables: impl Fn() -> Variables + 'static,
        fetch: impl Fn(Variables) -> Answer + 'static,
    ) -> Self
    where
        Answer: Future<Output = Result<T, ApiError>> + 'static,
    {
        let asked = Self { answer: RwSignal::new(None), again: RwSignal::new(0), turn: StoredValue::new(0) };
        let turn = asked.turn;
        // The variables are numbered, so that it is known for which of them an answer is there.
        let answered = StoredValue::new(None::<u32>);
        Effect::new(move |before: Option<(u32, u32)>| {
            let again = asked.again.get();
            let number = match before {
                Some((last, number)) if last == again => number + 1,
                Some((_, number)) => number,
                None => 0,
            };
            let fetched = fetch(variables());
            turn.update_value(|turn| *turn += 1);
            let mine = turn.get_value();
            spawn_local(async move {
                let answer = fetched.await;
                // A late answer to an older question is dropped.
                if turn.try_get_value() != Some(mine) {
                    return;
                }
                if answer.as_ref().is_err_and(|error| error.refusal == Refusal::Network)
                    && answered.try_get_value() == Some(Some(number))
                {
                    return;
                }
                answered.try_set_value(answer.is_ok().then_some(number));
                // The same answer again draws nothing anew: nobody loses their place.
                if asked.answer.try_with_untracked(|old| old.as_ref() != Some(&answer)) == Some(true) {
                    asked.answer.try_set(Some(answer));
                }
            });
            (again, number)
        });
        asked
    }

    /// Asks for what the address of the page names; an address without an id names nothing.
    pub fn of_page<Id, Answer>(fetch: impl Fn(Id) -> Answer + Clone + 'static) -> Self
    where
        Id: FromStr + Clone + PartialEq + Send + Sync + 'static,
        Answer: Future<Output = Result<T, ApiError>> + 'static,
    {
        let id = page_id::<Id>();
        Self::new(
            move || id.get(),
            move |id| {
                let fetch = fetch.clone();
                async move { fetch(id.ok_or_else(ApiError::not_found)?).await }
            },
        )
    }

    /// The answer, if there is one.
    pub fn get(self) -> Option<T> {
        self.answer.get().and_then(Result::ok)
    }

    /// Why there is no answer, if it was refused.
    pub fn refused(self) -> Option<ApiError> {
        self.answer.get().and_then(Result::err)
    }

    /// Puts a newer answer in the place of the one that is there, as after a mutation; what was asked before is dropped.
    pub fn put(self, answer: T) {
        self.turn.update_value(|turn| *turn += 1);
        self.answer.set(Some(Ok(answer)));
    }

    /// Asks the same again.
    pub fn again(self) {
        self.again.update(|again| *again += 1);
    }

    /// Asks again when others have changed something of a kind; not while a dialog is open.
    #[must_use]
    pub fn live(self, topic: Topic) -> Self {
        live::follow(topic, self.again);
        self
    }

    /// The answer drawn, or what stands in its place.
    pub fn view<V: IntoView + 'static>(self, draw: impl Fn(T) -> V + Send + Sync + 'static) -> impl IntoView {
        move || match self.answer.get() {
            None => view! { <Skeleton lines=8 /> }.into_any(),
            Some(Ok(answer)) => draw(answer).into_any(),
            Some(Err(error)) => view! { <ErrorPanel error on_retry=move |()| self.again() /> }.into_any(),
        }
    }
}

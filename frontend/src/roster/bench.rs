//! The version that a page works on: every act replaces it by what the server answers.

use crate::{
    api::{self, ApiError},
    i18n::now,
    ui::{status::Tone, toast},
};
use cynic::QueryBuilder as _;
use leptos::{prelude::*, task::spawn_local};
use lianyi_shared::{
    api::roster::{RosterVersion, RosterVersionQuery, RosterVersionVariables},
    text_roster::RosterText,
};
use serde::{Serialize, de::DeserializeOwned};

/// The version, whether an act is under way, and why the last one was refused.
#[derive(Clone, Copy)]
pub struct Bench {
    /// The version as the server last gave it.
    pub version: RwSignal<RosterVersion>,
    /// An act is under way.
    pub busy: RwSignal<bool>,
    /// Why the last act was refused.
    pub refused: RwSignal<Option<ApiError>>,
}

impl Bench {
    /// Puts a version on the bench, for the page and everything in it.
    pub fn provide(version: RosterVersion) -> Self {
        let bench = Self {
            version: RwSignal::new(version),
            busy: RwSignal::new(false),
            refused: RwSignal::new(None),
        };
        provide_context(bench);
        bench
    }

    /// The bench of the page.
    pub fn get() -> Self {
        expect_context()
    }

    /// Runs an act that answers with the version, says that it is done, and calls `then`.
    pub fn run<Data, Variables>(
        self,
        operation: cynic::Operation<Data, Variables>,
        pick: fn(Data) -> RosterVersion,
        done: Option<RosterText>,
        then: impl FnOnce() + 'static,
    ) where
        Data: DeserializeOwned + 'static,
        Variables: Serialize + 'static,
    {
        if self.busy.get_untracked() {
            return;
        }
        self.busy.set(true);
        self.refused.set(None);
        spawn_local(async move {
            let answer = api::run(operation).await;
            // The reader may have left the page meanwhile.
            self.busy.try_set(false);
            match answer {
                Ok(data) => {
                    self.version.try_set(pick(data));
                    if let Some(done) = done {
                        toast::show(Tone::Ok, now(done));
                    }
                    then();
                }
                Err(error) => {
                    self.refused.try_set(Some(error));
                }
            }
        });
    }

    /// Reads the version again, after something else has changed it.
    pub fn reload(self) {
        let id = self.version.with_untracked(|version| version.id);
        let operation = RosterVersionQuery::build(RosterVersionVariables { id });
        self.run(operation, |data| data.roster_version, None, || ());
    }
}

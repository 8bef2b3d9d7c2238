//! The version that a page works on: every act replaces it by what the server answers.

use crate::{
    api::{self, ApiError},
    i18n::now,
    ui::{busy::Busy, status::Tone, toast},
};
use cynic::QueryBuilder as _;
use leptos::prelude::*;
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
    pub busy: Busy,
    /// Why the last act was refused.
    pub refused: RwSignal<Option<ApiError>>,
}

impl Bench {
    /// Puts a version on the bench, for the page and everything in it.
    pub fn provide(version: RosterVersion) -> Self {
        let bench =
            Self { version: RwSignal::new(version), busy: Busy::default(), refused: RwSignal::new(None) };
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
        self.busy.attempt(self.refused, async move {
            self.version.try_set(pick(api::run(operation).await?));
            if let Some(done) = done {
                toast::show(Tone::Ok, now(done));
            }
            then();
            Ok(())
        });
    }

    /// Reads the version again, after something else has changed it.
    pub async fn reload(self) -> Result<(), ApiError> {
        let Some(id) = self.version.try_with_untracked(|version| version.id) else { return Ok(()) };
        let operation = RosterVersionQuery::build(RosterVersionVariables { id });
        self.version.try_set(api::run(operation).await?.roster_version);
        Ok(())
    }
}

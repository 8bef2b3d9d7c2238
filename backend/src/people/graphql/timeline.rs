//! A record's timeline as GraphQL.

use async_graphql::{Context, Object};
use chrono::NaiveDate;
use lianyi_shared::access::FieldGroups;
use lianyi_shared::people::{RecordField, RevealPurpose, TimelineKind};

use super::link::Link;
use crate::entity::pairing;
use crate::error::Result;
use crate::loaders;
use crate::people::timeline::{Entry, Subject, entries};

/// A line of a record's timeline.
pub struct TimelineEntry(Entry);

#[Object]
impl TimelineEntry {
    /// The day where the college is.
    async fn day(&self) -> NaiveDate {
        self.0.day
    }

    /// What happened.
    async fn kind(&self) -> TimelineKind {
        self.0.kind
    }

    /// The code of the role in which somebody acted.
    async fn role(&self) -> Option<&str> {
        self.0.role.as_deref()
    }

    /// The fields of an edit that you may read; never their content.
    async fn fields(&self) -> &[RecordField] {
        &self.0.fields
    }

    /// What a reveal was for.
    async fn purpose(&self) -> Option<RevealPurpose> {
        self.0.purpose
    }

    /// The pairing that began or ended.
    async fn link(&self) -> Option<Link> {
        self.0.pairing.clone().map(Link)
    }
}

/// The timeline of a record, newest first.
pub(super) async fn of(
    ctx: &Context<'_>,
    subject: impl ToString,
    pairings: &[pairing::Model],
    fields: FieldGroups,
    reveals: bool,
) -> Result<Vec<TimelineEntry>> {
    let lines = loaders::directory(ctx, Subject(subject.to_string())).await?.unwrap_or_default();
    Ok(entries(&lines, pairings, fields, reveals).into_iter().map(TimelineEntry).collect())
}

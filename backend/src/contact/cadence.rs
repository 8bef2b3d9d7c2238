//! When a pairing last met, against how often it should (R5). Advice only.
//!
//! Intervals are in calendar days: they are the time between two meetings, and nobody has to act within them.

use std::collections::HashMap;
use std::sync::Arc;

use async_graphql::dataloader::Loader;
use chrono::{NaiveDate, TimeDelta};
use lianyi_shared::contact::{Cadence, CadenceRules, Lamp};
use lianyi_shared::id::PairingId;
use lianyi_shared::people::LeaderTier;
use lianyi_shared::roster::PairingStatus;
use sea_orm::{ColumnTrait as _, EntityTrait as _, QueryFilter as _};

use crate::db::{Find as _, Source};
use crate::entity::{cadence_rule, contact_last};
use crate::error::{Error, Result};
use crate::loaders::{Directory, Shared};
use crate::roster::contents::Counterpart;
use crate::roster::pairings::Joined;

/// The category under which the rule of groups is kept.
pub const GROUPS: i32 = 0;

/// The day of the last confirmed contact of a pairing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct LastContact(pub PairingId);

impl Loader<LastContact> for Directory {
    type Value = NaiveDate;
    type Error = Shared;

    async fn load(&self, keys: &[LastContact]) -> Result<HashMap<LastContact, NaiveDate>, Shared> {
        let last = contact_last::Entity::find()
            .filter(contact_last::Column::PairingId.is_in(keys.iter().map(|key| key.0)))
            .find_in(self.0.db())
            .await
            .map_err(Error::from)?;
        Ok(last.into_iter().map(|row| (LastContact(row.pairing_id), row.held_on)).collect())
    }
}

/// The rules of the college, read once per request.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct TheRules;

impl Loader<TheRules> for Directory {
    type Value = Arc<CadenceRules>;
    type Error = Shared;

    async fn load(&self, _: &[TheRules]) -> Result<HashMap<TheRules, Arc<CadenceRules>>, Shared> {
        Ok(HashMap::from([(TheRules, Arc::new(rules(self.0.db()).await?))]))
    }
}

/// The rules as they are now: what the department set, and what a college begins with.
pub async fn rules(db: &impl Source) -> Result<CadenceRules> {
    let mut rules = CadenceRules::default();
    for row in cadence_rule::Entity::find().find_in(db).await? {
        let cadence = Cadence { ideal: row.ideal.into(), maximum: row.maximum.into() };
        rules.set(row.tier, Some(row.category).filter(|category| *category != GROUPS), cadence);
    }
    Ok(rules)
}

/// The cadence of a person with these stored categories, or of a group.
pub fn of(rules: &CadenceRules, tier: LeaderTier, categories: Option<&str>) -> Cadence {
    match categories {
        Some(text) => rules.of_person(tier, text.split_whitespace().filter_map(|number| number.parse().ok())),
        None => rules.of_group(tier),
    }
}

/// What the cadence says of a pairing that is not over.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Judged {
    /// The lamp today.
    pub lamp: Lamp,
    /// The last day of the ideal interval.
    pub due_on: NaiveDate,
}

/// Judges a pairing by its last contact, or by its beginning where there was none.
///
/// The categories of a person whose categories the viewer may not read are not in `joined`, and take no part.
pub fn judge(
    today: NaiveDate,
    rules: &CadenceRules,
    joined: &Joined,
    last: Option<NaiveDate>,
) -> Option<Judged> {
    if !matches!(joined.pairing.status, PairingStatus::Active | PairingStatus::Vacant) {
        return None;
    }
    let categories = match &joined.counterpart {
        Counterpart::Representative(person) => Some(person.categories.as_str()),
        Counterpart::Group(_) => None,
    };
    let from = last.or(joined.pairing.since)?;
    let cadence = of(rules, joined.leader.tier, categories);
    let due_on = from.checked_add_signed(TimeDelta::days(cadence.ideal))?;
    Some(Judged { lamp: cadence.lamp((today - from).num_days()), due_on })
}

//! The lines of a version with both sides, as GraphQL objects.

use std::sync::Arc;

use async_graphql::{Context, Object};
use chrono::NaiveDate;
use lianyi_shared::id::{GroupId, LeaderId, PairingId, RepresentativeId, UnitId};
use lianyi_shared::people::{GroupKind, LeaderTier, RecordStatus};
use lianyi_shared::roster::{CounterpartKind, LineChange, PairingStatus, QuotaVerdict};

use crate::entity::leader;
use crate::error::Result;
use crate::loaders;
use crate::roster::check::LeaderQuota;
use crate::roster::check::is_gone;
use crate::roster::contents::{Counterpart, Line};
use crate::roster::sides;
use crate::units::graphql::Unit;

/// A pairing as it stands on a version.
pub struct RosterLine(pub Line);

#[Object]
impl RosterLine {
    /// The pairing, the same through versions and years.
    async fn pairing_id(&self) -> PairingId {
        self.0.pairing.id
    }

    /// Kept, new or ended, against the version before.
    async fn change(&self) -> LineChange {
        self.0.change
    }

    /// Why it is new or ended.
    async fn reason(&self) -> Option<&str> {
        self.0.reason.as_deref()
    }

    /// Who keeps liaison.
    async fn leader(&self) -> RosterLeader {
        RosterLeader(Arc::clone(&self.0.leader))
    }

    /// With whom.
    async fn counterpart(&self) -> RosterCounterpart {
        RosterCounterpart(self.0.counterpart.clone())
    }

    /// The state of the pairing now.
    async fn status(&self) -> PairingStatus {
        self.0.pairing.status
    }

    /// The first day of the pairing.
    async fn since(&self) -> Option<NaiveDate> {
        self.0.pairing.since
    }

    /// The last day of the pairing.
    async fn until(&self) -> Option<NaiveDate> {
        self.0.pairing.until
    }
}

/// A leader as a roster prints them: name, post, unit.
pub struct RosterLeader(pub Arc<leader::Model>);

#[Object]
impl RosterLeader {
    /// The id, `lea_…`.
    pub async fn id(&self) -> LeaderId {
        self.0.id
    }

    /// The name.
    async fn name(&self) -> &str {
        &self.0.name
    }

    /// The post.
    async fn post(&self) -> &str {
        &self.0.post
    }

    /// School level or department level.
    async fn tier(&self) -> LeaderTier {
        self.0.tier
    }

    /// The unit.
    async fn unit(&self, ctx: &Context<'_>) -> Result<Option<Unit>> {
        loaders::unit(ctx, self.0.unit_id).await
    }

    /// Whether they no longer keep liaison: left or archived.
    async fn gone(&self) -> bool {
        is_gone(&self.0)
    }
}

/// A counterpart as a roster prints it: name, unit, post, categories.
pub struct RosterCounterpart(pub Counterpart);

impl RosterCounterpart {
    fn unit_id(&self) -> Option<UnitId> {
        match &self.0 {
            Counterpart::Group(_) => None,
            Counterpart::Representative(person) => {
                Some(person.unit_id).filter(|unit| *unit != sides::NO_UNIT)
            }
        }
    }
}

#[Object]
impl RosterCounterpart {
    /// A group or a person.
    async fn kind(&self) -> CounterpartKind {
        self.0.kind()
    }

    /// The person, if it is one.
    async fn representative_id(&self) -> Option<RepresentativeId> {
        match &self.0 {
            Counterpart::Group(_) => None,
            Counterpart::Representative(person) => Some(person.id),
        }
    }

    /// The group, if it is one.
    async fn group_id(&self) -> Option<GroupId> {
        match &self.0 {
            Counterpart::Group(group) => Some(group.id),
            Counterpart::Representative(_) => None,
        }
    }

    /// The name.
    pub async fn name(&self) -> &str {
        self.0.name()
    }

    /// The kind of a group.
    async fn group_kind(&self) -> Option<GroupKind> {
        match &self.0 {
            Counterpart::Group(group) => Some(group.kind),
            Counterpart::Representative(_) => None,
        }
    }

    /// The unit of a person; where only what happened names them, null unless you read their `BASIC` fields.
    async fn unit(&self, ctx: &Context<'_>) -> Result<Option<Unit>> {
        loaders::optional_unit(ctx, self.unit_id()).await
    }

    /// The post of a person; null like the unit.
    async fn post(&self) -> Option<&str> {
        match &self.0 {
            Counterpart::Group(_) => None,
            Counterpart::Representative(person) => person.post.as_deref(),
        }
    }

    /// The categories (P3) of a person, 1 to 9, as the roster prints them. In contact records only where you read the
    /// person's `POLITICAL` fields.
    async fn categories(&self) -> Vec<i32> {
        match &self.0 {
            Counterpart::Group(_) => Vec::new(),
            Counterpart::Representative(person) => {
                person.categories.split(' ').filter_map(|text| text.parse().ok()).collect()
            }
        }
    }

    /// Current or archived; current where you do not read their `BASIC` fields.
    async fn status(&self) -> RecordStatus {
        self.0.status()
    }
}

/// A leader with the lines of a version.
pub struct LeaderLines {
    /// Who keeps liaison.
    pub leader: Arc<leader::Model>,
    /// Their lines on the version.
    pub lines: Vec<Line>,
    /// What the rule asks of them; absent where no quota applies.
    pub quota: Option<LeaderQuota>,
}

#[Object]
impl LeaderLines {
    /// The leader.
    async fn leader(&self) -> RosterLeader {
        RosterLeader(Arc::clone(&self.leader))
    }

    /// The leader's lines: groups before persons.
    async fn lines(&self) -> Vec<RosterLine> {
        self.lines.iter().cloned().map(RosterLine).collect()
    }

    /// Groups on standing lines.
    async fn groups(&self) -> u32 {
        self.quota.as_ref().map_or(0, |quota| quota.groups)
    }

    /// Persons on standing lines.
    async fn individuals(&self) -> u32 {
        self.quota.as_ref().map_or(0, |quota| quota.individuals)
    }

    /// The standing against the quota (R2); null for department-level leaders, who have none.
    async fn verdict(&self) -> Option<QuotaVerdict> {
        self.quota.as_ref().and_then(|quota| quota.verdict)
    }

    /// Why the leader stands outside the quota.
    async fn exception(&self) -> Option<&str> {
        self.quota.as_ref().and_then(|quota| quota.exception.as_deref())
    }
}

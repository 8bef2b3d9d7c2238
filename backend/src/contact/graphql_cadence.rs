//! Cadence, the due board and festivals as GraphQL.

use async_graphql::{Context, Object};
use chrono::{DateTime, NaiveDate, Utc};
use lianyi_shared::access::Permission;
use lianyi_shared::calendar::Festival;
use lianyi_shared::contact::{Cadence, DueState};
use lianyi_shared::id::{PairingId, UnitId};
use lianyi_shared::people::LeaderTier;
use sea_orm::EntityTrait as _;

use crate::access::name::name_of;
use crate::contact::cadence::{self, GROUPS};
use crate::contact::due::{self, DueRow};
use crate::contact::festivals::{self, Suggestion};
use crate::contact::set_cadence::{self, SetCadenceInput};
use crate::contact::urge;
use crate::db::Find as _;
use crate::entity::cadence_rule;
use crate::error::Result;
use crate::op::{ContextExt as _, Op};
use crate::roster::graphql::Pairing;
use crate::units::graphql::Unit;

/// How often counterparts should be met (R5): advice, and never part of a score.
pub struct CadenceRule {
    tier: LeaderTier,
    category: Option<i32>,
    cadence: Cadence,
    set: Option<cadence_rule::Model>,
}

impl CadenceRule {
    /// Every rule: of each tier, the nine categories and groups.
    async fn all(op: &Op) -> Result<Vec<Self>> {
        op.viewer.require_any(Permission::ContactRead)?;
        let rules = cadence::rules(op.db()).await?;
        let rows = cadence_rule::Entity::find().find_in(op.db()).await?;
        let of = |tier: LeaderTier, category: Option<i32>| Self {
            tier,
            category,
            cadence: rules.rule(tier, category),
            set: rows
                .iter()
                .find(|row| row.tier == tier && row.category == category.unwrap_or(GROUPS))
                .cloned(),
        };
        let categories = || (1..=9).map(Some).chain([None]);
        Ok(LeaderTier::ALL.iter().flat_map(|tier| categories().map(|category| of(*tier, category))).collect())
    }
}

#[Object]
impl CadenceRule {
    /// Of leaders of this tier.
    async fn tier(&self) -> LeaderTier {
        self.tier
    }

    /// With persons of this category (P3); null with groups. Of somebody in several the strictest counts.
    async fn category(&self) -> Option<i32> {
        self.category
    }

    /// After so many days without a contact it is time.
    async fn ideal(&self) -> i64 {
        self.cadence.ideal
    }

    /// After so many days it is long ago.
    async fn maximum(&self) -> i64 {
        self.cadence.maximum
    }

    /// Who set it; null where it is as a college begins.
    async fn changed_by(&self, ctx: &Context<'_>) -> Result<Option<String>> {
        name_of(ctx, self.set.as_ref().map(|row| row.account_id)).await
    }

    /// When it was set.
    async fn changed_at(&self) -> Option<DateTime<Utc>> {
        self.set.as_ref().map(|row| row.changed_at)
    }
}

/// A branch on the due board.
#[Object(name = "DueBranch")]
impl DueRow {
    /// The branch of the leaders.
    async fn branch(&self) -> Unit {
        Unit::from(self.branch.clone())
    }

    /// Pairings whose ideal interval is not over.
    async fn in_touch(&self) -> i64 {
        self.count(DueState::InTouch)
    }

    /// Pairings whose ideal interval is over.
    async fn due(&self) -> i64 {
        self.count(DueState::Due)
    }

    /// Pairings whose maximum interval is over.
    async fn overdue(&self) -> i64 {
        self.count(DueState::Overdue)
    }

    /// Pairings without any confirmed contact.
    async fn never(&self) -> i64 {
        self.count(DueState::Never)
    }
}

impl DueRow {
    fn count(&self, state: DueState) -> i64 {
        self.counts.get(&state).copied().unwrap_or(0)
    }
}

/// A festival at which counterparts could be visited (走访慰问, M1).
#[Object(name = "FestivalSuggestion")]
impl Suggestion {
    /// Which.
    async fn festival(&self) -> Festival {
        self.on.festival
    }

    /// When.
    async fn day(&self) -> NaiveDate {
        self.on.day
    }

    /// Your pairings that were not visited in the two weeks before it.
    async fn pairings(&self) -> Vec<Pairing> {
        self.open.iter().cloned().map(Pairing).collect()
    }
}

/// Queries about cadence.
#[derive(Default)]
pub struct CadenceQuery;

#[Object]
impl CadenceQuery {
    /// How often counterparts should be met, rule by rule. Permission `CONTACT_READ`.
    async fn cadence_rules(&self, ctx: &Context<'_>) -> Result<Vec<CadenceRule>> {
        CadenceRule::all(ctx.op()?).await
    }

    /// Where the pairings in force of each branch stand against the cadence; branches without any are left out.
    /// Permission `CONTACT_READ` on the branch.
    async fn due_board(&self, ctx: &Context<'_>) -> Result<Vec<DueRow>> {
        due::board(ctx.op()?).await
    }

    /// The pairings in force of a branch in a state, or all of them, who waits longest first, at most 200.
    /// Permission `CONTACT_READ` on the branch.
    async fn due_pairings(
        &self,
        ctx: &Context<'_>,
        branch: UnitId,
        state: Option<DueState>,
    ) -> Result<Vec<Pairing>> {
        Ok(due::pairings(ctx.op()?, branch, state).await?.into_iter().map(Pairing).collect())
    }

    /// The festivals of the next fourteen days for which you did not visit all your counterparts yet. Permission
    /// `PAIRING_READ`; your own pairings as a leader.
    async fn festival_suggestions(&self, ctx: &Context<'_>) -> Result<Vec<Suggestion>> {
        festivals::suggestions(ctx.op()?).await
    }
}

/// What can be done with cadence.
#[derive(Default)]
pub struct CadenceMutation;

#[Object]
impl CadenceMutation {
    /// Sets how often counterparts of a kind should be met; returns every rule. Permission `SETTING_WRITE`.
    async fn set_cadence(&self, ctx: &Context<'_>, input: SetCadenceInput) -> Result<Vec<CadenceRule>> {
        let op = ctx.op()?;
        set_cadence::set_cadence(op, input).await?;
        CadenceRule::all(op).await
    }

    /// Urges the leader of a pairing in force to get in touch, once in seven days; they are told by a notice.
    /// Permission `CONTACT_RECORD` on the leader's branch, not as that leader.
    async fn urge_contact(&self, ctx: &Context<'_>, pairing: PairingId) -> Result<Pairing> {
        Ok(Pairing(urge::urge(ctx.op()?, pairing).await?))
    }
}

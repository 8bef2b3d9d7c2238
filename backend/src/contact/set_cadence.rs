//! The department says how often counterparts should be met (R5, R13).

use async_graphql::InputObject;
use lianyi_shared::access::Permission;
use lianyi_shared::audit::AuditAction;
use lianyi_shared::contact::{Cadence, LONGEST_INTERVAL};
use lianyi_shared::error::Reason;
use lianyi_shared::people::LeaderTier;
use sea_orm::sea_query::OnConflict;
use sea_orm::{EntityTrait as _, Set};

use crate::audit::event::AuditEvent;
use crate::contact::cadence::{self, GROUPS};
use crate::entity::cadence_rule;
use crate::error::{Error, Refusal, Result};
use crate::op::Op;

/// One rule.
#[derive(Clone, Debug, InputObject)]
pub struct SetCadenceInput {
    /// Of leaders of this tier …
    pub tier: LeaderTier,
    /// … with persons of this category (P3), 1 to 9; without one, with groups.
    pub category: Option<i32>,
    /// After so many days without a contact it is time.
    pub ideal: i32,
    /// After so many days it is long ago.
    pub maximum: i32,
}

/// Sets one rule. Permission `SETTING_WRITE`.
pub async fn set_cadence(op: &Op, input: SetCadenceInput) -> Result<()> {
    let work = op.begin().await?;
    let capacity = op.viewer.require_any(Permission::SettingWrite)?;
    if input.category.is_some_and(|category| !(1..=9).contains(&category)) {
        return Err(Error::invalid("input.category", Reason::Invalid));
    }
    let cadence = Cadence { ideal: input.ideal.into(), maximum: input.maximum.into() };
    if !cadence.is_sound() {
        let refusal = Refusal::from(Reason::CadenceOrder).with("max", LONGEST_INTERVAL);
        return Err(Error::invalid("input.maximum", refusal));
    }
    let before = cadence::rules(&*work).await?.rule(input.tier, input.category);
    let row = cadence_rule::ActiveModel {
        tier: Set(input.tier),
        category: Set(input.category.unwrap_or(GROUPS)),
        ideal: Set(input.ideal),
        maximum: Set(input.maximum),
        account_id: Set(op.viewer.account),
        changed_at: Set(op.now()),
    };
    let instead = OnConflict::columns([cadence_rule::Column::Tier, cadence_rule::Column::Category])
        .update_columns([
            cadence_rule::Column::Ideal,
            cadence_rule::Column::Maximum,
            cadence_rule::Column::AccountId,
            cadence_rule::Column::ChangedAt,
        ])
        .to_owned();
    cadence_rule::Entity::insert(row).on_conflict(instead).exec_without_returning(&*work).await?;
    let subject = match input.category {
        Some(category) => format!("{}:{category}", input.tier),
        None => format!("{}:GROUP", input.tier),
    };
    let event = AuditEvent::new(AuditAction::CadenceSet, subject)
        .by(capacity)
        .with("before", format!("{}/{}", before.ideal, before.maximum))
        .with("after", format!("{}/{}", cadence.ideal, cadence.maximum));
    work.commit(event).await
}

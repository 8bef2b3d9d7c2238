//! How often counterparts should be met, where the department set it. Written by `contact`.

use lianyi_shared::{id::AccountId, people::LeaderTier};
use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "cadence_rule")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub tier: LeaderTier,
    /// 1 to 9, or 0 for groups.
    #[sea_orm(primary_key, auto_increment = false)]
    pub category: i32,
    pub ideal: i32,
    pub maximum: i32,
    pub account_id: AccountId,
    pub changed_at: DateTimeUtc,
}

#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

//! An account: somebody who can sign in. Written by `access`.

use lianyi_shared::{
    access::AccountStatus,
    id::{AccountId, LeaderId, RepresentativeId, UnitId},
};
use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "account")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: AccountId,
    pub username: String,
    pub name: String,
    pub name_key: String,
    pub name_pinyin: String,
    pub name_initials: String,
    pub unit_id: Option<UnitId>,
    pub leader_id: Option<LeaderId>,
    pub representative_id: Option<RepresentativeId>,
    pub password_hash: Option<String>,
    pub status: AccountStatus,
    pub failed_attempts: i32,
    pub locked_until: Option<DateTimeUtc>,
    pub setup_hash: Option<String>,
    pub setup_until: Option<DateTimeUtc>,
    pub close_reason: Option<String>,
    pub closed_at: Option<DateTimeUtc>,
    pub created_at: DateTimeUtc,
    pub version: i32,
}

#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

//! Trends of thought. Written by `trend`.

use lianyi_shared::id::{AccountId, ContactId, GroupId, LeaderId, RepresentativeId, TrendId, UnitId};
use lianyi_shared::trend::TrendStatus;
use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "trend")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: TrendId,
    pub status: TrendStatus,
    pub leader_id: LeaderId,
    pub author_id: AccountId,
    pub branch_id: UnitId,
    pub representative_id: Option<RepresentativeId>,
    pub group_id: Option<GroupId>,
    pub contact_id: Option<ContactId>,
    pub words: String,
    pub reported_at: DateTimeUtc,
    pub read_by: Option<AccountId>,
    pub read_at: Option<DateTimeUtc>,
    pub noted_by: Option<AccountId>,
    pub noted_at: Option<DateTimeUtc>,
    pub note: Option<String>,
    pub review_on: Date,
    pub version: i32,
}

#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

//! A planned meeting. Written by `plan`.

use lianyi_shared::{
    contact::ContactMode,
    id::{AccountId, ContactId, PlanId, PlanSeriesId, RepresentativeId, UnitId},
    plan::PlanStatus,
};
use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "plan")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: PlanId,
    pub series_id: Option<PlanSeriesId>,
    pub made_for: Date,
    pub status: PlanStatus,
    pub day: Date,
    pub time_from: Option<String>,
    pub time_until: Option<String>,
    pub place: Option<String>,
    pub mode: ContactMode,
    pub note: Option<String>,
    pub words: Option<String>,
    pub proposer_id: Option<RepresentativeId>,
    pub reason: Option<String>,
    pub contact_id: Option<ContactId>,
    pub branch_id: UnitId,
    pub author_id: AccountId,
    pub capacity: String,
    pub made_at: DateTimeUtc,
    pub changed_at: DateTimeUtc,
    pub version: i32,
}

#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

//! A leading cadre. Written by `people`.

use lianyi_shared::{
    id::{LeaderId, UnitId},
    people::{LeaderTier, RecordStatus, Sex},
};
use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel, serde::Serialize, serde::Deserialize)]
#[sea_orm(table_name = "leader")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: LeaderId,
    pub name: String,
    pub name_key: String,
    pub name_pinyin: String,
    pub name_initials: String,
    pub staff_number: String,
    pub sex: Option<Sex>,
    pub birth_month: Option<String>,
    pub tier: LeaderTier,
    pub post: String,
    pub unit_id: UnitId,
    pub branch_id: UnitId,
    pub phone: Option<String>,
    pub email: Option<String>,
    pub left_on: Option<Date>,
    pub status: RecordStatus,
    pub archive_reason: Option<String>,
    pub created_at: DateTimeUtc,
    pub updated_at: DateTimeUtc,
    pub version: i32,
}

#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

//! A unit of the college, or a branch. Written by `units`.

use lianyi_shared::{id::UnitId, units::UnitKind};
use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel, serde::Serialize, serde::Deserialize)]
#[sea_orm(table_name = "unit")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: UnitId,
    pub code: String,
    pub name: String,
    pub name_key: String,
    pub name_pinyin: String,
    pub name_initials: String,
    pub kind: UnitKind,
    pub parent_id: Option<UnitId>,
    pub branch_id: Option<UnitId>,
    pub head_name: Option<String>,
    pub closed_on: Option<Date>,
    pub successor_id: Option<UnitId>,
    pub created_at: DateTimeUtc,
    pub updated_at: DateTimeUtc,
    pub version: i32,
}

#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

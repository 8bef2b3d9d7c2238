//! A representative figure outside the Party. Written by `people`.

use lianyi_shared::{
    id::{RepresentativeId, UnitId},
    people::{RecordStatus, Sex, Stage},
};
use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel, serde::Serialize, serde::Deserialize)]
#[sea_orm(table_name = "representative")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: RepresentativeId,
    pub name: String,
    pub name_key: String,
    pub name_pinyin: String,
    pub name_initials: String,
    pub staff_number: Option<String>,
    pub sex: Option<Sex>,
    pub unit_id: UnitId,
    pub post: Option<String>,
    pub social_posts: Option<String>,
    pub phone: Option<String>,
    pub email: Option<String>,
    pub affiliation: String,
    pub affiliated_since: Option<String>,
    pub categories: String,
    pub stage: Option<Stage>,
    pub key_cultivation: bool,
    pub retired: bool,
    pub remarks: Option<String>,
    pub ethnicity: Option<String>,
    pub birth_month: Option<String>,
    pub overseas: Option<String>,
    pub overseas_remark: Option<String>,
    pub home_address: Option<String>,
    pub health: Option<String>,
    pub status: RecordStatus,
    pub archive_reason: Option<String>,
    pub created_at: DateTimeUtc,
    pub updated_at: DateTimeUtc,
    pub version: i32,
}

#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

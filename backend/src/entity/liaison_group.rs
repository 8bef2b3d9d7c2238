//! A democratic-party organization or united-front group (P2). Written by `people`.

use lianyi_shared::{
    id::{GroupId, RepresentativeId},
    people::{GroupKind, RecordStatus},
};
use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel, serde::Serialize, serde::Deserialize)]
#[sea_orm(table_name = "liaison_group")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: GroupId,
    pub name: String,
    pub name_key: String,
    pub name_pinyin: String,
    pub name_initials: String,
    pub kind: GroupKind,
    pub head_name: Option<String>,
    pub head_id: Option<RepresentativeId>,
    pub member_count: Option<i32>,
    pub phone: Option<String>,
    pub founded: Option<String>,
    pub status: RecordStatus,
    pub archive_reason: Option<String>,
    pub created_at: DateTimeUtc,
    pub updated_at: DateTimeUtc,
    pub version: i32,
}

#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

//! A contact record, without its words. Written by `contact`.

use lianyi_shared::{
    contact::{ContactMode, ContactStatus},
    id::{AccountId, ContactId, UnitId},
};
use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "contact")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: ContactId,
    pub status: ContactStatus,
    pub held_on: Date,
    pub mode: ContactMode,
    pub kinds: String,
    pub lines: i32,
    pub next_on: Option<Date>,
    pub late: bool,
    pub imported: bool,
    pub branch_id: UnitId,
    pub author_id: AccountId,
    pub capacity: String,
    pub recorded_at: DateTimeUtc,
    pub confirmed_by: Option<AccountId>,
    pub confirmed_at: Option<DateTimeUtc>,
    pub void_reason: Option<String>,
    pub revision: i32,
    pub version: i32,
}

#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

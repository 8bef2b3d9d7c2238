//! The link by which somebody reads their own calendar. Written by `plan`; `access` ends it with the account.

use lianyi_shared::id::AccountId;
use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "calendar_feed")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub account_id: AccountId,
    pub digest: String,
    pub names: bool,
    pub made_at: DateTimeUtc,
    pub read_at: Option<DateTimeUtc>,
    pub reads: i32,
}

#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

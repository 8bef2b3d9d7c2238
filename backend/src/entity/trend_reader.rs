//! To whom a trend of thought was reported beyond the branch. Written by `trend`.

use lianyi_shared::id::{AccountId, TrendId};
use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "trend_reader")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub trend_id: TrendId,
    #[sea_orm(primary_key, auto_increment = false)]
    pub account_id: AccountId,
    pub named_by: AccountId,
    pub at: DateTimeUtc,
}

#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

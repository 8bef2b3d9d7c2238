//! A role of an account, anchored at a unit where the role has one. Written by `access`.

use lianyi_shared::id::{AccountId, HeldRoleId, RoleId, UnitId};
use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "account_role")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: HeldRoleId,
    pub account_id: AccountId,
    pub role_id: RoleId,
    pub unit_id: Option<UnitId>,
    pub since: Option<Date>,
    pub until: Option<Date>,
    pub acting: bool,
    pub reason: Option<String>,
}

#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

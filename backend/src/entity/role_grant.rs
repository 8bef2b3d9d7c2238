//! One grant of a role. Written by `access`.

use lianyi_shared::{
    access::{FieldGroups, Permission, Scope},
    id::RoleId,
};
use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "role_grant")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub role_id: RoleId,
    pub permission: Permission,
    pub scope: Scope,
    pub fields: FieldGroups,
}

#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

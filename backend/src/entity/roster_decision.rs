//! What was decided on a version, by whom, when: rows are added, never changed. Written by `roster`.

use lianyi_shared::id::{AccountId, RosterVersionId};
use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "roster_decision")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub version_id: RosterVersionId,
    pub action: String,
    pub account_id: AccountId,
    pub capacity: String,
    pub at: DateTimeUtc,
    pub meeting: Option<String>,
    pub meeting_on: Option<Date>,
    pub minute_number: Option<String>,
    pub reasons: Option<String>,
}

#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

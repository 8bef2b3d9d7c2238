//! A numbered version of a roster. Written by `roster`.

use lianyi_shared::{
    id::{AccountId, RosterId, RosterVersionId},
    roster::{FilingStatus, RosterStatus},
};
use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "roster_version")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: RosterVersionId,
    pub roster_id: RosterId,
    pub number: i32,
    pub year: i32,
    pub status: RosterStatus,
    pub based_on_id: Option<RosterVersionId>,
    pub historic: bool,
    pub effective_from: Option<Date>,
    pub effective_until: Option<Date>,
    pub drafted_by: AccountId,
    pub proposed_by: Option<AccountId>,
    pub filing: Option<FilingStatus>,
    pub filing_since: Option<DateTimeUtc>,
    pub status_since: DateTimeUtc,
    pub created_at: DateTimeUtc,
    pub version: i32,
}

#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

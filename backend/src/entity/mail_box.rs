//! Where somebody wants mail, and how often. Written by `notice`.

use lianyi_shared::{id::AccountId, notice::MailFrequency};
use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "mail_box")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub account_id: AccountId,
    pub address: String,
    pub frequency: MailFrequency,
    pub code: Option<String>,
    pub code_made_at: Option<DateTimeUtc>,
    pub code_sent_at: Option<DateTimeUtc>,
    pub tries: i32,
    pub confirmed_at: Option<DateTimeUtc>,
    pub mailed_at: Option<DateTimeUtc>,
    pub refused_at: Option<DateTimeUtc>,
}

#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

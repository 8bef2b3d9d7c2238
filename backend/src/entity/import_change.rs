//! What one row of an import changed, for undo. Written by `import`.

use lianyi_shared::id::ImportId;
use lianyi_shared::import::ImportRecord;
use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "import_change")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub batch_id: ImportId,
    pub ordinal: i32,
    pub sheet: String,
    pub row: i32,
    pub record_kind: ImportRecord,
    pub record_id: Uuid,
    pub before: Option<String>,
    pub version_after: i32,
}

#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

//! Writing units: rows, and the closure of the tree with them.

use chrono::NaiveDate;
use lianyi_shared::id::UnitId;
use lianyi_shared::units::UnitKind;
use sea_orm::sea_query::Query;
use sea_orm::{
    ActiveModelTrait as _, ColumnTrait as _, ConnectionTrait as _, EntityTrait as _, IntoActiveModel as _,
    QueryFilter as _, QuerySelect as _, QueryTrait as _, Set,
};

use crate::entity::{unit, unit_closure};
use crate::error::Result;
use crate::op::App;
use crate::people::name::NameKeys;
use crate::units::tree::UnitTree;
use crate::work::{Revision, Work};

/// What a unit is made of.
#[derive(Clone, Debug)]
pub struct UnitFields {
    /// The code that the college gives it.
    pub code: String,
    /// The full name.
    pub name: String,
    /// What it is.
    pub kind: UnitKind,
    /// 上级单位, for display.
    pub parent: Option<UnitId>,
    /// 所属党组织.
    pub branch: Option<UnitId>,
    /// The name of its head.
    pub head_name: Option<String>,
    /// The day from which it no longer exists.
    pub closed_on: Option<NaiveDate>,
}

/// Adds a unit. Call [`rebuild_closure`] once after the last one of the transaction.
pub async fn insert(app: &App, work: &Work, fields: UnitFields) -> Result<unit::Model> {
    let keys = NameKeys::of(&fields.name);
    let now = app.clock.now();
    Ok(unit::ActiveModel {
        id: Set(UnitId(app.new_id())),
        code: Set(fields.code),
        name: Set(fields.name),
        name_key: Set(keys.key),
        name_pinyin: Set(keys.pinyin),
        name_initials: Set(keys.initials),
        kind: Set(fields.kind),
        parent_id: Set(fields.parent),
        branch_id: Set(fields.branch),
        head_name: Set(fields.head_name),
        closed_on: Set(fields.closed_on),
        successor_id: Set(None),
        created_at: Set(now),
        updated_at: Set(now),
        version: Set(1),
    }
    .insert(&**work)
    .await?)
}

/// Writes a unit anew, if nobody changed it since it was read. Call [`rebuild_closure`] afterwards
/// where its kind or branch differs, and otherwise raise the revision: every node keeps the units in memory.
pub async fn update(
    app: &App,
    work: &Work,
    before: &unit::Model,
    mut after: unit::Model,
) -> Result<unit::Model> {
    after.updated_at = app.clock.now();
    after.version = before.version + 1;
    let update = unit::Entity::update_many()
        .set(after.clone().into_active_model().reset_all())
        .filter(unit::Column::Id.eq(before.id))
        .filter(unit::Column::Version.eq(before.version))
        .into_query();
    work.one_row(&update).await?;
    Ok(after)
}

/// Writes the closure of the scope tree anew and tells every node.
pub async fn rebuild_closure(work: &Work) -> Result<()> {
    let units: Vec<(UnitId, UnitKind, Option<UnitId>)> = unit::Entity::find()
        .select_only()
        .columns([unit::Column::Id, unit::Column::Kind, unit::Column::BranchId])
        .into_tuple()
        .all(&**work)
        .await?;
    let closure = UnitTree::new(units).closure();
    work.execute(&Query::delete().from_table("unit_closure").to_owned()).await?;
    for part in closure.chunks(500) {
        let rows = part.iter().map(|(ancestor, descendant, depth)| unit_closure::ActiveModel {
            ancestor_id: Set(*ancestor),
            descendant_id: Set(*descendant),
            depth: Set(*depth),
        });
        unit_closure::Entity::insert_many(rows).exec(&**work).await?;
    }
    work.raise(Revision::Units).await
}

//! Units. Rows name each other in any order, so all are added before any is hung into the tree.

use std::collections::HashMap;

use lianyi_shared::id::UnitId;
use lianyi_shared::import::ImportRecord;
use sea_orm::EntityTrait as _;

use super::{Act, Writer, at_row};
use crate::entity::unit;
use crate::error::{Error, Result};
use crate::import::changes::Origin;
use crate::import::judgement::Judgement;
use crate::import::units::{UnitRef, UnitRow};
use crate::units::input::UnitInput;
use crate::units::save::{self, UnitFields};

/// A row to be taken.
struct Taken<'r> {
    origin: Origin<'r>,
    row: &'r UnitRow,
    act: Act<UnitId>,
}

pub(super) async fn take(writer: &mut Writer<'_>, judgement: &Judgement<UnitRow, UnitId>) -> Result<usize> {
    let mut rows = Vec::new();
    for (judged, outcome, row) in judgement.accepted() {
        let origin = Origin { sheet: &judged.sheet, row: judged.row };
        match writer.act(origin, outcome)? {
            Act::LeaveOut => {}
            act => rows.push(Taken { origin, row, act }),
        }
    }
    leave_out_the_orphaned(&mut rows);
    let mut ids: HashMap<&str, UnitId> = HashMap::new();
    for taken in &rows {
        let id = match taken.act {
            Act::Update(id) => id,
            _ => insert(writer, taken).await.map_err(at_row(writer.lang, taken.origin))?,
        };
        ids.insert(&taken.row.code, id);
    }
    for taken in &rows {
        if let Some(id) = ids.get(taken.row.code.as_str()) {
            update(writer, taken, *id, &ids).await.map_err(at_row(writer.lang, taken.origin))?;
        }
    }
    save::rebuild_closure(writer.work).await?;
    Ok(rows.len())
}

/// A unit that hangs on a row which is not taken is not taken either: it would stand at the wrong
/// place of the scope tree.
fn leave_out_the_orphaned(rows: &mut Vec<Taken<'_>>) {
    loop {
        let codes: Vec<String> = rows.iter().map(|taken| taken.row.code.clone()).collect();
        let before = rows.len();
        rows.retain(|taken| {
            [&taken.row.parent, &taken.row.branch].into_iter().flatten().all(|named| match named {
                UnitRef::Known(_) => true,
                UnitRef::Code(code) => codes.contains(code),
            })
        });
        if rows.len() == before {
            return;
        }
    }
}

async fn insert(writer: &mut Writer<'_>, taken: &Taken<'_>) -> Result<UnitId> {
    let fields = UnitFields {
        code: taken.row.code.clone(),
        name: taken.row.name.clone(),
        kind: taken.row.kind,
        parent: None,
        branch: None,
        head_name: taken.row.head_name.clone(),
        closed_on: None,
    };
    let unit = save::insert(writer.app, writer.work, fields).await?;
    writer.changes.added(taken.origin, ImportRecord::Unit, unit.id.0, unit.version);
    Ok(unit.id)
}

/// Brings a unit to what its row says, its place in the tree included.
async fn update(
    writer: &mut Writer<'_>,
    taken: &Taken<'_>,
    id: UnitId,
    ids: &HashMap<&str, UnitId>,
) -> Result<()> {
    let before = unit::Entity::find_by_id(id).one(&**writer.work).await?.ok_or(Error::NotFound)?;
    let find = |named: &Option<UnitRef>| match named {
        Some(UnitRef::Known(id)) => Some(*id),
        Some(UnitRef::Code(code)) => ids.get(code.as_str()).copied(),
        None => None,
    };
    let input = UnitInput {
        code: taken.row.code.clone(),
        name: taken.row.name.clone(),
        kind: taken.row.kind,
        parent: find(&taken.row.parent).or(before.parent_id),
        branch: find(&taken.row.branch).or(before.branch_id),
        head_name: taken.row.head_name.clone().or_else(|| before.head_name.clone()),
    };
    let mut after = before.clone();
    input.tidied().write_to(&mut after);
    if after == before {
        return Ok(());
    }
    let after = save::update(writer.app, writer.work, &before, after).await?;
    writer.changes.overwrote(taken.origin, ImportRecord::Unit, id.0, &before, after.version)
}

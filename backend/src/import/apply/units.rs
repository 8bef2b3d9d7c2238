//! Units. Rows name each other in any order, so all are added before any is hung into the tree.

use std::collections::HashMap;

use lianyi_shared::id::UnitId;
use lianyi_shared::import::ImportRecord;
use sea_orm::EntityTrait as _;

use super::{Act, Writer, at_row};
use crate::entity::unit;
use crate::error::{Error, Result};
use crate::import::changes::Origin;
use crate::import::judgement::{Judgement, Outcome};
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
    // Others may hang on what stays as it is.
    let mut ids: HashMap<&str, UnitId> = HashMap::new();
    for (judged, outcome, row) in judgement.accepted() {
        let origin = Origin { sheet: &judged.sheet, row: judged.row };
        if let Outcome::Unchanged(id) = outcome {
            ids.insert(&row.code, *id);
        }
        match writer.act(origin, outcome)? {
            Act::LeaveOut => {}
            act => rows.push(Taken { origin, row, act }),
        }
    }
    leave_out_the_orphaned(&mut rows, &ids);
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
fn leave_out_the_orphaned(rows: &mut Vec<Taken<'_>>, unchanged: &HashMap<&str, UnitId>) {
    loop {
        let stay: Vec<String> = rows.iter().map(|taken| taken.row.code.clone()).collect();
        let before = rows.len();
        rows.retain(|taken| {
            self::codes(taken.row)
                .all(|code| unchanged.contains_key(code) || stay.iter().any(|stays| stays == code))
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

/// What the record becomes by the row; `find` knows the units that the workbook brings by their codes.
pub(in crate::import) fn merged(
    row: &UnitRow,
    before: &unit::Model,
    find: impl Fn(&str) -> Option<UnitId>,
) -> unit::Model {
    let find = |named: &Option<UnitRef>| match named {
        Some(UnitRef::Known(id)) => Some(*id),
        Some(UnitRef::Code(code)) => find(code),
        None => None,
    };
    let input = UnitInput {
        code: row.code.clone(),
        name: row.name.clone(),
        kind: row.kind,
        parent: find(&row.parent).or(before.parent_id),
        branch: find(&row.branch).or(before.branch_id),
        head_name: row.head_name.clone().or_else(|| before.head_name.clone()),
    };
    let mut after = before.clone();
    input.tidied().write_to(&mut after);
    after
}

/// The codes of the rows on which a row hangs.
pub(in crate::import) fn codes(row: &UnitRow) -> impl Iterator<Item = &str> {
    [&row.parent, &row.branch].into_iter().flatten().filter_map(|named| match named {
        UnitRef::Known(_) => None,
        UnitRef::Code(code) => Some(code.as_str()),
    })
}

/// Brings a unit to what its row says, its place in the tree included.
async fn update(
    writer: &mut Writer<'_>,
    taken: &Taken<'_>,
    id: UnitId,
    ids: &HashMap<&str, UnitId>,
) -> Result<()> {
    let before = unit::Entity::find_by_id(id).one(&**writer.work).await?.ok_or(Error::NotFound)?;
    let after = merged(taken.row, &before, |code| ids.get(code).copied());
    if after == before {
        return Ok(());
    }
    let after = save::update(writer.app, writer.work, &before, after).await?;
    writer.changes.overwrote(taken.origin, ImportRecord::Unit, id.0, &before, after.version)
}

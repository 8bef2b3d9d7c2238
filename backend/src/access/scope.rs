//! Scopes as SQL.
//!
//! A list is one keyset page per atom, combined with `UNION`, ordered and cut again: ids first,
//! then rows. Measured against the obvious `OR`, this holds its speed for broad and for narrow
//! scopes alike. Checks of one row use the plain `OR`.

use lianyi_shared::access::{FieldGroups, Permission, Scope};
use lianyi_shared::id::UnitId;
use lianyi_shared::roster::PairingStatus;
use sea_orm::Condition;
use sea_orm::sea_query::{Expr, ExprTrait as _, Query, SelectStatement, SimpleExpr};

use crate::access::viewer::{Atom, Viewer};
use crate::units::tree::UnitTree;

/// How the rows of a table stand in scopes. One constant per table that people may list.
#[derive(Debug)]
pub struct Scoped {
    /// The table.
    pub table: &'static str,
    /// The permission that lets a row be seen.
    pub read: Permission,
    /// The column with the row's unit in the scope tree, if it has one.
    pub unit: Option<&'static str>,
    /// Which rows are the viewer's own.
    pub mine: fn(&Viewer) -> Option<SimpleExpr>,
    /// Which rows are linked to the viewer by a pairing in force.
    pub assigned: fn(&Viewer) -> Option<SimpleExpr>,
}

/// A set of rows that a list shows.
#[derive(Clone, Debug, PartialEq)]
pub struct Arm {
    /// Which rows they are.
    pub rows: SimpleExpr,
    /// The same, if they are the rows of some units, in this column.
    pub units: Option<(&'static str, Vec<UnitId>)>,
}

fn distinct<T: PartialEq>(all: impl Iterator<Item = T>) -> Vec<T> {
    let mut distinct = Vec::new();
    for one in all {
        if !distinct.contains(&one) {
            distinct.push(one);
        }
    }
    distinct
}

/// No rows.
pub fn none(_: &Viewer) -> Option<SimpleExpr> {
    None
}

/// A condition that no row meets.
pub fn nothing() -> SimpleExpr {
    Expr::val(1).eq(0)
}

/// The ids on the other side of the viewer's pairings in force: `other` where `own` is the viewer.
pub fn paired(other: &'static str, own: &'static str, id: impl Into<SimpleExpr>) -> SimpleExpr {
    let pairings = Query::select()
        .column(other)
        .from("pairing")
        .and_where(Expr::col(own).eq(id))
        .and_where(Expr::col("status").eq(PairingStatus::Active))
        .and_where(Expr::col(other).is_not_null())
        .to_owned();
    Expr::col("id").in_subquery(pairings)
}

impl Scoped {
    /// The rows of an atom; `None` where the atom can have none here.
    pub fn rows(&self, atom: &Atom, viewer: &Viewer) -> Option<SimpleExpr> {
        match atom.scope {
            Scope::SelfOnly => (self.mine)(viewer),
            Scope::Assigned => (self.assigned)(viewer),
            Scope::Unit => Some(Expr::col(self.unit?).eq(atom.anchor?)),
            Scope::Subtree => Some(
                Expr::col(self.unit?).in_subquery(
                    Query::select()
                        .column("descendant_id")
                        .from("unit_closure")
                        .and_where(Expr::col("ancestor_id").eq(atom.anchor?))
                        .to_owned(),
                ),
            ),
            Scope::All => Some(Expr::val(1).eq(1)),
        }
    }

    /// The distinct row sets that the viewer may see with all of the given fields readable. One
    /// set alone when it is everything.
    pub fn arms(&self, viewer: &Viewer, fields: FieldGroups) -> Vec<SimpleExpr> {
        distinct(self.atoms(viewer, fields).into_iter().filter_map(|atom| self.rows(atom, viewer)))
    }

    /// The same for a list, with the units of a subtree by name.
    pub fn arms_of_list(&self, viewer: &Viewer, fields: FieldGroups, tree: &UnitTree) -> Vec<Arm> {
        let arm = |atom: &Atom| {
            let rows = self.rows(atom, viewer)?;
            let units = match (atom.scope, atom.anchor, self.unit) {
                (Scope::Subtree, Some(anchor), Some(column)) => {
                    Some((column, tree.within(anchor).to_vec())).filter(|(_, units)| !units.is_empty())
                }
                _ => None,
            };
            Some(Arm { rows, units })
        };
        distinct(self.atoms(viewer, fields).into_iter().filter_map(arm))
    }

    fn atoms<'a>(&self, viewer: &'a Viewer, fields: FieldGroups) -> Vec<&'a Atom> {
        let readable = |atom: &&Atom| fields.iter().all(|group| atom.fields.contains(group));
        let atoms: Vec<&Atom> = viewer.atoms(self.read).iter().filter(readable).collect();
        match atoms.iter().find(|atom| atom.scope == Scope::All) {
            Some(all) => vec![all],
            None => atoms,
        }
    }

    /// Everything that the viewer may see, as one condition, for checks of single rows.
    pub fn visible(&self, viewer: &Viewer) -> Condition {
        let arms = self.arms(viewer, FieldGroups::default());
        if arms.is_empty() {
            return Condition::all().add(nothing());
        }
        arms.into_iter().fold(Condition::any(), Condition::add)
    }

    /// The ids of everything that the viewer may see and that fits a filter, without order.
    pub fn union_of_ids(
        &self,
        viewer: &Viewer,
        fields: FieldGroups,
        filter: &Condition,
    ) -> Option<SelectStatement> {
        self.arms(viewer, fields)
            .into_iter()
            .map(|rows| {
                Query::select()
                    .column("id")
                    .from(self.table)
                    .and_where(rows)
                    .cond_where(filter.clone())
                    .to_owned()
            })
            .reduce(|mut all, arm| all.union(sea_orm::sea_query::UnionType::Distinct, arm).to_owned())
    }
}

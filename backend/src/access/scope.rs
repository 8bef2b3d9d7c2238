//! Scopes as SQL.
//!
//! A list is one keyset page per atom, combined with `UNION`, ordered and cut again: ids first,
//! then rows. Measured against the obvious `OR`, this holds its speed for broad and for narrow
//! scopes alike. Checks of one row use the plain `OR`.

use lianyi_shared::access::{FieldGroups, Permission, Scope};
use lianyi_shared::roster::PairingStatus;
use sea_orm::Condition;
use sea_orm::sea_query::{Expr, ExprTrait as _, Query, SelectStatement, SimpleExpr};

use crate::access::viewer::{Atom, Viewer};
use crate::units::tree::UnitTree;

/// How many units a subtree may have to be listed unit by unit.
const SMALL_SUBTREE: usize = 12;

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

/// No rows.
pub fn none(_: &Viewer) -> Option<SimpleExpr> {
    None
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
        self.distinct(viewer, fields, |atom| self.rows(atom, viewer).into_iter().collect())
    }

    /// The same for a list, where a small subtree is one row set per unit: the index has each in the order of the list.
    pub fn arms_of_list(&self, viewer: &Viewer, fields: FieldGroups, tree: &UnitTree) -> Vec<SimpleExpr> {
        self.distinct(viewer, fields, |atom| match (atom.scope, atom.anchor, self.unit) {
            (Scope::Subtree, Some(anchor), Some(column))
                if (1..=SMALL_SUBTREE).contains(&tree.within(anchor).len()) =>
            {
                tree.within(anchor).iter().map(|unit| Expr::col(column).eq(*unit)).collect()
            }
            _ => self.rows(atom, viewer).into_iter().collect(),
        })
    }

    fn distinct(
        &self,
        viewer: &Viewer,
        fields: FieldGroups,
        rows: impl Fn(&Atom) -> Vec<SimpleExpr>,
    ) -> Vec<SimpleExpr> {
        let readable = |atom: &&Atom| fields.iter().all(|group| atom.fields.contains(group));
        let atoms: Vec<&Atom> = viewer.atoms(self.read).iter().filter(readable).collect();
        if let Some(all) = atoms.iter().find(|atom| atom.scope == Scope::All) {
            return rows(all);
        }
        let mut arms: Vec<SimpleExpr> = Vec::new();
        for rows in atoms.into_iter().flat_map(rows) {
            if !arms.contains(&rows) {
                arms.push(rows);
            }
        }
        arms
    }

    /// Everything that the viewer may see, as one condition, for checks of single rows.
    pub fn visible(&self, viewer: &Viewer) -> Condition {
        let arms = self.arms(viewer, FieldGroups::default());
        if arms.is_empty() {
            return Condition::all().add(Expr::val(1).eq(0));
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

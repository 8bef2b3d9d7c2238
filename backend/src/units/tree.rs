//! The units in memory, with the scope tree that they make: few, read whole, kept until their revision changes.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use lianyi_shared::id::UnitId;
use lianyi_shared::units::UnitKind;
use sea_orm::EntityTrait as _;
use sea_orm::sea_query::{Expr, ExprTrait as _, Query, SelectStatement};

use crate::db::Db;
use crate::entity::unit::{Entity, Model};
use crate::error::Result;

/// Every unit with the unit above it: its branch, or the committee.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct UnitTree {
    above: HashMap<UnitId, UnitId>,
    root: Option<UnitId>,
    units: HashMap<UnitId, Arc<Model>>,
    within: HashMap<UnitId, Vec<UnitId>>,
}

impl UnitTree {
    /// The scope tree: unit → its branch → committee. The root's own branch is ignored; a unit
    /// without a branch, and every branch, stands directly below the root. Cycles are cut there.
    pub fn new(units: impl IntoIterator<Item = (UnitId, UnitKind, Option<UnitId>)>) -> Self {
        let units: Vec<_> = units.into_iter().collect();
        let root = units.iter().find(|(_, kind, _)| *kind == UnitKind::College).map(|(id, ..)| *id);
        let kinds: HashMap<UnitId, UnitKind> = units.iter().map(|(id, kind, _)| (*id, *kind)).collect();
        let is_branch = |id: &UnitId| kinds.get(id).is_some_and(|kind| kind.is_branch());
        let above = units
            .iter()
            .filter(|(id, ..)| Some(*id) != root)
            .filter_map(|(id, kind, branch)| {
                let branch = branch.filter(|branch| !kind.is_branch() && is_branch(branch));
                Some((*id, branch.or(root)?))
            })
            .collect();
        Self { above, root, units: HashMap::new(), within: HashMap::new() }
    }

    /// The scope tree of all units, which it keeps.
    fn of(units: Vec<Model>) -> Self {
        let tree = Self::new(units.iter().map(|unit| (unit.id, unit.kind, unit.branch_id)));
        let mut within = HashMap::<UnitId, Vec<UnitId>>::new();
        for (above, unit, _) in tree.closure() {
            within.entry(above).or_default().push(unit);
        }
        Self { units: units.into_iter().map(|unit| (unit.id, Arc::new(unit))).collect(), within, ..tree }
    }

    /// A unit and everything below it, if the tree keeps its units.
    pub fn within(&self, unit: UnitId) -> &[UnitId] {
        self.within.get(&unit).map_or(&[], Vec::as_slice)
    }

    /// A unit as it was when the request began. A unit's name is no secret from anyone who sees something in it.
    pub fn unit(&self, id: UnitId) -> Option<&Arc<Model>> {
        self.units.get(&id)
    }

    /// The college.
    pub const fn root(&self) -> Option<UnitId> {
        self.root
    }

    /// Whether a unit is another one or lies below it.
    pub fn is_within(&self, unit: UnitId, ancestor: UnitId) -> bool {
        self.upwards(unit).any(|id| id == ancestor)
    }

    /// A unit and everything above it, nearest first.
    pub fn upwards(&self, unit: UnitId) -> impl Iterator<Item = UnitId> {
        std::iter::successors(Some(unit), |id| self.above.get(id).copied())
    }

    /// Every pair of ancestor and descendant with its distance, each unit with itself included.
    pub fn closure(&self) -> Vec<(UnitId, UnitId, i32)> {
        let units = self.above.keys().copied().chain(self.root);
        units
            .flat_map(|unit| self.upwards(unit).zip(0_i32..).map(move |(above, depth)| (above, unit, depth)))
            .collect()
    }
}

/// The ids of a unit and everything below it, as a subquery.
pub fn within(unit: UnitId) -> SelectStatement {
    Query::select()
        .column("descendant_id")
        .from("unit_closure")
        .and_where(Expr::col("ancestor_id").eq(unit))
        .to_owned()
}

/// The tree kept by the process.
#[derive(Debug, Default)]
pub struct UnitTrees {
    kept: Mutex<(i64, Arc<UnitTree>)>,
}

impl UnitTrees {
    /// The tree of a revision, read if the one kept is another.
    pub async fn current(&self, db: &Db, revision: i64) -> Result<Arc<UnitTree>> {
        {
            let kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
            if kept.0 == revision {
                return Ok(Arc::clone(&kept.1));
            }
        }
        let tree = Arc::new(UnitTree::of(Entity::find().all(&db.read).await?));
        *self.kept.lock().unwrap_or_else(PoisonError::into_inner) = (revision, Arc::clone(&tree));
        Ok(tree)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn id(n: u128) -> UnitId {
        UnitId(uuid::Uuid::from_u128(n))
    }

    #[test]
    fn units_stand_below_their_branch_below_the_committee() {
        let tree = UnitTree::new([
            (id(1), UnitKind::College, Some(id(2))),
            (id(2), UnitKind::GeneralBranch, None),
            (id(3), UnitKind::School, Some(id(2))),
            (id(4), UnitKind::Department, None),
        ]);
        assert!(tree.is_within(id(3), id(2)) && tree.is_within(id(3), id(1)));
        assert!(tree.is_within(id(4), id(1)) && !tree.is_within(id(4), id(2)));
        assert!(!tree.is_within(id(1), id(2)), "the root's own branch is ignored");
        assert_eq!(tree.closure().len(), 1 + 2 + 3 + 2);
    }
}

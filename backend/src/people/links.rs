//! Who is linked to whom, seen from one side of the pairings. The pairings themselves are the
//! roster's.

use std::collections::HashMap;

use async_graphql::dataloader::Loader;
use lianyi_shared::access::Permission;
use lianyi_shared::id::{GroupId, LeaderId, RepresentativeId, UnitId};
use lianyi_shared::roster::PairingStatus;
use sea_orm::{ColumnTrait as _, Condition, EntityTrait as _, QueryFilter as _};

use crate::access::viewer::Place;
use crate::db::Find as _;
use crate::entity::pairing::{Column, Entity, Model};
use crate::error::{Error, Result};
use crate::loaders::{Directory, Shared};
use crate::op::Op;

/// One side of pairings.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Side {
    /// All pairings of a leader.
    Leader(LeaderId),
    /// All pairings of a representative.
    Representative(RepresentativeId),
    /// All pairings of a group.
    Group(GroupId),
}

impl Side {
    fn is_of(self, pairing: &Model) -> bool {
        match self {
            Self::Leader(id) => pairing.leader_id == id,
            Self::Representative(id) => pairing.representative_id == Some(id),
            Self::Group(id) => pairing.group_id == Some(id),
        }
    }
}

/// Whether the viewer may read a pairing of an object that stands in this unit.
fn readable(op: &Op, unit: Option<UnitId>, pairing: &Model, tree: &crate::units::tree::UnitTree) -> bool {
    let viewer = &op.viewer;
    let mine = viewer.leader == Some(pairing.leader_id)
        || (viewer.representative.is_some() && viewer.representative == pairing.representative_id);
    let place = Place { unit, mine, assigned: false };
    viewer.require(Permission::PairingRead, place, tree).is_ok()
}

/// Those of an object's pairings that the viewer may read, newest first; without the ended ones
/// unless they are asked for.
pub async fn visible(op: &Op, unit: Option<UnitId>, all: Vec<Model>, ended: bool) -> Result<Vec<Model>> {
    let tree = op.tree().await?;
    Ok(all
        .into_iter()
        .filter(|pairing| ended || pairing.status != PairingStatus::Ended)
        .filter(|pairing| readable(op, unit, pairing, tree))
        .collect())
}

impl Loader<Side> for Directory {
    type Value = Vec<Model>;
    type Error = Shared;

    /// Everything but plans: a draft is the roster's, and says nothing yet.
    async fn load(&self, keys: &[Side]) -> Result<HashMap<Side, Vec<Model>>, Shared> {
        let (mut leaders, mut representatives, mut groups) = (Vec::new(), Vec::new(), Vec::new());
        for key in keys {
            match *key {
                Side::Leader(id) => leaders.push(id),
                Side::Representative(id) => representatives.push(id),
                Side::Group(id) => groups.push(id),
            }
        }
        let mut sides = Condition::any();
        if !leaders.is_empty() {
            sides = sides.add(Column::LeaderId.is_in(leaders));
        }
        if !representatives.is_empty() {
            sides = sides.add(Column::RepresentativeId.is_in(representatives));
        }
        if !groups.is_empty() {
            sides = sides.add(Column::GroupId.is_in(groups));
        }
        let mut rows = Entity::find()
            .filter(sides)
            .filter(Column::Status.ne(PairingStatus::Planned))
            .find_in(self.0.db())
            .await
            .map_err(Error::from)?;
        rows.sort_by_key(|row| (std::cmp::Reverse(row.since), row.id));
        Ok(keys
            .iter()
            .map(|side| (*side, rows.iter().filter(|row| side.is_of(row)).cloned().collect()))
            .collect())
    }
}

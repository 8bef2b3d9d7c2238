//! Both sides of liaison by name, however many: the leaders, and with whom.

use std::collections::HashMap;
use std::sync::Arc;

use lianyi_shared::access::{FieldGroup, Permission};
use lianyi_shared::id::{GroupId, LeaderId, RepresentativeId, UnitId};
use lianyi_shared::people::RecordStatus;
use sea_orm::{ColumnTrait as _, EntityTrait as _, QueryFilter as _};
use uuid::Uuid;

use crate::db::{Find as _, Source};
use crate::entity::{leader, liaison_group, representative};
use crate::error::Result;
use crate::op::Op;
use crate::people::representatives;
use crate::roster::contents::Counterpart;

/// Leaders, persons and groups by their ids.
///
/// Nobody's scope is asked: who may see the thing that names them may read the names.
#[derive(Debug)]
pub struct Sides {
    leaders: HashMap<LeaderId, Arc<leader::Model>>,
    people: HashMap<RepresentativeId, Arc<representative::Model>>,
    groups: HashMap<GroupId, Arc<liaison_group::Model>>,
}

impl Sides {
    /// Reads them: three statements.
    pub async fn read(
        db: &impl Source,
        leaders: impl IntoIterator<Item = LeaderId>,
        people: impl IntoIterator<Item = RepresentativeId>,
        groups: impl IntoIterator<Item = GroupId>,
    ) -> Result<Self> {
        let leaders = leader::Entity::find().filter(leader::Column::Id.is_in(leaders)).find_in(db).await?;
        let people = representative::Entity::find()
            .filter(representative::Column::Id.is_in(people))
            .find_in(db)
            .await?;
        let groups =
            liaison_group::Entity::find().filter(liaison_group::Column::Id.is_in(groups)).find_in(db).await?;
        Ok(Self {
            leaders: leaders.into_iter().map(|leader| (leader.id, Arc::new(leader))).collect(),
            people: people.into_iter().map(|person| (person.id, Arc::new(person))).collect(),
            groups: groups.into_iter().map(|group| (group.id, Arc::new(group))).collect(),
        })
    }

    /// A leader.
    pub fn leader(&self, id: LeaderId) -> Option<Arc<leader::Model>> {
        self.leaders.get(&id).cloned()
    }

    /// The person or the group.
    pub fn counterpart(
        &self,
        person: Option<RepresentativeId>,
        group: Option<GroupId>,
    ) -> Option<Counterpart> {
        match (group, person) {
            (Some(group), _) => self.groups.get(&group).cloned().map(Counterpart::Group),
            (None, Some(person)) => self.people.get(&person).cloned().map(Counterpart::Representative),
            (None, None) => None,
        }
    }
}

/// Stands for the unit of a person of whom no more than the name may be read.
pub const NO_UNIT: UnitId = UnitId(Uuid::nil());

/// A counterpart for somebody who sees the name because they see what happened, and not because it stands on a roster
/// of theirs: without the categories (P3) unless they read `POLITICAL` on the person, and without unit, post and
/// whether the record is archived unless they read `BASIC`.
pub async fn by_name(op: &Op, counterpart: Counterpart) -> Result<Counterpart> {
    let Counterpart::Representative(person) = &counterpart else { return Ok(counterpart) };
    let place = representatives::place(op, person).await?;
    let fields = op.viewer.fields(Permission::RepresentativeRead, place, op.tree().await?);
    let (basic, political) = (fields.contains(FieldGroup::Basic), fields.contains(FieldGroup::Political));
    if basic && political {
        return Ok(counterpart);
    }
    let mut named = (**person).clone();
    if !political {
        named.categories = String::new();
    }
    if !basic {
        named = representative::Model { unit_id: NO_UNIT, post: None, status: RecordStatus::Active, ..named };
    }
    Ok(Counterpart::Representative(Arc::new(named)))
}

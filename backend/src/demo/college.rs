//! The college before anything has happened: units and people.

use lianyi_shared::people::RecordStatus;

use super::leaders::{self, Leaders};
use super::{Inventor, groups, representatives, units};
use crate::entity::{liaison_group, representative, unit};

/// Units, people and groups.
#[derive(Debug)]
pub(super) struct College {
    pub(super) units: Vec<unit::Model>,
    pub(super) leaders: Leaders,
    pub(super) representatives: Vec<representative::Model>,
    pub(super) groups: Vec<liaison_group::Model>,
}

impl College {
    /// Invents the college.
    pub(super) fn invent(inventor: &mut Inventor<'_>) -> anyhow::Result<Self> {
        let mut units = units::invent(inventor)?;
        let leaders = leaders::invent(inventor, &mut units)?;
        let mut representatives = representatives::invent(inventor, &mut units);
        let groups = groups::invent(inventor, &mut representatives);
        Ok(Self { units, leaders, representatives, groups })
    }

    /// The person whom the school roster and a branch roster both name, which is worth a warning.
    pub(super) fn on_both_rosters(&self) -> Option<&representative::Model> {
        let school = units::by_code(&self.units, "C01").ok()?;
        self.current().find(|person| person.unit_id == school.id)
    }

    /// The representatives who are not archived.
    pub(super) fn current(&self) -> impl Iterator<Item = &representative::Model> {
        self.representatives.iter().filter(|person| person.status == RecordStatus::Active)
    }
}

//! What a plan says, and whether it can be planned.

use std::collections::HashSet;

use async_graphql::InputObject;
use chrono::NaiveDate;
use lianyi_shared::contact::ContactMode;
use lianyi_shared::error::Reason;
use lianyi_shared::id::{PairingId, UnitId};
use lianyi_shared::roster::PairingStatus;
use lianyi_shared::validate::{self, LINE_MAX, TEXT_MAX};
use sea_orm::{ColumnTrait as _, EntityTrait as _, QueryFilter as _};

use crate::access::viewer::Capacity;
use crate::contact::may;
use crate::db::{Find as _, Source};
use crate::entity::{leader, pairing, plan};
use crate::error::{Error, Refusal, Result};
use crate::faults::Faults;
use crate::op::Op;

/// The most pairings of one plan.
const MANY: usize = 30;

/// What a plan says.
#[derive(Clone, Debug, InputObject)]
pub struct PlanContentInput {
    /// Who meets whom: pairings in force. The plan stands with the branch of the leader of the first.
    pub pairings: Vec<PairingId>,
    /// The day; today or later.
    pub day: NaiveDate,
    /// The time of day at which it begins, as `09:30`.
    pub from: Option<String>,
    /// The time of day at which it ends.
    pub until: Option<String>,
    /// The place.
    pub place: Option<String>,
    /// The form (M1).
    pub mode: ContactMode,
    /// What to think of; the representative does not see it, and no calendar has it.
    pub note: Option<String>,
}

/// A content that can be planned.
#[derive(Clone, Debug)]
pub struct Checked {
    /// The content, tidied.
    pub content: PlanContentInput,
    /// The branch of the leader of the first pairing.
    pub branch: UnitId,
    /// In which capacity the viewer plans it.
    pub capacity: Capacity,
}

/// A time of day that may be missing.
pub fn time(faults: &mut Faults, path: &str, text: Option<&str>) -> Option<String> {
    let text = text.map(str::trim).filter(|text| !text.is_empty())?;
    if let Err(reason) = validate::time_of_day(text) {
        faults.add(path, reason);
    }
    Some(text.to_owned())
}

impl PlanContentInput {
    fn tidied(mut self, op: &Op, before: Option<&plan::Model>, faults: &mut Faults) -> Self {
        self.from = time(faults, "input.content.from", self.from.as_deref());
        self.until = time(faults, "input.content.until", self.until.as_deref());
        // Four digits with a colon sort as times do; without a beginning there is no end either.
        let begins_late = |until: &String| {
            self.from.as_ref().is_none_or(|from| validate::time_of_day(from).is_ok() && from >= until)
        };
        if self.until.as_ref().is_some_and(begins_late) {
            faults.add("input.content.until", Reason::TimesReversed);
        }
        self.place = faults.optional("input.content.place", self.place.as_deref(), LINE_MAX);
        self.note = faults.optional("input.content.note", self.note.as_deref(), TEXT_MAX);
        // A plan whose day has passed can be changed without being moved.
        if self.day < op.today() && before.is_none_or(|before| before.day != self.day) {
            faults.add("input.content.day", Reason::DateInPast);
        }
        let mut seen = HashSet::new();
        self.pairings.retain(|pairing| seen.insert(*pairing));
        if self.pairings.is_empty() {
            faults.add("input.content.pairings", Reason::Required);
        }
        if self.pairings.len() > MANY {
            faults.add("input.content.pairings", Refusal::from(Reason::TooMany).with("max", MANY));
        }
        self
    }

    /// Checks everything that a plan needs. A pairing that is not in force and one that the viewer may not plan for
    /// are refused alike.
    pub async fn check(self, op: &Op, db: &impl Source, before: Option<&plan::Model>) -> Result<Checked> {
        let mut faults = Faults::default();
        let content = self.tidied(op, before, &mut faults);
        faults.check()?;
        let mut faults = Faults::default();
        let pairings = pairing::Entity::find()
            .filter(pairing::Column::Id.is_in(content.pairings.iter().copied()))
            .filter(pairing::Column::Status.eq(PairingStatus::Active))
            .find_in(db)
            .await?;
        let leaders = leader::Entity::find()
            .filter(leader::Column::Id.is_in(pairings.iter().map(|pairing| pairing.leader_id)))
            .find_in(db)
            .await?;
        let mut first = None;
        for (n, id) in content.pairings.iter().enumerate() {
            let pairing = pairings.iter().find(|pairing| pairing.id == *id);
            let leader =
                pairing.and_then(|pairing| leaders.iter().find(|leader| leader.id == pairing.leader_id));
            let capacity = match leader {
                Some(leader) => may::record(op, leader.branch_id, &[leader.id]).await.ok(),
                None => None,
            };
            match leader.zip(capacity) {
                Some((leader, capacity)) => first = first.or(Some((leader.branch_id, capacity))),
                None => faults.add(&format!("input.content.pairings.{n}"), Reason::NotToPlan),
            }
        }
        faults.check()?;
        let (branch, capacity) =
            first.ok_or_else(|| Error::invalid("input.content.pairings", Reason::Required))?;
        Ok(Checked { content, branch, capacity })
    }
}

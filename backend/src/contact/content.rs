//! What a record says: kept as it is while it is a draft, checked when it is recorded.

use std::collections::HashSet;

use async_graphql::{InputObject, SimpleObject};
use chrono::NaiveDate;
use lianyi_shared::attachment::MAX_FILES;
use lianyi_shared::contact::{ContactContentKind, ContactMode, MatterKind};
use lianyi_shared::error::Reason;
use lianyi_shared::id::{AttachmentId, GroupId, LeaderId, PairingId, PlanId, RepresentativeId, UnitId};
use lianyi_shared::roster::PairingStatus;
use lianyi_shared::validate::{LINE_MAX, TEXT_MAX};
use sea_orm::{ColumnTrait as _, EntityTrait as _, QueryFilter as _};
use serde::{Deserialize, Serialize};

use crate::clock::day_of;
use crate::db::{Find as _, Source};
use crate::entity::{contact, leader, pairing};
use crate::error::{Refusal, Result};
use crate::faults::Faults;
use crate::op::Op;

/// The most leaders, counterparts or lines of one record.
const MANY: usize = 30;

/// The other side of a contact: a person or a group.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, SimpleObject, InputObject)]
#[graphql(input_name = "ContactCounterpartInput")]
pub struct ContactCounterpart {
    /// The person, if it is one.
    pub representative: Option<RepresentativeId>,
    /// The group, if it is one.
    pub group: Option<GroupId>,
}

/// Something that was raised.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, SimpleObject, InputObject)]
#[graphql(input_name = "ContactLineInput")]
pub struct ContactLine {
    /// An opinion, a major matter or a difficulty.
    pub kind: MatterKind,
    /// In the words of the person who raised it.
    pub text: String,
    /// Whether a difficulty was solved on the spot.
    #[graphql(default)]
    pub solved: bool,
}

/// What a contact record says. Everything may be missing while it is a draft.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, SimpleObject, InputObject)]
#[graphql(input_name = "ContactContentInput")]
pub struct ContactContent {
    /// Who kept liaison; the record stands with the branch of the first.
    #[graphql(default)]
    pub leaders: Vec<LeaderId>,
    /// With whom.
    #[graphql(default)]
    pub counterparts: Vec<ContactCounterpart>,
    /// The day.
    pub held_on: Option<NaiveDate>,
    /// The form (M1).
    pub mode: Option<ContactMode>,
    /// The place.
    pub place: Option<String>,
    /// What it was about (M2).
    #[graphql(default)]
    pub kinds: Vec<ContactContentKind>,
    /// What was talked about. No state secrets, no religion, family or third parties.
    pub summary: Option<String>,
    /// Which policy was explained.
    pub policy: Option<String>,
    /// Who of a group was present; that does not reset their own cadence.
    pub present: Option<String>,
    /// Opinions, major matters and difficulties, one by one.
    #[graphql(default)]
    pub lines: Vec<ContactLine>,
    /// Said by tick, never implied.
    #[graphql(default)]
    pub nothing_raised: bool,
    /// What comes next.
    pub next_step: Option<String>,
    /// By when.
    pub next_on: Option<NaiveDate>,
    /// Its files, by their ids; they were uploaded for it.
    #[graphql(default)]
    #[serde(default)]
    pub attachments: Vec<AttachmentId>,
    /// The plan from which it was begun, which recording marks as held.
    #[serde(default)]
    pub plan: Option<PlanId>,
}

/// How a record came in.
#[derive(Clone, Copy, Debug)]
pub struct Entered {
    /// The day of its first entry.
    pub on: NaiveDate,
    /// From a ledger of the past: whom the roster did not link may stand in it.
    pub imported: bool,
}

impl Entered {
    /// How a record that is there came in.
    pub fn of(row: &contact::Model) -> Self {
        Self { on: day_of(row.recorded_at), imported: row.imported }
    }
}

/// A content that can be recorded.
#[derive(Clone, Debug)]
pub struct Checked {
    /// The content, tidied.
    pub content: ContactContent,
    /// The day.
    pub held_on: NaiveDate,
    /// The form.
    pub mode: ContactMode,
    /// The branch of the leader named first.
    pub branch: UnitId,
    /// The pairings of the day between its leaders and counterparts.
    pub pairings: Vec<PairingId>,
}

impl ContactContent {
    /// The words of the content as the table keeps them.
    pub fn to_text(&self) -> Result<String> {
        Ok(serde_json::to_string(self).map_err(anyhow::Error::from)?)
    }

    /// The content of a row.
    pub fn of_text(text: &str) -> Result<Self> {
        Ok(serde_json::from_str(text).map_err(anyhow::Error::from)?)
    }

    /// Trims the texts and drops empty lines; notes what is too long or too many.
    fn tidied(mut self, faults: &mut Faults) -> Self {
        for (path, text, max) in [
            ("content.place", &mut self.place, LINE_MAX),
            ("content.summary", &mut self.summary, TEXT_MAX),
            ("content.policy", &mut self.policy, TEXT_MAX),
            ("content.present", &mut self.present, LINE_MAX),
            ("content.nextStep", &mut self.next_step, LINE_MAX),
        ] {
            *text = faults.optional(path, text.as_deref(), max);
        }
        self.lines.retain(|line| !line.text.trim().is_empty());
        for (n, line) in self.lines.iter_mut().enumerate() {
            line.text = faults.required(&format!("content.lines.{n}.text"), &line.text, TEXT_MAX);
            line.solved &= line.kind == MatterKind::Difficulty;
        }
        for (path, count, max) in [
            ("content.leaders", self.leaders.len(), MANY),
            ("content.counterparts", self.counterparts.len(), MANY),
            ("content.lines", self.lines.len(), MANY),
            ("content.attachments", self.attachments.len(), MAX_FILES),
        ] {
            if count > max {
                faults.add(path, Refusal::from(Reason::TooMany).with("max", max));
            }
        }
        distinct(&mut self.attachments);
        distinct(&mut self.leaders);
        distinct(&mut self.counterparts);
        distinct(&mut self.kinds);
        self
    }

    /// Refuses what is too large for a draft; everything else is judged when it is recorded.
    pub fn check_draft(self) -> Result<Self> {
        let mut faults = Faults::default();
        let untouched = self.clone();
        self.tidied(&mut faults);
        faults.check()?;
        Ok(untouched)
    }

    /// Checks everything that a record needs, and finds the pairings of the day as they stood when the record was
    /// entered: what could be recorded then can be confirmed or corrected later.
    pub async fn check(self, op: &Op, db: &impl Source, entered: Entered) -> Result<Checked> {
        let mut faults = Faults::default();
        let content = self.tidied(&mut faults);
        for (path, missing) in [
            ("content.leaders", content.leaders.is_empty()),
            ("content.counterparts", content.counterparts.is_empty()),
            ("content.heldOn", content.held_on.is_none()),
            ("content.mode", content.mode.is_none()),
            ("content.summary", content.summary.is_none()),
        ] {
            if missing {
                faults.add(path, Reason::Required);
            }
        }
        match (content.nothing_raised, content.lines.is_empty()) {
            (false, true) => faults.add("content.nothingRaised", Reason::SayWhetherRaised),
            (true, false) => faults.add("content.nothingRaised", Reason::RaisedAndNothing),
            _ => {}
        }
        if content.held_on.is_some_and(|day| day > op.today()) {
            faults.add("content.heldOn", Reason::DateInFuture);
        }
        if content.next_on.zip(content.held_on).is_some_and(|(next, held)| next < held) {
            faults.add("content.nextOn", Reason::NextBeforeContact);
        }
        for (n, side) in content.counterparts.iter().enumerate() {
            if side.representative.is_some() == side.group.is_some() {
                faults.add(&format!("content.counterparts.{n}"), Reason::OneOfTwo);
            }
        }
        faults.check()?;
        let mut faults = Faults::default();
        let (Some(held_on), Some(mode)) = (content.held_on, content.mode) else {
            return Err(anyhow::anyhow!("a checked record without day and form").into());
        };
        let leaders = leader::Entity::find()
            .filter(leader::Column::Id.is_in(content.leaders.iter().copied()))
            .find_in(db)
            .await?;
        let mut branch = None;
        for (n, id) in content.leaders.iter().enumerate() {
            match leaders.iter().find(|leader| leader.id == *id) {
                Some(leader) if leader.left_on.is_none_or(|left| held_on <= left) => {
                    branch = branch.or(Some(leader.branch_id));
                }
                _ => faults.add(&format!("content.leaders.{n}"), Reason::NotALeaderThen),
            }
        }
        let pairings = pairing::Entity::find()
            .filter(pairing::Column::LeaderId.is_in(content.leaders.iter().copied()))
            .find_in(db)
            .await?;
        let then = |pairing: &&pairing::Model| was_paired(pairing, held_on, entered.on);
        let mut of_the_day = Vec::new();
        for (n, side) in content.counterparts.iter().enumerate() {
            let between = |pairing: &&pairing::Model| {
                pairing.representative_id == side.representative && pairing.group_id == side.group
            };
            let found: Vec<_> =
                pairings.iter().filter(then).filter(between).map(|pairing| pairing.id).collect();
            if found.is_empty() && !entered.imported {
                faults.add(&format!("content.counterparts.{n}"), Reason::NotPairedThen);
            }
            of_the_day.extend(found);
        }
        faults.check()?;
        let branch = branch.ok_or_else(|| anyhow::anyhow!("a checked record without a leader"))?;
        Ok(Checked { content, held_on, mode, branch, pairings: of_the_day })
    }
}

fn distinct<T: Copy + Eq + std::hash::Hash>(all: &mut Vec<T>) {
    let mut seen = HashSet::new();
    all.retain(|one| seen.insert(*one));
}

/// Whether a pairing was in force on a day. One that took force ahead of the date that its paper prints was in force
/// already when the record was entered.
pub fn was_paired(pairing: &pairing::Model, day: NaiveDate, entered: NaiveDate) -> bool {
    pairing.status != PairingStatus::Planned
        && pairing.since.is_none_or(|since| since <= day || since > entered)
        && pairing.until.is_none_or(|until| day <= until)
}

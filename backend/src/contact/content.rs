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

use crate::access::viewer::Capacity;
use crate::clock::day_of;
use crate::contact::{may, read};
use crate::db::{Find as _, Source};
use crate::entity::{contact, contact_counterpart, leader, pairing};
use crate::error::{Error, Refusal, Result};
use crate::faults::Faults;
use crate::op::Op;
use crate::people::{groups, representatives};

/// The most leaders, counterparts or lines of one record.
const MANY: usize = 30;
/// How many characters a cell of a workbook holds, and so a text of a ledger.
const CELL_MAX: usize = 32_767;

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

/// How a record came in, and with whom it said before that somebody met.
#[derive(Clone, Debug)]
pub struct Entered {
    /// The day of its first entry.
    pub on: NaiveDate,
    /// From a ledger of the past: whom the roster did not link may stand in it, or nobody who is known, and texts are as
    /// long as they were.
    pub imported: bool,
    /// The counterparts of the record as it stands.
    pub known: Vec<ContactCounterpart>,
    /// The leader whom it names first, and the branch that they had then.
    pub first: Option<(LeaderId, UnitId)>,
}

impl Entered {
    /// Now, for the first time.
    pub fn now(op: &Op) -> Self {
        Self { on: op.today(), imported: false, known: Vec::new(), first: None }
    }

    /// How a record that is there came in.
    pub async fn before(db: &impl Source, row: &contact::Model) -> Result<Self> {
        let sides = contact_counterpart::Entity::find()
            .filter(contact_counterpart::Column::ContactId.eq(row.id))
            .find_in(db)
            .await?;
        let known = sides
            .into_iter()
            .map(|side| ContactCounterpart { representative: side.representative_id, group: side.group_id });
        let first = read::leaders_of(db, row.id).await?.first().map(|leader| (*leader, row.branch_id));
        Ok(Self { on: day_of(row.recorded_at), imported: row.imported, known: known.collect(), first })
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

/// As whom the viewer says it.
#[derive(Clone, Debug)]
pub struct Voice {
    /// In which capacity they may record it.
    pub capacity: Capacity,
    /// Whether it is their own word: they are a leader of it, and whoever was paired that day was paired with them.
    pub own: bool,
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
    fn tidied(mut self, faults: &mut Faults, imported: bool) -> Self {
        let (line_max, text_max) = if imported { (CELL_MAX, CELL_MAX) } else { (LINE_MAX, TEXT_MAX) };
        for (path, text, max) in [
            ("content.place", &mut self.place, line_max),
            ("content.summary", &mut self.summary, text_max),
            ("content.policy", &mut self.policy, text_max),
            ("content.present", &mut self.present, line_max),
            ("content.nextStep", &mut self.next_step, line_max),
        ] {
            *text = faults.optional(path, text.as_deref(), max);
        }
        self.lines.retain(|line| !line.text.trim().is_empty());
        for (n, line) in self.lines.iter_mut().enumerate() {
            line.text = faults.required(&format!("content.lines.{n}.text"), &line.text, text_max);
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
        self.tidied(&mut faults, false);
        faults.check()?;
        Ok(untouched)
    }

    /// Checks everything that a record needs, and finds the pairings of the day as they stood when the record was
    /// entered: what could be recorded then can be confirmed or corrected later.
    pub async fn check(self, op: &Op, db: &impl Source, entered: &Entered) -> Result<(Checked, Voice)> {
        let mut faults = Faults::default();
        let content = self.tidied(&mut faults, entered.imported);
        content.note_missing(op, entered, &mut faults);
        faults.check()?;
        let (Some(held_on), Some(mode)) = (content.held_on, content.mode) else {
            return Err(anyhow::anyhow!("a checked record without day and form").into());
        };
        let leaders = content.led_by(db, held_on).await?;
        let first = leaders.first().ok_or_else(|| anyhow::anyhow!("a checked record without a leader"))?;
        let stands = entered.first.filter(|(leader, _)| *leader == first.id);
        let branch = stands.map_or(first.branch_id, |(_, branch)| branch);
        // Before anything is looked up that whoever may not record it could learn from.
        let capacity = may::record(op, branch, &content.leaders).await?;
        let met = content.met(op, db, (&leaders, held_on, entered)).await?;
        let is_own = |pairing: &pairing::Model| op.viewer.leader == Some(pairing.leader_id);
        let own = may::is_own(op, &content.leaders)
            && met.iter().all(|side| side.is_empty() || side.iter().any(is_own));
        let pairings = met.iter().flatten().map(|pairing| pairing.id).collect();
        Ok((Checked { content, held_on, mode, branch, pairings }, Voice { capacity, own }))
    }

    /// Notes what is missing or contradicts itself.
    fn note_missing(&self, op: &Op, entered: &Entered, faults: &mut Faults) {
        for (path, missing) in [
            ("content.leaders", self.leaders.is_empty()),
            ("content.counterparts", self.counterparts.is_empty() && !entered.imported),
            ("content.heldOn", self.held_on.is_none()),
            ("content.mode", self.mode.is_none()),
            ("content.summary", self.summary.is_none()),
        ] {
            if missing {
                faults.add(path, Reason::Required);
            }
        }
        match (self.nothing_raised, self.lines.is_empty()) {
            (false, true) => faults.add("content.nothingRaised", Reason::SayWhetherRaised),
            (true, false) => faults.add("content.nothingRaised", Reason::RaisedAndNothing),
            _ => {}
        }
        if self.held_on.is_some_and(|day| day > op.today()) {
            faults.add("content.heldOn", Reason::DateInFuture);
        }
        if self.next_on.zip(self.held_on).is_some_and(|(next, held)| next < held) {
            faults.add("content.nextOn", Reason::NextBeforeContact);
        }
        for (n, side) in self.counterparts.iter().enumerate() {
            if side.representative.is_some() == side.group.is_some() {
                faults.add(&format!("content.counterparts.{n}"), Reason::OneOfTwo);
            }
        }
    }

    /// The leaders, in order; each was one on the day.
    async fn led_by(&self, db: &impl Source, day: NaiveDate) -> Result<Vec<leader::Model>> {
        let mut faults = Faults::default();
        let named = leader::Column::Id.is_in(self.leaders.iter().copied());
        let mut known = leader::Entity::find().filter(named).find_in(db).await?;
        known.retain(|leader| leader.left_on.is_none_or(|left| day <= left));
        let mut leaders = Vec::with_capacity(known.len());
        for (n, id) in self.leaders.iter().enumerate() {
            match known.iter().find(|leader| leader.id == *id) {
                Some(leader) => leaders.push(leader.clone()),
                None => faults.add(&format!("content.leaders.{n}"), Reason::NotALeaderThen),
            }
        }
        faults.check()?;
        Ok(leaders)
    }

    /// For each counterpart its pairings of the day with the leaders. It must have one with a leader for whom the viewer
    /// may record, or stand on the record already; all others are refused alike, so that nobody learns by trying who is
    /// paired with whom.
    async fn met(
        &self,
        op: &Op,
        db: &impl Source,
        (leaders, day, entered): (&[leader::Model], NaiveDate, &Entered),
    ) -> Result<Vec<Vec<pairing::Model>>> {
        let mut faults = Faults::default();
        let ids = leaders.iter().map(|leader| leader.id);
        let paired = pairing::Entity::find().filter(pairing::Column::LeaderId.is_in(ids)).find_in(db).await?;
        let mut spoken_for = Vec::new();
        for leader in leaders {
            if may::record(op, leader.branch_id, &[leader.id]).await.is_ok() {
                spoken_for.push(leader.id);
            }
        }
        let mut met = Vec::with_capacity(self.counterparts.len());
        for (n, side) in self.counterparts.iter().enumerate() {
            let known = entered.known.contains(side);
            let with = |pairing: &&pairing::Model| {
                (pairing.representative_id, pairing.group_id) == (side.representative, side.group)
            };
            let begun = |pairing: &&pairing::Model| had_begun(pairing, day, entered.on);
            let in_force = |pairing: &&pairing::Model| was_paired(pairing, day, entered.on);
            let mut found: Vec<_> = paired.iter().filter(with).filter(in_force).cloned().collect();
            if found.is_empty() && known && day <= entered.on {
                // It was ended after the record had been entered, for an earlier day.
                found = paired.iter().filter(with).filter(begun).cloned().collect();
            }
            let is_spoken_for = |pairing: &pairing::Model| spoken_for.contains(&pairing.leader_id);
            let fits = match (known, entered.imported) {
                (true, imported) => imported || !found.is_empty(),
                (false, true) => found.iter().any(is_spoken_for) || side.is_visible(op, db).await?,
                (false, false) => found.iter().any(is_spoken_for),
            };
            if !fits {
                faults.add(&format!("content.counterparts.{n}"), Reason::NotPairedThen);
            }
            met.push(found);
        }
        faults.check()?;
        Ok(met)
    }
}

impl ContactCounterpart {
    async fn is_visible(self, op: &Op, db: &impl Source) -> Result<bool> {
        let found = match (self.representative, self.group) {
            (Some(person), _) => representatives::visible(op, db, person).await.map(|_| ()),
            (None, Some(group)) => groups::visible(op, db, group).await.map(|_| ()),
            (None, None) => Err(Error::NotFound),
        };
        match found {
            Err(Error::NotFound) => Ok(false),
            found => found.map(|()| true),
        }
    }
}

fn distinct<T: Copy + Eq + std::hash::Hash>(all: &mut Vec<T>) {
    let mut seen = HashSet::new();
    all.retain(|one| seen.insert(*one));
}

/// Whether a pairing was in force on a day. One that took force ahead of the date that its paper prints was in force
/// already when the record was entered.
pub fn was_paired(pairing: &pairing::Model, day: NaiveDate, entered: NaiveDate) -> bool {
    had_begun(pairing, day, entered) && pairing.until.is_none_or(|until| day <= until)
}

fn had_begun(pairing: &pairing::Model, day: NaiveDate, entered: NaiveDate) -> bool {
    pairing.status != PairingStatus::Planned
        && pairing.since.is_none_or(|since| since <= day || since > entered)
}

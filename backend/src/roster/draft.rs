//! The draft that a line edit works on: seen, permitted, open, and raised by one, so that two
//! people never edit the same state.

use chrono::NaiveDate;
use lianyi_shared::error::Reason;
use lianyi_shared::id::{GroupId, LeaderId, PairingId, RepresentativeId, RosterId, RosterVersionId};
use lianyi_shared::roster::{LineChange, PairingStatus, RosterStatus};
use sea_orm::sea_query::{Expr, ExprTrait as _, Query};
use sea_orm::{
    ActiveModelTrait as _, ColumnTrait as _, ConnectionTrait as _, EntityTrait as _, QueryFilter as _, Set,
};

use crate::access::viewer::Capacity;
use crate::audit::event::AuditEvent;
use crate::entity::{leader, pairing, roster_line, roster_version};
use crate::error::{Error, Refusal, Result};
use crate::op::{App, Op};
use crate::roster::check::{self, is_gone};
use crate::roster::graphql_version::RosterVersion;
use crate::roster::read::{self, Version};
use crate::roster::{contents, may};
use crate::units::tree::UnitTree;
use crate::work::Work;

/// A draft that the viewer edits in an open transaction.
#[derive(Debug)]
pub struct Draft {
    /// The version and its roster.
    pub version: Version,
    capacity: Capacity,
}

/// One side of a new pairing; exactly one of the two is set.
#[derive(Clone, Copy, Debug)]
pub struct OtherSide {
    /// A person.
    pub representative: Option<RepresentativeId>,
    /// A group.
    pub group: Option<GroupId>,
}

impl Draft {
    /// Takes up a draft in the state that the viewer saw (`version`).
    pub async fn open(op: &Op, work: &Work, id: RosterVersionId, version: i32) -> Result<Self> {
        let seen = read::version(op, &**work, id).await?;
        let capacity = may::draft(op, op.tree().await?, &seen)?;
        if seen.row.status != RosterStatus::Draft {
            return Err(Error::wrong_state(seen.row.status.label(op.request.lang)));
        }
        let raise = Query::update()
            .table("roster_version")
            .value("version", Expr::col("version").add(1))
            .and_where(Expr::col("id").eq(id))
            .and_where(Expr::col("status").eq(RosterStatus::Draft))
            .and_where(Expr::col("version").eq(version))
            .to_owned();
        work.one_row(&raise).await?;
        Ok(Self { version: seen, capacity })
    }

    fn id(&self) -> RosterVersionId {
        self.version.row.id
    }

    /// The line of a pairing, with the pairing.
    pub async fn line(&self, work: &Work, id: PairingId) -> Result<(roster_line::Model, pairing::Model)> {
        let line = roster_line::Entity::find_by_id((self.id(), id)).one(&**work).await?;
        let pairing = pairing::Entity::find_by_id(id).one(&**work).await?;
        line.zip(pairing).ok_or_else(|| Error::invalid("input.pairing", Reason::LineNotThere))
    }

    /// A leader who may stand on this roster: in office, of its tier, and on a branch roster of that
    /// branch (P1, R3).
    pub async fn leader(&self, op: &Op, work: &Work, id: LeaderId, path: &str) -> Result<leader::Model> {
        let leader = leader::Entity::find_by_id(id).one(&**work).await?.ok_or(Error::NotFound)?;
        if is_gone(&leader) {
            return Err(Error::invalid(path, Reason::Archived));
        }
        if !belongs(&leader, &self.version, op.tree().await?) {
            return Err(Error::invalid(path, Reason::LeaderElsewhere));
        }
        Ok(leader)
    }

    /// Adds a line, see [`add`].
    pub async fn add(
        &self,
        op: &Op,
        work: &Work,
        leader: LeaderId,
        other: OtherSide,
        reason: Option<String>,
    ) -> Result<PairingId> {
        add(op.app(), work, &self.version.row, leader, other, reason).await
    }

    /// Changes a line.
    pub async fn set_line(
        &self,
        work: &Work,
        pairing: PairingId,
        change: LineChange,
        reason: Option<String>,
    ) -> Result<()> {
        set_line(work, self.id(), pairing, change, reason).await
    }

    /// Takes a line off: a kept one is ended with a reason, a new one disappears with its pairing.
    pub async fn take_off(
        &self,
        work: &Work,
        line: &roster_line::Model,
        reason: Option<String>,
    ) -> Result<()> {
        if line.change != LineChange::New {
            return self.set_line(work, line.pairing_id, LineChange::Ended, reason).await;
        }
        let line_gone = Query::delete()
            .from_table("roster_line")
            .and_where(Expr::col("version_id").eq(self.id()))
            .and_where(Expr::col("pairing_id").eq(line.pairing_id))
            .to_owned();
        work.execute(&line_gone).await?;
        let pairing_gone = Query::delete()
            .from_table("pairing")
            .and_where(Expr::col("id").eq(line.pairing_id))
            .and_where(Expr::col("status").eq(PairingStatus::Planned))
            .to_owned();
        work.execute(&pairing_gone).await?;
        Ok(())
    }

    /// Commits the edit with its audit line and reads the draft again.
    pub async fn commit(self, op: &Op, work: Work, event: AuditEvent) -> Result<RosterVersion> {
        let id = self.id();
        work.commit(event.by(self.capacity)).await?;
        RosterVersion::read(op, id).await
    }
}

/// Adds a line to a version. The same pair that the version ends is restored instead of made anew,
/// and a pair that stands there is refused.
pub async fn add(
    app: &App,
    work: &Work,
    version: &roster_version::Model,
    leader: LeaderId,
    other: OtherSide,
    reason: Option<String>,
) -> Result<PairingId> {
    let mut same = pairing::Entity::find()
        .filter(pairing::Column::RosterId.eq(version.roster_id))
        .filter(pairing::Column::LeaderId.eq(leader))
        .filter(pairing::Column::Status.ne(PairingStatus::Ended));
    same = match (other.representative, other.group) {
        (Some(person), None) => same.filter(pairing::Column::RepresentativeId.eq(person)),
        (None, Some(group)) => same.filter(pairing::Column::GroupId.eq(group)),
        _ => return Err(Error::invalid("input.representative", Reason::OneOfTwo)),
    };
    if let Some(pairing) = same.one(&**work).await? {
        let line = roster_line::Entity::find_by_id((version.id, pairing.id)).one(&**work).await?;
        match line.map(|line| line.change) {
            Some(LineChange::Ended) => {
                set_line(work, version.id, pairing.id, LineChange::Kept, None).await?;
            }
            Some(_) => return Err(Error::invalid("input.leader", Reason::SamePairTwice)),
            None => insert_line(work, version.id, pairing.id, LineChange::Kept, None).await?,
        }
        return Ok(pairing.id);
    }
    let id = PairingId(app.new_id());
    pairing::ActiveModel {
        id: Set(id),
        roster_id: Set(version.roster_id),
        leader_id: Set(leader),
        representative_id: Set(other.representative),
        group_id: Set(other.group),
        status: Set(PairingStatus::Planned),
        since: Set(None),
        until: Set(None),
        end_reason: Set(None),
    }
    .insert(&**work)
    .await?;
    insert_line(work, version.id, id, LineChange::New, reason).await?;
    Ok(id)
}

async fn insert_line(
    work: &Work,
    version: RosterVersionId,
    pairing: PairingId,
    change: LineChange,
    reason: Option<String>,
) -> Result<()> {
    roster_line::ActiveModel {
        version_id: Set(version),
        pairing_id: Set(pairing),
        change: Set(change),
        reason: Set(reason),
    }
    .insert(&**work)
    .await?;
    Ok(())
}

async fn set_line(
    work: &Work,
    version: RosterVersionId,
    pairing: PairingId,
    change: LineChange,
    reason: Option<String>,
) -> Result<()> {
    let update = Query::update()
        .table("roster_line")
        .value("change", change)
        .value("reason", reason)
        .and_where(Expr::col("version_id").eq(version))
        .and_where(Expr::col("pairing_id").eq(pairing))
        .to_owned();
    work.one_row(&update).await
}

/// Whether a leader stands on rosters like this: of its tier, and on a branch roster of that branch.
pub fn belongs(leader: &leader::Model, version: &Version, tree: &UnitTree) -> bool {
    let owner = version.roster.owner_id;
    leader.tier == version.roster.route.tier()
        && (leader.branch_id == owner || tree.is_within(leader.unit_id, owner))
}

/// Refuses a version that the checks would stop.
pub async fn refuse_blocked(op: &Op, work: &Work, id: RosterVersionId) -> Result<()> {
    let contents = contents::of(&**work, id).await?;
    let blockers = check::findings(&contents, op.viewer.leader)
        .into_iter()
        .filter(|finding| finding.code.blocks())
        .count();
    if blockers == 0 {
        return Ok(());
    }
    Err(Error::conflict(Refusal::from(Reason::RosterBlocked).with("count", blockers)))
}

/// The version in force of a roster.
pub async fn in_force(work: &Work, roster: RosterId) -> Result<Option<roster_version::Model>> {
    Ok(roster_version::Entity::find()
        .filter(roster_version::Column::RosterId.eq(roster))
        .filter(roster_version::Column::Status.eq(RosterStatus::InForce))
        .one(&**work)
        .await?)
}

/// The day before another; the first day of the calendar has none and stays.
pub fn day_before(day: NaiveDate) -> NaiveDate {
    day.pred_opt().unwrap_or(day)
}

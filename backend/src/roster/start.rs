//! Starting a draft: empty, the same as now, or an adjustment of what is in force (R4).

use chrono::NaiveDate;
use lianyi_shared::audit::AuditAction;
use lianyi_shared::error::Reason;
use lianyi_shared::id::{AccountId, RosterId, RosterVersionId, UnitId};
use lianyi_shared::people::RecordStatus;
use lianyi_shared::roster::{DraftStart, LineChange, PairingStatus, RosterRoute, RosterStatus};
use lianyi_shared::text::{Lang, Text as _};
use lianyi_shared::text_roster::PrefilledReason;
use sea_orm::{
    ActiveModelTrait as _, ColumnTrait as _, EntityTrait as _, QueryFilter as _, QueryOrder as _, Set,
};

use crate::access::viewer::Place;
use crate::audit::event::AuditEvent;
use crate::entity::{quota_exception, roster, roster_line, roster_version};
use crate::error::{Error, Result};
use crate::op::{App, Op};
use crate::roster::check::is_gone;
use crate::roster::contents::{self, Line};
use crate::roster::draft::in_force;
use crate::roster::graphql_version::RosterVersion;
use crate::roster::read;
use crate::work::Work;

/// Whose draft, and what it begins with.
#[derive(Clone, Debug, async_graphql::InputObject)]
pub struct StartRosterInput {
    /// The college, or a branch.
    pub owner: UnitId,
    /// What the draft begins with.
    pub start: DraftStart,
    /// The academic year, by the calendar year in which it begins: this one (the default) or the
    /// next. An adjustment stays in its own year.
    pub year: Option<i32>,
}

/// Starts a draft. Permission `ROSTER_DRAFT_SCHOOL` or `ROSTER_DRAFT_BRANCH` on the owner.
pub async fn start(op: &Op, input: StartRosterInput) -> Result<RosterVersion> {
    let work = op.begin().await?;
    let (unit, route) = read::owner(op, &*work, input.owner).await?;
    let route = route.ok_or_else(|| Error::invalid("input.owner", Reason::NotARosterOwner))?;
    let capacity = op.viewer.require(route.draft_permission(), Place::of_unit(unit.id), op.tree().await?)?;
    let roster = lasting(op.app(), &work, unit.id, route).await?.id;
    let based_on = in_force(&work, roster).await?;
    let this_year = op.app().clock.academic_year().0;
    let year = match (input.start, &based_on) {
        (DraftStart::RollForward | DraftStart::Adjust, None) => {
            return Err(Error::conflict(Reason::NothingToRollForward));
        }
        (DraftStart::Adjust, Some(version)) => version.year,
        _ => input.year.unwrap_or(this_year),
    };
    if input.start != DraftStart::Adjust && !(this_year..=this_year + 1).contains(&year) {
        return Err(Error::invalid("input.year", Reason::YearRange));
    }
    let new = NewVersion {
        roster,
        year,
        based_on: based_on.as_ref().map(|version| version.id),
        historic_from: None,
        drafted_by: op.viewer.account,
    };
    let id = insert_version(op.app(), &work, new).await?.id;
    let mut carried = 0;
    if let Some(version) = &based_on {
        carried = carry(&work, version.id, id, input.start).await?;
    }
    let event = AuditEvent::new(AuditAction::RosterStart, id)
        .by(capacity)
        .with("owner", unit.id.to_string())
        .with("start", input.start.code())
        .with("lines", carried);
    work.commit(event).await?;
    RosterVersion::read(op, id).await
}

/// The lasting roster of an owner, made when its first version is.
pub async fn lasting(app: &App, work: &Work, owner: UnitId, route: RosterRoute) -> Result<roster::Model> {
    let present = roster::Entity::find().filter(roster::Column::OwnerId.eq(owner)).one(&**work).await?;
    if let Some(roster) = present {
        return Ok(roster);
    }
    let new =
        roster::ActiveModel { id: Set(RosterId(app.new_id())), route: Set(route), owner_id: Set(owner) };
    Ok(new.insert(&**work).await?)
}

/// A version to be added to a roster.
#[derive(Clone, Copy, Debug)]
pub struct NewVersion {
    /// The roster.
    pub roster: RosterId,
    /// The academic year, by the calendar year in which it begins.
    pub year: i32,
    /// The version in force, whose lines it takes up.
    pub based_on: Option<RosterVersionId>,
    /// In force since this day, by a decision whose particulars are unknown; a draft otherwise.
    pub historic_from: Option<NaiveDate>,
    /// Who drafts it.
    pub drafted_by: AccountId,
}

/// Adds a version without lines. A roster has one open version at most.
pub async fn insert_version(app: &App, work: &Work, new: NewVersion) -> Result<roster_version::Model> {
    let versions = roster_version::Entity::find()
        .filter(roster_version::Column::RosterId.eq(new.roster))
        .order_by_desc(roster_version::Column::Number)
        .all(&**work)
        .await?;
    if versions.iter().any(|version| version.status.is_open()) {
        return Err(Error::conflict(Reason::DraftExists));
    }
    let historic = new.historic_from.is_some();
    let row = roster_version::ActiveModel {
        id: Set(RosterVersionId(app.new_id())),
        roster_id: Set(new.roster),
        number: Set(versions.first().map_or(1, |version| version.number + 1)),
        year: Set(new.year),
        status: Set(if historic { RosterStatus::InForce } else { RosterStatus::Draft }),
        based_on_id: Set(new.based_on),
        historic: Set(historic),
        effective_from: Set(new.historic_from),
        effective_until: Set(None),
        drafted_by: Set(new.drafted_by),
        proposed_by: Set(None),
        filing: Set(None),
        filing_since: Set(None),
        status_since: Set(app.clock.now()),
        created_at: Set(app.clock.now()),
        version: Set(1),
    };
    Ok(row.insert(&**work).await?)
}

/// Carries the lines of the version in force into the draft, so that the difference is whole.
pub async fn carry(
    work: &Work,
    from: RosterVersionId,
    to: RosterVersionId,
    start: DraftStart,
) -> Result<usize> {
    let before = contents::of(&**work, from).await?;
    let rows: Vec<roster_line::ActiveModel> = before
        .lines
        .iter()
        .filter(|line| line.stands())
        .map(|line| {
            let (change, reason) = proposed(line, start);
            roster_line::ActiveModel {
                version_id: Set(to),
                pairing_id: Set(line.pairing.id),
                change: Set(change),
                reason: Set(reason),
            }
        })
        .collect();
    let count = rows.len();
    if count > 0 {
        roster_line::Entity::insert_many(rows).exec(&**work).await?;
    }
    if start != DraftStart::Empty {
        carry_exceptions(work, from, to).await?;
    }
    Ok(count)
}

/// Carries the reasons of quota exceptions with the lines that they are about: what is the same needs no new reason.
async fn carry_exceptions(work: &Work, from: RosterVersionId, to: RosterVersionId) -> Result<()> {
    let before = quota_exception::Entity::find()
        .filter(quota_exception::Column::VersionId.eq(from))
        .all(&**work)
        .await?;
    let rows: Vec<_> = before
        .into_iter()
        .map(|exception| quota_exception::ActiveModel {
            version_id: Set(to),
            leader_id: Set(exception.leader_id),
            reason: Set(exception.reason),
        })
        .collect();
    if !rows.is_empty() {
        quota_exception::Entity::insert_many(rows).exec(&**work).await?;
    }
    Ok(())
}

/// What a draft proposes for a line in force: kept, or ended for a reason that is known already.
fn proposed(line: &Line, start: DraftStart) -> (LineChange, Option<String>) {
    let text = |reason: PrefilledReason| Some(reason.template(Lang::Zh).to_owned());
    if line.pairing.status == PairingStatus::Ended {
        let reason = line.pairing.end_reason.clone().unwrap_or_default();
        let filled = PrefilledReason::EndedBefore.render(Lang::Zh, &[("reason", &reason)]);
        return (LineChange::Ended, Some(filled));
    }
    if is_gone(&line.leader) || line.pairing.status == PairingStatus::Vacant {
        return (LineChange::Ended, text(PrefilledReason::LeaderGone));
    }
    if line.counterpart.status() == RecordStatus::Archived {
        return (LineChange::Ended, text(PrefilledReason::CounterpartGone));
    }
    match start {
        DraftStart::Empty => (LineChange::Ended, None),
        DraftStart::RollForward | DraftStart::Adjust => (LineChange::Kept, None),
    }
}

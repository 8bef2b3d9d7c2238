//! Rosters: one version per owner, a draft, or in force where it is history (R1–R4).

use chrono::NaiveDate;
use lianyi_shared::error::Reason;
use lianyi_shared::id::{AccountId, LeaderId, UnitId};
use lianyi_shared::import::ImportRecord;
use lianyi_shared::roster::{DraftStart, QuotaVerdict, RosterRoute};
use lianyi_shared::units::UnitKind;
use sea_orm::{ColumnTrait as _, EntityTrait as _, QueryFilter as _, Set};
use uuid::Uuid;

use super::{Writer, at_row};
use crate::entity::{quota_exception, roster_departed, roster_line, roster_version, unit};
use crate::error::{Error, Result};
use crate::import::changes::Origin;
use crate::import::judgement::Judgement;
use crate::import::roster::{RosterOwner, RosterRow};
use crate::roster::decide;
use crate::roster::draft::{self, OtherSide, in_force};
use crate::roster::start::{self, NewVersion};

/// The month in which an academic year begins.
const FIRST_MONTH: u32 = 9;

pub(super) async fn take(
    writer: &mut Writer<'_>,
    judgement: &Judgement<RosterRow, LeaderId>,
) -> Result<usize> {
    let mut owners: Vec<RosterOwner> = Vec::new();
    for (.., row) in judgement.accepted() {
        if !owners.contains(&row.owner) {
            owners.push(row.owner);
        }
    }
    let mut taken = 0;
    for owner in owners {
        let rows: Vec<(Origin<'_>, &RosterRow)> = judgement
            .accepted()
            .filter(|(.., row)| row.owner == owner)
            .map(|(judged, _, row)| (Origin { sheet: &judged.sheet, row: judged.row }, row))
            .collect();
        taken += rows.len();
        version(writer, owner, &rows).await?;
    }
    Ok(taken)
}

/// Adds the version of one owner with its lines.
async fn version(
    writer: &mut Writer<'_>,
    owner: RosterOwner,
    rows: &[(Origin<'_>, &RosterRow)],
) -> Result<()> {
    let Some((first, _)) = rows.first().copied() else { return Ok(()) };
    let (owner, route) = match owner {
        RosterOwner::College => (college(writer).await?, RosterRoute::School),
        RosterOwner::Branch(branch) => (branch, RosterRoute::Branch),
    };
    let (app, work) = (writer.app, writer.work);
    let roster = start::lasting(app, work, owner, route).await?;
    if !has_versions(writer, &roster).await? {
        writer.changes.added(first, ImportRecord::Roster, roster.id.0, 0);
    }
    let based_on = in_force(work, roster.id).await?;
    let since = historic_from(writer)?;
    if since.is_some() && based_on.is_some() {
        return Err(Error::conflict(Reason::RosterInForce));
    }
    let new = NewVersion {
        roster: roster.id,
        year: writer.order.year,
        based_on: based_on.as_ref().map(|version| version.id),
        historic_from: since,
        // The command line has no account; nobody is kept from deciding by it.
        drafted_by: writer.by.as_ref().map_or(AccountId(Uuid::nil()), |by| by.account),
    };
    let version = start::insert_version(app, work, new).await?;
    writer.changes.added(first, ImportRecord::RosterVersion, version.id.0, version.version);
    if let Some(based_on) = &based_on {
        start::carry(work, based_on.id, version.id, DraftStart::Empty).await?;
    }
    for (origin, row) in rows {
        lines(writer, &version, *origin, row, route).await.map_err(at_row(writer.lang, *origin))?;
    }
    if let Some(since) = since {
        decide::begin_and_end_pairings(work, version.id, since).await?;
    }
    Ok(())
}

/// The lines of one leader, and the reason for an exception to the quota (R2).
async fn lines(
    writer: &mut Writer<'_>,
    version: &roster_version::Model,
    origin: Origin<'_>,
    row: &RosterRow,
    route: RosterRoute,
) -> Result<()> {
    departed(writer, version, row).await?;
    let groups =
        row.groups.iter().map(|group| (origin.row, OtherSide { representative: None, group: Some(*group) }));
    let people = row.people.iter().filter_map(|person| {
        let other = OtherSide { representative: Some(person.representative?), group: None };
        Some((person.row, other))
    });
    let (mut linked_groups, mut linked_people) = (0, 0);
    for (number, other) in groups.chain(people) {
        if other.group.is_some() {
            linked_groups += 1;
        } else {
            linked_people += 1;
        }
        let pairing =
            draft::add(writer.app, writer.work, version, row.leader, other, row.note.clone()).await?;
        let line = roster_line::Entity::find_by_id((version.id, pairing)).one(&**writer.work).await?;
        if line.is_some_and(|line| line.change == lianyi_shared::roster::LineChange::New) {
            let origin = Origin { sheet: origin.sheet, row: number };
            writer.changes.added(origin, ImportRecord::Pairing, pairing.0, 0);
        }
    }
    if let Some(reason) = row.note.clone()
        && route == RosterRoute::School
        && QuotaVerdict::of(linked_groups, linked_people) != QuotaVerdict::Met
    {
        let exception = quota_exception::ActiveModel {
            version_id: sea_orm::Set(version.id),
            leader_id: sea_orm::Set(row.leader),
            reason: sea_orm::Set(reason),
        };
        quota_exception::Entity::insert(exception).exec_without_returning(&**writer.work).await?;
    }
    Ok(())
}

/// Keeps the names of those who are on the roster and no longer in the register: a ledger of the year may name them.
async fn departed(writer: &Writer<'_>, version: &roster_version::Model, row: &RosterRow) -> Result<()> {
    for person in row.people.iter().filter(|person| person.representative.is_none()) {
        let gone = roster_departed::ActiveModel {
            id: Set(writer.app.new_id()),
            version_id: Set(version.id),
            leader_id: Set(row.leader),
            name: Set(person.name.clone()),
            unit: Set(person.unit.clone()),
        };
        roster_departed::Entity::insert(gone).exec_without_returning(&**writer.work).await?;
    }
    Ok(())
}

async fn college(writer: &Writer<'_>) -> Result<UnitId> {
    let college = unit::Entity::find()
        .filter(unit::Column::Kind.eq(UnitKind::College))
        .one(&**writer.work)
        .await?
        .ok_or_else(|| Error::invalid("owners", Reason::NotARosterOwner))?;
    Ok(college.id)
}

async fn has_versions(writer: &Writer<'_>, roster: &crate::entity::roster::Model) -> Result<bool> {
    let version = roster_version::Entity::find()
        .filter(roster_version::Column::RosterId.eq(roster.id))
        .one(&**writer.work)
        .await?;
    Ok(version.is_some())
}

/// A roster of the past is in force since the first day of its academic year.
fn historic_from(writer: &Writer<'_>) -> Result<Option<NaiveDate>> {
    if !writer.order.historic {
        return Ok(None);
    }
    NaiveDate::from_ymd_opt(writer.order.year, FIRST_MONTH, 1)
        .map(Some)
        .ok_or_else(|| Error::invalid("year", Reason::YearRange))
}

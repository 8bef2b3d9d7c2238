//! Deciding: the meeting's decision is registered and the version takes force at once (R1, R3).

use chrono::NaiveDate;
use lianyi_shared::audit::AuditAction;
use lianyi_shared::error::Reason;
use lianyi_shared::id::RosterVersionId;
use lianyi_shared::roster::{
    FilingStatus, LineChange, PairingStatus, RosterAction, RosterRoute, RosterStatus, RosterStep,
};
use lianyi_shared::validate::LINE_MAX;
use sea_orm::ConnectionTrait as _;
use sea_orm::sea_query::{Expr, ExprTrait as _, Query, SelectStatement};

use crate::audit::event::AuditEvent;
use crate::entity::roster_version;
use crate::error::{Error, Result};
use crate::faults::Faults;
use crate::op::Op;
use crate::roster::draft::{day_before, in_force, refuse_blocked};
use crate::roster::graphql_version::RosterVersion;
use crate::roster::history::{self, Particulars};
use crate::roster::{may, read};
use crate::work::Work;

/// A decision with its particulars.
#[derive(Clone, Debug, async_graphql::InputObject)]
pub struct DecideRosterInput {
    /// The proposed version of the school, or the draft of a branch.
    pub id: RosterVersionId,
    /// The `version` that was read.
    pub version: i32,
    /// The meeting that decided.
    pub meeting: String,
    /// Its day; today at the latest.
    pub meeting_on: NaiveDate,
    /// The number of its minutes.
    pub minute_number: String,
    /// The first day in force, by default the day of the meeting.
    pub effective_from: Option<NaiveDate>,
}

/// Registers a decision. Permission `ROSTER_DECIDE_SCHOOL` or `ROSTER_DECIDE_BRANCH`; on the school
/// route never by who drafted or proposed the version. Refused while the checks find blockers.
pub async fn decide(op: &Op, input: DecideRosterInput) -> Result<RosterVersion> {
    let mut faults = Faults::default();
    let meeting = faults.required("input.meeting", &input.meeting, LINE_MAX);
    let minute_number = faults.required("input.minuteNumber", &input.minute_number, LINE_MAX);
    if input.meeting_on > op.today() {
        faults.add("input.meetingOn", Reason::DateInFuture);
    }
    let from = input.effective_from.unwrap_or(input.meeting_on);
    if from < input.meeting_on {
        faults.add("input.effectiveFrom", Reason::BeforeMeeting);
    }
    faults.check()?;
    let work = op.begin().await?;
    let version = read::version(op, &*work, input.id).await?;
    let capacity = may::act(op, op.tree().await?, &version, RosterAction::Decide)?;
    refuse_blocked(op, &work, input.id).await?;
    let before = in_force(&work, version.roster.id).await?;
    if before.as_ref().map(|before| before.id) != version.row.based_on_id {
        return Err(Error::conflict(Reason::InForceChanged));
    }
    if before.as_ref().and_then(|before| before.effective_from).is_some_and(|earlier| from < earlier) {
        return Err(Error::invalid("input.effectiveFrom", Reason::BeforePredecessor));
    }
    if let Some(before) = &before {
        supersede(op, &work, before, from).await?;
    }
    let mut update = Query::update();
    update
        .table("roster_version")
        .value("status", RosterStatus::InForce)
        .value("status_since", op.now())
        .value("effective_from", from)
        .value("version", Expr::col("version").add(1))
        .and_where(Expr::col("id").eq(input.id))
        .and_where(Expr::col("status").eq(version.row.status))
        .and_where(Expr::col("version").eq(input.version));
    match version.roster.route {
        RosterRoute::School => {
            update.cond_where(may::not_own_work(op.viewer.account));
        }
        RosterRoute::Branch => {
            update.value("filing", FilingStatus::Due).value("filing_since", op.now());
        }
    }
    work.one_row(&update).await?;
    begin_and_end_pairings(&work, input.id, from).await?;
    let particulars = Particulars {
        meeting: Some(meeting),
        meeting_on: Some(input.meeting_on),
        minute_number: Some(minute_number),
        reasons: None,
    };
    history::record(op, &work, input.id, RosterStep::Decide, &capacity, particulars).await?;
    let event = AuditEvent::new(AuditAction::RosterDecide, input.id)
        .by(capacity)
        .with("route", version.roster.route.code())
        .with("effectiveFrom", from.to_string());
    work.commit(event).await?;
    RosterVersion::read(op, input.id).await
}

/// The version in force makes room.
async fn supersede(op: &Op, work: &Work, before: &roster_version::Model, from: NaiveDate) -> Result<()> {
    let update = Query::update()
        .table("roster_version")
        .value("status", RosterStatus::Superseded)
        .value("status_since", op.now())
        .value("effective_until", day_before(from))
        .value("version", Expr::col("version").add(1))
        .and_where(Expr::col("id").eq(before.id))
        .and_where(Expr::col("status").eq(RosterStatus::InForce))
        .to_owned();
    work.one_row(&update).await
}

/// Planned pairings become active, ended lines end: two statements, however many lines.
pub async fn begin_and_end_pairings(work: &Work, version: RosterVersionId, from: NaiveDate) -> Result<()> {
    let lines = |changes: &[LineChange]| -> SelectStatement {
        Query::select()
            .column("pairing_id")
            .from("roster_line")
            .and_where(Expr::col("version_id").eq(version))
            .and_where(Expr::col("change").is_in(changes.iter().copied()))
            .to_owned()
    };
    let begin = Query::update()
        .table("pairing")
        .value("status", PairingStatus::Active)
        .value("since", from)
        .and_where(Expr::col("status").eq(PairingStatus::Planned))
        .and_where(Expr::col("id").in_subquery(lines(&[LineChange::New, LineChange::Kept])))
        .to_owned();
    work.execute(&begin).await?;
    let reason = Query::select()
        .column(("roster_line", "reason"))
        .from("roster_line")
        .and_where(Expr::col(("roster_line", "version_id")).eq(version))
        .and_where(Expr::col(("roster_line", "pairing_id")).equals(("pairing", "id")))
        .to_owned();
    let end = Query::update()
        .table("pairing")
        .value("status", PairingStatus::Ended)
        .value("until", day_before(from))
        .value("end_reason", Expr::SubQuery(None, Box::new(reason.into())))
        .and_where(Expr::col("status").ne(PairingStatus::Ended))
        .and_where(Expr::col("id").in_subquery(lines(&[LineChange::Ended])))
        .to_owned();
    work.execute(&end).await?;
    Ok(())
}

//! Ending a pairing because of a fact, outside any draft: the counterpart left, died or joined the
//! Party, a group was dissolved, a leader left. Dated, and printed in the next paper.

use chrono::NaiveDate;
use lianyi_shared::audit::AuditAction;
use lianyi_shared::error::Reason;
use lianyi_shared::id::PairingId;
use lianyi_shared::roster::{EndingFact, LineChange, PairingStatus, RosterStatus};
use lianyi_shared::text::{Lang, Text as _};
use lianyi_shared::text_roster::PrefilledReason;
use lianyi_shared::validate::TEXT_MAX;
use sea_orm::sea_query::{Expr, ExprTrait as _, Query};
use sea_orm::{ColumnTrait as _, ConnectionTrait as _, EntityTrait as _, QueryFilter as _};

use crate::access::viewer::Place;
use crate::audit::event::AuditEvent;
use crate::entity::{pairing, roster};
use crate::error::{Error, Result};
use crate::faults::Faults;
use crate::op::Op;
use crate::roster::graphql::Pairing;
use crate::roster::read;
use crate::work::Work;

/// A pairing in force and what happened.
#[derive(Clone, Debug, async_graphql::InputObject)]
pub struct EndPairingInput {
    /// The pairing.
    pub pairing: PairingId,
    /// What happened.
    pub fact: EndingFact,
    /// The last day on which the pairing was kept; today at the latest.
    pub on: NaiveDate,
    /// A word more, if needed.
    pub note: Option<String>,
}

/// Ends a pairing, or marks it vacant where its leader left. Permission to draft on the owner. An
/// open version of the roster shows the line as ended.
pub async fn end_pairing(op: &Op, input: EndPairingInput) -> Result<Pairing> {
    let mut faults = Faults::default();
    let note = faults.optional("input.note", input.note.as_deref(), TEXT_MAX);
    if input.on > op.today() {
        faults.add("input.on", Reason::DateInFuture);
    }
    faults.check()?;
    let work = op.begin().await?;
    let visible =
        Query::select().column("id").from("roster").cond_where(read::SCOPED.visible(&op.viewer)).to_owned();
    let row = pairing::Entity::find_by_id(input.pairing)
        .filter(pairing::Column::RosterId.in_subquery(visible))
        .one(&*work)
        .await?
        .ok_or(Error::NotFound)?;
    let roster = roster::Entity::find_by_id(row.roster_id).one(&*work).await?.ok_or(Error::NotFound)?;
    let place = Place::of_unit(roster.owner_id);
    let capacity = op.viewer.require(roster.route.draft_permission(), place, op.tree().await?)?;
    if !matches!(row.status, PairingStatus::Active | PairingStatus::Vacant) {
        return Err(Error::wrong_state(row.status.label(op.request.lang)));
    }
    let label = input.fact.label(Lang::Zh);
    let reason = note.map_or_else(|| label.to_owned(), |note| format!("{label}：{note}"));
    let status = input.fact.status();
    let mut update = Query::update();
    update
        .table("pairing")
        .value("status", status)
        .value("end_reason", reason.clone())
        .and_where(Expr::col("id").eq(row.id))
        .and_where(Expr::col("status").eq(row.status));
    if status == PairingStatus::Ended {
        update.value("until", input.on);
    }
    work.one_row(&update).await?;
    end_in_open_version(&work, row.id, &reason).await?;
    let event = AuditEvent::new(AuditAction::PairingEnd, row.id).by(capacity).with("fact", input.fact.code());
    work.commit(event).await?;
    Pairing::read(op, row.id).await
}

/// Shows the line as ended in the open version of the roster, if there is one, and raises the
/// version so that nobody decides on what they have not seen.
async fn end_in_open_version(work: &Work, pairing: PairingId, reason: &str) -> Result<()> {
    let open = Query::select()
        .column("id")
        .from("roster_version")
        .and_where(Expr::col("status").is_in([RosterStatus::Draft, RosterStatus::Proposed]))
        .to_owned();
    let versions = Query::select()
        .column("version_id")
        .from("roster_line")
        .and_where(Expr::col("pairing_id").eq(pairing))
        .and_where(Expr::col("version_id").in_subquery(open))
        .and_where(Expr::col("change").ne(LineChange::Ended))
        .to_owned();
    let raise = Query::update()
        .table("roster_version")
        .value("version", Expr::col("version").add(1))
        .and_where(Expr::col("id").in_subquery(versions.clone()))
        .to_owned();
    work.execute(&raise).await?;
    let end = Query::update()
        .table("roster_line")
        .value("change", LineChange::Ended)
        .value("reason", PrefilledReason::EndedBefore.render(Lang::Zh, &[("reason", &reason)]))
        .and_where(Expr::col("pairing_id").eq(pairing))
        .and_where(Expr::col("version_id").in_subquery(versions))
        .to_owned();
    work.execute(&end).await?;
    Ok(())
}

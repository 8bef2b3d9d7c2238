//! The history of a version: what was done, by whom, when. Steps are added, never changed.

use std::collections::HashMap;
use std::sync::Arc;

use chrono::NaiveDate;
use lianyi_shared::id::{AccountId, RosterVersionId};
use lianyi_shared::roster::RosterStep;
use sea_orm::{
    ActiveModelTrait as _, ColumnTrait as _, ConnectionTrait, EntityTrait as _, QueryFilter as _,
    QueryOrder as _, Set,
};

use crate::access::viewer::Capacity;
use crate::entity::{account, roster_decision};
use crate::error::Result;
use crate::op::Op;
use crate::work::Work;

/// What is written down with a step.
#[derive(Clone, Debug, Default)]
pub struct Particulars {
    /// The meeting that decided.
    pub meeting: Option<String>,
    /// The day of the meeting.
    pub meeting_on: Option<NaiveDate>,
    /// The number of its minutes.
    pub minute_number: Option<String>,
    /// Why it was returned, or what was answered.
    pub reasons: Option<String>,
}

/// A step with the name of the person who took it.
#[derive(Clone, Debug)]
pub struct Step {
    /// The row.
    pub row: roster_decision::Model,
    /// The person.
    pub by: String,
}

/// Adds a step.
pub async fn record(
    op: &Op,
    work: &Work,
    version: RosterVersionId,
    step: RosterStep,
    capacity: &Capacity,
    particulars: Particulars,
) -> Result<()> {
    roster_decision::ActiveModel {
        id: Set(op.app().new_id()),
        version_id: Set(version),
        action: Set(step.code().to_owned()),
        account_id: Set(op.viewer.account),
        capacity: Set(capacity.to_string()),
        at: Set(op.now()),
        meeting: Set(particulars.meeting),
        meeting_on: Set(particulars.meeting_on),
        minute_number: Set(particulars.minute_number),
        reasons: Set(particulars.reasons),
    }
    .insert(&**work)
    .await?;
    Ok(())
}

/// The steps of versions, oldest first: two statements, however many versions.
pub async fn load(
    db: &impl ConnectionTrait,
    versions: &[RosterVersionId],
) -> Result<HashMap<RosterVersionId, Arc<Vec<Step>>>> {
    let rows = roster_decision::Entity::find()
        .filter(roster_decision::Column::VersionId.is_in(versions.iter().copied()))
        .order_by_asc(roster_decision::Column::At)
        .order_by_asc(roster_decision::Column::Id)
        .all(db)
        .await?;
    let names: HashMap<AccountId, String> = account::Entity::find()
        .filter(account::Column::Id.is_in(rows.iter().map(|row| row.account_id)))
        .all(db)
        .await?
        .into_iter()
        .map(|account| (account.id, account.name))
        .collect();
    let mut steps: HashMap<RosterVersionId, Vec<Step>> = HashMap::new();
    for row in rows {
        let by = names.get(&row.account_id).cloned().unwrap_or_default();
        steps.entry(row.version_id).or_default().push(Step { row, by });
    }
    Ok(steps.into_iter().map(|(version, steps)| (version, Arc::new(steps))).collect())
}

/// Who registered the decision on a version.
pub async fn decided_by(db: &impl ConnectionTrait, version: RosterVersionId) -> Result<Option<AccountId>> {
    let row = roster_decision::Entity::find()
        .filter(roster_decision::Column::VersionId.eq(version))
        .filter(roster_decision::Column::Action.eq(RosterStep::Decide.code()))
        .one(db)
        .await?;
    Ok(row.map(|row| row.account_id))
}

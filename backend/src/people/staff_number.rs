//! Staff numbers: unique within a kind, and never the same for a leader and a representative,
//! because leaders are Party members.

use lianyi_shared::error::Reason;
use lianyi_shared::id::{LeaderId, RepresentativeId};
use sea_orm::{ColumnTrait as _, ConnectionTrait, EntityTrait as _, QueryFilter as _};

use crate::entity::{leader, representative};
use crate::error::Result;
use crate::people::check::Checks;

async fn leader_of(db: &impl ConnectionTrait, number: &str) -> Result<Option<leader::Model>> {
    Ok(leader::Entity::find().filter(leader::Column::StaffNumber.eq(number)).one(db).await?)
}

async fn representative_of(db: &impl ConnectionTrait, number: &str) -> Result<Option<representative::Model>> {
    Ok(representative::Entity::find().filter(representative::Column::StaffNumber.eq(number)).one(db).await?)
}

/// Checks the number of a representative; `own` is the row that may have it already.
pub async fn check_representative(
    checks: &mut Checks,
    db: &impl ConnectionTrait,
    number: &str,
    own: Option<RepresentativeId>,
) -> Result<()> {
    if representative_of(db, number).await?.is_some_and(|other| Some(other.id) != own) {
        checks.fault("staffNumber", Reason::StaffNumberTaken);
    }
    if leader_of(db, number).await?.is_some() {
        checks.fault("staffNumber", Reason::LeaderAndRepresentative);
    }
    Ok(())
}

/// Checks the number of a leader; `own` is the row that may have it already.
pub async fn check_leader(
    checks: &mut Checks,
    db: &impl ConnectionTrait,
    number: &str,
    own: Option<LeaderId>,
) -> Result<()> {
    if leader_of(db, number).await?.is_some_and(|other| Some(other.id) != own) {
        checks.fault("staffNumber", Reason::StaffNumberTaken);
    }
    if representative_of(db, number).await?.is_some() {
        checks.fault("staffNumber", Reason::LeaderAndRepresentative);
    }
    Ok(())
}

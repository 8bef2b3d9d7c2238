//! Naming who acts for a branch without a secretary, until a date (代行). Only the committee names; the
//! department never decides for a branch.

use chrono::NaiveDate;
use lianyi_shared::access::{AccountStatus, Permission, Role};
use lianyi_shared::audit::AuditAction;
use lianyi_shared::error::Reason;
use lianyi_shared::id::{LeaderId, UnitId};
use lianyi_shared::validate::TEXT_MAX;
use sea_orm::{ColumnTrait as _, EntityTrait as _, QueryFilter as _};

use crate::access::account::{Holding, hold};
use crate::access::branch_post;
use crate::access::viewer::Place;
use crate::audit::event::AuditEvent;
use crate::entity::account;
use crate::error::{Error, Result};
use crate::faults::Faults;
use crate::op::Op;
use crate::people::leaders;
use crate::units;
use crate::units::graphql::Unit;
use crate::work::{Revision, Work};

/// Who acts for which branch, from when until when, and why.
#[derive(Clone, Debug, async_graphql::InputObject)]
pub struct NameDeputyInput {
    /// A branch without a secretary.
    pub branch: UnitId,
    /// A leader who has an account.
    pub leader: LeaderId,
    /// The first day, today at the earliest.
    pub from: NaiveDate,
    /// The last day.
    pub until: NaiveDate,
    /// Why.
    pub reason: String,
}

/// Names an acting deputy. Permission `DEPUTY_NAME`; never oneself.
pub async fn name_deputy(op: &Op, input: NameDeputyInput) -> Result<Unit> {
    let mut faults = Faults::default();
    let reason = faults.required("input.reason", &input.reason, TEXT_MAX);
    let work = op.begin().await?;
    let branch = units::read::visible(op, &*work, input.branch).await?;
    let place = Place::of_unit(branch.id);
    let capacity = op.viewer.require(Permission::DeputyName, place, op.tree().await?)?;
    if !branch.kind.is_branch() || branch.closed_on.is_some() {
        faults.add("input.branch", Reason::NotABranch);
    }
    if input.from < op.today() {
        faults.add("input.from", Reason::DateInPast);
    }
    if input.until < input.from {
        faults.add("input.until", Reason::EndBeforeStart);
    }
    // The revision is raised first: whoever names beside this waits, and sees this one.
    work.raise(Revision::Access).await?;
    let account = account_of(op, &work, &mut faults, input.leader).await?;
    faults.check()?;
    let Some(account) = account else { return Err(Error::NotFound) };
    if account.id == op.viewer.account {
        return Err(Error::forbidden(Reason::OwnGrants));
    }
    let posts = branch_post::posts(&*work, &[branch.id], op.today()).await?;
    if let Some(post) = posts.get(&branch.id) {
        if post.secretary.is_some() {
            return Err(Error::conflict(Reason::HasSecretary));
        }
        if post.deputy.is_some() {
            return Err(Error::conflict(Reason::HasDeputy));
        }
    }
    let holding = Holding {
        role: Role::BranchSecretary,
        unit: Some(branch.id),
        since: Some(input.from),
        until: Some(input.until),
        reason: Some(reason),
    };
    hold(op.app(), &work, account.id, holding).await?;
    let event = AuditEvent::new(AuditAction::DeputyName, branch.id)
        .by(capacity)
        .with("account", account.id.to_string())
        .with("from", input.from.to_string())
        .with("until", input.until.to_string());
    work.commit(event).await?;
    Ok(Unit::from(branch))
}

/// The open account of the leader.
async fn account_of(
    op: &Op,
    work: &Work,
    faults: &mut Faults,
    leader: LeaderId,
) -> Result<Option<account::Model>> {
    let leader = leaders::visible(op, &**work, leader).await?;
    let account = account::Entity::find()
        .filter(account::Column::LeaderId.eq(leader.id))
        .filter(account::Column::Status.ne(AccountStatus::Closed))
        .one(&**work)
        .await?;
    if account.is_none() {
        faults.add("input.leader", Reason::NoAccount);
    }
    Ok(account)
}

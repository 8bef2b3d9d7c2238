//! Reporting to one's own branch (R11).

use async_graphql::InputObject;
use chrono::Months;
use lianyi_shared::access::Permission;
use lianyi_shared::audit::AuditAction;
use lianyi_shared::error::Reason;
use lianyi_shared::id::{AccountId, ContactId, TrendId};
use lianyi_shared::notice::NoticeKind;
use lianyi_shared::roster::PairingStatus;
use lianyi_shared::trend::{REVIEW_AFTER_MONTHS, TrendStatus};
use lianyi_shared::validate::TEXT_MAX;
use sea_orm::{
    ActiveModelTrait as _, ColumnTrait as _, EntityTrait as _, IntoActiveModel as _, QueryFilter as _,
};

use crate::access::branch_post;
use crate::access::viewer::Place;
use crate::audit::event::AuditEvent;
use crate::contact;
use crate::contact::content::ContactCounterpart;
use crate::db::Find as _;
use crate::entity::{leader, pairing, trend};
use crate::error::{Error, Result};
use crate::faults::Faults;
use crate::notice::tell;
use crate::op::Op;
use crate::trend::{may, readers};

/// What a leader tells.
#[derive(Clone, Debug, InputObject)]
pub struct ReportTrendInput {
    /// The id that the report shall have, so that you can ask again when an answer was lost: what you reported under it
    /// already is answered and not reported anew.
    pub id: Option<TrendId>,
    /// Of whom; somebody with whom you are paired.
    pub counterpart: ContactCounterpart,
    /// The record of the contact in which it showed.
    pub contact: Option<ContactId>,
    /// What the person would recognise as true. No religion, family or third parties, no state secrets.
    pub words: String,
    /// Readers of the department or the committee, where your branch has nobody else who reads it.
    #[graphql(default)]
    pub readers: Vec<AccountId>,
}

/// Reports to the secretary of the leader's branch; to named readers where the leader is that secretary, or nobody is.
pub async fn report(op: &Op, input: ReportTrendInput) -> Result<trend::Model> {
    let mut faults = Faults::default();
    let words = faults.required("input.words", &input.words, TEXT_MAX);
    faults.check()?;
    let work = op.begin().await?;
    if let Some(id) = input.id {
        let own = trend::Column::AuthorId.eq(op.viewer.account);
        if let Some(made) = trend::Entity::find_by_id(id).filter(own).first_in(&*work).await? {
            work.keep_own().await?;
            return Ok(made);
        }
    }
    let leader = op.viewer.leader.ok_or_else(|| Error::forbidden(Reason::NotPermitted))?;
    let leader = leader::Entity::find_by_id(leader).first_in(&*work).await?.ok_or(Error::NotFound)?;
    let place = Place { unit: Some(leader.branch_id), mine: true, assigned: false };
    let capacity = op.viewer.require(Permission::TrendReport, place, op.tree().await?)?;
    let ContactCounterpart { representative, group } = input.counterpart;
    let paired = pairing::Entity::find()
        .filter(pairing::Column::LeaderId.eq(leader.id))
        .filter(pairing::Column::Status.eq(PairingStatus::Active))
        .find_in(&*work)
        .await?;
    let with = |one: &pairing::Model| (one.representative_id, one.group_id) == (representative, group);
    if !paired.iter().any(with) {
        return Err(Error::invalid("input.counterpart", Reason::NotPairedNow));
    }
    if let Some(id) = input.contact {
        contact::read::visible(op, &*work, id).await?;
        if !contact::read::leaders_of(&*work, id).await?.contains(&leader.id) {
            return Err(Error::NotFound);
        }
    }
    let posts = branch_post::posts(&*work, &[leader.branch_id], op.today()).await?;
    let nobody = posts.get(&leader.branch_id).is_none_or(branch_post::BranchPost::is_empty);
    let past_branch = nobody || may::reads_branch(op, leader.branch_id).await.is_ok();
    match (past_branch, input.readers.is_empty()) {
        (true, true) => return Err(Error::invalid("input.readers", Reason::NobodyReads)),
        (true, false) => readers::check(op, &*work, &input.readers).await?,
        // It goes to the branch first; whoever shall read it beyond is named by reporting up.
        (false, _) => {}
    }
    let row = trend::Model {
        id: input.id.unwrap_or_else(|| TrendId(op.app().new_id())),
        status: if past_branch { TrendStatus::ReportedUp } else { TrendStatus::Reported },
        leader_id: leader.id,
        author_id: op.viewer.account,
        branch_id: leader.branch_id,
        representative_id: representative,
        group_id: group,
        contact_id: input.contact,
        words,
        reported_at: op.now(),
        read_by: None,
        read_at: None,
        noted_by: None,
        noted_at: None,
        note: None,
        review_on: op.today() + Months::new(REVIEW_AFTER_MONTHS),
        version: 1,
    };
    let row = row.into_active_model().reset_all().insert(&*work).await?;
    if past_branch {
        readers::name(op, &work, row.id, &input.readers).await?;
    } else {
        let secretaries = tell::secretaries(leader.branch_id, op.today());
        tell::tell(op, &work, secretaries, NoticeKind::TrendReported, row.id).await?;
    }
    let event =
        AuditEvent::new(AuditAction::TrendReport, row.id).by(capacity).with("status", row.status.code());
    work.commit(event).await?;
    Ok(row)
}

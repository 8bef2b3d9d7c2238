//! A school roster of any size.

use lianyi::entity::{pairing, quota_exception, roster_line, roster_version};
use lianyi_shared::id::{GroupId, LeaderId, PairingId, RepresentativeId, RosterVersionId};
use lianyi_shared::people::LeaderTier;
use lianyi_shared::roster::{LineChange, PairingStatus};
use sea_orm::{ActiveModelTrait as _, EntityTrait as _, Set};

use crate::app::TestApp;
use crate::college::College;

/// A leader of a draft with the names that must stand beside theirs.
pub struct Drafted {
    /// The leader.
    pub leader: LeaderId,
    /// The name.
    pub name: String,
    /// The names of the counterparts.
    pub counterparts: Vec<String>,
    /// Why outside the quota.
    pub exception: Option<String>,
}

const SURNAMES: &[&str] = &["任", "罗", "袁", "石", "叶", "高", "徐", "汪", "何", "丁"];
const GIVEN: &[&str] = &["平", "俊林", "兵立", "雪", "强勇", "燕", "丽", "慧", "静", "涛"];

/// A name of its own for each number below a hundred.
fn name(family: &str, number: usize) -> String {
    let surname = SURNAMES[number % SURNAMES.len()];
    format!("{surname}{family}{}", GIVEN[number / SURNAMES.len() % GIVEN.len()])
}

impl TestApp {
    /// Puts leaders on an empty draft of the school, each with one group and two persons, every
    /// fourth with three persons and the reason for it.
    pub async fn db_fill_draft(
        &self,
        college: &College,
        version: RosterVersionId,
        leaders: usize,
    ) -> Vec<Drafted> {
        let mut drafted = Vec::new();
        for number in 0..leaders {
            let name_of_leader = name("国", number);
            let leader = self
                .db_leader(&name_of_leader, LeaderTier::School, college.department, college.office_branch)
                .await;
            let group = format!("民盟示范学院第{}支部", number + 1);
            let id = self.db_group(&group).await;
            self.db_line(version, leader, None, Some(id)).await;
            let mut counterparts = vec![group];
            let families: &[&str] = if number % 4 == 0 { &["文", "春", "海"] } else { &["文", "春"] };
            for family in families {
                let person = name(family, number);
                let id = self.db_representative(&person, college.school).await;
                self.db_line(version, leader, Some(id), None).await;
                counterparts.push(person);
            }
            let exception = (families.len() > 2).then(|| format!("第{}项例外，本人希望延续", number + 1));
            if let Some(reason) = &exception {
                self.db_exception(version, leader, reason).await;
            }
            drafted.push(Drafted { leader, name: name_of_leader, counterparts, exception });
        }
        drafted
    }

    /// Adds a new line to a draft.
    pub async fn db_line(
        &self,
        version: RosterVersionId,
        leader: LeaderId,
        representative: Option<RepresentativeId>,
        group: Option<GroupId>,
    ) {
        let db = self.app.db.writer();
        let draft = roster_version::Entity::find_by_id(version).one(db).await.expect("a row");
        let pairing = pairing::ActiveModel {
            id: Set(PairingId(self.app.new_id())),
            roster_id: Set(draft.expect("the draft").roster_id),
            leader_id: Set(leader),
            representative_id: Set(representative),
            group_id: Set(group),
            status: Set(PairingStatus::Planned),
            since: Set(None),
            until: Set(None),
            end_reason: Set(None),
        };
        let pairing = pairing.insert(db).await.expect("a pairing");
        let line = roster_line::ActiveModel {
            version_id: Set(version),
            pairing_id: Set(pairing.id),
            change: Set(LineChange::New),
            reason: Set(Some("首次列入".to_owned())),
        };
        line.insert(db).await.expect("a line");
    }

    /// Says why a leader of a draft stands outside the quota.
    pub async fn db_exception(&self, version: RosterVersionId, leader: LeaderId, reason: &str) {
        let row = quota_exception::ActiveModel {
            version_id: Set(version),
            leader_id: Set(leader),
            reason: Set(reason.to_owned()),
        };
        row.insert(self.app.db.writer()).await.expect("an exception");
    }
}

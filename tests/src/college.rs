//! Builders with the domain's words: a small college for a test.

use std::sync::atomic::{AtomicU32, Ordering};

use chrono::NaiveDate;
use lianyi::audit::event::AuditEvent;
use lianyi::entity::{
    attachment, care_event, chosen_festival, leader, liaison_group, pairing, representative,
    representative_category, roster, trend,
};
use lianyi::people::name::NameKeys;
use lianyi::units::save::{self, UnitFields};
use lianyi::work::Work;
use lianyi_shared::attachment::AttachmentKind;
use lianyi_shared::audit::AuditAction;
use lianyi_shared::id::{
    AccountId, AttachmentId, CareEventId, ContactId, GroupId, LeaderId, PairingId, RepresentativeId,
    RosterId, TrendId, UnitId,
};
use lianyi_shared::occasion::{CareKind, OwnFestival};
use lianyi_shared::people::{GroupKind, LeaderTier, RecordStatus, Stage};
use lianyi_shared::roster::{PairingStatus, RosterRoute};
use lianyi_shared::trend::TrendStatus;
use lianyi_shared::units::UnitKind;
use sea_orm::{ActiveModelTrait as _, IntoActiveModel as _, Set};

use crate::app::TestApp;

/// A college with two branches and three units below them.
pub struct College {
    /// The root: the college and its Party committee.
    pub root: UnitId,
    /// The branch of the administration.
    pub office_branch: UnitId,
    /// The branch of the school of information.
    pub school_branch: UnitId,
    /// The united front department, below the office branch.
    pub department: UnitId,
    /// The school of information, below its branch.
    pub school: UnitId,
}

impl TestApp {
    /// Puts the small college in.
    pub async fn db_college(&self) -> College {
        let root = self.db_unit("A01", "学校党委", UnitKind::College, None).await;
        let office_branch = self.db_unit("P01", "机关第一党总支", UnitKind::GeneralBranch, None).await;
        let school_branch = self.db_unit("P02", "信息学院党总支", UnitKind::GeneralBranch, None).await;
        let department = self.db_unit("B02", "宣传统战部", UnitKind::Department, Some(office_branch)).await;
        let school = self.db_unit("C01", "信息工程学院", UnitKind::School, Some(school_branch)).await;
        College { root, office_branch, school_branch, department, school }
    }

    /// Adds a unit and rebuilds the scope tree.
    pub async fn db_unit(&self, code: &str, name: &str, kind: UnitKind, branch: Option<UnitId>) -> UnitId {
        let request = self.request();
        let work = Work::begin(&request, None).await.expect("a transaction");
        let fields = UnitFields {
            code: code.to_owned(),
            name: name.to_owned(),
            kind,
            parent: None,
            branch,
            head_name: None,
            closed_on: None,
        };
        let unit = save::insert(&self.app, &work, fields).await.expect("a unit");
        save::rebuild_closure(&work).await.expect("the scope tree");
        work.commit(AuditEvent::new(AuditAction::UnitCreate, unit.id)).await.expect("committed");
        unit.id
    }

    /// Adds a leader.
    pub async fn db_leader(&self, name: &str, tier: LeaderTier, unit: UnitId, branch: UnitId) -> LeaderId {
        let row = self.leader(name, tier, unit, branch);
        row.insert(self.app.db.writer()).await.expect("a leader").id
    }

    /// A leader not added yet.
    pub fn leader(&self, name: &str, tier: LeaderTier, unit: UnitId, branch: UnitId) -> leader::ActiveModel {
        let keys = NameKeys::of(name);
        let now = self.app.clock.now();
        leader::ActiveModel {
            id: Set(LeaderId(self.app.new_id())),
            name: Set(name.to_owned()),
            name_key: Set(keys.key),
            name_pinyin: Set(keys.pinyin),
            name_initials: Set(keys.initials),
            staff_number: Set(staff_number()),
            sex: Set(None),
            birth_month: Set(None),
            tier: Set(tier),
            post: Set("处长".to_owned()),
            unit_id: Set(unit),
            branch_id: Set(branch),
            phone: Set(None),
            email: Set(None),
            left_on: Set(None),
            status: Set(RecordStatus::Active),
            archive_reason: Set(None),
            created_at: Set(now),
            updated_at: Set(now),
            version: Set(1),
        }
    }

    /// Adds a representative of category 9, stage discovery.
    pub async fn db_representative(&self, name: &str, unit: UnitId) -> RepresentativeId {
        let row =
            self.representative(name, unit).insert(self.app.db.writer()).await.expect("a representative");
        representative_category::ActiveModel { representative_id: Set(row.id), category: Set(9) }
            .insert(self.app.db.writer())
            .await
            .expect("a category");
        row.id
    }

    /// The row of a representative of category 9 not added yet.
    pub fn representative(&self, name: &str, unit: UnitId) -> representative::ActiveModel {
        let keys = NameKeys::of(name);
        let now = self.app.clock.now();
        representative::ActiveModel {
            id: Set(RepresentativeId(self.app.new_id())),
            name: Set(name.to_owned()),
            name_key: Set(keys.key),
            name_pinyin: Set(keys.pinyin),
            name_initials: Set(keys.initials),
            staff_number: Set(Some(staff_number())),
            sex: Set(None),
            unit_id: Set(unit),
            post: Set(Some("教授".to_owned())),
            social_posts: Set(None),
            phone: Set(Some("0816-0000001".to_owned())),
            email: Set(None),
            affiliation: Set("13".to_owned()),
            affiliated_since: Set(None),
            categories: Set("9".to_owned()),
            stage: Set(Some(Stage::Discovery)),
            key_cultivation: Set(false),
            retired: Set(false),
            remarks: Set(None),
            ethnicity: Set(Some("01".to_owned())),
            birth_month: Set(Some("1978-05".to_owned())),
            overseas: Set(None),
            overseas_remark: Set(None),
            home_address: Set(None),
            health: Set(None),
            status: Set(RecordStatus::Active),
            archive_reason: Set(None),
            created_at: Set(now),
            updated_at: Set(now),
            version: Set(1),
        }
    }

    /// Adds a group.
    pub async fn db_group(&self, name: &str) -> GroupId {
        let keys = NameKeys::of(name);
        let now = self.app.clock.now();
        let row = liaison_group::ActiveModel {
            id: Set(GroupId(self.app.new_id())),
            name: Set(name.to_owned()),
            name_key: Set(keys.key),
            name_pinyin: Set(keys.pinyin),
            name_initials: Set(keys.initials),
            kind: Set(GroupKind::PartyOrganization),
            head_name: Set(None),
            head_id: Set(None),
            member_count: Set(None),
            phone: Set(None),
            founded: Set(None),
            status: Set(RecordStatus::Active),
            archive_reason: Set(None),
            created_at: Set(now),
            updated_at: Set(now),
            version: Set(1),
        };
        row.insert(self.app.db.writer()).await.expect("a group").id
    }

    /// Adds the lasting roster of an owner.
    pub async fn db_roster(&self, route: RosterRoute, owner: UnitId) -> RosterId {
        let row = roster::ActiveModel {
            id: Set(RosterId(self.app.new_id())),
            route: Set(route),
            owner_id: Set(owner),
        };
        row.insert(self.app.db.writer()).await.expect("a roster").id
    }

    /// Links a leader and a representative, in force.
    pub async fn db_pairing(
        &self,
        roster: RosterId,
        leader: LeaderId,
        representative: RepresentativeId,
    ) -> PairingId {
        let row = self.pairing(roster, leader, representative);
        row.insert(self.app.db.writer()).await.expect("a pairing").id
    }

    /// A file that a record names; its content is nowhere.
    pub async fn db_attachment(&self, contact: ContactId, account: AccountId) -> AttachmentId {
        let id = AttachmentId(self.app.new_id());
        let row = attachment::ActiveModel {
            id: Set(id),
            contact_id: Set(contact),
            name: Set("合影.jpg".to_owned()),
            kind: Set(AttachmentKind::Jpeg),
            size: Set(48_000),
            sha256: Set(String::new()),
            location: Set(String::new()),
            account_id: Set(account),
            uploaded_at: Set(self.app.clock.now()),
            kept: Set(true),
        };
        row.insert(self.app.db.writer()).await.expect("a file");
        id
    }

    /// A report of a leader on a person whose review is due.
    pub async fn db_trend(
        &self,
        (leader, branch, author): (LeaderId, UnitId, AccountId),
        person: RepresentativeId,
        status: TrendStatus,
    ) -> TrendId {
        let id = TrendId(self.app.new_id());
        let row = trend::Model {
            id,
            status,
            leader_id: leader,
            author_id: author,
            branch_id: branch,
            representative_id: Some(person),
            group_id: None,
            contact_id: None,
            words: "对职称评审有顾虑".to_owned(),
            reported_at: self.app.clock.now(),
            read_by: None,
            read_at: None,
            noted_by: None,
            noted_at: None,
            note: None,
            review_on: self.app.clock.today(),
            version: 1,
        };
        row.into_active_model().insert(self.app.db.writer()).await.expect("a report");
        id
    }

    /// That somebody is ill, bereaved or retires.
    pub async fn db_care_event(
        &self,
        entered_by: AccountId,
        person: RepresentativeId,
        kind: CareKind,
        day: NaiveDate,
    ) -> CareEventId {
        let id = CareEventId(self.app.new_id());
        let row = care_event::Model {
            id,
            representative_id: person,
            kind,
            day,
            entered_by,
            entered_at: self.app.clock.now(),
        };
        row.into_active_model().insert(self.app.db.writer()).await.expect("a care event");
        id
    }

    /// A festival that somebody chose, with its day.
    pub async fn db_chosen_festival(&self, person: RepresentativeId, festival: OwnFestival, day: NaiveDate) {
        let row = chosen_festival::Model { representative_id: person, festival, day: Some(day) };
        row.into_active_model().insert(self.app.db.writer()).await.expect("a festival");
    }

    /// A pairing in force not added yet.
    pub fn pairing(
        &self,
        roster: RosterId,
        leader: LeaderId,
        representative: RepresentativeId,
    ) -> pairing::ActiveModel {
        pairing::ActiveModel {
            id: Set(PairingId(self.app.new_id())),
            roster_id: Set(roster),
            leader_id: Set(leader),
            representative_id: Set(Some(representative)),
            group_id: Set(None),
            status: Set(PairingStatus::Active),
            since: Set(Some(self.app.clock.today())),
            until: Set(None),
            end_reason: Set(None),
        }
    }
}

/// A staff number that nothing else in this run has; the tests themselves write lower ones.
fn staff_number() -> String {
    static NEXT: AtomicU32 = AtomicU32::new(500_000);
    NEXT.fetch_add(1, Ordering::Relaxed).to_string()
}

//! A college with something near and something far for every role, and rosters in every state.

use std::collections::HashMap;
use std::sync::atomic::{AtomicU32, Ordering};

use lianyi::entity::{mail_box, pairing, plan, plan_pairing, roster};
use lianyi_shared::access::Role;
use lianyi_shared::id::{
    AccountId, AttachmentId, CareEventId, GroupId, HeldRoleId, ImportId, LeaderId, PlanId, RepresentativeId,
    TrendId,
};
use lianyi_shared::notice::MailFrequency;
use lianyi_shared::occasion::{CareKind, OwnFestival};
use lianyi_shared::people::LeaderTier;
use lianyi_shared::roster::{PairingStatus, RosterRoute};
use lianyi_shared::trend::TrendStatus;
use lianyi_tests::app::TestApp;
use lianyi_tests::college::College;
use lianyi_tests::db::Engine;
use lianyi_tests::smtp;
use lianyi_tests::user::{As, User};
use sea_orm::{ActiveModelTrait as _, ColumnTrait as _, EntityTrait as _, QueryFilter as _, Set};
use serde_json::{Value, json};

/// How far the rosters have come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    /// Nothing is open.
    Quiet,
    /// The school roster and the branch's are drafts.
    Draft,
    /// The school roster is proposed.
    Proposed,
    /// The branch's roster is in force and to be sent.
    Due,
    /// The branch's roster is sent for filing.
    Sent,
}

/// A version of a roster as the next operation must name it.
#[derive(Clone, Debug, Default)]
pub struct Version {
    pub id: String,
    pub version: i64,
    /// The first pairing on it.
    pub pairing: String,
}

/// A contact record or a draft of one as the next operation must name it.
#[derive(Clone, Debug, Default)]
pub struct Contact {
    pub id: String,
    pub version: i64,
}

pub struct World {
    pub app: TestApp,
    pub stage: Stage,
    pub college: College,
    /// A school-level leader in the school's branch.
    pub leader: LeaderId,
    /// A department-level leader below the office branch.
    pub other_leader: LeaderId,
    /// A department-level leader of the school's branch.
    pub branch_leader: LeaderId,
    /// Paired with the leader on the school roster; in the school's branch.
    pub near: RepresentativeId,
    /// Paired with nobody any more; below the office branch.
    pub far: RepresentativeId,
    /// Paired with the leader, and with an account.
    pub second: RepresentativeId,
    /// Paired with the leader.
    pub group: GroupId,
    pub school: Version,
    pub branch: Version,
    /// An import that does not exist.
    pub import: ImportId,
    /// The account of a handler.
    pub account: AccountId,
    /// What makes it a handler's.
    pub held: HeldRoleId,
    /// The account of a representative.
    pub account_of_representative: AccountId,
    /// What an acting deputy of the office branch holds, in stage `Draft`; unknown otherwise.
    pub deputy: HeldRoleId,
    /// Of the leader with `near`, confirmed; it and the following in stage `Quiet`.
    pub contact: Contact,
    /// Of the leader with `second`, entered on behalf.
    pub awaiting: Contact,
    /// Of the other leader with `far`, when they were paired.
    pub far_contact: Contact,
    /// The file of `contact`, and that of `far_contact`.
    pub files: Vec<AttachmentId>,
    /// Reports of the leader on `near`, and of the other leader on `far`: one to be read, one that was read, one far.
    pub trends: Vec<TrendId>,
    /// What happened to `near`, and to `far`.
    pub events: Vec<CareEventId>,
    /// A member of the committee, who can be named a reader.
    pub reader: AccountId,
    /// The leader's draft about the group.
    pub draft: Contact,
    /// The pairing of the leader with `near`.
    pub near_pairing: String,
    /// The pairing of the leader with `second`.
    pub second_pairing: String,
    /// A meeting of the leader with `near`; it and the following in stage `Quiet`.
    pub plan: Contact,
    /// A time that `near` proposed to the leader.
    pub proposal: Contact,
    /// A meeting of the other leader with `far`, whose pairing is over.
    pub far_plan: Contact,
    /// Something that the leader was told; it in stage `Quiet`.
    pub notice: String,
    users: HashMap<Role, User>,
}

/// What was sent to the leader's address.
pub const CODE: &str = "135790";

const FIELDS: &str = "{ id version leaders { lines { pairingId } } }";

/// Runs a step of the preparation; it must succeed.
async fn step(user: &User, name: &str, input_type: &str, input: Value) -> Version {
    let document = format!("mutation($input: {input_type}!) {{ {name}(input: $input) {FIELDS} }}");
    let answer = user.ask(&document, json!({ "input": input })).await;
    assert!(answer["errors"].is_null(), "{name}: {answer}");
    let version = &answer["data"][name];
    Version {
        id: version["id"].as_str().unwrap().to_owned(),
        version: version["version"].as_i64().unwrap(),
        pairing: version["leaders"][0]["lines"][0]["pairingId"].as_str().unwrap_or_default().to_owned(),
    }
}

async fn start(user: &User, owner: &str, how: &str) -> Version {
    step(user, "startRoster", "StartRosterInput", json!({ "owner": owner, "start": how })).await
}

async fn line(user: &User, at: &Version, leader: LeaderId, kind: &str, counterpart: String) -> Version {
    let mut input = json!({ "id": at.id, "version": at.version, "leader": leader, "reason": "首次列入" });
    input[kind] = json!(counterpart);
    step(user, "addRosterLine", "AddRosterLineInput", input).await
}

async fn propose(user: &User, at: &Version) -> Version {
    let input = json!({ "id": at.id, "version": at.version });
    step(user, "proposeRoster", "ProposeRosterInput", input).await
}

/// The particulars of a decision.
pub fn decision(at: &Version) -> Value {
    json!({ "id": at.id, "version": at.version, "meeting": "第18次会议", "meetingOn": "2026-09-22",
            "minuteNumber": "〔2026〕18号", "effectiveFrom": "2026-10-01" })
}

async fn decide(user: &User, at: &Version) -> Version {
    step(user, "decideRoster", "DecideRosterInput", decision(at)).await
}

/// A talk of a leader with counterparts, in which something was raised.
pub fn talk(leaders: &[LeaderId], counterparts: &[Value], on: &str) -> Value {
    json!({ "leaders": leaders, "counterparts": counterparts, "heldOn": on, "mode": "TALK", "place": "行政楼",
            "kinds": ["EXCHANGE", "OPINIONS"], "summary": "交流学院发展",
            "lines": [{ "kind": "OPINION", "text": "增设实验课" }, { "kind": "DIFFICULTY", "text": "实验室用房紧张" }] })
}

/// Saves a new draft of a contact, from a page of its own.
pub async fn draft(user: &User, content: Value) -> Contact {
    let document =
        "mutation($input: SaveContactDraftInput!) { saveContactDraft(input: $input) { id version } }";
    static PAGES: AtomicU32 = AtomicU32::new(0);
    let editor = format!("第{}页", PAGES.fetch_add(1, Ordering::Relaxed));
    let input = json!({ "editor": editor, "content": content });
    named(user, document, "saveContactDraft", input).await
}

/// Records a contact.
pub async fn record(user: &User, content: Value) -> Contact {
    let draft = draft(user, content).await;
    let document = "mutation($input: RecordContactInput!) { recordContact(input: $input) { id version } }";
    let input = json!({ "id": draft.id, "version": draft.version });
    named(user, document, "recordContact", input).await
}

/// What a plan of some pairings says.
pub fn meeting(pairings: &[&String], day: &str) -> Value {
    json!({ "pairings": pairings, "day": day, "from": "09:30", "place": "行政楼", "mode": "TALK" })
}

/// Plans a meeting.
pub async fn make_plan(user: &User, pairings: &[&String], day: &str) -> Contact {
    let document = "mutation($input: MakePlanInput!) { makePlan(input: $input) { id version } }";
    named(user, document, "makePlan", json!({ "content": meeting(pairings, day) })).await
}

/// Plans a meeting that repeats; answers the first.
pub async fn make_series(user: &User, pairings: &[&String], day: &str) -> Contact {
    let document = "mutation($input: MakePlanInput!) { makePlan(input: $input) { id version } }";
    let series = json!({ "repeat": "MONTHLY", "times": 3 });
    named(user, document, "makePlan", json!({ "content": meeting(pairings, day), "series": series })).await
}

/// Proposes a time to meet.
async fn propose_time(user: &User, pairing: &String) -> Contact {
    let document = "mutation($input: ProposeMeetingInput!) { proposeMeeting(input: $input) { id version } }";
    named(user, document, "proposeMeeting", json!({ "pairing": pairing, "day": "2026-10-12" })).await
}

async fn named(user: &User, document: &str, name: &str, input: Value) -> Contact {
    let answer = user.ask(document, json!({ "input": input })).await;
    assert!(answer["errors"].is_null(), "{name}: {answer}");
    let contact = &answer["data"][name];
    Contact { id: contact["id"].as_str().unwrap().to_owned(), version: contact["version"].as_i64().unwrap() }
}

impl World {
    pub async fn new(stage: Stage) -> Self {
        Self::on(Engine::Sqlite, stage).await
    }

    pub async fn on(engine: Engine, stage: Stage) -> Self {
        let app = TestApp::start(engine).await;
        let college = app.db_college().await;
        let leader = app.db_leader("任平", LeaderTier::School, college.school, college.school_branch).await;
        let other_leader =
            app.db_leader("石雪", LeaderTier::Department, college.department, college.office_branch).await;
        let branch_leader =
            app.db_leader("高燕", LeaderTier::Department, college.school, college.school_branch).await;
        let near = app.db_representative("徐丽", college.school).await;
        let far = app.db_representative("汪慧", college.department).await;
        let second = app.db_representative("何静", college.school).await;
        let group = app.db_group("民盟支部").await;
        let import = ImportId(app.app.new_id());
        let (account, _) = app.db_account(As::role_at(Role::Handler, college.school)).await;
        let held = app.db_held_roles(account).await[0];
        let person = As::role(Role::Representative).representative(second);
        let (account_of_representative, _) = app.db_account(person).await;
        let (of_leader, _) = app.db_account(As::role(Role::Leader).leader(other_leader)).await;
        let (reader, _) = app.db_account(As::role(Role::CommitteeMember)).await;
        let deputy = match stage {
            Stage::Draft => app.db_acting_deputy(of_leader, college.office_branch).await,
            _ => HeldRoleId(app.app.new_id()),
        };
        let mut world = Self {
            app,
            stage,
            college,
            leader,
            other_leader,
            branch_leader,
            near,
            far,
            second,
            group,
            import,
            account,
            held,
            account_of_representative,
            deputy,
            school: Version::default(),
            branch: Version::default(),
            contact: Contact::default(),
            awaiting: Contact::default(),
            far_contact: Contact::default(),
            files: Vec::new(),
            trends: Vec::new(),
            events: Vec::new(),
            reader,
            draft: Contact::default(),
            near_pairing: String::new(),
            second_pairing: String::new(),
            plan: Contact::default(),
            proposal: Contact::default(),
            far_plan: Contact::default(),
            notice: String::new(),
            users: HashMap::new(),
        };

        // Somebody else than the grid's users prepares, so that nobody of them is excluded.
        let officer = world.app.db_signed_in(As::role(Role::UnitedFrontOfficer)).await;
        let member = world.app.db_signed_in(As::role(Role::CommitteeMember)).await;
        let branch = world.college.school_branch;
        let secretary = world.app.db_signed_in(As::role_at(Role::BranchSecretary, branch)).await;
        let root = world.college.root.to_string();
        let branch = branch.to_string();
        let mut school = start(&officer, &root, "EMPTY").await;
        school = line(&officer, &school, leader, "representative", near.to_string()).await;
        school = line(&officer, &school, leader, "representative", second.to_string()).await;
        school = line(&officer, &school, leader, "group", group.to_string()).await;
        school = propose(&officer, &school).await;
        world.school = decide(&member, &school).await;
        if stage == Stage::Quiet {
            world.contacts(&officer).await;
            world.plans().await;
            world.notices().await;
            return world;
        }
        world.school = start(&officer, &root, "ROLL_FORWARD").await;
        if stage == Stage::Proposed {
            world.school = propose(&officer, &world.school).await;
        }
        let at = start(&secretary, &branch, "EMPTY").await;
        world.branch = line(&secretary, &at, branch_leader, "representative", near.to_string()).await;
        if matches!(stage, Stage::Due | Stage::Sent) {
            world.branch = decide(&secretary, &world.branch).await;
        }
        if stage == Stage::Sent {
            let input = json!({ "id": world.branch.id, "version": world.branch.version });
            world.branch = step(&secretary, "sendRoster", "SendRosterInput", input).await;
        }
        world
    }

    /// Records near and far, one of them entered on behalf, and the leader's draft.
    async fn contacts(&mut self, officer: &User) {
        let (on, near) = ("2026-09-20", json!({ "representative": self.near }));
        let (second, group) = (json!({ "representative": self.second }), json!({ "group": self.group }));
        // A draft is its author's alone: for the others of the grid the leader's is far.
        let leader = self.user(Some(Role::Leader)).await;
        self.contact = record(&leader, talk(&[self.leader], &[near], on)).await;
        self.draft = draft(&leader, talk(&[self.leader], &[group], on)).await;
        self.awaiting = record(officer, talk(&[self.leader], &[second], on)).await;
        let db = &self.app.app.db;
        let of_school = roster::Column::Route.eq(RosterRoute::School);
        let roster = roster::Entity::find().filter(of_school).one(&db.read).await.unwrap().unwrap().id;
        let mut once = self.app.pairing(roster, self.other_leader, self.far);
        once.status = Set(PairingStatus::Ended);
        once.since = Set(Some("2026-01-01".parse().unwrap()));
        once.until = Set(Some("2026-06-30".parse().unwrap()));
        once.insert(db.writer()).await.unwrap();
        let far = json!({ "representative": self.far });
        self.far_contact = record(officer, talk(&[self.other_leader], &[far], "2026-06-20")).await;
        for contact in [&self.contact, &self.far_contact] {
            self.files.push(self.app.db_attachment(contact.id.parse().unwrap(), self.account).await);
        }
        let College { school_branch, office_branch, .. } = self.college;
        for (leader, branch, person, status) in [
            (self.leader, school_branch, self.near, TrendStatus::Reported),
            (self.leader, school_branch, self.near, TrendStatus::Read),
            (self.other_leader, office_branch, self.far, TrendStatus::Reported),
        ] {
            let author = self.app.db_account_of(leader).await;
            self.trends.push(self.app.db_trend((leader, branch, author), person, status).await);
        }
        let today = self.app.app.clock.today();
        for (leader, person) in [(self.leader, self.near), (self.other_leader, self.far)] {
            let author = self.app.db_account_of(leader).await;
            self.events.push(self.app.db_care_event(author, person, CareKind::Illness, today).await);
        }
        let soon = today + chrono::TimeDelta::days(9);
        self.app.db_chosen_festival(self.near, OwnFestival::EidAlFitr, soon).await;
    }

    /// Plans near and far, and a time that was proposed.
    async fn plans(&mut self) {
        let leader = self.user(Some(Role::Leader)).await;
        let representative = self.user(Some(Role::Representative)).await;
        let asked = "{ myPairings { id counterpart { representativeId } } }";
        let pairings = leader.ask(asked, json!({})).await["data"]["myPairings"].clone();
        let with = |person: RepresentativeId| {
            let of_person = |pairing: &&Value| pairing["counterpart"]["representativeId"] == json!(person);
            pairings.as_array().unwrap().iter().find(of_person).unwrap()["id"].as_str().unwrap().to_owned()
        };
        (self.near_pairing, self.second_pairing) = (with(self.near), with(self.second));
        self.plan = make_plan(&leader, &[&self.near_pairing], "2026-10-09").await;
        let opened = leader.ask("mutation { openCalendarFeed(names: true) { path } }", json!({})).await;
        assert!(opened["errors"].is_null(), "{opened}");
        self.proposal = propose_time(&representative, &self.near_pairing).await;
        let db = &self.app.app.db;
        let over = pairing::Column::LeaderId.eq(self.other_leader);
        let over = pairing::Entity::find().filter(over).one(&db.read).await.unwrap().unwrap();
        let like: PlanId = self.plan.id.parse().unwrap();
        let like = plan::Entity::find_by_id(like).one(&db.read).await.unwrap().unwrap();
        let far = PlanId(self.app.app.new_id());
        let mut row: plan::ActiveModel = like.into();
        row.id = Set(far);
        row.branch_id = Set(self.college.office_branch);
        row.reset_all().insert(db.writer()).await.unwrap();
        let of_plan =
            plan_pairing::ActiveModel { plan_id: Set(far), pairing_id: Set(over.id), position: Set(0) };
        of_plan.insert(db.writer()).await.unwrap();
        self.far_plan = Contact { id: far.to_string(), version: 1 };
    }

    /// What the leader was told, and an address of theirs that is still to be proved.
    async fn notices(&mut self) {
        let leader = self.user(Some(Role::Leader)).await;
        let asked = "{ notices(page: {first: 1}) { nodes { id } } }";
        let told = leader.ask(asked, json!({})).await;
        self.notice = told["data"]["notices"]["nodes"][0]["id"].as_str().unwrap().to_owned();
        smtp::carry_nowhere(&self.app);
        let row = mail_box::ActiveModel {
            account_id: Set(leader.account.unwrap()),
            address: Set("leader@example.edu".to_owned()),
            frequency: Set(MailFrequency::AtOnce),
            code: Set(Some(CODE.to_owned())),
            code_made_at: Set(Some(self.app.app.clock.now() - chrono::TimeDelta::minutes(2))),
            code_sent_at: Set(None),
            tries: Set(0),
            confirmed_at: Set(None),
            mailed_at: Set(None),
            refused_at: Set(None),
        };
        row.insert(self.app.app.db.writer()).await.unwrap();
    }

    /// Somebody of a role, signed in once per world; `None` is nobody.
    pub async fn user(&mut self, role: Option<Role>) -> User {
        let Some(role) = role else { return self.app.nobody() };
        if let Some(user) = self.users.get(&role) {
            return user.clone();
        }
        let person = match role {
            Role::Leader => As::role(role).leader(self.leader),
            Role::Representative => As::role(role).representative(self.near),
            Role::BranchSecretary | Role::Handler => As::role_at(role, self.college.school_branch),
            _ => As::role(role),
        };
        let user = self.app.db_signed_in(person).await;
        self.users.insert(role, user.clone());
        user
    }
}

//! Rosters on both routes, as the people who work with them.

use cynic::{MutationBuilder as _, QueryBuilder as _};
use lianyi_shared::access::Role;
use lianyi_shared::api::Day;
use lianyi_shared::api::roster::*;
use lianyi_shared::error::ErrorCode;
use lianyi_shared::id::{GroupId, LeaderId, RepresentativeId, RosterVersionId, UnitId};
use lianyi_shared::people::{LeaderTier, RecordStatus};
use lianyi_shared::roster::{
    BranchState, DraftStart, FilingAction, FilingStatus, LineChange, PairingStatus, QuotaVerdict,
    RosterAction, RosterFinding, RosterStatus, RosterStep, RosterTodoKind,
};
use lianyi_tests::app::TestApp;
use lianyi_tests::on_both_databases;
use lianyi_tests::user::{As, Refused, User};

pub(crate) async fn start(user: &User, owner: UnitId, start: DraftStart) -> Result<RosterVersion, Refused> {
    let input = StartRosterInput { owner, start, year: None };
    Ok(user.run(StartRoster::build(StartRosterVariables { input })).await?.start_roster)
}

async fn add(
    user: &User,
    version: &RosterVersion,
    leader: LeaderId,
    representative: Option<RepresentativeId>,
    group: Option<GroupId>,
) -> Result<RosterVersion, Refused> {
    let input = AddRosterLineInput {
        id: version.id,
        version: version.version,
        leader,
        representative,
        group,
        reason: Some("首次列入".to_owned()),
    };
    Ok(user.run(AddRosterLine::build(AddRosterLineVariables { input })).await?.add_roster_line)
}

pub(crate) async fn propose(user: &User, version: &RosterVersion) -> Result<RosterVersion, Refused> {
    let input = ProposeRosterInput { id: version.id, version: version.version };
    Ok(user.run(ProposeRoster::build(ProposeRosterVariables { input })).await?.propose_roster)
}

pub(crate) async fn decide(user: &User, version: &RosterVersion) -> Result<RosterVersion, Refused> {
    let input = DecideRosterInput {
        id: version.id,
        version: version.version,
        meeting: "第18次会议".to_owned(),
        meeting_on: Day("2026-09-22".to_owned()),
        minute_number: "〔2026〕18号".to_owned(),
        effective_from: Some(Day("2026-10-01".to_owned())),
    };
    Ok(user.run(DecideRoster::build(DecideRosterVariables { input })).await?.decide_roster)
}

async fn send(user: &User, version: &RosterVersion, reasons: Option<&str>) -> Result<RosterVersion, Refused> {
    let reasons = reasons.map(str::to_owned);
    let input = SendRosterInput { id: version.id, version: version.version, reasons };
    Ok(user.run(SendRoster::build(SendRosterVariables { input })).await?.send_roster)
}

async fn file(user: &User, version: &RosterVersion) -> Result<RosterVersion, Refused> {
    let input = FileRosterInput { id: version.id, version: version.version };
    Ok(user.run(FileRoster::build(FileRosterVariables { input })).await?.file_roster)
}

pub(crate) async fn read(user: &User, id: RosterVersionId) -> Result<RosterVersion, Refused> {
    Ok(user.run(RosterVersionQuery::build(RosterVersionVariables { id })).await?.roster_version)
}

async fn todos(user: &User) -> Vec<RosterTodoKind> {
    let todos = user.run(RosterTodos::build(())).await.unwrap().roster_todos;
    todos.into_iter().map(|todo| todo.kind).collect()
}

/// A school roster in force with one leader and some persons.
pub async fn in_force(
    officer: &User,
    member: &User,
    college: UnitId,
    leader: LeaderId,
    persons: &[RepresentativeId],
) {
    let mut version = start(officer, college, DraftStart::Empty).await.unwrap();
    for person in persons {
        version = add(officer, &version, leader, Some(*person), None).await.unwrap();
    }
    let input = SetExceptionInput {
        id: version.id,
        version: version.version,
        leader,
        reason: Some("分管统战工作".to_owned()),
    };
    let set = officer.run(SetQuotaException::build(SetQuotaExceptionVariables { input })).await.unwrap();
    version = propose(officer, &set.set_quota_exception).await.unwrap();
    decide(member, &version).await.unwrap();
}

/// Adjusts the roster in force: every line whose leader has left and whose counterpart is still here goes to
/// the successor; the others stay ended.
pub async fn hand_everything_over(officer: &User, college: UnitId, successor: LeaderId) {
    let version = start(officer, college, DraftStart::Adjust).await.unwrap();
    let vacant: Vec<_> = version.leaders.iter().flat_map(|leader| &leader.lines).collect();
    assert!(vacant.iter().all(|line| line.change == LineChange::Ended), "vacant lines are proposed to end");
    let before = vacant.len();
    let here = |line: &&&RosterLine| line.counterpart.status == RecordStatus::Active;
    let line = vacant.iter().find(here).unwrap();
    let input = HandOverLineInput {
        id: version.id,
        version: version.version,
        pairing: line.pairing_id,
        to: successor,
        reason: None,
    };
    let handed = officer.run(HandOverLine::build(HandOverLineVariables { input })).await.unwrap();
    let lines: Vec<_> = handed.hand_over_line.leaders.iter().flat_map(|leader| &leader.lines).collect();
    assert_eq!(lines.len(), before + 1);
    assert_eq!(lines.iter().filter(|line| line.change == LineChange::New).count(), 1);
}

/// Begins the roster of a branch.
pub async fn start_branch(user: &User, branch: UnitId) {
    start(user, branch, DraftStart::Empty).await.unwrap();
}

fn codes(checks: &[RosterCheck]) -> Vec<RosterFinding> {
    checks.iter().map(|check| check.code).collect()
}

fn changes(version: &RosterVersion) -> (i32, i32, i32) {
    (version.summary.kept, version.summary.new, version.summary.ended)
}

/// The school's people: a leader with one group and two persons, as the quota asks.
struct School {
    root: UnitId,
    leader: LeaderId,
    group: GroupId,
    persons: [RepresentativeId; 2],
    other: RepresentativeId,
    officer: User,
    member: User,
}

async fn school(app: &TestApp) -> School {
    let college = app.db_college().await;
    let leader = app.db_leader("任平", LeaderTier::School, college.department, college.office_branch).await;
    School {
        root: college.root,
        leader,
        group: app.db_group("民盟支部").await,
        persons: [
            app.db_representative("徐丽", college.school).await,
            app.db_representative("汪慧", college.school).await,
        ],
        other: app.db_representative("何静", college.school).await,
        officer: app.db_signed_in(As::role(Role::UnitedFrontOfficer)).await,
        member: app.db_signed_in(As::role(Role::CommitteeMember).leader(leader)).await,
    }
}

impl School {
    /// A first roster that meets the quota, in force.
    async fn first(&self) -> RosterVersion {
        let mut draft = start(&self.officer, self.root, DraftStart::Empty).await.unwrap();
        draft = add(&self.officer, &draft, self.leader, None, Some(self.group)).await.unwrap();
        for person in self.persons {
            draft = add(&self.officer, &draft, self.leader, Some(person), None).await.unwrap();
        }
        let proposed = propose(&self.officer, &draft).await.unwrap();
        decide(&self.member, &proposed).await.unwrap()
    }
}

on_both_databases! {
    async fn the_school_roster_is_rolled_forward_proposed_returned_and_decided(app) {
        let school = school(&app).await;
        let first = school.first().await;
        assert_eq!(first.status, RosterStatus::InForce);
        assert_eq!(changes(&first), (0, 3, 0));
        assert_eq!(first.filing, None, "the school roster is not filed");

        let draft = start(&school.officer, school.root, DraftStart::RollForward).await.unwrap();
        assert_eq!(changes(&draft), (3, 0, 0));
        let second = start(&school.officer, school.root, DraftStart::RollForward).await.unwrap_err();
        assert_eq!(second.reason, "DraftExists");

        // A third person is more than the quota: it needs a reason before it is proposed.
        let draft = add(&school.officer, &draft, school.leader, Some(school.other), None).await.unwrap();
        let standing = draft.leaders.iter().find(|lines| lines.leader.id == school.leader).unwrap();
        assert_eq!(standing.verdict, Some(QuotaVerdict::Over));
        assert_eq!(codes(&draft.blockers), [RosterFinding::ExceptionMissing]);
        let twice = add(&school.officer, &draft, school.leader, Some(school.other), None).await.unwrap_err();
        assert_eq!(twice.paths(), ["input.leader"]);
        assert_eq!(propose(&school.officer, &draft).await.unwrap_err().reason, "RosterBlocked");
        let input = SetExceptionInput {
            id: draft.id,
            version: draft.version,
            leader: school.leader,
            reason: Some("本人希望延续".to_owned()),
        };
        let explained = SetQuotaException::build(SetQuotaExceptionVariables { input });
        let draft = school.officer.run(explained).await.unwrap().set_quota_exception;
        assert_eq!(codes(&draft.blockers), []);
        assert_eq!(draft.allowed_actions, [RosterAction::Propose, RosterAction::Withdraw]);

        let proposed = propose(&school.officer, &draft).await.unwrap();
        let waiting = todos(&school.member).await;
        let without_secretary = [RosterTodoKind::NameDeputy; 2];
        assert_eq!(waiting, [&without_secretary[..], &[RosterTodoKind::ToDecide]].concat());
        assert_eq!(decide(&school.officer, &proposed).await.unwrap_err().code, ErrorCode::Forbidden);
        let seen = read(&school.member, proposed.id).await.unwrap();
        assert_eq!(seen.allowed_actions, [RosterAction::Decide, RosterAction::Return]);
        assert_eq!(codes(&seen.warnings), [RosterFinding::ViewerOnRoster]);

        let input = ReturnRosterInput {
            id: proposed.id,
            version: proposed.version,
            reasons: "请核对类别".to_owned(),
        };
        let returned = ReturnRoster::build(ReturnRosterVariables { input });
        let returned = school.member.run(returned).await.unwrap().return_roster;
        assert_eq!(returned.status, RosterStatus::Draft);
        assert_eq!(todos(&school.officer).await, [RosterTodoKind::Returned]);
        assert_eq!(decide(&school.member, &returned).await.unwrap_err().code, ErrorCode::Conflict);

        let proposed = propose(&school.officer, &returned).await.unwrap();
        let stale = decide(&school.member, &returned).await.unwrap_err();
        assert_eq!(stale.reason, "VersionChanged");
        let decided = decide(&school.member, &proposed).await.unwrap();
        assert_eq!((decided.status, decided.number), (RosterStatus::InForce, 2));
        let steps: Vec<RosterStep> = decided.history.iter().map(|step| step.step).collect();
        use RosterStep::{Decide, Propose, Return};
        assert_eq!(steps, [Propose, Return, Propose, Decide]);
        assert_eq!(decided.history[1].reasons.as_deref(), Some("请核对类别"));
        assert_eq!(decided.history[3].minute_number.as_deref(), Some("〔2026〕18号"));
        let before = read(&school.officer, first.id).await.unwrap();
        assert_eq!(before.status, RosterStatus::Superseded);

        let mine = school.member.run(MyPairings::build(())).await;
        assert_eq!(mine.unwrap().my_pairings.len(), 4, "one group and three persons");
    }

    async fn nobody_decides_what_they_drafted(app) {
        let school = school(&app).await;
        let both = As {
            roles: vec![(Role::UnitedFrontOfficer, None), (Role::CommitteeMember, None)],
            ..As::default()
        };
        let both = app.db_signed_in(both).await;
        let mut draft = start(&both, school.root, DraftStart::Empty).await.unwrap();
        draft = add(&both, &draft, school.leader, None, Some(school.group)).await.unwrap();
        for person in school.persons {
            draft = add(&both, &draft, school.leader, Some(person), None).await.unwrap();
        }
        let proposed = propose(&school.officer, &draft).await.unwrap();
        let refused = decide(&both, &proposed).await.unwrap_err();
        assert_eq!((refused.code, refused.reason.as_str()), (ErrorCode::Forbidden, "OwnWork"));
        let seen = read(&both, proposed.id).await.unwrap();
        assert_eq!(seen.allowed_actions, [RosterAction::Withdraw]);
    }

    async fn a_branch_decides_and_the_department_files(app) {
        let college = app.db_college().await;
        let leader =
            app.db_leader("石雪", LeaderTier::Department, college.school, college.school_branch).await;
        let stranger =
            app.db_leader("任平", LeaderTier::Department, college.department, college.office_branch).await;
        let person = app.db_representative("徐丽", college.school).await;
        let far = app.db_representative("汪慧", college.department).await;
        let secretary = As::role_at(Role::BranchSecretary, college.school_branch);
        let secretary = app.db_signed_in(secretary).await;
        let other = app.db_signed_in(As::role_at(Role::BranchSecretary, college.office_branch)).await;
        let officer = app.db_signed_in(As::role(Role::UnitedFrontOfficer)).await;
        assert_eq!(todos(&secretary).await, [RosterTodoKind::BranchNotBegun]);

        let draft = start(&secretary, college.school_branch, DraftStart::Empty).await.unwrap();
        let refused = add(&secretary, &draft, stranger, Some(person), None).await.unwrap_err();
        assert_eq!(refused.paths(), ["input.leader"]);
        let refused = add(&secretary, &draft, leader, Some(far), None).await.unwrap_err();
        assert_eq!(refused.code, ErrorCode::NotFound);
        let draft = add(&secretary, &draft, leader, Some(person), None).await.unwrap();
        assert_eq!(draft.leaders[0].verdict, None, "department-level leaders have no quota");
        assert_eq!(read(&other, draft.id).await.unwrap_err().code, ErrorCode::NotFound);
        assert_eq!(decide(&officer, &draft).await.unwrap_err().code, ErrorCode::Forbidden);

        let due = decide(&secretary, &draft).await.unwrap();
        assert_eq!((due.status, due.filing), (RosterStatus::InForce, Some(FilingStatus::Due)));
        assert_eq!(due.leaders[0].lines[0].status, PairingStatus::Active);
        assert_eq!(file(&officer, &due).await.unwrap_err().code, ErrorCode::Conflict);
        let sent = send(&secretary, &due, None).await.unwrap();
        assert_eq!(file(&secretary, &sent).await.unwrap_err().code, ErrorCode::Forbidden);
        assert!(todos(&officer).await.contains(&RosterTodoKind::ToFile));

        let input = AskCorrectionInput {
            id: sent.id,
            version: sent.version,
            reasons: "请核对姓名".to_owned(),
        };
        let asked = AskCorrection::build(AskCorrectionVariables { input });
        let asked = officer.run(asked).await.unwrap().ask_correction;
        assert_eq!(todos(&secretary).await, [RosterTodoKind::CorrectionAsked]);
        let bare = send(&secretary, &asked, None).await.unwrap_err();
        assert_eq!(bare.paths(), ["input.reasons"]);
        let answered = send(&secretary, &asked, Some("已核对无误")).await.unwrap();
        let seen = read(&officer, answered.id).await.unwrap();
        assert_eq!(seen.allowed_filing_actions, [FilingAction::File, FilingAction::AskCorrection]);
        let filed = file(&officer, &answered).await.unwrap();
        assert_eq!(filed.filing, Some(FilingStatus::Filed));
        assert_eq!(todos(&secretary).await, []);

        let board = officer.run(RostersHome::build(())).await.unwrap().branch_board;
        let states: Vec<(UnitId, BranchState)> = board.iter().map(|row| (row.branch.id, row.state)).collect();
        assert!(states.contains(&(college.school_branch, BranchState::Filed)));
        assert!(states.contains(&(college.office_branch, BranchState::NotBegun)));
        let own = secretary.run(RostersHome::build(())).await.unwrap();
        assert_eq!((own.branch_board.len(), own.school_roster), (1, None));
    }

    async fn nobody_files_what_they_decided(app) {
        let college = app.db_college().await;
        let leader =
            app.db_leader("石雪", LeaderTier::Department, college.department, college.office_branch).await;
        let person = app.db_representative("汪慧", college.department).await;
        let both = As {
            roles: vec![
                (Role::UnitedFrontOfficer, None),
                (Role::BranchSecretary, Some(college.office_branch)),
            ],
            ..As::default()
        };
        let both = app.db_signed_in(both).await;
        let officer = app.db_signed_in(As::role(Role::UnitedFrontOfficer)).await;
        let draft = start(&both, college.office_branch, DraftStart::Empty).await.unwrap();
        let draft = add(&both, &draft, leader, Some(person), None).await.unwrap();
        let due = decide(&both, &draft).await.unwrap();
        let sent = send(&both, &due, None).await.unwrap();
        assert_eq!(sent.allowed_filing_actions, []);
        assert_eq!(file(&both, &sent).await.unwrap_err().reason, "OwnWork");
        assert_eq!(file(&officer, &sent).await.unwrap().filing, Some(FilingStatus::Filed));
    }

    async fn facts_end_pairings_and_stand_in_the_next_difference(app) {
        let school = school(&app).await;
        let first = school.first().await;
        let lines = &first.leaders[0].lines;
        let person = lines.iter().find(|line| line.counterpart.representative_id == Some(school.persons[0]));
        let input = EndPairingInput {
            pairing: person.unwrap().pairing_id,
            fact: lianyi_shared::roster::EndingFact::CounterpartDied,
            on: Day("2026-09-23".to_owned()),
            note: None,
        };
        let ended = school.officer.run(EndPairing::build(EndPairingVariables { input })).await.unwrap();
        assert_eq!(ended.end_pairing.status, PairingStatus::Ended);
        assert_eq!(ended.end_pairing.until, Some(Day("2026-09-23".to_owned())));

        let draft = start(&school.officer, school.root, DraftStart::Adjust).await.unwrap();
        assert_eq!(changes(&draft), (2, 0, 1));
        let line = draft.leaders[0].lines.iter().find(|line| line.change == LineChange::Ended).unwrap();
        assert_eq!(line.reason.as_deref(), Some("此前已结束：联谊对象逝世"));

        let coverage = CoverageVariables {
            filter: CoverageFilter::default(),
            page: lianyi_shared::api::PageInput::first(10),
            groups: lianyi_shared::api::PageInput::first(10),
        };
        let coverage = school.officer.run(Coverage::build(coverage)).await.unwrap();
        assert_eq!(coverage.unlinked_representatives.total_count, 2, "the one ended, and one never linked");
        assert_eq!(coverage.unlinked_groups.total_count, 0);
        assert_eq!(coverage.coverage_by_category.len(), 1);
        assert_eq!(coverage.coverage_by_category[0].unlinked, 2);
    }

    async fn a_line_is_handed_over_ended_and_restored(app) {
        let school = school(&app).await;
        let first = school.first().await;
        let college = first.owner.id;
        let unit = app.db_unit("B09", "教务处", lianyi_shared::units::UnitKind::Department, None).await;
        let successor = app.db_leader("安然", LeaderTier::School, unit, college).await;
        let draft = start(&school.officer, school.root, DraftStart::RollForward).await.unwrap();
        let pairing = draft
            .leaders
            .iter()
            .flat_map(|lines| &lines.lines)
            .find(|line| line.counterpart.group_id == Some(school.group))
            .unwrap()
            .pairing_id;
        let input = HandOverLineInput {
            id: draft.id,
            version: draft.version,
            pairing,
            to: successor,
            reason: None,
        };
        let draft = school.officer.run(HandOverLine::build(HandOverLineVariables { input })).await.unwrap();
        let draft = draft.hand_over_line;
        assert_eq!(changes(&draft), (2, 1, 1));
        let reasons: Vec<_> = draft
            .leaders
            .iter()
            .flat_map(|lines| &lines.lines)
            .filter_map(|line| line.reason.as_deref())
            .collect();
        assert_eq!(reasons, ["接续任平的联系", "转由安然联系"]);

        let input = RestoreRosterLineInput { id: draft.id, version: draft.version, pairing };
        let restored = RestoreRosterLine::build(RestoreRosterLineVariables { input });
        let draft = school.officer.run(restored).await.unwrap().restore_roster_line;
        assert_eq!(changes(&draft), (3, 1, 0));
        let input = WithdrawRosterInput { id: draft.id, version: draft.version, reasons: None };
        let withdrawn = WithdrawRoster::build(WithdrawRosterVariables { input });
        let withdrawn = school.officer.run(withdrawn).await.unwrap().withdraw_roster;
        assert_eq!(withdrawn.status, RosterStatus::Withdrawn);
        let home = school.officer.run(RostersHome::build(())).await.unwrap();
        let roster = home.school_roster.unwrap();
        assert_eq!(roster.in_force.map(|version| version.id), Some(first.id));
        assert!(roster.open.is_none() && roster.can_start);
    }
}

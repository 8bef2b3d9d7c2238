//! The directory as its users use it: lists, masked fields, edits, archive, reveal, units.

use cynic::{MutationBuilder as _, QueryBuilder as _};
use lianyi_shared::access::{FieldGroup, Role};
use lianyi_shared::api::PageInput;
use lianyi_shared::api::people::*;
use lianyi_shared::api::units::*;
use lianyi_shared::error::ErrorCode;
use lianyi_shared::id::{RepresentativeId, UnitId};
use lianyi_shared::people::{
    LeaderTier, RecordAction, RecordField, RecordStatus, RecordWarning, RevealPurpose, Stage, TimelineKind,
};
use lianyi_shared::roster::RosterRoute;
use lianyi_shared::units::UnitKind;
use lianyi_tests::on_both_databases;
use lianyi_tests::user::{As, User};
use serde_json::json;

fn input(name: &str, unit: UnitId) -> RepresentativeInput {
    RepresentativeInput {
        name: name.to_owned(),
        unit,
        staff_number: None,
        sex: None,
        post: Some("教授".to_owned()),
        social_posts: None,
        retired: false,
        contact: Some(ContactInput { phone: Some("0816-0002001".to_owned()), email: None }),
        political: Some(PoliticalInput {
            affiliation: "05".to_owned(),
            affiliated_since: None,
            categories: vec![3, 1],
        }),
        cultivation: None,
        sensitive: Some(SensitiveInput { ethnicity: Some("05".to_owned()), ..SensitiveInput::default() }),
    }
}

async fn create(user: &User, input: RepresentativeInput) -> Representative {
    let variables = CreateRepresentativeVariables { input, confirm_distinct: false };
    user.run(CreateRepresentative::build(variables)).await.expect("created").create_representative
}

async fn read(user: &User, id: RepresentativeId) -> Representative {
    let found = user.run(RepresentativeQuery::build(RepresentativeVariables { id })).await;
    found.expect("visible").representative
}

async fn names(user: &User, filter: RepresentativeFilter) -> Vec<String> {
    let variables =
        RepresentativesVariables { filter, order: RepresentativeOrder::Name, page: PageInput::first(50) };
    let list = user.run(Representatives::build(variables)).await.expect("a list").representatives;
    assert_eq!(usize::try_from(list.total_count).unwrap(), list.nodes.len());
    list.nodes.into_iter().map(|row| row.name).collect()
}

on_both_databases! {
    async fn a_record_is_created_corrected_archived_and_restored(app) {
        let college = app.db_college().await;
        let officer = app.db_signed_in(As::role(Role::UnitedFrontOfficer)).await;
        let made = create(&officer, input("  阿依古丽•吐尔逊 ", college.school)).await;
        assert_eq!(made.name, "阿依古丽·吐尔逊");
        assert_eq!(made.categories, Some(vec![1, 3]));
        assert_eq!(made.affiliation.as_ref().map(|coded| coded.label.as_str()), Some("民盟盟员"));
        assert_eq!(made.actions, [RecordAction::Edit, RecordAction::Archive, RecordAction::Reveal, RecordAction::Care]);

        // Groups that are left out stay; a retired person is suggested category 8.
        let mut edit = input("阿依古丽·吐尔逊", college.school);
        (edit.contact, edit.political, edit.sensitive, edit.retired) = (None, None, None, true);
        let variables = EditRepresentativeVariables { id: made.id, version: made.version, input: edit };
        let edited = officer.run(EditRepresentative::build(variables.clone())).await.unwrap().edit_representative;
        assert_eq!(edited.phone.as_deref(), Some("0816-0002001"));
        assert_eq!(edited.warnings, Some(vec![RecordWarning::RetiredNotVeteran]));
        assert_eq!(edited.timeline[0].fields, [RecordField::Retired]);

        let stale = officer.run(EditRepresentative::build(variables)).await.unwrap_err();
        assert_eq!((stale.code, stale.reason.as_str()), (ErrorCode::Conflict, "VersionChanged"));

        let archive = |reason: &str| ArchiveRepresentativeVariables {
            id: made.id,
            input: ArchiveInput { version: edited.version, reason: reason.to_owned() },
        };
        let refused = officer.run(ArchiveRepresentative::build(archive(" "))).await.unwrap_err();
        assert_eq!(refused.paths(), ["input.reason"]);
        let archived = officer.run(ArchiveRepresentative::build(archive("调离"))).await.unwrap();
        let archived = archived.archive_representative;
        assert_eq!(archived.status, RecordStatus::Archived);
        assert_eq!(archived.actions, [RecordAction::Restore, RecordAction::Reveal]);
        assert!(names(&officer, RepresentativeFilter::default()).await.is_empty());

        let variables = RestoreRepresentativeVariables { id: made.id, version: archived.version };
        let restored = officer.run(RestoreRepresentative::build(variables)).await.unwrap();
        assert_eq!(restored.restore_representative.status, RecordStatus::Active);
    }

    async fn several_are_moved_to_a_stage_or_nobody_is(app) {
        let college = app.db_college().await;
        let officer = app.db_signed_in(As::role(Role::UnitedFrontOfficer)).await;
        let mut people = Vec::new();
        for name in ["白采薇", "邓书瑶", "田含英"] {
            let made = create(&officer, input(name, college.school)).await;
            people.push(ReadRepresentative { id: made.id, version: made.version });
        }
        let set = |representatives: &[ReadRepresentative], stage| {
            let input = SetStageInput { representatives: representatives.to_vec(), stage };
            SetRepresentativesStage::build(SetRepresentativesStageVariables { input })
        };
        let moved = officer.run(set(&people, Stage::Use)).await.unwrap().set_representatives_stage;
        assert_eq!(moved.len(), people.len());
        for person in &moved {
            assert_eq!((person.stage, person.version), (Some(Stage::Use), 2));
            let read = read(&officer, person.id).await;
            assert_eq!((read.stage, read.version), (Some(Stage::Use), 2));
            assert_eq!(read.timeline[0].fields, [RecordField::Stage]);
        }

        // One that was changed since stops all of them, and its words say how many there are.
        let mixed = [ReadRepresentative { version: 2, ..people[0] }, people[1], people[2]];
        let stale = officer.run(set(&mixed, Stage::Discovery)).await.unwrap_err();
        assert_eq!((stale.code, stale.reason.as_str()), (ErrorCode::Conflict, "PeopleChanged"));
        assert!(stale.message.contains("2人"), "{}", stale.message);
        assert_eq!(read(&officer, people[0].id).await.stage, Some(Stage::Use));

        // Nobody's stage is another: nothing is written.
        let again: Vec<ReadRepresentative> =
            people.iter().map(|person| ReadRepresentative { version: 2, ..*person }).collect();
        let same = officer.run(set(&again, Stage::Use)).await.unwrap().set_representatives_stage;
        assert!(same.iter().all(|person| person.version == 2));

        let nobody = officer.run(set(&[], Stage::Use)).await.unwrap_err();
        assert_eq!(nobody.paths(), ["input.representatives"]);
        let crowd = officer.run(set(&vec![people[0]; 101], Stage::Use)).await.unwrap_err();
        assert_eq!(crowd.paths(), ["input.representatives"]);

        // Who does not see one of them learns nothing of the others.
        let secretary = app.db_signed_in(As::role_at(Role::BranchSecretary, college.office_branch)).await;
        let hidden = secretary.run(set(&again, Stage::Discovery)).await.unwrap_err();
        assert_eq!(hidden.code, ErrorCode::NotFound);
    }

    async fn every_faulty_field_is_named_at_once(app) {
        let college = app.db_college().await;
        let officer = app.db_signed_in(As::role(Role::UnitedFrontOfficer)).await;
        let mut faulty = input("", college.school);
        faulty.staff_number = Some("12".to_owned());
        faulty.contact = Some(ContactInput { phone: Some("x".to_owned()), email: Some("y".to_owned()) });
        faulty.political = Some(PoliticalInput {
            affiliation: "01".to_owned(),
            affiliated_since: Some("1998".to_owned()),
            categories: vec![10],
        });
        faulty.sensitive = Some(SensitiveInput {
            ethnicity: Some("57".to_owned()),
            birth_month: Some("1978-13".to_owned()),
            ..SensitiveInput::default()
        });
        let variables = CreateRepresentativeVariables { input: faulty, confirm_distinct: false };
        let refused = officer.run(CreateRepresentative::build(variables)).await.unwrap_err();
        assert_eq!(refused.paths(), [
            "input.name",
            "input.staffNumber",
            "input.contact.phone",
            "input.contact.email",
            "input.political.affiliation",
            "input.political.affiliatedSince",
            "input.political.categories",
            "input.sensitive.ethnicity",
            "input.sensitive.birthMonth",
        ]);
        assert_eq!(refused.fields[4].reason, "PartyMember");
    }

    async fn nobody_is_doubled_or_both_leader_and_representative(app) {
        let college = app.db_college().await;
        let officer = app.db_signed_in(As::role(Role::UnitedFrontOfficer)).await;
        let first = create(&officer, input("赵静", college.school)).await;
        let again = |confirm_distinct| CreateRepresentativeVariables {
            input: input("赵静", college.school),
            confirm_distinct,
        };
        let stopped = officer.run(CreateRepresentative::build(again(false))).await.unwrap_err();
        assert_eq!((stopped.code, stopped.reason.as_str()), (ErrorCode::Conflict, "PossibleDuplicate"));
        let second = officer.run(CreateRepresentative::build(again(true))).await.unwrap();
        assert_ne!(second.create_representative.id, first.id);

        let leader = LeaderInput {
            name: "任平".to_owned(),
            staff_number: "000177".to_owned(),
            sex: None,
            tier: LeaderTier::Department,
            post: "院长".to_owned(),
            unit: college.school,
            branch: college.school_branch,
            contact: None,
        };
        let variables = CreateLeaderVariables { input: leader, confirm_distinct: false };
        officer.run(CreateLeader::build(variables)).await.expect("a leader");
        let mut same_number = input("王五", college.school);
        same_number.staff_number = Some("000177".to_owned());
        let variables = CreateRepresentativeVariables { input: same_number, confirm_distinct: false };
        let refused = officer.run(CreateRepresentative::build(variables)).await.unwrap_err();
        assert_eq!(refused.fields[0].reason, "LeaderAndRepresentative");
    }

    async fn restricted_fields_are_revealed_and_the_person_sees_it(app) {
        let college = app.db_college().await;
        let officer = app.db_signed_in(As::role(Role::UnitedFrontOfficer)).await;
        let made = create(&officer, input("卓玛措", college.school)).await;
        let leader = app.db_leader("任平", LeaderTier::School, college.school, college.school_branch).await;
        let roster = app.db_roster(RosterRoute::School, college.root).await;
        app.db_pairing(roster, leader, made.id).await;
        let person = app.db_signed_in(As::role(Role::Representative).representative(made.id)).await;
        let committee = app.db_signed_in(As::role(Role::CommitteeMember)).await;

        let reveal = |group, purpose: &str| RevealVariables {
            input: RevealInput { id: made.id, group, purpose: purpose.to_owned() },
        };
        let refused = officer.run(Reveal::build(reveal(FieldGroup::Basic, "看"))).await.unwrap_err();
        assert_eq!(refused.paths(), ["input.group", "input.purpose"]);
        let forbidden = committee.run(Reveal::build(reveal(FieldGroup::Sensitive, "安排走访"))).await;
        assert_eq!(forbidden.unwrap_err().code, ErrorCode::Forbidden);
        let revealed = officer.run(Reveal::build(reveal(FieldGroup::Sensitive, "HANDLE_MATTER"))).await.unwrap();
        assert_eq!(revealed.reveal.ethnicity.unwrap().label, "维吾尔族");

        let own = person.run(RepresentativeSelf::build(())).await.unwrap().representative_self.unwrap();
        assert_eq!(own.links[0].leader.as_ref().map(|leader| leader.name.as_str()), Some("任平"));
        let seen = own.timeline.iter().find(|entry| entry.kind == TimelineKind::Revealed).expect("the reveal");
        assert_eq!(seen.role.as_deref(), Some("UNITED_FRONT_OFFICER"));
        assert_eq!(seen.purpose, Some(RevealPurpose::HandleMatter));
        // The committee sees the record, and no reveals.
        let theirs = read(&committee, made.id).await;
        assert!(theirs.timeline.iter().all(|entry| entry.kind != TimelineKind::Revealed));
        assert_eq!(theirs.masked_fields, [FieldGroup::ContactDetails, FieldGroup::Cultivation]);
        assert_eq!(theirs.phone, None);
    }

    async fn lists_filter_only_by_what_may_be_read(app) {
        let college = app.db_college().await;
        let officer = app.db_signed_in(As::role(Role::UnitedFrontOfficer)).await;
        let committee = app.db_signed_in(As::role(Role::CommitteeMember)).await;
        let linked = create(&officer, input("赵静", college.school)).await;
        let mut cultivated = input("安然", college.department);
        cultivated.cultivation = Some(CultivationInput { key_cultivation: true, ..CultivationInput::default() });
        create(&officer, cultivated).await;
        let leader = app.db_leader("任平", LeaderTier::School, college.school, college.school_branch).await;
        let roster = app.db_roster(RosterRoute::School, college.root).await;
        app.db_pairing(roster, leader, linked.id).await;

        let by = RepresentativeFilter::default;
        let key = || RepresentativeFilter { key_cultivation: Some(true), ..by() };
        assert_eq!(names(&officer, key()).await, ["安然"]);
        assert!(names(&committee, key()).await.is_empty(), "the committee does not read cultivation");
        for (linked, found) in [(true, "赵静"), (false, "安然")] {
            let filter = || RepresentativeFilter { linked: Some(linked), ..by() };
            assert_eq!(names(&officer, filter()).await, [found]);
            assert_eq!(names(&committee, filter()).await, [found]);
        }
        for search in ["zj", "zhaojing", "静"] {
            let filter = RepresentativeFilter { search: Some(search.to_owned()), ..by() };
            assert_eq!(names(&officer, filter).await, ["赵静"], "{search}");
        }
        let in_branch = RepresentativeFilter { unit: Some(college.school_branch), ..by() };
        assert_eq!(names(&officer, in_branch).await, ["赵静"]);
        let categories = RepresentativeFilter { categories: Some(vec![2, 3]), ..by() };
        assert_eq!(names(&officer, categories).await, ["安然", "赵静"]);
    }

    async fn a_closed_unit_hands_its_people_to_its_successor(app) {
        let college = app.db_college().await;
        let officer = app.db_signed_in(As::role(Role::UnitedFrontOfficer)).await;
        let made = create(&officer, input("赵静", college.school)).await;
        let close = |id, successor| CloseUnitVariables {
            id,
            input: CloseUnitInput { version: 1, successor, closed_on: None },
        };
        let refused = officer.run(CloseUnit::build(close(college.school_branch, college.school))).await;
        assert_eq!(refused.unwrap_err().paths(), ["input.successor"]);
        let closed = officer.run(CloseUnit::build(close(college.school, college.department))).await.unwrap();
        assert_eq!(closed.close_unit.successor.unwrap().id, college.department);
        assert_eq!(read(&officer, made.id).await.unit.unwrap().id, college.department);
        let late = CreateRepresentativeVariables { input: input("王五", college.school), confirm_distinct: false };
        let refused = officer.run(CreateRepresentative::build(late)).await.unwrap_err();
        assert_eq!(refused.fields[0].reason, "UnitClosed");
    }

    async fn there_is_one_college_and_no_circle(app) {
        let college = app.db_college().await;
        let officer = app.db_signed_in(As::role(Role::UnitedFrontOfficer)).await;
        let unit = |kind, parent| UnitInput {
            code: "X01".to_owned(),
            name: "新单位".to_owned(),
            kind,
            parent,
            branch: Some(college.school_branch),
            head_name: None,
        };
        let second = CreateUnitVariables { input: unit(UnitKind::College, None) };
        assert_eq!(officer.run(CreateUnit::build(second)).await.unwrap_err().fields[0].reason, "OneCollege");
        let made = CreateUnitVariables { input: unit(UnitKind::School, Some(college.school)) };
        let made = officer.run(CreateUnit::build(made)).await.unwrap().create_unit;
        let circle = EditUnitVariables {
            id: college.school,
            version: 1,
            input: UnitInput {
                code: "C01".to_owned(),
                name: "信息工程学院".to_owned(),
                kind: UnitKind::School,
                parent: Some(made.id),
                branch: Some(college.school_branch),
                head_name: None,
            },
        };
        assert_eq!(officer.run(EditUnit::build(circle)).await.unwrap_err().fields[0].reason, "UnitCycle");
    }

    async fn anything_is_found_by_its_id(app) {
        let college = app.db_college().await;
        let near = app.db_representative("徐丽", college.school).await;
        let far = app.db_representative("汪慧", college.department).await;
        let secretary = app.db_signed_in(As::role_at(Role::BranchSecretary, college.school_branch)).await;
        let ids = json!([near.to_string(), far.to_string(), college.school.to_string()]);
        let asked = "query($ids: [ID!]!) { nodes(ids: $ids) { __typename id } }";
        let answer = secretary.ask(asked, json!({ "ids": ids })).await;
        assert_eq!(answer["data"]["nodes"], json!([
            { "__typename": "Representative", "id": near.to_string() },
            null,
            { "__typename": "Unit", "id": college.school.to_string() },
        ]));
        let asked = "query($id: ID!) { node(id: $id) { id } }";
        let hidden = secretary.ask(asked, json!({ "id": far.to_string() })).await;
        assert_eq!(hidden["errors"][0]["extensions"]["code"], "NOT_FOUND");
        let foreign = secretary.ask(asked, json!({ "id": "ses_1" })).await;
        assert_eq!(foreign["errors"][0]["extensions"]["code"], "BAD_USER_INPUT");
    }
}

/// The number of statements of a page does not depend on its size, nested lists included.
#[tokio::test]
async fn a_page_costs_the_same_whatever_it_holds() {
    let app = lianyi_tests::app::TestApp::start(lianyi_tests::db::Engine::Sqlite).await;
    let college = app.db_college().await;
    let roster = app.db_roster(RosterRoute::School, college.root).await;
    for n in 0..20 {
        let person = app.db_representative(&format!("徐{n}"), college.school).await;
        let (tier, unit) = (LeaderTier::School, college.school);
        let leader = app.db_leader(&format!("任{n}"), tier, unit, college.school_branch).await;
        app.db_pairing(roster, leader, person).await;
    }
    let officer = app.db_signed_in(As::role(Role::UnitedFrontOfficer)).await;
    let documents = [
        "query($n: Int!) { representatives(page: {first: $n}) { totalCount nodes { unit { name } actions
            links { leader { name unit { name } } } timeline { kind } } } }",
        "query($n: Int!) { leaders(page: {first: $n}) { totalCount nodes { unit { name } branch { name }
            links { representative { name unit { name } } group { name } } timeline { kind } } } }",
        // Every branch of the small college has units below it.
        "query($n: Int!) { units(page: {first: $n}, filter: {kinds: [GENERAL_BRANCH]}) { nodes {
            branch { name } leaderCount representativeCount children { name leaderCount } } } }",
    ];
    for document in documents {
        let mut counts = Vec::new();
        // The first request reads grants and tree; what is compared comes after.
        for size in [1, 1, 20] {
            let before = app.app.db.statements();
            let answer = officer.ask(document, json!({ "n": size })).await;
            assert!(answer["errors"].is_null(), "{answer}");
            counts.push(app.app.db.statements() - before);
        }
        assert_eq!(counts[1], counts[2], "{document}");
    }
}

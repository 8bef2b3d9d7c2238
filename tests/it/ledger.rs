//! The ledger of last year: imported row by row as the manifest says, once, and taken back as a whole.

use std::collections::BTreeSet;

use cynic::{MutationBuilder as _, QueryBuilder as _};
use lianyi::contact::content::ContactContent;
use lianyi::entity::{
    audit_event, contact, contact_counterpart, contact_import, contact_leader, contact_pairing,
    contact_revision, leader, liaison_group, representative,
};
use lianyi_shared::access::Role;
use lianyi_shared::api::contacts::{
    ContactContentInput, ContactCounterpartInput, ContactFilter, ContactQuery, ContactVariables,
    ExportContacts, ExportContactsVariables, LedgerExport,
};
use lianyi_shared::api::imports::{ImportDecisionInput, ImportDuplicate};
use lianyi_shared::audit::AuditAction;
use lianyi_shared::contact::{ContactMode, ContactStatus};
use lianyi_shared::error::ErrorCode;
use lianyi_shared::import::{DuplicateChoice, ImportStatus, Severity};
use lianyi_shared::text::Lang;
use lianyi_tests::app::TestApp;
use lianyi_tests::db::db_digest;
use lianyi_tests::on_both_databases;
use lianyi_tests::user::{As, User};
use sea_orm::{ColumnTrait as _, EntityTrait as _, PaginatorTrait as _, QueryFilter as _};
use serde_json::{Value, json};

use crate::import::{self, fixture};
use crate::papers::part;

pub(crate) const LEDGER: &str = "联谊交友工作台账2025-2026.xlsx";
pub(crate) const YEAR: &[(&str, &str)] = &[("kind", "LEDGER"), ("year", "2025"), ("name", LEDGER)];

/// The college of the workbooks with last year's roster, and an officer of its department.
pub(crate) async fn college(app: &TestApp) -> User {
    let officer = app.db_signed_in(As::role(Role::UnitedFrontOfficer)).await;
    import::whole_college(app, &officer).await;
    officer
}

async fn digest(app: &TestApp) -> Vec<(String, String)> {
    let all = db_digest(&app.app).await;
    all.into_iter().filter(|(table, _)| !table.starts_with("import_")).collect()
}

/// What every row of the ledger became, as the list of expected rows has it.
async fn found(app: &TestApp) -> Vec<Value> {
    let db = &app.app.db.read;
    let contacts = contact::Entity::find().all(db).await.unwrap();
    let origins = contact_import::Entity::find().all(db).await.unwrap();
    let leaders = leader::Entity::find().all(db).await.unwrap();
    let people = representative::Entity::find().all(db).await.unwrap();
    let groups = liaison_group::Entity::find().all(db).await.unwrap();
    let led = contact_leader::Entity::find().all(db).await.unwrap();
    let met = contact_counterpart::Entity::find().all(db).await.unwrap();
    let mut found = Vec::new();
    for row in contacts {
        let origin = origins.iter().find(|origin| origin.contact_id == row.id).unwrap();
        let mut names: Vec<&str> = met
            .iter()
            .filter(|side| side.contact_id == row.id)
            .map(|side| match (side.representative_id, side.group_id) {
                (Some(id), _) => people.iter().find(|person| person.id == id).unwrap().name.as_str(),
                (_, id) => groups.iter().find(|group| Some(group.id) == id).unwrap().name.as_str(),
            })
            .collect();
        names.sort_unstable();
        let number = led.iter().find(|side| side.contact_id == row.id).unwrap().leader_id;
        let number = &leaders.iter().find(|leader| leader.id == number).unwrap().staff_number;
        assert!(row.imported && !row.late && row.status == ContactStatus::Confirmed);
        found.push(json!([
            origin.row,
            row.held_on.to_string(),
            number,
            row.mode.label(Lang::Zh),
            names,
            origin.unlinked
        ]));
    }
    found.sort_by_key(|row| row[0].as_i64());
    found
}

/// The rows that the list of expected results names, and how.
fn expected() -> Vec<Value> {
    let truth: Value = serde_json::from_slice(&fixture("expected.json")).unwrap();
    let rows = truth["ledger"].as_array().unwrap().iter().filter(|row| row["outcome"] != "error");
    rows.map(|row| {
        let (gone, persons): (Vec<&Value>, Vec<&Value>) = row["persons"]
            .as_array()
            .unwrap()
            .iter()
            .partition(|person| person[1].is_null() && person[0] == "罗伟");
        let mut names: Vec<&str> = persons.into_iter().map(|person| person[0].as_str().unwrap()).collect();
        names.extend(row["groups"].as_array().unwrap().iter().map(|group| group.as_str().unwrap()));
        names.sort_unstable();
        let unlinked = gone.first().map_or(&row["ambiguous"], |person| &person[0]);
        json!([row["row"], row["date"], row["leader_no"], row["form"], names, unlinked])
    })
    .collect()
}

on_both_databases! {
    async fn last_years_ledger_comes_in_with_exactly_the_expected_rows_once_and_goes_as_a_whole(app) {
        let officer = college(&app).await;
        let before = digest(&app).await;
        let batch = import::check(&app, &officer, YEAR, fixture(LEDGER)).await;
        assert_eq!(digest(&app).await.iter().filter(|(t, _)| t.starts_with("contact")).count(),
            before.iter().filter(|(t, _)| t.starts_with("contact")).count());
        let counts = &batch.counts;
        assert_eq!((counts.accepted, counts.accepted_with_warning, counts.rejected), import::expected(LEDGER));
        assert_eq!(import::apply(&officer, &batch, false, Vec::new()).await.unwrap_err().reason, "ImportHasErrors");
        let before: Vec<_> = digest(&app).await.into_iter().filter(|(table, _)| table != "audit_event").collect();
        let statements = app.app.db.statements();
        let row = import::apply(&officer, &batch, true, Vec::new()).await.unwrap();
        assert_eq!(row.counts.taken, Some(890));
        let statements = app.app.db.statements() - statements;
        assert!(statements < 60, "{statements} statements for 890 rows");
        let (found, expected) = (found(&app).await, expected());
        assert_eq!(found.len(), expected.len());
        for (found, expected) in found.iter().zip(&expected) {
            assert_eq!(found, expected);
        }
        let db = &app.app.db.read;
        let paired = contact_pairing::Entity::find().all(db).await.unwrap();
        let paired: BTreeSet<_> = paired.into_iter().map(|row| row.contact_id).collect();
        // Three persons were not paired, one name was ambiguous, one person had left.
        assert_eq!(paired.len(), 890 - 5);

        // The whole cell is kept, whatever it begins with.
        let revisions = contact_revision::Entity::find().all(db).await.unwrap();
        let longest = revisions.iter().map(|row| ContactContent::of_text(&row.content).unwrap().summary.unwrap());
        assert_eq!(longest.map(|summary| summary.chars().count()).max(), Some(5068));
        assert!(revisions.iter().any(|row| row.content.contains("+1，同意增加教工车位")));
        let origins = contact_import::Entity::find().all(db).await.unwrap();
        assert!(origins.iter().any(|row| row.handling.as_deref() == Some("=已办结")));

        // The same file again: everything is here already.
        let digested = digest(&app).await;
        let again = import::check(&app, &officer, YEAR, fixture(LEDGER)).await;
        assert_eq!((again.counts.new, again.counts.unchanged), (0, 890));
        let second = import::apply(&officer, &again, true, Vec::new()).await.unwrap();
        assert_eq!(second.counts.taken, Some(0));
        let changed: Vec<_> = digest(&app).await.into_iter().filter(|now| !digested.contains(now)).map(|(table, _)| table).collect();
        assert_eq!(changed.iter().filter(|table| table.starts_with("contact")).count(), 0, "{changed:?}");

        let undone = import::undo(&officer, &row).await.unwrap();
        assert_eq!(undone.status, ImportStatus::Undone);
        let after: Vec<_> = digest(&app).await.into_iter().filter(|(table, _)| table != "audit_event").collect();
        assert_eq!(after, before);
        let lines = audit_event::Entity::find().all(db).await.unwrap();
        let of = |action| lines.iter().filter(|line| line.action == action && line.details.contains("LEDGER")).count();
        assert_eq!((of(AuditAction::ImportCheck), of(AuditAction::ImportApply), of(AuditAction::ImportUndo)), (2, 2, 1));
        assert!(lines.iter().all(|line| !line.details.contains("潘红")));
    }

    async fn the_user_chooses_between_namesakes_and_a_record_of_history_can_be_corrected(app) {
        let officer = college(&app).await;
        let batch = import::check(&app, &officer, YEAR, fixture(LEDGER)).await;
        let [choice] = batch.choices.as_slice() else { panic!("{:?}", batch.choices) };
        assert_eq!((choice.row, choice.candidates.len()), (85, 2));
        assert!(choice.message.contains("潘红"));
        let meant = choice.candidates.iter().find(|one| one.unit.as_deref() == Some("健康护理学院")).unwrap();
        let decide = |choice_of| vec![ImportDecisionInput {
            sheet: choice.sheet.clone(), row: 85, choice: choice_of, record: Some(meant.id.clone()),
        }];
        let row = import::apply(&officer, &batch, true, decide(DuplicateChoice::Update)).await.unwrap();
        assert_eq!(row.counts.taken, Some(890));
        let db = &app.app.db.read;
        let origin = contact_import::Entity::find()
            .filter(contact_import::Column::Row.eq(85)).one(db).await.unwrap().unwrap();
        assert_eq!(origin.unlinked, None);
        let met = contact_counterpart::Entity::find()
            .filter(contact_counterpart::Column::ContactId.eq(origin.contact_id)).all(db).await.unwrap();
        assert_eq!(met.iter().map(|side| side.representative_id.unwrap().to_string()).collect::<Vec<_>>(), std::slice::from_ref(&meant.id));

        // It stays the same row, and nobody paired these two: it can be corrected all the same.
        let again = import::check(&app, &officer, YEAR, fixture(LEDGER)).await;
        assert_eq!((again.counts.new, again.choices.len()), (0, 0));
        let record = officer.run(ContactQuery::build(ContactVariables { id: origin.contact_id })).await.unwrap().contact;
        assert!(record.imported && record.confirmed_at.is_none());
        let mut content: ContactContentInput = record.content.clone().into();
        content.mode = Some(ContactMode::Telephone);
        let corrected = crate::contact::correct(&officer, &record, &content).await.unwrap();
        assert_eq!((corrected.mode, corrected.late, corrected.status), (ContactMode::Telephone, false, ContactStatus::AwaitingConfirmation));
        // Taken out it says that it waits, and comes in as history nowhere.
        let imported = ContactFilter { imported: Some(true), ..ContactFilter::default() };
        let (_, file) = take_out(&app, &officer, imported).await;
        let query = [("kind", "LEDGER"), ("year", "2025"), ("name", "l.xlsx")];
        let batch = import::check(&app, &officer, &query, file).await;
        let errors = batch.findings.nodes.iter().filter(|one| one.severity == Severity::Error);
        assert_eq!(errors.map(|one| one.message.contains("待本人确认")).collect::<Vec<_>>(), [true]);
        let refused = import::undo(&officer, &row).await.unwrap_err();
        assert_eq!(refused.reason, "ImportUndoBlocked");
        assert!(refused.message.contains("85"), "{}", refused.message);
    }

    async fn a_correction_adds_who_was_meant(app) {
        let officer = college(&app).await;
        let batch = import::check(&app, &officer, YEAR, fixture(LEDGER)).await;
        let meant = batch.choices[0].candidates[0].id.parse().unwrap();
        import::apply(&officer, &batch, true, Vec::new()).await.unwrap();
        let origin = contact_import::Entity::find()
            .filter(contact_import::Column::Row.eq(85)).one(&app.app.db.read).await.unwrap().unwrap();
        let shown = async || {
            let variables = ContactVariables { id: origin.contact_id };
            officer.run(ContactQuery::build(variables)).await.unwrap().contact
        };
        let record = shown().await;
        assert_eq!(record.origin.clone().unwrap().unlinked.as_deref(), Some("潘红"));
        let mut content: ContactContentInput = record.content.clone().into();
        content.counterparts = vec![ContactCounterpartInput { representative: Some(meant), group: None }];
        crate::contact::correct(&officer, &record, &content).await.unwrap();
        assert_eq!(shown().await.origin.unwrap().unlinked, None);
        let (_, file) = take_out(&app, &officer, ContactFilter { imported: Some(true), ..ContactFilter::default() }).await;
        assert!(!part(&file, "xl/sharedStrings.xml").contains("潘红、潘红"));
    }

    async fn whom_a_cell_names_twice_is_there_once(app) {
        let officer = college(&app).await;
        let text = "日期,联系领导,联系对象,形式,主要内容\n10月8日,任平剑、任平剑（党委书记）,潘红、潘红,电话,谈工作\n";
        let query = [("kind", "LEDGER"), ("year", "2025"), ("name", "l.csv")];
        let batch = import::check(&app, &officer, &query, text.as_bytes().to_vec()).await;
        let meant = batch.choices[1].candidates[0].id.clone();
        let decide = |choice: &ImportDuplicate| ImportDecisionInput {
            sheet: choice.sheet.clone(), row: choice.row, choice: DuplicateChoice::Update, record: Some(meant.clone()),
        };
        let decisions = batch.choices.iter().map(decide).collect::<Vec<_>>();
        assert_eq!(decisions.len(), 2);
        let row = import::apply(&officer, &batch, false, decisions).await.unwrap();
        assert_eq!(row.counts.taken, Some(1));
        let db = &app.app.db.read;
        let led = contact_leader::Entity::find().count(db).await.unwrap();
        let met = contact_counterpart::Entity::find().all(db).await.unwrap();
        let met: Vec<String> = met.into_iter().map(|side| side.representative_id.unwrap().to_string()).collect();
        let origin = contact_import::Entity::find().one(db).await.unwrap().unwrap();
        assert_eq!((led, met, origin.unlinked), (1, vec![meant], None));
    }

    async fn an_import_that_a_ledger_builds_on_stands_firm(app) {
        let officer = app.db_signed_in(As::role(Role::UnitedFrontOfficer)).await;
        let batches = import::whole_college(&app, &officer).await;
        let text = "日期,联系领导,联系对象,形式,主要内容\n10月8日,任平剑,梁斌松,电话,谈工作\n10月9日,任平剑（党委书记）,无此人,电话,谈工作\n10月10日,任平剑,潘红（健康护理学院）,喝茶,谈工作\n";
        let query = [("kind", "LEDGER"), ("year", "2025"), ("name", "l.csv")];
        let batch = import::check(&app, &officer, &query, text.as_bytes().to_vec()).await;
        let errors: Vec<_> = batch.findings.nodes.iter().filter(|one| one.severity == Severity::Error).collect();
        assert_eq!(errors.iter().map(|one| one.row).collect::<Vec<_>>(), [Some(3)]);
        let row = import::apply(&officer, &batch, true, Vec::new()).await.unwrap();
        assert_eq!(row.counts.taken, Some(2), "the unit in brackets says which of the two");
        for batch in batches.iter().rev() {
            assert_eq!(import::undo(&officer, batch).await.unwrap_err().reason, "ImportUndoBlocked");
        }
        assert_eq!(contact::Entity::find().count(&app.app.db.read).await.unwrap(), 2);
    }

    async fn an_exported_ledger_says_who_took_it_out_and_can_be_imported_again(app) {
        let officer = college(&app).await;
        let batch = import::check(&app, &officer, YEAR, fixture(LEDGER)).await;
        import::apply(&officer, &batch, true, Vec::new()).await.unwrap();
        let year = ContactFilter { imported: Some(true), ..ContactFilter::default() };
        let (export, file) = take_out(&app, &officer, year.clone()).await;
        assert_eq!(export.records, 890);

        // In the same college every row is known; its number and who took it out stand above the table.
        let again = [("kind", "LEDGER"), ("year", "2025"), ("name", "l.xlsx")];
        let batch = import::check(&app, &officer, &again, file.clone()).await;
        let counts = &batch.counts;
        assert_eq!((counts.unchanged, counts.new, counts.errors), (890, 0, 0), "{:?}", batch.findings.nodes.first());
        let texts = part(&file, "xl/sharedStrings.xml");
        assert!(texts.contains(&export.number) && texts.contains("导出人"));
        assert!(texts.contains("=已办结") && !part(&file, "xl/worksheets/sheet1.xml").contains("<f>"), "text");
        let logged = audit_event::Entity::find()
            .filter(audit_event::Column::Action.eq(AuditAction::ContactExport)).all(&app.app.db.read).await.unwrap();
        assert!(logged.len() == 1 && logged[0].details.contains(&export.number), "{logged:?}");

        // Each takes out what they may: a secretary their branch, a member of the committee nothing.
        let branches = contact::Entity::find().all(&app.app.db.read).await.unwrap();
        let branch = branches[0].branch_id;
        let own = branches.iter().filter(|row| row.branch_id == branch).count();
        let secretary = app.db_signed_in(As::role_at(Role::BranchSecretary, branch)).await;
        let (export, _) = take_out(&app, &secretary, year.clone()).await;
        assert_eq!(usize::try_from(export.records).unwrap(), own);
        let member = app.db_signed_in(As::role(Role::CommitteeMember)).await;
        let refused = member.run(ExportContacts::build(ExportContactsVariables { filter: year })).await.unwrap_err();
        assert_eq!(refused.code, ErrorCode::Forbidden);
    }
}

/// Asks for a ledger and downloads it.
async fn take_out(app: &TestApp, user: &User, filter: ContactFilter) -> (LedgerExport, Vec<u8>) {
    let variables = ExportContactsVariables { filter };
    let export = user.run(ExportContacts::build(variables)).await.unwrap().export_contacts;
    let answer = reqwest::get(app.url(&export.ticket)).await.unwrap();
    assert_eq!(answer.status().as_u16(), 200);
    (export, answer.bytes().await.unwrap().to_vec())
}

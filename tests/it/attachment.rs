//! Files of contact records: what is taken, who reads it, and what becomes of it.

use std::io::{Cursor, Write as _};
use std::path::Path;
use std::time::Duration;

use chrono::TimeDelta;
use cynic::MutationBuilder as _;
use lianyi::attachment::keep;
use lianyi::attachment::store::Store;
use lianyi::contact::content::ContactContent;
use lianyi::contact::drafts;
use lianyi::entity::{attachment, contact_draft};
use lianyi_shared::access::Role;
use lianyi_shared::api::accounts::{CloseAccount, CloseAccountInput, CloseAccountVariables};
use lianyi_shared::api::contacts::*;
use lianyi_shared::attachment::Uploaded;
use lianyi_shared::audit::AuditAction;
use lianyi_shared::error::ErrorCode;
use lianyi_shared::id::{AttachmentId, ContactId};
use lianyi_tests::app::TestApp;
use lianyi_tests::db::{Engine, db_digest};
use lianyi_tests::files::sending;
use lianyi_tests::on_both_databases;
use lianyi_tests::s3::Bucket;
use lianyi_tests::user::{As, Refused, User};
use sea_orm::{ActiveModelTrait as _, EntityTrait as _, IntoActiveModel as _, PaginatorTrait as _, Set};
use serde_json::Value;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;
use zip::write::SimpleFileOptions;

use crate::contact::{
    correct, discard, draft, drafted, liaison, lines, read, record, save, talk, with_person,
};
use crate::import;

const PDF: &[u8] = b"%PDF-1.7\n1 0 obj <<>> endobj\n%%EOF";

async fn post(app: &TestApp, user: &User, contact: ContactId, name: &str, file: Vec<u8>) -> (u16, Value) {
    let of_it = [("contact", &*contact.to_string()), ("name", name)];
    let mut request = sending(&reqwest::Client::new(), &app.url("/api/attachments"), &of_it, file);
    if let Some(token) = user.token() {
        request = request.bearer_auth(token);
    }
    let response = request.send().await.unwrap();
    (response.status().as_u16(), response.json().await.unwrap())
}

async fn upload(app: &TestApp, user: &User, contact: ContactId, name: &str, file: Vec<u8>) -> Uploaded {
    let (status, answer) = post(app, user, contact, name, file).await;
    assert_eq!(status, 201, "{answer}");
    serde_json::from_value(answer).unwrap()
}

async fn address(user: &User, id: AttachmentId) -> Result<String, Refused> {
    let variables = OpenAttachmentVariables { id };
    Ok(user.run(OpenAttachment::build(variables)).await?.open_attachment)
}

/// What an address answers: status, headers of interest, content.
async fn opened(app: &TestApp, address: &str) -> (u16, Vec<String>, Vec<u8>) {
    let answer = reqwest::get(app.url(address)).await.unwrap();
    let header = |name: &str| {
        answer.headers().get(name).map_or_else(String::new, |value| value.to_str().unwrap().to_owned())
    };
    let headers =
        ["content-type", "content-disposition", "x-content-type-options", "cache-control"].map(header);
    (answer.status().as_u16(), headers.to_vec(), answer.bytes().await.unwrap().to_vec())
}

fn office(content: &[u8]) -> Vec<u8> {
    let mut out = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let list = b"<Types><Override ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml\"/></Types>";
    for (name, part) in [("[Content_Types].xml", &list[..]), ("word/document.xml", content)] {
        out.start_file(name, SimpleFileOptions::default()).unwrap();
        out.write_all(part).unwrap();
    }
    out.finish().unwrap().into_inner()
}

fn names(contact: &Contact) -> Vec<&str> {
    contact.attachments.iter().map(|file| &*file.name).collect()
}

/// Begins to send a file, lets something happen, and sends the rest; answers what the server says.
async fn post_slowly(
    app: &TestApp,
    user: &User,
    contact: ContactId,
    meanwhile: impl AsyncFnOnce(),
) -> String {
    let mut stream = TcpStream::connect(app.address).await.unwrap();
    let (address, token, length) = (app.address, user.token().unwrap(), PDF.len());
    let head = format!(
        "POST /api/attachments?contact={contact} HTTP/1.1\r\nHost: {address}\r\nAuthorization: Bearer {token}\r\n\
         Content-Type: application/octet-stream\r\nContent-Length: {length}\r\nConnection: close\r\n\r\n"
    );
    stream.write_all(head.as_bytes()).await.unwrap();
    stream.write_all(&PDF[..9]).await.unwrap();
    // Long enough to be found in order before the rest comes.
    tokio::time::sleep(Duration::from_millis(500)).await;
    meanwhile().await;
    stream.write_all(&PDF[9..]).await.unwrap();
    let mut said = String::new();
    stream.read_to_string(&mut said).await.unwrap();
    said
}

/// How many files a folder holds.
fn files_in(folder: &Path) -> usize {
    let entries = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    entries.map(|path| if path.is_dir() { files_in(&path) } else { 1 }).sum()
}

#[tokio::test]
async fn a_refused_file_leaves_nothing_in_the_store() {
    let folder = tempfile::tempdir().unwrap();
    let files = Store::folder(folder.path()).unwrap();
    let app = TestApp::start_keeping(Engine::Sqlite, files).await;
    let all = liaison(&app).await;
    let full = drafted(&all.me, &ContactContentInput::default()).await;
    for _ in 0..30 {
        upload(&app, &all.me, full.id, "a.pdf", PDF.to_vec()).await;
    }
    let (status, answer) = post(&app, &all.me, full.id, "a.pdf", PDF.to_vec()).await;
    assert_eq!((status, &answer["errors"][0]["extensions"]["reason"]), (400, &"TooMany".into()), "{answer}");
    assert_eq!(files_in(folder.path()), 30);
    let empty = save(&all.me, None, 0, "手机", &ContactContentInput::default()).await.unwrap();
    let discarded = async || assert!(discard(&all.me, empty.id).await.unwrap());
    let said = post_slowly(&app, &all.me, empty.id, discarded).await;
    assert!(said.starts_with("HTTP/1.1 404"), "{said}");
    assert_eq!(files_in(folder.path()), 30);
}

#[tokio::test]
async fn a_bucket_keeps_files_as_a_folder_does() {
    let bucket = Bucket::start().await;
    let app = TestApp::start_keeping(Engine::Sqlite, bucket.store()).await;
    let all = liaison(&app).await;
    let saved = drafted(&all.me, &ContactContentInput::default()).await;
    let file = upload(&app, &all.me, saved.id, "a.pdf", PDF.to_vec()).await;
    let paths = bucket.paths();
    assert!(paths.len() == 1 && paths[0].starts_with("/files/lianyi/"), "{paths:?}");
    let (status, _, bytes) = opened(&app, &address(&all.me, file.id).await.unwrap()).await;
    assert_eq!((status, &*bytes), (200, PDF));
    app.app.clock.advance(TimeDelta::hours(25));
    assert_eq!(keep::drop_unnamed(&app.app).await.unwrap(), 1);
    assert!(bucket.paths().is_empty());
}

#[tokio::test]
async fn files_cost_points_of_whoever_sends_them() {
    let app = TestApp::start_granting(Engine::Sqlite, 1).await;
    let officer = app.db_signed_in(As::role(Role::UnitedFrontOfficer)).await;
    let (status, answer) = post(&app, &officer, ContactId(app.app.new_id()), "a.pdf", PDF.to_vec()).await;
    assert_eq!((status, &answer["errors"][0]["extensions"]["reason"]), (429, &"TooFast".into()), "{answer}");
    let units = [("kind", "UNITS"), ("name", "a.csv")];
    assert_eq!(import::upload(&app, &officer, &units, b"a,b".to_vec()).await.0, 429);
}

on_both_databases! {
    async fn a_file_is_read_by_whoever_reads_the_record(app) {
        let all = liaison(&app).await;
        let mut content = talk(all.leader, with_person(all.person), "2026-09-20");
        let saved = drafted(&all.me, &content).await;
        let file = upload(&app, &all.me, saved.id, "../座谈\u{202e}fdp.exe", PDF.to_vec()).await;
        assert_eq!((&*file.name, file.size), ("座谈fdp.pdf", 34));
        assert_eq!(address(&all.secretary, file.id).await.unwrap_err().code, ErrorCode::NotFound);
        assert!(address(&all.me, file.id).await.is_ok(), "one's own, before it is named");

        content.attachments.push(file.id);
        let saved = save(&all.me, Some(saved.id), saved.version, "桌面", &content).await.unwrap();
        assert_eq!(draft(&all.me, saved.id).await.unwrap().attachments[0].name, file.name);
        let contact = record(&all.me, saved.id, saved.version).await.unwrap();
        assert_eq!(names(&contact), ["座谈fdp.pdf"]);
        assert_eq!(address(&all.stranger, file.id).await.unwrap_err().code, ErrorCode::NotFound);
        assert_eq!(address(&all.auditor, file.id).await.unwrap_err().code, ErrorCode::NotFound);

        assert_eq!(names(&read(&all.secretary, contact.id).await.unwrap()), ["座谈fdp.pdf"]);
        let before = lines(&all.auditor, AuditAction::AttachmentOpen).await;
        let address = address(&all.secretary, file.id).await.unwrap();
        assert_eq!(lines(&all.auditor, AuditAction::AttachmentOpen).await, before + 1);
        let (status, headers, bytes) = opened(&app, &address).await;
        assert_eq!((status, &*bytes), (200, PDF));
        assert_eq!((&*headers[0], &*headers[2], &*headers[3]), ("application/pdf", "nosniff", "no-store"));
        assert!(headers[1].starts_with("attachment; filename*=UTF-8''"), "{headers:?}");
        assert_eq!(opened(&app, &address).await.0, 404, "an address is good once");
    }

    async fn what_is_no_file_of_the_record_is_refused_and_nothing_is_written(app) {
        let all = liaison(&app).await;
        let content = talk(all.leader, with_person(all.person), "2026-09-20");
        let saved = drafted(&all.me, &content).await;
        let before = db_digest(&app.app).await;
        let bomb = office(&vec![0; 210_000_000]);
        assert!(bomb.len() < 1_000_000);
        for (file, reason) in [
            (Vec::new(), "AttachmentEmpty"),
            (b"<html><script>alert(1)</script>".to_vec(), "AttachmentKind"),
            (b"MZ\x90 an old program".to_vec(), "AttachmentKind"),
            (b"\xFF\xD8\xFF\xE0 no picture".to_vec(), "AttachmentDamaged"),
            (b"PK\x03\x04 cut off".to_vec(), "AttachmentDamaged"),
            (bomb, "AttachmentTooMuch"),
        ] {
            let (status, answer) = post(&app, &all.me, saved.id, "a.pdf", file).await;
            let extensions = &answer["errors"][0]["extensions"];
            assert_eq!((status, &extensions["fields"][0]["reason"]), (400, &reason.into()), "{answer}");
        }
        assert_eq!(post(&app, &all.me, saved.id, "a.pdf", vec![b'a'; 20 * 1024 * 1024 + 1]).await.0, 413);
        assert_eq!(post(&app, &app.nobody(), saved.id, "a.pdf", PDF.to_vec()).await.0, 401);
        assert_eq!(post(&app, &all.officer, saved.id, "a.pdf", PDF.to_vec()).await.0, 404, "of somebody else");
        // A file of another draft, or of none, cannot be named.
        let other = save(&all.me, None, 0, "手机", &content).await.unwrap();
        assert_eq!(db_digest(&app.app).await.iter().filter(|one| !before.contains(one)).count(), 1);
        let file = upload(&app, &all.me, other.id, "a.pdf", PDF.to_vec()).await;
        let mut named = content.clone();
        named.attachments.push(file.id);
        let saved = save(&all.me, Some(saved.id), saved.version, "桌面", &named).await.unwrap();
        let refused = record(&all.me, saved.id, saved.version).await.unwrap_err();
        assert_eq!((refused.code, &*refused.fields[0].path), (ErrorCode::BadUserInput, "content.attachments"));
    }

    async fn a_correction_changes_the_files_and_the_revision_before_keeps_its_own(app) {
        let all = liaison(&app).await;
        let mut content = talk(all.leader, with_person(all.person), "2026-09-20");
        let saved = drafted(&all.me, &content).await;
        let first = upload(&app, &all.me, saved.id, "合影.pdf", PDF.to_vec()).await;
        content.attachments = vec![first.id];
        let saved = save(&all.me, Some(saved.id), saved.version, "桌面", &content).await.unwrap();
        let contact = record(&all.me, saved.id, saved.version).await.unwrap();
        let second = upload(&app, &all.secretary, contact.id, "纪要.docx", office(b"<a/>")).await;
        assert_eq!(names(&read(&all.me, contact.id).await.unwrap()), ["合影.pdf"], "not named yet");
        assert_eq!(address(&all.me, second.id).await.unwrap_err().code, ErrorCode::NotFound);
        content.attachments = vec![second.id];
        let contact = correct(&all.secretary, &contact, &content).await.unwrap();
        assert_eq!(names(&contact), ["合影.pdf", "纪要.docx"]);
        let named: Vec<_> = contact.revisions.iter().map(|one| one.content.attachments.clone()).collect();
        assert_eq!(named, [vec![second.id], vec![first.id]]);
        assert!(address(&all.me, first.id).await.is_ok() && address(&all.me, second.id).await.is_ok());
    }

    async fn what_drafts_list_does_not_keep_what_nobody_lists(app) {
        let all = liaison(&app).await;
        let saved = drafted(&all.me, &ContactContentInput::default()).await;
        let first = upload(&app, &all.me, saved.id, "a.pdf", PDF.to_vec()).await;
        let db = app.app.db.writer();
        let row = attachment::Entity::find_by_id(first.id).one(db).await.unwrap().unwrap();
        let listed: Vec<_> = (0..250)
            .map(|_| attachment::Model { id: AttachmentId(app.app.new_id()), ..row.clone() })
            .collect();
        let content = ContactContent {
            attachments: listed.iter().map(|row| row.id).chain([first.id]).collect(),
            ..ContactContent::default()
        };
        let rows = listed.into_iter().map(|row| row.into_active_model().reset_all());
        attachment::Entity::insert_many(rows).exec(db).await.unwrap();
        let draft = contact_draft::Entity::find_by_id(saved.id).one(db).await.unwrap().unwrap();
        let mut draft = draft.into_active_model();
        draft.content = Set(content.to_text().unwrap());
        draft.update(db).await.unwrap();
        let other = save(&all.me, None, 0, "手机", &ContactContentInput::default()).await.unwrap();
        upload(&app, &all.me, other.id, "b.pdf", PDF.to_vec()).await;
        app.app.clock.advance(TimeDelta::hours(25));
        assert_eq!(keep::drop_unnamed(&app.app).await.unwrap(), 1);
    }

    async fn drafts_end_with_their_account_or_when_nobody_goes_on_with_them(app) {
        let all = liaison(&app).await;
        let with_file = async |user: &User| {
            let saved = drafted(user, &ContactContentInput::default()).await;
            let file = upload(&app, user, saved.id, "a.pdf", PDF.to_vec()).await;
            let content = ContactContentInput { attachments: vec![file.id], ..ContactContentInput::default() };
            save(user, Some(saved.id), saved.version, "桌面", &content).await.unwrap();
        };
        with_file(&all.me).await;
        with_file(&all.them).await;
        let kept = async || {
            let db = &app.app.db.read;
            let drafts = contact_draft::Entity::find().count(db).await.unwrap();
            (drafts, attachment::Entity::find().count(db).await.unwrap())
        };
        let administrator = app.db_signed_in(As::role(Role::SystemAdministrator)).await;
        let input =
            CloseAccountInput { id: all.them.account.unwrap(), version: 1, reason: "已调离学校".to_owned() };
        administrator.run(CloseAccount::build(CloseAccountVariables { input })).await.unwrap();
        app.app.clock.advance(TimeDelta::days(90));
        assert_eq!((drafts::forget_old(&app.app).await.unwrap(), keep::drop_unnamed(&app.app).await.unwrap()), (0, 1));
        assert_eq!(kept().await, (1, 1), "of whoever is still there");
        app.app.clock.advance(TimeDelta::hours(1));
        assert_eq!((drafts::forget_old(&app.app).await.unwrap(), keep::drop_unnamed(&app.app).await.unwrap()), (1, 1));
        assert_eq!(kept().await, (0, 0));
    }

    async fn what_nobody_named_is_dropped_after_a_day(app) {
        let all = liaison(&app).await;
        let mut content = talk(all.leader, with_person(all.person), "2026-09-20");
        let kept = drafted(&all.me, &content).await;
        let named = upload(&app, &all.me, kept.id, "a.pdf", PDF.to_vec()).await;
        content.attachments = vec![named.id];
        let kept = save(&all.me, Some(kept.id), kept.version, "桌面", &content).await.unwrap();
        record(&all.me, kept.id, kept.version).await.unwrap();
        // The same content again, which shares its place: dropping it must not take it from the record.
        let waiting = drafted(&all.me, &ContactContentInput::default()).await;
        let same = upload(&app, &all.me, waiting.id, "b.pdf", PDF.to_vec()).await;
        let listed = upload(&app, &all.me, waiting.id, "c.docx", office(b"<c/>")).await;
        let gone = upload(&app, &all.me, waiting.id, "d.docx", office(b"<d/>")).await;
        let content = ContactContentInput { attachments: vec![listed.id], ..ContactContentInput::default() };
        save(&all.me, Some(waiting.id), waiting.version, "桌面", &content).await.unwrap();
        assert_eq!(keep::drop_unnamed(&app.app).await.unwrap(), 0);
        app.app.clock.advance(TimeDelta::hours(25));
        assert_eq!(keep::drop_unnamed(&app.app).await.unwrap(), 2);
        // A day is longer than a sign-in.
        let me = app.db_sign_in_again(app.db_account_of(all.leader).await).await;
        for (file, there) in [(named.id, true), (same.id, false), (listed.id, true), (gone.id, false)] {
            let found = address(&me, file).await;
            assert_eq!(found.is_ok(), there, "{found:?}");
            if let Ok(address) = found {
                assert_eq!(opened(&app, &address).await.0, 200);
            }
        }
        assert!(discard(&me, waiting.id).await.unwrap());
        app.app.clock.advance(TimeDelta::hours(1));
        assert_eq!(keep::drop_unnamed(&app.app).await.unwrap(), 1, "its draft is gone");
    }
}

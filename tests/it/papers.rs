//! Papers: who may take them out, what they contain, and that the workbook comes back in.

use std::collections::BTreeSet;
use std::io::Read as _;

use anyhow::{Result, ensure};
use cynic::{MutationBuilder as _, QueryBuilder as _};
use lianyi::entity::{audit_event, representative};
use lianyi_shared::access::Role;
use lianyi_shared::api::access::{SignOut, SignOutVariables};
use lianyi_shared::api::papers::*;
use lianyi_shared::api::roster::{RosterOf, RosterOfVariables, RosterVersion};
use lianyi_shared::audit::AuditAction;
use lianyi_shared::error::ErrorCode;
use lianyi_shared::id::{LeaderId, RosterVersionId};
use lianyi_shared::import::Severity;
use lianyi_shared::papers::{ExportFormat, PaperMark};
use lianyi_shared::people::LeaderTier;
use lianyi_shared::roster::{DraftStart, LineChange};
use lianyi_tests::app::TestApp;
use lianyi_tests::browser::{Browser, Screen};
use lianyi_tests::college::College;
use lianyi_tests::db::Engine;
use lianyi_tests::on_both_databases;
use lianyi_tests::pdf;
use lianyi_tests::roster::Drafted;
use lianyi_tests::user::{As, PASSWORD, Refused, User};
use sea_orm::{ColumnTrait as _, EntityTrait as _, QueryFilter as _};

use crate::{import, roster};

/// A roster of the school with somebody of each role that has to do with it.
struct Scene {
    college: College,
    version: RosterVersion,
    drafted: Vec<Drafted>,
    officer: User,
    member: User,
}

/// The roster proposed; the member of the committee is its first leader.
async fn proposed(app: &TestApp, leaders: usize) -> Scene {
    let college = app.db_college().await;
    let officer = app.db_signed_in(As::role(Role::UnitedFrontOfficer)).await;
    let draft = roster::start(&officer, college.root, DraftStart::Empty).await.unwrap();
    let drafted = app.db_fill_draft(&college, draft.id, leaders).await;
    let member = app.db_signed_in(As::role(Role::CommitteeMember).leader(drafted[0].leader)).await;
    let version = roster::propose(&officer, &draft).await.unwrap();
    Scene { college, version, drafted, officer, member }
}

async fn decided(app: &TestApp, leaders: usize) -> Scene {
    let mut scene = proposed(app, leaders).await;
    scene.version = roster::decide(&scene.member, &scene.version).await.unwrap();
    scene
}

async fn export(user: &User, id: RosterVersionId, format: ExportFormat) -> Result<RosterFile, Refused> {
    let input = ExportRosterInput { id, format };
    Ok(user.run(ExportRoster::build(ExportRosterVariables { input })).await?.export_roster)
}

async fn print(user: &User, id: RosterVersionId) -> RosterPaper {
    let input = ExportRosterInput { id, format: ExportFormat::Print };
    user.run(PrintRoster::build(ExportRosterVariables { input })).await.unwrap().export_roster.paper
}

/// Exports and downloads.
async fn download(
    app: &TestApp,
    user: &User,
    id: RosterVersionId,
    format: ExportFormat,
) -> (String, Vec<u8>) {
    let file = export(user, id, format).await.unwrap();
    let answer = reqwest::get(app.url(&file.ticket.unwrap())).await.unwrap();
    assert_eq!(answer.status().as_u16(), 200);
    assert!(answer.headers()["content-disposition"].to_str().unwrap().starts_with("attachment"));
    (file.number, answer.bytes().await.unwrap().to_vec())
}

async fn status(address: &str, user: Option<&User>) -> u16 {
    let mut request = reqwest::Client::new().get(address);
    if let Some(token) = user.and_then(User::token) {
        request = request.bearer_auth(token);
    }
    request.send().await.unwrap().status().as_u16()
}

/// A part of a package of parts.
pub(crate) fn part(package: &[u8], name: &str) -> String {
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(package)).unwrap();
    let mut text = String::new();
    archive.by_name(name).unwrap().read_to_string(&mut text).unwrap();
    text
}

/// Who is linked to whom, by name.
fn standing(version: &RosterVersion) -> BTreeSet<(LeaderId, String)> {
    let lines =
        version.leaders.iter().flat_map(|leader| leader.lines.iter().map(|line| (leader.leader.id, line)));
    lines
        .filter(|(_, line)| line.change != LineChange::Ended)
        .map(|(leader, line)| (leader, line.counterpart.name.clone()))
        .collect()
}

on_both_databases! {
    async fn a_paper_goes_out_once_to_whom_it_may(app) {
        let scene = decided(&app, 1).await;
        let id = scene.version.id;
        let leader = app.db_signed_in(As::role(Role::Leader)).await;
        let secretary = As::role_at(Role::BranchSecretary, scene.college.school_branch);
        let secretary = app.db_signed_in(secretary).await;
        for stranger in [&leader, &secretary] {
            let refused = export(stranger, id, ExportFormat::Docx).await.unwrap_err();
            assert_eq!(refused.code, ErrorCode::NotFound);
        }
        let refused = export(&app.nobody(), id, ExportFormat::Docx).await.unwrap_err();
        assert_eq!(refused.code, ErrorCode::Unauthenticated);

        let file = export(&scene.officer, id, ExportFormat::Docx).await.unwrap();
        let address = app.url(&file.ticket.unwrap());
        assert_eq!(status(&address, Some(&scene.member)).await, 404, "the link was passed on");
        assert_eq!(status(&address, Some(&scene.officer)).await, 200);
        assert_eq!(status(&address, Some(&scene.officer)).await, 404, "once");
        let file = export(&scene.member, id, ExportFormat::Xlsx).await.unwrap();
        let address = app.url(&file.ticket.unwrap());
        app.app.clock.advance(chrono::TimeDelta::seconds(61));
        assert_eq!(status(&address, None).await, 404, "in time");
        let file = export(&scene.member, id, ExportFormat::Xlsx).await.unwrap();
        scene.member.run(SignOut::build(SignOutVariables { everywhere: false })).await.unwrap();
        assert_eq!(status(&app.url(&file.ticket.unwrap()), None).await, 401, "while signed in");

        let logged = audit_event::Entity::find()
            .filter(audit_event::Column::Action.eq(AuditAction::RosterExport)).all(&app.app.db.read).await.unwrap();
        assert_eq!(logged.len(), 3);
        assert!(logged.iter().any(|event| event.details.contains(&file.number)), "{logged:?}");
    }

    async fn the_document_says_what_was_decided(app) {
        let scene = proposed(&app, 5).await;
        let paper = print(&scene.officer, scene.version.id).await;
        assert_eq!(paper.mark, "送审稿");
        assert_eq!(paper.title, "关于提请审定2026—2027学年\n校级党员领导干部联谊交友结对名单的请示");
        let meeting = paper.facts.iter().find(|fact| fact.label == "会议名称").unwrap();
        assert_eq!(meeting.value, "（审定后填写）");

        let decided = roster::decide(&scene.member, &scene.version).await.unwrap();
        let (number, file) = download(&app, &scene.officer, decided.id, ExportFormat::Docx).await;
        let document = part(&file, "word/document.xml");
        for said in [
            "校级党员领导干部联谊交友结对名单的决定",
            "（审定稿）",
            "会议名称：第18次会议",
            "会议日期：2026年9月22日",
            "纪要编号：〔2026〕18号",
            "执行日期：自2026年10月1日起",
            "参加审定的任国平同志列入本名单",
            "新增：首次列入",
            "党委书记（签字）：",
            "<w:pStyle w:val=\"Closing\"/><w:keepNext/></w:pPr><w:r><w:t xml:space=\"preserve\">2026年9月22日</w:t>",
            &format!("导出编号：{number}"),
            "<w:tblHeader/>",
            "<w:pgMar w:top=\"2098\" w:right=\"1474\" w:bottom=\"1984\" w:left=\"1587\"",
        ] {
            assert!(document.contains(said), "{said}: {document}");
        }
        for drafted in &scene.drafted {
            let names = drafted.counterparts.iter().chain([&drafted.name]).chain(&drafted.exception);
            for name in names {
                assert!(document.contains(name.as_str()), "{name}");
            }
        }
        let footer = part(&file, "word/footer1.xml");
        assert!(footer.contains("w:instr=\" PAGE \"") && footer.contains("w:instr=\" NUMPAGES \""), "{footer}");
        let core = part(&file, "docProps/core.xml");
        assert!(core.contains("关于审定2026—2027学年校级党员领导干部联谊交友结对名单的决定"), "{core}");
        assert!(core.contains(&number));
    }

    async fn the_workbook_comes_back_in_and_calculates_nothing(app) {
        let scene = proposed(&app, 5).await;
        let drafted = &scene.drafted[1];
        let hostile = representative::Entity::find()
            .filter(representative::Column::Name.eq(&drafted.counterparts[1]))
            .one(&app.app.db.read).await.unwrap().unwrap();
        let hostile = representative::ActiveModel {
            id: sea_orm::Set(hostile.id),
            name: sea_orm::Set("=cmd".to_owned()),
            post: sea_orm::Set(Some("@SUM(1+9)".to_owned())),
            ..Default::default()
        };
        sea_orm::ActiveModelTrait::update(hostile, app.app.db.writer()).await.unwrap();
        let version = roster::decide(&scene.member, &scene.version).await.unwrap();
        let (number, file) = download(&app, &scene.officer, version.id, ExportFormat::Xlsx).await;
        let sheet = part(&file, "xl/worksheets/sheet1.xml");
        assert!(!sheet.contains("<f>") && !sheet.contains("<f "), "{sheet}");
        assert!(sheet.contains(&number), "the number is in the footer");
        assert!(part(&file, "xl/sharedStrings.xml").contains("<t>=cmd</t>"));
        assert!(part(&file, "xl/styles.xml").contains("quotePrefix=\"1\""));
        assert!(part(&file, "docProps/core.xml").contains(&number));

        let query = [("kind", "ROSTER"), ("year", "2026"), ("name", "名单.xlsx")];
        let batch = import::check(&app, &scene.officer, &query, file).await;
        let worse: Vec<_> = batch.findings.nodes.iter()
            .filter(|finding| finding.severity != Severity::Normalised)
            .collect();
        // Two leaders stand outside the quota, with the reasons that were printed.
        assert_eq!(worse.len(), 2, "{worse:?}");
        assert!(worse.iter().all(|finding| {
            finding.severity == Severity::Warning && finding.message.contains("例外，本人希望延续")
        }), "{worse:?}");
        assert_eq!(batch.counts.total, 5);
        import::apply(&scene.officer, &batch, false, Vec::new()).await.unwrap();
        let of = RosterOf::build(RosterOfVariables { owner: scene.college.root });
        let open = scene.officer.run(of).await.unwrap().roster.open.unwrap();
        let again = roster::read(&scene.officer, open.id).await.unwrap();
        assert_eq!(standing(&again), standing(&version));
        assert!(again.leaders.iter().any(|leader| leader.exception == scene.drafted[0].exception));
    }

    async fn a_paper_names_on_its_own_roster_only_who_may_decide_today(app) {
        let college = app.db_college().await;
        let leader =
            app.db_leader("石雪", LeaderTier::Department, college.school, college.school_branch).await;
        let person = app.db_representative("徐丽", college.school).await;
        let deputy = app.db_signed_in(As::role(Role::Leader).leader(leader)).await;
        app.db_acting_deputy(deputy.account.unwrap(), college.school_branch).await;
        let draft = roster::start(&deputy, college.school_branch, DraftStart::Empty).await.unwrap();
        app.db_line(draft.id, leader, Some(person), None).await;
        let officer = app.db_signed_in(As::role(Role::UnitedFrontOfficer)).await;
        let names_the_deputy =
            |paper: &RosterPaper| paper.opening.iter().any(|text| text.contains("参加审定的石雪同志列入本名单"));
        assert!(names_the_deputy(&print(&officer, draft.id).await));

        app.app.clock.advance(chrono::TimeDelta::days(31));
        let officer = app.db_sign_in_again(officer.account.unwrap()).await;
        assert!(!names_the_deputy(&print(&officer, draft.id).await), "whose deputyship is over takes no part");
    }

    async fn a_paper_shows_of_persons_what_its_reader_may_read(app) {
        let college = app.db_college().await;
        let leader =
            app.db_leader("石雪", LeaderTier::Department, college.school, college.school_branch).await;
        let successor =
            app.db_leader("高燕", LeaderTier::Department, college.school, college.school_branch).await;
        let near = app.db_representative("徐丽", college.school).await;
        let far = app.db_representative("汪慧", college.department).await;
        let secretary = As::role_at(Role::BranchSecretary, college.school_branch).leader(leader);
        let secretary = app.db_signed_in(secretary).await;
        let officer = app.db_signed_in(As::role(Role::UnitedFrontOfficer)).await;
        let draft = roster::start(&secretary, college.school_branch, DraftStart::Empty).await.unwrap();
        app.db_line(draft.id, leader, Some(near), None).await;
        app.db_line(draft.id, leader, Some(far), None).await;
        let about = |paper: &RosterPaper, name: &str| {
            let mut lines = paper.leaders.iter().flat_map(|leader| &leader.lines);
            lines.find(|line| line.name == name).unwrap().about.clone()
        };
        let paper = print(&secretary, draft.id).await;
        assert_eq!(paper.title, "关于审定2026—2027学年\n中层党员领导干部联谊交友结对名单的决定");
        assert_eq!((paper.mark.as_str(), paper.addressee.as_deref()), ("送审稿", None));
        assert!(about(&paper, "徐丽").contains("类别9"), "{paper:?}");
        assert_eq!(about(&paper, "汪慧"), "", "a person of another branch");
        assert!(paper.opening.iter().any(|text| text.contains("参加审定的石雪同志列入本名单")));
        assert!(about(&print(&officer, draft.id).await, "汪慧").contains("类别9"));

        // The next version: one line goes to another leader, the other has ended by a fact.
        let decided = roster::decide(&secretary, &draft).await.unwrap();
        let lines = &decided.leaders[0].lines;
        let of = |id| lines.iter().find(|line| line.counterpart.representative_id == Some(id)).unwrap().pairing_id;
        use lianyi_shared::api::{Day, roster::*};
        let input = EndPairingInput {
            pairing: of(far),
            fact: lianyi_shared::roster::EndingFact::CounterpartLeft,
            on: Day("2026-09-20".to_owned()),
            note: None,
        };
        officer.run(EndPairing::build(EndPairingVariables { input: input.clone() })).await.unwrap_err();
        secretary.run(EndPairing::build(EndPairingVariables { input })).await.unwrap();
        let draft = roster::start(&secretary, college.school_branch, DraftStart::RollForward).await.unwrap();
        let input = HandOverLineInput {
            id: draft.id,
            version: draft.version,
            pairing: of(near),
            to: successor,
            reason: None,
        };
        secretary.run(HandOverLine::build(HandOverLineVariables { input })).await.unwrap();
        let paper = print(&secretary, draft.id).await;
        let marks: Vec<_> = paper.leaders.iter()
            .flat_map(|leader| leader.lines.iter().map(move |line| (leader.number, leader.name.as_str(), line.mark)))
            .collect();
        assert_eq!(marks, [
            (Some(1), "高燕", PaperMark::Moved),
            (None, "石雪", PaperMark::Ended),
            (None, "石雪", PaperMark::Moved),
        ]);
        assert_eq!(paper.sections.len(), 1, "no quota on the branch route: {:?}", paper.sections);
        assert_eq!(paper.sections[0].paragraphs, ["石雪与汪慧：联谊对象已离校，2026年9月20日结束。"]);
    }
}

/// Prints the decided roster through the browser and reads the sheets back.
async fn prints(leaders: usize) -> Result<()> {
    let app = TestApp::start(Engine::Sqlite).await;
    let scene = decided(&app, leaders).await;
    let (_, username) = app.db_account(As::role(Role::UnitedFrontOfficer)).await;
    let browser = Browser::open(app.url("")).await?;
    browser.screen(Screen::Desk).await?;
    browser.sign_in(&username, PASSWORD).await?;
    browser.go(&format!("/rosters/{}/print", scene.version.id)).await?;
    browser.assert_sound("the print page").await?;
    let document = browser.printed().await?;
    if let Ok(folder) = std::env::var("LIANYI_TEST_KEEP") {
        std::fs::write(format!("{folder}/roster-{leaders}.pdf"), &document)?;
    }
    let pages = pdf::pages(&document)?;
    let whole = pages.concat();
    for said in [
        "关于审定2026—2027学年校级党员领导干部联谊交友结对名单的决定",
        "第18次会议",
        "2026年9月22日",
        "〔2026〕18号",
        "党委书记（签字）",
        "会议记录人（签字）",
        "导出编号",
    ] {
        ensure!(whole.contains(&pdf::plain(said)), "{said}: {whole}");
    }
    for drafted in &scene.drafted {
        ensure!(whole.contains(&pdf::plain(&drafted.name)), "{}", drafted.name);
        for name in &drafted.counterparts {
            ensure!(whole.contains(&pdf::plain(name)), "{name} of {}", drafted.name);
        }
        if let Some(reason) = &drafted.exception {
            ensure!(whole.contains(&pdf::plain(&format!("理由：{reason}"))), "{reason}");
        }
    }
    for (place, page) in pages.iter().enumerate() {
        let number = format!("第{}页共{}页", place + 1, pages.len());
        ensure!(page.contains(&number), "{number}: {page}");
        // Counterparts stand nowhere but in the table.
        let mut counterparts = scene.drafted.iter().flat_map(|drafted| &drafted.counterparts);
        if counterparts.any(|name| page.contains(&pdf::plain(name))) {
            let header = pdf::plain("序号党员领导干部联谊对象单位、职务及类别变动及理由");
            ensure!(page.contains(&header), "page {} has no header row: {page}", place + 1);
        }
    }
    ensure!(pages.len() > 1);
    browser.screen(Screen::Phone).await?;
    browser.assert_sound("the print page on a phone").await?;
    browser.close().await
}

#[tokio::test]
async fn a_roster_of_nine_leaders_prints() -> Result<()> {
    prints(9).await
}

#[tokio::test]
async fn a_roster_of_ninety_five_leaders_prints() -> Result<()> {
    prints(95).await
}

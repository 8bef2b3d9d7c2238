//! Last year's ledger, from the workbook to the list, and out again.

use anyhow::Result;
use lianyi_shared::access::Role;
use lianyi_tests::app::TestApp;
use lianyi_tests::browser::{Browser, Screen};
use lianyi_tests::db::Engine;
use lianyi_tests::user::{As, PASSWORD};
use thirtyfour::By;

use crate::ledger;

#[tokio::test]
async fn last_years_ledger_is_checked_taken_in_read_and_taken_out() -> Result<()> {
    let app = TestApp::start(Engine::Sqlite).await;
    ledger::college(&app).await;
    let (_, username) = app.db_account(As::role(Role::UnitedFrontOfficer)).await;
    let browser = Browser::open(app.url("")).await?;
    browser.screen(Screen::Desk).await?;
    browser.sign_in(&username, PASSWORD).await?;
    browser.go("/imports").await?;
    browser.choose("kind", "LEDGER").await?;
    browser.fill("year", "2025").await?;
    let workbook = format!("{}/fixtures/import/{}", env!("CARGO_MANIFEST_DIR"), ledger::LEDGER);
    browser.driver.find(By::Css("input[type=file]")).await?.send_keys(workbook).await?;
    browser.press("核对").await?;
    browser.see("处错误，尚未写入任何数据").await?;
    for screen in [Screen::Phone, Screen::Desk] {
        browser.screen(screen).await?;
        browser.assert_sound("what the check of the ledger found").await?;
    }
    browser.press("只导入没有错误的").await?;
    browser.see("撤销这次导入").await?;

    browser.go("/contacts?imported=yes").await?;
    browser.see("共 890 条").await?;
    browser.click("select[name=mode] option[value=TALK]").await?;
    browser.settled().await?;
    for screen in [Screen::Phone, Screen::Desk] {
        browser.screen(screen).await?;
        if screen == Screen::Phone {
            browser.press("筛选 2").await?;
            browser.find("select[name=branch]").await?;
        }
        browser.assert_sound("the ledger of last year’s talks").await?;
    }
    browser.press("导出台账").await?;
    browser.see("正在下载").await?;
    browser.click("main table tbody a").await?;
    browser.see("这是从以往台账导入的记录").await?;
    browser.assert_sound("a record of last year").await?;
    browser.close().await
}

//! Somebody is urged from the board and hears of it: the bell, the page of notices, and mail.

use anyhow::{Context as _, Result, ensure};
use lianyi::demo::accounts::PASSWORD;
use lianyi::entity::{account, leader};
use lianyi::notice::{daily, send};
use lianyi_shared::id::UnitId;
use lianyi_tests::app::TestApp;
use lianyi_tests::browser::{Browser, Screen};
use lianyi_tests::smtp::MailServer;
use sea_orm::{ColumnTrait as _, EntityTrait as _, QueryFilter as _};
use thirtyfour::By;

use super::demonstration;

/// The name of the bell as it is read out.
async fn bell(browser: &Browser) -> Result<String> {
    browser.settled().await?;
    browser.find("a.bell").await?.attr("aria-label").await?.context("a bell without a name")
}

#[tokio::test]
async fn a_leader_is_urged_from_the_board_and_opens_the_notice() -> Result<()> {
    let (app, browser) = demonstration().await;
    daily::make(&app.app).await?;
    browser.screen(Screen::Desk).await?;
    browser.sign_in("auditor", PASSWORD).await?;
    ensure!(browser.driver.find_all(By::Css("a.bell")).await?.is_empty(), "nothing is told to an auditor");
    browser.sign_in("officer", PASSWORD).await?;
    let (branch, name) = leader(&app).await?;
    browser.go(&format!("/due?branch={branch}")).await?;
    for screen in [Screen::Phone, Screen::Narrow, Screen::Desk] {
        browser.screen(screen).await?;
        browser.assert_sound("who can be urged").await?;
    }
    browser.click(&format!("button[aria-label^='提醒 {name}']")).await?;
    browser.see("已于").await?;
    browser.assert_sound("who was urged").await?;

    browser.screen(Screen::Phone).await?;
    browser.sign_in("leader-school", PASSWORD).await?;
    let before = bell(&browser).await?;
    ensure!(before.starts_with("通知，") && before.ends_with("条未读"), "{before}");
    browser.click("a.bell").await?;
    browser.see("请联系一个联谊对象").await?;
    for screen in [Screen::Phone, Screen::Narrow, Screen::Desk] {
        for dark in [false, true] {
            browser.screen(screen).await?;
            browser.dark(dark).await?;
            browser.assert_sound("notices").await?;
        }
    }
    browser.dark(false).await?;
    browser.press("请联系一个联谊对象").await?;
    browser.see("提醒您联系").await?;
    browser.assert_sound("whom to get in touch with").await?;
    let after = bell(&browser).await?;
    ensure!(after != before, "opening it reads it: {after}");
    browser.go("/notices").await?;
    browser.press("全部标为已读").await?;
    browser.find("a.bell[aria-label='通知']").await?;
    ensure!(browser.driver.find_all(By::Css("a.unread")).await?.is_empty(), "something is unread");
    browser.assert_sound("notices that were read").await?;
    browser.close().await
}

/// The branch and the name of the leader of the demonstration.
async fn leader(app: &TestApp) -> Result<(UnitId, String)> {
    let of_account = account::Column::Username.eq("leader-school");
    let account = account::Entity::find().filter(of_account).one(&app.app.db.read).await?;
    let leader = account.and_then(|account| account.leader_id).context("no such account")?;
    let leader = leader::Entity::find_by_id(leader).one(&app.app.db.read).await?.context("no leader")?;
    Ok((leader.branch_id, leader.name))
}

#[tokio::test]
async fn somebody_names_an_address_and_gets_mail() -> Result<()> {
    let (app, browser) = demonstration().await;
    browser.screen(Screen::Phone).await?;
    browser.sign_in("leader-school", PASSWORD).await?;
    browser.go("/mine").await?;
    browser.see("本系统没有配置发信").await?;
    browser.assert_sound("no mail at all").await?;
    let server = MailServer::start().await;
    server.carry_for(&app);
    browser.go("/mine").await?;
    browser.fill("address", "leader").await?;
    browser.press("发送确认码").await?;
    browser.see("邮箱格式不正确").await?;
    browser.assert_sound("a faulty address").await?;
    browser.fill("address", "leader@example.edu").await?;
    browser.press("发送确认码").await?;
    browser.see("确认码发往leader@example.edu").await?;
    browser.assert_sound("a code is asked for").await?;
    send::send(&app.app).await?;
    let mail = server.taken().pop().context("no code came")?;
    let code: String = mail.text.chars().filter(char::is_ascii_digit).take(6).collect();
    browser.fill("code", &code).await?;
    browser.press("确认").await?;
    browser.see("发往leader@example.edu").await?;
    browser.screen(Screen::Desk).await?;
    browser.assert_sound("how often mail comes").await?;
    browser.click("label:has(input[value=DAILY])").await?;
    browser.see("已保存").await?;
    browser.press("删除邮箱").await?;
    browser.see("邮箱已删除").await?;
    browser.find("#address").await?;
    browser.close().await
}

//! The department loads a year, sets how often counterparts should be met, and looks who is due.

use std::path::PathBuf;

use anyhow::Result;
use lianyi::demo::accounts::PASSWORD;
use lianyi_tests::browser::{Browser, Screen};
use thirtyfour::By;

use super::demonstration;

/// Gives the page a file with this text.
async fn load(browser: &Browser, folder: &tempfile::TempDir, text: &str) -> Result<()> {
    let file: PathBuf = folder.path().join("2027.json");
    std::fs::write(&file, text)?;
    let input = browser.driver.find(By::Css("input[type=file]")).await?;
    input.send_keys(file.to_string_lossy()).await?;
    browser.press("载入").await
}

#[tokio::test]
async fn an_officer_sets_the_calendar_and_the_cadence() -> Result<()> {
    let (_app, browser) = demonstration().await;
    let folder = tempfile::tempdir()?;
    browser.screen(Screen::Desk).await?;
    browser.sign_in("officer", PASSWORD).await?;
    browser.go("/settings").await?;
    browser.see("中秋节").await?;
    browser.press("载入").await?;
    browser.see("请选择文件").await?;
    browser.assert_sound("no file chosen").await?;
    let worked = r#"{"year": 2027, "days": [{"name": "国庆节", "date": "2027-10-08", "isOffDay": false}]}"#;
    load(&browser, &folder, worked).await?;
    browser.see("2027-10-08是周一至周五").await?;
    browser.assert_sound("a faulty file").await?;
    let off = r#"{"year": 2027, "days": [{"name": "校庆", "date": "2027-10-08", "isOffDay": true}]}"#;
    load(&browser, &folder, off).await?;
    browser.see("校庆").await?;
    browser.assert_sound("a year of one holiday").await?;

    browser.go("/settings?tab=cadence").await?;
    browser.press("修改").await?;
    browser.find("dialog[open]").await?;
    browser.fill("ideal", "60").await?;
    browser.fill("maximum", "60").await?;
    browser.press("保存").await?;
    browser.see("超期天数应比它大").await?;
    browser.assert_sound("a rule that cannot be").await?;
    browser.fill("maximum", "100").await?;
    browser.press("保存").await?;
    browser.see("60天提醒 · 100天超期").await?;
    for screen in [Screen::Phone, Screen::Desk] {
        browser.screen(screen).await?;
        browser.assert_sound("the rules").await?;
    }

    browser.go("/due").await?;
    browser.click("table td a").await?;
    browser.settled().await?;
    for screen in [Screen::Phone, Screen::Narrow, Screen::Desk] {
        browser.screen(screen).await?;
        browser.assert_sound("who is due in a branch").await?;
    }
    browser.press("代录").await?;
    browser.see("这是代录").await?;
    browser.close().await
}

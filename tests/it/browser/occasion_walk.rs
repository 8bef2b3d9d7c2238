//! Reasons to visit: a leader enters one and goes, and a representative chooses a festival for themself.

use anyhow::{Result, ensure};
use lianyi::demo::accounts::PASSWORD;
use lianyi_tests::browser::{Browser, Screen};
use thirtyfour::By;

use super::demonstration;

/// How many of a thing stand on the page.
async fn count(browser: &Browser, css: &str) -> Result<usize> {
    Ok(browser.driver.find_all(By::Css(css)).await?.len())
}

#[tokio::test]
async fn a_leader_enters_an_illness_and_goes() -> Result<()> {
    let (_app, browser) = demonstration().await;
    browser.screen(Screen::Phone).await?;
    browser.sign_in("leader-school", PASSWORD).await?;
    let person = browser.find("a[href^='/contacts/new?representative=']").await?;
    let address = person.attr("href").await?.unwrap_or_default();
    let id = address.rsplit('=').next().unwrap_or_default().to_owned();
    browser.go(&format!("/representatives/{id}")).await?;
    browser.find("#care").await?;
    browser.assert_sound("a representative for whom one cares").await?;
    browser.press("登记").await?;
    browser.find("dialog[open]").await?;
    browser.assert_sound("a reason to visit").await?;
    browser.click("dialog[open] .acts .primary").await?;
    browser.see("必填").await?;
    browser.click("dialog[open] label.opt:has(input[value=ILLNESS])").await?;
    browser.click("dialog[open] .acts .primary").await?;
    browser.see("患病住院").await?;
    browser.screen(Screen::Desk).await?;
    browser.assert_sound("a reason to visit at the desk").await?;
    browser.go("/").await?;
    let suggested = format!("#occasions a[href='/contacts/new?mode=CARE_VISIT&representative={id}']");
    browser.find(&suggested).await?;
    browser.assert_sound("home with somebody to visit").await?;
    browser.screen(Screen::Phone).await?;
    browser.assert_sound("home with somebody to visit on the phone").await?;
    // The retirement of the demonstration may be another of theirs.
    let before = count(&browser, &suggested).await?;
    ensure!(before >= 1, "nobody is suggested");
    browser.click(&suggested).await?;
    // Whom and how is known: it remains to say what was.
    browser.find("label.pick:has(input[value=CARE_VISIT]:checked)").await?;
    browser.find(".who label:has(input:checked)").await?;
    browser.fill("content-summary", "看望并转达问候。").await?;
    browser.click("label.opt:has(input[value=NOTHING])").await?;
    browser.press("确认记录").await?;
    browser.find(".page-head .chip.ok").await?;
    browser.go("/").await?;
    browser.see("我的联谊对象").await?;
    browser.settled().await?;
    ensure!(count(&browser, &suggested).await? == 0, "they were visited");
    browser.go(&format!("/representatives/{id}")).await?;
    browser.see("已看望").await?;
    browser.click("#care button[aria-label='结束“患病住院”']").await?;
    browser.assert_sound("ending").await?;
    browser.click("dialog[open] .danger").await?;
    browser.see("已结束并删除").await?;
    browser.close().await
}

#[tokio::test]
async fn a_representative_chooses_a_festival() -> Result<()> {
    let (app, browser) = demonstration().await;
    let day = app.app.clock.today() + chrono::TimeDelta::days(11);
    browser.screen(Screen::Phone).await?;
    browser.sign_in("representative", PASSWORD).await?;
    browser.go("/own").await?;
    browser.find("#festivals").await?;
    browser.click("label:has(#LOSAR)").await?;
    browser.find("#day-LOSAR").await?;
    browser.assert_sound("festivals on the phone").await?;
    let save = async || -> Result<()> {
        let button = browser.find("#festivals .acts .primary").await?;
        button.scroll_into_view().await?;
        Ok(button.click().await?)
    };
    save().await?;
    browser.find("#day-LOSAR-error").await?;
    browser.assert_sound("a festival without its day").await?;
    browser.fill_date("day-LOSAR", day).await?;
    save().await?;
    browser.see("已保存").await?;
    browser.screen(Screen::Desk).await?;
    browser.go("/own").await?;
    let chosen = browser.find("#LOSAR").await?;
    ensure!(chosen.is_selected().await?, "it was not kept");
    browser.assert_sound("festivals at the desk").await?;
    browser.close().await
}

//! Planning as leaders do: a series on the phone, moved by menu and by hand, held, called off; and a calendar link.

use anyhow::{Result, ensure};
use lianyi::demo::accounts::PASSWORD;
use lianyi_tests::browser::{Browser, Screen};
use sea_orm::ConnectionTrait as _;
use serde_json::{Value, json};
use thirtyfour::By;

use super::demonstration;

/// The days of the grid that have plans, with how many.
async fn planned(browser: &Browser, day: &str) -> Result<usize> {
    Ok(browser.driver.find_all(By::Css(format!("td[data-day='{day}'] .entry"))).await?.len())
}

/// Drags the middle of one element to another, as a mouse does.
async fn drag(browser: &Browser, from: &str, to: &str) -> Result<()> {
    let middle = async |css: &str| -> Result<(f64, f64)> {
        let script = "const r = document.querySelector(arguments[0]).getBoundingClientRect(); \
            return [r.x + r.width / 2, r.y + r.height / 2];";
        Ok(browser.driver.execute(script, vec![json!(css)]).await?.convert()?)
    };
    let (begin, end) = (middle(from).await?, middle(to).await?);
    let cdp = browser.driver.cdp();
    for (kind, (x, y), buttons) in [
        ("mouseMoved", begin, 0),
        ("mousePressed", begin, 1),
        ("mouseMoved", (begin.0 + 10.0, begin.1 + 10.0), 1),
        ("mouseMoved", end, 1),
        ("mouseReleased", end, 0),
    ] {
        let button = if kind == "mouseMoved" && buttons == 0 { "none" } else { "left" };
        let event =
            json!({ "type": kind, "x": x, "y": y, "button": button, "buttons": buttons, "clickCount": 1 });
        cdp.send_raw("Input.dispatchMouseEvent", event).await?;
    }
    Ok(())
}

#[tokio::test]
async fn a_leader_plans_again_and_again_and_moves_one() -> Result<()> {
    let (app, browser) = demonstration().await;
    let today = app.app.clock.today();
    let day = |after: i64| (today + chrono::TimeDelta::days(after)).to_string();
    browser.screen(Screen::Phone).await?;
    browser.sign_in("leader-school", PASSWORD).await?;
    browser.go(&format!("/plans/new?day={}", day(1))).await?;
    browser.assert_sound("planning").await?;
    browser.press("确定安排").await?;
    browser.find(".summary").await?;
    browser.assert_sound("faults of a plan").await?;
    browser.click(".who label").await?;
    browser.fill("content-place", "行政楼三楼").await?;
    browser.click("label.pick:has(input[value=WEEKLY])").await?;
    browser.fill("series-times", "3").await?;
    browser.press("确定安排").await?;
    browser.see("邀请文字").await?;
    browser.find(".facts .listed a").await?;
    browser.assert_sound("a plan").await?;
    let letter = browser.find("#invitation").await?.prop("value").await?.unwrap_or_default();
    ensure!(letter.contains("您好！") && letter.contains("在行政楼三楼"), "{letter}");
    // By menu, on the phone: only this one.
    browser.go(&format!("/plans?at={}", day(8))).await?;
    browser.assert_sound("a month on the phone").await?;
    browser.click("#day-plans .menu-anchor > button").await?;
    browser.press("改期").await?;
    browser.fill_date("day", today + chrono::TimeDelta::days(10)).await?;
    browser.assert_sound("moving").await?;
    browser.click("dialog[open] .acts .primary").await?;
    browser.see("已改到").await?;
    browser.go(&format!("/plans?tab=week&at={}", day(10))).await?;
    browser.assert_sound("a week on the phone").await?;
    browser.screen(Screen::Narrow).await?;
    browser.assert_calm("a week on a narrow phone").await?;
    // By hand, at the desk: it asks which, because it repeats.
    browser.screen(Screen::Desk).await?;
    browser.assert_sound("a week at the desk").await?;
    let (before, after) = (day(15), day(16));
    browser.go(&format!("/plans?at={before}")).await?;
    browser.assert_sound("a month at the desk").await?;
    let (there, here) = (planned(&browser, &after).await?, planned(&browser, &before).await?);
    ensure!(here > 0, "nothing is planned on {before}");
    drag(&browser, &format!("td[data-day='{before}'] .entry"), &format!("td[data-day='{after}'] .n")).await?;
    browser.click("dialog[open] .primary").await?;
    browser.see("已改到").await?;
    browser.settled().await?;
    ensure!(planned(&browser, &after).await? == there + 1, "it did not arrive");
    ensure!(planned(&browser, &before).await? == here - 1, "it did not leave");
    browser.dark(true).await?;
    browser.assert_sound("a month in the dark").await?;
    browser.close().await
}

#[tokio::test]
async fn a_plan_is_held_and_another_called_off() -> Result<()> {
    let (app, browser) = demonstration().await;
    let today = app.app.clock.today().to_string();
    browser.screen(Screen::Desk).await?;
    browser.sign_in("leader-school", PASSWORD).await?;
    for place in ["第一会议室", "第二会议室外"] {
        browser.go(&format!("/plans/new?day={today}")).await?;
        browser.click(".who label").await?;
        browser.fill("content-place", place).await?;
        browser.press("确定安排").await?;
        browser.see("邀请文字").await?;
    }
    browser.press("取消安排").await?;
    browser.fill("reason", "当天有会").await?;
    browser.assert_sound("calling off").await?;
    browser.click("dialog[open] .danger").await?;
    browser.see("已取消：当天有会").await?;
    browser.assert_sound("a plan that was called off").await?;
    browser.go("/plans?tab=list").await?;
    browser.assert_sound("a list of plans").await?;
    browser.go(&format!("/plans?at={today}")).await?;
    browser.click("#day-plans .plan-line a").await?;
    browser.press("记录这次联系").await?;
    // The list of pairings comes after the page.
    browser.find(".who input").await?;
    let chosen = browser.driver.find_all(By::Css(".who input:checked")).await?.len();
    ensure!(chosen == 1, "{chosen} are chosen");
    browser.fill("content-summary", "介绍年度重点任务。").await?;
    browser.click("label.opt:has(input[value=NOTHING])").await?;
    browser.press("确认记录").await?;
    browser.find(".page-head .chip.ok").await?;
    browser.see("第一会议室").await?;
    browser.go("/plans?tab=list&show=held").await?;
    browser.click("tbody a[href^='/plans/']").await?;
    browser.see("这次联系已记录").await?;
    browser.assert_sound("a plan that was held").await?;
    browser.close().await
}

/// However many meetings nobody recorded, home shows the next one.
#[tokio::test]
async fn what_was_forgotten_does_not_hide_what_comes() -> Result<()> {
    let (app, browser) = demonstration().await;
    let tomorrow = app.app.clock.today() + chrono::TimeDelta::days(1);
    browser.screen(Screen::Phone).await?;
    browser.sign_in("leader-school", PASSWORD).await?;
    let plan = async |place: &str, weekly: bool| -> Result<()> {
        browser.go(&format!("/plans/new?day={tomorrow}")).await?;
        browser.click(".who label").await?;
        browser.fill("content-place", place).await?;
        if weekly {
            browser.click("label.pick:has(input[value=WEEKLY])").await?;
            browser.fill("series-times", "6").await?;
        }
        browser.press("确定安排").await?;
        browser.see("邀请文字").await?;
        Ok(())
    };
    plan("行政楼三楼", true).await?;
    app.app.db.writer().execute_unprepared("UPDATE plan SET day = date(day, '-90 days')").await?;
    plan("第一会议室", false).await?;
    browser.go("/").await?;
    browser.see("第一会议室").await?;
    browser.see("待记录的联系").await?;
    let waiting = browser.driver.find_all(By::Css(".todo a.btn[href*='plan=']")).await?.len();
    ensure!(waiting == 3, "{waiting} wait to be recorded");
    browser.assert_sound("home with plans").await?;
    browser.close().await
}

#[tokio::test]
async fn a_calendar_link_is_made_and_ended() -> Result<()> {
    let (app, browser) = demonstration().await;
    browser.screen(Screen::Phone).await?;
    browser.sign_in("leader-school", PASSWORD).await?;
    browser.go("/mine").await?;
    browser.press("生成链接").await?;
    browser.find("#feed").await?;
    browser.assert_sound("a calendar link").await?;
    let address = browser.find("#feed").await?.prop("value").await?.unwrap_or_default();
    let read = async || -> Result<u16> { Ok(reqwest::get(&address).await?.status().as_u16()) };
    ensure!(address.starts_with(&app.url("/api/calendar/")) && read().await? == 200, "{address}");
    browser.press("停用").await?;
    browser.click("dialog[open] .danger").await?;
    browser.see("已停用").await?;
    ensure!(read().await? == 404, "it is still read");
    browser.close().await
}

/// Both sides choose the time freely.
#[tokio::test]
async fn a_representative_proposes_and_a_leader_accepts() -> Result<()> {
    let (app, browser) = demonstration().await;
    let day = app.app.clock.today() + chrono::TimeDelta::days(11);
    browser.screen(Screen::Phone).await?;
    browser.sign_in("representative", PASSWORD).await?;
    browser.go("/own").await?;
    browser.find("#meetings").await?;
    browser.assert_sound("meetings of a representative").await?;
    let withdraw: Vec<Value> = Vec::new();
    let waiting = "return document.evaluate(\"//section[@id='meetings']//button[contains(., '撤回')]\", document).iterateNext() !== null";
    if browser.driver.execute(waiting, withdraw).await?.convert()? {
        browser.press("撤回").await?;
        browser.see("已撤回").await?;
    }
    browser.press("提出见面时间").await?;
    browser.assert_sound("proposing").await?;
    browser.click("dialog[open] #pairing option:nth-child(2)").await?;
    browser.fill_date("day", day).await?;
    browser.fill("words", "想谈谈课题").await?;
    browser.click("dialog[open] .primary").await?;
    browser.see("待答复").await?;
    browser.assert_sound("a proposed meeting").await?;
    browser.close().await
}

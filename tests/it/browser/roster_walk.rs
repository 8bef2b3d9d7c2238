//! A roster from draft to decision, on both routes, by the people who do it.

use anyhow::{Result, ensure};
use lianyi::demo::accounts::PASSWORD;
use lianyi_tests::browser::{Browser, Screen};

use super::demonstration;

/// Fills the particulars of the meeting and registers the decision.
async fn register(browser: &Browser, today: chrono::NaiveDate) -> Result<()> {
    browser.fill("meeting", "党委会2026年第21次会议").await?;
    browser.fill_date("meetingOn", today).await?;
    browser.fill("minuteNumber", "党委会纪要〔2026〕21号").await?;
    browser.press("登记审定").await?;
    browser.find("dialog[open]").await?;
    browser.assert_sound("asking before the decision").await?;
    browser.press("登记审定").await
}

#[tokio::test]
async fn the_school_roster_is_rolled_forward_returned_and_decided() -> Result<()> {
    let (app, browser) = demonstration().await;
    browser.screen(Screen::Desk).await?;

    browser.sign_in("officer", PASSWORD).await?;
    browser.see("本学年校级名单尚未启动").await?;
    browser.go("/rosters").await?;
    browser.press("同现行名单一致").await?;
    browser.see("检查无误，可以提出").await?;
    browser.press("添加联谊对象").await?;
    browser.find("dialog[open]").await?;
    browser.assert_sound("adding a line").await?;
    browser.press("添加").await?;
    browser.assert_sound("adding nothing").await?;
    browser.escape().await?;
    browser.press("提出，请党委审定").await?;
    browser.find("dialog[open]").await?;
    browser.assert_sound("asking before proposing").await?;
    browser.press("提出，请党委审定").await?;
    browser.see("待党委审定").await?;
    let address = browser.driver.current_url().await?.path().to_owned();

    browser.sign_in("committee2", PASSWORD).await?;
    browser.see("校级名单待审定").await?;
    browser.screen(Screen::Phone).await?;
    browser.go(&address).await?;
    browser.press("登记审定").await?;
    browser.see("会议名称：必填").await?;
    browser.assert_sound("a decision without its particulars").await?;
    browser.choose("decision", "RETURN").await?;
    browser.fill("reasons", "请核对新任院领导的联系对象").await?;
    browser.press("登记退回").await?;
    browser.find("dialog[open]").await?;
    browser.press("登记退回").await?;
    browser.see("已退回").await?;

    browser.screen(Screen::Desk).await?;
    browser.sign_in("officer", PASSWORD).await?;
    browser.see("名单被退回").await?;
    browser.go(&address).await?;
    browser.press("提出，请党委审定").await?;
    browser.find("dialog[open]").await?;
    browser.press("提出，请党委审定").await?;
    browser.see("待党委审定").await?;

    browser.sign_in("committee2", PASSWORD).await?;
    browser.go(&address).await?;
    register(&browser, app.app.clock.today()).await?;
    browser.see("现行").await?;
    browser.assert_sound("a roster in force").await?;

    browser.sign_in("leader-school", PASSWORD).await?;
    browser.see("我的联谊对象").await?;
    let links = browser.driver.find_all(thirtyfour::By::Css(".todo li")).await?;
    ensure!(!links.is_empty(), "a leader sees their pairings");
    browser.close().await
}

#[tokio::test]
async fn a_branch_roster_is_decided_sent_and_filed() -> Result<()> {
    let (app, browser) = demonstration().await;
    browser.screen(Screen::Desk).await?;

    browser.sign_in("secretary-draft", PASSWORD).await?;
    browser.press("名单草稿待完成").await?;
    browser.screen(Screen::Desk).await?;
    browser.see("检查无误，可以登记审定").await?;
    browser.assert_sound("a draft").await?;
    register(&browser, app.app.clock.today()).await?;
    browser.see("现行").await?;
    let address = browser.driver.current_url().await?.path().to_owned();
    browser.press("向统战部门报备").await?;
    browser.see("已报送").await?;

    browser.sign_in("officer", PASSWORD).await?;
    browser.go(&address).await?;
    browser.press("要求更正").await?;
    browser.find("dialog[open]").await?;
    browser.assert_sound("asking for a correction").await?;
    browser.escape().await?;
    browser.press("备案").await?;
    browser.see("已备案").await?;
    browser.assert_sound("a roster that is filed").await?;
    browser.close().await
}

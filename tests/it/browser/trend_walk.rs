//! A trend of thought, from the leader who reports it to the secretary who takes note.

use anyhow::Result;
use lianyi::demo::accounts::PASSWORD;
use lianyi_tests::browser::Screen;

use super::demonstration;

/// The secretary of the branch to which the school's leaders belong.
const SECRETARY: &str = "990014";

#[tokio::test]
async fn a_trend_of_thought_is_reported_read_and_noted() -> Result<()> {
    let (_app, browser) = demonstration().await;
    browser.screen(Screen::Phone).await?;
    browser.sign_in("leader-school", PASSWORD).await?;
    browser.go("/trends/new").await?;
    browser.press("报告").await?;
    browser.find(".summary").await?;
    browser.assert_sound("nothing to report").await?;
    let of = browser.find("#counterpart option:nth-child(2)").await?;
    let name = of.text().await?;
    of.click().await?;
    browser.fill("words", "对学校改革总体认同，担心实训经费。").await?;
    browser.press("报告").await?;
    browser.see("撤回").await?;
    browser.assert_sound("one's own report").await?;
    let address = browser.driver.current_url().await?;

    browser.sign_in(SECRETARY, PASSWORD).await?;
    browser.see("待您阅处").await?;
    browser.assert_sound("a secretary's home").await?;
    browser.go("/trends?tab=waiting").await?;
    browser.see(name.trim()).await?;
    browser.assert_sound("reports that wait").await?;
    browser.go("/notices").await?;
    browser.press("有一条思想动态待您阅看").await?;
    browser.press("阅读内容").await?;
    browser.see("担心实训经费").await?;
    assert_eq!(browser.driver.current_url().await?.path(), address.path(), "the notice leads to it");
    browser.screen(Screen::Desk).await?;
    browser.assert_sound("a report with its words").await?;
    browser.press("上报").await?;
    browser.find("dialog[open]").await?;
    browser.assert_sound("to whom it goes").await?;
    browser.escape().await?;
    browser.press("阅存").await?;
    browser.fill("note", "已与其沟通").await?;
    browser.click("dialog[open] .btn.primary").await?;
    browser.find(".page-head .chip.ok").await?;
    browser.close().await
}

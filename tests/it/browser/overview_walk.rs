//! The department looks over last year's ledger, and opens what the figures count.

use std::time::{Duration, Instant};

use anyhow::Result;
use lianyi_shared::access::Role;
use lianyi_tests::app::TestApp;
use lianyi_tests::browser::{Browser, Screen};
use lianyi_tests::db::Engine;
use lianyi_tests::user::{As, PASSWORD};
use thirtyfour::{By, Key};

use crate::import::{self, fixture};
use crate::ledger;

/// Opening the overview anew takes no longer than this, at the best of a few times: the machine does other things too.
const AT_ONCE: Duration = Duration::from_secs(1);

/// The number that a link shows, and how many rows the list has that it opens; nothing else may differ.
async fn figure_opens(browser: &Browser, css: &str) -> Result<()> {
    let link = browser.find(css).await?;
    let count = link.text().await?;
    link.scroll_into_view().await?;
    link.click().await?;
    browser.settled().await?;
    browser.see(&format!("共 {count} 条")).await?;
    browser.driver.back().await?;
    browser.settled().await
}

#[tokio::test]
async fn last_years_ledger_is_looked_over_at_once_and_its_figures_open() -> Result<()> {
    let app = TestApp::start(Engine::Sqlite).await;
    let officer = ledger::college(&app).await;
    let batch = import::check(&app, &officer, ledger::YEAR, fixture(ledger::LEDGER)).await;
    import::apply(&officer, &batch, true, Vec::new()).await.expect("the ledger");
    let (_, username) = app.db_account(As::role(Role::UnitedFrontOfficer)).await;
    let browser = Browser::open(app.url("")).await?;
    browser.screen(Screen::Desk).await?;
    browser.sign_in(&username, PASSWORD).await?;
    let mut best = Duration::MAX;
    for _ in 0..5 {
        let start = Instant::now();
        browser.go("/overview?period=2025").await?;
        browser.see("890").await?;
        best = best.min(start.elapsed());
    }
    assert!(best < AT_ONCE, "{best:?}");
    for screen in [Screen::Phone, Screen::Narrow, Screen::Desk] {
        browser.screen(screen).await?;
        browser.assert_sound("the overview").await?;
    }
    for dark in [true, false] {
        browser.dark(dark).await?;
        browser.assert_sound("the overview in both themes").await?;
    }

    // The arrow keys go from day to day.
    let day = browser.find(".heat a[tabindex='0']").await?;
    let first = day.attr("data-day").await?;
    day.send_keys(Key::Right + "").await?;
    let next = browser.find(".heat a[tabindex='0']").await?;
    assert!(next.attr("data-day").await? > first);
    assert_eq!(browser.driver.active_element().await?.attr("data-day").await?, next.attr("data-day").await?);

    for part in ["mode=", "kind=", "stands=", "category="] {
        figure_opens(&browser, &format!("td a.figure[href*='{part}']")).await?;
    }
    browser.click("a[href*='/overview/pairings'][href*='met=no']").await?;
    browser.see("未联系的结对").await?;
    for screen in [Screen::Phone, Screen::Desk] {
        browser.screen(screen).await?;
        browser.assert_sound("the pairings that did not meet").await?;
    }
    browser.press("返回概览").await?;
    browser.see("890").await?;
    let other = browser.driver.find(By::Css("select[name=period] option[value='2026']")).await?;
    other.click().await?;
    browser.settled().await?;
    browser.see("逐日").await?;
    browser.close().await
}

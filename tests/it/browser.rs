//! The pages in a real browser, on the demonstration college.

use anyhow::{Result, ensure};
use lianyi::demo::accounts::{PASSWORD, SHOWN};
use lianyi::demo::load::load;
use lianyi_tests::app::TestApp;
use lianyi_tests::browser::{Browser, Screen};
use lianyi_tests::db::Engine;

async fn demonstration() -> (TestApp, Browser) {
    let app = TestApp::start(Engine::Sqlite).await;
    load(&app.app).await.expect("the demonstration college");
    let browser = Browser::open(app.url("")).await.expect("a browser");
    (app, browser)
}

/// The four combinations of width and theme.
const COMBINATIONS: [(Screen, bool); 4] =
    [(Screen::Desk, false), (Screen::Phone, true), (Screen::Desk, true), (Screen::Phone, false)];

/// Every place that the navigation offers a role is accessible and without errors. The four
/// combinations of width and theme take turns over the places and roles.
#[tokio::test]
async fn every_place_of_every_role_is_sound() -> Result<()> {
    let (_app, browser) = demonstration().await;
    let mut seen = Vec::new();
    let mut faults = Vec::new();
    for shown in SHOWN {
        if seen.contains(&shown.role) {
            continue;
        }
        seen.push(shown.role);
        browser.screen(Screen::Desk).await?;
        browser.sign_in(shown.username, PASSWORD).await?;
        let places = browser.places().await?;
        ensure!(places.iter().any(|place| place == "/"), "{}: {places:?}", shown.username);
        for (number, place) in places.iter().enumerate() {
            let (screen, dark) = COMBINATIONS[(seen.len() + number) % COMBINATIONS.len()];
            browser.screen(screen).await?;
            browser.dark(dark).await?;
            browser.go(place).await?;
            let what = format!("{} {place} {screen:?} dark={dark}", shown.username);
            faults.extend(browser.assert_sound(&what).await.err().map(|fault| fault.to_string()));
        }
    }
    ensure!(faults.is_empty(), "{}", faults.join("\n"));
    browser.close().await
}

#[tokio::test]
async fn a_wrong_password_says_so_and_keeps_the_name() -> Result<()> {
    use thirtyfour::prelude::*;
    let (_app, browser) = demonstration().await;
    browser.screen(Screen::Phone).await?;
    browser.go("/").await?;
    browser.assert_sound("sign-in").await?;
    browser.driver.find(By::Id("username")).await?.send_keys("officer").await?;
    browser.driver.find(By::Id("password")).await?.send_keys("wrong password" + Key::Enter).await?;
    browser.driver.query(By::XPath("//*[contains(., '工号或密码不对，')]")).first().await?;
    let name = browser.driver.find(By::Id("username")).await?.prop("value").await?;
    ensure!(name.as_deref() == Some("officer"), "the name is kept: {name:?}");
    let violations = browser.violations().await?;
    ensure!(violations.is_empty(), "{violations:#?}");
    browser.close().await
}

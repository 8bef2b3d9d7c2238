//! Signing in.

use anyhow::{Result, ensure};

use super::demonstration;
use lianyi_tests::browser::Screen;

#[tokio::test]
async fn a_wrong_password_says_so_and_keeps_the_name() -> Result<()> {
    let (_app, browser) = demonstration().await;
    browser.screen(Screen::Phone).await?;
    browser.go("/").await?;
    browser.assert_sound("sign-in").await?;
    browser.fill("username", "officer").await?;
    browser.fill("password", "wrong password").await?;
    browser.press("登录").await?;
    browser.see("工号或密码不对，").await?;
    let name = browser.find("#username").await?.prop("value").await?;
    ensure!(name.as_deref() == Some("officer"), "the name is kept: {name:?}");
    let violations = browser.violations().await?;
    ensure!(violations.is_empty(), "{violations:#?}");
    browser.close().await
}

//! The records of people: forms with their faults, restricted fields, input methods.

use anyhow::{Context as _, Result, ensure};
use lianyi::demo::accounts::PASSWORD;
use lianyi_tests::browser::Screen;
use sea_orm::ConnectionTrait as _;
use serde_json::json;

use super::demonstration;

#[tokio::test]
async fn a_form_names_its_faults_and_keeps_what_was_entered() -> Result<()> {
    let (_app, browser) = demonstration().await;
    browser.screen(Screen::Phone).await?;
    browser.sign_in("officer", PASSWORD).await?;
    for form in ["/representatives/new", "/leaders/new", "/groups/new", "/units/new"] {
        browser.go(form).await?;
        browser.fill("name", "欧阳若涵").await?;
        browser.press("保存").await?;
        browser.find(".summary").await?;
        browser.assert_sound(form).await?;
        let name = browser.find("#name").await?.prop("value").await?;
        ensure!(name.as_deref() == Some("欧阳若涵"), "{form} keeps the name: {name:?}");
    }
    browser.close().await
}

#[tokio::test]
async fn several_people_are_moved_to_a_stage_and_a_column_is_put_away() -> Result<()> {
    let (_app, browser) = demonstration().await;
    browser.screen(Screen::Desk).await?;
    browser.sign_in("officer", PASSWORD).await?;
    browser.go("/representatives").await?;
    for row in 1..=2 {
        browser.click(&format!("tbody tr:nth-child({row}) input[type=checkbox]")).await?;
    }
    browser.see("已选 2 人").await?;
    browser.assert_sound("two people chosen").await?;
    browser.press("改成长阶段").await?;
    browser.find("dialog[open]").await?;
    browser.assert_sound("choosing their stage").await?;
    browser.click("dialog[open] select option:last-child").await?;
    browser.click("dialog[open] .btn.primary").await?;
    browser.see("已将 2 人").await?;
    browser.press("列").await?;
    browser.find("input[name=stage]").await?;
    browser.assert_sound("choosing columns").await?;
    browser.click("input[name=stage]").await?;
    let heads = "return [...document.querySelectorAll('thead th')].map(head => head.textContent).join()";
    let shown = browser.driver.execute(heads, Vec::new()).await?.convert::<String>()?;
    ensure!(shown.contains("姓名") && !shown.contains("阶段"), "{shown}");
    browser.close().await
}

/// Somebody else saved first: the page says so where the eye is, and keeps what was entered.
#[tokio::test]
async fn a_form_that_came_second_says_so() -> Result<()> {
    let (app, browser) = demonstration().await;
    browser.screen(Screen::Phone).await?;
    browser.sign_in("officer", PASSWORD).await?;
    for list in ["representatives", "leaders", "groups"] {
        browser.go(&format!("/{list}")).await?;
        let person = browser.find(".cards a").await?.attr("href").await?.context("a link")?;
        browser.go(&format!("{person}/edit")).await?;
        browser.fill("name", "欧阳若涵").await?;
        for table in ["representative", "leader", "liaison_group"] {
            let edited = format!("UPDATE {table} SET version = version + 1");
            app.app.db.writer().execute_unprepared(&edited).await?;
        }
        browser.press("保存").await?;
        browser.see("已被别人改过").await?;
        let seen = "const refusal = document.activeElement; const at = refusal.getBoundingClientRect(); \
            return refusal.getAttribute('role') === 'alert' && at.top >= 0 && at.bottom <= innerHeight";
        let seen = browser.driver.execute(seen, Vec::new()).await?.convert::<bool>()?;
        ensure!(seen, "the refusal of {list} is out of sight");
        browser.assert_sound(list).await?;
        let name = browser.find("#name").await?.prop("value").await?;
        ensure!(name.as_deref() == Some("欧阳若涵"), "{list} keeps the name: {name:?}");
    }
    browser.close().await
}

#[tokio::test]
async fn a_restricted_field_is_revealed_for_a_purpose() -> Result<()> {
    let (_app, browser) = demonstration().await;
    browser.screen(Screen::Desk).await?;
    browser.sign_in("officer", PASSWORD).await?;
    browser.go("/representatives").await?;
    browser.click("table tbody a").await?;
    browser.see("敏感信息").await?;
    browser.assert_sound("a representative").await?;
    browser.press("查看").await?;
    browser.find("dialog[open]").await?;
    browser.assert_sound("asking for the purpose").await?;
    browser.close().await
}

/// The Enter that ends a composition belongs to the input method: it neither searches nor sends.
#[tokio::test]
async fn people_are_found_while_an_input_method_composes() -> Result<()> {
    let (_app, browser) = demonstration().await;
    browser.screen(Screen::Desk).await?;
    browser.sign_in("officer", PASSWORD).await?;
    browser.go("/representatives/new").await?;
    let compose = "const field = document.getElementById(arguments[0]); field.focus(); \
        field.dispatchEvent(new CompositionEvent('compositionstart', { bubbles: true })); \
        const enter = new KeyboardEvent('keydown', { key: 'Enter', isComposing: true, bubbles: true, cancelable: true }); \
        field.dispatchEvent(enter); \
        field.dispatchEvent(new CompositionEvent('compositionend', { bubbles: true, data: '信息' })); \
        field.value = '信息'; field.dispatchEvent(new InputEvent('input', { bubbles: true }));";
    browser.driver.execute(compose, vec![json!("unit")]).await?;
    browser.see("信息工程学院").await?;
    browser.assert_calm("composing").await?;
    ensure!(
        browser.driver.find_all(thirtyfour::By::Css(".summary")).await?.is_empty(),
        "Enter sent the form"
    );
    browser.close().await
}

//! A workbook with faults, from the file to the undoing.

use anyhow::Result;
use lianyi::demo::accounts::PASSWORD;
use lianyi_tests::browser::Screen;

use super::demonstration;

#[tokio::test]
async fn a_workbook_is_checked_taken_in_without_its_faulty_rows_and_undone() -> Result<()> {
    let (_app, browser) = demonstration().await;
    browser.screen(Screen::Desk).await?;
    browser.sign_in("officer", PASSWORD).await?;
    browser.go("/imports").await?;
    browser.press("核对").await?;
    browser.assert_sound("nothing to check").await?;
    let workbook = concat!(env!("CARGO_MANIFEST_DIR"), "/fixtures/import/党外代表人士信息表.xlsx");
    browser.choose("kind", "REPRESENTATIVES").await?;
    browser.driver.find(thirtyfour::By::Css("input[type=file]")).await?.send_keys(workbook).await?;
    browser.press("核对").await?;
    browser.see("处错误，尚未写入任何数据").await?;
    browser.assert_sound("what the check found").await?;
    browser.screen(Screen::Phone).await?;
    browser.assert_sound("what the check found, on a phone").await?;
    browser.screen(Screen::Desk).await?;
    browser.press("只导入没有错误的").await?;
    browser.see("撤销这次导入").await?;
    browser.assert_sound("an import").await?;
    browser.press("撤销这次导入").await?;
    browser.find("dialog[open]").await?;
    browser.assert_sound("asking before the undoing").await?;
    browser.press("撤销这次导入").await?;
    browser.see("已撤销，数据恢复到导入之前。").await?;
    browser.close().await
}

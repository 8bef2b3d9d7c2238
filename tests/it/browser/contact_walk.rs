//! Recording a contact as leaders do: on a phone, in under a minute, over a poor connection.

use std::cell::Cell;
use std::time::{Duration, Instant};

use anyhow::{Result, ensure};
use lianyi::demo::accounts::PASSWORD;
use lianyi_tests::browser::{Browser, Screen};
use sea_orm::ConnectionTrait as _;
use serde_json::json;
use thirtyfour::By;

use super::demonstration;

/// How long it may take from opening the page to the confirmation.
const A_MINUTE: Duration = Duration::from_mins(1);
/// How many taps it may take besides the text itself.
const TAPS: u32 = 12;

/// A phone four times slower than this machine, with a connection that takes 150 ms; or with none.
async fn poor(browser: &Browser, offline: bool) -> Result<()> {
    let cdp = browser.driver.cdp();
    cdp.send_raw("Emulation.setCPUThrottlingRate", json!({ "rate": 4 })).await?;
    cdp.send_raw("Network.enable", json!({})).await?;
    let line =
        json!({ "offline": offline, "latency": 150, "downloadThroughput": -1, "uploadThroughput": -1 });
    cdp.send_raw("Network.emulateNetworkConditions", line).await?;
    Ok(())
}

/// Types into what has the focus as an input method does: letters that become characters.
async fn compose(browser: &Browser, letters: &str, characters: &str) -> Result<()> {
    let cdp = browser.driver.cdp();
    let end = letters.chars().count();
    let composing = json!({ "text": letters, "selectionStart": end, "selectionEnd": end });
    cdp.send_raw("Input.imeSetComposition", composing).await?;
    cdp.send_raw("Input.insertText", json!({ "text": characters })).await?;
    Ok(())
}

#[tokio::test]
async fn a_leader_records_a_talk_in_a_minute() -> Result<()> {
    let (app, browser) = demonstration().await;
    browser.screen(Screen::Phone).await?;
    browser.sign_in("leader-school", PASSWORD).await?;
    poor(&browser, false).await?;
    let taps = Cell::new(0);
    let tap = async |css: &str| -> Result<()> {
        taps.set(taps.get() + 1);
        browser.click(css).await
    };

    let begun = Instant::now();
    browser.go("/contacts/new").await?;
    tap(".who label:nth-child(2)").await?;
    tap("label.pick:has(input[value=TELEPHONE])").await?;
    tap("#content-summary").await?;
    compose(&browser, "xunlian", "训练进度正常，已说明人才引进安排。").await?;
    tap("label.opt:has(input[value=RAISED])").await?;
    tap(".line textarea").await?;
    compose(&browser, "zengpei", "增配一名实训指导教师").await?;
    tap("details.fold:first-of-type summary").await?;
    // The calendar of the phone: one tap opens it, one takes the day.
    taps.set(taps.get() + 2);
    let next = app.app.clock.today() + chrono::TimeDelta::days(60);
    browser.fill_date("content-nextOn", next).await?;
    poor(&browser, true).await?;
    tap(".savebar button").await?;
    browser.see("连不上").await?;
    // Nothing more can be typed that would not be in the record.
    ensure!(!browser.find("#content-summary").await?.is_enabled().await?, "the words could still be changed");
    poor(&browser, false).await?;
    browser.see("训练进度正常").await?;
    browser.find(".page-head .chip.ok").await?;
    let took = begun.elapsed();

    ensure!(took < A_MINUTE, "it took {took:?}");
    ensure!(taps.get() <= TAPS, "it took {} taps", taps.get());
    browser.see("增配一名实训指导教师").await?;
    // What the console says about the lost connection was meant.
    browser.console_errors().await?;
    browser.assert_sound("a record").await?;
    browser.close().await
}

#[tokio::test]
async fn a_record_is_refused_corrected_and_voided() -> Result<()> {
    let (_app, browser) = demonstration().await;
    browser.screen(Screen::Phone).await?;
    browser.sign_in("leader-school", PASSWORD).await?;
    browser.go("/contacts/new").await?;
    browser.assert_sound("recording").await?;
    browser.press("确认记录").await?;
    browser.find(".summary").await?;
    browser.assert_sound("faults of a record").await?;
    browser.click(".who label").await?;
    browser.fill("content-summary", "介绍年度重点任务。").await?;
    browser.click("label.opt:has(input[value=NOTHING])").await?;
    // The words survive a page that is loaded anew.
    browser.see("草稿已存").await?;
    browser.driver.refresh().await?;
    browser.settled().await?;
    let summary = browser.find("#content-summary").await?.prop("value").await?;
    ensure!(summary.as_deref() == Some("介绍年度重点任务。"), "the draft says {summary:?}");
    browser.press("确认记录").await?;
    browser.see("已确认").await?;
    browser.press("更正").await?;
    browser.assert_sound("correcting").await?;
    browser.fill("content-summary", "介绍年度重点任务，听取看法。").await?;
    browser.fill("reason", "补充").await?;
    browser.click(".savebar button").await?;
    browser.see("更正经过").await?;
    browser.click("details.fold summary").await?;
    browser.see("更正前").await?;
    browser.screen(Screen::Desk).await?;
    browser.assert_sound("a corrected record").await?;
    browser.press("作废").await?;
    browser.fill("reason", "重复记录").await?;
    // The connection is away: the reason need not be written again.
    poor(&browser, true).await?;
    browser.press("作废").await?;
    browser.find("dialog[open] .note").await?;
    poor(&browser, false).await?;
    browser.press("作废").await?;
    browser.see("已作废：重复记录").await?;
    // What the console says about the lost connection was meant.
    browser.console_errors().await?;
    browser.assert_sound("a voided record").await?;
    browser.close().await
}

/// The same draft, changed on another device: it is shown, and neither side is overwritten.
#[tokio::test]
async fn a_draft_that_was_changed_elsewhere_is_not_overwritten() -> Result<()> {
    let (app, browser) = demonstration().await;
    browser.screen(Screen::Phone).await?;
    browser.sign_in("leader-school", PASSWORD).await?;
    browser.go("/contacts/new").await?;
    browser.fill("content-summary", "在手机上写的").await?;
    browser.see("草稿已存").await?;
    let elsewhere = "UPDATE contact_draft SET version = version + 1, editor = 'other', \
        content = replace(content, '在手机上写的', '在电脑上写的')";
    app.app.db.writer().execute_unprepared(elsewhere).await?;
    browser.find("#content-summary").await?.send_keys("，又添一句").await?;
    browser.see("已在别处改动").await?;
    browser.assert_calm("a draft in two places").await?;
    browser.press("另存为新草稿").await?;
    browser.see("草稿已存").await?;
    browser.go("/contacts").await?;
    browser.see("在手机上写的，又添一句").await?;
    browser.see("在电脑上写的").await?;
    browser.assert_sound("two drafts").await?;
    browser.close().await
}

/// The draft was recorded or deleted on another device: the words here go on as a new one.
#[tokio::test]
async fn the_words_of_a_draft_that_is_gone_are_kept() -> Result<()> {
    let (app, browser) = demonstration().await;
    browser.screen(Screen::Phone).await?;
    browser.sign_in("leader-school", PASSWORD).await?;
    browser.go("/contacts/new").await?;
    browser.fill("content-summary", "只写了一半").await?;
    browser.see("草稿已存").await?;
    app.app.db.writer().execute_unprepared("DELETE FROM contact_draft").await?;
    browser.find("#content-summary").await?.send_keys("，又添一句").await?;
    browser.see("这份草稿已不在").await?;
    browser.assert_sound("a draft that is gone").await?;
    browser.press("另存为新草稿").await?;
    browser.see("草稿已存").await?;
    browser.go("/contacts").await?;
    browser.see("只写了一半，又添一句").await?;
    browser.close().await
}

/// Those of all leaders are offered, and nobody stays chosen who is not.
#[tokio::test]
async fn whom_to_choose_from_follows_the_leaders() -> Result<()> {
    let (_app, browser) = demonstration().await;
    browser.screen(Screen::Desk).await?;
    let mut names = Vec::new();
    for username in ["leader-school", "leader-department"] {
        browser.sign_in(username, PASSWORD).await?;
        let own = browser.find("button.me, .me").await?.text().await?;
        names.push(own.split_whitespace().nth(1).unwrap_or_default().to_owned());
    }
    browser.sign_in("officer", PASSWORD).await?;
    browser.go("/contacts/new").await?;
    let add = async |name: &str| -> Result<()> {
        browser.fill("add-leader", name).await?;
        browser.see(name).await?;
        browser.click("#add-leader-list-0").await?;
        browser.find(&format!("button[aria-label='移除{name}']")).await?;
        browser.settled().await
    };
    add(&names[0]).await?;
    browser.click(".who label").await?;
    let of_one = browser.driver.find_all(By::Css(".who label")).await?.len();
    add(&names[1]).await?;
    browser.find(&format!(".who label:nth-child({})", of_one + 1)).await?;
    let first = browser.find(".who label:first-child input").await?;
    ensure!(first.is_selected().await?, "another leader takes the choice away");
    browser.assert_sound("two leaders").await?;
    browser.click(&format!("button[aria-label='移除{}']", names[0])).await?;
    browser.settled().await?;
    browser.press("代录并送确认").await?;
    browser.find(".summary a[href='#content-counterparts']").await?;
    browser.find("#content-counterparts .err").await?;
    let seen = browser.driver.find_all(By::Css(".who input:checked")).await?.len();
    ensure!(seen == 0, "{seen} are chosen of another leader");
    browser.close().await
}

/// A page that is left open overnight knows in the morning which day it is.
#[tokio::test]
async fn today_is_the_day_on_which_it_is_recorded() -> Result<()> {
    let (app, browser) = demonstration().await;
    browser.screen(Screen::Desk).await?;
    browser.sign_in("leader-school", PASSWORD).await?;
    browser.go("/contacts/new").await?;
    app.app.clock.advance(chrono::TimeDelta::days(1));
    let overnight = "const now = Date.now; Date.now = () => now() + 24 * 60 * 60 * 1000;";
    browser.driver.execute(overnight, Vec::new()).await?;
    browser.click(".who label").await?;
    browser.fill("content-summary", "介绍年度重点任务。").await?;
    browser.click("label.opt:has(input[value=NOTHING])").await?;
    browser.press("确认记录").await?;
    browser.find(".page-head .chip.ok").await?;
    browser.see(&app.app.clock.today().format("%Y年%-m月%-d日").to_string()).await?;
    browser.close().await
}

/// Somebody turns to another app before the pause after which the draft is saved.
#[tokio::test]
async fn what_was_typed_last_is_saved_when_the_page_is_hidden() -> Result<()> {
    let (_app, browser) = demonstration().await;
    browser.screen(Screen::Phone).await?;
    browser.sign_in("leader-school", PASSWORD).await?;
    browser.go("/contacts/new").await?;
    // No pause ends from now on.
    browser.driver.execute("window.setTimeout = () => 0;", Vec::new()).await?;
    browser.fill("content-summary", "话说到一半").await?;
    let hide = "Object.defineProperty(document, 'hidden', { value: true }); \
        document.dispatchEvent(new Event('visibilitychange', { bubbles: true }));";
    browser.driver.execute(hide, Vec::new()).await?;
    browser.see("草稿已存").await?;
    browser.close().await
}

/// Somebody of the department writes it down; it counts once the leader has confirmed it.
#[tokio::test]
async fn what_was_entered_on_behalf_is_confirmed() -> Result<()> {
    let (_app, browser) = demonstration().await;
    browser.screen(Screen::Desk).await?;
    browser.sign_in("leader-school", PASSWORD).await?;
    let own = browser.find("button.me, .me").await?.text().await?;
    let name = own.split_whitespace().next().unwrap_or_default().to_owned();
    browser.sign_in("officer", PASSWORD).await?;
    browser.go("/contacts/new").await?;
    browser.fill("add-leader", &name).await?;
    browser.click("#add-leader-list-0").await?;
    browser.click(".who label").await?;
    browser.fill("content-summary", "走访慰问，了解近况。").await?;
    browser.click("label.opt:has(input[value=NOTHING])").await?;
    browser.assert_sound("recording on behalf").await?;
    browser.press("代录并送确认").await?;
    // Only the record has it: on the form the same words are a hint.
    browser.find(".page-head .chip.warn").await?;
    let address = browser.driver.current_url().await?;
    browser.assert_sound("awaiting confirmation").await?;
    browser.sign_in("leader-school", PASSWORD).await?;
    browser.go(address.path()).await?;
    browser.press("确认").await?;
    browser.find("dialog[open]").await?;
    browser.press("确认").await?;
    browser.find(".page-head .chip.ok").await?;
    browser.assert_sound("confirmed").await?;
    browser.close().await
}

/// Files go with the record; what is no file that is taken says so, and is taken back.
#[tokio::test]
async fn files_are_added_refused_and_opened() -> Result<()> {
    let (_app, browser) = demonstration().await;
    let folder = tempfile::tempdir()?;
    let file = |name: &str, content: &[u8]| -> Result<String> {
        let path = folder.path().join(name);
        std::fs::write(&path, content)?;
        Ok(path.display().to_string())
    };
    browser.screen(Screen::Phone).await?;
    browser.sign_in("leader-school", PASSWORD).await?;
    browser.go("/contacts/new").await?;
    browser.click(".who label").await?;
    browser.fill("content-summary", "座谈，收到书面建议。").await?;
    browser.click("label.opt:has(input[value=NOTHING])").await?;
    browser.click("details.fold:has(#content-attachments) summary").await?;
    let input = browser.driver.find(By::Css("#content-attachments")).await?;
    input.send_keys(file("书面建议.pdf", b"%PDF-1.7\n%%EOF")?).await?;
    browser.see("书面建议.pdf").await?;
    browser.find("button[aria-label='移除书面建议.pdf']").await?;
    browser.see("草稿已存").await?;
    input.send_keys(file("程序.pdf", b"MZ\x90 an old program")?).await?;
    browser.see("不接受这种文件").await?;
    // What the console says about the refused file was meant.
    browser.console_errors().await?;
    browser.assert_calm("a file that is not taken").await?;
    browser.click("button[aria-label='移除程序.pdf']").await?;
    // The file is a part of the draft, and of the record that it becomes.
    browser.driver.refresh().await?;
    browser.settled().await?;
    browser.see("书面建议.pdf").await?;
    browser.assert_calm("a draft with a file").await?;
    browser.press("确认记录").await?;
    browser.find(".page-head .chip.ok").await?;
    browser.press("书面建议.pdf").await?;
    browser.screen(Screen::Desk).await?;
    browser.assert_sound("a record with a file").await?;
    browser.close().await
}

/// Without a connection an open page keeps what it shows.
#[tokio::test]
async fn a_list_stays_when_the_connection_is_away() -> Result<()> {
    let (_app, browser) = demonstration().await;
    browser.screen(Screen::Desk).await?;
    browser.sign_in("leader-school", PASSWORD).await?;
    browser.go("/contacts").await?;
    browser.find("tbody tr").await?;
    // Whoever comes back to the page has it asked anew.
    let show = async |hidden: bool| {
        let script = "Object.defineProperty(document, 'hidden', { value: arguments[0], configurable: true }); \
            document.dispatchEvent(new Event('visibilitychange', { bubbles: true }));";
        browser.driver.execute(script, vec![json!(hidden)]).await
    };
    show(true).await?;
    tokio::time::sleep(Duration::from_secs(2)).await;
    poor(&browser, true).await?;
    show(false).await?;
    tokio::time::sleep(Duration::from_secs(3)).await;
    browser.find("tbody tr").await?;
    let errors = browser.console_errors().await?;
    ensure!(errors.iter().any(|error| error.contains("/graphql")), "nothing was asked anew: {errors:?}");
    browser.close().await
}

/// What somebody else enters shows on an open page without loading it anew.
#[tokio::test]
async fn an_open_page_hears_of_what_others_do() -> Result<()> {
    let (app, browser) = demonstration().await;
    browser.screen(Screen::Desk).await?;
    browser.sign_in("leader-school", PASSWORD).await?;
    browser.go("/contacts?tab=awaiting").await?;
    let own = browser.find("button.me, .me").await?.text().await?;
    let name = own.split_whitespace().next().unwrap_or_default().to_owned();
    let rows = browser.driver.find_all(By::Css("tbody tr")).await?.len();
    let officer = Browser::open(app.url("")).await?;
    officer.screen(Screen::Desk).await?;
    officer.sign_in("officer", PASSWORD).await?;
    officer.go("/contacts/new").await?;
    officer.fill("add-leader", &name).await?;
    officer.click("#add-leader-list-0").await?;
    officer.click(".who label").await?;
    officer.click("label.pick:has(input[value=STUDY_TOUR])").await?;
    officer.fill("content-summary", "一同考察实训基地。").await?;
    officer.click("label.opt:has(input[value=NOTHING])").await?;
    officer.press("代录并送确认").await?;
    officer.find(".page-head .chip.warn").await?;
    officer.close().await?;
    browser.find(&format!("tbody tr:nth-child({})", rows + 1)).await?;
    browser.assert_calm("a list that has heard").await?;
    browser.close().await
}

/// Whoever records on behalf and comes for somebody finds the leader chosen; of several, they are told whom to add.
#[tokio::test]
async fn whom_the_address_names_brings_their_leader() -> Result<()> {
    let (app, browser) = demonstration().await;
    browser.screen(Screen::Desk).await?;
    browser.sign_in("leader-school", PASSWORD).await?;
    let of_one = browser.find("a[href^='/contacts/new?group=']").await?.attr("href").await?;
    let of_two = browser.find("#occasions a[href^='/contacts/new?']").await?.attr("href").await?;
    let officer = Browser::open(app.url("")).await?;
    officer.screen(Screen::Desk).await?;
    officer.sign_in("officer", PASSWORD).await?;
    officer.go(&of_two.unwrap_or_default()).await?;
    officer.see("请先添加与其结对的领导干部").await?;
    officer.go(&of_one.unwrap_or_default()).await?;
    officer.find("#content-leaders .chip").await?;
    officer.find(".who input:checked").await?;
    // The button goes; the keyboard goes on where it was.
    officer.press("更多").await?;
    officer.find(".pick:has([value=CARE_VISIT]:focus)").await?;
    officer.assert_sound("a record that was begun with somebody").await?;
    officer.close().await?;
    browser.close().await
}

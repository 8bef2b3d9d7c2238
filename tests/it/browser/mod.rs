//! The pages in a real browser, on the demonstration college, as people use them.

mod contact_walk;
mod import_walk;
mod ledger_walk;
mod notice_walk;
mod occasion_walk;
mod overview_walk;
mod places;
mod plan_walk;
mod records_walk;
mod roster_walk;
mod settings_walk;
mod sign_in;
mod trend_walk;

use lianyi::demo::load::load;
use lianyi_tests::app::TestApp;
use lianyi_tests::browser::Browser;
use lianyi_tests::db::Engine;

/// The demonstration college, and a window at it.
async fn demonstration() -> (TestApp, Browser) {
    let app = TestApp::start(Engine::Sqlite).await;
    load(&app.app).await.expect("the demonstration college");
    let browser = Browser::open(app.url("")).await.expect("a browser");
    (app, browser)
}

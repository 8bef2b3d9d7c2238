//! Every place of the navigation × every role that has it × two themes × two widths, both languages.

use anyhow::{Result, ensure};
use lianyi::demo::accounts::PASSWORD;
use lianyi_tests::browser::Screen;

use super::demonstration;

/// What the navigation offers each role. A place that no role visits fails, as does one that is missing here.
const PLACES: &[(&str, &[&str])] = &[
    (
        "officer",
        &[
            "/",
            "/contacts",
            "/coverage",
            "/due",
            "/groups",
            "/imports",
            "/leaders",
            "/mine",
            "/notices",
            "/overview",
            "/plans",
            "/representatives",
            "/rosters",
            "/settings",
            "/trends",
            "/units",
        ],
    ),
    (
        "committee",
        &[
            "/",
            "/contacts",
            "/coverage",
            "/due",
            "/groups",
            "/leaders",
            "/mine",
            "/notices",
            "/overview",
            "/pairings",
            "/plans",
            "/representatives",
            "/rosters",
            "/trends",
            "/units",
        ],
    ),
    (
        "secretary-due",
        &[
            "/",
            "/contacts",
            "/coverage",
            "/due",
            "/groups",
            "/leaders",
            "/mine",
            "/notices",
            "/overview",
            "/pairings",
            "/plans",
            "/representatives",
            "/rosters",
            "/trends",
            "/units",
        ],
    ),
    (
        "leader-school",
        &[
            "/",
            "/contacts",
            "/groups",
            "/leaders",
            "/mine",
            "/notices",
            "/pairings",
            "/plans",
            "/representatives",
            "/trends",
            "/units",
        ],
    ),
    ("handler", &["/", "/mine", "/units"]),
    ("representative", &["/", "/mine", "/notices", "/own"]),
    ("sysadmin", &["/", "/accounts", "/leaders", "/mine", "/units"]),
    ("secadmin", &["/", "/accounts", "/leaders", "/mine", "/units"]),
    ("auditor", &["/", "/audit", "/mine"]),
];

/// Looks at every place of an account's navigation in every width and theme, and in English once.
async fn is_sound(username: &str) -> Result<()> {
    let (_, expected) =
        PLACES.iter().find(|(account, _)| *account == username).expect("an account of the table");
    let (_app, browser) = demonstration().await;
    browser.screen(Screen::Desk).await?;
    browser.sign_in(username, PASSWORD).await?;
    let places = browser.places().await?;
    ensure!(places == *expected, "{username} is offered {places:?}");
    let mut faults = Vec::new();
    for place in &places {
        browser.speak("zh-CN").await?;
        browser.go(place).await?;
        for (screen, dark) in
            [(Screen::Desk, false), (Screen::Desk, true), (Screen::Phone, true), (Screen::Phone, false)]
        {
            browser.screen(screen).await?;
            browser.dark(dark).await?;
            let what = format!("{username} {place} {screen:?} dark={dark}");
            faults.extend(browser.assert_sound(&what).await.err().map(|fault| fault.to_string()));
        }
        browser.screen(Screen::Narrow).await?;
        faults.extend(
            browser
                .assert_calm(&format!("{username} {place} narrow"))
                .await
                .err()
                .map(|fault| fault.to_string()),
        );
        browser.screen(Screen::Desk).await?;
        browser.speak("en").await?;
        browser.go(place).await?;
        faults.extend(
            browser
                .assert_sound(&format!("{username} {place} in English"))
                .await
                .err()
                .map(|fault| fault.to_string()),
        );
    }
    ensure!(faults.is_empty(), "{}", faults.join("\n"));
    browser.close().await
}

/// A test per account, so that two browsers work beside each other.
macro_rules! sound {
    ($($test:ident = $username:literal,)+) => {
        $(
            #[tokio::test]
            async fn $test() -> Result<()> {
                is_sound($username).await
            }
        )+

        const TESTED: &[&str] = &[$($username),+];
    };
}

sound! {
    places_of_an_officer = "officer",
    places_of_a_committee_member = "committee",
    places_of_a_branch_secretary = "secretary-due",
    places_of_a_leader = "leader-school",
    places_of_a_handler = "handler",
    places_of_a_representative = "representative",
    places_of_the_system_administrator = "sysadmin",
    places_of_the_security_administrator = "secadmin",
    places_of_the_audit_administrator = "auditor",
}

/// The registry of the front end, the table above and the tests name the same.
#[test]
fn every_place_of_the_registry_is_visited() {
    let registry = include_str!("../../../frontend/src/routes.rs");
    let places =
        registry.lines().filter_map(|line| line.trim().strip_prefix("path: \"")?.strip_suffix("\","));
    for place in places {
        assert!(PLACES.iter().any(|(_, visited)| visited.contains(&place)), "nobody visits {place}");
    }
    for (account, _) in PLACES {
        assert!(TESTED.contains(account), "{account} is not tested");
    }
    let roles: std::collections::HashSet<_> = lianyi::demo::accounts::SHOWN
        .iter()
        .filter(|shown| TESTED.contains(&shown.username))
        .map(|shown| shown.role)
        .collect();
    assert_eq!(roles.len(), lianyi_shared::access::Role::ALL.len(), "a role without a test");
}

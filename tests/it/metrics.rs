//! What operators see: counts by operation and outcome, and nothing about anybody.

use lianyi_shared::access::Role;
use lianyi_tests::app::TestApp;
use lianyi_tests::db::Engine;
use lianyi_tests::on_both_databases;
use lianyi_tests::user::As;
use serde_json::json;

async fn metrics(app: &TestApp) -> String {
    reqwest::get(format!("http://{}/metrics", app.metrics)).await.unwrap().text().await.unwrap()
}

on_both_databases! {
    async fn requests_are_counted_by_operation_and_outcome(app) {
        let app = app.alone();
        app.db_college().await;
        let user = app.user(As::role(Role::UnitedFrontOfficer)).await;
        let units = "query Planted { secret: units(page: {first: 1}) { totalCount } }";
        for _ in 0..3 {
            user.ask(units, json!({})).await;
        }
        user.ask("{ units(page: {first: 0}) { totalCount } }", json!({})).await;
        user.ask("{ plantedField }", json!({})).await;
        user.ask("{ planted", json!({})).await;
        app.nobody().sign_in("planted-name", "planted-word").await.unwrap_err();
        let text = metrics(&app).await;
        for line in [
            "lianyi_requests_total{operation=\"units\",outcome=\"OK\"} 3",
            "lianyi_requests_total{operation=\"units\",outcome=\"BAD_USER_INPUT\"} 1",
            "lianyi_requests_total{operation=\"refused\",outcome=\"GRAPHQL_VALIDATION_FAILED\"} 1",
            "lianyi_requests_total{operation=\"refused\",outcome=\"GRAPHQL_PARSE_FAILED\"} 1",
            "lianyi_requests_total{operation=\"signIn\",outcome=\"UNAUTHENTICATED\"} 1",
            "lianyi_request_duration_seconds_count{operation=\"units\"} 4",
            "lianyi_database_waiting_writers 0",
        ] {
            assert!(text.lines().any(|found| found == line), "{line} is missing in {text}");
        }
        let value = |name: &str| {
            let line = text.lines().find_map(|line| line.strip_prefix(name)).unwrap_or_else(|| panic!("{name}: {text}"));
            line.trim().parse::<f64>().unwrap()
        };
        assert!(value("lianyi_database_statements_total") > 10.0);
        assert!(value("lianyi_database_connections") >= 1.0);
        assert!(value("lianyi_audit_unsealed_lines") >= 1.0, "nobody seals in a test");
        assert!(value("lianyi_audit_sealing_lag_seconds") >= 0.0);
        assert!(!text.contains("lanted") && !text.contains("secret"), "{text}");
    }
}

#[tokio::test]
async fn metrics_have_an_address_of_their_own() {
    let app = TestApp::start(Engine::Sqlite).await;
    let page = reqwest::get(app.url("/metrics")).await.unwrap().text().await.unwrap();
    assert!(!page.contains("lianyi_requests"), "{page}");
    let interface = reqwest::Client::new().post(format!("http://{}/graphql", app.metrics));
    assert_eq!(interface.json(&json!({ "query": "{ __typename }" })).send().await.unwrap().status(), 404);
}

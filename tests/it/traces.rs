//! Traces for OpenTelemetry: an operator's collector gets a span for every request, and nothing about anybody.

use lianyi_shared::access::Role;
use lianyi_tests::app::TestApp;
use lianyi_tests::db::Engine;
use lianyi_tests::process::{Serving, key_file};
use lianyi_tests::user::As;
use serde_json::{Value, json};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpListener;
use tokio::sync::mpsc;

/// A collector that takes everything and says what it was sent.
async fn collector() -> (String, mpsc::UnboundedReceiver<Value>) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let endpoint = format!("http://{}/v1/traces", listener.local_addr().unwrap());
    let (tell, told) = mpsc::unbounded_channel();
    tokio::spawn(async move {
        while let Ok((mut connection, _)) = listener.accept().await {
            let mut received = Vec::new();
            while connection.read_buf(&mut received).await.is_ok_and(|length| length > 0) {
                let text = String::from_utf8_lossy(&received);
                let Some((_, body)) = text.split_once("\r\n\r\n") else { continue };
                if let Ok(spans) = serde_json::from_str(body) {
                    tell.send(spans).ok();
                    let answer = "HTTP/1.1 200 OK\r\ncontent-length: 2\r\nconnection: close\r\n\r\n{}";
                    connection.write_all(answer.as_bytes()).await.ok();
                    break;
                }
            }
        }
    });
    (endpoint, told)
}

#[tokio::test(flavor = "multi_thread")]
async fn a_collector_gets_a_span_for_every_request_and_nothing_about_anybody() {
    let app = TestApp::start(Engine::Postgres).await;
    app.db_college().await;
    let (_, username) = app.db_account(As::role(Role::UnitedFrontOfficer)).await;
    let (endpoint, mut told) = collector().await;
    let folder = tempfile::tempdir().unwrap();
    let mut serving = Serving::start_with(&app.database, &key_file(folder.path()), &["--traces", &endpoint]);
    let token = serving.sign_in(&username).await;
    let trace = "0af7651916cd43dd8448eb211c80319c";
    let search = "query Planted($page: PageInput!) { representatives(filter: {search: \"planted-name\"}, page: $page) \
        { totalCount } }";
    let body = json!({ "query": search, "variables": { "page": { "first": 3 } } });
    let request = reqwest::Client::new().post(serving.endpoint()).bearer_auth(&token).json(&body);
    let request = request.header("traceparent", format!("00-{trace}-b7ad6b7169203331-01"));
    assert_eq!(request.send().await.unwrap().status(), 200);
    // What has not been sent yet is sent before it ends.
    tokio::task::block_in_place(|| serving.stop());
    let mut all = Vec::new();
    while let Ok(spans) = told.try_recv() {
        all.push(spans);
    }
    let text = Value::Array(all.clone()).to_string();
    assert!(!text.contains("lanted") && !text.contains(&username), "{text}");
    let spans: Vec<&Value> = all
        .iter()
        .flat_map(|sent| sent["resourceSpans"].as_array().into_iter().flatten())
        .flat_map(|resource| resource["scopeSpans"].as_array().into_iter().flatten())
        .flat_map(|scope| scope["spans"].as_array().into_iter().flatten())
        .collect();
    let of = |name: &str| {
        spans.iter().find(|span| span["name"] == name).unwrap_or_else(|| panic!("{name}: {text}"))
    };
    assert_eq!(of("representatives")["traceId"], trace, "the caller's trace goes on");
    assert_ne!(of("signIn")["traceId"], trace);
    let attributes = of("representatives")["attributes"].as_array().unwrap();
    let keys: Vec<&str> = attributes.iter().filter_map(|attribute| attribute["key"].as_str()).collect();
    assert_eq!(keys, ["request", "code", "statements"]);
}

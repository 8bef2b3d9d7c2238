//! GraphQL over HTTP: what the specification says of media types, statuses and parameters; registered documents; and
//! the matrix of requests that other sites could make a browser send.

use lianyi::http::documents::Documents;
use lianyi_shared::access::Role;
use lianyi_tests::app::TestApp;
use lianyi_tests::db::{Engine, db_digest};
use lianyi_tests::user::As;
use reqwest::{Client, Method, Response};
use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};

const JSON: &str = "application/json";
const GRAPHQL: &str = "application/graphql-response+json";

async fn post(app: &TestApp, accept: Option<&str>, body: &Value) -> Response {
    let mut request =
        Client::new().post(app.url("/graphql")).header("Content-Type", JSON).body(body.to_string());
    if let Some(accept) = accept {
        request = request.header("Accept", accept);
    }
    request.send().await.unwrap()
}

fn media_type(response: &Response) -> String {
    response.headers()["content-type"].to_str().unwrap().to_owned()
}

#[tokio::test]
async fn the_answer_has_the_media_type_that_was_asked_for() {
    let app = TestApp::start(Engine::Sqlite).await;
    let query = json!({ "query": "{ __typename }" });
    for (accept, expected) in [
        (None, JSON),
        (Some("*/*"), JSON),
        (Some(JSON), JSON),
        (Some(GRAPHQL), GRAPHQL),
        (Some("application/graphql-response+json; charset=utf-8, application/json; charset=utf-8"), GRAPHQL),
    ] {
        let response = post(&app, accept, &query).await;
        assert_eq!(response.status(), 200, "{accept:?}");
        assert_eq!(media_type(&response), format!("{expected}; charset=utf-8"), "{accept:?}");
        let body: Value = response.json().await.unwrap();
        assert_eq!(body["data"], json!({ "__typename": "Query" }));
        assert!(body.get("errors").is_none(), "{body}");
        assert_eq!(body["extensions"]["cost"]["requested"], 1, "{body}");
    }
    assert_eq!(post(&app, Some("text/html"), &query).await.status(), 406);
}

#[tokio::test]
async fn a_refused_document_has_no_data_and_a_status_by_media_type() {
    let app = TestApp::start(Engine::Sqlite).await;
    for query in [
        json!({ "query": "{" }),
        json!({ "query": "{ f8f31403dfe404bccbb0e835f2629c6a7 }" }),
        json!({ "query": "{ __typename ...A } fragment A on Query { ...A }" }),
        json!({ "query": "query($id: ID!) { node(id: $id) { id } }", "variables": { "id": {} } }),
    ] {
        for (accept, status) in [(JSON, 200), (GRAPHQL, 400)] {
            let response = post(&app, Some(accept), &query).await;
            assert_eq!(response.status(), status, "{query}");
            let body: Value = response.json().await.unwrap();
            assert!(body.get("data").is_none(), "{body}");
            let extensions = &body["errors"][0]["extensions"];
            assert!(extensions["code"].is_string() && extensions["requestId"].is_string(), "{body}");
        }
    }
}

#[tokio::test]
async fn parameters_may_be_null_and_not_of_another_kind() {
    let app = TestApp::start(Engine::Sqlite).await;
    for parameter in ["variables", "operationName", "extensions"] {
        for accept in [JSON, GRAPHQL] {
            let mut body = json!({ "query": "{ __typename }" });
            body[parameter] = Value::Null;
            assert_eq!(post(&app, Some(accept), &body).await.status(), 200, "{parameter}");
            for wrong in [json!("text"), json!(0), json!(false), json!(["a"]), json!({ "a": 1 })] {
                let fits = match parameter {
                    "operationName" => wrong.is_string(),
                    _ => wrong.is_object(),
                };
                body[parameter] = wrong;
                let status = post(&app, Some(accept), &body).await.status();
                // A name that no operation has is refused by what it names, not by its kind.
                let expected = if fits && parameter != "operationName" { 200 } else { status.as_u16() };
                assert_eq!(status, expected, "{body}");
                assert!(fits || status == 400, "{body}: {status}");
            }
        }
    }
    for query in [json!({}), json!({ "query": 0 }), json!({ "query": ["a"] }), json!({ "qeury": "{ a }" })] {
        assert_eq!(post(&app, None, &query).await.status(), 400, "{query}");
    }
}

#[tokio::test]
async fn registered_documents_are_asked_by_their_hash() {
    let text = "query Name($first: Int = 1) { viewer { name } units(page: {first: $first}) { totalCount } }";
    let hash = format!("{:x}", Sha256::digest(text));
    let documents = Documents::read(&json!({ hash.as_str(): text }).to_string()).unwrap();
    let app = TestApp::start_with(Engine::Sqlite, documents).await;
    app.db_college().await;
    let user = app.user(As::role(Role::UnitedFrontOfficer)).await;
    let url = app.url("/graphql");
    let get = async |query: &[(&str, &str)]| {
        let request = Client::new().get(reqwest::Url::parse_with_params(&url, query).unwrap());
        request.bearer_auth(user.token().unwrap()).header("Accept", GRAPHQL).send().await.unwrap()
    };
    let id = format!("sha256:{hash}");
    let answer = get(&[("documentId", &id), ("variables", r#"{"first":3}"#)]).await;
    assert_eq!(answer.status(), 200);
    let over_get: Value = answer.json().await.unwrap();
    assert!(over_get["data"]["units"]["totalCount"].as_i64() > Some(0), "{over_get}");
    let over_post = user
        .post(&json!({ "documentId": id, "variables": { "first": 3 } }), lianyi_shared::text::Lang::Zh)
        .await;
    assert_eq!(over_post["data"], over_get["data"]);
    for query in [
        vec![("query", "{ __typename }")],
        vec![("documentId", "sha256:00")],
        vec![("query", "mutation { signOut }")],
        vec![],
    ] {
        let answer = get(&query).await;
        assert_eq!(
            (answer.status().as_u16(), &answer.headers()["allow"]),
            (405, &"POST".parse().unwrap()),
            "{query:?}"
        );
    }
    assert_eq!(get(&[("documentId", &id), ("variables", "[]")]).await.status(), 400);
}

/// Everything that a page of another site can make a browser send with the victim's cookie.
#[tokio::test]
async fn no_request_of_another_site_executes_anything() {
    let app = TestApp::start(Engine::Sqlite).await;
    app.db_college().await;
    let user = app.db_signed_in(As::role(Role::UnitedFrontOfficer)).await;
    let cookie = user.cookie().expect("the refresh cookie");
    let before = db_digest(&app.app).await;
    let document = "mutation { refresh { accessToken } }";
    let body = json!({ "query": document }).to_string();
    let form = format!("query={document}&documentId=x");
    let address = reqwest::Url::parse_with_params(&app.url("/graphql"), [("query", document)]).unwrap();
    let own = format!("http://{}", app.address);
    let mut refused = 0;
    for method in
        [Method::GET, Method::POST, Method::PUT, Method::PATCH, Method::DELETE, Method::HEAD, Method::OPTIONS]
    {
        for media in [
            None,
            Some("text/plain"),
            Some("application/x-www-form-urlencoded"),
            Some("multipart/form-data; boundary=x"),
            Some("application/json"),
            Some("application/graphql"),
        ] {
            for origin in [None, Some("https://evil.example"), Some("null"), Some(own.as_str())] {
                for site in [None, Some("cross-site"), Some("same-site"), Some("same-origin"), Some("none")] {
                    let other_site = matches!(site, Some("cross-site" | "same-site"))
                        || site.is_none() && origin.is_some_and(|origin| origin != own);
                    // What our own pages and programs may send is not an attack.
                    if method == Method::POST && media == Some(JSON) && !other_site {
                        continue;
                    }
                    let is_form = media == Some("application/x-www-form-urlencoded");
                    let mut request = Client::new()
                        .request(method.clone(), address.clone())
                        .header("Cookie", &cookie)
                        .body(if is_form { form.clone() } else { body.clone() });
                    for (name, value) in
                        [("Content-Type", media), ("Origin", origin), ("Sec-Fetch-Site", site)]
                    {
                        if let Some(value) = value {
                            request = request.header(name, value);
                        }
                    }
                    let answer = request.send().await.unwrap();
                    let case = format!("{method} {media:?} {origin:?} {site:?}");
                    assert!(answer.status().is_client_error(), "{case}: {}", answer.status());
                    assert!(answer.headers().get("set-cookie").is_none(), "{case}");
                    assert!(answer.headers().get("access-control-allow-origin").is_none(), "{case}");
                    refused += 1;
                }
            }
        }
    }
    assert_eq!(refused, 7 * 6 * 4 * 5 - 10, "every combination was tried");
    assert_eq!(db_digest(&app.app).await, before, "nothing has changed");
}

//! Documents made to keep a server busy: each is refused, or executed, within fifty milliseconds of processor time.

use std::fmt::Write as _;
use std::time::Duration;

use async_graphql::Variables;
use async_graphql::parser::types::ExecutableDocument;
use lianyi::http::guard;
use lianyi_shared::access::Role;
use lianyi_tests::app::TestApp;
use lianyi_tests::db::Engine;
use lianyi_tests::user::{As, User};
use proptest::prelude::*;
use serde_json::{Value, json};

/// What a document may cost before it is refused.
const BUDGET: Duration = Duration::from_millis(50);

/// Fragments that spread each other: `width` times on each of `levels` levels.
fn bomb(levels: usize, width: usize, leaf: &str) -> String {
    let mut text = "{ ...F0 }".to_owned();
    for level in 0..levels {
        let spreads = format!("...F{} ", level + 1).repeat(width);
        let _ = write!(text, " fragment F{level} on Query {{ {spreads}}}");
    }
    let _ = write!(text, " fragment F{levels} on Query {{ {leaf} }}");
    text
}

fn nested(name: &str, levels: usize) -> String {
    format!("{}id{}", format!("{{ {name} ").repeat(levels), " }".repeat(levels))
}

/// The corpus: a name and a document that must be refused.
fn documents() -> Vec<(&'static str, String)> {
    let numbered = |text: &dyn Fn(usize) -> String, count: usize| -> String {
        format!("{{ {} }}", (0..count).map(text).collect::<Vec<_>>().join(" "))
    };
    let circle = "{ ...A } fragment A on Query { ...B } fragment B on Query { ...A }";
    let chain = (0..200).fold("{ ...C0 }".to_owned(), |mut text, n| {
        let _ = write!(text, " fragment C{n} on Query {{ ...C{} }}", n + 1);
        text
    });
    let pairs = (0..150).fold("{ ...P0 }".to_owned(), |mut text, n| {
        let next = n + 1;
        let _ = write!(text, " fragment P{n} on Query {{ a{n}: viewer {{ name }} ...P{next} ...P{next} }}");
        text
    });
    vec![
        ("16 levels of 2 spreads", bomb(16, 2, "__typename")),
        ("22 levels of 2 spreads", bomb(22, 2, "__typename")),
        ("199 levels of 2 spreads", bomb(199, 2, "__typename")),
        ("4 levels of 50 spreads", bomb(4, 50, "viewer { name }")),
        ("18 levels with people", bomb(18, 2, "representatives(page: {first: 1}) { nodes { id } }")),
        ("fragments in a circle", circle.to_owned()),
        ("a fragment of itself", "{ ...A } fragment A on Query { ...A }".to_owned()),
        ("a chain of fragments without end", chain + " fragment C200 on Query { __typename }"),
        ("fragments in pairs", pairs + " fragment P150 on Query { __typename }"),
        ("inline fragments", format!("{}__typename{}", "{ ... on Query ".repeat(60), " }".repeat(60))),
        (
            "wide inline fragments",
            numbered(&|_| "... on Query { ... on Query { __typename } }".to_owned(), 700),
        ),
        ("5,000 aliases", numbered(&|n| format!("a{n}: __typename"), 5_000)),
        (
            "101 aliases of a list",
            numbered(&|n| format!("a{n}: units(page: {{first: 1}}) {{ totalCount }}"), 101),
        ),
        ("101 attempts to sign in", {
            let attempt =
                |n| format!("a{n}: signIn(input: {{username: \"a\", password: \"{n}\"}}) {{ accessToken }}");
            format!("mutation {}", numbered(&attempt, 101))
        }),
        (
            "10 x 101 pages",
            numbered(
                &|_| "representatives(page: {first: 100}) { nodes { unit { branch { name } } } }".to_owned(),
                40,
            ),
        ),
        ("one field 5,000 times", numbered(&|_| "__typename".to_owned(), 5_000)),
        ("one list 900 times", numbered(&|_| "units(page: {first: 100}) { nodes { id } }".to_owned(), 300)),
        ("directives on one field", format!("{{ __typename {} }}", "@skip(if: false) ".repeat(900))),
        ("unknown directives", format!("{{ __typename {} }}", "@aa".repeat(1_500))),
        ("directives on fragments", numbered(&|_| "... @include(if: true) { __typename }".to_owned(), 60)),
        ("nested fields", nested("branch", 40)),
        ("nested beyond every stack", "{a".repeat(20_000)),
        ("brackets", "[".repeat(60_000)),
        ("a list literal", format!("{{ nodes(ids: [{}]) {{ id }} }}", "\"a\" ".repeat(10_000))),
        ("a nested literal", format!("{{ nodes(ids: {}{}) {{ id }} }}", "[".repeat(100), "]".repeat(100))),
        (
            "an object literal",
            format!("{{ units(page: {{{}}}) {{ totalCount }} }}", "first: 1 ".repeat(5_000)),
        ),
        ("arguments", format!("{{ viewer({}) {{ name }} }}", "a: 1 ".repeat(3_000))),
        ("variables", format!("query({}) {{ __typename }}", "$a: Int ".repeat(2_500))),
        ("operations", numbered(&|n| format!("}} query Q{n} {{ __typename"), 600)),
        ("unused fragments", numbered(&|n| format!("}} fragment U{n} on Query {{ __typename"), 300)),
        ("a long comment", format!("{{ __typename }} #{}", "x".repeat(70_000))),
        ("commas", format!("{{ __typename {} }}", ",".repeat(70_000))),
        ("a long name", format!("{{ {} }}", "a".repeat(70_000))),
        ("a text without end", format!("{{ node(id: \"{} }}", "x".repeat(60_000))),
        ("a block without end", format!("{{ node(id: \"\"\"{} }}", "\"\" ".repeat(20_000))),
        ("escapes", format!("{{ node(id: \"{}\") }}", "\\u0000".repeat(12_000))),
        ("numbers", format!("{{ node(id: {}) }}", "9".repeat(70_000))),
        ("punctuation", "!$&|=@:".repeat(9_000)),
        ("nothing but dots", ".".repeat(60_000)),
        ("bytes of no meaning", "\u{feff}\u{0}\u{1}💥".repeat(6_000)),
        (
            "the schema in circles",
            format!("{{ __schema {{ types {}{} }} }}", nested("fields { type", 5), " }".repeat(5)),
        ),
        (
            "interfaces in circles",
            "{ __schema { types { interfaces { possibleTypes { name } } } } }".to_owned(),
        ),
        (
            "a type in circles",
            "{ __type(name: \"Query\") { fields { type { fields { type { name } } } } } }".to_owned(),
        ),
    ]
}

/// What this thread has run on a processor so far.
fn processor_time() -> Duration {
    let text =
        std::fs::read_to_string("/proc/thread-self/schedstat").expect("Linux counts the time of threads");
    Duration::from_nanos(text.split(' ').next().unwrap().parse().unwrap())
}

/// The cheapest of three tries, so that a cold cache is not held against a document.
fn cost(mut work: impl FnMut()) -> Duration {
    (0..3)
        .map(|_| {
            let before = processor_time();
            work();
            processor_time() - before
        })
        .min()
        .unwrap()
}

#[test]
fn every_abusive_document_is_refused_at_once() {
    let corpus = documents();
    assert!(corpus.len() >= 40);
    for (name, text) in corpus {
        assert!(guard::judge(&text, &Variables::default()).is_err(), "{name} was let through");
        let spent = cost(|| drop(guard::judge(&text, &Variables::default())));
        assert!(spent < BUDGET, "{name}: {spent:?}");
    }
}

/// Documents that stay within every limit and are as heavy as that allows; the engine refuses or answers them.
fn heaviest() -> Vec<(&'static str, String)> {
    let fields = |count: usize| "__typename ".repeat(count);
    let different = (0..100).fold(String::new(), |mut text, n| {
        let _ = write!(text, "a{n}: viewer {{ name }} ");
        text
    });
    vec![
        ("2,000 times one field", format!("{{ {} }}", fields(2_000))),
        ("1,999 fields by fragments", bomb(3, 12, "__typename")),
        ("1,300 unknown fields", format!("{{ {} }}", (0..1_300).map(|n| format!("f{n} ")).collect::<String>())),
        ("100 aliases", format!("{{ {different} }}")),
        ("600 equal objects", format!("{{ {} }}", "viewer { name } ".repeat(600))),
        ("1,000 numbers", format!("{{ nodes(ids: [{}]) {{ id }} }}", "1 ".repeat(990))),
        ("the whole schema", "{ __schema { types { name description fields { name args { name type { name } } type { name ofType { name } } } inputFields { name } enumValues { name } } } }".to_owned()),
    ]
}

#[tokio::test]
async fn the_heaviest_documents_within_the_limits_are_cheap_to_validate() {
    let schema = lianyi::schema::build();
    for (name, text) in heaviest() {
        let judged = guard::judge(&text, &Variables::default());
        assert!(judged.is_ok(), "{name}: {:?}", judged.err());
        let mut least = Duration::MAX;
        for _ in 0..3 {
            let before = processor_time();
            let (document, _) = guard::judge(&text, &Variables::default()).unwrap();
            let mut request = async_graphql::Request::new(text.clone()).disable_introspection();
            request.set_parsed_query(ExecutableDocument::clone(&document));
            drop(schema.execute(request).await);
            least = least.min(processor_time() - before);
        }
        assert!(least < BUDGET, "{name}: {least:?}");
    }
}

async fn send(user: &User, body: &Value) -> (u16, Option<u64>, Value) {
    let request = reqwest::Client::new().post(user.endpoint()).json(body).bearer_auth(user.token().unwrap());
    let answer = request.header("Accept", "application/graphql-response+json").send().await.unwrap();
    let retry = answer.headers().get("retry-after").map(|value| value.to_str().unwrap().parse().unwrap());
    (answer.status().as_u16(), retry, answer.json().await.unwrap())
}

#[tokio::test]
async fn the_corpus_is_refused_with_a_code_and_a_request_id_and_the_server_lives() {
    let app = TestApp::start(Engine::Sqlite).await;
    app.db_college().await;
    let user = app.user(As::role(Role::UnitedFrontOfficer)).await;
    for (name, text) in documents() {
        let (status, _, answer) = send(&user, &json!({ "query": text })).await;
        assert_eq!(status, 400, "{name}: {answer}");
        let extensions = &answer["errors"][0]["extensions"];
        let code = extensions["code"].as_str().unwrap();
        assert!(["GRAPHQL_PARSE_FAILED", "GRAPHQL_VALIDATION_FAILED"].contains(&code), "{name}: {answer}");
        assert_eq!(extensions["requestId"].as_str().map(str::len), Some(32), "{name}");
    }
    let (status, _, answer) = send(&user, &json!({ "query": "{ viewer { name } }" })).await;
    assert_eq!((status, &answer["data"]["viewer"]["name"].is_string()), (200, &true), "{answer}");
}

#[tokio::test]
async fn an_empty_bucket_refuses_and_says_when_to_come_back() {
    let app = TestApp::start(Engine::Sqlite).await;
    app.db_college().await;
    let user = app.user(As::role(Role::UnitedFrontOfficer)).await;
    let page = "units(page: {first: 100}) { nodes { branch { name } } }";
    let body = json!({ "query": format!("{{ {} }}", (0..49).map(|n| format!("a{n}: {page} ")).collect::<String>()) });
    let (_, _, first) = send(&user, &body).await;
    let cost = &first["extensions"]["cost"];
    assert_eq!(cost["requested"], 49 * 201, "{cost}");
    assert_eq!(cost["maximum"], 100_000, "{cost}");
    let mut refused = None;
    // Each is worth half a second of what comes back, and costs the server more than that to begin with.
    for _ in 0..200 {
        let (status, retry, answer) = send(&user, &json!({ "query": "{ viewer { name } }" })).await;
        assert_eq!((status, retry), (200, None), "a cheap request is let through: {answer}");
        let all = futures_util::future::join_all((0..12).map(|_| send(&user, &body))).await;
        refused = all.into_iter().find(|(status, _, _)| *status == 429);
        if refused.is_some() {
            break;
        }
    }
    let (_, retry, answer) = refused.expect("the bucket is empty at some time");
    assert_eq!(answer["errors"][0]["extensions"]["code"], "RATE_LIMITED", "{answer}");
    assert!(retry.is_some_and(|seconds| seconds >= 1), "{retry:?}");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, ..ProptestConfig::default() })]

    /// Whatever the words, the judgement ends, in time, and never lets through what it should not.
    #[test]
    fn any_row_of_tokens_is_judged_in_time(words in proptest::collection::vec(word(), 0..900)) {
        let text = words.join(" ");
        let before = processor_time();
        let judged = guard::judge(&text, &Variables::default());
        prop_assert!(processor_time() - before < BUDGET);
        if let Ok((document, weight)) = judged {
            prop_assert!(weight.fields <= 2_000 && document.operations.iter().count() == 1);
        }
    }

    #[test]
    fn any_bytes_are_judged_without_a_panic(text in "\\PC{0,400}") {
        drop(guard::judge(&text, &Variables::default()));
    }
}

/// A token, those that build structures more often than others.
fn word() -> impl Strategy<Value = String> {
    let common = proptest::sample::select(vec![
        "{",
        "}",
        "{",
        "}",
        "...",
        "F0",
        "F1",
        "F2",
        "fragment F0 on Query {",
        "fragment F1 on Query {",
        "}",
        "a",
        "b: a",
        "(page: {first: 100})",
        "[",
        "]",
        "@skip(if: true)",
        "query {",
        "on",
        "\"",
        "\"\"\"",
        "\\",
        "#",
        "\n",
        "$v",
        "é",
    ]);
    common.prop_map(str::to_owned)
}

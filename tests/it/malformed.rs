//! Malformed requests, files and tokens: each gets its code, its status, a reason in both languages
//! and a request id, and changes nothing.

mod files;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD as B64;
use jsonwebtoken::{Algorithm, EncodingKey, Header, encode};
use lianyi_shared::access::Role;
use lianyi_shared::error::Reason;
use lianyi_shared::import::FileProblem;
use lianyi_shared::text::{Lang, Text as _};
use lianyi_tests::app::TestApp;
use lianyi_tests::db::db_digest;
use lianyi_tests::on_both_databases;
use lianyi_tests::user::{As, User};
use reqwest::{Client, RequestBuilder};
use serde_json::{Value, json};

/// A request that must be refused.
struct Case {
    name: &'static str,
    status: u16,
    code: &'static str,
    reason: Reason,
    /// The path of the faulty field, if there is one.
    path: Option<&'static str>,
    /// What is wrong with a file.
    problem: Option<FileProblem>,
    request: RequestBuilder,
}

struct Table<'a> {
    app: &'a TestApp,
    user: &'a User,
    client: Client,
    cases: Vec<Case>,
}

impl Table<'_> {
    fn post(&self, body: &Value) -> RequestBuilder {
        self.client.post(self.app.url("/graphql")).json(body)
    }

    fn signed_in(&self, query: &str, variables: Value) -> RequestBuilder {
        self.post(&json!({ "query": query, "variables": variables })).bearer_auth(self.user.token().unwrap())
    }

    fn add(
        &mut self,
        name: &'static str,
        status: u16,
        code: &'static str,
        reason: Reason,
        request: RequestBuilder,
    ) {
        self.refused(name, status, (code, reason, None), None, request);
    }

    fn refused(
        &mut self,
        name: &'static str,
        status: u16,
        (code, reason, path): (&'static str, Reason, Option<&'static str>),
        problem: Option<FileProblem>,
        request: RequestBuilder,
    ) {
        self.cases.push(Case { name, status, code, reason, path, problem, request });
    }

    /// A document that is understood and refused for one field.
    fn input(
        &mut self,
        name: &'static str,
        reason: Reason,
        path: &'static str,
        query: &str,
        variables: Value,
    ) {
        let request = self.signed_in(query, variables);
        self.refused(name, 200, ("BAD_USER_INPUT", reason, Some(path)), None, request);
    }

    fn transport(&mut self) {
        let url = self.app.url("/graphql");
        let body = r#"{"query":"{__typename}"}"#;
        let client = self.client.clone();
        let typed = |media: &str, body: String| client.post(&url).header("Content-Type", media).body(body);
        let bad = "BAD_REQUEST";
        self.add(
            "get",
            405,
            bad,
            Reason::MethodNotAllowed,
            client.get(format!("{url}?query={{__typename}}")),
        );
        self.add("put", 405, bad, Reason::MethodNotAllowed, client.put(&url).body(body));
        self.add("delete", 405, bad, Reason::MethodNotAllowed, client.delete(&url));
        self.add("no media type", 415, bad, Reason::WrongMediaType, client.post(&url).body(body));
        self.add("text/plain", 415, bad, Reason::WrongMediaType, typed("text/plain", body.into()));
        let form = "application/x-www-form-urlencoded";
        self.add("form", 415, bad, Reason::WrongMediaType, typed(form, "query={__typename}".into()));
        let multipart = "multipart/form-data; boundary=x";
        self.add("multipart", 415, bad, Reason::WrongMediaType, typed(multipart, "--x--".into()));
        self.add(
            "graphql text",
            415,
            bad,
            Reason::WrongMediaType,
            typed("application/graphql", "{a}".into()),
        );
        let json = "application/json";
        self.add("empty body", 400, bad, Reason::BodyNotJson, typed(json, String::new()));
        self.add("cut short", 400, bad, Reason::BodyNotJson, typed(json, r#"{"query":"#.into()));
        self.add("not an object", 400, bad, Reason::BodyNotJson, typed(json, "3".into()));
        self.add("a batch", 400, bad, Reason::BodyNotJson, typed(json, format!("[{body},{body}]")));
        self.add("no query", 400, bad, Reason::BodyNotJson, typed(json, "{}".into()));
        self.add("query a number", 400, bad, Reason::BodyNotJson, typed(json, r#"{"query":1}"#.into()));
        let list = r#"{"query":"{__typename}","variables":[1]}"#;
        self.add("variables a list", 400, bad, Reason::BodyNotJson, typed(json, list.into()));
        let latin = client.post(&url).header("Content-Type", json).body(vec![b'{', 0xff, b'}']);
        self.add("not UTF-8", 400, bad, Reason::BodyNotJson, latin);
        let deep =
            format!(r#"{{"query":"{{a}}","variables":{{"x":{}{}}}}}"#, "[".repeat(5_000), "]".repeat(5_000));
        self.add("deep JSON", 400, bad, Reason::BodyNotJson, typed(json, deep));
        let huge = format!(r#"{{"query":"{}"}}"#, " ".repeat(600 * 1024));
        self.add("huge body", 413, bad, Reason::BodyTooLarge, typed(json, huge));
        let long = format!(r#"{{"query":"{{__typename}}{}"}}"#, " ".repeat(70 * 1024));
        self.add(
            "long document",
            400,
            "GRAPHQL_VALIDATION_FAILED",
            Reason::DocumentTooLarge,
            typed(json, long),
        );
        let wide = json!({ "query": "{a}", "variables": { "x": vec![0; 5_001] } }).to_string();
        self.add("wide variables", 400, bad, Reason::VariablesTooLarge, typed(json, wide));
        let nested =
            format!(r#"{{"query":"{{a}}","variables":{{"x":{}{}}}}}"#, "[".repeat(21), "]".repeat(21));
        self.add("nested variables", 400, bad, Reason::VariablesTooLarge, typed(json, nested));
        let unknown = r#"{"documentId":"sha256:00"}"#;
        self.add("unknown document", 404, bad, Reason::DocumentUnknown, typed(json, unknown.into()));
        let both = r#"{"documentId":"00","query":"{a}"}"#;
        self.add("a document twice", 400, bad, Reason::BodyNotJson, typed(json, both.into()));
        let picture = client.get(format!("{url}?documentId=00")).header("Accept", "image/png");
        self.add("an answer as a picture", 406, bad, Reason::NotAcceptable, picture);
        let from = |name: &str, value: &str| typed(json, body.into()).header(name, value);
        self.add("cross site", 403, bad, Reason::CrossSite, from("Sec-Fetch-Site", "cross-site"));
        self.add("same site", 403, bad, Reason::CrossSite, from("Sec-Fetch-Site", "same-site"));
        self.add("foreign origin", 403, bad, Reason::CrossSite, from("Origin", "https://evil.example"));
        self.add("null origin", 403, bad, Reason::CrossSite, from("Origin", "null"));
    }

    fn documents(&mut self) {
        let parse = "GRAPHQL_PARSE_FAILED";
        let validation = "GRAPHQL_VALIDATION_FAILED";
        for (name, query) in [("empty document", ""), ("unclosed", "{ viewer "), ("not GraphQL", "SELECT 1")]
        {
            let request = self.post(&json!({ "query": query }));
            self.add(name, 400, parse, Reason::Parse, request);
        }
        let two = self.post(&json!({ "query": "query A { __typename } query B { __typename }" }));
        self.add("two operations", 400, validation, Reason::OneOperation, two);
        let circle = self.post(&json!({ "query": "{ ...A } fragment A on Query { ...A }" }));
        self.add("circular fragment", 400, validation, Reason::DocumentTooLarge, circle);
        let many = format!("{{ {} }}", "__typename ".repeat(2_500));
        let many = self.post(&json!({ "query": many }));
        self.add("too many fields", 400, validation, Reason::DocumentTooLarge, many);
        for (name, query, reason) in excessive() {
            let request = self.signed_in(&query, json!({}));
            self.add(name, 400, validation, reason, request);
        }
        let units = "query($page: PageInput!) { units(page: $page) { totalCount } }";
        for (name, query, variables) in [
            ("unknown field", "{ secrets }", json!({})),
            ("unknown argument", "{ viewer(x: 1) { name } }", json!({})),
            ("no selection", "{ viewer }", json!({})),
            ("unknown input field", "{ units(page: {limit: 3}) { totalCount } }", json!({})),
            ("unknown fragment", "{ ...Nothing }", json!({})),
            ("subscription", "subscription { x }", json!({})),
        ] {
            let request = self.signed_in(query, variables);
            self.add(name, 400, validation, Reason::Validation, request);
        }
        for (name, variables) in
            [("missing variable", json!({})), ("variable of another type", json!({ "page": 3 }))]
        {
            let request = self.signed_in(units, variables);
            self.add(name, 200, "BAD_USER_INPUT", Reason::Invalid, request);
        }
        let anonymous = self.post(&json!({ "query": "{ viewer { name } }" }));
        self.add("nobody signed in", 200, "UNAUTHENTICATED", Reason::SignInRequired, anonymous);
        let no_cookie = self.post(&json!({ "query": "mutation { refresh { accessToken } }" }));
        self.add("refresh without cookie", 200, "UNAUTHENTICATED", Reason::SessionEnded, no_cookie);
        for cookie in ["__Host-lianyi=x", "__Host-lianyi=ses_1.2", "__Host-lianyi=.", "__Host-lianyi="] {
            let request = self
                .post(&json!({ "query": "mutation { refresh { accessToken } }" }))
                .header("Cookie", cookie);
            self.add("refresh with nonsense", 200, "UNAUTHENTICATED", Reason::SessionEnded, request);
        }
        let link = "mutation { redeemLink(input: {secret: \"x\", password: \"long enough password\"}) { accessToken } }";
        let link = self.post(&json!({ "query": link }));
        self.add("unknown link", 200, "UNAUTHENTICATED", Reason::LinkUsed, link);
    }

    fn inputs(&mut self) {
        let page = "query($page: PageInput!) { representatives(page: $page) { totalCount } }";
        for (name, first) in [("page of 0", 0), ("page of -1", -1), ("page of 101", 101)] {
            self.input(name, Reason::PageSize, "page.first", page, json!({ "page": { "first": first } }));
        }
        self.input("no page size", Reason::PageSize, "page.first", page, json!({ "page": {} }));
        self.input(
            "two sizes",
            Reason::PageSize,
            "page.first",
            page,
            json!({ "page": { "first": 1, "last": 1 } }),
        );
        self.input("last of 0", Reason::PageSize, "page.last", page, json!({ "page": { "last": 0 } }));
        for (name, cursor) in [("cursor nonsense", "!!"), ("cursor empty", ""), ("cursor foreign", "MQp4")] {
            let variables = json!({ "page": { "first": 1, "after": cursor } });
            self.input(name, Reason::BadCursor, "page.after", page, variables);
        }
        let before = json!({ "page": { "last": 1, "before": "x" } });
        self.input("cursor before", Reason::BadCursor, "page.before", page, before);
        let short = "mutation { redeemLink(input: {secret: \"x\", password: \"short\"}) { accessToken } }";
        self.input("short password", Reason::PasswordTooShort, "input.password", short, json!({}));
    }

    fn tokens(&mut self) {
        let good = self.user.token().unwrap().to_owned();
        let parts: Vec<&str> = good.split('.').collect();
        let header: Value = serde_json::from_slice(&B64.decode(parts[0]).unwrap()).unwrap();
        let claims: Value = serde_json::from_slice(&B64.decode(parts[1]).unwrap()).unwrap();
        let part = |value: &Value| B64.encode(value.to_string());
        let with = |base: &Value, name: &str, value: Value| {
            let mut changed = base.clone();
            changed[name] = value;
            changed
        };
        let now = self.app.app.clock.now();
        let pair = self.app.app.keys.signing(now).unwrap();
        let (kid, key) = (pair.kid.as_str(), &pair.signing);
        let sign = |claims: &Value, typ: &str, kid: &str| {
            let header =
                Header { typ: Some(typ.into()), kid: Some(kid.into()), ..Header::new(Algorithm::EdDSA) };
            encode(&header, claims, key).unwrap()
        };
        let mut tokens: Vec<(&'static str, String)> = vec![
            ("empty token", String::new()),
            ("not a token", "abc".into()),
            ("two parts", format!("{}.{}", parts[0], parts[1])),
            ("cut signature", format!("{}.{}.{}", parts[0], parts[1], &parts[2][..40])),
            ("algorithm none", format!("{}.{}.", part(&with(&header, "alg", json!("none"))), parts[1])),
            ("huge token", "a".repeat(6_000)),
            ("changed claims", {
                let changed = with(&claims, "sub", json!("acc_00000000000000000000000000000000"));
                format!("{}.{}.{}", parts[0], part(&changed), parts[2])
            }),
            ("HMAC with the public key", {
                let jwks = self.app.app.keys.jwks(now);
                let public = B64.decode(jwks["keys"][0]["x"].as_str().unwrap()).unwrap();
                let header = Header {
                    typ: Some("at+jwt".into()),
                    kid: Some(kid.into()),
                    ..Header::new(Algorithm::HS256)
                };
                encode(&header, &claims, &EncodingKey::from_secret(&public)).unwrap()
            }),
            ("wrong type", sign(&claims, "JWT", kid)),
            ("unknown key", sign(&claims, "at+jwt", "nobody")),
            ("key as a path", sign(&claims, "at+jwt", "../../etc/passwd")),
        ];
        for (name, claim, value) in [
            ("wrong issuer", "iss", json!("somebody")),
            ("wrong audience", "aud", json!("somewhere")),
            ("audience a list", "aud", json!(["lianyi-api"])),
            ("expiry a text", "exp", json!("4102444800")),
            ("expiry negative", "exp", json!(-1)),
            ("expiry far off", "exp", json!(4_102_444_800_i64)),
            ("expiry null", "exp", Value::Null),
            ("not before a text", "nbf", json!("0")),
            ("not before in the future", "nbf", json!(4_102_444_800_i64)),
            ("issued in the future", "iat", json!(4_102_444_800_i64)),
            ("subject of another kind", "sub", json!("lea_00000000000000000000000000000001")),
            ("subject null", "sub", Value::Null),
            ("a claim too many", "admin", json!(true)),
        ] {
            tokens.push((name, sign(&with(&claims, claim, value), "at+jwt", kid)));
        }
        for (name, token) in tokens {
            let request = self.post(&json!({ "query": "{ viewer { name } }" })).bearer_auth(token);
            self.add(name, 401, "UNAUTHENTICATED", Reason::BadToken, request);
        }
        let basic =
            self.post(&json!({ "query": "{ viewer { name } }" })).header("Authorization", "Basic eDp5");
        self.add("basic authorization", 401, "UNAUTHENTICATED", Reason::BadToken, basic);
        let twice =
            self.post(&json!({ "query": "{ viewer { name } }" })).bearer_auth(&good).bearer_auth(&good);
        self.add("two authorizations", 401, "UNAUTHENTICATED", Reason::BadToken, twice);
        let stranger = with(&claims, "sid", json!("ses_00000000000000000000000000000009"));
        let stranger =
            self.post(&json!({ "query": "{ viewer { name } }" })).bearer_auth(sign(&stranger, "at+jwt", kid));
        self.add("unknown session", 401, "UNAUTHENTICATED", Reason::SessionEnded, stranger);
    }
}

/// Documents that ask for too much in one way or another.
fn excessive() -> [(&'static str, String, Reason); 8] {
    let repeated = |field: &dyn Fn(usize) -> String, count| {
        format!("{{ {} }}", (0..count).map(field).collect::<Vec<_>>().join(" "))
    };
    let pages = "(page: {first: 100}) { nodes { branch { name } } }";
    [
        (
            "too deep",
            repeated(&|_| format!("{}name{}", "branch {".repeat(16), "}".repeat(16)), 1),
            Reason::DocumentTooDeep,
        ),
        ("brackets without end", "{".repeat(60), Reason::DocumentTooDeep),
        ("aliases", repeated(&|n| format!("a{n}: __typename"), 101), Reason::TooManyAliases),
        ("directives", repeated(&|_| "__typename @skip(if: false)".into(), 51), Reason::TooManyDirectives),
        (
            "a list without end",
            format!("{{ nodes(ids: [{}]) {{ id }} }}", "1 ".repeat(1_001)),
            Reason::DocumentTooLarge,
        ),
        ("words without end", repeated(&|_| "a".into(), 4_001), Reason::DocumentTooLarge),
        (
            "pages without end",
            repeated(&|n| format!("a{n}: representatives{pages}"), 60),
            Reason::DocumentTooLarge,
        ),
        (
            "the schema in circles",
            "{ __schema { types { fields { type { fields { name } } } } } }".into(),
            Reason::DocumentTooDeep,
        ),
    ]
}

/// A client that learns from the status whether a document was executed.
fn strict() -> Client {
    let accept = ("accept", "application/graphql-response+json");
    let headers = [accept].map(|(name, value)| (name.parse().unwrap(), value.parse().unwrap()));
    Client::builder().default_headers(headers.into_iter().collect()).build().unwrap()
}

/// The refusal in an answer: status and the first error.
async fn refusal(request: RequestBuilder, lang: Lang) -> (u16, Value) {
    let response = request.header("Accept-Language", lang.tag()).send().await.expect("an answer");
    let status = response.status().as_u16();
    let body: Value = response.json().await.expect("a JSON answer");
    (status, body["errors"][0].clone())
}

on_both_databases! {
    async fn malformed_requests_and_tokens_change_nothing(app) {
        app.db_college().await;
        let user = app.user(As::role(Role::UnitedFrontOfficer)).await;
        let mut table = Table { app: &app, user: &user, client: strict(), cases: Vec::new() };
        table.transport();
        table.documents();
        table.inputs();
        table.tokens();
        table.files();
        table.uploads();
        table.downloads();
        let before = db_digest(&app.app).await;
        assert!(table.cases.len() >= 120, "{} cases", table.cases.len());
        for case in table.cases {
            let name = case.name;
            let english = refusal(case.request.try_clone().unwrap(), Lang::En).await;
            let (status, error) = refusal(case.request, Lang::Zh).await;
            let extensions = &error["extensions"];
            assert_eq!(status, case.status, "{name}: {error}");
            assert_eq!(extensions["code"], case.code, "{name}: {error}");
            assert_eq!(extensions["requestId"].as_str().map(str::len), Some(32), "{name}: {error}");
            let words = match case.path {
                Some(path) => {
                    assert_eq!(extensions["fields"][0]["path"], path, "{name}: {error}");
                    (&extensions["fields"][0], &english.1["extensions"]["fields"][0])
                }
                None => (&error, &english.1),
            };
            let reason = words.0.get("reason").unwrap_or(&extensions["reason"]);
            assert_eq!(reason, case.reason.key(), "{name}: {error}");
            for (words, lang) in [(words.0, Lang::Zh), (words.1, Lang::En)] {
                let template = case.reason.template(lang);
                let start = template.split('{').next().unwrap();
                let message = words["message"].as_str().unwrap();
                assert!(message.starts_with(start), "{name}: {words}");
                if let Some(problem) = case.problem {
                    assert_eq!(extensions["params"]["code"], problem.code(), "{name}: {words}");
                    assert!(message.ends_with(problem.label(lang)), "{name}: {words}");
                }
            }
        }
        assert_eq!(db_digest(&app.app).await, before, "nothing has changed");
    }

    async fn tables_that_are_not_what_they_should_be_are_explained_and_change_nothing(app) {
        app.db_college().await;
        let user = app.user(As::role(Role::UnitedFrontOfficer)).await;
        let table = Table { app: &app, user: &user, client: strict(), cases: Vec::new() };
        let leaders = crate::import::fixture("党员领导干部名册.xlsx");
        let inline = |row: u32, text: &str| {
            format!(r#"<row r="{row}"><c r="A{row}" t="inlineStr"><is><t>{text}</t></is></c></row>"#)
        };
        let rows = files::workbook(&files::sheet("A1:D2000000", &inline(1, "某学院")));
        let business = async || -> Vec<(String, String)> {
            let all = db_digest(&app.app).await;
            all.into_iter().filter(|(table, _)| !table.starts_with("import_")).collect()
        };
        let before = business().await;
        for (name, file_name, code, file) in [
            ("no header row", "a.csv", "SHEET_NOT_RECOGNISED", "A01,某学院,学校\n".as_bytes().to_vec()),
            ("a column is missing", "a.csv", "MISSING_COLUMN", "单位代码,单位名称\nA01,某学院\n".into()),
            ("another kind of workbook", "a.xlsx", "SHEET_NOT_RECOGNISED", leaders),
            ("two million rows declared", "a.xlsx", "SHEET_NOT_RECOGNISED", rows),
        ] {
            let answer = table.upload(&[("kind", "UNITS"), ("name", file_name)], file).send().await.unwrap();
            assert_eq!(answer.status().as_u16(), 201, "{name}");
            let id = answer.json::<Value>().await.unwrap()["id"].clone();
            let query = "query($id: ID!) { importBatch(id: $id) { counts { total errors } version
                findings(severities: [ERROR]) { nodes { code message } } } }";
            for lang in [Lang::Zh, Lang::En] {
                let body = json!({ "query": query, "variables": { "id": id } });
                let batch = user.post(&body, lang).await["data"]["importBatch"].clone();
                let finding = &batch["findings"]["nodes"][0];
                assert_eq!(finding["code"], code, "{name}: {batch}");
                let chinese = finding["message"].as_str().unwrap().contains('。');
                assert_eq!(chinese, lang == Lang::Zh, "{name}: {batch}");
            }
            let apply = "mutation($id: ID!) { applyImport(input: {id: $id, version: 1}) { id } }";
            let refused = user.ask(apply, json!({ "id": id })).await;
            assert_eq!(refused["errors"][0]["extensions"]["reason"], "ImportHasErrors", "{name}: {refused}");
        }
        assert_eq!(business().await, before, "nothing has changed");
    }
}

//! The one way to the server: GraphQL over POST, with the access token that only this page's memory holds.
//!
//! Nothing else in the front end talks to the network. Every refusal arrives as an [`ApiError`], whatever layer refused.

use crate::{browser, i18n::lang, session};
use cynic::MutationBuilder as _;
use gloo_net::http::{Request, Response};
use leptos::prelude::{ArcRwSignal, Get, Update};
use lianyi_shared::{api::access::Refresh, attachment::FILE_NAME};
use serde::{Deserialize, Serialize, de::DeserializeOwned};
use std::{cell::RefCell, time::Duration};
use wasm_bindgen::JsValue;
use web_sys::AbortController;

const ENDPOINT: &str = "/graphql";

/// How long a request may take before it counts as a network failure.
const TIMEOUT: Duration = Duration::from_secs(15);
/// The same for a file, which has to travel and to be read.
const UPLOAD_TIMEOUT: Duration = Duration::from_secs(130);

thread_local! {
    static TOKEN: RefCell<Option<String>> = const { RefCell::new(None) };
    static PENDING: ArcRwSignal<u32> = ArcRwSignal::new(0);
}

/// What kind of refusal it was; each has its own words in `ui::error_panel`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// No answer came, or not in time.
    Network,
    /// Nobody is signed in (any more).
    Unauthenticated,
    /// Seen, but not allowed.
    Forbidden,
    /// Not there, or outside the viewer's scope: the two look the same on purpose.
    NotFound,
    /// The input was refused, field by field.
    Invalid(Vec<FieldError>),
    /// Somebody else was first, or the state no longer allows it.
    Conflict,
    /// Too many requests.
    RateLimited,
    /// The server failed.
    Internal,
}

/// One refused field of an input.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct FieldError {
    /// The path of the field in the input, as the API spells it: `input.name`.
    pub path: String,
    /// Why, as a key of the shared table of reasons.
    pub reason: String,
    /// The reason in the language of the page.
    pub message: String,
}

/// Why an operation did not succeed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ApiError {
    /// What kind of refusal it was.
    pub refusal: Refusal,
    /// The code the server gave, or one of the page's own: `NETWORK`, `TIMEOUT`, `BAD_ANSWER`.
    pub code: String,
    /// Why, as a key of the shared table of reasons; empty if no server answered.
    pub reason: String,
    /// What to tell the administrator, when a server answered at all.
    pub request_id: Option<String>,
    /// Why, in the server's words and the page's language, where it said why.
    pub message: Option<String>,
}

impl ApiError {
    fn new(code: &str, request_id: Option<String>, fields: Vec<FieldError>) -> Self {
        let refusal = match code {
            "NETWORK" | "TIMEOUT" => Refusal::Network,
            "UNAUTHENTICATED" => Refusal::Unauthenticated,
            "FORBIDDEN" => Refusal::Forbidden,
            "NOT_FOUND" => Refusal::NotFound,
            "BAD_USER_INPUT" => Refusal::Invalid(fields),
            "CONFLICT" => Refusal::Conflict,
            "RATE_LIMITED" => Refusal::RateLimited,
            _ => Refusal::Internal,
        };
        Self { refusal, code: code.to_owned(), reason: String::new(), request_id, message: None }
    }

    fn saying(self, message: String) -> Self {
        Self { message: Some(message).filter(|message| !message.is_empty()), ..self }
    }

    /// What an address that names nothing meets, before any server is asked.
    pub fn not_found() -> Self {
        Self::new("NOT_FOUND", None, Vec::new())
    }

    fn unsendable() -> Self {
        Self::new("BAD_INPUT", None, Vec::new())
    }

    /// No answer came.
    pub fn network() -> Self {
        Self::new("NETWORK", None, Vec::new())
    }

    fn because(self, reason: String) -> Self {
        Self { reason, ..self }
    }

    /// The refused fields; empty unless the input was at fault.
    pub fn fields(&self) -> &[FieldError] {
        match &self.refusal {
            Refusal::Invalid(fields) => fields,
            _ => &[],
        }
    }
}

/// Runs a typed operation and gives its data.
pub async fn run<Data, Variables>(operation: cynic::Operation<Data, Variables>) -> Result<Data, ApiError>
where
    Data: DeserializeOwned,
    Variables: Serialize,
{
    let body = serde_json::to_string(&operation).map_err(|_| ApiError::unsendable())?;
    read(&post(body).await?)
}

/// Takes the data out of an answer without errors.
fn read<Data: DeserializeOwned>(answer: &str) -> Result<Data, ApiError> {
    #[derive(Deserialize)]
    struct Answer<Data> {
        data: Data,
    }
    serde_json::from_str::<Answer<Data>>(answer)
        .map(|answer| answer.data)
        .map_err(|_| ApiError::new("BAD_ANSWER", None, Vec::new()))
}

/// Reads an answer that is not GraphQL.
pub fn plain<Data: DeserializeOwned>(answer: &str) -> Result<Data, ApiError> {
    serde_json::from_str(answer).map_err(|_| ApiError::new("BAD_ANSWER", None, Vec::new()))
}

/// Sends one GraphQL request body and gives the answer's text, once it is known to hold no errors.
async fn post(body: String) -> Result<String, ApiError> {
    authorized(&Content::operation(&body)).await
}

/// Sends a file to an address of the server and gives the answer's text.
pub async fn upload(address: &str, file: &web_sys::File) -> Result<String, ApiError> {
    let content = Content {
        address: address.to_owned(),
        media_type: "application/octet-stream",
        file_name: Some(encoded(&file.name())),
        body: file.clone().into(),
        patience: UPLOAD_TIMEOUT,
    };
    authorized(&content).await
}

/// The stream of live hints, with the access token; renewed once when it has expired.
pub async fn live() -> Option<web_sys::ReadableStream> {
    for renewed in [false, true] {
        let bearer = format!("Bearer {}", token()?);
        let answer = Request::get("/api/live").header("authorization", &bearer).send().await.ok()?;
        match answer.status() {
            200 => return answer.body(),
            401 if !renewed => renew().await.ok()?,
            _ => return None,
        }
    }
    None
}

/// A text as a part of an address or a header.
pub fn encoded(text: &str) -> String {
    js_sys::encode_uri_component(text).into()
}

/// What a request carries, and for how long its answer is awaited.
struct Content {
    address: String,
    media_type: &'static str,
    /// The name of a file, for its header.
    file_name: Option<String>,
    body: JsValue,
    patience: Duration,
}

impl Content {
    fn operation(body: &str) -> Self {
        Self {
            address: ENDPOINT.to_owned(),
            media_type: "application/json",
            file_name: None,
            body: JsValue::from_str(body),
            patience: TIMEOUT,
        }
    }
}

/// Sends with the access token; when it has expired it is renewed once and the request sent again.
async fn authorized(content: &Content) -> Result<String, ApiError> {
    let _pending = Pending::begin();
    let used = token();
    let first = send(content, used.as_deref()).await;
    if used.is_none() || !first.as_ref().is_err_and(|error| error.refusal == Refusal::Unauthenticated) {
        return first;
    }
    // Another request may have renewed the token while this one was under way.
    if token() == used && renew().await.is_err() {
        session::expire();
        return first;
    }
    send(content, token().as_deref()).await
}

/// Asks for a fresh access token by the refresh cookie, which scripts cannot read.
pub async fn renew() -> Result<(), ApiError> {
    let _pending = Pending::begin();
    let operation = serde_json::to_string(&Refresh::build(())).map_err(|_| ApiError::unsendable())?;
    let answer = send(&Content::operation(&operation), None).await?;
    set_token(Some(read::<Refresh>(&answer)?.refresh.access_token));
    Ok(())
}

/// Puts the access token into memory, or takes it out.
pub(crate) fn set_token(token: Option<String>) {
    TOKEN.with_borrow_mut(|held| *held = token);
}

fn token() -> Option<String> {
    TOKEN.with_borrow(Clone::clone)
}

/// How many requests are under way; what reads it is told of every change.
pub fn pending() -> u32 {
    PENDING.with(Get::get)
}

/// One request under way, counted until it is dropped.
pub(crate) struct Pending;

impl Pending {
    /// Begins to count.
    pub(crate) fn begin() -> Self {
        PENDING.with(|count| count.update(|count| *count += 1));
        Self
    }
}

impl Drop for Pending {
    fn drop(&mut self) {
        PENDING.with(|count| count.update(|count| *count = count.saturating_sub(1)));
    }
}

async fn send(content: &Content, token: Option<&str>) -> Result<String, ApiError> {
    let network = |code| ApiError::new(code, None, Vec::new());
    let abort = AbortController::new().map_err(|_| network("NETWORK"))?;
    let mut request = Request::post(&content.address)
        .header("content-type", content.media_type)
        .header("accept-language", lang().tag())
        .abort_signal(Some(&abort.signal()));
    if let Some(token) = token {
        request = request.header("authorization", &format!("Bearer {token}"));
    }
    if let Some(name) = &content.file_name {
        request = request.header(FILE_NAME, name);
    }
    let request = request.body(content.body.clone()).map_err(|_| network("NETWORK"))?;
    let timer = abort.clone();
    browser::after(content.patience, move || timer.abort());
    let failed = |_| network(if abort.signal().aborted() { "TIMEOUT" } else { "NETWORK" });
    let response = request.send().await.map_err(failed)?;
    let text = response.text().await.map_err(failed)?;
    match refusal(&response, &text) {
        Some(error) => Err(error),
        None => Ok(text),
    }
}

/// The refusal in an answer, if there is one: the first GraphQL error, else a bad status.
fn refusal(response: &Response, text: &str) -> Option<ApiError> {
    #[derive(Deserialize)]
    struct Answer {
        #[serde(default)]
        errors: Vec<Error>,
    }
    #[derive(Deserialize)]
    struct Error {
        #[serde(default)]
        message: String,
        #[serde(default)]
        extensions: Extensions,
    }
    #[derive(Default, Deserialize)]
    #[serde(default, rename_all = "camelCase")]
    struct Extensions {
        code: String,
        reason: String,
        request_id: Option<String>,
        fields: Vec<FieldError>,
    }
    let header = response.headers().get("x-request-id");
    let first = serde_json::from_str::<Answer>(text).ok().and_then(|answer| answer.errors.into_iter().next());
    match (first, response.status()) {
        (Some(Error { message, extensions: Extensions { code, reason, request_id, fields } }), _) => {
            Some(ApiError::new(&code, request_id.or(header), fields).because(reason).saying(message))
        }
        (None, 200 | 201) => None,
        (None, 401) => Some(ApiError::new("UNAUTHENTICATED", header, Vec::new())),
        (None, 403) => Some(ApiError::new("FORBIDDEN", header, Vec::new())),
        (None, 429) => Some(ApiError::new("RATE_LIMITED", header, Vec::new())),
        (None, status) => Some(ApiError::new(&format!("HTTP_{status}"), header, Vec::new())),
    }
}

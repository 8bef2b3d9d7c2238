//! `POST /graphql`, and `GET` for registered documents.
//!
//! Cheap judgements come first: media types, method, origin, size; then who asks; then the document, looked at before
//! it is parsed and weighed before it is validated; then whether the caller has points left for it.

use std::sync::Arc;
use std::time::{Duration, Instant};

use actix_web::cookie::{Cookie, SameSite};
use actix_web::http::{Method, StatusCode};
use actix_web::{HttpRequest, HttpResponse, web};
use async_graphql::parser::types::{ExecutableDocument, OperationType, Selection};
use async_graphql::{ServerError, Value, Variables};
use lianyi_shared::error::Reason;
use serde::Deserialize;
use serde_json::value::RawValue;
use tracing::Instrument as _;

use super::entry::{self, Refused};
use super::media::Media;
use super::metrics::Outcome;
use super::rate::Taken;
use super::{State, answer, guard, traces};
use crate::access::graphql::RefreshCookie;
use crate::access::sign_in::SESSION_LIFETIME;
use crate::db::counted;
use crate::error::Error;
use crate::loaders::Loaders;
use crate::op::{Op, Request};

/// The largest body, in bytes.
const MAX_BODY: usize = 128 * 1024;
/// The most values that variables may hold, and how deep.
const MAX_VARIABLES: usize = 5_000;
const MAX_VARIABLES_DEPTH: usize = 20;
/// How long a request may take.
const DEADLINE: Duration = Duration::from_secs(15);
/// How long importing or taking back a whole workbook of the largest size may take.
const DEADLINE_OF_IMPORTS: Duration = Duration::from_mins(5);
/// From how long on a request is worth a line in the log.
const SLOW: Duration = Duration::from_secs(1);
/// How often a write is tried that others got in the way of.
const ATTEMPTS: u32 = 4;
/// The operations that write a whole workbook in one transaction.
const IMPORTS: [&str; 2] = ["applyImport", "undoImport"];
/// The cookie with the refresh handle. The prefix makes browsers insist on `Secure` and `Path=/`.
pub(super) const COOKIE: &str = "__Host-lianyi";

/// The parameters of a request, as the GraphQL-over-HTTP specification has them.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Body<'a> {
    query: Option<String>,
    /// The hash of a registered document, instead of its text.
    document_id: Option<String>,
    #[serde(borrow)]
    variables: Option<&'a RawValue>,
    operation_name: Option<String>,
    #[expect(dead_code, reason = "allowed by the specification, not used")]
    extensions: Option<serde_json::Map<String, serde_json::Value>>,
}

/// The same parameters in the address.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Address {
    document_id: String,
    variables: Option<String>,
    operation_name: Option<String>,
}

/// Answers one request.
pub(super) async fn handle(
    http: HttpRequest,
    payload: web::Payload,
    state: web::Data<State>,
) -> HttpResponse {
    let request = entry::request(&http, &state.app);
    let Some(media) = Media::negotiate(&http) else {
        let refused = Refused::new(StatusCode::NOT_ACCEPTABLE, Reason::NotAcceptable);
        return entry::answered(Err(refused), &request, Media::Json);
    };
    let start = Instant::now();
    let span = traces::request(&http, &request.id);
    let work = async {
        let asked = entry::in_time(DEADLINE, read(&http, payload, &state, &request)).await??;
        let deadline = deadline(&asked.document);
        entry::in_time(deadline, execute(&http, asked, &state, &request, media)).await?
    };
    let (answer, outcome) = match work.instrument(span.clone()).await {
        Ok((answer, outcome)) => (Ok(answer), outcome),
        Err(refused) => {
            let outcome = Outcome::refused(refused.code());
            (Err(refused), outcome)
        }
    };
    state.metrics.count(&outcome, start.elapsed());
    traces::ended(&span, &outcome);
    if start.elapsed() >= SLOW {
        let Outcome { operation, code, statements } = outcome;
        let milliseconds = u64::try_from(start.elapsed().as_millis()).unwrap_or(u64::MAX);
        tracing::warn!(request = %request.id, operation, code, statements, milliseconds, "slow");
    }
    entry::answered(answer, &request, media)
}

/// The first field of a document.
fn operation_of(document: &ExecutableDocument) -> String {
    let first = document.operations.iter().next();
    let item = first.and_then(|(_, operation)| operation.node.selection_set.node.items.first());
    match item.map(|item| &item.node) {
        Some(Selection::Field(field)) => field.node.name.node.to_string(),
        _ => "fragment".to_owned(),
    }
}

/// What was asked, by whom.
struct Asked {
    text: String,
    document: Arc<ExecutableDocument>,
    variables: Variables,
    operation_name: Option<String>,
    op: Option<Arc<Op>>,
    taken: Taken,
}

/// How long a document may take to execute.
fn deadline(document: &ExecutableDocument) -> Duration {
    let imports = document.operations.iter().any(|(_, operation)| {
        operation.node.ty == OperationType::Mutation
            && operation.node.selection_set.node.items.iter().any(|item| match &item.node {
                Selection::Field(field) => IMPORTS.contains(&field.node.name.node.as_str()),
                Selection::FragmentSpread(_) | Selection::InlineFragment(_) => false,
            })
    });
    if imports { DEADLINE_OF_IMPORTS } else { DEADLINE }
}

async fn read(
    http: &HttpRequest,
    payload: web::Payload,
    state: &State,
    request: &Request,
) -> Result<Asked, Refused> {
    let (text, variables, operation_name) = if http.method() == Method::GET {
        entry::check_origin(http)?;
        registered(http, state)?
    } else {
        entry::check_head(http, "application/json", Reason::WrongMediaType)?;
        posted(&entry::read_body(payload, MAX_BODY).await?, state)?
    };
    let op = entry::identify(http, request).await?;
    let judged = match &op {
        Some(_) => state.parsed.judge(&text, &variables),
        None => guard::judge(&text, &variables),
    };
    let (document, weight) = judged.map_err(|guard::Refused { code, reason }| {
        Refused::coded(StatusCode::BAD_REQUEST, code, reason.into())
    })?;
    let caller = entry::caller(http, op.as_deref());
    let taken = entry::charge(state, caller, weight.cost)?;
    Ok(Asked { text, document, variables, operation_name, op, taken })
}

type Parameters = (String, Variables, Option<String>);

/// The parameters of a body.
fn posted(body: &[u8], state: &State) -> Result<Parameters, Refused> {
    let body: Body = serde_json::from_slice(body).map_err(|_| not_json())?;
    let text = match (body.query, body.document_id) {
        (Some(text), None) => text,
        (None, Some(id)) => state
            .documents
            .text(&id)
            .ok_or_else(|| Refused::new(StatusCode::NOT_FOUND, Reason::DocumentUnknown))?
            .to_owned(),
        _ => return Err(not_json()),
    };
    Ok((text, variables(body.variables.map(RawValue::get))?, body.operation_name))
}

/// The parameters of an address, for a document that is registered.
fn registered(http: &HttpRequest, state: &State) -> Result<Parameters, Refused> {
    let not_allowed = || Refused::new(StatusCode::METHOD_NOT_ALLOWED, Reason::MethodNotAllowed);
    let address = web::Query::<Address>::from_query(http.query_string()).map_err(|_| not_allowed())?;
    let text = state.documents.text(&address.document_id).ok_or_else(not_allowed)?.to_owned();
    Ok((text, variables(address.variables.as_deref())?, address.operation_name.clone()))
}

/// Reads variables and judges their size.
fn variables(json: Option<&str>) -> Result<Variables, Refused> {
    let Some(json) = json else { return Ok(Variables::default()) };
    let variables: Option<Variables> = serde_json::from_str(json).map_err(|_| not_json())?;
    let variables = variables.unwrap_or_default();
    let mut left = MAX_VARIABLES;
    if variables.iter().all(|(_, value)| fits(value, MAX_VARIABLES_DEPTH, &mut left)) {
        Ok(variables)
    } else {
        Err(Refused::new(StatusCode::BAD_REQUEST, Reason::VariablesTooLarge))
    }
}

/// Whether a value is not deeper than `depth` and holds at most `left` values.
fn fits(value: &Value, depth: usize, left: &mut usize) -> bool {
    let (Some(depth), Some(rest)) = (depth.checked_sub(1), left.checked_sub(1)) else { return false };
    *left = rest;
    match value {
        Value::List(items) => items.iter().all(|item| fits(item, depth, left)),
        Value::Object(members) => members.values().all(|member| fits(member, depth, left)),
        _ => true,
    }
}

fn not_json() -> Refused {
    Refused::new(StatusCode::BAD_REQUEST, Reason::BodyNotJson)
}

async fn execute(
    http: &HttpRequest,
    asked: Asked,
    state: &State,
    request: &Request,
    media: Media,
) -> Result<(HttpResponse, Outcome), Refused> {
    let Asked { text, document, variables, operation_name, op, taken } = asked;
    let received = http.cookie(COOKIE).map(|cookie| cookie.value().to_owned());
    let jar = Arc::new(RefreshCookie { received, reply: std::sync::Mutex::default() });
    let signed_in = op.is_some();
    let repeatable = is_one_write(&document);
    let (mut attempt, mut statements) = (1, 0);
    let mut response = loop {
        let mut query = async_graphql::Request::new(text.clone())
            .variables(variables.clone())
            .data(request.clone())
            .data(Arc::clone(&jar));
        query.operation_name.clone_from(&operation_name);
        query.set_parsed_query(ExecutableDocument::clone(&document));
        if let Some(op) = &op {
            query = query.data(Loaders::new(op)).data(Arc::clone(op));
        } else {
            query = query.disable_introspection();
        }
        // On the heap: the engine's future is large.
        let (response, tally) = counted(Box::pin(state.api.execute(query))).await;
        statements += tally.statements();
        let lost = |error: &ServerError| error.source::<Error>().is_some_and(Error::is_lost_race);
        // What has become durable is not done twice, whatever went wrong after it.
        let again = repeatable && !tally.has_committed() && response.errors.iter().any(lost);
        if !again || attempt == ATTEMPTS {
            break response;
        }
        let pause = rand::random_range(5..25) * u64::from(attempt);
        tokio::time::sleep(Duration::from_millis(pause)).await;
        attempt += 1;
    };
    for error in &mut response.errors {
        answer::rewrite(error, request, signed_in);
    }
    let code = answer::code_of(&response);
    let outcome = if answer::is_refused(&response) {
        Outcome::refused(code)
    } else {
        Outcome { operation: operation_of(&document), code, statements }
    };
    let mut answer = answer::executed(&response, taken, request, media)?;
    if let Some(handle) = jar.reply.lock().unwrap_or_else(std::sync::PoisonError::into_inner).take() {
        // A cookie that cannot be written would be a handle that we made ourselves.
        answer.add_cookie(&refresh_cookie(handle)).ok();
    }
    Ok((answer, outcome))
}

/// Whether a document does one thing in one transaction, so that it can be tried again when the database has undone it
/// for the sake of others.
fn is_one_write(document: &ExecutableDocument) -> bool {
    document.operations.iter().all(|(_, operation)| {
        let items = &operation.node.selection_set.node.items;
        let one_field = items.len() == 1 && items.iter().all(|item| matches!(item.node, Selection::Field(_)));
        operation.node.ty == OperationType::Mutation && one_field
    })
}

fn refresh_cookie(handle: String) -> Cookie<'static> {
    let lifetime = if handle.is_empty() { 0 } else { SESSION_LIFETIME.num_seconds() };
    Cookie::build(COOKIE, handle)
        .path("/")
        .secure(true)
        .http_only(true)
        .same_site(SameSite::Strict)
        .max_age(actix_web::cookie::time::Duration::seconds(lifetime))
        .finish()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_imports_take_longer() {
        let of = |text: &str| deadline(&async_graphql::parser::parse_query(text).unwrap());
        assert_eq!(
            of("mutation { applyImport(input: {id: \"x\", version: 1}) { id } }"),
            DEADLINE_OF_IMPORTS
        );
        assert_eq!(of("mutation A { undo: undoImport(id: \"x\", version: 1) { id } }"), DEADLINE_OF_IMPORTS);
        assert_eq!(of("{ applyImport }"), DEADLINE);
        assert_eq!(of("mutation { signOut }"), DEADLINE);
    }
}

//! `POST /graphql`.

use std::sync::Arc;
use std::time::Duration;

use actix_web::cookie::{Cookie, SameSite};
use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse, web};
use async_graphql::Variables;
use async_graphql::parser::types::{ExecutableDocument, OperationType, Selection};
use lianyi_shared::error::{ErrorCode, Reason};
use serde::Deserialize;

use super::entry::{self, Refused};
use super::{State, answer, guard};
use crate::access::graphql::RefreshCookie;
use crate::access::sign_in::SESSION_LIFETIME;
use crate::loaders::Loaders;
use crate::op::{Op, Request};

/// The largest body, in bytes.
const MAX_BODY: usize = 512 * 1024;
/// How long a request may take.
const DEADLINE: Duration = Duration::from_secs(15);
/// How long importing or taking back a whole workbook of the largest size may take.
const DEADLINE_OF_IMPORTS: Duration = Duration::from_mins(5);
/// The operations that write a whole workbook in one transaction.
const IMPORTS: [&str; 2] = ["applyImport", "undoImport"];
/// The cookie with the refresh handle. The prefix makes browsers insist on `Secure` and `Path=/`.
pub(super) const COOKIE: &str = "__Host-lianyi";

/// The body of a request, as the GraphQL-over-HTTP specification has it.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Body {
    query: String,
    #[serde(default)]
    variables: Option<serde_json::Map<String, serde_json::Value>>,
    #[serde(default)]
    operation_name: Option<String>,
    #[serde(default)]
    #[expect(dead_code, reason = "allowed by the specification, not used")]
    extensions: Option<serde_json::Map<String, serde_json::Value>>,
}

/// Answers one request.
pub(super) async fn handle(
    http: HttpRequest,
    payload: web::Payload,
    state: web::Data<State>,
) -> HttpResponse {
    let request = entry::request(&http, &state.app);
    let work = async {
        let asked = entry::in_time(DEADLINE, read(&http, payload, &request)).await??;
        entry::in_time(deadline(&asked.document), execute(&http, asked, &state, &request)).await
    };
    entry::answered(work.await, &request)
}

/// What was asked, by whom.
struct Asked {
    body: Body,
    document: ExecutableDocument,
    op: Option<Arc<Op>>,
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

async fn read(http: &HttpRequest, payload: web::Payload, request: &Request) -> Result<Asked, Refused> {
    entry::check_head(http, "application/json", Reason::WrongMediaType)?;
    let body = entry::read_body(payload, MAX_BODY).await?;
    let body: Body = serde_json::from_slice(&body)
        .map_err(|_| Refused::new(StatusCode::BAD_REQUEST, Reason::BodyNotJson))?;
    if body.query.len() > guard::MAX_DOCUMENT {
        return Err(Refused::new(StatusCode::BAD_REQUEST, Reason::DocumentTooLarge));
    }
    let op = entry::identify(http, request).await?;
    let document = async_graphql::parser::parse_query(&body.query).map_err(|_| {
        Refused::coded(StatusCode::BAD_REQUEST, ErrorCode::GraphqlParseFailed, Reason::Parse.into())
    })?;
    guard::check(&document).map_err(|reason| {
        Refused::coded(StatusCode::BAD_REQUEST, ErrorCode::GraphqlValidationFailed, reason.into())
    })?;
    Ok(Asked { body, document, op })
}

async fn execute(http: &HttpRequest, asked: Asked, state: &State, request: &Request) -> HttpResponse {
    let Asked { body, document, op } = asked;
    let received = http.cookie(COOKIE).map(|cookie| cookie.value().to_owned());
    let jar = Arc::new(RefreshCookie { received, reply: std::sync::Mutex::default() });
    let variables = body.variables.map(serde_json::Value::Object).unwrap_or_default();
    let mut query = async_graphql::Request::new(body.query)
        .variables(Variables::from_json(variables))
        .data(request.clone())
        .data(Arc::clone(&jar));
    if let Some(name) = body.operation_name {
        query = query.operation_name(name);
    }
    query.set_parsed_query(document);
    let signed_in = op.is_some();
    if let Some(op) = op {
        query = query.data(Loaders::new(&op)).data(op);
    } else {
        query = query.disable_introspection();
    }
    let mut response = state.api.execute(query).await;
    for error in &mut response.errors {
        answer::rewrite(error, request, signed_in);
    }
    let mut answer = HttpResponse::Ok();
    answer.insert_header(("Cache-Control", "no-store")).insert_header(("X-Request-Id", &*request.id));
    if let Some(handle) = jar.reply.lock().unwrap_or_else(std::sync::PoisonError::into_inner).take() {
        answer.cookie(refresh_cookie(handle));
    }
    answer.json(response)
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

//! `POST /graphql`.

use std::sync::Arc;
use std::time::Duration;

use actix_web::cookie::{Cookie, SameSite};
use actix_web::http::header::{
    ACCEPT_LANGUAGE, AUTHORIZATION, CONTENT_TYPE, HeaderName, HeaderValue, ORIGIN,
};
use actix_web::http::{Method, StatusCode};
use actix_web::{HttpRequest, HttpResponse, web};
use async_graphql::Variables;
use futures_util::StreamExt as _;
use lianyi_shared::error::{ErrorCode, Reason};
use lianyi_shared::text::Lang;
use serde::Deserialize;

use super::{State, answer, guard};
use crate::access::graphql::RefreshCookie;
use crate::access::sign_in::SESSION_LIFETIME;
use crate::access::token;
use crate::error::{Error, Refusal};
use crate::loaders::Loaders;
use crate::op::{Op, Request};

/// The largest body, in bytes.
const MAX_BODY: usize = 512 * 1024;
/// How long a request may take.
const DEADLINE: Duration = Duration::from_secs(15);
/// The cookie with the refresh handle. The prefix makes browsers insist on `Secure` and `Path=/`.
const COOKIE: &str = "__Host-lianyi";

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

/// Why a request never reaches the schema.
struct Refused(StatusCode, ErrorCode, Refusal);

impl Refused {
    fn new(status: StatusCode, reason: impl Into<Refusal>) -> Self {
        Self(status, ErrorCode::BadRequest, reason.into())
    }
}

/// Answers one request.
pub(super) async fn handle(
    http: HttpRequest,
    payload: web::Payload,
    state: web::Data<State>,
) -> HttpResponse {
    let request = Request {
        app: Arc::clone(&state.app),
        id: state.app.new_id().simple().to_string().into(),
        lang: language(&http),
    };
    match tokio::time::timeout(DEADLINE, execute(&http, payload, &state, &request)).await {
        Ok(Ok(response)) => response,
        Ok(Err(Refused(status, code, refusal))) => {
            let mut response = answer::refuse(status, code, &refusal, &request.id, request.lang);
            if status == StatusCode::METHOD_NOT_ALLOWED {
                response
                    .headers_mut()
                    .insert(HeaderName::from_static("allow"), HeaderValue::from_static("POST"));
            }
            response
        }
        Err(_) => answer::refuse(
            StatusCode::SERVICE_UNAVAILABLE,
            ErrorCode::Unavailable,
            &Reason::Deadline.into(),
            &request.id,
            request.lang,
        ),
    }
}

/// English for those who ask for it before Chinese, Chinese for everyone else.
fn language(http: &HttpRequest) -> Lang {
    let wanted = http.headers().get(ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok()).unwrap_or("");
    let first = wanted.split(',').map(str::trim).find(|tag| tag.starts_with("zh") || tag.starts_with("en"));
    if first.is_some_and(|tag| tag.starts_with("en")) { Lang::En } else { Lang::Zh }
}

async fn execute(
    http: &HttpRequest,
    payload: web::Payload,
    state: &State,
    request: &Request,
) -> Result<HttpResponse, Refused> {
    check_head(http)?;
    let body = read_body(payload).await?;
    let body: Body = serde_json::from_slice(&body)
        .map_err(|_| Refused::new(StatusCode::BAD_REQUEST, Reason::BodyNotJson))?;
    if body.query.len() > guard::MAX_DOCUMENT {
        return Err(Refused::new(StatusCode::BAD_REQUEST, Reason::DocumentTooLarge));
    }
    let op = identify(http, request).await?;
    let document = async_graphql::parser::parse_query(&body.query)
        .map_err(|_| Refused(StatusCode::BAD_REQUEST, ErrorCode::GraphqlParseFailed, Reason::Parse.into()))?;
    guard::check(&document).map_err(|reason| {
        Refused(StatusCode::BAD_REQUEST, ErrorCode::GraphqlValidationFailed, reason.into())
    })?;

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
    let mut http = HttpResponse::Ok();
    http.insert_header(("Cache-Control", "no-store")).insert_header(("X-Request-Id", &*request.id));
    if let Some(handle) = jar.reply.lock().unwrap_or_else(std::sync::PoisonError::into_inner).take() {
        http.cookie(refresh_cookie(handle));
    }
    Ok(http.json(response))
}

/// Method, media type and origin.
fn check_head(http: &HttpRequest) -> Result<(), Refused> {
    if http.method() != Method::POST {
        return Err(Refused::new(StatusCode::METHOD_NOT_ALLOWED, Reason::MethodNotAllowed));
    }
    let header = |name: HeaderName| http.headers().get(name).and_then(|value| value.to_str().ok());
    let media_type =
        header(CONTENT_TYPE).unwrap_or("").split(';').next().unwrap_or("").trim().to_ascii_lowercase();
    if media_type != "application/json" {
        return Err(Refused::new(StatusCode::UNSUPPORTED_MEDIA_TYPE, Reason::WrongMediaType));
    }
    // Browsers say where a request comes from; programs say nothing.
    let fetch_site = header(HeaderName::from_static("sec-fetch-site"));
    if fetch_site.is_some_and(|site| site != "same-origin" && site != "none") {
        return Err(Refused::new(StatusCode::FORBIDDEN, Reason::CrossSite));
    }
    if fetch_site.is_none()
        && let Some(origin) = header(ORIGIN)
    {
        let host = http.connection_info().host().to_owned();
        if origin.split_once("://").is_none_or(|(_, from)| from != host) {
            return Err(Refused::new(StatusCode::FORBIDDEN, Reason::CrossSite));
        }
    }
    Ok(())
}

async fn read_body(mut payload: web::Payload) -> Result<web::BytesMut, Refused> {
    let mut body = web::BytesMut::new();
    while let Some(chunk) = payload.next().await {
        let chunk = chunk.map_err(|_| Refused::new(StatusCode::BAD_REQUEST, Reason::BodyNotJson))?;
        if body.len() + chunk.len() > MAX_BODY {
            let refusal = Refusal::from(Reason::BodyTooLarge).with("max", MAX_BODY);
            return Err(Refused::new(StatusCode::PAYLOAD_TOO_LARGE, refusal));
        }
        body.extend_from_slice(&chunk);
    }
    Ok(body)
}

/// Who asks: nobody without a token; a bad token is refused at once.
async fn identify(http: &HttpRequest, request: &Request) -> Result<Option<Arc<Op>>, Refused> {
    let bad = || Refused(StatusCode::UNAUTHORIZED, ErrorCode::Unauthenticated, Reason::BadToken.into());
    let mut headers = http.headers().get_all(AUTHORIZATION);
    let Some(header) = headers.next() else {
        return Ok(None);
    };
    if headers.next().is_some() {
        return Err(bad());
    }
    let token = header.to_str().ok().and_then(|value| value.strip_prefix("Bearer ")).ok_or_else(bad)?;
    let app = &request.app;
    let identity = token::verify(&app.keys, &app.clock, token).map_err(|_| bad())?;
    match app.viewers.current(&app.db, &app.clock, identity).await {
        Ok(viewer) => Ok(Some(Arc::new(Op::new(request.clone(), viewer)))),
        Err(Error::Unauthenticated(refusal)) => {
            Err(Refused(StatusCode::UNAUTHORIZED, ErrorCode::Unauthenticated, refusal))
        }
        Err(error) => {
            tracing::error!(request = %request.id, %error, "the viewer could not be read");
            Err(Refused(StatusCode::SERVICE_UNAVAILABLE, ErrorCode::Unavailable, Reason::Busy.into()))
        }
    }
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

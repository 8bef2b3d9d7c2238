//! What every request that carries a bearer passes: method, media type, origin, size, deadline, and
//! who asks. The same for the interface and for uploads.

use std::future::Future;
use std::net::{IpAddr, Ipv4Addr};
use std::sync::Arc;
use std::time::Duration;

use actix_web::http::header::{
    ACCEPT_LANGUAGE, ALLOW, AUTHORIZATION, CONTENT_TYPE, HeaderName, HeaderValue, ORIGIN, RETRY_AFTER,
};
use actix_web::http::{Method, StatusCode};
use actix_web::{HttpRequest, HttpResponse, web};
use futures_util::StreamExt as _;
use lianyi_shared::attachment::FILE_NAME;
use lianyi_shared::error::{ErrorCode, Reason};
use lianyi_shared::text::Lang;
use percent_encoding::percent_decode;

use super::State;
use super::answer;
use super::media::Media;
use super::rate::{Caller, Taken};
use crate::access::token;
use crate::error::{Error, Fault, Refusal};
use crate::op::{App, Op, Request};

/// What a file costs the account that sends it, because judging one takes a processor: twenty of them a second.
pub(super) const FILE_COST: u64 = 1_000;

/// Why a request never reaches the slices.
pub(super) struct Refused {
    status: StatusCode,
    code: ErrorCode,
    refusal: Refusal,
    faults: Vec<Fault>,
    /// After how many seconds it is worth trying again.
    retry_after: Option<u64>,
}

impl Refused {
    pub(super) fn new(status: StatusCode, reason: impl Into<Refusal>) -> Self {
        Self::coded(status, ErrorCode::BadRequest, reason.into())
    }

    pub(super) const fn coded(status: StatusCode, code: ErrorCode, refusal: Refusal) -> Self {
        Self { status, code, refusal, faults: Vec::new(), retry_after: None }
    }

    /// The code, as metrics name it.
    pub(super) fn code(&self) -> String {
        self.code.code().to_owned()
    }

    /// Says when to try again.
    pub(super) fn retry_after(self, seconds: u64) -> Self {
        Self { retry_after: Some(seconds), ..self }
    }
}

/// The request's id and language.
pub(super) fn request(http: &HttpRequest, app: &Arc<App>) -> Request {
    let id = app.new_id().simple().to_string().into();
    Request { app: Arc::clone(app), id, lang: language(http) }
}

/// English for those who ask for it before Chinese, Chinese for everyone else.
fn language(http: &HttpRequest) -> Lang {
    let wanted = http.headers().get(ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok()).unwrap_or("");
    let first = wanted.split(',').map(str::trim).find(|tag| tag.starts_with("zh") || tag.starts_with("en"));
    if first.is_some_and(|tag| tag.starts_with("en")) { Lang::En } else { Lang::Zh }
}

/// Answers in time, or says that it took too long.
pub(super) async fn within(
    deadline: Duration,
    request: &Request,
    work: impl Future<Output = Result<HttpResponse, Refused>>,
) -> HttpResponse {
    answered(in_time(deadline, work).await.flatten(), request, Media::Json)
}

/// What work answers, unless it takes too long.
pub(super) async fn in_time<T>(deadline: Duration, work: impl Future<Output = T>) -> Result<T, Refused> {
    let late =
        |_| Refused::coded(StatusCode::SERVICE_UNAVAILABLE, ErrorCode::Unavailable, Reason::Deadline.into());
    tokio::time::timeout(deadline, work).await.map_err(late)
}

/// The answer, or the refusal in words.
pub(super) fn answered(
    answer: Result<HttpResponse, Refused>,
    request: &Request,
    media: Media,
) -> HttpResponse {
    answer.unwrap_or_else(|Refused { status, code, refusal, faults, retry_after }| {
        let status = media.status(status, code);
        let mut response = answer::refuse((status, media), code, &refusal, faults, &request.id, request.lang);
        let headers = response.headers_mut();
        if status == StatusCode::METHOD_NOT_ALLOWED {
            headers.insert(ALLOW, HeaderValue::from_static("POST"));
        }
        if let Some(seconds) = retry_after {
            headers.insert(RETRY_AFTER, HeaderValue::from(seconds));
        }
        response
    })
}

/// Method, media type and origin.
pub(super) fn check_head(http: &HttpRequest, expected: &str, otherwise: Reason) -> Result<(), Refused> {
    if http.method() != Method::POST {
        return Err(Refused::new(StatusCode::METHOD_NOT_ALLOWED, Reason::MethodNotAllowed));
    }
    let header = |name: HeaderName| http.headers().get(name).and_then(|value| value.to_str().ok());
    let media_type =
        header(CONTENT_TYPE).unwrap_or("").split(';').next().unwrap_or("").trim().to_ascii_lowercase();
    if media_type != expected {
        return Err(Refused::new(StatusCode::UNSUPPORTED_MEDIA_TYPE, otherwise));
    }
    check_origin(http)
}

/// Browsers say where a request comes from; programs say nothing.
pub(super) fn check_origin(http: &HttpRequest) -> Result<(), Refused> {
    let header = |name: HeaderName| http.headers().get(name).and_then(|value| value.to_str().ok());
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

/// The body, at most `max` bytes of it.
pub(super) async fn read_body(mut payload: web::Payload, max: usize) -> Result<web::BytesMut, Refused> {
    let mut body = web::BytesMut::new();
    while let Some(chunk) = payload.next().await {
        let chunk = chunk.map_err(|_| Refused::new(StatusCode::BAD_REQUEST, Reason::BodyNotJson))?;
        if body.len() + chunk.len() > max {
            let refusal = Refusal::from(Reason::BodyTooLarge).with("max", max);
            return Err(Refused::new(StatusCode::PAYLOAD_TOO_LARGE, refusal));
        }
        body.extend_from_slice(&chunk);
    }
    Ok(body)
}

/// Who asks: nobody without a token; a bad token is refused at once.
pub(super) async fn identify(http: &HttpRequest, request: &Request) -> Result<Option<Arc<Op>>, Refused> {
    let bad =
        || Refused::coded(StatusCode::UNAUTHORIZED, ErrorCode::Unauthenticated, Reason::BadToken.into());
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
            Err(Refused::coded(StatusCode::UNAUTHORIZED, ErrorCode::Unauthenticated, refusal))
        }
        Err(error) => {
            tracing::error!(request = %request.id, %error, "the viewer could not be read");
            Err(Refused::coded(StatusCode::SERVICE_UNAVAILABLE, ErrorCode::Unavailable, Reason::Busy.into()))
        }
    }
}

/// Who pays for a request: the account, or the address that it comes from. A proxy on this machine says which.
pub(super) fn caller(http: &HttpRequest, op: Option<&Op>) -> Caller {
    if let Some(op) = op {
        return Caller::Account(op.viewer.account);
    }
    let peer = http.peer_addr().map_or(IpAddr::from(Ipv4Addr::UNSPECIFIED), |address| address.ip());
    let forwarded = http.headers().get("x-forwarded-for").and_then(|value| value.to_str().ok());
    let nearest =
        forwarded.and_then(|list| list.rsplit(',').next()).and_then(|last| last.trim().parse().ok());
    Caller::Address(if peer.is_loopback() { nearest.unwrap_or(peer) } else { peer })
}

/// Takes points from whoever pays, or says when there are enough again.
pub(super) fn charge(state: &State, caller: Caller, cost: u64) -> Result<Taken, Refused> {
    state.buckets.take(caller, cost).map_err(|exhausted| {
        let refusal = Refusal::from(Reason::TooFast).with("seconds", exhausted.seconds);
        Refused::coded(StatusCode::TOO_MANY_REQUESTS, ErrorCode::RateLimited, refusal)
            .retry_after(exhausted.seconds)
    })
}

/// The name of a file that is sent, from its header.
pub(super) fn file_name(http: &HttpRequest) -> Option<String> {
    let name = http.headers().get(FILE_NAME)?;
    Some(percent_decode(name.as_bytes()).decode_utf8_lossy().into_owned())
}

/// An error of a slice as an answer; what only the log may know goes to the log.
pub(super) fn refused(error: Error, request: &Request) -> Refused {
    let code = error.code();
    let status = match &error {
        Error::Unauthenticated(_) => StatusCode::UNAUTHORIZED,
        Error::Forbidden(_) => StatusCode::FORBIDDEN,
        Error::NotFound => StatusCode::NOT_FOUND,
        Error::Invalid(_) | Error::BadRequest(_) => StatusCode::BAD_REQUEST,
        Error::Conflict(_) => StatusCode::CONFLICT,
        Error::RateLimited(_) => StatusCode::TOO_MANY_REQUESTS,
        Error::Unavailable(..) => StatusCode::SERVICE_UNAVAILABLE,
        Error::Internal(_) => StatusCode::INTERNAL_SERVER_ERROR,
    };
    error.log(&request.id);
    // A file has few fields: the fault says more than that there is one.
    let refusal = match &error {
        Error::Invalid(faults) => {
            faults.first().map_or_else(|| Reason::Invalid.into(), |fault| fault.refusal.clone())
        }
        other => other.refusal(),
    };
    let faults = if let Error::Invalid(faults) = error { faults } else { Vec::new() };
    Refused { faults, ..Refused::coded(status, code, refusal) }
}

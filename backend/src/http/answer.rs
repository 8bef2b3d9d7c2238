//! Errors as the interface answers them: a code, a reason in the caller's language, the faulty
//! fields, the request id. What only the log may know goes to the log.

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use async_graphql::{ErrorExtensionValues, Response, ServerError, Value};
use lianyi_shared::error::{ErrorCode, Reason};
use lianyi_shared::text::Lang;
use serde::Serialize;

use super::entry::{Refused, refused};
use super::media::Media;
use super::rate::Taken;
use crate::error::{Error, Fault, Refusal};
use crate::op::Request;

/// The longest answer, in bytes.
const MAX_ANSWER: usize = 8 * 1024 * 1024;

/// An answer without a result, for requests that never reach the schema.
pub(super) fn refuse(
    (status, media): (StatusCode, Media),
    code: ErrorCode,
    refusal: &Refusal,
    faults: Vec<Fault>,
    id: &str,
    lang: Lang,
) -> HttpResponse {
    let mut extensions =
        serde_json::json!({ "code": code.code(), "reason": refusal.reason.key(), "requestId": id });
    if let Some(extensions) = extensions.as_object_mut() {
        if !faults.is_empty() {
            extensions.insert("fields".to_owned(), serde_json::json!(Error::Invalid(faults).faults(lang)));
        }
        if !refusal.params.is_empty() {
            let params: std::collections::BTreeMap<_, _> = refusal.params.iter().cloned().collect();
            extensions.insert("params".to_owned(), serde_json::json!(params));
        }
    }
    HttpResponse::build(status)
        .insert_header(("Cache-Control", "no-store"))
        .insert_header(("X-Request-Id", id))
        .content_type(media.content_type())
        .body(
            serde_json::json!({
                "errors": [{ "message": refusal.render(lang), "extensions": extensions }],
            })
            .to_string(),
        )
}

/// The body of an executed document.
#[derive(Serialize)]
struct Body<'a> {
    /// Absent where the document was refused before anything was executed.
    #[serde(skip_serializing_if = "Option::is_none")]
    data: Option<&'a Value>,
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    errors: &'a [ServerError],
    extensions: Extensions,
}

#[derive(Serialize)]
struct Extensions {
    cost: Cost,
}

/// What the request took from the caller's bucket.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Cost {
    requested: u64,
    available: u64,
    maximum: u64,
    restored_per_second: u64,
}

/// Whether the engine refused a document before it executed anything: it gives errors of validation no path.
pub(super) fn is_refused(response: &Response) -> bool {
    response.data == Value::Null && response.errors.iter().any(|error| error.path.is_empty())
}

/// `OK`, or the code of the first error.
pub(super) fn code_of(response: &Response) -> String {
    let code = response.errors.first().and_then(|error| error.extensions.as_ref()?.get("code"));
    match code {
        Some(Value::String(code)) => code.clone(),
        _ => "OK".to_owned(),
    }
}

/// The answer to a document that reached the schema.
pub(super) fn executed(
    response: &Response,
    taken: Taken,
    request: &Request,
    media: Media,
) -> Result<HttpResponse, Refused> {
    // The engine gives errors of validation no path, and nothing was executed then.
    let is_refused =
        response.data == Value::Null && response.errors.iter().any(|error| error.path.is_empty());
    let body = Body {
        data: (!is_refused).then_some(&response.data),
        errors: &response.errors,
        extensions: Extensions {
            cost: Cost {
                requested: taken.requested,
                available: taken.available,
                maximum: taken.rate.maximum,
                restored_per_second: taken.rate.per_second,
            },
        },
    };
    let body = serde_json::to_vec(&body).map_err(|error| refused(Error::Internal(error.into()), request))?;
    if body.len() > MAX_ANSWER {
        return Err(Refused::new(StatusCode::UNPROCESSABLE_ENTITY, Reason::AnswerTooLarge));
    }
    let status = if is_refused {
        media.status(StatusCode::BAD_REQUEST, ErrorCode::GraphqlValidationFailed)
    } else {
        StatusCode::OK
    };
    Ok(HttpResponse::build(status)
        .insert_header(("Cache-Control", "no-store"))
        .insert_header(("X-Request-Id", &*request.id))
        .content_type(media.content_type())
        .body(body))
}

/// Rewrites an error of the engine into ours.
pub(super) fn rewrite(error: &mut ServerError, request: &Request, signed_in: bool) {
    let ours = error.source::<Error>();
    let mut extensions = ErrorExtensionValues::default();
    let (code, refusal) = match ours {
        Some(ours) => {
            ours.log(&request.id);
            let faults = ours.faults(request.lang);
            if !faults.is_empty() {
                extensions.set("fields", async_graphql::to_value(faults).unwrap_or(Value::Null));
            }
            let refusal = ours.refusal();
            if !refusal.params.is_empty() {
                let params = refusal
                    .params
                    .iter()
                    .map(|(name, value)| (async_graphql::Name::new(name), Value::from(value.as_str())));
                extensions.set("params", Value::Object(params.collect()));
            }
            (ours.code(), refusal)
        }
        // An argument that does not fit its type is found while resolving, the rest before.
        None if !error.path.is_empty() => (ErrorCode::BadUserInput, Reason::Invalid.into()),
        None => (ErrorCode::GraphqlValidationFailed, Reason::Validation.into()),
    };
    // Whoever is not signed in learns nothing about the schema from errors.
    let detail = if ours.is_none() && signed_in { format!(" {}", error.message) } else { String::new() };
    error.message = refusal.render(request.lang) + &detail;
    extensions.set("code", code.code());
    extensions.set("reason", refusal.reason.key());
    extensions.set("requestId", &*request.id);
    error.extensions = Some(extensions);
    error.source = None;
}

//! Errors as the interface answers them: a code, a reason in the caller's language, the faulty
//! fields, the request id. What only the log may know goes to the log.

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use async_graphql::{ErrorExtensionValues, ServerError, Value};
use lianyi_shared::error::{ErrorCode, Reason};
use lianyi_shared::text::Lang;

use crate::error::{Error, Fault, Refusal};
use crate::op::Request;

/// An answer without a result, for requests that never reach the schema.
pub(super) fn refuse(
    status: StatusCode,
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
        .json(serde_json::json!({
            "errors": [{ "message": refusal.render(lang), "extensions": extensions }],
        }))
}

/// Rewrites an error of the engine into ours.
pub(super) fn rewrite(error: &mut ServerError, request: &Request, signed_in: bool) {
    let ours = error.source::<Error>();
    let mut extensions = ErrorExtensionValues::default();
    let (code, refusal) = match ours {
        Some(ours) => {
            if let Error::Internal(cause) = ours {
                tracing::error!(request = %request.id, cause = %format!("{cause:#}"), "a request failed");
            }
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

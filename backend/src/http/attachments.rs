//! Files of contact records: `POST /api/attachments?contact=ID` takes one, its name in a header.

use std::time::Duration;

use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse, web};
use lianyi_shared::attachment::{MAX_BYTES, Uploaded};
use lianyi_shared::error::{ErrorCode, Reason};
use serde::Deserialize;

use super::State;
use super::entry::{self, Refused, refused};
use crate::attachment::upload;
use crate::error::Error;
use crate::op::Request;

/// How long an upload, with its check, may take.
const DEADLINE: Duration = Duration::from_mins(2);

/// What the address says beside the file.
#[derive(Deserialize)]
pub(super) struct About {
    /// The draft or record.
    contact: String,
}

/// Takes a file for a draft or a record, and answers what was kept.
pub(super) async fn upload(
    http: HttpRequest,
    payload: web::Payload,
    about: web::Query<About>,
    state: web::Data<State>,
) -> HttpResponse {
    let request = entry::request(&http, &state.app);
    entry::within(DEADLINE, &request, receive(&http, payload, &about, &state, &request)).await
}

async fn receive(
    http: &HttpRequest,
    payload: web::Payload,
    about: &About,
    state: &State,
    request: &Request,
) -> Result<HttpResponse, Refused> {
    entry::check_head(http, "application/octet-stream", Reason::FileMediaType)?;
    let op = entry::identify(http, request).await?.ok_or_else(|| {
        Refused::coded(StatusCode::UNAUTHORIZED, ErrorCode::Unauthenticated, Reason::SignInRequired.into())
    })?;
    entry::charge(state, entry::caller(http, Some(&op)), entry::FILE_COST)?;
    let refused = |error| refused(error, request);
    let contact = about.contact.parse().map_err(|_| refused(Error::invalid("contact", Reason::NotAnId)))?;
    // Whoever may not add files is not read from.
    upload::may_add(&op, op.db(), contact).await.map_err(refused)?;
    let file = entry::read_body(payload, MAX_BYTES).await?;
    let name = entry::file_name(http).unwrap_or_default();
    let kept = upload::upload(&op, contact, &name, file.to_vec()).await.map_err(refused)?;
    Ok(HttpResponse::Created()
        .insert_header(("Cache-Control", "no-store"))
        .insert_header(("X-Request-Id", &*request.id))
        .json(Uploaded { id: kept.id, name: kept.name, size: kept.size }))
}

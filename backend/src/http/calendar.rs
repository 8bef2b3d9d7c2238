//! One's own calendar on its way to a telephone: `GET /api/calendar/{secret}.ics`. The secret is all that it asks for.

use std::time::Duration;

use actix_web::{HttpRequest, HttpResponse, web};

use super::State;
use super::entry::{self, Refused, refused};
use crate::error::Error;
use crate::op::Request;
use crate::plan::feed;

/// How long reading a calendar may take.
const DEADLINE: Duration = Duration::from_secs(15);
/// What it costs the address that asks: five of them a second, so that secrets cannot be tried.
const COST: u64 = 200;

/// Gives the calendar to whoever knows its address.
pub(super) async fn calendar(
    http: HttpRequest,
    name: web::Path<String>,
    state: web::Data<State>,
) -> HttpResponse {
    let request = entry::request(&http, &state.app);
    entry::within(DEADLINE, &request, give(&http, &name, &state, &request)).await
}

async fn give(
    http: &HttpRequest,
    name: &str,
    state: &State,
    request: &Request,
) -> Result<HttpResponse, Refused> {
    entry::charge(state, entry::caller(http, None), COST)?;
    let secret = name.strip_suffix(".ics").ok_or_else(|| refused(Error::NotFound, request))?;
    let text = feed::text(&request.app, secret).await.map_err(|error| refused(error, request))?;
    Ok(HttpResponse::Ok()
        .insert_header(("Cache-Control", "private, max-age=300"))
        .insert_header(("X-Robots-Tag", "noindex"))
        .insert_header(("X-Request-Id", &*request.id))
        .content_type("text/calendar; charset=utf-8")
        .body(text))
}

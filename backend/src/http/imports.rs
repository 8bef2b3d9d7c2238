//! Files of imports: `POST /api/imports` takes one.

use std::collections::BTreeMap;
use std::time::Duration;

use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse, web};
use lianyi_shared::error::{ErrorCode, Reason};
use lianyi_shared::import::ImportKind;

use super::State;
use super::entry::{self, Refused, refused};
use crate::error::{Error, Refusal};
use crate::import::batch;
use crate::import::order::Order;
use crate::import::sheet::MAX_FILE_BYTES;
use crate::op::{App, Request};

/// The longest name of a file, in characters.
const MAX_FILE_NAME: usize = 200;
/// How long an upload, with its check, may take.
const DEADLINE: Duration = Duration::from_mins(2);

/// Takes a file, checks it, and answers the id of its batch. Nothing is imported yet.
pub(super) async fn upload(
    http: HttpRequest,
    payload: web::Payload,
    query: web::Query<Vec<(String, String)>>,
    state: web::Data<State>,
) -> HttpResponse {
    let request = entry::request(&http, &state.app);
    entry::within(DEADLINE, &request, receive(&http, payload, query.into_inner(), &state, &request)).await
}

async fn receive(
    http: &HttpRequest,
    payload: web::Payload,
    query: Vec<(String, String)>,
    state: &State,
    request: &Request,
) -> Result<HttpResponse, Refused> {
    entry::check_head(http, "application/octet-stream", Reason::FileMediaType)?;
    let op = entry::identify(http, request).await?.ok_or_else(|| {
        Refused::coded(StatusCode::UNAUTHORIZED, ErrorCode::Unauthenticated, Reason::SignInRequired.into())
    })?;
    entry::charge(state, entry::caller(http, Some(&op)), entry::FILE_COST)?;
    // Whoever may not import is not read from.
    op.viewer
        .require_any(lianyi_shared::access::Permission::ImportRun)
        .map_err(|error| refused(error, request))?;
    let name = entry::file_name(http).unwrap_or_default();
    let order = order(query, name, &request.app).map_err(|error| refused(error, request))?;
    let file = entry::read_body(payload, MAX_FILE_BYTES).await?;
    let id = batch::check(&op, order, file.to_vec()).await.map_err(|error| refused(error, request))?;
    Ok(HttpResponse::Created()
        .insert_header(("Cache-Control", "no-store"))
        .insert_header(("X-Request-Id", &*request.id))
        .json(serde_json::json!({ "id": id })))
}

/// What the address says beside the file and its name: `kind`, and for rosters `year`, `historic` and
/// `owner=SHEET=UNIT`, repeated.
fn order(query: Vec<(String, String)>, name: String, app: &App) -> Result<Order, Error> {
    let mut kind = None;
    let mut order = Order {
        kind: ImportKind::Units,
        file_name: file_name(name)?,
        as_of: app.clock.today(),
        year: app.clock.academic_year().0,
        historic: false,
        owners: BTreeMap::new(),
    };
    for (name, value) in query {
        match name.as_str() {
            "kind" => {
                kind = Some(value.parse().map_err(|_| Error::invalid("kind", Reason::Invalid))?);
            }
            "year" => {
                let year = value.parse().ok().filter(|year| (1950..2200).contains(year));
                order.year = year.ok_or_else(|| Error::invalid("year", Reason::Invalid))?;
            }
            "historic" => {
                order.historic = value.parse().map_err(|_| Error::invalid("historic", Reason::Invalid))?;
            }
            "asOf" => {
                order.as_of = value.parse().map_err(|_| Error::invalid("asOf", Reason::NotADate))?;
            }
            "owner" => {
                let (sheet, unit) =
                    value.split_once('=').ok_or_else(|| Error::invalid("owner", Reason::Invalid))?;
                order.owners.insert(sheet.to_owned(), unit.to_owned());
            }
            _ => return Err(Error::invalid(name, Reason::Invalid)),
        }
    }
    order.kind = kind.ok_or_else(|| Error::invalid("kind", Reason::Required))?;
    Ok(order)
}

/// A name as a file has it: nothing that leads elsewhere.
fn file_name(value: String) -> Result<String, Error> {
    if value.is_empty() {
        return Err(Error::invalid("name", Reason::Required));
    }
    let leads_elsewhere = |c: char| c.is_control() || matches!(c, '/' | '\\' | ':');
    if value.contains(leads_elsewhere) || value.chars().count() > MAX_FILE_NAME {
        let refusal = Refusal::from(Reason::FileName).with("max", MAX_FILE_NAME);
        return Err(Error::invalid("name", refusal));
    }
    Ok(value)
}

//! Files on their way out: `GET /api/downloads/{ticket}`, a plain link that carries no bearer.

use std::time::Duration;

use actix_web::http::header::{
    CONTENT_DISPOSITION, Charset, ContentDisposition, DispositionParam, DispositionType, ExtendedValue,
};
use actix_web::{HttpRequest, HttpResponse, web};
use lianyi_shared::id::SessionId;

use super::State;
use super::entry::{self, Refused, refused};
use super::graphql::COOKIE;
use crate::attachment::open;
use crate::error::Result;
use crate::import::annotated;
use crate::op::Request;
use crate::papers::{export, ledger};
use crate::ticket::{self, Download, Subject};

/// How long making a file may take.
const DEADLINE: Duration = Duration::from_mins(2);

/// Gives a file to whoever has a fresh ticket for it.
pub(super) async fn download(
    http: HttpRequest,
    secret: web::Path<String>,
    state: web::Data<State>,
) -> HttpResponse {
    let request = entry::request(&http, &state.app);
    entry::within(DEADLINE, &request, give(&http, &secret, &request)).await
}

async fn give(http: &HttpRequest, secret: &str, request: &Request) -> Result<HttpResponse, Refused> {
    let by = spoken_for(http, request).await?;
    let file = redeemed(request, secret, by).await.map_err(|error| refused(error, request))?;
    let disposition = ContentDisposition {
        disposition: DispositionType::Attachment,
        parameters: vec![DispositionParam::FilenameExt(ExtendedValue {
            charset: Charset::Ext("UTF-8".to_owned()),
            language_tag: None,
            value: file.name.into_bytes(),
        })],
    };
    Ok(HttpResponse::Ok()
        .insert_header(("Cache-Control", "no-store"))
        .insert_header(("X-Request-Id", &*request.id))
        .insert_header((CONTENT_DISPOSITION, disposition))
        .content_type(file.media_type)
        .body(file.bytes))
}

/// The sign-in that the request speaks of: by a bearer, or by the cookie that a browser sends along.
/// A link that was passed on to somebody else who is signed in is refused by it.
async fn spoken_for(http: &HttpRequest, request: &Request) -> Result<Option<SessionId>, Refused> {
    if let Some(op) = entry::identify(http, request).await? {
        return Ok(Some(op.viewer.session));
    }
    let cookie = http.cookie(COOKIE);
    let session = cookie.as_ref().and_then(|cookie| cookie.value().split_once('.'));
    Ok(session.and_then(|(session, _)| session.parse().ok()))
}

async fn redeemed(request: &Request, secret: &str, by: Option<SessionId>) -> Result<Download> {
    let (op, subject) = ticket::redeem(request, secret, by).await?;
    match subject {
        Subject::Attachment(id) => open::file(&op, id).await,
        Subject::AnnotatedImport(id) => annotated::file(&op, id).await,
        Subject::Roster(file) => export::file(&op, file).await,
        Subject::Ledger(file) => ledger::file(&op, file).await,
    }
}

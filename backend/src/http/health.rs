//! For machines: whether the process lives, whether it can work, and its public keys.

use actix_web::{HttpResponse, web};
use sea_orm::ConnectionTrait as _;
use sea_orm::sea_query::Query;

use super::State;
use crate::access::keys::PUBLIC_FOR;

/// The process runs.
pub(super) async fn live() -> HttpResponse {
    HttpResponse::Ok().content_type("text/plain; charset=utf-8").body("live\n")
}

/// The process can answer: its database does, and its schema is there.
pub(super) async fn ready(state: web::Data<State>) -> HttpResponse {
    let probe = Query::select().column("value").from("revision").limit(1).to_owned();
    match state.app.db.read.query_one(&probe).await {
        Ok(Some(_)) => HttpResponse::Ok().content_type("text/plain; charset=utf-8").body("ready\n"),
        _ => HttpResponse::ServiceUnavailable().content_type("text/plain; charset=utf-8").body("not ready\n"),
    }
}

/// The public keys of access tokens.
pub(super) async fn jwks(state: web::Data<State>) -> HttpResponse {
    HttpResponse::Ok()
        .insert_header(("Cache-Control", format!("public, max-age={PUBLIC_FOR}")))
        .json(state.app.keys.jwks(state.app.clock.now()))
}

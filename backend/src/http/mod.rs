//! HTTP: one address for the interface, a few for machines, and the pages.
//!
//! The layer is our own, thin, and strict: the interface takes POST with `application/json` only,
//! one operation per request, a bounded body, a bounded document and a deadline. Errors never
//! carry internals; each has the request's id.

mod answer;
mod attachments;
mod calendar;
pub mod documents;
mod downloads;
mod entry;
mod graphql;
pub mod guard;
mod health;
mod imports;
mod live;
mod media;
mod metrics;
mod pages;
mod rate;
mod traces;

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use actix_web::dev::Server;
use actix_web::middleware::{Compress, DefaultHeaders};
use actix_web::{App as ActixApp, HttpServer, web};

use self::documents::Documents;
use self::metrics::Metrics;
use self::rate::Buckets;
pub use self::rate::POINTS_PER_SECOND;
pub use self::traces::Traces;
use crate::op::App;
use crate::schema::Api;

/// What the handlers share.
pub struct State {
    /// The process.
    pub app: Arc<App>,
    /// The schema.
    pub api: Api,
    /// What may be asked by name.
    documents: Documents,
    /// What has been parsed before.
    parsed: guard::Parsed,
    /// What each caller may still ask for.
    buckets: Buckets,
    /// What is counted.
    metrics: Metrics,
}

/// What pages may load and do: only what we serve, no inline code, no frames.
const CONTENT_POLICY: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; \
     img-src 'self' data: blob:; connect-src 'self'; font-src 'self'; manifest-src 'self'; base-uri 'self'; \
     form-action 'self'; frame-ancestors 'none'; object-src 'none'";

impl State {
    /// The state of a process with its registered documents and the points that an account gets back each second.
    pub fn new(app: Arc<App>, documents: Documents, points_per_second: u64) -> web::Data<Self> {
        let buckets = Buckets::new(points_per_second);
        let (api, metrics) = (crate::schema::build(), Metrics::default());
        web::Data::new(Self { app, api, documents, parsed: guard::Parsed::default(), buckets, metrics })
    }
}

/// Binds the server; it runs when awaited. Returns the address too, for port 0.
pub fn serve(
    state: web::Data<State>,
    listen: SocketAddr,
    workers: usize,
) -> std::io::Result<(Server, SocketAddr)> {
    let server = HttpServer::new(move || {
        ActixApp::new()
            .wrap(
                DefaultHeaders::new()
                    .add(("Content-Security-Policy", CONTENT_POLICY))
                    .add(("Cross-Origin-Opener-Policy", "same-origin"))
                    .add(("Cross-Origin-Resource-Policy", "same-origin"))
                    .add(("Permissions-Policy", "camera=(), geolocation=(), microphone=()"))
                    .add(("Referrer-Policy", "no-referrer"))
                    .add(("X-Content-Type-Options", "nosniff")),
            )
            .app_data(state.clone())
            .service(web::resource("/graphql").wrap(Compress::default()).to(graphql::handle))
            .service(web::resource("/api/imports").to(imports::upload))
            .service(web::resource("/api/attachments").to(attachments::upload))
            .route("/api/calendar/{name}", web::get().to(calendar::calendar))
            .route("/api/downloads/{ticket}", web::get().to(downloads::download))
            .route("/api/live", web::get().to(live::live))
            .route("/health/live", web::get().to(health::live))
            .route("/health/ready", web::get().to(health::ready))
            .route("/.well-known/jwks.json", web::get().to(health::jwks))
            .default_service(web::to(pages::handle))
    })
    .workers(workers)
    .client_request_timeout(Duration::from_secs(10))
    .keep_alive(Duration::from_secs(75))
    .shutdown_timeout(10)
    .bind(listen)?;
    let address = server.addrs().first().copied().unwrap_or(listen);
    Ok((server.run(), address))
}

/// Binds the server of the metrics, which serves nothing else.
pub fn serve_metrics(state: web::Data<State>, listen: SocketAddr) -> std::io::Result<(Server, SocketAddr)> {
    let server = HttpServer::new(move || {
        ActixApp::new().app_data(state.clone()).route("/metrics", web::get().to(metrics::metrics))
    })
    .workers(1)
    .disable_signals()
    .bind(listen)?;
    let address = server.addrs().first().copied().unwrap_or(listen);
    Ok((server.run(), address))
}

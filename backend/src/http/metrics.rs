//! What is counted, in the text format of Prometheus.
//!
//! It is served on an address of its own (`--metrics-listen`), so that no proxy can give it to the world by accident.
//! Labels are names of the schema and codes; nothing in it is personal.

use std::time::Duration;

use actix_web::{HttpResponse, web};
use prometheus_client::encoding::text::encode;
use prometheus_client::metrics::counter::{ConstCounter, Counter};
use prometheus_client::metrics::family::Family;
use prometheus_client::metrics::gauge::ConstGauge;
use prometheus_client::metrics::histogram::{Histogram, exponential_buckets};
use prometheus_client::registry::{Registry, Unit};
use sea_orm::ConnectionTrait as _;
use sea_orm::sea_query::{Expr, ExprTrait as _, Func, Query};

use super::State;
use crate::op::App;

type Label<const N: usize> = [(&'static str, String); N];

/// An operation and how it ended.
#[derive(Clone, Debug)]
pub(super) struct Outcome {
    /// The first field of the document, a name of the schema.
    pub(super) operation: String,
    /// `OK`, or the code of the first error.
    pub(super) code: String,
    /// How many statements it took.
    pub(super) statements: u64,
}

impl Outcome {
    /// Of a document that was not executed: what it names is not of the schema, and may be anything.
    pub(super) fn refused(code: String) -> Self {
        Self { operation: "refused".to_owned(), code, statements: 0 }
    }
}

/// The counts of this process.
#[derive(Debug)]
pub(super) struct Metrics {
    requests: Family<Label<2>, Counter>,
    seconds: Family<Label<1>, Histogram, fn() -> Histogram>,
}

impl Default for Metrics {
    fn default() -> Self {
        // From a millisecond to sixteen seconds.
        let histogram: fn() -> Histogram = || Histogram::new(exponential_buckets(0.001, 2.0, 15));
        Self { requests: Family::default(), seconds: Family::new_with_constructor(histogram) }
    }
}

impl Metrics {
    /// Counts an answered request.
    pub(super) fn count(&self, outcome: &Outcome, took: Duration) {
        let operation = ("operation", outcome.operation.clone());
        let labels = [operation.clone(), ("outcome", outcome.code.clone())];
        self.requests.get_or_create(&labels).inc();
        self.seconds.get_or_create(&[operation]).observe(took.as_secs_f64());
    }

    /// All counts with what is so at this moment.
    async fn text(&self, app: &App) -> anyhow::Result<String> {
        let mut registry = Registry::with_prefix("lianyi");
        registry.register("requests", "Answered GraphQL requests", self.requests.clone());
        let took = "From the first byte of the request to the answer";
        registry.register_with_unit("request_duration", took, Unit::Seconds, self.seconds.clone());
        let statements = ConstCounter::new(app.db.statements());
        registry.register("database_statements", "Statements sent to the database", statements);
        let writers = ConstGauge::new(app.db.waiting_writers());
        registry.register("database_waiting_writers", "Transactions that wait to begin", writers);
        let (open, idle) = app.db.connections();
        registry.register("database_connections", "Open connections for reading", ConstGauge::new(open));
        let idle = ConstGauge::new(u64::try_from(idle).unwrap_or(u64::MAX));
        registry.register("database_idle_connections", "Those of them that are free", idle);
        let (unsealed, lag) = unsealed(app).await?;
        registry.register(
            "audit_unsealed_lines",
            "Audit lines that wait to be sealed",
            ConstGauge::new(unsealed),
        );
        let help = "Age of the oldest of them";
        registry.register_with_unit("audit_sealing_lag", help, Unit::Seconds, ConstGauge::new(lag));
        let mut text = String::new();
        encode(&mut text, &registry)?;
        Ok(text)
    }
}

/// How many audit lines wait to be sealed, and for how many seconds the oldest has waited.
async fn unsealed(app: &App) -> anyhow::Result<(i64, f64)> {
    let waiting = Query::select()
        .expr_as(Func::count(Expr::col("id")), "lines")
        .expr_as(Func::min(Expr::col("at")), "oldest")
        .from("audit_event")
        .and_where(Expr::col("sequence").is_null())
        .to_owned();
    let Some(row) = app.db.read.query_one(&waiting).await? else { return Ok((0, 0.0)) };
    let oldest: Option<chrono::DateTime<chrono::Utc>> = row.try_get("", "oldest")?;
    let lag = oldest.map_or(0.0, |oldest| (app.clock.now() - oldest).as_seconds_f64());
    Ok((row.try_get("", "lines")?, lag))
}

/// `GET /metrics`.
pub(super) async fn metrics(state: web::Data<State>) -> HttpResponse {
    match state.metrics.text(&state.app).await {
        Ok(text) => HttpResponse::Ok()
            .content_type("application/openmetrics-text; version=1.0.0; charset=utf-8")
            .body(text),
        Err(error) => {
            tracing::error!(%error, "the metrics could not be read");
            HttpResponse::ServiceUnavailable().finish()
        }
    }
}

//! Traces for OpenTelemetry, if the operator names a collector.
//!
//! A request is a span with its operation, its outcome and how many statements it sent; what was asked and answered is
//! not in it. A `traceparent` that the caller sends is continued.

use actix_web::HttpRequest;
use lianyi_shared::error::ErrorCode;
use opentelemetry::propagation::{Extractor, TextMapPropagator as _};
use opentelemetry::trace::{TraceContextExt as _, TracerProvider as _};
use opentelemetry_otlp::{Protocol, WithExportConfig as _};
use opentelemetry_sdk::Resource;
use opentelemetry_sdk::propagation::TraceContextPropagator;
use opentelemetry_sdk::trace::SdkTracerProvider;
use tracing::field::Empty;
use tracing::{Level, Span, Subscriber};
use tracing_opentelemetry::OpenTelemetrySpanExt as _;
use tracing_subscriber::Layer;
use tracing_subscriber::filter::Targets;
use tracing_subscriber::registry::LookupSpan;

use super::metrics::Outcome;

/// The target of the spans that are exported; nothing else is.
const TARGET: &str = "lianyi::traces";

/// The export to a collector, which ends with [`Traces::end`].
#[derive(Debug)]
pub struct Traces(SdkTracerProvider);

impl Traces {
    /// Exports to the OTLP endpoint of a collector, by HTTP: `http://127.0.0.1:4318/v1/traces`.
    pub fn to(endpoint: &str) -> anyhow::Result<Self> {
        let exporter = opentelemetry_otlp::SpanExporter::builder()
            .with_http()
            .with_protocol(Protocol::HttpJson)
            .with_endpoint(endpoint)
            .build()?;
        let resource = Resource::builder().with_service_name("lianyi").build();
        Ok(Self(SdkTracerProvider::builder().with_batch_exporter(exporter).with_resource(resource).build()))
    }

    /// What takes the spans of requests, and no other.
    pub fn layer<S>(&self) -> impl Layer<S> + use<S>
    where
        S: Subscriber + for<'span> LookupSpan<'span>,
    {
        let tracer = self.0.tracer("lianyi");
        tracing_opentelemetry::layer()
            .with_tracer(tracer)
            .with_location(false)
            .with_threads(false)
            .with_target(false)
            .with_tracked_inactivity(false)
            .with_filter(Targets::new().with_target(TARGET, Level::TRACE))
    }

    /// Sends what is left.
    pub fn end(self) {
        if let Err(error) = self.0.shutdown() {
            tracing::warn!(%error, "the last traces were not sent");
        }
    }
}

/// The span of a request, which costs nothing unless it is exported.
pub(super) fn request(http: &HttpRequest, id: &str) -> Span {
    let span = tracing::trace_span!(
        target: TARGET,
        "graphql",
        otel.kind = "server",
        otel.status_code = Empty,
        request = id,
        code = Empty,
        statements = Empty,
    );
    if !span.is_disabled() {
        // Without a parent it begins a trace of its own.
        let _ = span.set_parent(TraceContextPropagator::new().extract(&Headers(http)));
    }
    span
}

/// Notes how a request ended.
pub(super) fn ended(span: &Span, outcome: &Outcome) {
    if span.is_disabled() {
        return;
    }
    span.context().span().update_name(outcome.operation.clone());
    let statements = i64::try_from(outcome.statements).unwrap_or(i64::MAX);
    span.record("code", outcome.code.as_str()).record("statements", statements);
    // What the caller did wrong is no error of the server.
    let failures = [ErrorCode::InternalServerError, ErrorCode::Unavailable];
    if failures.iter().any(|code| code.code() == outcome.code) {
        span.record("otel.status_code", "ERROR");
    }
}

struct Headers<'a>(&'a HttpRequest);

impl Extractor for Headers<'_> {
    fn get(&self, key: &str) -> Option<&str> {
        self.0.headers().get(key)?.to_str().ok()
    }

    fn keys(&self) -> Vec<&str> {
        self.0.headers().keys().map(actix_web::http::header::HeaderName::as_str).collect()
    }
}

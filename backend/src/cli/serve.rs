//! `lianyi serve`.

use std::process::ExitCode;
use std::sync::Arc;

use sea_orm::{EntityTrait as _, PaginatorTrait as _};

use super::{DEFAULT_DATABASE, open, say};
use crate::access::account::{self, NewAccount};
use crate::audit::chain;
use crate::audit::event::AuditEvent;
use crate::config::{Listening, Options};
use crate::http;
use crate::op::{App, Request};
use crate::starting;
use crate::tasks;
use crate::work::Work;
use lianyi_shared::audit::AuditAction;

/// Serves until told to stop.
pub(super) async fn serve(options: &Options, listening: &Listening) -> anyhow::Result<ExitCode> {
    let app = open(options, DEFAULT_DATABASE, false).await?;
    // Of nodes that start together on an empty database one does it.
    let link = starting::alone(&app.db, Box::pin(first_administrator(&app))).await?;
    run(app, listening, |address| {
        if let Some(secret) = link {
            say("首次启动：请系统管理员用此一次性链接设置密码并开始建立学校数据（7天内有效）。");
            say("First start: the system administrator sets a password with this one-time link.");
            say(&format!("  {address}/setup/{secret}"));
        }
    })
    .await
}

/// Binds, announces the address, serves, and stops gracefully on a signal.
pub(super) async fn run(
    app: Arc<App>,
    listening: &Listening,
    announce: impl FnOnce(&str),
) -> anyhow::Result<ExitCode> {
    let address = listening.address();
    let public = listening.public(address);
    if !address.ip().is_loopback() && !public.starts_with("https://") {
        tracing::warn!(
            "listening beyond this machine without TLS: put a proxy in front and set --public-url https://…"
        );
    }
    let cores = std::thread::available_parallelism().map_or(2, std::num::NonZero::get);
    let points = listening.points_per_second.unwrap_or(http::POINTS_PER_SECOND);
    let state = http::State::new(Arc::clone(&app), listening.documents()?, points);
    let (server, bound) = http::serve(state.clone(), address, cores)?;
    if let Some(mailer) = listening.mailer(bound)? {
        // Only who serves sends, and serves once.
        let _ = app.mail.set(mailer);
    }
    let metrics = listening.metrics_listen.map(|address| http::serve_metrics(state, address)).transpose()?;
    let metrics = metrics.map(|(server, address)| {
        tracing::info!(%address, "metrics");
        (server.handle(), tokio::spawn(server))
    });
    let mut tasks = tasks::begin(&app);
    let public = listening.public(bound);
    say(&format!("联谊 Lianyi  {public}"));
    announce(&public);
    server.await?;
    if let Some((metrics, serving)) = metrics {
        metrics.stop(true).await;
        serving.await??;
    }
    tasks.shutdown().await;
    // Whatever the last requests wrote is sealed before the process ends.
    if let Err(error) = chain::seal_all(&app).await {
        tracing::error!(%error, "the audit log could not be sealed");
    }
    app.db.clone().close().await?;
    Ok(ExitCode::SUCCESS)
}

/// Opens the account of the first system administrator, if there is no account yet, and answers the secret of its link.
async fn first_administrator(app: &Arc<App>) -> anyhow::Result<Option<String>> {
    if crate::entity::account::Entity::find().count(&app.db.read).await? > 0 {
        return Ok(None);
    }
    let request = Request::of_program(app, "setup");
    let work = Work::begin(&request, None).await?;
    let (id, link) = account::open(
        app,
        &work,
        NewAccount {
            username: "admin".to_owned(),
            unit: None,
            name: "系统管理员".to_owned(),
            leader: None,
            representative: None,
            roles: vec![(lianyi_shared::access::Role::SystemAdministrator, None)],
            password_hash: None,
        },
    )
    .await?;
    work.commit(AuditEvent::new(AuditAction::AccountOpen, id)).await?;
    Ok(Some(link.ok_or_else(|| anyhow::anyhow!("an invited account has a link"))?))
}

//! What a node that serves does by itself, again and again, beside answering.

use std::fmt::Display;
use std::sync::Arc;
use std::time::Duration;

use futures_util::FutureExt as _;
use futures_util::future::BoxFuture;
use tokio::task::JoinSet;

use crate::attachment::keep;
use crate::audit::chain;
use crate::contact::drafts;
use crate::import::batch;
use crate::notice::{daily, send};
use crate::occasion::forget;
use crate::op::App;

const SOON: Duration = Duration::from_secs(15);
const MINUTE: Duration = Duration::from_mins(1);
const HOUR: Duration = Duration::from_hours(1);

/// Begins all of it; it ends when the answer is dropped.
pub(crate) fn begin(app: &Arc<App>) -> JoinSet<()> {
    let mut tasks = JoinSet::new();
    tasks.spawn(chain::keep_sealing(Arc::clone(app)));
    tasks.spawn(app.db.clone().keep());
    let mut every = |pause, failed, work| tasks.spawn(every(Arc::clone(app), pause, failed, work));
    every(SOON, "mail could not be sent", |app| done(send::send(app)));
    every(MINUTE, "the notices of the day could not be made", |app| done(daily::make(app)));
    // A rotation on one node becomes known on all.
    every(MINUTE, "the signing keys could not be read", |app| done(app.keys.read(&app.db)));
    every(HOUR, "old drafts could not be dropped", |app| done(drafts::forget_old(app)));
    every(HOUR, "files that belong to nothing could not be dropped", |app| done(keep::drop_unnamed(app)));
    every(HOUR, "old import files could not be dropped", |app| done(batch::drop_old(app)));
    every(HOUR, "care events that are over could not be deleted", |app| done(forget::forget(app)));
    tasks
}

/// A round of some work; what went wrong, as a text for the log.
type Round = for<'a> fn(&'a Arc<App>) -> BoxFuture<'a, Result<(), String>>;

fn done<'a, T, E: Display>(
    work: impl Future<Output = Result<T, E>> + Send + 'a,
) -> BoxFuture<'a, Result<(), String>> {
    work.map(|done| done.map(drop).map_err(|error| error.to_string())).boxed()
}

async fn every(app: Arc<App>, pause: Duration, failed: &'static str, work: Round) {
    loop {
        if let Err(error) = work(&app).await {
            tracing::error!(%error, "{failed}");
        }
        tokio::time::sleep(pause).await;
    }
}

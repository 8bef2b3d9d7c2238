//! Live hints: who watches is told that something of a kind has changed, and nothing more.
//!
//! The audit log is the one place where every change of every node is written, so it is what is watched: every two
//! seconds, while somebody listens, the acts of its new lines. A line becomes visible when its transaction is durable, a
//! little out of the order of the ids; so each look goes back some seconds, and remembers what it has seen. Notices are
//! looked for beside it, because the log does not say whom an act concerns: a hint of one goes to its account alone.

use std::collections::{HashMap, HashSet, VecDeque};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use lianyi_shared::id::{AccountId, AuditEventId, NoticeId};
use lianyi_shared::live::Topic;
use sea_orm::{ColumnTrait as _, EntityTrait as _, QueryFilter as _, QuerySelect as _};
use tokio::sync::Notify;
use tokio::sync::broadcast::{Receiver, Sender};
use uuid::Uuid;

use crate::db::Find as _;
use crate::entity::audit_event::{Column, Entity};
use crate::entity::notice;
use crate::error::Result;
use crate::op::App;

/// How often the log is looked at.
const EVERY: Duration = Duration::from_secs(2);
/// How many looks back a look goes.
const BACK: usize = 5;
/// The most lines of one look; where there are more, everything has changed.
const LINES: u64 = 500;
/// How many hints may wait for somebody who is slow.
const WAITING: usize = 64;
/// How many pages of one account listen; one more ends the oldest, which may long be gone without a word.
const PAGES: usize = 10;

/// That something has changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Hint {
    /// What kind of thing.
    pub topic: Topic,
    /// Whose alone it is; `None` is for all who may see such things.
    pub account: Option<AccountId>,
}

/// Who listens on this node.
#[derive(Debug)]
pub struct Live {
    hints: Sender<Hint>,
    watching: AtomicBool,
    pages: Mutex<HashMap<AccountId, VecDeque<Arc<Notify>>>>,
}

impl Default for Live {
    fn default() -> Self {
        let (hints, _) = tokio::sync::broadcast::channel(WAITING);
        Self { hints, watching: AtomicBool::new(false), pages: Mutex::default() }
    }
}

/// Somebody who listens, until it is dropped.
#[derive(Debug)]
pub struct Listening {
    app: Arc<App>,
    account: AccountId,
    /// What changes.
    pub hints: Receiver<Hint>,
    /// Tells that newer pages of the account have taken its place.
    pub superseded: Arc<Notify>,
}

impl Listening {
    /// Begins to listen.
    pub fn begin(app: &Arc<App>, account: AccountId) -> Self {
        let live = &app.live;
        let superseded = Arc::new(Notify::new());
        {
            let mut pages = live.pages.lock().unwrap_or_else(PoisonError::into_inner);
            let pages = pages.entry(account).or_default();
            pages.push_back(Arc::clone(&superseded));
            if pages.len() > PAGES
                && let Some(oldest) = pages.pop_front()
            {
                oldest.notify_one();
            }
        }
        let listening = Self { app: Arc::clone(app), account, hints: live.hints.subscribe(), superseded };
        if !live.watching.swap(true, Ordering::SeqCst) {
            tokio::spawn(watch(Arc::clone(app)));
        }
        listening
    }
}

impl Drop for Listening {
    fn drop(&mut self) {
        let mut pages = self.app.live.pages.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(others) = pages.get_mut(&self.account) {
            others.retain(|page| !Arc::ptr_eq(page, &self.superseded));
            if others.is_empty() {
                pages.remove(&self.account);
            }
        }
    }
}

/// Looks at the log for as long as somebody listens.
async fn watch(app: Arc<App>) {
    let mut looks = VecDeque::from([app.new_id()]);
    let mut seen = HashSet::new();
    loop {
        tokio::time::sleep(EVERY).await;
        if app.live.hints.receiver_count() == 0 {
            app.live.watching.store(false, Ordering::SeqCst);
            // Somebody may have come in between and relied on this task.
            let needed = app.live.hints.receiver_count() > 0;
            if !needed || app.live.watching.swap(true, Ordering::SeqCst) {
                return;
            }
        }
        let Some(since) = looks.front().copied() else { return };
        match changed(&app, since, &mut seen).await {
            Ok(hints) => hints.into_iter().for_each(|hint| drop(app.live.hints.send(hint))),
            Err(error) => tracing::warn!(%error, "the log could not be looked at"),
        }
        looks.push_back(app.new_id());
        if looks.len() > BACK {
            looks.pop_front();
        }
        seen.retain(|id: &Uuid| looks.front().is_some_and(|first| id > first));
    }
}

/// What has changed since a moment, as far as it was not seen.
async fn changed(app: &App, since: Uuid, seen: &mut HashSet<Uuid>) -> Result<HashSet<Hint>> {
    let lines = Entity::find().filter(Column::Id.gt(AuditEventId(since))).limit(LINES);
    let lines = lines.find_in(&app.db.read).await?;
    let told = notice::Entity::find().filter(notice::Column::Id.gt(NoticeId(since))).limit(LINES);
    let told = told.find_in(&app.db.read).await?;
    let all = |topic: &Topic| Hint { topic: *topic, account: None };
    if [lines.len(), told.len()].into_iter().any(|found| u64::try_from(found) == Ok(LINES)) {
        return Ok(Topic::ALL.iter().map(all).collect());
    }
    let mut hints = HashSet::new();
    for line in lines.into_iter().filter(|line| seen.insert(line.id.0)) {
        hints.extend(Topic::of_act(line.action.code()).iter().map(all));
    }
    for row in told.into_iter().filter(|row| seen.insert(row.id.0)) {
        hints.insert(Hint { topic: Topic::Notices, account: Some(row.account_id) });
    }
    Ok(hints)
}

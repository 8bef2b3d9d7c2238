//! Live hints: `GET /api/live`, a stream of server-sent events that is read with the bearer.

use std::fmt::Write as _;
use std::sync::Arc;
use std::time::Duration;

use actix_web::http::StatusCode;
use actix_web::web::Bytes;
use actix_web::{HttpRequest, HttpResponse, web};
use futures_util::stream;
use lianyi_shared::error::{ErrorCode, Reason};
use lianyi_shared::live::Topic;
use tokio::sync::broadcast::error::RecvError;
use tokio::time::Instant;

use super::State;
use super::entry::{self, Refused, answered};
use super::media::Media;
use crate::access::token::Identity;
use crate::access::viewer::Viewer;
use crate::live::Listening;
use crate::op::{App, Request};

/// How long a stream lasts; the page begins the next with a fresh token.
const LASTS: Duration = Duration::from_mins(10);
/// How often something is said, so that nothing in between takes the stream for dead.
const BREATH: Duration = Duration::from_secs(20);

/// Hints to somebody who is signed in, each judged by what they may see at that moment.
pub(super) async fn live(http: HttpRequest, state: web::Data<State>) -> HttpResponse {
    let request = entry::request(&http, &state.app);
    answered(listen(&http, &request).await, &request, Media::Json)
}

async fn listen(http: &HttpRequest, request: &Request) -> Result<HttpResponse, Refused> {
    entry::check_origin(http)?;
    let op = entry::identify(http, request).await?.ok_or_else(|| {
        Refused::coded(StatusCode::UNAUTHORIZED, ErrorCode::Unauthenticated, Reason::SignInRequired.into())
    })?;
    let listening = Listening::begin(&request.app, op.viewer.account);
    let identity = Identity { account: op.viewer.account, session: op.viewer.session };
    let stream = Stream { app: Arc::clone(&request.app), identity, listening, until: Instant::now() + LASTS };
    let begin = stream::once(async { Ok::<_, actix_web::Error>(Bytes::from_static(b": listening\n\n")) });
    let rest = stream::unfold(stream, |mut stream| async {
        let said = stream.next().await?;
        Some((Ok(said), stream))
    });
    Ok(HttpResponse::Ok()
        .content_type("text/event-stream")
        .insert_header(("Cache-Control", "no-store"))
        .insert_header(("X-Accel-Buffering", "no"))
        .insert_header(("X-Request-Id", &*request.id))
        .streaming(futures_util::StreamExt::chain(begin, rest)))
}

struct Stream {
    app: Arc<App>,
    identity: Identity,
    listening: Listening,
    until: Instant,
}

impl Stream {
    /// The next thing to say; `None` at the end of the stream.
    async fn next(&mut self) -> Option<Bytes> {
        loop {
            let heard = tokio::select! {
                heard = self.listening.hints.recv() => heard,
                () = tokio::time::sleep(BREATH) => return Some(Bytes::from_static(b":\n\n")),
                () = tokio::time::sleep_until(self.until) => return None,
                () = self.listening.superseded.notified() => return None,
            };
            let topics = match &heard {
                Ok(hint) if hint.account.is_some_and(|account| account != self.identity.account) => continue,
                Ok(hint) => std::slice::from_ref(&hint.topic),
                // Who was too slow to hear is told that everything may have changed.
                Err(RecvError::Lagged(_)) => Topic::ALL,
                Err(RecvError::Closed) => return None,
            };
            let viewer = self.viewer().await?;
            let mut said = String::new();
            let may = |topic: &Topic| topic.permission().is_none_or(|permission| viewer.holds(permission));
            for topic in topics.iter().filter(|topic| may(topic)) {
                // Writing to a text cannot fail.
                let _ = write!(said, "data: {topic}\n\n");
            }
            if !said.is_empty() {
                return Some(said.into());
            }
        }
    }

    /// The viewer as they are now; `None` when they are signed out or their account is closed.
    async fn viewer(&self) -> Option<Arc<Viewer>> {
        self.app.viewers.current(&self.app.db, &self.app.clock, self.identity).await.ok()
    }
}

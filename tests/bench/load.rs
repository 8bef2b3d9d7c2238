//! A closed loop: so many connections, each asking again as soon as it has its answer.

use std::sync::Arc;
use std::sync::atomic::{AtomicU8, Ordering};
use std::time::{Duration, Instant};

use futures_util::future::{BoxFuture, join_all};

use crate::machine::Meter;

/// How many ask at once.
pub(crate) const CONNECTIONS: usize = 16;
/// How long everything may get warm before it counts.
const WARM_UP: Duration = Duration::from_secs(1);

const COUNTING: u8 = 1;
const OVER: u8 = 2;

/// One connection: each call asks once and ends with the answer.
pub(crate) type Lane = Box<dyn FnMut() -> BoxFuture<'static, ()> + Send>;

/// What was measured.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Figures {
    /// Answers per second.
    pub(crate) per_second: f64,
    /// Processor seconds of the server and the database per thousand answers; without the asking side over HTTP.
    pub(crate) processor: f64,
    /// The middle answer took so many microseconds.
    pub(crate) p50: u64,
    /// One in a hundred took longer than so many.
    pub(crate) p99: u64,
}

/// Asks on all lanes for a while.
pub(crate) async fn measure(lanes: Vec<Lane>, meter: &Meter, duration: Duration) -> Figures {
    let phase = Arc::new(AtomicU8::new(0));
    let asking: Vec<_> = lanes
        .into_iter()
        .map(|mut lane| {
            let phase = Arc::clone(&phase);
            tokio::spawn(async move {
                let mut took = Vec::new();
                loop {
                    let counts = match phase.load(Ordering::Relaxed) {
                        OVER => return took,
                        now => now == COUNTING,
                    };
                    let start = Instant::now();
                    lane().await;
                    if counts {
                        took.push(u64::try_from(start.elapsed().as_micros()).unwrap_or(u64::MAX));
                    }
                    // Some works never wait; the clock that ends them must have its turn.
                    tokio::task::yield_now().await;
                }
            })
        })
        .collect();
    tokio::time::sleep(WARM_UP).await;
    let (before, start) = (meter.seconds(), Instant::now());
    phase.store(COUNTING, Ordering::Relaxed);
    tokio::time::sleep(duration).await;
    phase.store(OVER, Ordering::Relaxed);
    let (processor, elapsed) = (meter.seconds() - before, start.elapsed());
    let mut took: Vec<u64> =
        join_all(asking).await.into_iter().flat_map(|lane| lane.expect("no panic")).collect();
    took.sort_unstable();
    let at = |part: usize| took.get(took.len() * part / 100).copied().unwrap_or(0);
    #[expect(clippy::cast_precision_loss, reason = "a count of answers")]
    let answers = took.len() as f64;
    Figures {
        per_second: answers / elapsed.as_secs_f64(),
        processor: processor * 1_000.0 / answers,
        p50: at(50),
        p99: at(99),
    }
}

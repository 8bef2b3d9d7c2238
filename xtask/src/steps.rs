//! Says on the terminal what is being done and how long it took.

use anyhow::Result;
use std::{
    sync::mpsc::{self, RecvTimeoutError},
    thread,
    time::{Duration, Instant},
};

/// A step that takes longer than this says regularly that it is still at work.
const HEARTBEAT: Duration = Duration::from_secs(15);

/// The steps taken so far with their durations.
#[derive(Default)]
pub(crate) struct Steps {
    done: Vec<(String, Duration)>,
}

impl Steps {
    /// Does `work`, printing its name before and its seconds after.
    pub(crate) fn run<T>(&mut self, name: &str, work: impl FnOnce() -> Result<T>) -> Result<T> {
        println!("{name} …");
        let start = Instant::now();
        let (finished, wait) = mpsc::channel::<()>();
        let result = thread::scope(|scope| {
            scope.spawn(move || {
                while wait.recv_timeout(HEARTBEAT) == Err(RecvTimeoutError::Timeout) {
                    println!("{name} … {} s", start.elapsed().as_secs());
                }
            });
            let result = work();
            drop(finished);
            result
        });
        let took = start.elapsed();
        let outcome = if result.is_ok() { "done" } else { "FAILED" };
        println!("{name}: {outcome} in {:.1} s", took.as_secs_f64());
        self.done.push((name.to_owned(), took));
        result
    }

    /// Prints where the time went, the longest step first.
    pub(crate) fn print_table(&self) {
        let mut done: Vec<_> = self.done.iter().collect();
        done.sort_by_key(|(_, took)| std::cmp::Reverse(*took));
        println!("\n{:>9}  step", "seconds");
        for (name, took) in done {
            println!("{:>9.1}  {name}", took.as_secs_f64());
        }
    }
}

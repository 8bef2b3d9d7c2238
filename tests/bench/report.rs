//! The figures as a table, and as JSON.

use std::fmt;
use std::path::Path;
use std::time::Duration;

use lianyi_tests::db::Engine;
use serde_json::{Value, json};

use crate::college::Breadth;
use crate::load::{CONNECTIONS, Figures};
use crate::machine;
use crate::rungs::Rung;
use crate::works::Work;

/// One figure with what it is of.
pub(crate) struct Line {
    pub(crate) engine: Engine,
    /// How many people the college has; with contacts, how many of these.
    pub(crate) size: usize,
    pub(crate) work: Work,
    pub(crate) breadth: Breadth,
    pub(crate) rung: Rung,
    pub(crate) figures: Figures,
}

impl fmt::Display for Line {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { engine, size, work, breadth, rung, figures } = self;
        let Figures { per_second, processor, p50, p99 } = figures;
        let names = [format!("{engine:?}"), format!("{work:?}"), format!("{breadth:?}"), format!("{rung:?}")];
        let [engine, work, breadth, rung] = names;
        write!(
            f,
            "| {engine:8} | {size:7} | {work:7} | {breadth:10} | {rung:6} | {per_second:7.0} | {processor:6.3} | {p50:6} | {p99:6} |"
        )
    }
}

/// Everything that was measured.
pub(crate) struct Report {
    people: usize,
    pub(crate) lines: Vec<Line>,
    processes: Vec<Value>,
}

impl Report {
    pub(crate) const fn new(people: usize) -> Self {
        Self { people, lines: Vec::new(), processes: Vec::new() }
    }

    /// How long the server took to be ready, and its memory before and after all the load, in MiB.
    pub(crate) fn process(&mut self, engine: Engine, ready: Duration, idle: u64, loaded: u64) {
        let line = json!({
            "engine": format!("{engine:?}"), "readyMilliseconds": ready.as_millis(), "idleMib": idle, "loadedMib": loaded,
        });
        eprintln!("{line}");
        self.processes.push(line);
    }

    pub(crate) fn print(&self) {
        println!("{}; {CONNECTIONS} connections; {} people", machine::processors(), self.people);
        println!(
            "| database | people or contacts | work | scope | rung | answers/s | CPU s per 1,000 | p50 µs | p99 µs |"
        );
        println!("|---|---|---|---|---|---|---|---|---|");
        for line in &self.lines {
            println!("{line}");
        }
        for process in &self.processes {
            println!("{process}");
        }
    }

    pub(crate) fn write(&self, file: &Path) {
        let lines = self.lines.iter().map(|line| {
            json!({
                "engine": format!("{:?}", line.engine), "size": line.size, "work": format!("{:?}", line.work),
                "scope": format!("{:?}", line.breadth), "rung": format!("{:?}", line.rung),
                "perSecond": line.figures.per_second, "processorSecondsPerThousand": line.figures.processor,
                "p50Microseconds": line.figures.p50, "p99Microseconds": line.figures.p99,
            })
        });
        let all = json!({
            "machine": machine::processors(), "connections": CONNECTIONS, "people": self.people,
            "lines": lines.collect::<Vec<_>>(), "processes": self.processes,
        });
        std::fs::write(file, format!("{all:#}\n")).expect("the file");
    }
}

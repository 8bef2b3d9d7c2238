//! The benchmark: the same works on every rung from raw SQL to HTTP, in one run, so that what counts are the ratios.
//!
//! `cargo xtask bench` builds everything as it is shipped and calls this program. [`college`] fills a database,
//! [`works`] says what is asked, [`rungs`] asks it in four ways, [`load`] asks without pause and takes the time,
//! [`machine`] reads processor time and memory, [`report`] writes it down.

// The engine's futures of the whole schema are compiled here.
#![recursion_limit = "256"]

mod college;
mod load;
mod machine;
mod report;
mod rungs;
mod works;

use std::path::PathBuf;
use std::sync::Arc;
use std::time::{Duration, Instant};

use lianyi_tests::db::Engine;
use lianyi_tests::process::{Serving, key_file};

use self::college::{Breadth, Filled};
use self::machine::Meter;
use self::report::{Line, Report};
use self::rungs::{Rung, Scene};
use self::works::{Sample, Work};

/// As in the program itself.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// What the caller says.
struct Arguments {
    json: Option<PathBuf>,
    /// How long each figure is measured.
    seconds: u64,
    /// Only lines that contain this.
    only: Option<String>,
    /// The people of the large college; the small one has a hundredth.
    people: usize,
}

impl Arguments {
    fn read() -> Self {
        let mut read = Self { json: None, seconds: 4, only: None, people: 100_000 };
        let mut words = std::env::args().skip(1);
        while let Some(word) = words.next() {
            let mut value = || words.next().unwrap_or_else(|| panic!("{word} needs a value"));
            match word.as_str() {
                "--json" => read.json = Some(value().into()),
                "--seconds" => read.seconds = value().parse().expect("seconds"),
                "--only" => read.only = Some(value()),
                "--people" => read.people = value().parse().expect("a number of people"),
                // `cargo bench` says so to every benchmark.
                "--bench" => {}
                other => panic!("{other} is unknown"),
            }
        }
        read
    }
}

#[tokio::main(flavor = "multi_thread", worker_threads = 2)]
async fn main() {
    let arguments = Arguments::read();
    let mut report = Report::new(arguments.people);
    for engine in [Engine::Sqlite, Engine::Postgres] {
        for people in [arguments.people, arguments.people / 100] {
            measure(engine, people, &arguments, &mut report).await;
        }
        for contacts in [arguments.people / 10, arguments.people * 10] {
            measure_contacts(engine, contacts, &arguments, &mut report).await;
        }
    }
    report.print();
    if let Some(file) = &arguments.json {
        report.write(file);
    }
}

/// What the caller wants of some lines; `of` says how many of what the database has.
fn wanted(
    lines: Vec<(Work, Breadth, Rung)>,
    (engine, of): (Engine, &str),
    arguments: &Arguments,
) -> Vec<(Work, Breadth, Rung)> {
    let is_wanted = |(work, breadth, rung): &(Work, Breadth, Rung)| {
        let name = format!("{engine:?} {work:?} {breadth:?} {rung:?} {of}").to_lowercase();
        arguments.only.as_ref().is_none_or(|only| only.split(' ').all(|word| name.contains(word)))
    };
    lines.into_iter().filter(is_wanted).collect()
}

/// The people of the college whose contacts are measured; it stays the same while contacts grow.
const PEOPLE_WITH_CONTACTS: usize = 1_000;

/// What is asked of contacts, with few and with many of them.
async fn measure_contacts(engine: Engine, contacts: usize, arguments: &Arguments, report: &mut Report) {
    let works = [Work::Ledger, Work::Overview, Work::Due];
    let lines = works.map(|work| (work, Breadth::All, Rung::Http)).to_vec();
    let lines = wanted(lines, (engine, &format!("{contacts} contacts")), arguments);
    if lines.is_empty() {
        return;
    }
    eprintln!("{engine:?}: {contacts} contacts …");
    let filled = Filled::fill(engine, PEOPLE_WITH_CONTACTS).await;
    filled.contacts(contacts).await;
    run(filled, contacts, lines, arguments, report).await;
}

/// Every figure of one database.
async fn measure(engine: Engine, people: usize, arguments: &Arguments, report: &mut Report) {
    let lines = wanted(lines(people == arguments.people), (engine, &format!("{people} people")), arguments);
    if lines.is_empty() {
        return;
    }
    eprintln!("{engine:?}: a college with {people} representatives …");
    let start = Instant::now();
    let filled = Filled::fill(engine, people).await;
    eprintln!("{engine:?}: filled in {:.0} s", start.elapsed().as_secs_f64());
    run(filled, people, lines, arguments, report).await;
}

/// Serves a database and measures lines on it.
async fn run(
    filled: Filled,
    size: usize,
    lines: Vec<(Work, Breadth, Rung)>,
    arguments: &Arguments,
    report: &mut Report,
) {
    let engine = filled.app.engine;
    let folder = std::env::temp_dir();
    let start = Instant::now();
    let serving = Serving::start_with(
        &filled.app.database,
        &key_file(&folder),
        &["--points-per-second", "1000000000000"],
    );
    serving.ready().await;
    let ready = start.elapsed();
    tokio::time::sleep(Duration::from_secs(1)).await;
    let idle = machine::memory(serving.pid());
    let postgres = filled.postgres().await;
    let scene = Arc::new(Scene::open(filled, &serving).await);
    for (work, breadth, rung) in lines {
        let sample = Sample::take(&scene, breadth).await;
        let lanes = rung.lanes(&scene, work, breadth, &Arc::new(sample)).await;
        let worker = if rung == Rung::Http { serving.pid() } else { std::process::id() };
        let meter = Meter { worker, postgres };
        let figures = load::measure(lanes, &meter, Duration::from_secs(arguments.seconds)).await;
        let line = Line { engine, size, work, breadth, rung, figures };
        eprintln!("{line}");
        report.lines.push(line);
    }
    if size == arguments.people {
        let loaded = machine::memory(serving.pid());
        report.process(engine, ready, idle, loaded);
    }
    drop(serving);
    match Arc::try_unwrap(scene) {
        Ok(scene) => scene.filled.remove().await,
        Err(_) => eprintln!("the database is left: somebody still uses it"),
    }
}

/// What is measured on a database. The small one is there to see what grows.
fn lines(large: bool) -> Vec<(Work, Breadth, Rung)> {
    let mut lines = Vec::new();
    for work in [Work::Nothing, Work::Page, Work::Nested, Work::Point, Work::Create] {
        for rung in [Rung::Raw, Rung::Orm, Rung::Engine, Rung::Http] {
            let has_rung = work != Work::Nothing || matches!(rung, Rung::Engine | Rung::Http);
            if has_rung && (large || rung == Rung::Http) {
                lines.push((work, Breadth::All, rung));
            }
        }
    }
    if large {
        for breadth in [Breadth::Tenth, Breadth::Thousandth, Breadth::Paired] {
            lines.push((Work::Page, breadth, Rung::Http));
        }
    }
    lines
}

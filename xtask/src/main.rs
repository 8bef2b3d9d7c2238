//! `cargo xtask`: builds, runs and tests Lianyi with nothing but Rust and what the distribution supplies.

mod bench;
mod binary;
mod command;
mod rust_source;
mod servers;
mod setup;
mod steps;
mod test;
mod wasm_target;
mod web;

use anyhow::{Context, Result};
use clap::{Parser, Subcommand};
use std::{path::PathBuf, process::ExitCode};
use steps::Steps;

/// Builds, runs and tests Lianyi.
#[derive(Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask")]
struct Arguments {
    #[command(subcommand)]
    task: Task,
}

#[derive(Subcommand)]
enum Task {
    /// Build everything and open the demonstration college.
    Demo {
        /// Passed on to `lianyi demo`.
        #[arg(trailing_var_arg = true, allow_hyphen_values = true)]
        arguments: Vec<String>,
    },
    /// Check format and lints and run every test: both databases and the browser.
    Test {
        /// Run only the tests whose name contains this.
        filter: Option<String>,
        /// Print a table of where the time went.
        #[arg(long)]
        timings: bool,
    },
    /// Kill a server under load again and again, and hold its database to what it acknowledged.
    Crash {
        /// How often.
        #[arg(long, default_value_t = 25)]
        rounds: u32,
    },
    /// Measure the product as it is shipped, rung by rung, on both databases.
    Bench {
        /// Write the figures to this file as JSON, too.
        #[arg(long)]
        json: Option<PathBuf>,
        /// Only figures whose name contains all of these words, e.g. `sqlite page http`.
        #[arg(long)]
        only: Option<String>,
    },
    /// Build the front end and the binary that carries it.
    Build {
        /// Build the binary as it is shipped.
        #[arg(long)]
        release: bool,
    },
    /// Build the front end into `frontend/dist`.
    Web {
        /// Build fast instead of small.
        #[arg(long)]
        dev: bool,
    },
    /// Write the server's GraphQL schema to `backend/schema.graphql`.
    Schema,
    /// Install what builds and tests need: WebAssembly target, browser, fonts, PostgreSQL, axe.
    Setup,
}

fn main() -> ExitCode {
    let task = Arguments::parse().task;
    let mut steps = Steps::default();
    let timings = matches!(task, Task::Test { timings: true, .. });
    let result = run(task, &mut steps);
    if timings {
        steps.print_table();
    }
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run(task: Task, steps: &mut Steps) -> Result<()> {
    let root = concat!(env!("CARGO_MANIFEST_DIR"), "/..");
    std::env::set_current_dir(root).context("cannot enter the repository")?;
    match task {
        Task::Demo { arguments } => binary::demo(steps, &arguments),
        Task::Test { filter, .. } => test::run(steps, filter.as_deref()),
        Task::Crash { rounds } => test::crash(steps, rounds),
        Task::Bench { json, only } => bench::run(steps, json.as_deref(), only.as_deref()),
        Task::Build { release } => binary::build(steps, release),
        Task::Web { dev: true } => web::build(steps, web::Profile::Fast),
        Task::Web { dev: false } => web::build(steps, web::Profile::Small),
        Task::Schema => binary::write_schema(steps),
        Task::Setup => {
            wasm_target::ensure(steps)?;
            setup::ensure_all(steps)?;
            println!("everything is there");
            Ok(())
        }
    }
}

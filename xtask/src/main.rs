//! `cargo xtask`: builds, runs and tests Lianyi with nothing but Rust and what the distribution supplies.

mod command;
mod steps;
mod wasm_target;
mod web;

use anyhow::{Context, Result};
use clap::{Parser, Subcommand};
use std::process::ExitCode;
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
    /// Build the front end into `frontend/dist`.
    Web {
        /// Build fast instead of small.
        #[arg(long)]
        dev: bool,
    },
}

fn main() -> ExitCode {
    match run(Arguments::parse().task) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run(task: Task) -> Result<()> {
    let root = concat!(env!("CARGO_MANIFEST_DIR"), "/..");
    std::env::set_current_dir(root).context("cannot enter the repository")?;
    let mut steps = Steps::default();
    match task {
        Task::Web { dev } => {
            web::build(
                &mut steps,
                if dev {
                    web::Profile::Fast
                } else {
                    web::Profile::Small
                },
            )?;
        }
    }
    Ok(())
}

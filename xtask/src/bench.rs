//! The benchmark of what is shipped.

use crate::{binary, command, servers, setup, steps::Steps, web};
use anyhow::{Context, Result};
use std::path::Path;

/// Builds the front end, the server and the benchmark, and runs it; `only` narrows what is measured.
pub(crate) fn run(steps: &mut Steps, json: Option<&Path>, only: Option<&str>) -> Result<()> {
    setup::ensure_all(steps)?;
    binary::build(steps, true)?;
    let bench = || {
        let mut cargo = command::cargo();
        cargo.args(["bench", "--package", "lianyi-tests", "--bench", "ladder"]);
        cargo
    };
    steps.run("benchmark: compile", || command::run(bench().arg("--no-run")))?;
    let postgres = steps.run("PostgreSQL: start", || servers::postgres(servers::Data::Durable))?;
    let mut measure = bench();
    measure
        .env("LIANYI_TEST_POSTGRES", format!("postgres://postgres@127.0.0.1:{}/postgres", postgres.port()));
    measure.arg("--");
    if let Some(file) = json {
        // The benchmark runs in its own folder.
        measure.arg("--json").arg(std::path::absolute(file).context("the file for the figures")?);
    }
    if let Some(only) = only {
        measure.args(["--only", only]);
    }
    steps.run("benchmark", || command::run(&mut measure))?;
    println!("first load of the pages: {} bytes", web::weigh()?.first_load);
    Ok(())
}

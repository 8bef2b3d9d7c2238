//! Everything a change must pass.

use crate::{
    command, servers, setup,
    steps::Steps,
    wasm_target,
    web::{self, Profile},
};
use anyhow::{Result, ensure};

/// What a browser may have to load before the first page shows, in bytes, compressed.
const FIRST_LOAD_LIMIT: u64 = 300 * 1024;

/// Every native package. Lints and tests use the same selection, and so the same features: nothing is compiled twice.
const NATIVE: &[&str] = &["--workspace", "--exclude", "lianyi-web"];

/// Checks format, lints and the weight of the front end and runs the tests, or those whose name contains `filter`.
pub(crate) fn run(steps: &mut Steps, filter: Option<&str>) -> Result<()> {
    steps.run("format", || command::run(command::cargo().args(["fmt", "--all", "--check"])))?;
    let axe = setup::ensure_all(steps)?;
    web::build(steps, Profile::Small)?;
    steps.run("front end: weight", || {
        let weight = web::first_load()?;
        println!("first load: {weight} of {FIRST_LOAD_LIMIT} bytes");
        ensure!(weight <= FIRST_LOAD_LIMIT, "the front end is too heavy");
        Ok(())
    })?;
    steps.run("lints", || {
        command::run(command::cargo().arg("clippy").args(NATIVE).args([
            "--all-targets",
            "--",
            "-D",
            "warnings",
        ]))
    })?;
    steps.run("front end: lints", || {
        command::run(
            command::cargo()
                .args(["clippy", "--package", "lianyi-web", "--lib", "--target", wasm_target::TARGET])
                .args(["--profile", Profile::Small.cargo(), "--", "-D", "warnings"]),
        )
    })?;
    steps
        .run("tests: compile", || command::run(command::cargo().arg("test").args(NATIVE).arg("--no-run")))?;
    let postgres = steps.run("PostgreSQL: start", servers::postgres)?;
    let chromedriver = steps.run("chromedriver: start", servers::chromedriver)?;
    steps.run("tests", || {
        command::run(
            command::cargo()
                .arg("test")
                .args(NATIVE)
                .args(filter)
                .env(
                    "LIANYI_TEST_POSTGRES",
                    format!("postgres://postgres@127.0.0.1:{}/postgres", postgres.port()),
                )
                .env("LIANYI_TEST_WEBDRIVER", format!("http://127.0.0.1:{}", chromedriver.port()))
                .env("LIANYI_TEST_AXE", &axe)
                .env("LIANYI_TEST_WEB", "1"),
        )
    })
}

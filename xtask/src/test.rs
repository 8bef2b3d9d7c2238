//! Everything a change must pass.

use crate::{
    command, servers, setup,
    steps::Steps,
    wasm_target,
    web::{self, Profile},
};
use anyhow::{Result, ensure};

/// What a browser may have to load before the first page shows, in bytes, compressed.
const FIRST_LOAD_LIMIT: u64 = 300_000;
/// What home may take beyond that.
const HOME_LIMIT: u64 = 100_000;

/// The packages that lints and tests select, each selection always as a whole: another one would give shared
/// dependencies other features, and cargo would compile them again. `xtask` stays alone, as `cargo xtask` builds it.
const SELECTIONS: [&[&str]; 2] =
    [&["--package", "xtask"], &["--workspace", "--exclude", "lianyi-web", "--exclude", "xtask"]];

/// Checks format, lints and the weight of the front end and runs the tests, or those whose name contains `filter`.
pub(crate) fn run(steps: &mut Steps, filter: Option<&str>) -> Result<()> {
    steps.run("format", || command::run(command::cargo().args(["fmt", "--all", "--check"])))?;
    let axe = setup::ensure_all(steps)?;
    web::build(steps, Profile::Small)?;
    steps.run("front end: weight", || {
        let weight = web::weigh()?;
        let web::Weight { first_load, home, parts } = weight;
        println!("first load: {first_load} of {FIRST_LOAD_LIMIT} bytes; home: {home} of {HOME_LIMIT}; parts: {parts}");
        ensure!(first_load <= FIRST_LOAD_LIMIT && home <= HOME_LIMIT, "the front end is too heavy");
        Ok(())
    })?;
    steps.run("lints", || {
        for selection in SELECTIONS {
            command::run(command::cargo().arg("clippy").args(selection).args([
                "--all-targets",
                "--",
                "-D",
                "warnings",
            ]))?;
        }
        Ok(())
    })?;
    steps.run("front end: lints", || {
        command::run(
            command::cargo()
                .args(["clippy", "--package", "lianyi-web", "--lib", "--target", wasm_target::TARGET])
                .args(["--profile", Profile::Small.cargo(), "--", "-D", "warnings"]),
        )
    })?;
    steps.run("tests: compile", || {
        for selection in SELECTIONS {
            command::run(command::cargo().arg("test").args(selection).arg("--no-run"))?;
        }
        Ok(())
    })?;
    let postgres = steps.run("PostgreSQL: start", || servers::postgres(servers::Data::Disposable))?;
    let chromedriver = steps.run("chromedriver: start", servers::chromedriver)?;
    let database = format!("postgres://postgres@127.0.0.1:{}/postgres", postgres.port());
    let webdriver = format!("http://127.0.0.1:{}", chromedriver.port());
    steps.run("tests", || {
        for selection in SELECTIONS {
            command::run(
                command::cargo()
                    .arg("test")
                    .args(selection)
                    .args(filter)
                    .env("LIANYI_TEST_POSTGRES", &database)
                    .env("LIANYI_TEST_WEBDRIVER", &webdriver)
                    .env("LIANYI_TEST_AXE", &axe)
                    .env("LIANYI_TEST_WEB", "1"),
            )?;
        }
        Ok(())
    })
}

/// Kills a server under load, so many times.
pub(crate) fn crash(steps: &mut Steps, rounds: u32) -> Result<()> {
    steps.run("crash: compile", || command::run(command::cargo().args(["build", "--package", "lianyi"])))?;
    steps.run("crash: rounds", || {
        command::run(
            command::cargo()
                .args(["test", "--package", "lianyi-tests", "--test", "it"])
                .args(["crash::whatever_was_acknowledged_survives_a_kill", "--", "--exact"])
                .env("LIANYI_CRASH_ROUNDS", rounds.to_string()),
        )
    })
}

//! Builds and runs the binary `lianyi`, which carries the front end.

use crate::{
    command,
    steps::Steps,
    web::{self, Profile},
};
use anyhow::{Context, Result, anyhow};
use std::{fs, os::unix::process::CommandExt, process::Command, thread};

const SCHEMA: &str = "backend/schema.graphql";

/// Builds the front end, then the binary that carries it.
pub(crate) fn build(steps: &mut Steps, release: bool) -> Result<()> {
    web::build(steps, Profile::Small)?;
    compile(steps, release)
}

fn compile(steps: &mut Steps, release: bool) -> Result<()> {
    steps.run("server: compile", || {
        command::run(
            command::cargo().args(["build", "--package", "lianyi"]).args(release.then_some("--release")),
        )
    })
}

/// Builds everything and becomes `lianyi demo`.
///
/// A development build reads the front end from the disk, so both ends are built beside each other: the last steps of
/// the front end keep one processor busy only.
pub(crate) fn demo(steps: &mut Steps, arguments: &[String]) -> Result<()> {
    fs::create_dir_all(web::DIST)?;
    thread::scope(|scope| {
        let server = scope.spawn(|| compile(&mut Steps::default(), false));
        let pages = web::build(steps, Profile::Small);
        let server = server.join().map_err(|_| anyhow!("the build of the server panicked"))?;
        pages.and(server)
    })?;
    let program = command::target_folder()?.join("debug/lianyi");
    let error = Command::new(&program).arg("demo").args(arguments).exec();
    Err(error).with_context(|| program.display().to_string())
}

/// Writes the schema that clients are checked against, leaving the file alone when it says the same already.
pub(crate) fn write_schema(steps: &mut Steps) -> Result<()> {
    steps.run("schema", || {
        // The binary compiles around the folder of the front end, even when that is not built yet.
        fs::create_dir_all(web::DIST)?;
        let schema = command::exact_output(command::cargo().args([
            "run",
            "--quiet",
            "--package",
            "lianyi",
            "--",
            "schema",
        ]))?;
        if fs::read_to_string(SCHEMA).is_ok_and(|old| old == schema) {
            return Ok(());
        }
        let unfinished = format!("{SCHEMA}.unfinished");
        fs::write(&unfinished, schema)?;
        fs::rename(&unfinished, SCHEMA)?;
        Ok(())
    })
}

//! Makes sure that the compiler can build for WebAssembly.
//!
//! Campus networks often cannot reach the toolchain servers, so there are three ways: the target is installed already;
//! `rustup` installs it; or its standard library is built from the distribution's `rust-src` package.

use crate::{command, rust_source, steps::Steps};
use anyhow::{Context, Result};
use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
};

/// The target the front end is built for.
pub(crate) const TARGET: &str = "wasm32-unknown-unknown";

/// Installs the WebAssembly target unless it is there.
pub(crate) fn ensure(steps: &mut Steps) -> Result<()> {
    let libraries = PathBuf::from(command::output(command::rustc().args([
        "--print",
        "target-libdir",
        "--target",
        TARGET,
    ]))?);
    if is_installed(&libraries) {
        return Ok(());
    }
    let by_rustup = steps.run("WebAssembly target from rustup", || {
        command::run(Command::new("rustup").args(["target", "add", TARGET]))
    });
    if by_rustup.is_ok() && is_installed(&libraries) {
        return Ok(());
    }
    steps.run("WebAssembly target from the distribution's rust-src", || build_from_source(&libraries)).with_context(|| {
        format!("cannot install {TARGET}: run `rustup target add {TARGET}`, or install the package rust-src of the compiler's version")
    })
}

fn is_installed(libraries: &Path) -> bool {
    fs::read_dir(libraries).is_ok_and(|entries| {
        entries.flatten().any(|entry| entry.file_name().to_string_lossy().starts_with("libstd-"))
    })
}

/// Builds the standard library for the target and puts it into the compiler's own folder, once.
fn build_from_source(libraries: &Path) -> Result<()> {
    let sysroot = PathBuf::from(command::output(command::rustc().args(["--print", "sysroot"]))?);
    let place = sysroot.join("lib/rustlib/src/rust");
    if !place.join("library/std").exists() {
        let source = rust_source::fetch()?;
        fs::create_dir_all(&place)?;
        command::run(Command::new("cp").arg("-rL").arg(source.join("library")).arg(&place))?;
    }
    let package = PathBuf::from("target/tools/std");
    fs::create_dir_all(package.join("src"))?;
    fs::write(package.join("src/lib.rs"), "")?;
    fs::write(
        package.join("Cargo.toml"),
        "[package]\nname = \"empty\"\nversion = \"0.0.0\"\nedition = \"2024\"\n[workspace]\n",
    )?;
    command::run(
        command::cargo()
            .args(["build", "--release", "--target", TARGET, "-Zbuild-std=std,panic_abort"])
            // Without the bitcode the link-time optimisation of the front end fails.
            .env("RUSTFLAGS", "-Cembed-bitcode=yes")
            .env("RUSTC_BOOTSTRAP", "1")
            .env("CARGO_TARGET_DIR", "target")
            .current_dir(&package),
    )?;
    fs::create_dir_all(libraries)?;
    for entry in fs::read_dir(package.join("target").join(TARGET).join("release/deps"))? {
        let file = entry?;
        let name = file.file_name();
        let text = name.to_string_lossy();
        if text.ends_with(".rlib") && !text.starts_with("libempty") {
            fs::copy(file.path(), libraries.join(&name))?;
        }
    }
    Ok(())
}

//! Fetches the source of Rust's standard library from the distribution, without installing it.

use crate::command;
use anyhow::{Context, Result};
use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
};

/// Where Debian keeps compilers that are newer than the ones of its current release.
const NEWER_SUITES: [&str; 4] = ["stable-backports", "oldstable-backports", "testing", "unstable"];

/// The distribution's `rust-src` of exactly this compiler's version, unpacked: the folder that holds `library/`.
pub(crate) fn fetch() -> Result<PathBuf> {
    let version = command::output(command::rustc().arg("--version"))?;
    let version = version.split_whitespace().nth(1).context("the compiler does not say its version")?;
    let folder = std::path::absolute("target/tools/rust-src")?;
    fs::create_dir_all(&folder)?;

    let configured = Apt(Vec::new());
    if !configured.download(version, &folder)? {
        let newer = Apt::with_newer_suites(&folder)?;
        anyhow::ensure!(newer.download(version, &folder)?, "the distribution offers no rust-src {version}");
    }
    Ok(folder.join(format!("usr/src/rustc-{version}")))
}

/// Options that say which package lists `apt-get` works with.
struct Apt(Vec<String>);

impl Apt {
    /// Reads the newer suites from the mirror that the machine uses, beside its own lists, which stay untouched.
    fn with_newer_suites(folder: &Path) -> Result<Self> {
        let mirrors = command::output(Command::new("apt-get").args([
            "indextargets",
            "--no-release-info",
            "--format",
            "$(REPO_URI)",
            "Created-By: Packages",
        ]))?;
        let mirror = mirrors
            .lines()
            .find(|uri| uri.trim_end_matches('/').ends_with("/debian"))
            .context("the machine uses no Debian mirror")?;
        let sources = NEWER_SUITES.map(|suite| format!("deb {mirror} {suite} main\n"));
        fs::write(folder.join("sources.list"), sources.concat())?;
        for name in ["lists/partial", "cache/archives/partial"] {
            fs::create_dir_all(folder.join(name))?;
        }
        let path = folder.display();
        let apt = Self(vec![
            format!("-oDir::Etc::SourceList={path}/sources.list"),
            "-oDir::Etc::SourceParts=-".to_owned(),
            format!("-oDir::State::Lists={path}/lists"),
            format!("-oDir::Cache={path}/cache"),
            "-oAcquire::IndexTargets::deb::DEP-11::DefaultEnabled=false".to_owned(),
        ]);
        // Not every mirror has every suite; what is missing shows when the package is looked for.
        if let Err(error) = command::run(apt.command("apt-get").arg("update")) {
            println!("{error:#}");
        }
        Ok(apt)
    }

    fn command(&self, program: &str) -> Command {
        let mut command = Command::new(program);
        command.args(&self.0);
        command
    }

    /// Downloads and unpacks the package into `folder` if the lists have this version of it.
    fn download(&self, version: &str, folder: &Path) -> Result<bool> {
        let offers = command::output(self.command("apt-cache").args(["madison", "rust-src"]))?;
        let offer = offers
            .lines()
            .filter_map(|line| line.split('|').nth(1))
            .map(str::trim)
            .find(|offer| offer.starts_with(&format!("{version}+")) || *offer == version);
        let Some(offer) = offer else {
            return Ok(false);
        };
        command::run(
            self.command("apt-get").args(["download", &format!("rust-src={offer}")]).current_dir(folder),
        )?;
        for entry in fs::read_dir(folder)? {
            let file = entry?.path();
            if file.extension().is_some_and(|extension| extension == "deb") {
                command::run(Command::new("dpkg-deb").arg("-x").arg(&file).arg(folder))?;
            }
        }
        Ok(true)
    }
}

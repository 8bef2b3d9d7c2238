//! What the distribution must supply for the tests: looked for first, installed when missing and permitted.

use crate::{command, steps::Steps};
use anyhow::{Context, Result, bail, ensure};
use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
};

/// The accessibility checker that runs inside the tested pages.
const AXE: &str = "axe-core";
const AXE_VERSION: &str = "4.14.1";
const TOOLS: &str = "target/tools";

/// Something the distribution supplies.
struct Supply {
    /// What it is for people.
    name: &'static str,
    /// Debian's package of it.
    package: &'static str,
    is_there: fn() -> bool,
}

const SUPPLIES: &[Supply] = &[
    Supply { name: "Chromium", package: "chromium", is_there: || in_path("chromium").is_some() },
    Supply { name: "chromedriver", package: "chromium-driver", is_there: || chromedriver().is_some() },
    Supply { name: "Chinese fonts", package: "fonts-noto-cjk", is_there: has_chinese_font },
    Supply {
        name: "PostgreSQL server (initdb, postgres)",
        package: "postgresql",
        is_there: || postgres_binaries().is_some(),
    },
    Supply { name: "pdftotext", package: "poppler-utils", is_there: || in_path("pdftotext").is_some() },
];

/// Makes sure that everything the tests need is there, and returns the path of axe's script.
pub(crate) fn ensure_all(steps: &mut Steps) -> Result<PathBuf> {
    ensure_supplies(steps)?;
    ensure_axe(steps)
}

fn ensure_supplies(steps: &mut Steps) -> Result<()> {
    let missing = missing();
    if missing.is_empty() {
        return Ok(());
    }
    let names: Vec<_> = missing.iter().map(|supply| supply.name).collect();
    let packages: Vec<_> = missing.iter().map(|supply| supply.package).collect();
    let by_hand = format!(
        "missing: {}. Install them; on Debian: apt-get install --no-install-recommends {}",
        names.join(", "),
        packages.join(" ")
    );
    let Some(apt_get) = permitted_apt_get()? else {
        bail!(by_hand);
    };
    steps
        .run(&format!("install {}", packages.join(", ")), || {
            command::run(apt_get().arg("update"))?;
            command::run(apt_get().args(["install", "--yes", "--no-install-recommends"]).args(&packages))
        })
        .with_context(|| by_hand.clone())?;
    ensure!(self::missing().is_empty(), by_hand);
    Ok(())
}

fn missing() -> Vec<&'static Supply> {
    SUPPLIES.iter().filter(|supply| !(supply.is_there)()).collect()
}

/// How to call `apt-get` with the right to install, if there is a way that asks nobody for a password.
fn permitted_apt_get() -> Result<Option<fn() -> Command>> {
    fn as_root() -> Command {
        let mut command = Command::new("apt-get");
        command.env("DEBIAN_FRONTEND", "noninteractive");
        command
    }
    fn with_sudo() -> Command {
        let mut command = Command::new("sudo");
        command.args(["-n", "DEBIAN_FRONTEND=noninteractive", "apt-get"]);
        command
    }
    if in_path("apt-get").is_none() {
        return Ok(None);
    }
    if is_root()? {
        return Ok(Some(as_root));
    }
    let sudo =
        in_path("sudo").is_some() && command::output(Command::new("sudo").args(["-n", "true"])).is_ok();
    Ok(sudo.then_some(with_sudo))
}

/// Fetches axe with npm, unless `LIANYI_TEST_AXE` names its script.
fn ensure_axe(steps: &mut Steps) -> Result<PathBuf> {
    if let Some(script) = std::env::var_os("LIANYI_TEST_AXE") {
        let script = std::path::absolute(script)?;
        ensure!(script.is_file(), "LIANYI_TEST_AXE: {} is no file", script.display());
        return Ok(script);
    }
    let package = std::path::absolute(TOOLS)?.join("node_modules").join(AXE);
    let wanted = format!("\"version\": \"{AXE_VERSION}\"");
    if !fs::read_to_string(package.join("package.json")).is_ok_and(|manifest| manifest.contains(&wanted)) {
        ensure!(
            in_path("npm").is_some(),
            "missing: npm, to fetch {AXE} {AXE_VERSION}. Install npm, or set LIANYI_TEST_AXE to the path of its axe.min.js"
        );
        steps.run(&format!("fetch {AXE} {AXE_VERSION}"), || {
            fs::create_dir_all(TOOLS)?;
            command::run(
                Command::new("npm")
                    .args(["install", "--no-save", "--no-audit", "--no-fund", "--prefix", TOOLS])
                    .arg(format!("{AXE}@{AXE_VERSION}")),
            )
        })?;
    }
    Ok(package.join("axe.min.js"))
}

/// The folder with PostgreSQL's server programs, which distributions keep out of the path.
pub(crate) fn postgres_binaries() -> Option<PathBuf> {
    let mut versions: Vec<PathBuf> = fs::read_dir("/usr/lib/postgresql")
        .map(|entries| entries.flatten().map(|entry| entry.path().join("bin")).collect())
        .unwrap_or_default();
    versions.sort();
    versions
        .into_iter()
        .rev()
        .chain(path_folders())
        .find(|folder| folder.join("initdb").is_file() && folder.join("postgres").is_file())
}

/// The program that drives the browser.
pub(crate) fn chromedriver() -> Option<PathBuf> {
    in_path("chromedriver")
}

/// Without such a font every Chinese character on a screen or in a paper is a box.
fn has_chinese_font() -> bool {
    Path::new("/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc").is_file()
        || command::output(Command::new("fc-list").arg(":lang=zh")).is_ok_and(|fonts| !fonts.is_empty())
}

/// Whether this program runs as root.
pub(crate) fn is_root() -> Result<bool> {
    Ok(command::output(Command::new("id").arg("-u"))? == "0")
}

fn in_path(program: &str) -> Option<PathBuf> {
    path_folders().map(|folder| folder.join(program)).find(|file| file.is_file())
}

fn path_folders() -> impl Iterator<Item = PathBuf> {
    let path = std::env::var_os("PATH").unwrap_or_default();
    std::env::split_paths(&path).collect::<Vec<_>>().into_iter()
}

//! The configuration: flags, then environment, then an optional file, then defaults. The only
//! reader of the environment (through the flags' `env`) and of the file.

use std::net::SocketAddr;
use std::path::{Path, PathBuf};

use anyhow::Context as _;
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use clap::Args;
use serde::Deserialize;

use crate::access::keys::{self, SECRET_LENGTH};
use crate::attachment::store::Store;
use crate::http::documents::Documents;
use crate::notice::mail::Mailer;

/// Where everything is.
#[derive(Args, Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Options {
    /// The database: `sqlite://FILE` or `postgres://USER:PASSWORD@HOST/NAME` [default: `sqlite://data/lianyi.db`].
    #[arg(long, env = "DATABASE_URL", hide_env_values = true, global = true)]
    pub database: Option<String>,
    /// The file with the key that seals signing keys; made if missing [default: beside the SQLite file].
    #[arg(long, env = "LIANYI_KEY_FILE", global = true)]
    pub key_file: Option<PathBuf>,
    /// Where uploaded files are kept: a folder, or `s3://BUCKET/PREFIX` [default: beside the SQLite file].
    #[arg(long, env = "LIANYI_FILES", global = true, value_name = "PLACE")]
    pub files: Option<String>,
    /// Write logs as JSON.
    #[arg(long, env = "LIANYI_LOG_JSON", global = true)]
    #[serde(default)]
    pub log_json: bool,
    /// A TOML file with any of these settings.
    #[arg(long, env = "LIANYI_CONFIG", global = true)]
    #[serde(skip)]
    pub config: Option<PathBuf>,
    /// What the file says of `serve` and `demo`, in its table `[serve]`.
    #[arg(skip)]
    #[serde(default)]
    pub serve: Listening,
}

/// The URL of a mail server, which may hold a password: it is never shown.
#[derive(Clone, Deserialize)]
#[serde(transparent)]
pub struct SmtpUrl(String);

impl SmtpUrl {
    /// The whole URL, for the connection alone.
    pub(crate) fn secret(&self) -> &str {
        &self.0
    }
}

impl std::str::FromStr for SmtpUrl {
    type Err = std::convert::Infallible;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Ok(Self(text.to_owned()))
    }
}

impl std::fmt::Debug for SmtpUrl {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("SmtpUrl(…)")
    }
}

/// Where to listen.
#[derive(Args, Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Listening {
    /// The address and port to listen on [default: 127.0.0.1:8000].
    #[arg(long, env = "LIANYI_LISTEN")]
    pub listen: Option<SocketAddr>,
    /// How browsers reach this server, e.g. `https://lianyi.example.edu`.
    #[arg(long, env = "LIANYI_PUBLIC_URL")]
    pub public_url: Option<String>,
    /// The address and port of the metrics for Prometheus, which must not be public; none unless given.
    #[arg(long, env = "LIANYI_METRICS_LISTEN")]
    pub metrics_listen: Option<SocketAddr>,
    /// Who carries mail, e.g. `smtps://USER:PASSWORD@mail.example.edu`; no mail is sent unless given.
    #[arg(long, env = "LIANYI_MAIL", hide_env_values = true, value_name = "URL")]
    pub mail: Option<SmtpUrl>,
    /// Who sends it, e.g. `联谊 <lianyi@example.edu>`.
    #[arg(long, env = "LIANYI_MAIL_FROM", value_name = "ADDRESS")]
    pub mail_from: Option<String>,
    /// Where an OpenTelemetry collector takes traces by HTTP, such as `http://127.0.0.1:4318/v1/traces`; nowhere unless given.
    #[arg(long, env = "LIANYI_TRACES", value_name = "URL")]
    pub traces: Option<String>,
    /// A JSON file of documents that may be asked for by their SHA-256, over GET too.
    #[arg(long, env = "LIANYI_DOCUMENTS")]
    pub documents: Option<PathBuf>,
    /// How many points an account gets back each second; a page of twenty people costs about eighty [default: 20000].
    #[arg(long, env = "LIANYI_POINTS_PER_SECOND", value_parser = clap::value_parser!(u64).range(1..))]
    pub points_per_second: Option<u64>,
}

impl Listening {
    /// Fills in what flags and environment left open from the file.
    #[must_use]
    pub fn or(self, file: &Self) -> Self {
        Self {
            listen: self.listen.or(file.listen),
            public_url: self.public_url.or_else(|| file.public_url.clone()),
            metrics_listen: self.metrics_listen.or(file.metrics_listen),
            mail: self.mail.or_else(|| file.mail.clone()),
            mail_from: self.mail_from.or_else(|| file.mail_from.clone()),
            traces: self.traces.or_else(|| file.traces.clone()),
            documents: self.documents.or_else(|| file.documents.clone()),
            points_per_second: self.points_per_second.or(file.points_per_second),
        }
    }

    /// The address to bind.
    pub fn address(&self) -> SocketAddr {
        self.listen.unwrap_or_else(|| SocketAddr::from(([127, 0, 0, 1], 8000)))
    }

    /// The address for people, given the one that was bound.
    pub fn public(&self, bound: SocketAddr) -> String {
        self.public_url.clone().unwrap_or_else(|| format!("http://{bound}"))
    }

    /// Who carries mail for the address that was bound; nobody unless it is said who.
    pub fn mailer(&self, bound: SocketAddr) -> anyhow::Result<Option<Mailer>> {
        let Some(url) = &self.mail else { return Ok(None) };
        let from = self.mail_from.as_deref();
        let from = from.context("say who sends the mail: --mail-from or LIANYI_MAIL_FROM")?;
        Mailer::new(url, from, &self.public(bound)).map(Some)
    }

    /// The registered documents; none unless a file is named.
    pub fn documents(&self) -> anyhow::Result<Documents> {
        let Some(path) = &self.documents else { return Ok(Documents::default()) };
        let text =
            std::fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))?;
        Documents::read(&text).with_context(|| format!("{} is not valid", path.display()))
    }
}

impl Options {
    /// Fills in what flags and environment left open from the file, if one is named.
    pub fn with_file(mut self) -> anyhow::Result<Self> {
        if let Some(path) = &self.config {
            let text =
                std::fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))?;
            let file: Self =
                toml::from_str(&text).with_context(|| format!("{} is not valid", path.display()))?;
            self.database = self.database.or(file.database);
            self.key_file = self.key_file.or(file.key_file);
            self.files = self.files.or(file.files);
            self.log_json |= file.log_json;
            self.serve = file.serve;
        }
        Ok(self)
    }

    /// The URL of the database; the folder of an `SQLite` file is made.
    pub fn database_url(&self, default: &str) -> anyhow::Result<String> {
        let url = self.database.clone().unwrap_or_else(|| default.to_owned());
        if let Some(folder) = sqlite_file(&url).and_then(|file| file.parent().map(PathBuf::from)) {
            std::fs::create_dir_all(&folder).with_context(|| format!("cannot make {}", folder.display()))?;
        }
        Ok(url)
    }

    /// The file with the key that seals signing keys.
    pub fn key_path(&self, database_url: &str) -> anyhow::Result<PathBuf> {
        match (&self.key_file, sqlite_file(database_url)) {
            (Some(path), _) => Ok(path.clone()),
            (None, Some(file)) => Ok(file.with_extension("key")),
            (None, None) => {
                anyhow::bail!("with PostgreSQL, name the key file: --key-file or LIANYI_KEY_FILE")
            }
        }
    }

    /// The place of uploaded files.
    pub fn files(&self, database_url: &str) -> anyhow::Result<Store> {
        match (&self.files, sqlite_file(database_url)) {
            (Some(url), _) if url.starts_with("s3://") => Store::bucket(url, std::env::vars()),
            (Some(folder), _) => Store::folder(Path::new(folder)),
            (None, Some(file)) => Store::folder(&file.with_extension("files")),
            (None, None) => {
                anyhow::bail!("with PostgreSQL, say where files are kept: --files or LIANYI_FILES")
            }
        }
    }

    /// The secret under which signing keys are sealed; made on first use.
    pub fn secret(&self, database_url: &str) -> anyhow::Result<[u8; SECRET_LENGTH]> {
        let path = self.key_path(database_url)?;
        if !path.exists() {
            write_private(&path, &keys::random_text())?;
        }
        let text =
            std::fs::read_to_string(&path).with_context(|| format!("cannot read {}", path.display()))?;
        let bytes = URL_SAFE_NO_PAD.decode(text.trim()).ok().and_then(|bytes| bytes.try_into().ok());
        bytes.with_context(|| format!("{} is not a key file", path.display()))
    }
}

/// The file of an `SQLite` URL.
pub fn sqlite_file(url: &str) -> Option<PathBuf> {
    let path = url.strip_prefix("sqlite:")?;
    let path = path.strip_prefix("//").unwrap_or(path);
    Some(PathBuf::from(path.split('?').next().unwrap_or(path)))
}

/// Writes a file that only its owner reads.
fn write_private(path: &Path, text: &str) -> anyhow::Result<()> {
    use std::io::Write as _;
    let mut options = std::fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file = options.open(path).with_context(|| format!("cannot make {}", path.display()))?;
    writeln!(file, "{text}")?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn flags_come_before_the_file() {
        let file: Options = toml::from_str(
            "database = 'sqlite://a.db'\n[serve]\nlisten = '127.0.0.1:9'\npublic-url = 'https://a.example'",
        )
        .unwrap();
        let flag = Listening { public_url: Some("https://b.example".to_owned()), ..Listening::default() };
        let both = flag.or(&file.serve);
        assert_eq!(both.address().port(), 9);
        assert_eq!(both.public(both.address()), "https://b.example");
        assert_eq!(Listening::default().address().port(), 8000);
        assert!(toml::from_str::<Options>("[serve]\nlisten-on = 'x'").is_err());
    }
}

//! The command line.

mod account;
mod audit;
mod demo;
mod import;
mod serve;

use std::process::ExitCode;
use std::sync::Arc;

use clap::{Parser, Subcommand};
use tracing_subscriber::EnvFilter;

use crate::access::keys::Keys;
use crate::access::seed::seed;
use crate::clock::Clock;
use crate::config::{Listening, Options};
use crate::db::Db;
use crate::op::App;

/// Where the data lies unless told otherwise.
const DEFAULT_DATABASE: &str = "sqlite://data/lianyi.db";

/// Lianyi (联谊): the working platform for a college's liaison work between leading cadres and
/// representative figures outside the Party.
///
/// Exit codes: 0 done, 1 refused or with errors, 2 wrong usage.
#[derive(Debug, Parser)]
#[command(name = "lianyi", version)]
struct Cli {
    #[command(flatten)]
    options: Options,
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Serve the platform; brings the database up to date first.
    ///
    /// Without any account, prints a one-time link by which the first system administrator sets
    /// the college up.
    Serve {
        #[command(flatten)]
        listening: Listening,
    },
    /// Load the demonstration college if the database is empty, then serve it.
    ///
    /// Prints the address and accounts of every role. The data lies in data/demo.db unless
    /// `--database` says otherwise; a database that holds another college is refused.
    Demo(demo::Demo),
    /// Bring the database up to date and stop.
    Migrate,
    /// Print the GraphQL schema.
    Schema,
    /// Accounts.
    #[command(subcommand)]
    Account(account::Command),
    /// Check an office workbook and import it.
    Import(import::Command),
    /// The audit log.
    #[command(subcommand)]
    Audit(audit::Command),
}

/// Runs the command line and says how it ended.
pub fn run() -> ExitCode {
    let cli = Cli::parse();
    let result = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()
        .map_err(anyhow::Error::from)
        .and_then(|runtime| runtime.block_on(cli.run()));
    match result {
        Ok(code) => code,
        Err(error) => {
            say_error(&format!("lianyi: {error:#}"));
            ExitCode::FAILURE
        }
    }
}

impl Cli {
    async fn run(self) -> anyhow::Result<ExitCode> {
        let options = self.options.with_file()?;
        start_logging(options.log_json);
        match self.command {
            Command::Serve { listening } => serve::serve(&options, &listening).await,
            Command::Demo(demo) => demo.run(&options).await,
            Command::Migrate => open(&options, DEFAULT_DATABASE, false).await.map(|_| ExitCode::SUCCESS),
            Command::Schema => {
                say(&crate::schema::sdl());
                Ok(ExitCode::SUCCESS)
            }
            Command::Account(command) => command.run(&options).await,
            Command::Import(command) => command.run(&options).await,
            Command::Audit(command) => command.run(&options).await,
        }
    }
}

/// Opens the database, brings it up to date and makes the process's state.
async fn open(options: &Options, default: &str, demo: bool) -> anyhow::Result<Arc<App>> {
    let url = options.database_url(default)?;
    let db = Db::open(&url).await?;
    db.migrate().await?;
    App::start(db, Clock::default(), options.secret(&url)?, demo).await
}

fn start_logging(json: bool) {
    let filter = EnvFilter::try_from_env("LIANYI_LOG").unwrap_or_else(|_| EnvFilter::new("warn,lianyi=info"));
    let builder = tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr);
    if json { builder.json().init() } else { builder.init() }
}

/// Writes to standard output; a closed pipe is not an error.
fn say(text: &str) {
    use std::io::Write as _;
    let _ = writeln!(std::io::stdout(), "{text}");
}

/// Writes to standard error.
fn say_error(text: &str) {
    use std::io::Write as _;
    let _ = writeln!(std::io::stderr(), "{text}");
}

impl App {
    /// The state of a process over an up-to-date database: keys, built-in roles, caches.
    pub async fn start(db: Db, clock: Clock, secret: [u8; 32], demo: bool) -> anyhow::Result<Arc<Self>> {
        // With the wrong number of providers this panics at the first token; so it is said here.
        let _ = jsonwebtoken::crypto::rust_crypto::DEFAULT_PROVIDER.install_default();
        let keys = Keys::open(&db, &clock, secret).await?;
        let app = Arc::new(Self {
            db,
            clock,
            keys,
            trees: crate::units::tree::UnitTrees::default(),
            viewers: crate::access::viewer::Viewers::default(),
            sealer: tokio::sync::Notify::new(),
            demo,
        });
        seed(&app).await?;
        Ok(app)
    }
}

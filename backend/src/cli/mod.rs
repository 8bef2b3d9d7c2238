//! The command line.

mod account;
mod audit;
mod backup;
mod demo;
mod import;
mod keys;
mod serve;

use std::process::ExitCode;
use std::sync::Arc;

use clap::{Parser, Subcommand};
use tracing_subscriber::layer::SubscriberExt as _;
use tracing_subscriber::util::SubscriberInitExt as _;
use tracing_subscriber::{EnvFilter, Layer as _};

use crate::access::keys::Keys;
use crate::access::seed::seed;
use crate::attachment::store::Store;
use crate::clock::Clock;
use crate::config::{Listening, Options};
use crate::db::Db;
use crate::http::Traces;
use crate::op::App;
use crate::starting;

/// Where the data lies unless told otherwise.
const DEFAULT_DATABASE: &str = "sqlite://data/lianyi.db";

const MANUAL: &str = "\
First steps:
  lianyi demo                     look around in an invented college
  lianyi serve                    begin a real one; the first start prints a one-time link
  lianyi import units FILE.xlsx   check an office workbook; `lianyi help import` goes on

Settings come from flags, then from the environment, then from the file of --config:
  DATABASE_URL       --database     where the data is
  LIANYI_KEY_FILE    --key-file     the key that seals the signing keys; keep it with the backups
  LIANYI_FILES       --files        where uploaded files are kept: a folder, or s3://BUCKET/PREFIX with AWS_…
  LIANYI_LISTEN      --listen       the address of the server (serve, demo)
  LIANYI_PUBLIC_URL  --public-url   how browsers reach it (serve, demo)
  LIANYI_METRICS_LISTEN  --metrics-listen  where Prometheus reads its metrics (serve, demo)
  LIANYI_MAIL        --mail         who carries mail: smtps://USER:PASSWORD@HOST; none unless given (serve, demo)
  LIANYI_MAIL_FROM   --mail-from    who sends it (serve, demo)
  LIANYI_TRACES      --traces       where an OpenTelemetry collector takes traces (serve)
  LIANYI_DOCUMENTS   --documents    documents for other systems, by their SHA-256 (serve, demo)
  LIANYI_POINTS_PER_SECOND  --points-per-second  how much one account may ask for (serve, demo)
  LIANYI_LOG_JSON    --log-json     logs as JSON
  LIANYI_LOG                        what is logged, by default warn,lianyi=info
  LIANYI_CONFIG      --config       a TOML file, such as
                                      database = \"postgres://lianyi@localhost/lianyi\"
                                      key-file = \"/etc/lianyi/lianyi.key\"
                                      files = \"/var/lib/lianyi/files\"
                                      log-json = true
                                      [serve]
                                      listen = \"127.0.0.1:8000\"
                                      public-url = \"https://lianyi.example.edu\"

Examples:
  lianyi serve --listen 127.0.0.1:8000 --public-url https://lianyi.example.edu
  DATABASE_URL=postgres://lianyi@localhost/lianyi lianyi serve --key-file /etc/lianyi/lianyi.key --files /var/lib/lianyi/files
  lianyi help import

Exit codes: 0 done, 1 refused or with errors, 2 wrong usage.";

const SERVE: &str = "\
Examples:
  lianyi serve
  lianyi serve --listen 0.0.0.0:8000 --public-url https://lianyi.example.edu
  lianyi serve --database postgres://lianyi@localhost/lianyi --key-file /etc/lianyi/lianyi.key \
               --files s3://lianyi/files

Exit codes: 0 stopped by a signal, 1 it cannot start, 2 wrong usage.";

const MIGRATE: &str = "\
Examples:
  lianyi migrate
  lianyi migrate --database sqlite:///var/lib/lianyi/lianyi.db

Exit codes: 0 up to date, 1 it failed, 2 wrong usage.";

const RESTORED: &str = "\
Example:
  lianyi restored --database postgres://lianyi@localhost/lianyi --key-file /etc/lianyi/lianyi.key \
                  --files /var/lib/lianyi/files

Exit codes: 0 done, 1 the audit chain is broken and nothing was changed, 2 wrong usage.";

const SCHEMA: &str = "\
Example:
  lianyi schema > schema.graphql

Exit codes: 0 printed, 2 wrong usage.";

/// Lianyi (联谊): the working platform for a college's liaison work between leading cadres and
/// representative figures outside the Party.
///
/// One program: it serves the pages and the GraphQL interface, keeps its data in an SQLite file beside it
/// or in PostgreSQL, and has the commands that an operator needs.
#[derive(Debug, Parser)]
#[command(name = "lianyi", version, after_long_help = MANUAL)]
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
    /// the college up. Stops gracefully on a signal.
    #[command(after_long_help = SERVE)]
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
    ///
    /// `lianyi serve` does so too; this is for those who want it done before, with nobody working.
    #[command(after_long_help = MIGRATE)]
    Migrate,
    /// Print the GraphQL schema.
    #[command(after_long_help = SCHEMA)]
    Schema,
    /// Accounts.
    #[command(subcommand)]
    Account(account::Command),
    /// Check an office workbook and import it.
    Import(import::Command),
    /// The audit log.
    #[command(subcommand)]
    Audit(audit::Command),
    /// The keys that sign access tokens.
    #[command(subcommand)]
    Keys(keys::Command),
    Backup(backup::Backup),
    Restore(backup::Restore),
    /// End what `pg_restore` brought back to life; run it before the servers start again.
    ///
    /// Sign-ins, one-time links, calendar links, download tickets and mail codes of the time of the backup may have been
    /// revoked or used since. The audit chain is checked first. `lianyi restore` does all this by itself.
    #[command(after_long_help = RESTORED)]
    Restored,
}

/// Runs the command line and says how it ended.
pub fn run() -> ExitCode {
    crate::choose_cryptography();
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
        let collector = match &self.command {
            Command::Serve { listening } => listening.traces.as_ref().or(options.serve.traces.as_ref()),
            _ => None,
        };
        let traces = collector.map(|endpoint| Traces::to(endpoint)).transpose()?;
        start_logging(options.log_json, traces.as_ref());
        let done = self.command.run(&options).await;
        traces.into_iter().for_each(Traces::end);
        done
    }
}

impl Command {
    async fn run(self, options: &Options) -> anyhow::Result<ExitCode> {
        match self {
            Self::Serve { listening } => serve::serve(options, &listening.or(&options.serve)).await,
            Self::Demo(demo) => demo.run(options).await,
            Self::Migrate => open(options, DEFAULT_DATABASE, false).await.map(|_| ExitCode::SUCCESS),
            Self::Schema => {
                say(&crate::schema::sdl());
                Ok(ExitCode::SUCCESS)
            }
            Self::Account(command) => command.run(options).await,
            Self::Import(command) => command.run(options).await,
            Self::Audit(command) => command.run(options).await,
            Self::Keys(command) => command.run(options).await,
            Self::Backup(backup) => backup.run(options).await,
            Self::Restore(restore) => restore.run(options).await,
            Self::Restored => backup::restored(options).await,
        }
    }
}

/// Opens the database as it is; answers its URL too.
async fn connect(options: &Options, default: &str) -> anyhow::Result<(Db, String)> {
    let url = options.database_url(default)?;
    Ok((Db::open(&url).await?, url))
}

/// Brings the database up to date and makes the process's state.
async fn start(options: &Options, db: Db, url: &str, demo: bool) -> anyhow::Result<Arc<App>> {
    let (secret, files) = (options.secret(url)?, options.files(url)?);
    let (pool, clock) = (db.clone(), Clock::default());
    // On the heap: the futures of migrations are large.
    let work = Box::pin(async move {
        db.migrate().await?;
        App::start(db, clock, secret, files, demo).await
    });
    starting::alone(&pool, work).await
}

/// Opens the database, brings it up to date and makes the process's state.
async fn open(options: &Options, default: &str, demo: bool) -> anyhow::Result<Arc<App>> {
    let (db, url) = connect(options, default).await?;
    start(options, db, &url, demo).await
}

fn start_logging(json: bool, traces: Option<&Traces>) {
    let filter = EnvFilter::try_from_env("LIANYI_LOG").unwrap_or_else(|_| EnvFilter::new("warn,lianyi=info"));
    let lines = tracing_subscriber::fmt::layer().with_writer(std::io::stderr);
    let lines = if json { lines.json().boxed() } else { lines.boxed() };
    tracing_subscriber::registry().with(traces.map(Traces::layer)).with(lines.with_filter(filter)).init();
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
    pub async fn start(
        db: Db,
        clock: Clock,
        secret: [u8; 32],
        files: Store,
        demo: bool,
    ) -> anyhow::Result<Arc<Self>> {
        crate::choose_cryptography();
        let keys = Keys::open(&db, &clock, secret).await?;
        let app = Arc::new(Self {
            db,
            clock,
            files,
            keys,
            trees: crate::units::tree::UnitTrees::default(),
            viewers: crate::access::viewer::Viewers::default(),
            sealer: tokio::sync::Notify::new(),
            live: crate::live::Live::default(),
            mail: std::sync::OnceLock::new(),
            process: uuid::Uuid::new_v4(),
            demo,
        });
        seed(&app).await?;
        Ok(app)
    }
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory as _;

    use super::*;

    /// The help of every command that does something, by how it is called.
    fn manual(command: &mut clap::Command, called: &str, pages: &mut Vec<(String, String)>) {
        if command.get_subcommands().next().is_none() {
            pages.push((called.to_owned(), command.render_long_help().to_string()));
        }
        for below in command.get_subcommands_mut().filter(|below| below.get_name() != "help") {
            manual(below, &format!("{called} {}", below.get_name().to_owned()), pages);
        }
    }

    #[test]
    fn every_command_shows_an_example_and_its_exit_codes() {
        let mut pages = Vec::new();
        manual(&mut Cli::command(), "lianyi", &mut pages);
        assert!(pages.len() >= 7, "{}", pages.len());
        for (called, page) in pages {
            let examples = page.split_once("Example").map(|(_, examples)| examples).unwrap_or_default();
            assert!(examples.contains(&called), "{called} has no example: {page}");
            assert!(page.contains("Exit codes: 0"), "{called}: {page}");
        }
    }

    #[test]
    fn the_manual_names_every_variable_and_the_file() {
        let mut cli = Cli::command();
        let manual = cli.render_long_help().to_string();
        let commands: Vec<clap::Command> = cli.get_subcommands().cloned().chain([cli.clone()]).collect();
        for variable in commands.iter().flat_map(clap::Command::get_arguments).filter_map(|arg| arg.get_env())
        {
            let variable = variable.to_string_lossy();
            assert!(MANUAL.contains(&*variable), "{variable} is not in the manual");
        }
        assert!(
            manual.contains("key-file = ") && manual.contains("Exit codes: 0 done, 1 refused"),
            "{manual}"
        );
    }
}

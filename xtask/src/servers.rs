//! The servers that the tests need, started for one run and gone after it.

use crate::{command, setup};
use anyhow::{Context, Result, bail, ensure};
use std::{
    fs,
    net::{Ipv4Addr, TcpListener},
    os::unix::{fs::chown, process::CommandExt},
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    thread,
    time::{Duration, Instant},
};

/// How long a server may take to start.
const PATIENCE: Duration = Duration::from_mins(1);

/// Watches over a server: when its input closes, and that happens however this program ends, even when it is killed,
/// it stops the server's whole process group and removes its folder. A browser that is still ending may write there
/// for a moment, so it tries more than once.
const GUARD: &str = r#"
signal=$1 folder=$2; shift 2
setsid "$@" </dev/null >"$folder/log" 2>&1 &
server=$!
exec 2>/dev/null
read -r _
kill -s "$signal" -- "-$server" && wait "$server"
for attempt in 1 2 3 4 5 6 7 8 9 10; do
    rm -rf "$folder" && break
    sleep 0.2
done
"#;

/// A server that runs until this value is dropped.
pub(crate) struct Server {
    /// Where it listens on the loopback address.
    port: u16,
    guard: Child,
}

impl Server {
    /// Starts `program` and waits until its log says `ready`.
    fn start(
        program: &mut Command,
        account: Option<Account>,
        signal: &str,
        folder: &Path,
        port: u16,
        ready: &str,
    ) -> Result<Self> {
        let mut guard = Command::new("sh");
        guard
            .args(["-c", GUARD, "guard", signal])
            .arg(folder)
            .arg(program.get_program())
            .args(program.get_args())
            .current_dir(folder)
            // What the server leaves behind goes with the folder.
            .env("TMPDIR", folder)
            .stdin(Stdio::piped())
            .process_group(0);
        if let Some(account) = account {
            account.assume(&mut guard);
        }
        let server = Self { port, guard: guard.spawn().context("cannot start sh")? };
        let log = folder.join("log");
        let start = Instant::now();
        while start.elapsed() < PATIENCE {
            if fs::read_to_string(&log).is_ok_and(|text| text.contains(ready)) {
                return Ok(server);
            }
            thread::sleep(Duration::from_millis(50));
        }
        let log = fs::read_to_string(&log).unwrap_or_default();
        bail!("{program:?} did not start within {} s:\n{log}", PATIENCE.as_secs())
    }

    /// The loopback port it listens on.
    pub(crate) fn port(&self) -> u16 {
        self.port
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        drop(self.guard.stdin.take());
        if let Err(error) = self.guard.wait() {
            eprintln!("a server may still run: {error}");
        }
    }
}

/// What becomes of a cluster's data.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Data {
    /// It is thrown away, so nothing is gained by its surviving a power cut.
    Disposable,
    /// It is written as in earnest.
    Durable,
}

/// A PostgreSQL cluster of its own in a temporary folder; its superuser `postgres` needs no password.
pub(crate) fn postgres(data_is: Data) -> Result<Server> {
    let binaries = setup::postgres_binaries().context("no PostgreSQL server")?;
    let account = Account::for_postgres()?;
    let folder = temporary_folder("postgres")?;
    if let Some(account) = account {
        chown(&folder, Some(account.user), Some(account.group))?;
    }
    let data = folder.join("data");
    let mut create = Command::new(binaries.join("initdb"));
    create
        .args([
            "--username=postgres",
            "--auth=trust",
            "--encoding=UTF8",
            "--locale=C",
            "--no-sync",
            "--pgdata",
        ])
        .arg(&data)
        .current_dir(&folder);
    if let Some(account) = account {
        account.assume(&mut create);
    }
    command::output(&mut create)?;

    let port = free_port()?;
    let mut program = Command::new(binaries.join("postgres"));
    program.arg("-D").arg(&data);
    for setting in [
        "listen_addresses=127.0.0.1",
        &format!("port={port}"),
        &format!("unix_socket_directories={}", folder.display()),
        "max_connections=400",
    ] {
        program.args(["-c", setting]);
    }
    if data_is == Data::Disposable {
        program.args(["-c", "fsync=off", "-c", "synchronous_commit=off", "-c", "full_page_writes=off"]);
    }
    // The immediate shutdown: nothing of the data is needed any more.
    Server::start(&mut program, account, "QUIT", &folder, port, "ready to accept connections")
}

/// A chromedriver; each test opens its own browser through it.
pub(crate) fn chromedriver() -> Result<Server> {
    let program = setup::chromedriver().context("no chromedriver")?;
    let folder = temporary_folder("chromedriver")?;
    let port = free_port()?;
    Server::start(
        Command::new(program).arg(format!("--port={port}")),
        None,
        "TERM",
        &folder,
        port,
        "was started successfully",
    )
}

/// Whom a server runs as.
#[derive(Clone, Copy)]
struct Account {
    user: u32,
    group: u32,
}

impl Account {
    /// PostgreSQL refuses to run as root; everybody else runs it as themselves.
    fn for_postgres() -> Result<Option<Self>> {
        if !setup::is_root()? {
            return Ok(None);
        }
        for name in ["postgres", "nobody"] {
            let id = |option: &str| command::output(Command::new("id").args([option, name]));
            if let (Ok(user), Ok(group)) = (id("-u"), id("-g")) {
                return Ok(Some(Self { user: user.parse()?, group: group.parse()? }));
            }
        }
        bail!("PostgreSQL does not run as root, and there is no user `postgres` or `nobody`")
    }

    fn assume(self, command: &mut Command) {
        command.uid(self.user).gid(self.group);
    }
}

/// A new folder below the system's temporary one, where other users can reach it too.
fn temporary_folder(server: &str) -> Result<PathBuf> {
    let folder = std::env::temp_dir().join(format!("lianyi-{server}-{}", std::process::id()));
    ensure!(!folder.exists(), "{} is left from another run", folder.display());
    fs::create_dir(&folder).with_context(|| folder.display().to_string())?;
    Ok(folder)
}

fn free_port() -> Result<u16> {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?;
    Ok(listener.local_addr()?.port())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_server_and_its_folder_are_gone_with_the_value() {
        let folder = temporary_folder("sleeper").unwrap();
        let mut sleeper = Command::new("sh");
        sleeper.args(["-c", "echo pid $$ ready; exec sleep 600"]);
        let server = Server::start(&mut sleeper, None, "TERM", &folder, 0, "ready").unwrap();
        let log = fs::read_to_string(folder.join("log")).unwrap();
        let process = Path::new("/proc").join(log.split(' ').nth(1).unwrap());
        assert!(process.exists());

        drop(server);

        assert!(!process.exists());
        assert!(!folder.exists());
    }
}

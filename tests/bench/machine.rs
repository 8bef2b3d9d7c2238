//! What the system says of processes: processor time and memory.

use std::fs;

/// Ticks of the clock in which Linux counts processor time, per second.
const TICKS: f64 = 100.0;

/// Whose processor time counts.
pub(crate) struct Meter {
    /// The process that works.
    pub(crate) worker: u32,
    /// The first process of the PostgreSQL cluster; its children count too.
    pub(crate) postgres: Option<u32>,
}

impl Meter {
    /// The processor seconds used so far.
    pub(crate) fn seconds(&self) -> f64 {
        let cluster = self.postgres.map_or(0.0, |first| {
            let children = all().filter(|process| field(*process, 4) == u64::from(first));
            children.map(own).sum::<f64>() + own(first) + ticks(field(first, 16) + field(first, 17))
        });
        own(self.worker) + cluster
    }
}

fn own(process: u32) -> f64 {
    ticks(field(process, 14) + field(process, 15))
}

#[expect(clippy::cast_precision_loss, reason = "a count of ticks")]
fn ticks(count: u64) -> f64 {
    count as f64 / TICKS
}

/// A field of `/proc/…/stat`, numbered as proc(5) does; zero once the process has ended.
fn field(process: u32, number: usize) -> u64 {
    let stat = fs::read_to_string(format!("/proc/{process}/stat")).unwrap_or_default();
    // The name may contain anything, so the fields are counted from behind it; the state is the third.
    let behind = stat.rsplit_once(") ").map_or("", |(_, behind)| behind);
    behind.split(' ').nth(number - 3).and_then(|text| text.parse().ok()).unwrap_or(0)
}

fn all() -> impl Iterator<Item = u32> {
    let entries = fs::read_dir("/proc").expect("/proc");
    entries.filter_map(|entry| entry.ok()?.file_name().to_str()?.parse().ok())
}

/// The process that started another.
pub(crate) fn parent(process: u32) -> u32 {
    u32::try_from(field(process, 4)).expect("a process")
}

/// The memory of a process that is in use, in MiB.
pub(crate) fn memory(process: u32) -> u64 {
    let status = fs::read_to_string(format!("/proc/{process}/status")).unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:")).unwrap_or("0");
    line.trim().trim_end_matches(" kB").trim().parse::<u64>().unwrap_or(0) / 1_024
}

/// How many processors there are, and of which kind.
pub(crate) fn processors() -> String {
    let info = fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
    let name =
        info.lines().find_map(|line| line.strip_prefix("model name")?.split_once(": ")).map(|(_, name)| name);
    let cores = std::thread::available_parallelism().map_or(0, std::num::NonZero::get);
    format!("{cores} cores of {}", name.unwrap_or("an unknown kind"))
}

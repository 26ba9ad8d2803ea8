//! What threads and files the clients may have, and on which processors.

use std::process::{Command, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering::Relaxed};
use std::thread::{self, JoinHandle};
use std::{fmt, fs};

use anyhow::{Result, bail};
use rustix::process::{Resource, Rlimit, getrlimit, setpriority_process, setrlimit};

use super::flood::EACH;
use crate::run::{command, output};

/// Raises the number of files that we, and the server that we start, may have open. Returns how
/// many that are, which may be less than wanted.
pub(super) fn raise_limit(wanted: usize) -> Result<usize> {
    let now = getrlimit(Resource::Nofile);
    let wanted = u64::try_from(wanted)?;
    let possible = now.maximum.map_or(wanted, |most| most.min(wanted));
    let current = now
        .current
        .map_or(possible, |current| current.max(possible));
    let raised = Rlimit {
        current: Some(current),
        maximum: now.maximum,
    };
    if let Err(error) = setrlimit(Resource::Nofile, raised) {
        bail!("cannot raise the number of open files to {current}: {error}");
    }
    Ok(usize::try_from(current)?)
}

/// Lets this thread, and those that it starts, run as soon as they have something to do, where that
/// is allowed: what readers wait for should be the server.
pub(super) fn step_forward() {
    // Not for everybody: then they compete with whatever else runs here.
    schedule("--rr", "1");
}

/// Lets all other threads go first: ours are what makes the load, and nobody waits for them.
///
/// As the class for what runs when nothing else does, where that can be had: niceness alone makes
/// others on the same processor wait until a thread of the flood has had its slice.
pub(super) fn step_back() {
    if schedule("--idle", "0").is_none() {
        setpriority_process(None, 19).ok();
    }
}

fn schedule(class: &str, priority: &str) -> Option<()> {
    let thread = fs::read_link("/proc/thread-self").ok()?;
    let thread = thread.file_name()?.to_str()?;
    let mut chrt = command("chrt", &[class, "--pid", priority, thread]);
    let quiet = chrt.stdout(Stdio::null()).stderr(Stdio::null());
    quiet.status().ok()?.success().then_some(())
}

/// The processors, divided: what makes the load takes nothing from the server then.
pub(super) struct Processors {
    server: String,
    clients: String,
}

impl Processors {
    /// The first half for the server; `None` where there is one only, or no `taskset`.
    pub(super) fn divided() -> Option<Self> {
        let status = fs::read_to_string("/proc/self/status").ok()?;
        let allowed = status
            .lines()
            .find_map(|line| line.strip_prefix("Cpus_allowed_list:"))?;
        let all = list(allowed)?;
        let (server, clients) = all.split_at(all.len() / 2);
        let written = |half: &[u32]| {
            half.iter()
                .map(u32::to_string)
                .collect::<Vec<_>>()
                .join(",")
        };
        let divided = Self {
            server: written(server),
            clients: written(clients),
        };
        let own = std::process::id().to_string();
        let confine = command("taskset", &["--cpu-list", "--pid", &divided.clients, &own]);
        (!server.is_empty() && output(confine).is_ok()).then_some(divided)
    }

    /// The same command, on the server's half.
    pub(super) fn confine(&self, server: &Command) -> Command {
        let mut confined = command("taskset", &["--cpu-list", &self.server]);
        confined.arg(server.get_program()).args(server.get_args());
        if let Some(folder) = server.get_current_dir() {
            confined.current_dir(folder);
        }
        for (name, value) in server.get_envs() {
            confined.env(name, value.unwrap_or_default());
        }
        confined
    }
}

impl fmt::Display for Processors {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { server, clients } = self;
        write!(f, "the server on processor {server}, clients on {clients}")
    }
}

/// Threads that do nothing, as often as they can: what a flood is to those who share its processor,
/// without what it is to the server.
pub(super) struct Idlers {
    stop: Arc<AtomicBool>,
    threads: Vec<JoinHandle<()>>,
}

impl Idlers {
    /// As many as a flood of so many `connections` has.
    pub(super) fn begin(connections: usize) -> Self {
        let stop = Arc::new(AtomicBool::new(false));
        let threads = (0..connections.div_ceil(EACH)).map(|_| {
            let stop = stop.clone();
            thread::spawn(move || {
                step_back();
                while !stop.load(Relaxed) {
                    std::hint::spin_loop();
                }
            })
        });
        Self {
            threads: threads.collect(),
            stop,
        }
    }

    /// Ends them.
    pub(super) fn end(self) {
        self.stop.store(true, Relaxed);
        for thread in self.threads {
            thread.join().ok();
        }
    }
}

/// The numbers in a list such as `0-2,5`.
fn list(text: &str) -> Option<Vec<u32>> {
    let mut all = Vec::new();
    for part in text.trim().split(',') {
        let (first, last) = part.split_once('-').unwrap_or((part, part));
        all.extend(first.parse::<u32>().ok()?..=last.parse().ok()?);
    }
    Some(all)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_of_processors_are_read() {
        assert_eq!(list("\t0-2,5\n"), Some(vec![0, 1, 2, 5]));
        assert_eq!(list("3"), Some(vec![3]));
        assert_eq!(list(""), None);
    }

    #[test]
    fn a_confined_command_is_the_same_but_for_its_processors() {
        let halves = Processors {
            server: "0".to_owned(),
            clients: "1".to_owned(),
        };
        let mut serve = command("strates", &["serve"]);
        serve.env("STRATES_SITE", "site").current_dir("/tmp");
        let confined = halves.confine(&serve);
        let words: Vec<_> = confined.get_args().collect();
        assert_eq!(words, ["--cpu-list", "0", "strates", "serve"]);
        assert_eq!(confined.get_envs().count(), 1);
        assert_eq!(confined.get_current_dir(), serve.get_current_dir());
    }
}

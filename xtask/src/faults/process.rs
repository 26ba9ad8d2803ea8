//! A server that a scenario may do anything to.

use std::fs::{self, File};
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Result, bail};
use rustix::process::{Pid, Signal, geteuid, kill_process};

use super::stage::Stage;
use crate::http::get_once;
use crate::run::{first_on_path, not_started};
use crate::server::{self, free_address};

/// How long anything may take that is waited for.
const PATIENCE: Duration = Duration::from_secs(60);

/// Nobody: to root, no file is unreadable.
const NOBODY: &str = "65534";

/// The process. Killed when dropped.
pub(super) struct Strates {
    child: Child,
    pub addr: SocketAddr,
    metrics: SocketAddr,
    log: PathBuf,
}

/// How to start one.
pub(super) struct Start {
    addr: SocketAddr,
    metrics: SocketAddr,
    content: PathBuf,
    log: PathBuf,
    profile: &'static str,
    environment: Vec<(&'static str, String)>,
}

impl Start {
    /// A server of those notes, which watches them.
    pub(super) fn new(stage: &Stage, content: &Path) -> Result<Self> {
        let addr = free_address()?;
        Ok(Self {
            addr,
            metrics: free_address()?,
            content: content.to_owned(),
            log: stage.path(&format!("log-{}", addr.port())),
            profile: stage.profile,
            environment: Vec::new(),
        })
    }

    /// With its log in that file.
    pub(super) fn logging_to(mut self, log: &str) -> Self {
        self.log = log.into();
        self
    }

    /// With another variable.
    pub(super) fn with(mut self, name: &'static str, value: String) -> Self {
        self.environment.push((name, value));
        self
    }

    /// Starts it, and waits until it is ready.
    pub(super) fn run(&self) -> Result<Strates> {
        let mut command = self.command();
        let log = File::options().create(true).append(true).open(&self.log)?;
        let child = command.stdin(Stdio::null()).stderr(log).spawn();
        let child = child.map_err(|error| not_started(&command, &error))?;
        let mut started = Strates {
            child,
            addr: self.addr,
            metrics: self.metrics,
            log: self.log.clone(),
        };
        let begin = Instant::now();
        while get_once(self.addr, "/readyz").is_err() {
            if started.child.try_wait()?.is_some() || begin.elapsed() > PATIENCE {
                bail!("the server did not become ready: {}", started.log());
            }
            thread::sleep(Duration::from_millis(20));
        }
        Ok(started)
    }

    fn command(&self) -> Command {
        let strates = server::command(self.profile, &["serve".to_owned()]);
        let mut command = match geteuid().is_root() && first_on_path(&["setpriv"]).is_some() {
            false => Command::new("env"),
            true => {
                let mut command = Command::new("setpriv");
                command.args([
                    "--reuid",
                    NOBODY,
                    "--regid",
                    NOBODY,
                    "--clear-groups",
                    "env",
                ]);
                command
            }
        };
        // By env, and not here: what is loaded first should run as the server does.
        let variables = self.environment.iter();
        command
            .args(variables.map(|(name, value)| format!("{name}={value}")))
            .arg(strates.get_program());
        for (name, value) in strates.get_envs() {
            command.env(name, value.unwrap_or_default());
        }
        command
            .arg("serve")
            .args(["--addr", &self.addr.to_string()])
            .args(["--metrics-addr", &self.metrics.to_string()])
            .args([
                "--shutdown-delay",
                "1",
                "--shutdown-timeout",
                "10",
                "--watch",
            ])
            .arg("--content")
            .arg(&self.content);
        command
    }
}

impl Strates {
    /// Asks it to end, and waits until it has.
    pub(super) fn stop(mut self) -> Result<()> {
        self.signal(Signal::TERM);
        match self.child.wait()? {
            status if status.success() => Ok(()),
            status => bail!("the server ended with {status}: {}", self.log()),
        }
    }

    /// Ends it without a word.
    pub(super) fn kill(mut self) -> Result<()> {
        self.signal(Signal::KILL);
        self.child.wait()?;
        Ok(())
    }

    fn signal(&self, signal: Signal) {
        let pid = i32::try_from(self.child.id()).ok().and_then(Pid::from_raw);
        if let Some(pid) = pid {
            kill_process(pid, signal).ok();
        }
    }

    /// Its log so far.
    pub(super) fn log(&self) -> String {
        match self.log.starts_with("/dev") {
            true => String::new(),
            false => fs::read_to_string(&self.log).unwrap_or_default(),
        }
    }

    /// The value of a metric, with its labels as they are written.
    pub(super) fn metric(&self, name: &str) -> Result<f64> {
        let text = get_once(self.metrics, "/metrics")?.body;
        let text = String::from_utf8(text)?;
        let value = text
            .lines()
            .find_map(|line| line.strip_prefix(name)?.strip_prefix(' '));
        match value.map(str::parse) {
            Some(Ok(value)) => Ok(value),
            _ => bail!("there is no metric {name}"),
        }
    }

    /// Waits until the metric is more than it was.
    pub(super) fn grows(&self, name: &str, before: f64) -> Result<()> {
        let begin = Instant::now();
        while self.metric(name)? <= before {
            if begin.elapsed() > PATIENCE {
                bail!("{name} does not grow: {}", self.log());
            }
            thread::sleep(Duration::from_millis(50));
        }
        Ok(())
    }

    /// Whether the first note of the course says that.
    pub(super) fn says(&self, sentence: &str) -> Result<bool> {
        self.shows("/notes", sentence)
    }

    fn shows(&self, path: &str, words: &str) -> Result<bool> {
        let mut page = ureq::get(format!("http://{}{path}", self.addr)).call()?;
        Ok(page.body_mut().read_to_string()?.contains(words))
    }

    /// An error unless a word of the course is found.
    pub(super) fn finds(&self) -> Result<()> {
        match self.shows("/api/search?q=noyau", "\"/notes/")? {
            true => Ok(()),
            false => bail!("nothing is found any more"),
        }
    }

    /// An error if it has ended.
    pub(super) fn lives(&mut self) -> Result<()> {
        match self.child.try_wait()? {
            None => Ok(()),
            Some(status) => bail!("the server has ended with {status}: {}", self.log()),
        }
    }
}

impl Drop for Strates {
    fn drop(&mut self) {
        self.child.kill().ok();
        self.child.wait().ok();
    }
}

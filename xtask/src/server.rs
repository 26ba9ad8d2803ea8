//! The server as a child process.

use std::net::{IpAddr, Ipv4Addr, SocketAddr, TcpListener};
use std::os::unix::process::CommandExt;
use std::path::Path;
use std::process::{Child, Command};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};
use rustix::process::{Pid, Signal, kill_process};
use signal_hook::consts::{SIGINT, SIGTERM};
use signal_hook::iterator::{Handle, Signals};

use crate::repo;
use crate::run::{cargo, not_started, run, step};

/// How long a server may take to load its notes.
const PATIENCE: Duration = Duration::from_mins(5);

/// A running server. It is stopped, and waited for, when this is dropped.
pub(crate) struct Server {
    child: Child,
    addr: SocketAddr,
    signals: Handle,
}

/// Compiles the server in Cargo's profile `dev` or `release`.
pub(crate) fn build(profile: &str) -> Result<()> {
    step(&format!("Compile the server ({profile})"), || {
        run(cargo(&["build", "-p", "server", "--profile", profile]))
    })
}

/// `strates` with the repository's content and site, which flags and environment can change.
pub(crate) fn command(profile: &str, args: &[String]) -> Command {
    let mut command = Command::new(repo::server(profile));
    command
        .current_dir(repo::root())
        .args(args)
        .env("STRATES_SITE", repo::site());
    if std::env::var_os("STRATES_CONTENT").is_none() {
        command.env("STRATES_CONTENT", "content");
    }
    command
}

impl Server {
    /// Starts `strates serve` with more `args` and waits until it is ready.
    pub(crate) fn start(profile: &str, args: &[String]) -> Result<Self> {
        let mut command = command(profile, &["serve".to_owned()]);
        command.args(args);
        Self::spawn(command, address(args)?)
    }

    /// Starts a server on a free port of this machine, for a test or a measure.
    pub(crate) fn start_anywhere(mut command: Command) -> Result<Self> {
        let addr = free_address()?;
        command.arg("--addr").arg(addr.to_string());
        Self::spawn(command, addr)
    }

    fn spawn(mut command: Command, addr: SocketAddr) -> Result<Self> {
        // A group of its own: Ctrl-C reaches us alone, and we pass it on once.
        let child = command.process_group(0).spawn();
        let child = child.map_err(|error| not_started(&command, &error))?;
        let signals = pass_signals_on(child.id())?;
        let mut server = Self {
            child,
            addr,
            signals,
        };
        let start = Instant::now();
        while !server.is_ready() {
            if server.has_ended()? {
                server.wait()?;
                bail!("the server ended before it was ready");
            }
            if start.elapsed() > PATIENCE {
                bail!("the server is not ready after {} s", PATIENCE.as_secs());
            }
            std::thread::sleep(Duration::from_millis(1));
        }
        Ok(server)
    }

    /// The site's root, without a slash at its end.
    pub(crate) fn url(&self) -> String {
        format!("http://{}", self.addr)
    }

    /// Where it listens.
    pub(crate) fn addr(&self) -> SocketAddr {
        self.addr
    }

    /// The process, to be asked about its memory.
    pub(crate) fn pid(&self) -> u32 {
        self.child.id()
    }

    /// Waits for the server's end, of itself or by Ctrl-C.
    pub(crate) fn wait(mut self) -> Result<()> {
        let status = self.child.wait()?;
        if !status.success() {
            bail!("the server ended ({status})");
        }
        Ok(())
    }

    /// Whether the server has ended.
    pub(crate) fn has_ended(&mut self) -> Result<bool> {
        Ok(self.child.try_wait()?.is_some())
    }

    fn is_ready(&self) -> bool {
        ureq::get(format!("{}/readyz", self.url())).call().is_ok()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        if let Ok(None) = self.child.try_wait() {
            terminate(self.child.id());
            self.child.wait().ok();
        }
        self.signals.close();
    }
}

/// From now on, Ctrl-C and SIGTERM end the process `pid` instead of us.
fn pass_signals_on(pid: u32) -> Result<Handle> {
    let mut signals = Signals::new([SIGINT, SIGTERM])?;
    let handle = signals.handle();
    std::thread::spawn(move || signals.forever().for_each(|_| terminate(pid)));
    Ok(handle)
}

/// Asks a process to end.
pub(crate) fn terminate(pid: u32) {
    if let Some(pid) = i32::try_from(pid).ok().and_then(Pid::from_raw) {
        // It may have ended by itself: then there is nothing left to do.
        kill_process(pid, Signal::TERM).ok();
    }
}

/// Where a server with these arguments answers, seen from this machine.
fn address(args: &[String]) -> Result<SocketAddr> {
    let flag = args
        .iter()
        .enumerate()
        .find_map(|(at, arg)| match arg.strip_prefix("--addr")? {
            "" => args.get(at + 1).cloned(),
            value => value.strip_prefix('=').map(str::to_owned),
        });
    let said = flag.or_else(|| std::env::var("STRATES_ADDR").ok());
    let said = said.unwrap_or_else(|| "127.0.0.1:3000".to_owned());
    let mut addr: SocketAddr = said
        .parse()
        .with_context(|| format!("`{said}` is no address; write `127.0.0.1:3000`"))?;
    if addr.ip().is_unspecified() {
        addr.set_ip(IpAddr::V4(Ipv4Addr::LOCALHOST));
    }
    Ok(addr)
}

/// An address of this machine on which nobody listens.
pub(crate) fn free_address() -> Result<SocketAddr> {
    Ok(TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?.local_addr()?)
}

/// The time of the last build of the server, to see whether it has changed.
pub(crate) fn built_at(profile: &str) -> Option<std::time::SystemTime> {
    let path: &Path = &repo::server(profile);
    path.metadata().and_then(|file| file.modified()).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn addressed(args: &[&str]) -> String {
        let args: Vec<String> = args.iter().map(|&arg| arg.to_owned()).collect();
        address(&args).expect("an address").to_string()
    }

    #[test]
    fn the_address_is_found_in_both_forms_of_the_flag() {
        assert_eq!(
            addressed(&["--watch", "--addr", "127.0.0.1:8080"]),
            "127.0.0.1:8080"
        );
        assert_eq!(addressed(&["--addr=127.0.0.1:8081"]), "127.0.0.1:8081");
    }

    #[test]
    fn a_server_on_all_addresses_is_reached_on_this_machine() {
        assert_eq!(addressed(&["--addr=0.0.0.0:80"]), "127.0.0.1:80");
    }

    #[test]
    fn a_wrong_address_is_one_clear_line() {
        let error = address(&["--addr=nowhere".to_owned()]).expect_err("no address");
        assert!(error.to_string().contains("`nowhere` is no address"));
    }
}

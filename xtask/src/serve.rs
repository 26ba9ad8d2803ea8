//! `cargo xtask serve` and `cargo xtask dev`: the server, run by hand.

use std::sync::mpsc;
use std::time::Duration;

use anyhow::Result;
use notify::RecursiveMode;
use notify_debouncer_full::{DebounceEventResult, new_debouncer};

use crate::repo;
use crate::server::{self, Server};
use crate::site::{self, Profile};

/// What a change of the program or of its look is made of. The server watches the notes itself.
const SOURCES: [&str; 7] = [
    "app",
    "corpus",
    "frontend",
    "public",
    "server",
    "style",
    "Cargo.toml",
];

/// Editors write a file in several steps: they are taken as one.
const CALM: Duration = Duration::from_millis(200);

/// Builds everything for release and runs the server until it is told to stop.
pub(crate) fn serve(args: &[String]) -> Result<()> {
    site::build(Profile::Small)?;
    server::build("release")?;
    let server = Server::start("release", args)?;
    println!("Strates answers at {}/ (Ctrl-C stops it)", server.url());
    server.wait()
}

/// Runs a server that is rebuilt, restarted and reloaded in the browser at each change.
pub(crate) fn dev(args: &[String]) -> Result<()> {
    let args = [args, &["--dev".to_owned(), "--watch".to_owned()]].concat();
    rebuild()?;
    let (changed, changes) = mpsc::channel();
    let mut watcher = new_debouncer(CALM, None, move |events: DebounceEventResult| {
        if events.is_ok_and(|events| events.iter().any(|event| !event.kind.is_access())) {
            changed.send(()).ok();
        }
    })?;
    for source in SOURCES {
        watcher.watch(repo::root().join(source), RecursiveMode::Recursive)?;
    }
    let mut server = Server::start("dev", &args)?;
    println!(
        "Strates answers at {}/ and follows your changes (Ctrl-C stops it)",
        server.url()
    );
    while !server.has_ended()? {
        if changes.recv_timeout(CALM).is_err() {
            continue;
        }
        match rebuild() {
            Ok(false) => {}
            Ok(true) => {
                // The old one must be gone before the new one can listen.
                drop(server);
                server = Server::start("dev", &args)?;
            }
            Err(error) => eprintln!("error: {error:#}\nThe server runs on as it was."),
        }
    }
    server.wait()
}

/// Builds what changed; true if the server must be restarted to show it.
fn rebuild() -> Result<bool> {
    let before = server::built_at("dev");
    let site_changed = site::build(Profile::Dev)?;
    server::build("dev")?;
    Ok(site_changed || before != server::built_at("dev"))
}

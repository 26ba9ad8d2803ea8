//! `cargo xtask`: the one entry point for people who work on Strates.
//!
//! [`site`] makes the browser's files, [`serve`] runs the server on them, [`test`] and
//! [`tidy`] check the whole, [`bench`] measures it, and [`relevance`] measures what search finds.
//! [`soak`], [`faults`] and [`fuzz`] do to it what should not be done.

mod bench;
mod browser;
mod deploy;
mod faults;
mod fuzz;
mod http;
mod image;
mod relevance;
mod repo;
mod run;
mod serve;
mod server;
mod site;
mod soak;
mod test;
mod tidy;

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Parser, Subcommand};

use crate::bench::Measure;
use crate::deploy::Overlay;
use crate::site::Profile;

/// Builds, serves, tests and measures Strates.
#[derive(Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask")]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Build the browser's files into target/site
    Build {
        /// Compile the islands quickly instead of small
        #[arg(long)]
        debug: bool,
    },
    /// Build everything for release, run the server and print its URL
    Serve {
        /// Passed to `strates serve`
        #[arg(last = true)]
        args: Vec<String>,
    },
    /// Run a server that follows changes of Rust, style and notes, and reloads the browser
    Dev {
        /// Passed to `strates serve`
        #[arg(last = true)]
        args: Vec<String>,
    },
    /// Run every test: Rust, the course's content, and the site in a real Chromium
    Test {
        /// Leave the browser out
        #[arg(long)]
        no_e2e: bool,
    },
    /// Measure time, throughput, memory and what a browser transfers
    Bench {
        /// Only these measures
        only: Vec<Measure>,
    },
    /// Load a server with a crowd and a flood, and see what its readers notice
    Soak {
        /// A few seconds and fewer connections; times are not judged
        #[arg(long)]
        short: bool,
    },
    /// Break what is around servers while somebody reads, and see that nobody notices
    Faults {
        /// With the server as it is compiled for tests
        #[arg(long)]
        debug: bool,
        /// Only what has these words in its name
        only: Option<String>,
    },
    /// Try the property tests of what strangers and authors write for minutes
    Fuzz {
        /// For each subject
        #[arg(long, default_value_t = 10)]
        minutes: u64,
        /// Only what has these words in its name
        only: Option<String>,
    },
    /// Measure how well search finds the pages that links of notes lead to
    Relevance {
        /// A course, or any folder of Markdown; our own course otherwise
        dir: Option<PathBuf>,
    },
    /// Build the container image with docker, podman or buildah
    Image {
        /// The name it is given
        #[arg(long, default_value = "localhost/strates:dev")]
        tag: String,
        /// Only lay its files out in target/image/root
        #[arg(long)]
        root_only: bool,
        /// Only try the image, with the server as it is compiled for tests
        #[arg(long, exclusive = true)]
        trial: bool,
    },
    /// Render and check the manifests of deploy/, as far as the tools for it are installed
    Manifests,
    /// Bring an overlay of deploy/ into the cluster, wait for its pods and print its address
    Deploy {
        /// Which one
        overlay: Overlay,
    },
    /// Take an overlay and its namespace out of the cluster
    Undeploy {
        /// Which one
        overlay: Overlay,
        /// Do it to readers, too
        #[arg(long)]
        yes: bool,
    },
    /// Check the invariants of ARCHITECTURE.md that a program can check
    Tidy,
}

fn main() -> ExitCode {
    let result = match Cli::parse().command {
        Command::Build { debug } => site::build(Profile::new(debug)).map(drop),
        Command::Serve { args } => serve::serve(&args),
        Command::Dev { args } => serve::dev(&args),
        Command::Test { no_e2e } => test::test(!no_e2e),
        Command::Bench { only } => bench::bench(&only),
        Command::Soak { short } => soak::soak(short),
        Command::Faults { debug, only } => faults::faults(debug, only.as_deref()),
        Command::Fuzz { minutes, only } => fuzz::fuzz(minutes, only.as_deref()),
        Command::Relevance { dir } => relevance::relevance(dir),
        Command::Image { trial: true, .. } => image::trial(),
        Command::Image { tag, root_only, .. } => image::image(&tag, root_only),
        Command::Manifests => deploy::check(),
        Command::Deploy { overlay } => deploy::deploy(overlay),
        Command::Undeploy { overlay, yes } => deploy::undeploy(overlay, yes),
        Command::Tidy => tidy::tidy(),
    };
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

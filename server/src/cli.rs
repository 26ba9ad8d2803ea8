//! The command line. Every option can also be set by an environment variable.

use std::{env, net::SocketAddr, path::PathBuf, time::Duration};

use clap::{
    Arg, Args, Command as Line, CommandFactory, FromArgMatches, Parser, Subcommand, ValueEnum,
    builder::{NonEmptyStringValueParser, OsStr, Resettable},
};

use crate::{
    framing::FrameAncestors,
    kitchen,
    rate::origin::{ForwardedHeader, Network},
    traces,
};

/// Serves, checks and searches a folder of course notes.
#[derive(Debug, Parser)]
#[command(name = "strates", version, about)]
pub struct Cli {
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

impl Cli {
    /// What the command line and the variables say. A variable that is empty says nothing: files of
    /// compose and shells write `${X:-}` for one that may not be set.
    ///
    /// # Errors
    /// What is wrong with them, or the help that was asked for.
    pub fn read() -> Result<Self, clap::Error> {
        let line = without_empty_variables(Self::command());
        Self::from_arg_matches(&line.try_get_matches()?)
    }
}

fn without_empty_variables(line: Line) -> Line {
    let set = |argument: Arg| {
        let value = argument.get_env().and_then(env::var_os);
        match value.is_some_and(|value| value.is_empty()) {
            true => argument.env(Resettable::<OsStr>::Reset),
            false => argument,
        }
    };
    line.mut_args(set).mut_subcommands(without_empty_variables)
}

/// What the program can do.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Serve the site
    Serve(Box<Serve>),
    /// Check a content folder and print every mistake
    Check(Check),
    /// Search a content folder
    Search(Search),
    /// Make the search index that servers with --index open
    Index(Index),
    /// Restore a file whose UTF-8 was read as another encoding
    Repair(Repair),
}

/// Options of `strates serve`.
#[derive(Clone, Debug, Args)]
pub struct Serve {
    /// Address to listen on
    #[arg(long, env = "STRATES_ADDR", default_value = "127.0.0.1:3000", value_parser = address)]
    pub addr: SocketAddr,
    /// Content folder: any folder with notes/**/*.md in it
    #[arg(long, env = "STRATES_CONTENT", default_value = "content")]
    pub content: PathBuf,
    /// Folder made by `cargo xtask build`
    #[arg(long, env = "STRATES_SITE", default_value = "target/site")]
    pub site: PathBuf,
    /// Folder to keep search indexes in, for several servers to share; without it, each makes its own
    #[arg(long, env = "STRATES_INDEX", value_name = "FOLDER")]
    pub index: Option<PathBuf>,
    /// Scheme and host people reach the site at; https:// turns on HSTS [default: http://ADDR]
    #[arg(long, env = "STRATES_BASE_URL", value_parser = base_url)]
    pub base_url: Option<String>,
    /// Sites that may show /embed/… in a frame: origins apart by commas; without it, none may
    #[arg(long, env = "STRATES_FRAME_ANCESTORS", value_name = "ORIGINS")]
    pub frame_ancestors: Option<FrameAncestors>,
    /// Address for Prometheus metrics and a second /healthz; without it there are none
    #[arg(long, env = "STRATES_METRICS_ADDR", value_parser = address)]
    pub metrics_addr: Option<SocketAddr>,
    /// Refuse to start on content with mistakes, instead of showing what could be read
    #[arg(long, env = "STRATES_STRICT", value_parser = switch)]
    pub strict: bool,
    /// Serve the content folder anew when it changes
    #[arg(long, env = "STRATES_WATCH", value_parser = switch)]
    pub watch: bool,
    /// Reload open pages in the browser when the site changes
    #[arg(long, env = "STRATES_DEV", value_parser = switch)]
    pub dev: bool,
    /// Show what the server runs on at /environnements/sous-vos-pieds: it tells strangers about
    /// the host
    #[arg(long, env = "STRATES_REVEAL_RUNTIME", value_parser = switch)]
    pub reveal_runtime: bool,
    /// Number of threads [default: number of cores]
    #[arg(long, env = "STRATES_THREADS", value_parser = clap::value_parser!(u16).range(1..=256))]
    pub threads: Option<u16>,
    /// Connections served at a time; more are told to come back later
    #[arg(long, env = "STRATES_MAX_CONNECTIONS", default_value_t = 4096)]
    #[arg(value_parser = clap::builder::RangedU64ValueParser::<usize>::new().range(1..=1_000_000))]
    pub max_connections: usize,
    /// Searches and pages with choices that may be waiting or worked at; more are told to come
    /// back later
    #[arg(long, env = "STRATES_MAX_WAITING", default_value_t = kitchen::ROOM)]
    #[arg(value_parser = clap::builder::RangedU64ValueParser::<usize>::new().range(1..=100_000))]
    pub max_waiting: usize,
    /// Requests a second that one address may make, as in 20/s, and five seconds' worth at once;
    /// without it, as many as it likes
    #[arg(long, env = "STRATES_RATE_LIMIT", value_name = "N/s", value_parser = per_second)]
    pub rate_limit: Option<u32>,
    /// Proxies that are believed when they say whom they ask for: addresses or ranges apart by
    /// commas
    #[arg(
        long,
        env = "STRATES_TRUSTED_PROXIES",
        value_name = "CIDR",
        value_delimiter = ','
    )]
    pub trusted_proxies: Vec<Network>,
    /// The header in which they say it
    #[arg(long, env = "STRATES_FORWARDED_HEADER", value_enum, default_value_t)]
    pub forwarded_header: ForwardedHeader,
    /// Seconds between turning unready and closing the listener, for load balancers to notice
    #[arg(long, env = "STRATES_SHUTDOWN_DELAY", default_value = "0", value_parser = seconds)]
    pub shutdown_delay: Duration,
    /// Seconds that requests under way get to finish after that
    #[arg(long, env = "STRATES_SHUTDOWN_TIMEOUT", default_value = "20", value_parser = seconds)]
    pub shutdown_timeout: Duration,
    /// OpenTelemetry collector that is told where the time of requests goes, as in
    /// http://127.0.0.1:4318; without it, nobody is
    #[arg(long, env = "STRATES_OTLP_ENDPOINT", value_name = "URL", value_parser = traces::endpoint)]
    pub otlp_endpoint: Option<SocketAddr>,
    /// Form of the log
    #[arg(long, env = "STRATES_LOG_FORMAT", value_enum, default_value_t = LogFormat::Text)]
    pub log_format: LogFormat,
    /// What to log: error, warn, info, debug, or a tracing filter
    #[arg(long, env = "STRATES_LOG", default_value = "info")]
    #[arg(value_parser = NonEmptyStringValueParser::new())]
    pub log: String,
}

/// Options of `strates check`.
#[derive(Debug, Args)]
pub struct Check {
    /// Content folder
    #[arg(env = "STRATES_CONTENT", default_value = "content")]
    pub folder: PathBuf,
}

/// Options of `strates search`.
#[derive(Debug, Args)]
pub struct Search {
    /// Content folder
    #[arg(long, env = "STRATES_CONTENT", default_value = "content")]
    pub content: PathBuf,
    /// Number of hits to print
    #[arg(long, default_value_t = 10)]
    pub limit: usize,
    /// What to look for
    #[arg(required = true)]
    pub query: Vec<String>,
}

/// Options of `strates index`.
#[derive(Debug, Args)]
pub struct Index {
    /// Content folder
    #[arg(long, env = "STRATES_CONTENT", default_value = "content")]
    pub content: PathBuf,
    /// Folder to keep the index in; others that servers may still open stay there
    #[arg(long, env = "STRATES_INDEX", value_name = "FOLDER")]
    pub index: PathBuf,
    /// Refuse content with mistakes, instead of indexing what could be read
    #[arg(long, env = "STRATES_STRICT", value_parser = switch)]
    pub strict: bool,
}

/// Options of `strates repair`.
#[derive(Debug, Args)]
pub struct Repair {
    /// File to restore; the result goes to FILE.repaired
    pub file: PathBuf,
    /// Write the result to the file itself
    #[arg(long)]
    pub in_place: bool,
}

/// How lines of log are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum LogFormat {
    /// For people
    Text,
    /// One JSON object a line
    Json,
}

fn address(text: &str) -> Result<SocketAddr, String> {
    let address = text.parse();
    address.map_err(|_| "give an IP address and a port, as in 127.0.0.1:3000 or [::]:80".to_owned())
}

/// Anything else is refused: whoever writes `non` means no, and gets to know.
fn switch(text: &str) -> Result<bool, String> {
    match text.to_ascii_lowercase().as_str() {
        "true" | "1" | "yes" | "on" => Ok(true),
        "false" | "0" | "no" | "off" => Ok(false),
        _ => Err("give true or false".to_owned()),
    }
}

fn seconds(text: &str) -> Result<Duration, String> {
    let seconds: u64 = text.parse().map_err(|_| "give whole seconds".to_owned())?;
    Ok(Duration::from_secs(seconds))
}

/// `20/s`, or the number alone.
fn per_second(text: &str) -> Result<u32, String> {
    let number = text.strip_suffix("/s").unwrap_or(text).trim();
    match number.parse() {
        Ok(rate @ 1..=1_000_000) => Ok(rate),
        _ => Err("give requests a second from 1 to 1000000, as in 20/s".to_owned()),
    }
}

/// `http://host` or `https://host`, without path.
fn base_url(text: &str) -> Result<String, String> {
    let uri: axum::http::Uri = text.parse().map_err(|_| "not a URL".to_owned())?;
    let parts = (uri.scheme_str(), uri.authority(), uri.path(), uri.query());
    match parts {
        (Some(scheme @ ("http" | "https")), Some(authority), "/", None) => {
            Ok(format!("{scheme}://{authority}"))
        }
        _ => Err("give scheme and host only, as in https://notes.example.org".to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_command_line_is_consistent() {
        Cli::command().debug_assert();
    }

    #[test]
    fn every_option_of_serve_has_a_variable() {
        let command = Cli::command();
        let serve = command.find_subcommand("serve").expect("there is one");
        for option in serve.get_arguments() {
            let expected = format!("STRATES_{}", option.get_id().as_str().to_uppercase());
            let variable = option.get_env().and_then(|name| name.to_str());
            assert_eq!(variable, Some(expected.as_str()));
        }
    }

    #[test]
    fn an_address_has_a_port() {
        assert_eq!(address("[::]:80").map(|found| found.port()), Ok(80));
        for bad in ["localhost:80", "127.0.0.1", "127.0.0.1:99999", ""] {
            let told = address(bad).expect_err(bad);
            assert!(told.contains("as in 127.0.0.1:3000"), "{told}");
        }
    }

    #[test]
    fn a_switch_is_on_or_off_and_nothing_else() {
        for on in ["true", "1", "yes", "On"] {
            assert_eq!(switch(on), Ok(true), "{on}");
        }
        for off in ["false", "0", "no", "OFF"] {
            assert_eq!(switch(off), Ok(false), "{off}");
        }
        for bad in ["non", "oui", "falsch", " ", ""] {
            assert!(switch(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn a_rate_is_so_many_a_second() {
        assert_eq!(per_second("20/s"), Ok(20));
        assert_eq!(per_second("5"), Ok(5));
        for bad in ["0", "0/s", "-1/s", "20/m", "1.5/s", "", "s"] {
            assert!(per_second(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn the_base_url_is_scheme_and_host() {
        assert_eq!(
            base_url("https://a.example/"),
            Ok("https://a.example".to_owned())
        );
        assert_eq!(
            base_url("http://[::1]:80"),
            Ok("http://[::1]:80".to_owned())
        );
        for bad in ["a.example", "ftp://a", "https://a/b", "https://a/?b", ""] {
            assert!(base_url(bad).is_err(), "{bad}");
        }
    }
}

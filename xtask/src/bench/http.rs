//! Requests per second and latency on one core, beside nginx on the same bytes.

use anyhow::{Result, bail};

use super::nginx::Nginx;
use super::pages::{Pages, get};
use super::wrk::{Load, SERVER_CORE, load, load_anew};
use super::{median, quiet_server, report};
use crate::run::{command, first_on_path, step};
use crate::server::Server;

/// Runs of each side, in turn: what disturbs the machine disturbs both.
const ROUNDS: usize = 5;

/// Comparisons a second that are rendered for their query.
const RENDERED: f64 = 3000.0;

/// Compares our server with nginx, and loads what nginx cannot do.
pub(super) fn measure(pages: &Pages) -> Result<()> {
    for tool in ["taskset", "wrk"] {
        if first_on_path(&[tool]).is_none() {
            bail!(
                "`{tool}` is not installed: Debian has it, with nginx (`apt-get install nginx wrk`)"
            );
        }
    }
    let server = one_core_server()?;
    let page = |path: &str| format!("{}{path}", server.url());
    let note = page(&pages.note);
    let (plain, gzipped) = (get(&note, "identity")?, get(&note, "gzip")?);
    println!(
        "{} is {} bytes, {} gzipped",
        pages.note,
        plain.len(),
        gzipped.len()
    );

    let nginx = Nginx::start(&plain, &gzipped)?;
    let sides = [&*note, &nginx.url, &nginx.logged_url];
    let [ours, theirs, logged] = step("Load both servers in turn", || rounds(sides, load))?;
    drop(nginx);
    show("strates, a note", ours);
    show("nginx gzip_static, the same bytes", theirs);
    show("nginx, with its access log", logged);
    let ratio = ours.rate / theirs.rate;
    report(
        "a note, requests/s against nginx",
        &format!("{ratio:.2}"),
        "≥ 1.00",
        ratio >= 1.0,
    );
    let p99 = format!("{:.2}/{:.2} ms", ours.p99, theirs.p99);
    report(
        "a note, 99th percentile against nginx",
        &p99,
        "no worse",
        ours.p99 <= theirs.p99,
    );

    computed(&page, pages, ours)
}

/// What depends on a query, at addresses that nobody has asked for before.
fn computed(page: &dyn Fn(&str) -> String, pages: &Pages, note: Load) -> Result<()> {
    let comparison = page(&format!("{}?differences=1", pages.comparison));
    let search = page("/api/search?q=conteneur");
    let palette = page("/api/palette?q=conteneur");
    let asked = [
        (&*comparison, "identity"),
        (&*comparison, "gzip"),
        (&*search, "gzip"),
        (&*palette, "gzip"),
    ];
    let loads = step("Load what is computed", || {
        rounds(asked, |(url, encoding)| load_anew(url, encoding))
    })?;
    let [plain, gzipped, search, palette] = loads;
    report(
        &format!("a comparison with a query, p99 {:.2} ms", plain.p99),
        &format!("{:.0}/s", plain.rate),
        &format!("≥ {RENDERED:.0}/s"),
        plain.rate >= RENDERED,
    );
    for (what, load) in [
        ("the same, gzipped", gzipped),
        ("/api/search", search),
        ("/api/palette", palette),
    ] {
        let share = load.rate / note.rate;
        show(&format!("{what}, {share:.3} of a note's"), load);
    }
    Ok(())
}

/// Our server on the core where nginx will be.
fn one_core_server() -> Result<Server> {
    let server = quiet_server();
    let mut pinned = command("taskset", &["-c", SERVER_CORE]);
    pinned
        .arg(server.get_program())
        .args(server.get_args())
        .env("STRATES_THREADS", "1");
    for (name, value) in server.get_envs() {
        pinned.env(name, value.unwrap_or_default());
    }
    pinned
        .stdout(std::process::Stdio::null())
        .stderr(std::process::Stdio::null());
    Server::start_anywhere(pinned)
}

/// Loads each of them once a round; the medians of all rounds.
fn rounds<T: Copy, const N: usize>(
    asked: [T; N],
    load: impl Fn(T) -> Result<Load>,
) -> Result<[Load; N]> {
    let mut runs: [Vec<Load>; N] = std::array::from_fn(|_| Vec::new());
    for _ in 0..ROUNDS {
        for (one, runs) in asked.into_iter().zip(&mut runs) {
            runs.push(load(one)?);
        }
    }
    Ok(runs.map(|runs| Load {
        rate: median(runs.iter().map(|run| run.rate).collect()),
        p99: median(runs.iter().map(|run| run.p99).collect()),
    }))
}

fn show(what: &str, load: Load) {
    println!(
        "  {what:<58} {:>8.0} requests/s   p99 {:.2} ms",
        load.rate, load.p99
    );
}

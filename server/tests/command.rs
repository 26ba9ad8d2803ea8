//! The command line, used wrongly: one line with the remedy, and a code that says so, at once.
#![allow(clippy::unwrap_used)]

mod common;

use std::{
    net::TcpListener,
    process::{Command, Output, Stdio},
    thread,
    time::{Duration, Instant},
};

use clap::CommandFactory;
use common::TestSite;
use server::cli::Cli;

/// More than refusing takes on a slow machine, less than reading a course.
const AT_ONCE: Duration = Duration::from_secs(20);

/// Runs `strates` with these arguments and variables, in a folder where nothing is.
fn strates(arguments: &[&str], variables: &[(&str, &str)]) -> Output {
    let nowhere = tempfile::tempdir().unwrap();
    let mut command = Command::new(env!("CARGO_BIN_EXE_strates"));
    command
        .args(arguments)
        .envs(variables.iter().copied())
        .current_dir(nowhere.path())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    let mut child = command.spawn().unwrap();
    let began = Instant::now();
    while child.try_wait().unwrap().is_none() {
        if began.elapsed() > AT_ONCE {
            child.kill().unwrap();
            panic!("{arguments:?} {variables:?}: still running");
        }
        thread::sleep(Duration::from_millis(10));
    }
    child.wait_with_output().unwrap()
}

/// It fails with one line that has all these words in it.
fn refuses(arguments: &[&str], variables: &[(&str, &str)], words: &[&str]) {
    let output = strates(arguments, variables);
    let said = String::from_utf8(output.stderr).unwrap();
    let what = format!("{arguments:?} {variables:?}: {said}");
    assert!(!output.status.success(), "{what}");
    assert_eq!(said.lines().count(), 1, "{what}");
    assert!(said.starts_with("error: "), "{what}");
    for word in words {
        assert!(said.contains(word), "{word} is missing in {what}");
    }
}

#[test]
fn wrong_flags() {
    for (flag, value, words) in [
        ("--addr", "nowhere", "--addr"),
        ("--addr", "203.0.113.1:80", "choose a free address"),
        ("--metrics-addr", "90000", "--metrics-addr"),
        ("--threads", "0", "1..=256"),
        ("--max-connections", "0", "1..=1000000"),
        ("--max-waiting", "many", "--max-waiting"),
        ("--rate-limit", "20/m", "as in 20/s"),
        ("--trusted-proxies", "10.0.0.0/33", "10.0.0.0/8"),
        ("--forwarded-header", "via", "x-forwarded-for"),
        ("--base-url", "ftp://a", "https://notes.example.org"),
        ("--shutdown-delay", "1s", "whole seconds"),
        ("--frame-ancestors", "a b", "https://cours.example.org"),
        ("--otlp-endpoint", "http://collector:4318", "an IP address"),
        ("--log-format", "xml", "text, json"),
        ("--log", "a=b=c", "--log info"),
        ("--log", "", "--log"),
    ] {
        refuses(&["serve", flag, value], &[], &[words]);
    }
    refuses(&["serve", "--adr", "x"], &[], &["--adr", "--help"]);
    refuses(&["server"], &[], &["server", "--help"]);
    refuses(&["search"], &[], &["QUERY"]);
}

#[test]
fn wrong_variables() {
    for (name, value, word) in [
        ("STRATES_ADDR", "3000", "--addr"),
        ("STRATES_THREADS", "two", "--threads"),
        ("STRATES_MAX_CONNECTIONS", "-1", "--max-connections"),
        ("STRATES_RATE_LIMIT", "0", "as in 20/s"),
        ("STRATES_TRUSTED_PROXIES", "10.0.0.0/8,x", "`x`"),
        ("STRATES_LOG_FORMAT", "yaml", "text, json"),
        ("STRATES_SHUTDOWN_TIMEOUT", "soon", "whole seconds"),
        ("STRATES_REVEAL_RUNTIME", "non", "true or false"),
        ("STRATES_STRICT", "faux", "true or false"),
        ("STRATES_WATCH", "oui", "true or false"),
    ] {
        refuses(&["serve"], &[(name, value)], &[word]);
    }
}

#[test]
fn an_empty_variable_is_one_that_is_not_set() {
    let command = Cli::command();
    for (arguments, name) in [
        (&["serve", "--addr", "127.0.0.1:0"][..], "serve"),
        (&["check"], "check"),
        (&["search", "pod"], "search"),
    ] {
        let options = command.find_subcommand(name).unwrap().get_arguments();
        let variables = options.filter_map(|option| option.get_env()?.to_str());
        let empty: Vec<_> = variables.map(|name| (name, "")).collect();
        let output = strates(arguments, &empty);
        // The folder of the default is not there: that is all that is wrong.
        let said = String::from_utf8(output.stdout).unwrap();
        let what = format!("{arguments:?}: {said}{output:?}", output = output.stderr);
        assert!(said.starts_with("content:"), "{what}");
        assert_eq!(output.status.code(), Some(1), "{what}");
    }
}

#[test]
fn an_address_in_use_names_its_flag() {
    let taken = TcpListener::bind("127.0.0.1:0").unwrap();
    let addr = taken.local_addr().unwrap().to_string();
    refuses(&["serve", "--addr", &addr], &[], &[&addr, "with --addr"]);
    let metrics = ["serve", "--addr", "127.0.0.1:0", "--metrics-addr", &addr];
    refuses(&metrics, &[], &[&addr, "with --metrics-addr"]);
}

#[test]
fn folders_that_are_not_there() {
    let site = TestSite::new();
    let content = site.sources.content.display().to_string();
    let built = site.sources.site.display().to_string();
    let serve = ["serve", "--addr", "127.0.0.1:0"];
    let no_site = [&serve[..], &["--content", &content, "--site", "rien"]].concat();
    refuses(&no_site, &[], &["rien", "cargo xtask build", "--site"]);
    let no_content = [&serve[..], &["--content", "rien", "--site", &built]].concat();
    let output = strates(&no_content, &[]);
    assert!(!output.status.success());
    assert!(String::from_utf8_lossy(&output.stdout).contains("rien"));
    site.write("site/manifest.json", "{\"css\":");
    let damaged = [&serve[..], &["--content", &content, "--site", &built]].concat();
    refuses(&damaged, &[], &["manifest.json", "build again"]);
}

#[test]
fn who_reads_no_further_is_no_mistake() {
    let site = TestSite::new();
    let content = site.sources.content.display().to_string();
    for arguments in [
        &["search", "--content", &content, "pod"][..],
        &["check", &content],
    ] {
        let mut command = Command::new(env!("CARGO_BIN_EXE_strates"));
        command.args(arguments).stderr(Stdio::piped());
        let mut child = command.stdout(Stdio::piped()).spawn().unwrap();
        drop(child.stdout.take());
        let output = child.wait_with_output().unwrap();
        assert!(output.status.success(), "{arguments:?}: {output:?}");
        assert_eq!(String::from_utf8_lossy(&output.stderr), "");
    }
}

#[test]
fn a_remark_is_printed_and_refuses_nothing() {
    let site = TestSite::new();
    site.write("content/notes/remarque.md", "# A\n\n[[Nulle part]]\n");
    let content = site.sources.content.display().to_string();
    let output = strates(&["check", &content], &[]);
    assert!(output.status.success());
    let said = String::from_utf8(output.stdout).unwrap();
    let (first, last) = said.trim_end().split_once('\n').unwrap();
    assert!(
        first.starts_with("notes/remarque.md:3: remarque : "),
        "{said}"
    );
    assert!(last.ends_with(", 1 remarque"), "{said}");
}

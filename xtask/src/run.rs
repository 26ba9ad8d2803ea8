//! Running programs and saying what takes time.

use std::io::{BufRead, BufReader, ErrorKind};
use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::time::Instant;

use anyhow::{Result, anyhow, bail};

use crate::repo;

/// Says what is being done, does it, and says how long it took.
pub(crate) fn step<T>(what: &str, work: impl FnOnce() -> Result<T>) -> Result<T> {
    eprintln!("▸ {what}");
    let start = Instant::now();
    let result = work();
    let sign = if result.is_ok() { '✓' } else { '✗' };
    eprintln!("{sign} {what}: {:.1} s", start.elapsed().as_secs_f64());
    result
}

/// A command that runs in the repository's root.
pub(crate) fn command(program: &str, args: &[&str]) -> Command {
    let mut command = Command::new(program);
    command.args(args).current_dir(repo::root());
    command
}

/// The Cargo that runs us, in the repository's root.
pub(crate) fn cargo(args: &[&str]) -> Command {
    command(
        &std::env::var("CARGO").unwrap_or_else(|_| "cargo".into()),
        args,
    )
}

/// Runs a command to its end; anything but success is an error that names it.
pub(crate) fn run(mut command: Command) -> Result<()> {
    let status = command
        .status()
        .map_err(|error| not_started(&command, &error))?;
    if !status.success() {
        bail!("`{}` failed ({status})", shown(&command));
    }
    Ok(())
}

/// Runs a command and returns what it wrote on its standard output.
pub(crate) fn output(mut command: Command) -> Result<String> {
    let output = command
        .output()
        .map_err(|error| not_started(&command, &error))?;
    if !output.status.success() {
        let said = String::from_utf8_lossy(&output.stderr);
        bail!(
            "`{}` failed ({}): {}",
            shown(&command),
            output.status,
            said.trim()
        );
    }
    Ok(String::from_utf8(output.stdout)?)
}

/// Runs a command to its end and shows `watch` each line of its standard output on the way.
pub(crate) fn watch(mut command: Command, mut watch: impl FnMut(&str)) -> Result<()> {
    let child = command.stdout(Stdio::piped()).spawn();
    let mut child = child.map_err(|error| not_started(&command, &error))?;
    let lines = child
        .stdout
        .take()
        .map(BufReader::new)
        .into_iter()
        .flat_map(BufReader::lines);
    for line in lines.map_while(Result::ok) {
        println!("{line}");
        watch(&line);
    }
    let status = child.wait()?;
    if !status.success() {
        bail!("`{}` failed ({status})", shown(&command));
    }
    Ok(())
}

/// The first of `programs` that is on the PATH.
pub(crate) fn first_on_path(programs: &[&str]) -> Option<PathBuf> {
    let path = std::env::var_os("PATH")?;
    let folders: Vec<PathBuf> = std::env::split_paths(&path).collect();
    programs
        .iter()
        .flat_map(|program| folders.iter().map(move |folder| folder.join(program)))
        .find(|file| file.is_file())
}

/// The error for a program that did not even start: mostly, one that is not installed.
pub(crate) fn not_started(command: &Command, error: &std::io::Error) -> anyhow::Error {
    let program = command.get_program().to_string_lossy();
    match error.kind() {
        ErrorKind::NotFound => anyhow!("`{program}` is not installed, or not on the PATH"),
        _ => anyhow!("`{program}` did not start: {error}"),
    }
}

fn shown(command: &Command) -> String {
    let words = std::iter::once(command.get_program()).chain(command.get_args());
    words
        .map(|word| word.to_string_lossy())
        .collect::<Vec<_>>()
        .join(" ")
}

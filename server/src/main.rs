//! The `strates` command.

use std::{
    io::{self, Write},
    process::ExitCode,
};

use clap::error::ErrorKind;
use corpus::problem::Problems;
use server::{
    allocator, check,
    cli::{Cli, Command},
    index, repair, serve,
};

fn main() -> ExitCode {
    allocator::set_up();
    let cli = match Cli::read() {
        Ok(cli) => cli,
        Err(error) => return usage(&error),
    };
    let done = match &cli.command {
        Command::Serve(options) => serve::serve(options).map(succeed),
        Command::Check(options) => check::check(options).map(succeed),
        Command::Search(options) => check::search(options).map(succeed),
        Command::Index(options) => index::make(options).map(succeed),
        Command::Repair(options) => repair::repair(options),
    };
    done.unwrap_or_else(|error| {
        if is_closed_pipe(&error) {
            return ExitCode::SUCCESS;
        }
        complain(&error);
        ExitCode::FAILURE
    })
}

/// Whether nobody reads what is printed any more: `strates search … | head`.
fn is_closed_pipe(error: &anyhow::Error) -> bool {
    let error = error.downcast_ref::<io::Error>();
    error.is_some_and(|error| error.kind() == io::ErrorKind::BrokenPipe)
}

fn succeed((): ()) -> ExitCode {
    ExitCode::SUCCESS
}

/// Help and version as they come; a mistake in one line.
fn usage(error: &clap::Error) -> ExitCode {
    match error.kind() {
        ErrorKind::DisplayHelp
        | ErrorKind::DisplayVersion
        | ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => error.exit(),
        _ => {
            let rendered = error.render().to_string();
            // What went wrong, and what is possible instead; then comes what `--help` says better.
            let lines = rendered.lines().map(str::trim);
            let said: Vec<_> = lines.take_while(|line| !line.is_empty()).collect();
            eprintln!("{}: see `strates --help`", said.join(" "));
            ExitCode::from(2)
        }
    }
}

/// Mistakes in the content as they come, each on its line; everything else in one line.
fn complain(error: &anyhow::Error) {
    match error.downcast_ref::<Problems>() {
        // Who reads no further (`| head`) has seen enough of them.
        Some(problems) => drop(write!(io::stdout(), "{problems}")),
        None => eprintln!("error: {error:#}"),
    }
}

//! The kernel, and the distribution of the files around us.

use std::time::Duration;

use app::ground::{Fact, Name, Value};

use super::{from_file, known, tree::Tree, unknown};
use app::ground::Evidence;

const RELEASE: &str = "/proc/sys/kernel/osrelease";
const KIND: &str = "/proc/sys/kernel/ostype";
const DISTRIBUTION: [&str; 2] = ["/etc/os-release", "/usr/lib/os-release"];
const UPTIME: &str = "/proc/uptime";

pub(super) fn read(tree: &Tree) -> Vec<Fact> {
    let kernel = tree.line(RELEASE).map(|release| {
        let kind = tree.line(KIND).map(|kind| format!("{kind} "));
        Value::Text(kind.unwrap_or_default() + &release)
    });
    let uptime = tree.line(UPTIME).and_then(|line| {
        let seconds: f64 = line.split(' ').next()?.parse().ok()?;
        Some(Value::Time(Duration::try_from_secs_f64(seconds).ok()?))
    });
    vec![
        from_file(Name::Kernel, kernel, RELEASE),
        distribution(tree),
        from_file(Name::SystemUptime, uptime, UPTIME),
    ]
}

fn distribution(tree: &Tree) -> Fact {
    let named = DISTRIBUTION.into_iter().find_map(|file| {
        let name = tree.entry(file, "PRETTY_NAME", '=');
        Some((name.or_else(|| tree.entry(file, "NAME", '='))?, file))
    });
    match named {
        Some((name, file)) => known(
            Name::System,
            Value::Text(name),
            vec![Evidence::File(file.to_owned())],
        ),
        None => unknown(Name::System, &DISTRIBUTION),
    }
}

//! The server itself.

use std::time::Duration;

use app::ground::{Evidence, Fact, Name, Value};

use super::{from_file, known, tree::Tree};

const STATUS: &str = "/proc/self/status";

pub(super) fn read(tree: &Tree, uptime: Duration) -> Vec<Fact> {
    let version = Value::Text(env!("CARGO_PKG_VERSION").to_owned());
    let resident = tree.kilobytes(STATUS, "VmRSS").map(Value::Bytes);
    vec![
        known(Name::Version, version, vec![Evidence::Itself]),
        known(Name::Uptime, Value::Time(uptime), vec![Evidence::Itself]),
        from_file(Name::Resident, resident, STATUS),
    ]
}

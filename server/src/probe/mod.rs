//! Reads what runs under this very process: machine, kernel, container, limits.
//!
//! Everything is read below a root folder, so that tests can bring a machine of their own, and
//! from a list of environment variables by name. Only files named in these modules are opened;
//! none of them holds a serial number, an address, a token or a secret.
//!
//! 1. [`machine`]: what the kernel runs on;
//! 2. [`system`]: the kernel, and the distribution of the files around us;
//! 3. [`container`]: whether we are in a container, and whose;
//! 4. [`pod`]: what Kubernetes tells of the pod;
//! 5. [`limits`]: what the control group may have, and has;
//! 6. [`process`]: the server itself.

mod container;
mod limits;
mod machine;
pub mod page;
mod pod;
mod process;
mod system;
mod tree;

use std::{
    path::PathBuf,
    sync::{Arc, Mutex, PoisonError},
    time::{Duration, Instant},
};

use app::ground::{Evidence, Fact, Ground, Name, Value};
use time::{OffsetDateTime, format_description::well_known::Rfc3339};

use self::tree::Tree;

/// How long a report is good for.
const FRESH: Duration = Duration::from_secs(1);

/// Reads the machine when asked, at most once a second.
pub struct Probe {
    tree: Tree,
    started: Instant,
    last: Mutex<Option<(Instant, Arc<Ground>)>>,
}

impl Probe {
    /// A probe of the machine whose files lie below `root` (`/` for this one), with the
    /// environment that `variable` looks up.
    pub fn new(
        root: impl Into<PathBuf>,
        variable: impl Fn(&str) -> Option<String> + Send + Sync + 'static,
    ) -> Self {
        Self {
            tree: Tree::new(root.into(), Box::new(variable)),
            started: Instant::now(),
            last: Mutex::new(None),
        }
    }

    /// What is there now, or was a moment ago. Reads files: not for threads that must not wait.
    pub fn read(&self) -> Arc<Ground> {
        let mut last = self.last.lock().unwrap_or_else(PoisonError::into_inner);
        match &*last {
            Some((at, ground)) if at.elapsed() < FRESH => ground.clone(),
            _ => {
                let ground = Arc::new(self.report());
                *last = Some((Instant::now(), ground.clone()));
                ground
            }
        }
    }

    fn report(&self) -> Ground {
        let tree = &self.tree;
        let (machine, mut facts) = machine::read(tree);
        facts.extend(system::read(tree));
        let (container, around) = container::read(tree);
        facts.extend(pod::read(tree, container));
        facts.extend(around);
        facts.extend(limits::read(tree));
        facts.extend(process::read(tree, self.started.elapsed()));
        Ground {
            taken: now(),
            machine,
            container,
            facts,
        }
    }
}

fn now() -> String {
    let now = OffsetDateTime::now_utc().replace_nanosecond(0);
    now.ok()
        .and_then(|now| now.format(&Rfc3339).ok())
        .unwrap_or_default()
}

/// A fact, told by that evidence.
fn known(name: Name, value: Value, found: Vec<Evidence>) -> Fact {
    Fact {
        name,
        value: Some(value),
        found,
    }
}

/// A fact that was looked for in these places.
fn unknown(name: Name, files: &[&str]) -> Fact {
    Fact {
        name,
        value: None,
        found: files
            .iter()
            .map(|file| Evidence::File((*file).to_owned()))
            .collect(),
    }
}

/// A fact from one file.
fn from_file(name: Name, value: Option<Value>, file: &str) -> Fact {
    Fact {
        name,
        value,
        found: vec![Evidence::File(file.to_owned())],
    }
}

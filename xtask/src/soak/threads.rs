//! What threads and files the clients may have.

use anyhow::{Result, bail};
use rustix::process::{Resource, Rlimit, getrlimit, setpriority_process, setrlimit};

/// Raises the number of files that we, and the server that we start, may have open. Returns how
/// many that are, which may be less than wanted.
pub(super) fn raise_limit(wanted: usize) -> Result<usize> {
    let now = getrlimit(Resource::Nofile);
    let wanted = u64::try_from(wanted)?;
    let possible = now.maximum.map_or(wanted, |most| most.min(wanted));
    let current = now
        .current
        .map_or(possible, |current| current.max(possible));
    let raised = Rlimit {
        current: Some(current),
        maximum: now.maximum,
    };
    if let Err(error) = setrlimit(Resource::Nofile, raised) {
        bail!("cannot raise the number of open files to {current}: {error}");
    }
    Ok(usize::try_from(current)?)
}

/// Lets all other threads go first: ours are what makes the load, and nobody waits for them.
pub(super) fn step_back() {
    // Where it is not allowed, the figures are worse than the server.
    setpriority_process(None, 19).ok();
}

//! Which threads go first where several want to run.
//!
//! Those that answer at once run for microseconds; those that make answers run for milliseconds.
//! Niceness divides the processor between them, and no more: since Linux 6.6, a thread that wakes up
//! waits until the one that runs has had its slice, 1 to 3 ms, however nice that one is. So those
//! that answer at once ask for slices of their own, as short as may be: then they need not wait.

use std::io;

/// How much less threads that make answers count than those that answer at once.
const NICENESS: i32 = 10;

/// The shortest slice that Linux grants (since 6.12; before that it is not read), in nanoseconds.
const SHORT: u64 = 100_000;

/// As long as the system thinks best.
const USUAL: u64 = 0;

/// Lets other threads go before this one, from now on and for good.
pub fn step_back() {
    // Where it is not allowed, all count the same.
    if let Err(error) = schedule(NICENESS.max(niceness()), USUAL) {
        tracing::debug!(%error, "cannot lower the priority of a thread");
    }
}

/// Lets this thread run as soon as it has something to do, and for a short time only. Threads that
/// it starts inherit that.
pub fn step_forward() {
    if let Err(error) = schedule(niceness(), SHORT) {
        tracing::debug!(%error, "cannot shorten the slice of a thread");
    }
}

/// Of the calling thread.
fn niceness() -> i32 {
    rustix::process::getpriority_process(None).unwrap_or(0)
}

/// Sets the niceness of the calling thread, and its slice in nanoseconds.
#[cfg(target_os = "linux")]
fn schedule(nice: i32, slice: u64) -> io::Result<()> {
    let attributes = libc::sched_attr {
        size: size_of::<libc::sched_attr>() as u32,
        sched_policy: libc::SCHED_OTHER as u32,
        sched_flags: 0,
        sched_nice: nice,
        sched_priority: 0,
        sched_runtime: slice,
        sched_deadline: 0,
        sched_period: 0,
    };
    #[allow(unsafe_code, reason = "no crate offers sched_setattr")]
    // SAFETY: sched_setattr(2) about the calling thread reads the structure, which has the size
    // that it says, and changes nothing but how the thread is scheduled.
    match unsafe { libc::syscall(libc::SYS_sched_setattr, 0, &raw const attributes, 0) } {
        0 => Ok(()),
        _ => Err(io::Error::last_os_error()),
    }
}

/// Elsewhere, niceness belongs to the whole process.
#[cfg(not(target_os = "linux"))]
fn schedule(_: i32, _: u64) -> io::Result<()> {
    Ok(())
}

#[cfg(all(test, target_os = "linux"))]
mod tests {
    use std::thread;

    use super::*;

    #[test]
    fn stepping_back_is_about_one_thread_for_good() {
        let before = niceness();
        let there = thread::spawn(|| {
            step_back();
            niceness()
        });
        assert!(there.join().expect("no panic") >= NICENESS);
        assert_eq!(niceness(), before);
    }

    #[test]
    fn a_thread_may_shorten_its_slice_and_keeps_its_niceness() {
        let there = thread::spawn(|| {
            step_back();
            schedule(niceness(), SHORT).map(|()| niceness())
        });
        let there = there.join().expect("no panic");
        assert!(there.expect("it is allowed") >= NICENESS);
    }
}

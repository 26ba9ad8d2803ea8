//! How the C library's allocator is set up, and asked to give memory back.

/// Blocks from this size on are mapped, and go back to the system as soon as they are freed.
#[cfg(target_env = "gnu")]
const LARGE: i32 = 128 * 1024;

/// Keeps what compressing and indexing leave behind from staying resident.
///
/// glibc raises its own threshold each time a large block is freed, up to 32 MB; the holes that
/// such blocks then leave in the heap made 14 of the 46 MB that were resident once every page of
/// the course had been served. Setting the threshold, even to its default, keeps it where it is.
/// Other C libraries need nothing.
pub fn set_up() {
    #[cfg(target_env = "gnu")]
    #[allow(unsafe_code, reason = "no crate offers mallopt as a safe function")]
    // SAFETY: mallopt(3) takes two integers, rejects unknown ones, and is called before any
    // other thread is started.
    unsafe {
        libc::mallopt(libc::M_MMAP_THRESHOLD, LARGE);
        libc::mallopt(libc::M_TRIM_THRESHOLD, LARGE);
    }
}

/// Gives free memory back to the system, also what lies between blocks that are in use. Takes
/// milliseconds, in which other threads may have to wait for memory.
pub fn give_back() {
    #[cfg(target_env = "gnu")]
    #[allow(unsafe_code, reason = "no crate offers malloc_trim as a safe function")]
    // SAFETY: malloc_trim(3) may be called by any thread at any time.
    unsafe {
        libc::malloc_trim(0);
    }
}

//! Answers to addresses with a query, for as long as there is room: readers of one course search for
//! the same words, letter by letter, and the first letters are what takes longest to answer.

use std::sync::{
    Arc,
    atomic::{AtomicU64, Ordering::Relaxed},
};

use axum::http::Uri;
use quick_cache::{Weighter, sync::Cache};
use xxhash_rust::xxh3::xxh3_64;

use crate::stored::Stored;

/// What all answers together may take, in bytes.
const ROOM: u64 = 3 * 1024 * 1024;

/// How many answers that is: of results of a search, as many as there is room for.
const ANSWERS: usize = 256;

/// What an answer takes besides its bytes: two sets of headers.
const HEADERS: usize = 8 * 1024;

/// Addresses that are remembered after they were asked for once.
const SEEN: usize = 4096;

/// The answers to what was asked for twice.
pub struct Recent {
    answers: Cache<Box<str>, Arc<Stored>, Bytes>,
    /// Hashes, each in its place until another one comes there. A flood of addresses of which no
    /// two are the same ends here.
    seen: Box<[AtomicU64]>,
}

impl Default for Recent {
    fn default() -> Self {
        Self {
            answers: Cache::with_weighter(ANSWERS, ROOM, Bytes),
            seen: (0..SEEN).map(|_| AtomicU64::new(0)).collect(),
        }
    }
}

impl Recent {
    /// The answer of that address.
    pub fn get(&self, uri: &Uri) -> Option<Arc<Stored>> {
        self.answers.get(key(uri)?)
    }

    /// Keeps an answer that was asked for before, unless it is too large to be worth the others.
    pub fn keep(&self, uri: &Uri, stored: Arc<Stored>) {
        if let Some(key) = key(uri).filter(|key| self.was_seen(key)) {
            self.answers.insert(key.into(), stored);
        }
    }

    fn was_seen(&self, key: &str) -> bool {
        let hash = xxh3_64(key.as_bytes());
        let place = usize::try_from(hash).unwrap_or(usize::MAX) % self.seen.len();
        self.seen[place].swap(hash, Relaxed) == hash
    }
}

/// Path and query as they were asked for: two ways to write one address are two addresses.
fn key(uri: &Uri) -> Option<&str> {
    Some(uri.path_and_query()?.as_str())
}

#[derive(Clone)]
struct Bytes;

impl Weighter<Box<str>, Arc<Stored>> for Bytes {
    fn weight(&self, key: &Box<str>, stored: &Arc<Stored>) -> u64 {
        // Compressed, it takes a third again, and what it was written in is larger than it.
        let bytes = stored.bytes().len() * 2;
        (key.len() + bytes + HEADERS) as u64
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use axum::http::HeaderMap;

    use super::*;
    use crate::{encoding::Effort, metrics::Hits};

    fn uri(n: usize) -> Uri {
        format!("/recherche?q={n}").parse().unwrap()
    }

    fn stored(bytes: usize) -> Arc<Stored> {
        let body = vec![b'a'; bytes].into();
        let stored = Stored::new(HeaderMap::new(), body, Effort::Quick, Hits::detached());
        Arc::new(stored)
    }

    /// Keeps what is asked for, twice.
    fn keep(recent: &Recent, n: usize, bytes: usize) {
        recent.keep(&uri(n), stored(bytes));
        recent.keep(&uri(n), stored(bytes));
    }

    #[test]
    fn what_is_asked_for_once_is_not_kept() {
        let recent = Recent::default();
        (0..5_000).for_each(|n| recent.keep(&uri(n), stored(20_000)));
        assert_eq!(recent.answers.len(), 0);
    }

    #[test]
    fn many_addresses_take_no_more_than_there_is() {
        let recent = Recent::default();
        (0..5_000).for_each(|n| keep(&recent, n, 20_000));
        assert!(recent.answers.weight() <= ROOM);
        assert!((0..5_000).any(|n| recent.get(&uri(n)).is_some()));
        assert!(recent.get(&uri(5_000)).is_none());
    }

    #[test]
    fn what_is_asked_for_again_outlasts_many_others() {
        let recent = Recent::default();
        keep(&recent, 0, 20_000);
        for n in 1..2_000 {
            assert!(recent.get(&uri(0)).is_some(), "after {n}");
            keep(&recent, n, 20_000);
        }
    }

    #[test]
    fn what_is_larger_than_the_room_is_not_kept() {
        let recent = Recent::default();
        keep(&recent, 0, ROOM as usize);
        assert!(recent.get(&uri(0)).is_none());
    }
}

//! Who has asked how often, in memory that does not grow.
//!
//! Each address has two cells, by two hashes, and a cell holds one number: when the allowance of
//! its addresses will be whole again (the *generic cell rate algorithm*). A request is one too
//! many if both cells say so. Addresses that share a cell take from each other's allowance; with
//! two cells that is noticed by somebody only if both are shared with somebody busy. Keys are
//! random, so that nobody can choose addresses to that end.

use std::{
    hash::{BuildHasher, RandomState},
    net::IpAddr,
    sync::atomic::{AtomicU64, Ordering::Relaxed},
    time::{Duration, Instant},
};

/// Cells, of 8 bytes each: half a megabyte.
const CELLS: usize = 1 << 16;

/// The cells of all addresses.
pub struct Table {
    cells: Box<[AtomicU64]>,
    keys: RandomState,
    began: Instant,
    /// Nanoseconds that a request uses up.
    cost: u64,
    /// Nanoseconds' worth of requests that may come at once.
    burst: u64,
}

impl Table {
    /// Allows `per_second` requests, and `burst` at once.
    pub fn new(per_second: u32, burst: u32) -> Self {
        let cost = 1_000_000_000 / u64::from(per_second.max(1));
        Self {
            cells: (0..CELLS).map(|_| AtomicU64::new(0)).collect(),
            keys: RandomState::new(),
            began: Instant::now(),
            cost,
            burst: cost * u64::from(burst.max(1)),
        }
    }

    /// Counts a request of `address`.
    ///
    /// # Errors
    /// How long until there is room for it.
    pub fn pass(&self, address: IpAddr) -> Result<(), Duration> {
        let now = u64::try_from(self.began.elapsed().as_nanos()).unwrap_or(u64::MAX);
        self.pass_at(address, now)
    }

    fn pass_at(&self, address: IpAddr, now: u64) -> Result<(), Duration> {
        let hash = self.keys.hash_one(network(address));
        let [first, second] = [hash, hash >> 32].map(|half| self.take(half, now));
        match (first, second) {
            (Err(first), Err(second)) => Err(Duration::from_nanos(first.min(second))),
            _ => Ok(()),
        }
    }

    /// Takes one request from a cell's allowance, or says how long until there is one.
    fn take(&self, hash: u64, now: u64) -> Result<(), u64> {
        let cell = &self.cells[usize::try_from(hash).unwrap_or(usize::MAX) % CELLS];
        let full = |whole: u64| whole.max(now) + self.cost;
        let taken = cell.fetch_update(Relaxed, Relaxed, |whole| {
            Some(full(whole)).filter(|next| *next <= now + self.burst)
        });
        taken
            .map(drop)
            .map_err(|whole| full(whole) - now - self.burst)
    }
}

/// What counts as one address. Of IPv6, a subscriber has at least a /64.
fn network(address: IpAddr) -> IpAddr {
    match address.to_canonical() {
        IpAddr::V6(v6) => IpAddr::V6((v6.to_bits() >> 64 << 64).into()),
        v4 => v4,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const SECOND: u64 = 1_000_000_000;

    fn address(text: &str) -> IpAddr {
        text.parse().expect("an address")
    }

    fn passed(table: &Table, address: IpAddr, now: u64, tries: u32) -> usize {
        let tries = 0..tries;
        tries
            .filter(|_| table.pass_at(address, now).is_ok())
            .count()
    }

    #[test]
    fn a_burst_then_so_many_a_second() {
        let table = Table::new(10, 50);
        let one = address("192.0.2.1");
        assert_eq!(passed(&table, one, 0, 100), 50);
        assert_eq!(passed(&table, one, SECOND, 100), 10);
        assert_eq!(passed(&table, one, 60 * SECOND, 100), 50);
    }

    #[test]
    fn one_too_many_is_told_when_to_come_back_and_is_welcome_then() {
        let table = Table::new(2, 2);
        let one = address("192.0.2.1");
        assert_eq!(passed(&table, one, 0, 2), 2);
        let wait = table.pass_at(one, 0).expect_err("one too many");
        assert_eq!(wait, Duration::from_millis(500));
        assert_eq!(table.pass_at(one, SECOND / 2), Ok(()));
    }

    #[test]
    fn others_are_not_concerned() {
        let table = Table::new(1, 1);
        assert_eq!(passed(&table, address("192.0.2.1"), 0, 9), 1);
        let others = (2..=200).map(|i| address(&format!("192.0.2.{i}")));
        assert!(
            others
                .map(|other| passed(&table, other, 0, 1))
                .sum::<usize>()
                > 195
        );
    }

    #[test]
    fn a_subscriber_counts_once() {
        let table = Table::new(1, 1);
        assert_eq!(passed(&table, address("2001:db8::1"), 0, 1), 1);
        assert_eq!(passed(&table, address("2001:db8::ffff:1"), 0, 1), 0);
        assert_eq!(passed(&table, address("192.0.2.1"), 0, 1), 1);
        assert_eq!(passed(&table, address("::ffff:192.0.2.1"), 0, 1), 0);
    }

    proptest! {
        /// Whoever it is and whenever they ask, nobody gets more than the burst and the rate.
        #[test]
        fn nobody_gets_more_than_the_burst_and_the_rate(
            rate in 1_u32..1000,
            burst in 1_u32..1000,
            mut times in prop::collection::vec(0..10 * SECOND, 1..400),
        ) {
            times.sort_unstable();
            let table = Table::new(rate, burst);
            let one = address("192.0.2.1");
            let passed = times.iter().filter(|now| table.pass_at(one, **now).is_ok()).count();
            let last = *times.last().expect("at least one");
            let allowed = u64::from(burst) + last.div_ceil(SECOND / u64::from(rate)) + 1;
            prop_assert!(passed as u64 <= allowed);
        }
    }
}

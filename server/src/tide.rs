//! Memory that a crowd leaves behind goes back to the system once the crowd has left.
//!
//! Ten thousand connections hold 200 MB of small blocks, in between the blocks of everything else.
//! When they close, glibc keeps the pages for the next crowd, and as its threads' arenas wear out
//! differently, each crowd leaves some more: 226, 243, 310 MB after the first, second and third.
//! Asked to, it gives all of it back. That takes some milliseconds, so it is asked when the tide
//! has gone out, and not whenever somebody leaves.

use std::{sync::Arc, time::Duration};

use tokio::{task::spawn_blocking, time::sleep};

use crate::{allocator, metrics::Metrics};

/// How often the connections are counted.
const PERIOD: Duration = Duration::from_secs(1);

/// Fewer connections than this leave nothing worth the trouble: 5 MB.
const CROWD: usize = 256;

/// The most connections since memory was last given back.
#[derive(Debug, Default)]
struct Tide(usize);

impl Tide {
    /// Whether half of a crowd has left, with so many connections being `open` now.
    fn is_out(&mut self, open: usize) -> bool {
        self.0 = self.0.max(open);
        let out = self.0 >= CROWD && open <= self.0 / 2;
        if out {
            self.0 = open;
        }
        out
    }
}

/// Watches the connections until the future is dropped.
pub async fn watch(metrics: Arc<Metrics>) {
    let mut tide = Tide::default();
    loop {
        sleep(PERIOD).await;
        let open = usize::try_from(metrics.connections.get()).unwrap_or(0);
        if tide.is_out(open) && spawn_blocking(allocator::give_back).await.is_ok() {
            tracing::debug!(open, "memory given back");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_tide_is_out_once_half_of_a_crowd_has_left() {
        let mut tide = Tide::default();
        let turns = [0, 300, 5_000, 4_000, 2_501, 2_500, 2_400, 1_250, 700, 300];
        let out = turns.map(|open| tide.is_out(open));
        let expected = [
            false, false, false, false, false, true, false, true, false, true,
        ];
        assert_eq!(out, expected);
    }

    #[test]
    fn a_few_readers_are_no_crowd() {
        let mut tide = Tide::default();
        assert!(![255, 0, 200, 3].iter().any(|&open| tide.is_out(open)));
    }
}

//! Where answers are made that are not kept: threads of their own, and a queue that ends.
//!
//! A search or a page with a query takes a millisecond or two of processor time, and nothing else
//! happens on its thread meanwhile. On threads of lower priority it stands in nobody's way: what
//! is kept, `/healthz` and the accepting of connections go on. A flood of such requests meets the
//! end of the queue, and is told so.
//!
//! The queue is a fair one, before the threads: a runtime gives each of its threads half of what is
//! waiting at once, and who came first to a thread that is behind would wait for twice as long.

use std::{
    io,
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering::Relaxed},
    },
    time::Duration,
};

use tokio::{
    runtime::{Builder, Runtime},
    sync::Semaphore,
    task::JoinHandle,
    time::timeout,
};

use crate::priority;

/// How long an answer may take, waiting included.
const PATIENCE: Duration = Duration::from_secs(10);

/// Requests that may be waiting or worked at, unless somebody says otherwise: with two cores, the
/// last of them waits for a tenth of a second.
pub const ROOM: usize = 128;

/// Requests that are worked at for each thread: one, and one that is there as soon as it is done.
const AT_HAND: usize = 2;

/// Threads of this kind that compress what is kept from now on. Each takes about a megabyte.
const COMPRESSING: usize = 4;

/// Which requests are turned down first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rank {
    /// The answer is kept from now on: it is made once.
    Kept,
    /// The answer is made for this request alone.
    Passing,
}

/// Why there is no answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refused {
    /// Too many are waiting already.
    Full,
    /// It has not come in time.
    Late,
    /// Making it failed.
    Failed,
}

/// The threads and their queue.
pub struct Kitchen {
    runtime: Option<Runtime>,
    waiting: Arc<AtomicUsize>,
    room: usize,
    /// Those who wait for one are served in the order in which they came.
    turns: Arc<Semaphore>,
    patience: Duration,
}

impl Kitchen {
    /// A kitchen with that many threads, where at most `room` requests may be waiting for an answer
    /// of their own, and as many more for one that will be kept.
    ///
    /// # Errors
    /// When the system grants no more threads.
    pub fn new(threads: usize, room: usize) -> io::Result<Self> {
        let runtime = Builder::new_multi_thread()
            .worker_threads(threads)
            .max_blocking_threads(COMPRESSING)
            .thread_name("strates-kitchen")
            .on_thread_start(priority::step_back)
            .enable_all()
            .build()?;
        Ok(Self {
            runtime: Some(runtime),
            waiting: Arc::default(),
            room,
            turns: Arc::new(Semaphore::new(threads * AT_HAND)),
            patience: PATIENCE,
        })
    }

    /// Does `work`, unless there is too much to do already.
    ///
    /// # Errors
    /// Why it was not done.
    pub async fn make<T: Send + 'static>(
        &self,
        rank: Rank,
        work: impl Future<Output = T> + Send + 'static,
    ) -> Result<T, Refused> {
        let room = match rank {
            Rank::Passing => self.room,
            Rank::Kept => self.room.saturating_mul(2),
        };
        let place = Place::take(&self.waiting, room).ok_or(Refused::Full)?;
        let runtime = self.runtime.as_ref().ok_or(Refused::Failed)?;
        let made = async {
            let turn = match rank {
                Rank::Passing => self.turns.clone().acquire_owned().await.ok(),
                // It is made once, and may wait for its compression.
                Rank::Kept => None,
            };
            let mut work = Unwanted(runtime.spawn(async move {
                let made = work.await;
                drop((place, turn));
                made
            }));
            (&mut work.0).await
        };
        match timeout(self.patience, made).await {
            Ok(Ok(made)) => Ok(made),
            Ok(Err(_)) => Err(Refused::Failed),
            Err(_) => Err(Refused::Late),
        }
    }

    /// Requests that are waiting or worked at.
    pub fn waiting(&self) -> usize {
        self.waiting.load(Relaxed)
    }
}

impl Drop for Kitchen {
    fn drop(&mut self) {
        // Waiting for the threads, as dropping would, is not allowed among tasks.
        if let Some(runtime) = self.runtime.take() {
            runtime.shutdown_background();
        }
    }
}

/// A place in the queue, until the work is done or nobody wants it any more.
struct Place(Arc<AtomicUsize>);

impl Place {
    fn take(waiting: &Arc<AtomicUsize>, room: usize) -> Option<Self> {
        let place = Self(waiting.clone());
        // Counted before it is known whether there is room: dropping takes it back.
        (waiting.fetch_add(1, Relaxed) < room).then_some(place)
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Relaxed);
    }
}

/// Work that is not begun any more once this is dropped: the client has gone.
struct Unwanted<T>(JoinHandle<T>);

impl<T> Drop for Unwanted<T> {
    fn drop(&mut self) {
        self.0.abort();
    }
}

#[cfg(test)]
mod tests {
    use std::{
        future::{pending, ready},
        sync::Mutex,
        thread,
    };

    use futures_util::future::join_all;
    use tokio::task::yield_now;

    use super::*;

    fn kitchen(room: usize) -> Arc<Kitchen> {
        Arc::new(Kitchen::new(1, room).expect("threads"))
    }

    #[tokio::test]
    async fn what_is_asked_for_is_made() {
        assert_eq!(kitchen(1).make(Rank::Passing, ready(7)).await, Ok(7));
    }

    #[tokio::test]
    async fn the_queue_ends_and_what_will_be_kept_is_turned_down_last() {
        let kitchen = kitchen(2);
        let endless = |rank| {
            let kitchen = kitchen.clone();
            tokio::spawn(async move { kitchen.make(rank, pending::<()>()).await })
        };
        let mut under_way = vec![endless(Rank::Passing), endless(Rank::Passing)];
        while kitchen.waiting() < 2 {
            yield_now().await;
        }
        assert_eq!(
            kitchen.make(Rank::Passing, ready(())).await,
            Err(Refused::Full)
        );
        assert_eq!(kitchen.make(Rank::Kept, ready(())).await, Ok(()));
        under_way.extend([endless(Rank::Kept), endless(Rank::Kept)]);
        while kitchen.waiting() < 4 {
            yield_now().await;
        }
        assert_eq!(
            kitchen.make(Rank::Kept, ready(())).await,
            Err(Refused::Full)
        );

        // Whoever goes makes room.
        under_way.iter().for_each(JoinHandle::abort);
        while kitchen.waiting() > 0 {
            yield_now().await;
        }
        assert_eq!(kitchen.make(Rank::Passing, ready(())).await, Ok(()));
    }

    #[tokio::test]
    async fn who_comes_first_is_served_first() {
        const ALL: usize = 64;
        let kitchen = Arc::new(Kitchen::new(2, ALL).expect("threads"));
        let order = Arc::new(Mutex::new(Vec::new()));
        let asked = (0..ALL).map(|number| {
            let order = order.clone();
            let work = async move {
                thread::sleep(Duration::from_millis(1));
                order.lock().expect("no panic").push(number);
            };
            kitchen.make(Rank::Passing, work)
        });
        join_all(asked).await;
        let order = order.lock().expect("no panic");
        let behind = order.iter().enumerate();
        let behind: usize = behind.map(|(at, number)| at.abs_diff(*number)).sum();
        // One may be kept from running for a while; a thread that takes half of all puts each of
        // them off by a quarter of all.
        assert!(behind < ALL * ALL / 8, "{order:?}");
    }

    #[tokio::test]
    async fn a_panic_is_an_answer_that_failed_and_gives_its_place_back() {
        let kitchen = kitchen(1);
        let failed = kitchen.make(Rank::Passing, async { panic!("on purpose") });
        assert_eq!(failed.await, Err::<(), _>(Refused::Failed));
        assert_eq!(kitchen.make(Rank::Passing, ready(())).await, Ok(()));
    }

    #[tokio::test]
    async fn what_does_not_come_in_time_is_given_up() {
        let mut kitchen = Kitchen::new(1, 1).expect("threads");
        kitchen.patience = Duration::from_millis(10);
        let late = kitchen.make(Rank::Passing, pending::<()>()).await;
        assert_eq!(late, Err(Refused::Late));
    }
}

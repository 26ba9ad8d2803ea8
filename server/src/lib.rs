//! The `strates` command: serves, checks and searches a folder of notes.
//!
//! A request's way: [`listen`] accepts the connection, [`front`] answers at once what is kept
//! ([`stored`]); everything else goes through the layers of [`middleware`] to the [`kitchen`],
//! where the routes of [`router`] are answered as long as there is room. What is kept belongs to
//! one [`site::Edition`], and goes when [`reload`] publishes the next.

pub mod allocator;
pub mod api;
pub mod assets;
pub mod check;
pub mod cli;
pub mod dev;
pub mod downloads;
pub mod encoding;
pub mod feeds;
pub mod framing;
pub mod front;
pub mod headers;
pub mod health;
pub mod index;
pub mod kitchen;
pub mod limits;
pub mod listen;
pub mod logging;
pub mod metrics;
pub mod middleware;
pub mod pages;
pub mod priority;
pub mod probe;
pub mod pulse;
pub mod rate;
pub mod recent;
pub mod refusal;
pub mod reload;
pub mod repair;
pub mod router;
pub mod serve;
pub mod site;
pub mod stored;
pub mod surroundings;
pub mod tide;
pub mod traces;

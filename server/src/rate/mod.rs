//! `--rate-limit`: how many requests a second one address may make.
//!
//! Off unless asked for: a lecture hall behind one address looks like a flood. An address is the
//! peer's, or, where the peer is a proxy that is trusted, what the proxy says ([`origin`]). It is
//! kept as a hash that only this process can make, in a [`table`] that does not grow, and neither
//! logged nor counted.

pub mod origin;
pub mod table;

use std::{net::IpAddr, time::Duration};

use axum::http::HeaderMap;

use self::{origin::Origins, table::Table};

/// Seconds' worth of requests that may come at once: a page with what belongs to it, or a few.
const BURST: u32 = 5;

/// Who may ask how often.
pub struct Gate {
    origins: Origins,
    table: Table,
}

impl Gate {
    /// Lets each address make `per_second` requests, and five seconds' worth at once.
    pub fn new(per_second: u32, origins: Origins) -> Self {
        Self {
            origins,
            table: Table::new(per_second, per_second.saturating_mul(BURST)),
        }
    }

    /// Counts a request.
    ///
    /// # Errors
    /// How long its sender should wait, where it is one too many.
    pub fn pass(&self, peer: IpAddr, path: &str, headers: &HeaderMap) -> Result<(), Duration> {
        // Who asks these would take the server out of service for the answer.
        if matches!(path, "/healthz" | "/readyz") {
            return Ok(());
        }
        self.table.pass(self.origins.of(peer, headers))
    }
}

//! Where a request comes from, behind proxies that are trusted.
//!
//! Everybody can send `X-Forwarded-For`. Each proxy adds the address it was asked from at the
//! right end; so it is read from there, and only as long as the address to the right, the peer's
//! first of all, is a trusted proxy's.

use std::{net::IpAddr, str::FromStr};

use axum::http::{HeaderMap, HeaderName, header};
use clap::ValueEnum;

const X_FORWARDED_FOR: HeaderName = HeaderName::from_static("x-forwarded-for");

/// Which header the trusted proxies write. Only one is read: proxies pass the other on as it came.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum ForwardedHeader {
    /// What nearly all write
    #[default]
    XForwardedFor,
    /// RFC 7239
    Forwarded,
}

/// A range of addresses: `10.0.0.0/8`, `2001:db8::/32`, or a single one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Network {
    base: IpAddr,
    prefix: u8,
}

/// How to find the address of whoever asks.
#[derive(Clone, Debug, Default)]
pub struct Origins {
    /// Proxies that are believed.
    pub trusted: Vec<Network>,
    /// What they write.
    pub header: ForwardedHeader,
}

impl Origins {
    /// The rightmost address that no trusted proxy has; the peer's own where it is not one.
    pub fn of(&self, peer: IpAddr, headers: &HeaderMap) -> IpAddr {
        let mut origin = peer.to_canonical();
        if !self.trusts(origin) {
            return origin;
        }
        let hops = match self.header {
            ForwardedHeader::XForwardedFor => hops(headers, &X_FORWARDED_FOR, listed),
            ForwardedHeader::Forwarded => hops(headers, &header::FORWARDED, forwarded_for),
        };
        // What is no address was written by whoever is to the right of it: they answer for it.
        for hop in hops.into_iter().rev().map_while(|hop| hop) {
            origin = hop;
            if !self.trusts(origin) {
                break;
            }
        }
        origin
    }

    fn trusts(&self, address: IpAddr) -> bool {
        self.trusted.iter().any(|network| network.holds(address))
    }
}

/// The hops that all headers of that name list, from left to right.
fn hops(
    headers: &HeaderMap,
    name: &HeaderName,
    read: fn(&str) -> Option<IpAddr>,
) -> Vec<Option<IpAddr>> {
    let lines = headers.get_all(name).iter();
    let mut hops = Vec::new();
    for line in lines {
        match line.to_str() {
            Ok(line) => hops.extend(line.split(',').map(|hop| read(hop.trim()))),
            Err(_) => hops.push(None),
        }
    }
    hops
}

/// An address, as it is or with a port.
fn listed(hop: &str) -> Option<IpAddr> {
    let bare = hop
        .strip_prefix('[')
        .and_then(|rest| rest.strip_suffix(']'));
    let address = match bare.unwrap_or(hop).parse() {
        Ok(address) => address,
        Err(_) => hop.parse::<std::net::SocketAddr>().ok()?.ip(),
    };
    Some(address.to_canonical())
}

/// The address of `for=` in one element of `Forwarded`.
fn forwarded_for(element: &str) -> Option<IpAddr> {
    element.split(';').find_map(|pair| {
        let (name, value) = pair.split_once('=')?;
        let value = value.trim().trim_matches('"');
        match name.trim().eq_ignore_ascii_case("for") {
            true => listed(value),
            false => None,
        }
    })
}

impl Network {
    /// Whether the address is in it.
    pub fn holds(&self, address: IpAddr) -> bool {
        let shift = |bits: u32| bits - u32::from(self.prefix);
        match (self.base, address.to_canonical()) {
            (IpAddr::V4(base), IpAddr::V4(other)) => {
                let differ = base.to_bits() ^ other.to_bits();
                differ.checked_shr(shift(32)).unwrap_or(0) == 0
            }
            (IpAddr::V6(base), IpAddr::V6(other)) => {
                let differ = base.to_bits() ^ other.to_bits();
                differ.checked_shr(shift(128)).unwrap_or(0) == 0
            }
            _ => false,
        }
    }
}

impl FromStr for Network {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let wrong = || {
            format!(
                "`{text}` is no range of addresses; write 10.0.0.0/8, 2001:db8::/32 or 192.0.2.1"
            )
        };
        let (base, prefix) = text.split_once('/').unwrap_or((text, ""));
        let base: IpAddr = base.parse().map_err(|_| wrong())?;
        let longest = if base.is_ipv4() { 32 } else { 128 };
        let prefix = match prefix {
            "" if !text.contains('/') => longest,
            prefix => prefix.parse().map_err(|_| wrong())?,
        };
        match prefix <= longest {
            true => Ok(Self { base, prefix }),
            false => Err(wrong()),
        }
    }
}

#[cfg(test)]
mod tests {
    use axum::http::HeaderValue;
    use proptest::prelude::*;

    use super::*;

    fn origin(header: ForwardedHeader, peer: &str, lines: &[&str]) -> String {
        let origins = Origins {
            trusted: ["10.0.0.0/8", "2001:db8:1::/48"]
                .map(|text| text.parse().expect("a network"))
                .to_vec(),
            header,
        };
        let mut headers = HeaderMap::new();
        for line in lines {
            let name = match header {
                ForwardedHeader::XForwardedFor => X_FORWARDED_FOR,
                ForwardedHeader::Forwarded => header::FORWARDED,
            };
            headers.append(name, HeaderValue::from_str(line).expect("ASCII"));
        }
        let peer = peer.parse().expect("an address");
        origins.of(peer, &headers).to_string()
    }

    fn x(peer: &str, lines: &[&str]) -> String {
        origin(ForwardedHeader::XForwardedFor, peer, lines)
    }

    #[test]
    fn nobody_is_believed_who_is_not_trusted() {
        assert_eq!(x("192.0.2.1", &["203.0.113.9"]), "192.0.2.1");
        assert_eq!(x("::ffff:192.0.2.1", &["203.0.113.9"]), "192.0.2.1");
    }

    #[test]
    fn the_rightmost_address_that_is_no_proxy_counts() {
        assert_eq!(x("10.0.0.1", &["203.0.113.9"]), "203.0.113.9");
        assert_eq!(x("::ffff:10.0.0.1", &["203.0.113.9"]), "203.0.113.9");
        let spoofed = "198.51.100.7, 203.0.113.9, 10.1.1.1";
        assert_eq!(x("10.0.0.1", &[spoofed]), "203.0.113.9");
        assert_eq!(
            x("10.0.0.1", &["198.51.100.7", "203.0.113.9"]),
            "203.0.113.9"
        );
        assert_eq!(
            x("2001:db8:1::5", &["[2001:db8:2::1]:4711"]),
            "2001:db8:2::1"
        );
        assert_eq!(x("10.0.0.1", &["203.0.113.9:80"]), "203.0.113.9");
    }

    #[test]
    fn a_proxy_that_says_nothing_readable_answers_for_it() {
        assert_eq!(x("10.0.0.1", &[]), "10.0.0.1");
        assert_eq!(x("10.0.0.1", &["203.0.113.9, unknown"]), "10.0.0.1");
        assert_eq!(x("10.0.0.1", &["203.0.113.9, x, 10.2.2.2"]), "10.2.2.2");
    }

    #[test]
    fn forwarded_is_read_where_it_is_what_proxies_write() {
        let read = |lines: &[&str]| origin(ForwardedHeader::Forwarded, "10.0.0.1", lines);
        assert_eq!(read(&["for=203.0.113.9;proto=https"]), "203.0.113.9");
        assert_eq!(
            read(&["proto=https; For=\"[2001:db8:2::1]:80\""]),
            "2001:db8:2::1"
        );
        assert_eq!(
            read(&["for=198.51.100.7, for=203.0.113.9, for=10.3.3.3"]),
            "203.0.113.9"
        );
        assert_eq!(read(&["for=_hidden"]), "10.0.0.1");
    }

    #[test]
    fn ranges_are_addresses_with_a_length() {
        let holds = |network: &str, address: &str| {
            let network: Network = network.parse().expect("a network");
            network.holds(address.parse().expect("an address"))
        };
        assert!(holds("192.0.2.0/24", "192.0.2.255"));
        assert!(!holds("192.0.2.0/24", "192.0.3.0"));
        assert!(holds("0.0.0.0/0", "203.0.113.9") && holds("::/0", "2001:db8::1"));
        assert!(!holds("::/0", "203.0.113.9"));
        assert!(holds("192.0.2.1", "192.0.2.1") && !holds("192.0.2.1", "192.0.2.2"));
        for wrong in [
            "",
            "10",
            "10.0.0.0/",
            "10.0.0.0/33",
            "::/129",
            "a/8",
            "10.0.0.0/-1",
        ] {
            let error = wrong.parse::<Network>().expect_err(wrong);
            assert!(error.contains("10.0.0.0/8"), "{error}");
        }
    }

    proptest! {
        /// Whatever is put to the left changes nothing, or clients could choose who they are.
        #[test]
        fn what_is_to_the_left_changes_nothing(left in "[ -~]{0,40}") {
            prop_assert_eq!(x("10.0.0.1", &[&format!("{left}, 203.0.113.9")]), "203.0.113.9");
        }
    }
}

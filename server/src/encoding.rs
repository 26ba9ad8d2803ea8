//! Content encodings: which one a client gets, and the bytes in it.

use std::cell::RefCell;

use axum::http::{HeaderMap, HeaderValue, header};
use bytes::Bytes;
use flate2::{Compress, Compression, FlushCompress, Status};

/// Below this many bytes an answer fits in a packet whatever one does.
pub const WORTHWHILE: usize = 1024;

/// How the bytes of an answer are encoded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Encoding {
    /// As they are.
    Identity,
    /// RFC 1952.
    Gzip,
    /// RFC 7932.
    Brotli,
}

/// How much time compressing may take.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Effort {
    /// Once for many answers.
    Thorough,
    /// For this answer alone.
    Quick,
}

impl Encoding {
    /// The value of `Content-Encoding`; identity has none.
    pub fn value(self) -> Option<HeaderValue> {
        match self {
            Self::Identity => None,
            Self::Gzip => Some(HeaderValue::from_static("gzip")),
            Self::Brotli => Some(HeaderValue::from_static("br")),
        }
    }

    /// The encoding the client likes best. Where it does not mind, what is kept gets the smallest,
    /// brotli; for one answer gzip is a fifth of the work, and 9 % larger.
    pub fn negotiate(headers: &HeaderMap, effort: Effort) -> Self {
        let (mut gzip, mut brotli, mut any) = (None, None, None);
        let lines = headers.get_all(header::ACCEPT_ENCODING);
        let offers = lines.iter().filter_map(|line| line.to_str().ok());
        for offer in offers.flat_map(|line| line.split(',')) {
            let (name, quality) = parse_offer(offer);
            let slot = match name {
                "br" => &mut brotli,
                "gzip" | "x-gzip" => &mut gzip,
                "*" => &mut any,
                _ => continue,
            };
            *slot = Some(quality);
        }
        let rest = any.unwrap_or(0);
        match (brotli.unwrap_or(rest), gzip.unwrap_or(rest)) {
            (0, 0) => Self::Identity,
            (br, gz) if br == gz && effort == Effort::Quick => Self::Gzip,
            (br, gz) if br >= gz => Self::Brotli,
            _ => Self::Gzip,
        }
    }

    /// `bytes` in this encoding.
    pub fn encode(self, bytes: &Bytes, effort: Effort) -> Bytes {
        match self {
            Self::Identity => bytes.clone(),
            Self::Gzip => gzip(bytes, effort),
            Self::Brotli => brotli(bytes, effort),
        }
    }
}

/// The name of a coding and its weight in thousandths: `gzip;q=0.5` → `("gzip", 500)`.
fn parse_offer(offer: &str) -> (&str, u16) {
    let (name, parameters) = offer.split_once(';').unwrap_or((offer, ""));
    let quality = parameters
        .trim()
        .strip_prefix("q=")
        .map_or(Some(1.0), |q| q.trim().parse::<f32>().ok())
        .map_or(0, |q| (q.clamp(0.0, 1.0) * 1000.0) as u16);
    (name.trim(), quality)
}

/// Whether bytes of that type get any smaller.
pub fn is_compressible(content_type: &HeaderValue) -> bool {
    let full = content_type.to_str().unwrap_or_default();
    let essence = full.split(';').next().unwrap_or_default().trim();
    essence.starts_with("text/")
        || essence.ends_with("+xml")
        || essence.ends_with("json")
        || matches!(
            essence,
            "application/javascript" | "application/toml" | "application/xml" | "application/wasm"
        )
}

fn gzip(bytes: &[u8], effort: Effort) -> Bytes {
    match effort {
        Effort::Thorough => deflate(&mut gzip_stream(Compression::best()), bytes),
        Effort::Quick => QUICK.with_borrow_mut(|stream| {
            stream.reset();
            deflate(stream, bytes)
        }),
    }
}

thread_local! {
    /// Kept from answer to answer: its 270 kB would be asked of the system for each of them, which
    /// takes longer than compressing. Of 62 kB, level 1 makes 13.5 kB in 0.10 ms, 2 makes 11.0 in
    /// 0.15, 3 makes 10.4 in 0.22.
    static QUICK: RefCell<Compress> = RefCell::new(gzip_stream(Compression::new(2)));
}

fn gzip_stream(level: Compression) -> Compress {
    /// The largest window there is: 32 kB.
    const WINDOW_BITS: u8 = 15;
    Compress::new_gzip(level, WINDOW_BITS)
}

/// The whole of `bytes` through a stream that has not begun.
fn deflate(stream: &mut Compress, bytes: &[u8]) -> Bytes {
    let mut out = Vec::new();
    let mut status = Status::Ok;
    while status != Status::StreamEnd {
        out.reserve(bytes.len() / 3 + WORTHWHILE);
        let done = usize::try_from(stream.total_in()).unwrap_or(bytes.len());
        status = stream
            .compress_vec(&bytes[done..], &mut out, FlushCompress::Finish)
            .expect("writing to memory does not fail");
    }
    out.into()
}

fn brotli(bytes: &[u8], effort: Effort) -> Bytes {
    let params = brotli::enc::BrotliEncoderParams {
        // 11 takes 20 ms for a note and 1 MB while it does; 9 takes 8 ms, 9 % more bytes and 16 MB.
        // 3 takes 0.6 to 0.9 ms for 62 kB and makes 10.1 of them; 2 makes more and is no faster.
        quality: match effort {
            Effort::Thorough => 11,
            Effort::Quick => 3,
        },
        // How far back it looks. The usual 4 MB are asked of the kernel for each answer: with them a
        // page took a third longer, and was as long.
        lgwin: match effort {
            Effort::Thorough => 22,
            Effort::Quick => 18,
        },
        size_hint: bytes.len(),
        ..Default::default()
    };
    let mut out = Vec::with_capacity(bytes.len() / 3);
    brotli::BrotliCompress(&mut &*bytes, &mut out, &params)
        .expect("writing to memory does not fail");
    out.into()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use std::io::Read;

    use super::*;

    fn negotiate(value: &'static str) -> Encoding {
        let mut headers = HeaderMap::new();
        headers.insert(header::ACCEPT_ENCODING, HeaderValue::from_static(value));
        Encoding::negotiate(&headers, Effort::Thorough)
    }

    #[test]
    fn browsers_get_brotli() {
        assert_eq!(negotiate("gzip, deflate, br, zstd"), Encoding::Brotli);
        assert_eq!(negotiate("gzip, deflate"), Encoding::Gzip);
        assert_eq!(negotiate("*"), Encoding::Brotli);
    }

    #[test]
    fn an_answer_for_one_reader_is_gzipped_unless_he_likes_brotli_better() {
        let negotiate = |value: &'static str| {
            let value = HeaderValue::from_static(value);
            let headers = HeaderMap::from_iter([(header::ACCEPT_ENCODING, value)]);
            Encoding::negotiate(&headers, Effort::Quick)
        };
        assert_eq!(negotiate("gzip, deflate, br, zstd"), Encoding::Gzip);
        assert_eq!(negotiate("gzip;q=0.9, br"), Encoding::Brotli);
        assert_eq!(negotiate("br"), Encoding::Brotli);
        assert_eq!(negotiate("br;q=0, gzip;q=0"), Encoding::Identity);
    }

    #[test]
    fn weights_are_honoured() {
        assert_eq!(negotiate("br;q=0.5, gzip;q=0.8"), Encoding::Gzip);
        assert_eq!(negotiate("br;q=0, gzip;q=0"), Encoding::Identity);
        assert_eq!(negotiate("*;q=0"), Encoding::Identity);
        assert_eq!(negotiate("br;q=0, *"), Encoding::Gzip);
    }

    #[test]
    fn without_a_wish_nothing_is_encoded() {
        let none = Encoding::negotiate(&HeaderMap::new(), Effort::Quick);
        assert_eq!(none, Encoding::Identity);
        assert_eq!(negotiate("brotli, gz;q=x, ;;,"), Encoding::Identity);
    }

    #[test]
    fn encoded_bytes_decode_to_the_same() {
        // What does not get smaller, and one answer after another.
        let noise = (0..3000_u32).flat_map(|n| n.wrapping_mul(0x9e37_79b9).to_le_bytes());
        let texts = [
            Bytes::from("couche sur couche ".repeat(500)),
            Bytes::new(),
            noise.collect(),
        ];
        let cases = texts.iter().flat_map(|text| {
            let efforts = [Effort::Quick, Effort::Thorough];
            efforts.map(|effort| (text.clone(), effort))
        });
        for (bytes, effort) in cases {
            let packed = Encoding::Gzip.encode(&bytes, effort);
            let mut plain = Vec::new();
            flate2::read::GzDecoder::new(&*packed)
                .read_to_end(&mut plain)
                .unwrap();
            assert_eq!(plain, bytes);
            let packed = Encoding::Brotli.encode(&bytes, effort);
            let mut plain = Vec::new();
            brotli::BrotliDecompress(&mut &*packed, &mut plain).unwrap();
            assert_eq!(plain, bytes);
        }
    }

    #[test]
    fn pictures_are_left_alone() {
        let compressible = |t| is_compressible(&HeaderValue::from_static(t));
        assert!(compressible("text/html; charset=utf-8"));
        assert!(compressible("image/svg+xml"));
        assert!(compressible("application/speculationrules+json"));
        assert!(!compressible("image/png"));
        assert!(!compressible("font/woff2"));
    }
}

//! Numbers as French notes write them: `1 500`, `2,5 Go`, `< 1 s`, `≈ 30 %`, `10 à 20 ms`.

use std::cmp::Ordering;

/// A number and what it is a number of.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Quantity {
    /// What is measured; the unit itself where it is not a known one, empty without unit.
    pub(super) of: String,
    /// In the base unit.
    value: f64,
    /// Below zero for « less than », above for « more than ».
    bias: i8,
}

impl Quantity {
    /// From the smallest to the largest.
    pub(super) fn order(&self, other: &Self) -> Ordering {
        let by_value = self.value.total_cmp(&other.value);
        by_value.then(self.bias.cmp(&other.bias))
    }
}

/// What may stand before a number, and which way it leans.
const LEANS: &[(&str, i8)] = &[
    ("≤", 0),
    ("≥", 0),
    ("<=", 0),
    (">=", 0),
    ("<", -1),
    (">", 1),
    ("≈", 0),
    ("~", 0),
    ("±", 0),
    ("×", 0),
    ("environ", 0),
    ("jusqu’à", 0),
    ("jusqu'à", 0),
    ("moins de", -1),
    ("plus de", 1),
    ("dès", 0),
];

/// What may stand between the ends of a range.
const RANGES: &[&str] = &["–", "—", "-", "à"];

/// Units with what they measure and how many of its base unit they are.
const UNITS: &[(&str, &[&str], f64)] = &[
    ("o", &["o", "B", "octet", "octets"], 1.0),
    ("o", &["ko", "Ko", "kB", "KB"], 1e3),
    ("o", &["Mo", "MB"], 1e6),
    ("o", &["Go", "GB"], 1e9),
    ("o", &["To", "TB"], 1e12),
    ("o", &["Po", "PB"], 1e15),
    ("o", &["Ki", "Kio", "KiB"], 1024.0),
    ("o", &["Mi", "Mio", "MiB"], 1_048_576.0),
    ("o", &["Gi", "Gio", "GiB"], 1_073_741_824.0),
    ("o", &["Ti", "Tio", "TiB"], 1_099_511_627_776.0),
    ("bit/s", &["bit/s", "b/s"], 1.0),
    ("bit/s", &["kbit/s", "kb/s"], 1e3),
    ("bit/s", &["Mbit/s", "Mb/s"], 1e6),
    ("bit/s", &["Gbit/s", "Gb/s"], 1e9),
    ("s", &["ns"], 1e-9),
    ("s", &["µs", "μs"], 1e-6),
    ("s", &["ms"], 1e-3),
    ("s", &["s", "sec", "seconde", "secondes"], 1.0),
    ("s", &["min", "mn", "minute", "minutes"], 60.0),
    ("s", &["h", "heure", "heures"], 3600.0),
    ("s", &["j", "jour", "jours"], 86_400.0),
    ("s", &["semaine", "semaines"], 604_800.0),
    ("s", &["mois"], 2_629_800.0),
    ("s", &["an", "ans", "année", "années"], 31_557_600.0),
    ("Hz", &["Hz"], 1.0),
    ("Hz", &["kHz"], 1e3),
    ("Hz", &["MHz"], 1e6),
    ("Hz", &["GHz"], 1e9),
    // Kubernetes' thousandths of a core.
    ("cpu", &["m"], 1e-3),
    ("cpu", &["CPU", "vCPU", "cœur", "cœurs"], 1.0),
    ("€", &["€", "euro", "euros"], 1.0),
    ("€", &["k€"], 1e3),
    ("€", &["M€"], 1e6),
];

/// Reads a number with its unit; of a range, the lower end counts. `None` for anything else.
pub(super) fn quantity(text: &str) -> Option<Quantity> {
    let (bias, rest) = lean(text.trim());
    let (value, rest) = number(rest)?;
    let rest = rest.trim_start();
    if let Some((seconds, rest)) = duration(value, rest) {
        let rest = rest.trim();
        let ends = rest.is_empty() || quantity(after_range(rest)?)?.of == "s";
        return ends.then(|| Quantity {
            of: "s".to_owned(),
            value: seconds,
            bias,
        });
    }
    // `10–20 ms`, and `200 ms à 2 s`, where each end has its own.
    if let Some(upper) = after_range(rest)
        && let Some((_, rest)) = number(upper)
    {
        return measured(value, bias, rest.trim());
    }
    match split_range(rest) {
        Some((unit, upper)) => {
            let low = measured(value, bias, unit)?;
            let high = quantity(upper)?;
            (high.of == low.of).then_some(low)
        }
        None => measured(value, bias, rest),
    }
}

/// A duration of several parts, of which `value` is the number of the first: `1 h 30`, `2 j 4 h`,
/// `1 min 30 s`. Its seconds, and what follows them.
fn duration(value: f64, text: &str) -> Option<(f64, &str)> {
    let (mut unit, mut rest) = time(text)?;
    let (mut seconds, mut parts) = (value * unit, 1);
    while let Some((number, after)) = number(rest.trim_start()).filter(|_| is_digit(rest)) {
        let smaller = match time(after.trim_start()) {
            Some((factor, after)) if factor < unit => Some((factor, after)),
            Some(_) => None,
            // Hours are followed by minutes, and minutes by seconds.
            None if is_one(unit, 3600.0) || is_one(unit, 60.0) => Some((unit / 60.0, after)),
            None => None,
        };
        let (factor, after) = smaller?;
        seconds += number * factor;
        (unit, rest) = (factor, after);
        parts += 1;
    }
    (parts > 1).then_some((seconds, rest))
}

fn is_digit(text: &str) -> bool {
    text.trim_start().starts_with(|c: char| c.is_ascii_digit())
}

fn is_one(factor: f64, unit: f64) -> bool {
    factor.total_cmp(&unit) == Ordering::Equal
}

/// The seconds of the unit of time that `text` begins with, and what follows it.
fn time(text: &str) -> Option<(f64, &str)> {
    let end = text
        .find(|c: char| !c.is_alphabetic())
        .unwrap_or(text.len());
    let (name, rest) = text.split_at(end);
    let (.., seconds) = UNITS
        .iter()
        .find(|(of, names, _)| *of == "s" && names.contains(&name))?;
    Some((*seconds, rest))
}

fn lean(text: &str) -> (i8, &str) {
    let found = LEANS
        .iter()
        .find_map(|(word, bias)| Some((*bias, text.strip_prefix(word)?.trim_start())));
    found.unwrap_or((0, text))
}

/// The number that `text` begins with, and what follows it.
fn number(text: &str) -> Option<(f64, &str)> {
    let (sign, text) = match text.strip_prefix(['-', '−']) {
        Some(rest) => (-1.0, rest),
        None => (1.0, text.strip_prefix('+').unwrap_or(text)),
    };
    let (whole, mut rest) = digits(text)?;
    let mut plain = whole.to_owned();
    while let Some((group, after)) = thousands(rest) {
        plain.push_str(group);
        rest = after;
    }
    if let Some((decimals, after)) = rest.strip_prefix([',', '.']).and_then(digits) {
        plain.push('.');
        plain.push_str(decimals);
        rest = after;
    }
    // `1.28.3` is a version and `10.0.0.1` an address.
    let ends = !rest.starts_with(['.', ',', ':', '/']);
    let value: f64 = plain.parse().ok().filter(|_| ends)?;
    Some((sign * value, rest))
}

fn digits(text: &str) -> Option<(&str, &str)> {
    let end = text.find(|c: char| !c.is_ascii_digit());
    let (digits, rest) = text.split_at(end.unwrap_or(text.len()));
    (!digits.is_empty()).then_some((digits, rest))
}

/// The three digits after a space that parts thousands.
fn thousands(text: &str) -> Option<(&str, &str)> {
    let text = text.strip_prefix([' ', '\u{a0}', '\u{202f}'])?;
    digits(text).filter(|(group, _)| group.len() == 3)
}

/// What follows the sign of a range that `text` begins with.
fn after_range(text: &str) -> Option<&str> {
    let found = RANGES.iter().find_map(|sign| text.strip_prefix(sign));
    found.map(str::trim_start)
}

/// A unit, and the other end of a range.
fn split_range(text: &str) -> Option<(&str, &str)> {
    let (unit, rest) = text.split_once(char::is_whitespace)?;
    Some((unit, after_range(rest.trim_start())?))
}

fn measured(value: f64, bias: i8, unit: &str) -> Option<Quantity> {
    let unit = unit.trim();
    // `3e`, `5:30` and the like count nothing.
    let is_unit = |c: char| c.is_alphabetic() || "%‰€$°".contains(c);
    if !unit.is_empty() && !unit.starts_with(is_unit) {
        return None;
    }
    let known = UNITS.iter().find(|(_, names, _)| names.contains(&unit));
    let (of, factor) = known.map_or((unit, 1.0), |(of, _, factor)| (*of, *factor));
    Some(Quantity {
        of: of.to_owned(),
        value: value * factor,
        bias,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Option<(f64, String)> {
        quantity(text).map(|found| (found.value, found.of))
    }

    #[test]
    fn numbers_are_read_as_french_writes_them() {
        for (text, value, of) in [
            ("12", 12.0, ""),
            ("1\u{202f}500", 1500.0, ""),
            ("1 234 567,5", 1_234_567.5, ""),
            ("0.5", 0.5, ""),
            ("−3", -3.0, ""),
            ("2,5\u{a0}Go", 2.5e9, "o"),
            ("256Mi", 268_435_456.0, "o"),
            ("250m", 0.25, "cpu"),
            ("≈ 30\u{202f}%", 30.0, "%"),
            ("10 à 20 ms", 0.01, "s"),
            ("10–20 ms", 0.01, "s"),
            ("200 ms à 2 s", 0.2, "s"),
            ("moins de 2 min", 120.0, "s"),
            ("1 h 30", 5400.0, "s"),
            ("1h05", 3900.0, "s"),
            ("1\u{a0}h\u{a0}30\u{a0}min", 5400.0, "s"),
            ("2 j 4 h", 187_200.0, "s"),
            ("1 min 30 s", 90.0, "s"),
            ("1 h 30 à 2 h", 5400.0, "s"),
            ("30 min à 1 h 30", 1800.0, "s"),
            ("3 pods", 3.0, "pods"),
        ] {
            assert_eq!(read(text), Some((value, of.to_owned())), "{text}");
        }
    }

    #[test]
    fn what_is_no_number_stays_text() {
        for text in [
            "1 h 30 pods",
            "1 h 30 à midi",
            "",
            "v1.28",
            "1.28.3",
            "10.0.0.1",
            "S2",
            "dix",
            "12:30",
            "5/7",
            "2 ×",
        ] {
            assert_eq!(read(text), None, "{text}");
        }
    }

    #[test]
    fn less_than_a_second_is_less_than_a_second() {
        let [less, one, more] = ["< 1 s", "1 s", "> 1 s"].map(|text| quantity(text).expect(text));
        assert_eq!(less.order(&one), Ordering::Less);
        assert_eq!(one.order(&more), Ordering::Less);
    }
}

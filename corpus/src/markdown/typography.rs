//! French typography: no-break spaces, guillemets, apostrophes, ellipses.
//!
//! A block's inline text comes as one string, so that `« **mot** »` and `**mot** !` are seen whole;
//! what is no text stands in it as one of three noncharacters. The result is a fixed point:
//! text that is typeset already, by hand or by us, stays as it is.

/// Stands for markup that takes no room: the start or the end of emphasis, a link, a note mark.
pub(super) const SEAM: char = '\u{FDD0}';
/// Stands for something in the line that is no prose: code, a bare URL.
pub(super) const OBJECT: char = '\u{FDD1}';
/// Stands for a line break that is meant.
pub(super) const BREAK: char = '\u{FDD2}';

const NARROW: char = '\u{202F}';
const NO_BREAK: char = '\u{00A0}';

/// What may follow a number after a space that must not break.
const UNITS: &[&str] = &[
    "%", "‰", "€", "$", "£", "°C", "°F", "bit", "bits", "o", "ko", "Ko", "Mo", "Go", "To", "Po",
    "Kio", "Mio", "Gio", "Tio", "B", "kB", "KB", "MB", "GB", "TB", "KiB", "MiB", "GiB", "TiB",
    "bit/s", "kbit/s", "Mbit/s", "Gbit/s", "Mb/s", "Gb/s", "Mo/s", "Go/s", "ns", "µs", "ms", "s",
    "min", "h", "j", "Hz", "kHz", "MHz", "GHz", "mm", "cm", "m", "km", "g", "kg", "W", "kW", "V",
    "A", "px", "CPU", "vCPU",
];

/// Sets `text` by the rules of French. A text that the rules would go on changing, like one whose
/// quotation marks pair up in more than one way, stays as its author wrote it.
pub(super) fn french(text: &str) -> String {
    let once = set(text);
    match set(&once) == once {
        true => once,
        false => text.to_owned(),
    }
}

fn set(text: &str) -> String {
    let source: Vec<char> = text.chars().collect();
    let mut line = Line {
        quotes: pair_quotes(&source),
        out: Vec::with_capacity(source.len() + source.len() / 16),
        source: &source,
        depth: 0,
    };
    let mut at = 0;
    while at < source.len() {
        at += line.set(at);
    }
    line.out.into_iter().collect()
}

/// How a straight quotation mark is to be set.
#[derive(Clone, Copy, PartialEq)]
enum Quote {
    Opens,
    Closes,
}

struct Line<'a> {
    source: &'a [char],
    /// The paired straight quotation marks, by position, in order.
    quotes: Vec<(usize, Quote)>,
    out: Vec<char>,
    /// How many guillemets are open: inside, the quotation marks are “ ”.
    depth: usize,
}

impl Line<'_> {
    /// Sets what stands at `at`; returns how many characters that was.
    fn set(&mut self, at: usize) -> usize {
        let c = self.source[at];
        match c {
            'a'..='z' | 'A'..='Z' => return self.word(at),
            '\'' if self.is_apostrophe(at) => self.out.push('’'),
            '.' if self.is_ellipsis(at) => {
                self.out.push('…');
                return 3;
            }
            ';' | '!' | '?' | ':' => self.punctuation(at, c),
            '"' => self.quotation_mark(at),
            '«' => return self.open(at),
            '»' => self.close(),
            '%' => self.per_cent(at),
            ' ' if self.joins_number(at) => self.out.push(NO_BREAK),
            ' ' if self.joins_thousands(at) => self.out.push(NARROW),
            _ => self.out.push(c),
        }
        1
    }

    /// Copies a run of ASCII letters, or the whole URL it begins.
    fn word(&mut self, at: usize) -> usize {
        let rest = &self.source[at..];
        let starts_word = !self.previous().is_some_and(char::is_alphanumeric);
        let length = match starts_word.then(|| url_length(rest)).flatten() {
            Some(length) => length,
            None => rest.iter().take_while(|c| c.is_ascii_alphabetic()).count(),
        };
        self.out.extend(&rest[..length]);
        length
    }

    /// Puts the space French wants before high punctuation, unless it is no punctuation of prose:
    /// `10:30`, `nginx:1.25`, `:8080`, `a != b`, `:-)`.
    fn punctuation(&mut self, at: usize, c: char) {
        let space = if c == ':' { NO_BREAK } else { NARROW };
        let ends_here = self.next(at + 1).is_none_or(|next| {
            next.is_whitespace() || next == BREAK || "»\"”)],.…!?".contains(next)
        });
        match self.previous() {
            Some(' ' | '\n')
                if ends_here && !(self.next(at + 1) == Some(')') && ":;".contains(c)) =>
            {
                self.replace_space(space);
            }
            Some(previous)
                if ends_here && closes_word(previous) && !(c == ':' && self.is_technical()) =>
            {
                self.out.push(space);
            }
            _ => {}
        }
        self.out.push(c);
    }

    /// Whether the word just written has a colon in it already: `a:b:`, `:tada:`.
    fn is_technical(&self) -> bool {
        let word = self.out.iter().rev().take_while(|c| !c.is_whitespace());
        word.into_iter().any(|&c| c == ':')
    }

    fn quotation_mark(&mut self, at: usize) {
        let found = self
            .quotes
            .binary_search_by_key(&at, |&(position, _)| position);
        match found.map(|index| self.quotes[index].1) {
            Err(_) => self.out.push('"'),
            Ok(Quote::Opens) if self.depth > 0 => self.out.push('“'),
            Ok(Quote::Closes) if self.depth > 0 => self.out.push('”'),
            Ok(Quote::Opens) => self.out.extend(['«', NARROW]),
            Ok(Quote::Closes) => self.out.extend([NARROW, '»']),
        }
    }

    /// An opening guillemet with its space; swallows the spaces the author put there.
    fn open(&mut self, at: usize) -> usize {
        let rest = &self.source[at + 1..];
        let spaces = rest.iter().take_while(|c| matches!(c, ' ' | '\n')).count();
        self.out.push('«');
        match rest.get(spaces) {
            None | Some(&BREAK) => return 1,
            Some(&(NARROW | NO_BREAK)) if spaces == 0 => {}
            Some(_) => self.out.push(NARROW),
        }
        self.depth += 1;
        spaces + 1
    }

    fn close(&mut self) {
        match self.previous() {
            Some(' ' | '\n') => self.replace_space(NARROW),
            Some(NARROW | NO_BREAK | BREAK | '«') | None => {}
            Some(_) => self.out.push(NARROW),
        }
        self.out.push('»');
        self.depth = self.depth.saturating_sub(1);
    }

    fn per_cent(&mut self, at: usize) {
        let follows_number = self.previous().is_some_and(|c| c.is_ascii_digit());
        if follows_number
            && !self
                .next(at + 1)
                .is_some_and(|c| c.is_alphanumeric() || c == OBJECT)
        {
            self.out.push(NO_BREAK);
        }
        self.out.push('%');
    }

    fn is_apostrophe(&self, at: usize) -> bool {
        let after = |c: char| c.is_alphanumeric() || matches!(c, OBJECT | '«' | '"' | '“');
        self.previous().is_some_and(char::is_alphabetic) && self.next(at + 1).is_some_and(after)
    }

    fn is_ellipsis(&self, at: usize) -> bool {
        let continues = |c: char| c.is_alphanumeric() || matches!(c, '.' | '/' | '\\' | OBJECT);
        self.source[at..].starts_with(&['.'; 3])
            && !self
                .previous()
                .is_some_and(|c| matches!(c, '.' | '/' | '\\'))
            && !self.next(at + 3).is_some_and(continues)
    }

    fn joins_number(&self, at: usize) -> bool {
        let rest = &self.source[at + 1..];
        let length = rest
            .iter()
            .take_while(|c| c.is_alphanumeric() || "%‰€$£°/".contains(**c))
            .count();
        (1..=6).contains(&length)
            && self.previous().is_some_and(|c| c.is_ascii_digit())
            && UNITS
                .iter()
                .any(|unit| unit.chars().eq(rest[..length].iter().copied()))
    }

    /// Whether the space stands between groups of three digits: `10 000`.
    fn joins_thousands(&self, at: usize) -> bool {
        let digits = |c: &&char| c.is_ascii_digit();
        let before = self.out.iter().rev().take_while(digits).count();
        let after = self.source[at + 1..]
            .iter()
            .take(4)
            .take_while(digits)
            .count();
        let first = self
            .out
            .len()
            .checked_sub(before + 1)
            .map(|index| self.out[index]);
        (1..=3).contains(&before)
            && after == 3
            && !first.is_some_and(|c| c.is_alphanumeric() || ".,:/-".contains(c))
    }

    /// Puts `space` for the spaces written last.
    fn replace_space(&mut self, space: char) {
        let is_space = |c: &char| matches!(c, ' ' | '\n');
        let seams = self.out.iter().rev().take_while(|&&c| c == SEAM).count();
        let end = self.out.len() - seams;
        let spaces = self.out[..end]
            .iter()
            .rev()
            .take_while(|&c| is_space(c))
            .count();
        if end > spaces {
            self.out.splice(end - spaces..end, [space]);
        }
    }

    /// What was written last, seams apart.
    fn previous(&self) -> Option<char> {
        self.out.iter().rev().copied().find(|&c| c != SEAM)
    }

    /// What stands at `at` or behind the seams there.
    fn next(&self, at: usize) -> Option<char> {
        next(self.source, at)
    }
}

fn next(source: &[char], at: usize) -> Option<char> {
    source[at.min(source.len())..]
        .iter()
        .copied()
        .find(|&c| c != SEAM)
}

/// Whether a word, and not a space or an opening sign, ends with `c`.
fn closes_word(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, OBJECT | '»' | '”' | ')' | ']' | '…' | '%' | '’')
}

/// Most characters of a scheme.
const SCHEME: usize = 32;

/// The length of the URL `text` begins with: `https://…`, `www.…`.
fn url_length(text: &[char]) -> Option<usize> {
    let scheme = text
        .iter()
        .take(SCHEME)
        .take_while(|c| c.is_ascii_alphanumeric() || "+-.".contains(**c))
        .count();
    let is_url =
        text[scheme..].starts_with(&[':', '/', '/']) || text.starts_with(&['w', 'w', 'w', '.']);
    let outside =
        |c: char| c.is_whitespace() || "<>\"«»“”".contains(c) || matches!(c, SEAM | OBJECT | BREAK);
    is_url.then(|| {
        let length = text.iter().take_while(|&&c| !outside(c)).count();
        let trailing = text[..length]
            .iter()
            .rev()
            .take_while(|&&c| ".,;:!?)'’…".contains(c))
            .count();
        (length - trailing).max(scheme)
    })
}

/// Finds the straight quotation marks that come in pairs around words.
fn pair_quotes(source: &[char]) -> Vec<(usize, Quote)> {
    let mut pairs = Vec::new();
    let (mut opened, mut previous) = (None, None);
    for (at, &c) in source.iter().enumerate() {
        if c == '"' {
            let next = next(source, at + 1);
            let opens = previous.is_none_or(|c: char| {
                c.is_whitespace()
                    || matches!(
                        c,
                        BREAK | '(' | '[' | '\'' | '’' | '-' | '–' | '—' | '/' | '«'
                    )
            }) && next.is_some_and(|c| !c.is_whitespace() && c != '"' && c != BREAK);
            let closes = previous.is_some_and(|c: char| !c.is_whitespace() && c != '"')
                && !next.is_some_and(char::is_alphanumeric);
            match opened {
                Some(start) if closes => {
                    pairs.extend([(start, Quote::Opens), (at, Quote::Closes)]);
                    opened = None;
                }
                _ if opens => opened = Some(at),
                _ => {}
            }
        }
        if c != SEAM {
            previous = Some(c);
        }
    }
    pairs
}

#[cfg(test)]
mod tests {
    use proptest::prelude::{ProptestConfig, any, prop_assert_eq, proptest};

    use super::french;

    /// Shows the spaces: `~` no-break, `_` narrow no-break.
    fn set(text: &str) -> String {
        french(text).replace('\u{A0}', "~").replace('\u{202F}', "_")
    }

    #[test]
    fn spaces_stand_before_high_punctuation() {
        assert_eq!(
            set("Prêt ? Oui ! Ou non ; voici : un"),
            "Prêt_? Oui_! Ou non_; voici~: un"
        );
        assert_eq!(
            set("Prêt? Oui! Non; voici: un"),
            "Prêt_? Oui_! Non_; voici~: un"
        );
        assert_eq!(set("Quoi ?! (vraiment ?)"), "Quoi_?! (vraiment_?)");
    }

    #[test]
    fn what_is_no_punctuation_stays() {
        for text in [
            "à 10:30",
            "nginx:1.25",
            "le port :8080",
            "a != b",
            ":-) ;-) :)",
            "fe80::1",
            "std::mem",
            ":tada: bravo",
            "/chemin?x=1",
            "!important",
        ] {
            assert_eq!(set(text), text);
        }
    }

    #[test]
    fn urls_stay() {
        let text = "voir https://exemple.fr/a?b=c;d!e:f...g et www.x.fr/?q='a'";
        assert_eq!(set(text), text);
        assert_eq!(
            set("vu sur https://exemple.fr/ !"),
            "vu sur https://exemple.fr/_!"
        );
    }

    #[test]
    fn quotation_marks_become_guillemets() {
        assert_eq!(
            set("un \"pod\" et \"deux mots\"."),
            "un «_pod_» et «_deux mots_»."
        );
        assert_eq!(set("l'\"hôte\""), "l’«_hôte_»");
        assert_eq!(set("« un \"pod\" seul »"), "«_un “pod” seul_»");
        assert_eq!(
            set("un écran de 19\" et \"rien"),
            "un écran de 19\" et \"rien"
        );
        assert_eq!(set("clé=\"valeur\""), "clé=\"valeur\"");
    }

    #[test]
    fn guillemets_hold_their_words() {
        assert_eq!(
            set("« mot », «mot», «\u{A0}mot\u{A0}»"),
            "«_mot_», «_mot_», «~mot~»"
        );
    }

    #[test]
    fn apostrophes_and_ellipses() {
        assert_eq!(
            set("l'eau d'un puits, aujourd'hui..."),
            "l’eau d’un puits, aujourd’hui…"
        );
        assert_eq!(
            set("les 'x' ; ./... ; main...dev"),
            "les 'x'_; ./...~; main...dev".replace("...~", "..._")
        );
    }

    #[test]
    fn numbers_hold_their_units() {
        assert_eq!(
            set("10 Mo, 4 Gio, 99,99 %, 50% de 10 000"),
            "10~Mo, 4~Gio, 99,99~%, 50~% de 10_000"
        );
        assert_eq!(
            set("les 3 machines, 2 serveurs, 10.0.0.1 200"),
            "les 3 machines, 2 serveurs, 10.0.0.1 200"
        );
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(4096))]

        #[test]
        fn any_text_is_set_once_for_all(text in any::<String>()) {
            let once = french(&text);
            prop_assert_eq!(french(&once), once);
        }

        #[test]
        fn prose_is_set_once_for_all(text in "[a-cé0-9 .:;!?%'\"«»“”’…/()\u{A0}\u{202F}\u{FDD0}-\u{FDD2}\n=-]{0,24}") {
            let once = french(&text);
            prop_assert_eq!(french(&once), once);
        }
    }
}

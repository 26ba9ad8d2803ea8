//! Where places, or pages, gather points: first for the word at hand, then for all words.

/// Points of places, known by their number.
pub(super) struct Board {
    words: Vec<Word>,
    totals: Vec<Total>,
    /// Those with points for the word at hand.
    touched: Vec<u32>,
    /// Those with points at all.
    seen: Vec<u32>,
}

/// What a place has of the word at hand.
#[derive(Clone, Copy, Default)]
struct Word {
    /// How often the word stands there, weighed by where.
    frequency: f32,
    /// How sure it is that this is the word that was meant, from 0 to 1.
    strength: f32,
    /// The same where it stands in the place's name.
    named: f32,
}

/// What a place has of all words.
#[derive(Clone, Copy, Default)]
pub(super) struct Total {
    pub(super) score: f32,
    /// The rarity of the words that are there.
    pub(super) covered: f32,
    /// How many words are in the place's name.
    pub(super) named: f32,
    /// Their rarity.
    pub(super) named_rarity: f32,
    /// What words that stand together add.
    pub(super) phrases: f32,
    /// The query is one of the place's names: 1 but for inflections and stop words, else 2.
    pub(super) whole: f32,
    /// The rarity of the query's stop words that are in the place's name.
    pub(super) idle: f32,
}

impl Board {
    pub(super) fn new(places: usize) -> Self {
        Self {
            words: vec![Word::default(); places],
            totals: vec![Total::default(); places],
            touched: Vec::new(),
            seen: Vec::new(),
        }
    }

    /// Forgets all points, for the next query.
    pub(super) fn clear(&mut self) {
        for place in self.touched.drain(..) {
            self.words[place as usize] = Word::default();
        }
        for place in self.seen.drain(..) {
            self.totals[place as usize] = Total::default();
        }
    }

    /// The word at hand stands in a place, `named` more than 0 if in its name.
    pub(super) fn add(&mut self, place: usize, frequency: f32, strength: f32, named: f32) {
        let word = self.touch(place);
        word.frequency += frequency;
        word.strength = word.strength.max(strength);
        word.named = word.named.max(named);
    }

    /// Two words stand together in a place; only the best spot counts.
    pub(super) fn add_pair(&mut self, place: usize, worth: f32) {
        let word = self.touch(place);
        word.frequency = word.frequency.max(worth);
        word.strength = 1.0;
    }

    fn touch(&mut self, place: usize) -> &mut Word {
        let word = &mut self.words[place];
        if word.strength == 0.0 {
            self.touched.push(place as u32);
        }
        word
    }

    /// How many places have the word at hand, as far as that is sure.
    pub(super) fn matched(&self) -> f32 {
        let touched = self.touched.iter();
        touched.map(|&i| self.words[i as usize].strength).sum()
    }

    /// Closes the word at hand, which is so rare.
    pub(super) fn settle_word(&mut self, rarity: f32, saturation: f32) {
        for place in self.touched.drain(..) {
            let word = std::mem::take(&mut self.words[place as usize]);
            let total = &mut self.totals[place as usize];
            if total.covered == 0.0 {
                self.seen.push(place);
            }
            let worth = rarity * word.strength;
            total.score += worth * word.frequency / (word.frequency + saturation);
            total.covered += worth;
            total.named += word.named;
            total.named_rarity += rarity * word.named;
        }
    }

    /// Closes the pair at hand.
    pub(super) fn settle_pair(&mut self) {
        for place in self.touched.drain(..) {
            let word = std::mem::take(&mut self.words[place as usize]);
            self.totals[place as usize].phrases += word.frequency;
        }
    }

    /// The query is a name of the place: 1 but for inflections and stop words, or 2.
    pub(super) fn add_whole(&mut self, place: usize, how: f32) {
        let total = &mut self.totals[place];
        total.whole = total.whole.max(how);
    }

    /// A stop word that is so rare in names stands in that of a place. Places without any word that
    /// counts are not found by it.
    pub(super) fn add_idle(&mut self, place: usize, rarity: f32) {
        let total = &mut self.totals[place];
        if total.covered > 0.0 {
            total.idle += rarity;
        }
    }

    pub(super) fn total(&self, place: usize) -> &Total {
        &self.totals[place]
    }

    /// The places that have some word.
    pub(super) fn seen(&self) -> &[u32] {
        &self.seen
    }
}

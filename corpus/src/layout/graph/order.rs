//! In which order the layers of a row stand.

use super::{model::Model, rank::ranks};

/// How often the rows are put in order, down and up in turn.
const SWEEPS: usize = 12;

/// What stands in a row.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Item {
    /// A member of the model.
    Member(usize),
    /// Room for the line of a tie that passes.
    Filler(usize),
}

/// The rows from top to bottom, and the way of each tie through them.
pub(super) struct Rows {
    pub(super) rows: Vec<Vec<Item>>,
    /// For each tie, the row of its upper end; its lower end stands below the fillers.
    pub(super) tops: Vec<usize>,
    /// Pairs of neighbours, as places in the row above and the row below, with the tie between.
    pub(super) gaps: Vec<Vec<Pair>>,
}

/// A piece of a tie between one row and the next.
#[derive(Clone, Copy, Debug)]
pub(super) struct Pair {
    pub(super) tie: usize,
    pub(super) upper: usize,
    pub(super) lower: usize,
}

/// Rows in which few ties cross.
pub(super) fn rows(model: &Model<'_>) -> Rows {
    let ranks = ranks(model);
    let height = ranks.iter().max().map_or(0, |rank| rank + 1);
    let mut rows: Vec<Vec<Item>> = vec![Vec::new(); height];
    for (member, &rank) in ranks.iter().enumerate() {
        rows[rank].push(Item::Member(member));
    }
    for (i, tie) in model.ties.iter().enumerate() {
        let (upper, lower) = tie.ends();
        for row in &mut rows[ranks[upper] + 1..ranks[lower]] {
            row.push(Item::Filler(i));
        }
    }
    let tops = model.ties.iter().map(|tie| ranks[tie.ends().0]).collect();
    let mut best = Rows {
        gaps: Vec::new(),
        rows,
        tops,
    };
    best.pair(model, &ranks);
    let mut fewest = best.crossings();
    let mut rows = best.rows.clone();
    for sweep in 0..SWEEPS {
        if fewest == 0 {
            break;
        }
        let mut tried = Rows {
            rows,
            tops: best.tops.clone(),
            gaps: Vec::new(),
        };
        tried.pair(model, &ranks);
        tried.sweep(sweep % 2 == 0, model, &ranks);
        rows = tried.rows.clone();
        let crossings = tried.crossings();
        if crossings < fewest {
            (best, fewest) = (tried, crossings);
        }
    }
    best
}

impl Rows {
    /// Finds where the pieces of the ties begin and end.
    fn pair(&mut self, model: &Model<'_>, ranks: &[usize]) {
        let (members, ties) = (model.members.len(), model.ties.len());
        let mut places = vec![0; members];
        let mut fillers: Vec<Vec<usize>> = vec![Vec::new(); ties];
        for row in &self.rows {
            for (place, item) in row.iter().enumerate() {
                match *item {
                    Item::Member(member) => places[member] = place,
                    Item::Filler(tie) => fillers[tie].push(place),
                }
            }
        }
        self.gaps = vec![Vec::new(); self.rows.len().saturating_sub(1)];
        for (i, tie) in model.ties.iter().enumerate() {
            let (upper, lower) = tie.ends();
            let mut above = places[upper];
            let way = fillers[i].iter().copied().chain([places[lower]]);
            for (gap, below) in (ranks[upper]..ranks[lower]).zip(way) {
                self.gaps[gap].push(Pair {
                    tie: i,
                    upper: above,
                    lower: below,
                });
                above = below;
            }
        }
    }

    /// Moves everything near to its neighbours in the row before it.
    fn sweep(&mut self, down: bool, model: &Model<'_>, ranks: &[usize]) {
        let count = self.rows.len();
        for step in 1..count {
            let row = if down { step } else { count - 1 - step };
            let gap = if down { row - 1 } else { row };
            let mut sums = vec![(0, 0); self.rows[row].len()];
            for pair in &self.gaps[gap] {
                let (own, other) = if down {
                    (pair.lower, pair.upper)
                } else {
                    (pair.upper, pair.lower)
                };
                sums[own].0 += other;
                sums[own].1 += 1;
            }
            let wish = |place: usize| match sums[place] {
                (_, 0) => place as f64,
                (sum, n) => sum as f64 / f64::from(n),
            };
            let mut order: Vec<usize> = (0..self.rows[row].len()).collect();
            order.sort_by(|&a, &b| wish(a).total_cmp(&wish(b)));
            self.rows[row] = order.iter().map(|&place| self.rows[row][place]).collect();
            self.pair(model, ranks);
        }
    }

    /// How many pieces cross.
    fn crossings(&self) -> usize {
        self.gaps.iter().map(|gap| crossings(gap)).sum()
    }
}

fn crossings(gap: &[Pair]) -> usize {
    let mut pairs: Vec<(usize, usize)> = gap.iter().map(|pair| (pair.upper, pair.lower)).collect();
    pairs.sort_unstable();
    let mut seen: Vec<usize> = Vec::with_capacity(pairs.len());
    let mut count = 0;
    for (_, lower) in pairs {
        let at = seen.partition_point(|&other| other <= lower);
        count += seen.len() - at;
        seen.insert(at, lower);
    }
    count
}

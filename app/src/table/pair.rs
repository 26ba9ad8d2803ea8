//! The two columns that are shown where there is no room for more.

use corpus::comparison::Comparison;

use super::TableState;

impl TableState {
    /// Reads `deux=vm.nu`: the ids of the first and the second, either of which may be empty. The
    /// point stands in addresses as it is, whoever writes them.
    pub(super) fn read_two(&mut self, comparison: &Comparison, ids: &[&str]) {
        for (place, id) in ids.iter().map(|id| id.trim()).enumerate() {
            match self.two.get_mut(place) {
                Some(_) => self.two[place] = self.subject(comparison, id),
                None => self.ignore(id),
            }
        }
    }

    /// The two subjects that a narrow screen shows, in the order of the columns; `None` where
    /// there are no more than two anyway.
    pub(crate) fn pair(&self) -> Option<[usize; 2]> {
        let shown: Vec<usize> = self.columns().collect();
        let usual = self.usual_pair(&shown)?;
        let place = |index: usize| shown.iter().position(|&other| other == index);
        let asked = |at: usize| self.two[at].filter(|&index| place(index).is_some());
        let first = asked(0).unwrap_or(usual[0]);
        let second = asked(1).unwrap_or(usual[1]);
        let second = match second == first {
            true => usual[usize::from(usual[0] == first)],
            false => second,
        };
        let mut pair = [first, second];
        pair.sort_by_key(|&index| place(index));
        Some(pair)
    }

    /// Whether a column that is shown is left out where there is room for two.
    pub(crate) fn is_aside(&self, index: usize) -> bool {
        let pair = self.pair();
        self.subjects[index] && pair.is_some_and(|pair| !pair.contains(&index))
    }

    /// The subject that comes into the place of the second when one asks for the next.
    pub(crate) fn next_of_pair(&self) -> Option<usize> {
        let [first, second] = self.pair()?;
        let shown = self.columns().cycle().skip_while(|&index| index != second);
        shown.skip(1).find(|&index| index != first)
    }

    /// The pair without a wish: the subject that the others are measured against and the first
    /// beside it, or the first two.
    fn usual_pair(&self, shown: &[usize]) -> Option<[usize; 2]> {
        let &[first, second, _, ..] = shown else {
            return None;
        };
        let pinned = self.pinned.filter(|index| shown.contains(index));
        Some(match pinned {
            Some(pinned) if pinned != first && pinned != second => [first, pinned],
            _ => [first, second],
        })
    }

    /// Gives pairs that are the same the same form: nothing for the usual one.
    pub(super) fn settle_two(&mut self) {
        let shown: Vec<usize> = self.columns().collect();
        let pair = self
            .pair()
            .filter(|pair| self.usual_pair(&shown) != Some(*pair));
        self.two = pair.map_or([None; 2], |pair| pair.map(Some));
    }
}

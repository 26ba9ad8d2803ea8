//! What the buttons of a table change. A button adds one of [`NAMES`] to the fields of the form,
//! which say how things stand.

use corpus::{comparison::Comparison, markdown::slug};

use super::{Sort, TableState};

/// The names of the buttons.
pub(super) const NAMES: [&str; 6] = [
    "trier", "epingler", "deplacer", "montrer", "groupe", "ouvrir",
];

/// The name of a group of criteria in addresses.
pub(crate) fn group_name(group: &str) -> String {
    slug(group)
}

impl TableState {
    /// Does what a button asks for.
    pub(super) fn change(&mut self, comparison: &Comparison, name: &str, value: &str) {
        match name {
            "trier" => {
                let asked = self.sorted(comparison, value);
                self.sort = asked.map(|asked| match self.sort {
                    Some(now) if now.subject == asked.subject => Sort {
                        worst_first: !now.worst_first,
                        ..now
                    },
                    _ => asked,
                });
            }
            "epingler" => {
                let asked = self.subject(comparison, value);
                self.pinned = asked.filter(|_| asked != self.pinned);
            }
            "montrer" => {
                let asked = self.subject(comparison, value);
                if let (Some([first, _]), Some(asked)) = (self.pair(), asked) {
                    self.two = [Some(first), Some(asked)];
                }
            }
            "groupe" => self.toggle_group(comparison, value),
            "ouvrir" => {
                let asked = self.cell(comparison, value);
                self.detail = asked.filter(|_| asked != self.detail);
            }
            _ => {
                let id = value.trim_start_matches('-');
                if let Some(subject) = self.subject(comparison, id) {
                    self.shift(subject, value.starts_with('-'));
                }
            }
        }
    }

    /// While everything is asked for, asks for one group alone; then adds groups and takes them
    /// away, and without the last one there is everything again.
    fn toggle_group(&mut self, comparison: &Comparison, name: &str) {
        let members = members(comparison, name);
        if !members.contains(&true) {
            return self.ignore(name);
        }
        let everything = !self.criteria.contains(&false);
        let whole = self.asks_for_group(comparison, name);
        for (asked, is_member) in self.criteria.iter_mut().zip(members) {
            if everything {
                *asked = is_member;
            } else if is_member {
                *asked = !whole;
            }
        }
        if !self.criteria.contains(&true) {
            self.criteria.fill(true);
        }
    }

    /// Whether the choice of criteria is narrower than everything and holds the whole group.
    pub(crate) fn asks_for_group(&self, comparison: &Comparison, name: &str) -> bool {
        if !self.criteria.contains(&false) {
            return false;
        }
        let members = members(comparison, name);
        let mut members = self.criteria.iter().zip(members);
        members.all(|(asked, is_member)| *asked || !is_member)
    }

    /// Moves a column past its nearest neighbour that is shown.
    fn shift(&mut self, subject: usize, left: bool) {
        let shown: Vec<usize> = self.columns().collect();
        let Some(at) = shown.iter().position(|&index| index == subject) else {
            return;
        };
        let beside = if left {
            at.checked_sub(1)
        } else {
            Some(at + 1)
        };
        let Some(&neighbour) = beside.and_then(|at| shown.get(at)) else {
            return;
        };
        let place = |index| self.order.iter().position(|&other| other == index);
        if let (Some(a), Some(b)) = (place(subject), place(neighbour)) {
            self.order.swap(a, b);
        }
    }
}

/// For each criterion, in file order, whether it stands in the group of that name.
fn members(comparison: &Comparison, name: &str) -> Vec<bool> {
    let groups = comparison.groups.iter();
    groups
        .flat_map(|group| {
            let is_it = !name.is_empty() && group_name(&group.name) == name;
            std::iter::repeat_n(is_it, group.criteria.len())
        })
        .collect()
}

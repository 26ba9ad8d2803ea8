//! Which row each layer stands in.

use super::model::Model;

/// The row of every member, counted from 0: below all that lead to it. What nothing leads to stands
/// right above the first it leads to.
pub(super) fn ranks(model: &Model<'_>) -> Vec<usize> {
    let count = model.members.len();
    let mut leaving = vec![Vec::new(); count];
    let mut arriving = vec![0_usize; count];
    for tie in &model.ties {
        let (upper, lower) = tie.ends();
        leaving[upper].push(lower);
        arriving[lower] += 1;
    }
    let is_start: Vec<bool> = arriving.iter().map(|&n| n == 0).collect();
    let mut ranks = vec![0; count];
    let mut ready: Vec<usize> = (0..count).filter(|&i| is_start[i]).collect();
    while let Some(member) = ready.pop() {
        for &lower in &leaving[member] {
            ranks[lower] = ranks[lower].max(ranks[member] + 1);
            arriving[lower] -= 1;
            if arriving[lower] == 0 {
                ready.push(lower);
            }
        }
    }
    for member in (0..count).filter(|&i| is_start[i]) {
        let nearest = leaving[member].iter().map(|&lower| ranks[lower]).min();
        ranks[member] = nearest.map_or(0, |rank| rank - 1);
    }
    ranks
}

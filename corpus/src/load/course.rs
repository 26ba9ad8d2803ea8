//! The order of the course: which note comes after which, and the tree of folders.

use std::{cmp::Ordering, collections::BTreeMap};

use super::names;
use crate::{Part, Slug, markdown};

/// What decides the place of a note.
pub(super) struct Place<'a> {
    /// Path below `notes/`.
    pub(super) path: &'a str,
    /// What the author asks for.
    pub(super) order: Option<f64>,
}

/// A folder while the tree is put together.
#[derive(Default)]
struct Folder<'a> {
    index: Option<usize>,
    notes: Vec<usize>,
    folders: BTreeMap<&'a str, Folder<'a>>,
}

/// Puts notes in course order: a folder's own note, its notes, then the folders inside.
///
/// Returns the tree, whose indices are positions in the course, and for each position the index
/// into `places`.
pub(super) fn arrange(places: &[Place<'_>]) -> (Part, Vec<usize>) {
    let mut root = Folder::default();
    for (i, place) in places.iter().enumerate() {
        let (path, name) = names::split(place.path);
        let segments = path.split('/').filter(|segment| !segment.is_empty());
        let folder = segments.fold(&mut root, |folder, segment| {
            folder.folders.entry(segment).or_default()
        });
        match names::is_index(name) && folder.index.is_none() {
            true => folder.index = Some(i),
            false => folder.notes.push(i),
        }
    }
    let mut order = Vec::with_capacity(places.len());
    let part = part_of(root, ("notes", ""), places, &mut order);
    (part, order)
}

/// Compares by the place asked for, then by name, where `10` comes after `9`.
pub(super) fn by_order(a: (Option<f64>, &str), b: (Option<f64>, &str)) -> Ordering {
    let number = |order: Option<f64>| order.unwrap_or(f64::INFINITY);
    number(a.0)
        .total_cmp(&number(b.0))
        .then_with(|| alphanumeric_sort::compare_str(a.1, b.1))
}

fn part_of(
    mut folder: Folder<'_>,
    (name, slug): (&str, &str),
    places: &[Place<'_>],
    order: &mut Vec<usize>,
) -> Part {
    let mut place = |i: usize| {
        order.push(i);
        order.len() - 1
    };
    let key = |i: usize| (places[i].order, names::split(places[i].path).1);
    folder.notes.sort_by(|&a, &b| by_order(key(a), key(b)));
    let index = folder.index.map(&mut place);
    let notes = folder.notes.into_iter().map(&mut place).collect();

    let asked = |folder: &Folder<'_>| folder.index.and_then(|i| places[i].order);
    let mut folders: Vec<_> = folder.folders.into_iter().collect();
    folders.sort_by(|(a, x), (b, y)| by_order((asked(x), a), (asked(y), b)));
    let parts = folders
        .into_iter()
        .map(|(name, inner)| {
            let own = markdown::slug(name);
            let slug = match slug {
                "" => own,
                above => format!("{above}/{own}"),
            };
            part_of(inner, (name, &slug), places, order)
        })
        .collect();
    Part {
        slug: Slug::new(slug),
        title: names::readable(name),
        index,
        notes,
        parts,
    }
}

#[cfg(test)]
mod tests {
    use super::{Place, arrange};

    #[test]
    fn order_comes_first_then_names_with_their_numbers() {
        let place = |path, order| Place { path, order };
        let places = [
            place("10-fin.md", None),
            place("9-milieu.md", None),
            place("z.md", Some(1.0)),
            place("b/_index.md", Some(2.0)),
            place("a/x.md", None),
            place("b/y.md", None),
            place("README.md", None),
        ];
        let (part, order) = arrange(&places);
        let paths: Vec<_> = order.iter().map(|&i| places[i].path).collect();
        let expected = [
            "README.md",
            "z.md",
            "9-milieu.md",
            "10-fin.md",
            "b/_index.md",
            "b/y.md",
            "a/x.md",
        ];
        assert_eq!(paths, expected);
        assert_eq!(part.index, Some(0));
        assert_eq!(part.notes, [1, 2, 3]);
        assert_eq!(part.parts[0].index, Some(4));
        assert_eq!(part.parts[1].title, "A");
        assert_eq!(part.parts[1].path(), "/notes/a");
        assert_eq!((part.path().as_str(), part.size()), ("/notes", 7));
    }
}

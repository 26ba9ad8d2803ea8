//! The course searched by kind, by part, page after page.
#![allow(clippy::unwrap_used)]

use std::{path::Path, sync::LazyLock};

use corpus::search::{Answer, Filter, HitKind, Index, Query};

static INDEX: LazyLock<Index> = LazyLock::new(|| {
    let content = Path::new(env!("CARGO_MANIFEST_DIR")).join("../content");
    Index::build(&corpus::load(&content).unwrap()).unwrap()
});

const TEXTS: [&str; 4] = ["noyau", "pod", "machine virtuelle", "conteneurs"];

fn query(text: &str) -> Query<'_> {
    Query {
        text,
        limit: 1000,
        ..Query::default()
    }
}

fn paths(answer: &Answer) -> Vec<&str> {
    answer.hits.iter().map(|hit| hit.path.as_str()).collect()
}

#[test]
fn a_count_is_what_its_choice_finds() {
    for text in TEXTS {
        let all = INDEX.search(&query(text));
        assert_eq!(all.hits.len(), all.total, "{text}");
        let sum: usize = all.facets.kinds.iter().map(|(_, count)| count).sum();
        assert_eq!(sum, all.total, "every place is of one kind");
        for &(kind, count) in &all.facets.kinds {
            let kinds = &[kind][..];
            let filter = Filter { kinds, parts: &[] };
            let some = INDEX.search(&Query {
                filter,
                ..query(text)
            });
            assert_eq!(some.total, count, "{text}, {kind:?}");
            assert!(some.hits.iter().all(|hit| hit.kind == kind));
            assert_eq!(some.facets.kinds, all.facets.kinds, "other choices stay");
        }
        for &(part, count) in &all.facets.parts {
            let parts = &[INDEX.parts()[part].id.as_str()][..];
            let filter = Filter { kinds: &[], parts };
            let some = INDEX.search(&Query {
                filter,
                ..query(text)
            });
            assert_eq!(some.total, count, "{text}, {parts:?}");
            assert!(some.hits.iter().all(|hit| hit.part == Some(part)));
        }
    }
}

#[test]
fn two_choices_of_a_list_add_up_and_those_of_two_lists_meet() {
    let count = |kinds: &[HitKind], parts: &[&str]| {
        let filter = Filter { kinds, parts };
        INDEX
            .search(&Query {
                filter,
                ..query("pod")
            })
            .total
    };
    let (note, layer) = (HitKind::Note, HitKind::Layer);
    let both = count(&[note, layer], &[]);
    assert_eq!(both, count(&[note], &[]) + count(&[layer], &[]));
    let meet = count(&[note], &["kubernetes"]);
    assert!(0 < meet && meet < count(&[note], &[]));
    assert_eq!(count(&[note], &["inconnue"]), 0);
}

#[test]
fn pages_follow_one_another_without_gap() {
    for text in TEXTS {
        let all = INDEX.search(&query(text));
        let first = INDEX.search(&Query {
            limit: 7,
            ..query(text)
        });
        let offset = 7;
        let next = INDEX.search(&Query {
            limit: 7,
            offset,
            ..query(text)
        });
        assert_eq!([paths(&first), paths(&next)].concat(), paths(&all)[..14]);
        let offset = all.total;
        let beyond = INDEX.search(&Query {
            offset,
            ..query(text)
        });
        assert_eq!((beyond.hits.len(), beyond.total), (0, all.total));
    }
}

#[test]
fn the_places_of_a_page_come_together() {
    for text in TEXTS {
        let all = INDEX.search(&query(text));
        let grouped = INDEX.search_pages(&query(text), usize::MAX);
        assert_eq!(grouped.pages, grouped.groups.len());
        assert_eq!((grouped.total, grouped.pages), (all.total, all.pages));
        let hits = grouped.groups.iter().map(|group| group.hits.len());
        assert_eq!(hits.sum::<usize>(), all.total, "{text}");
        assert_eq!(grouped.groups[0].hits[0].path, all.hits[0].path);
        for group in &grouped.groups {
            assert_eq!(group.total, group.hits.len());
            let page = |path: &str| path.split(['?', '#']).next().unwrap().to_owned();
            let pages = group.hits.iter().map(|hit| page(&hit.path));
            assert!(
                pages
                    .clone()
                    .all(|one| one == pages.clone().next().unwrap())
            );
        }
        let few = INDEX.search_pages(
            &Query {
                limit: 3,
                offset: 1,
                ..query(text)
            },
            2,
        );
        let expected = grouped.groups[1..4].iter().map(|group| &group.hits[0].path);
        let found = few.groups.iter().map(|group| &group.hits[0].path);
        assert!(found.eq(expected), "{text}");
        assert!(few.groups.iter().all(|group| group.hits.len() <= 2));
    }
}

#[test]
fn parts_are_the_folders_of_the_course() {
    let ids: Vec<&str> = INDEX.parts().iter().map(|part| part.id.as_str()).collect();
    assert_eq!(ids[0], "comprendre");
    assert!(ids.contains(&"kubernetes"), "{ids:?}");
    let found = INDEX.search(&query("hyperviseur"));
    let term = found.hits.iter().find(|hit| hit.kind == HitKind::Term);
    assert!(term.unwrap().part.is_some(), "that of the note it cites");
}

#[test]
fn what_leads_nowhere_has_neighbours_that_lead_somewhere() {
    for (text, near) in [
        ("hypervisation", "hyperviseur"),
        ("conteneurisme", "conteneur"),
    ] {
        let names = INDEX.near(text, 6);
        assert!(names.iter().any(|name| name.starts_with(near)), "{names:?}");
        for name in names {
            assert!(INDEX.search(&query(&name)).total > 0, "{name}");
        }
    }
    assert_eq!(INDEX.near("qqqqqqqqqq", 6), [""; 0]);
}

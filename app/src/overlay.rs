//! Readings of a stack: marks on its layers, and the same in sentences.

use corpus::{
    Html, Id,
    stack::{Change, Fate, Kernel, Layer, Place, Stack, changes, fates, kernels, places},
};

use crate::strings::environment as say;

mod names;

pub(crate) use names::names;

/// What a reading says of a layer: by a colour, a sign and words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Mark {
    /// The CSS class of its colour and line.
    pub(crate) class: String,
    /// Drawn on the box; empty for none.
    pub(crate) sign: String,
    /// Written behind the name in the list; empty for none.
    pub(crate) words: String,
}

/// One for each layer, in the order of [`Stack::walk`]; none at all for a plain drawing.
pub(crate) type Marks = Vec<Option<Mark>>;

/// Layers of which the same is said.
pub(crate) struct Group {
    /// Their mark, without words of its own.
    pub(crate) mark: Mark,
    /// What is said.
    pub(crate) title: String,
    /// Anchor and name of each.
    pub(crate) layers: Vec<(String, String)>,
}

/// A reading of a stack.
#[derive(Default)]
pub(crate) struct Overlay {
    pub(crate) marks: Marks,
    /// The whole in a sentence; empty where there is nothing to say.
    pub(crate) lead: String,
    /// What the author adds to it.
    pub(crate) said: Option<Html>,
    pub(crate) groups: Vec<Group>,
}

/// What a query string asks of an environment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum View {
    /// The layers alone.
    Plain,
    /// What runs where.
    Where,
    /// Who shares which kernel.
    Kernels,
    /// What is lost with a layer.
    Loss(Id),
}

impl View {
    /// Reads the parameters `vue` and `perte`; those that mean nothing come second.
    pub(crate) fn read<'a>(
        stack: &Stack,
        parameters: impl IntoIterator<Item = (&'a str, &'a str)>,
    ) -> (Self, Vec<String>) {
        let mut view = Self::Plain;
        let mut ignored = Vec::new();
        for (name, value) in parameters {
            let known = |id: &Id| stack.walk().iter().any(|(_, layer)| layer.id == *id);
            let asked = match (name, value) {
                ("vue", "ou") => Some(Self::Where),
                ("vue", "noyaux") => Some(Self::Kernels),
                ("vue" | "perte", "") => continue,
                ("perte", id) => Id::new(id).filter(known).map(Self::Loss),
                _ => None,
            };
            match asked {
                Some(asked) if view == Self::Plain => view = asked,
                _ => ignored.push(name.to_owned()),
            }
        }
        (view, ignored)
    }

    /// The address of this view of the page at `path`.
    pub(crate) fn address(&self, path: &str) -> String {
        match self {
            Self::Plain => path.to_owned(),
            Self::Where => format!("{path}?vue=ou"),
            Self::Kernels => format!("{path}?vue=noyaux"),
            Self::Loss(id) => format!("{path}?perte={id}"),
        }
    }

    /// What it says of the layers.
    pub(crate) fn overlay(&self, stack: &Stack) -> Overlay {
        match self {
            Self::Plain => Overlay::default(),
            Self::Where => where_overlay(stack),
            Self::Kernels => kernel_overlay(stack),
            Self::Loss(id) => loss_overlay(stack, id).unwrap_or_default(),
        }
    }
}

impl Mark {
    /// Of a layer that has nothing to do with what is told: without the colour of its kind, which
    /// could be taken for that of a mark.
    fn quiet() -> Self {
        Self::new("is-same", "", "")
    }

    pub(crate) fn new(
        class: impl Into<String>,
        sign: impl Into<String>,
        words: impl Into<String>,
    ) -> Self {
        Self {
            class: class.into(),
            sign: sign.into(),
            words: words.into(),
        }
    }
}

fn named(layer: &Layer) -> (String, String) {
    (layer.anchor(), layer.label.clone())
}

/// The layers of which `said` holds.
fn all(stack: &Stack, said: impl Fn(usize) -> bool) -> Vec<(String, String)> {
    let walk = stack.walk().into_iter().zip(names(stack)).enumerate();
    let found = walk.filter(|(i, _)| said(*i));
    found
        .map(|(_, ((_, layer), name))| (layer.anchor(), name))
        .collect()
}

/// The same, without those that hold another one of them.
fn innermost(stack: &Stack, said: impl Fn(usize) -> bool) -> Vec<(String, String)> {
    let layers = stack.flat();
    let mut holds = vec![false; layers.len()];
    for (i, (parent, _)) in layers.iter().enumerate() {
        if let Some(parent) = parent {
            holds[*parent] |= said(i);
        }
    }
    all(stack, |i| said(i) && !holds[i])
}

fn where_overlay(stack: &Stack) -> Overlay {
    const SIGNS: [&str; 4] = ["●", "■", "▲", "◆"];
    let places = places(stack);
    let mark = |place: Place, words: &str| {
        let sign = Place::ALL.iter().position(|other| *other == place);
        let sign = sign.map_or("", |i| SIGNS[i]);
        Mark::new(format!("at-{}", place.name()), sign, words)
    };
    let short = |place| {
        let at = Place::ALL.into_iter().zip(say::PLACES_SHORT);
        at.into_iter().find(|(other, _)| *other == place)
    };
    let marks = places.iter().map(|place| {
        let (_, words) = short(*place)?;
        Some(mark(*place, words))
    });
    let groups = Place::ALL
        .into_iter()
        .zip(say::PLACES)
        .map(|(place, title)| Group {
            mark: mark(place, ""),
            title: title.to_owned(),
            layers: innermost(stack, |i| places[i] == place),
        });
    Overlay {
        marks: marks.collect(),
        lead: say::WHERE_LEAD.to_owned(),
        said: None,
        groups: groups.collect(),
    }
}

fn kernel_overlay(stack: &Stack) -> Overlay {
    // As many as style/tools/stacks.css has.
    const COLOURS: usize = 6;
    let (layers, kernels) = (stack.flat(), kernels(stack));
    let owners: Vec<usize> = (0..layers.len())
        .filter(|&i| kernels[i] == Kernel::Own)
        .collect();
    let mark = |number: usize, words: String| {
        let class = format!("kernel-{}", (number - 1) % COLOURS + 1);
        Mark::new(class, number.to_string(), words)
    };
    let unknown = |words: &str| Mark::new("kernel-0", "?", words);
    let several = |owner: usize| several(&layers, owner);
    let short = |i: usize, own| {
        let number = owners.iter().position(|owner| *owner == i)? + 1;
        let words = say::kernel_short(number, own, several(i));
        Some(mark(number, words))
    };
    let marks = kernels.iter().enumerate().map(|(i, kernel)| match kernel {
        Kernel::Own => short(i, true),
        Kernel::Shared(owner) => short(*owner, false),
        Kernel::Unknown => Some(unknown(say::KERNEL_UNKNOWN_SHORT)),
        Kernel::Apart => Some(Mark::quiet()),
    });
    let mut groups: Vec<Group> = owners
        .iter()
        .enumerate()
        .map(|(n, &owner)| Group {
            mark: mark(n + 1, String::new()),
            title: say::kernel(n + 1, &layers[owner].1.label, several(owner)),
            layers: innermost(stack, |i| kernels[i] == Kernel::Shared(owner)),
        })
        .collect();
    if kernels.contains(&Kernel::Unknown) {
        groups.push(Group {
            mark: unknown(""),
            title: say::KERNEL_UNKNOWN.to_owned(),
            layers: innermost(stack, |i| kernels[i] == Kernel::Unknown),
        });
    }
    Overlay {
        marks: marks.collect(),
        lead: say::kernels_lead(owners.len(), owners.iter().any(|&owner| several(owner))),
        said: None,
        groups,
    }
}

/// Whether the kernel of the layer at `owner` is there several times.
pub(crate) fn several(layers: &[(Option<usize>, &Layer)], owner: usize) -> bool {
    let mut around = std::iter::successors(Some(owner), |&i| layers[i].0);
    around.any(|i| layers[i].1.several)
}

fn loss_overlay(stack: &Stack, failing: &Id) -> Option<Overlay> {
    let (names, fates) = (names(stack), fates(stack, failing)?);
    let mark = |fate: &Fate| match fate {
        Fate::Fails => Mark::new("is-failing", "✕", say::FAILS),
        Fate::Inside => Mark::new("is-lost", "−", say::LOST),
        Fate::Needs(other) => Mark::new("is-lost", "−", say::needs(&names[*other])),
        Fate::Moves(other) => Mark::new("is-moved", "→", say::moves(&names[*other])),
        Fate::Weakened(other) => Mark::new("is-weakened", "↓", say::weakened(&names[*other])),
        Fate::Kept => Mark::quiet(),
    };
    let lost = |i: usize| matches!(fates[i], Fate::Inside | Fate::Needs(_));
    let moved = |i: usize| matches!(fates[i], Fate::Moves(_));
    let weakened = |i: usize| matches!(fates[i], Fate::Weakened(_));
    let kept = innermost(stack, |i| fates[i] == Fate::Kept);
    let listed = [
        all(stack, lost),
        all(stack, moved),
        all(stack, weakened),
        kept,
    ];
    let [gone, elsewhere, weak, _] = listed.each_ref().map(Vec::len);
    let signs = [
        ("is-lost", "−"),
        ("is-moved", "→"),
        ("is-weakened", "↓"),
        ("is-kept", "✓"),
    ];
    let groups = say::FATES.into_iter().zip(signs).zip(listed);
    // That nothing is lost is news; that nothing is weakened is not.
    let told = groups
        .enumerate()
        .filter(|(i, (_, layers))| *i == 0 || !layers.is_empty());
    let at = fates.iter().position(|fate| *fate == Fate::Fails)?;
    Some(Overlay {
        marks: fates.iter().map(|fate| Some(mark(fate))).collect(),
        lead: say::loss_lead(&names[at], gone + elsewhere, weak),
        said: stack.layer(failing)?.loss.clone(),
        groups: told
            .map(|(_, ((title, (class, sign)), layers))| Group {
                mark: Mark::new(class, sign, ""),
                title: title.to_owned(),
                layers,
            })
            .collect(),
    })
}

/// What `after` adds to `before`.
pub(crate) fn evolution(before: &Stack, after: &Stack) -> Overlay {
    let found = changes(before, after);
    let [added, altered, gone] = say::CHANGED_SHORT;
    let mark = |change: &Change| match change {
        Change::Added => Mark::new("is-new", "+", added),
        Change::Altered => Mark::new("is-altered", "≠", altered),
        Change::Kept => Mark::quiet(),
    };
    let of = |wanted| -> Vec<(String, String)> {
        let layers = found.layers.iter();
        let like = layers.filter(|(_, change)| *change == wanted);
        like.map(|(layer, _)| named(layer)).collect()
    };
    let left = found
        .gone
        .iter()
        .map(|layer| (String::new(), layer.label.clone()));
    let listed = [of(Change::Added), of(Change::Altered), left.collect()];
    let counts = [0, 1, 2].map(|i| listed[i].len());
    let marks = [
        mark(&Change::Added),
        mark(&Change::Altered),
        Mark::new("is-lost", "−", gone),
    ];
    let groups = say::CHANGED.into_iter().zip(marks).zip(listed);
    Overlay {
        marks: found
            .layers
            .iter()
            .map(|(_, change)| Some(mark(change)))
            .collect(),
        lead: say::change(&before.title, counts),
        said: None,
        groups: groups
            .map(|((title, mark), layers)| Group {
                mark,
                title: title.to_owned(),
                layers,
            })
            .collect(),
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use corpus::{
        Id, LayerKind, Slug,
        stack::{Layer, Stack},
    };

    use super::View;

    /// A host with two containers.
    fn host() -> Stack {
        let layer = |id: &str, kind| Layer::new(Id::new(id).unwrap(), kind, id.to_uppercase());
        let mut os = layer("os", LayerKind::Os);
        os.children = vec![layer("a", LayerKind::Pod), layer("b", LayerKind::Pod)];
        Stack {
            layers: vec![os],
            ..Stack::new(Slug::new("hote"), "Hôte")
        }
    }

    fn read(parameters: &[(&'static str, &'static str)]) -> (View, Vec<String>) {
        View::read(&host(), parameters.iter().copied())
    }

    #[test]
    fn a_view_is_read_back_from_its_address() {
        let loss = View::Loss(Id::new("a").unwrap());
        for view in [View::Plain, View::Where, View::Kernels, loss] {
            let address = view.address("/x");
            let query = address.split_once('?').map_or("", |(_, query)| query);
            let pairs = query.split('&').filter_map(|pair| pair.split_once('='));
            assert_eq!(View::read(&host(), pairs), (view, vec![]));
        }
    }

    #[test]
    fn what_means_nothing_is_set_aside() {
        let (view, ignored) = read(&[("vue", "lune"), ("perte", "zut"), ("x", "1")]);
        assert_eq!((view, ignored.len()), (View::Plain, 3));
        let (view, ignored) = read(&[("vue", "ou"), ("perte", "a")]);
        assert_eq!((view, ignored), (View::Where, vec!["perte".to_owned()]));
        assert_eq!(
            read(&[("perte", "")]),
            (View::Plain, vec![]),
            "an empty choice"
        );
    }

    #[test]
    fn every_mark_has_a_sign_and_words() {
        let stack = host();
        let loss = View::Loss(Id::new("os").unwrap());
        for view in [View::Where, View::Kernels, loss] {
            let overlay = view.overlay(&stack);
            assert_eq!(overlay.marks.len(), 3, "{view:?}");
            for mark in overlay.marks.iter().flatten() {
                assert!(!mark.sign.is_empty() && !mark.words.is_empty(), "{mark:?}");
            }
            assert!(!overlay.lead.is_empty());
        }
    }

    #[test]
    fn what_is_kept_has_a_quiet_mark() {
        let stack = host();
        let overlay = View::Loss(Id::new("a").unwrap()).overlay(&stack);
        let marks = overlay.marks.iter().flatten();
        let classes: Vec<_> = marks.map(|mark| mark.class.as_str()).collect();
        assert_eq!(classes, ["is-same", "is-failing", "is-same"]);
    }

    #[test]
    fn what_goes_on_weakened_says_without_what() {
        let mut stack = host();
        stack.layers[0].children[1].uses = vec![Id::new("a").unwrap()];
        let overlay = View::Loss(Id::new("a").unwrap()).overlay(&stack);
        let mark = overlay.marks[2].as_ref().unwrap();
        assert_eq!(mark.class, "is-weakened");
        assert!(
            mark.words
                .contains("« A »".replace(' ', "\u{202f}").as_str())
        );
        let told = overlay.groups.iter().map(|group| group.mark.class.as_str());
        let told: Vec<_> = told.collect();
        assert_eq!(told, ["is-lost", "is-weakened", "is-kept"]);
        assert_eq!(overlay.groups[1].layers.len(), 1);
        assert!(
            overlay.lead.contains("1\u{a0}couche continue"),
            "{}",
            overlay.lead
        );
    }

    #[test]
    fn a_layer_that_stands_for_several_has_several_kernels() {
        let mut stack = host();
        stack.layers[0].several = true;
        let overlay = View::Kernels.overlay(&stack);
        assert!(overlay.lead.starts_with("Plusieurs"), "{}", overlay.lead);
        assert!(overlay.groups[0].title.contains("chaque machine"));
    }

    #[test]
    fn the_sentences_name_who_shares_the_kernel() {
        let overlay = View::Kernels.overlay(&host());
        assert_eq!(overlay.groups.len(), 1);
        let names: Vec<_> = overlay.groups[0]
            .layers
            .iter()
            .map(|(_, name)| name.as_str())
            .collect();
        assert_eq!(names, ["A", "B"]);
    }
}

//! Other words for the same thing, from the glossary, in every direction.

use std::collections::HashMap;

use crate::{
    glossary::Glossary,
    search::analysis::{self, Lang, Token},
};

/// Names of more words than this are not recognised inside a query.
pub(super) const LONGEST_NAME: usize = 4;

/// A name as the stems of its words.
pub(super) type Name = Vec<String>;

/// The names of each thing that has several.
#[derive(Default)]
pub(super) struct Synonyms {
    groups: Vec<Vec<Name>>,
    /// The groups a name belongs to.
    by_name: HashMap<Name, Vec<usize>>,
}

impl Synonyms {
    /// Takes the terms that have synonyms.
    pub(super) fn new(glossary: &Glossary) -> Self {
        let mut synonyms = Self::default();
        for term in &glossary.terms {
            let names = std::iter::once(&term.name).chain(&term.synonyms);
            let mut names: Vec<Name> = names.map(|name| stems(name)).collect();
            names.retain(|name| !name.is_empty());
            names.sort();
            names.dedup();
            if names.len() > 1 {
                synonyms.add(names);
            }
        }
        synonyms
    }

    fn add(&mut self, names: Vec<Name>) {
        for name in &names {
            let groups = self.by_name.entry(name.clone()).or_default();
            groups.push(self.groups.len());
        }
        self.groups.push(names);
    }

    /// The other names of what `name` means.
    pub(super) fn of<'a>(&'a self, name: &'a [String]) -> impl Iterator<Item = &'a Name> {
        let groups = self.by_name.get(name).into_iter().flatten();
        let names = groups.flat_map(|group| &self.groups[*group]);
        names.filter(move |other| other.as_slice() != name)
    }
}

fn stems(name: &str) -> Name {
    let tokens: Vec<Token> = analysis::tokens(name, Lang::French).collect();
    let content = analysis::content(&tokens);
    content.map(|(_, token)| token.stem.clone()).collect()
}

//! From a plan to a tantivy query. Built clause by clause: what was typed is never parsed.

use tantivy::{
    Term,
    query::{
        BooleanQuery, BoostQuery, ConstScoreQuery, DisjunctionMaxQuery, Occur, PhraseQuery, Query,
        TermQuery,
    },
    schema::{Field, IndexRecordOption},
};

use crate::search::{
    fields::{Fields, joined},
    plan::{Concept, Form, Leaf, Plan},
    tuning,
};

type Clause = Box<dyn Query>;

impl Fields {
    /// The places that have at least `required` of the plan's words.
    pub(super) fn query(self, plan: &Plan, required: usize) -> BooleanQuery {
        let words = plan
            .concepts
            .iter()
            .map(|concept| (Occur::Should, self.concept(concept)));
        let words = BooleanQuery::with_minimum_required_clauses(words.collect(), required);
        let pairs = plan
            .concepts
            .windows(2)
            .flat_map(|pair| self.pair(&pair[0], &pair[1]));
        let bonus = pairs.chain([self.whole_heading(plan)]);
        let mut clauses: Vec<(Occur, Clause)> = vec![(Occur::Must, Box::new(words))];
        clauses.extend(bonus.map(|clause| (Occur::Should, clause)));
        BooleanQuery::new(clauses)
    }

    /// The fields of stems and what a match in them is worth.
    fn stems(self) -> [(Field, f32); 3] {
        [
            (self.title, tuning::TITLE),
            (self.heading, tuning::HEADING),
            (self.body, 1.0),
        ]
    }

    /// A word counts where it matches best; the other matches only add to that.
    fn concept(self, concept: &Concept) -> Clause {
        let leaves = concept
            .leaves
            .iter()
            .flat_map(|leaf| self.leaf(leaf))
            .collect();
        Box::new(DisjunctionMaxQuery::with_tie_breaker(
            leaves,
            tuning::OTHER_FIELDS,
        ))
    }

    fn leaf(self, leaf: &Leaf) -> Vec<Clause> {
        match &leaf.form {
            Form::Word(word) => vec![boost(term(self.exact, word), leaf.weight * tuning::EXACT)],
            Form::Stem(stem) => {
                let clause = |(field, worth)| boost(term(field, stem), leaf.weight * worth);
                self.stems().map(clause).into()
            }
            Form::Phrase(stems) => {
                let offsets: Vec<_> = stems.iter().map(String::as_str).enumerate().collect();
                let clause = |(field, worth)| boost(phrase(field, &offsets), leaf.weight * worth);
                self.stems().map(clause).into()
            }
        }
    }

    /// What two words are worth that stand as close as they were typed.
    fn pair(self, left: &Concept, right: &Concept) -> [Clause; 3] {
        let distance = right.position - left.position;
        let offsets = [(0, left.stem.as_str()), (distance, right.stem.as_str())];
        let clause = |(field, worth)| boost(phrase(field, &offsets), worth * tuning::PHRASE);
        self.stems().map(clause)
    }

    fn whole_heading(self, plan: &Plan) -> Clause {
        let heading = joined(plan.concepts.iter().map(|concept| &concept.stem));
        let query = TermQuery::new(
            Term::from_field_text(self.whole, &heading),
            IndexRecordOption::Basic,
        );
        Box::new(ConstScoreQuery::new(Box::new(query), tuning::WHOLE_HEADING))
    }
}

fn term(field: Field, text: &str) -> TermQuery {
    TermQuery::new(
        Term::from_field_text(field, text),
        IndexRecordOption::WithFreqs,
    )
}

/// Stems at about their distances from one another.
fn phrase(field: Field, stems: &[(usize, &str)]) -> PhraseQuery {
    let term = |(offset, stem): &(usize, &str)| (*offset, Term::from_field_text(field, stem));
    PhraseQuery::new_with_offset_and_slop(stems.iter().map(term).collect(), tuning::SLOP)
}

fn boost(query: impl Query, weight: f32) -> Clause {
    Box::new(BoostQuery::new(Box::new(query), weight))
}

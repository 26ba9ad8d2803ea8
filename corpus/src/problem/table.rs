//! The rules of the marks of tables in notes, and what is said when one is broken.

/// What may be wrong with `<!-- tableau : triable filtrable -->`.
#[derive(
    Clone, Debug, PartialEq, Eq, thiserror::Error, strum::IntoStaticStr, strum::VariantNames,
)]
#[strum(serialize_all = "kebab-case")]
pub enum TableFault {
    /// A word that means nothing in a mark.
    #[error(
        "mot inconnu « {word} » dans la marque d’un tableau ; écrivez « triable », « filtrable », ou les deux"
    )]
    UnknownTableWord {
        /// As written.
        word: String,
    },
    /// A mark that says nothing.
    #[error("marque de tableau vide ; écrivez « triable », « filtrable », ou les deux")]
    EmptyTableMark,
    /// A mark that no table follows.
    #[error("marque de tableau sans tableau ; posez-la juste au-dessus du tableau")]
    StrayTableMark,
}

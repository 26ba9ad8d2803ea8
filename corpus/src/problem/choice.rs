//! The rules of `choisir.toml`, and what is said when one is broken.

use super::wording::remedy;

/// What may be wrong with the decision helper beside what may be wrong with any TOML file.
#[derive(
    Clone, Debug, PartialEq, Eq, thiserror::Error, strum::IntoStaticStr, strum::VariantNames,
)]
#[strum(serialize_all = "kebab-case")]
pub enum ChoiceFault {
    /// A comparison that does not exist.
    #[error(
        "comparaison inconnue « {slug} » ; {}",
        remedy(nearest, "donnez le nom d’un fichier de comparisons/, sans « .toml »")
    )]
    UnknownComparison {
        /// As written.
        slug: String,
        /// The known comparison that looks most like it.
        nearest: Option<String>,
    },
    /// A row that the comparison does not have.
    #[error(
        "critère inconnu « {id} » ; {}",
        remedy(nearest, "reprenez l’id d’un critère de la comparaison")
    )]
    UnknownCriterion {
        /// As written.
        id: String,
        /// The known criterion that looks most like it.
        nearest: Option<String>,
    },
    /// A row without levels, of which nothing can be computed.
    #[error(
        "le critère « {id} » n’a pas d’échelle ; ajoutez-lui « scale », ou donnez des « points »"
    )]
    UnscaledCriterion {
        /// The criterion.
        id: String,
    },
    /// An option that the file does not have.
    #[error(
        "option inconnue « {id} » ; {}",
        remedy(nearest, "ajoutez-la aux [[options]]")
    )]
    UnknownOption {
        /// As written.
        id: String,
        /// The known option that looks most like it.
        nearest: Option<String>,
    },
    /// An option that is neither a subject nor a combination, or both.
    #[error("une option a soit « subject », soit « combines » ; gardez l’un des deux")]
    AmbiguousOption,
    /// A combination of less than two different simple options.
    #[error(
        "une combinaison réunit au moins deux options simples, chacune une fois ; corrigez « combines »"
    )]
    BadCombination,
    /// A question whose name another parameter of the address has.
    #[error(
        "« {id} » ne peut pas nommer une question : « poids- » est réservé aux poids ; choisissez un autre identifiant"
    )]
    ReservedId {
        /// As written.
        id: String,
    },
    /// A reason that its author keeps back.
    #[error("« source » renvoie à un brouillon, {file} ; publiez la note, ou citez-en une autre")]
    DraftSource {
        /// The file of the note.
        file: String,
    },
    /// An effect that rests on nothing, or on two things.
    #[error("un effet a soit « criterion », soit des « points » ; gardez l’un des deux")]
    AmbiguousEffect,
    /// A word that is not among those that mean something.
    #[error("« {key} » vaut « {value} » ; écrivez {allowed}")]
    UnknownValue {
        /// The key.
        key: &'static str,
        /// As written.
        value: String,
        /// What may be written, in French.
        allowed: &'static str,
    },
    /// A number that is too small, too large, or not whole where it must be.
    #[error("« {key} » vaut {value} ; donnez {allowed}")]
    OutOfRange {
        /// The key.
        key: String,
        /// As written.
        value: String,
        /// What may be written, in French.
        allowed: &'static str,
    },
    /// A case that answers a question that the file does not have.
    #[error(
        "question inconnue « {id} » ; {}",
        remedy(nearest, "reprenez l’id d’une question")
    )]
    UnknownQuestion {
        /// As written.
        id: String,
        /// The known question that looks most like it.
        nearest: Option<String>,
    },
    /// A case that gives an answer that its question does not have.
    #[error(
        "réponse inconnue « {id} » ; {}",
        remedy(nearest, "reprenez l’id d’une réponse de cette question")
    )]
    UnknownAnswer {
        /// As written.
        id: String,
        /// The known answer that looks most like it.
        nearest: Option<String>,
    },
    /// The rules do not give what the notes say.
    #[error(
        "les règles donnent {actual}, mais ce cas attend {expected} ; corrigez les règles, ou le cas si les notes disent autre chose"
    )]
    FailedCase {
        /// The options that come first, or the ranking, with their points.
        actual: String,
        /// What the case says.
        expected: String,
    },
}

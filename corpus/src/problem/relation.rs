//! The rules on what environments say of one another, and layers of other layers.

use super::wording::remedy;
use crate::{
    Slug,
    stack::{LinkKind, Place},
};

/// A relation that does not hold. Each message says what is wrong, then what to do.
#[derive(
    Clone, Debug, PartialEq, Eq, thiserror::Error, strum::IntoStaticStr, strum::VariantNames,
)]
#[strum(serialize_all = "kebab-case")]
pub enum RelationFault {
    /// A reference to a layer that does not exist.
    #[error(
        "couche inconnue « {id} » ; {}",
        remedy(nearest, "reprenez l’id d’une couche de ce fichier")
    )]
    UnknownLayer {
        /// As written.
        id: String,
        /// The known layer that looks most like it.
        nearest: Option<String>,
    },
    /// A layer that refers to itself.
    #[error("« {id} » se cite elle-même ; nommez une autre couche")]
    OwnLayer {
        /// Its id.
        id: String,
    },
    /// A place that does not exist.
    #[error(
        "lieu inconnu « {place} » ; {}",
        remedy(nearest, &format!("choisissez parmi {}", Place::ALL.map(Place::name).join(", ")))
    )]
    UnknownPlace {
        /// As written.
        place: String,
        /// The known place that looks most like it.
        nearest: Option<String>,
    },
    /// A kind of link that does not exist.
    #[error(
        "sorte de lien inconnue « {kind} » ; {}",
        remedy(nearest, &format!("choisissez parmi {}", LinkKind::ALL.map(LinkKind::name).join(", ")))
    )]
    UnknownLink {
        /// As written.
        kind: String,
        /// The known kind that looks most like it.
        nearest: Option<String>,
    },
    /// Two links from one layer to another that say the same.
    #[error(
        "« {from} » et « {to} » sont déjà liées ainsi à la ligne {first} ; retirez ce lien ou changez « kind »"
    )]
    RepeatedLink {
        /// The layer that acts.
        from: String,
        /// The other one.
        to: String,
        /// The line of the first.
        first: usize,
    },
    /// A participant that is no layer of the environment its flow runs over.
    #[error(
        "couche inconnue « {id} » dans stacks/{stack}.toml ; {}",
        remedy(nearest, "reprenez l’id d’une de ses couches")
    )]
    ForeignLayer {
        /// As written.
        id: String,
        /// The environment.
        stack: Slug,
        /// The layer that looks most like it.
        nearest: Option<String>,
    },
    /// A participant that is a layer of no environment.
    #[error("« layer » sans environnement ; nommez-le au début du fichier : stack = \"…\"")]
    LayerWithoutStack,
    /// A reference to an environment that does not exist.
    #[error(
        "environnement inconnu « {slug} » ; {}",
        remedy(nearest, "reprenez le nom d’un fichier de stacks/, sans .toml")
    )]
    UnknownStack {
        /// As written.
        slug: String,
        /// The known environment that looks most like it.
        nearest: Option<String>,
    },
    /// A reference to a flow that does not exist.
    #[error(
        "flux inconnu « {slug} » ; {}",
        remedy(nearest, "reprenez le nom d’un fichier de flows/, sans .toml")
    )]
    UnknownFlow {
        /// As written.
        slug: String,
        /// The known flow that looks most like it.
        nearest: Option<String>,
    },
    /// A picture that is both named and described.
    #[error("ce bloc nomme son schéma et le décrit ; gardez le nom ou le contenu")]
    FilledEmbed,
    /// A picture asked for in the middle of a text.
    #[error("ce schéma n’est pas seul dans son paragraphe ; laissez une ligne vide avant et après")]
    CrowdedEmbed,
    /// Several flows in one block: they do not stand side by side.
    #[error("ce bloc nomme plusieurs flux ; écrivez un bloc « flow » pour chacun")]
    SeveralFlows,
    /// A file that is no environment and no flow, shown like an image.
    #[error("« {dest} » n’a pas de schéma ; nommez un fichier de stacks/ ou de flows/")]
    NoPicture {
        /// As written.
        dest: String,
    },
    /// A comparison of an environment with itself, or twice with the same.
    #[error("« {slug} » est déjà dans cette comparaison ; retirez-le")]
    RepeatedStack {
        /// The slug.
        slug: String,
    },
    /// More environments than fit side by side.
    #[error(
        "trop d’environnements à comparer ; gardez-en {limit}, trois colonnes tiennent sur un écran"
    )]
    TooManyStacks {
        /// How many there may be beside the environment itself.
        limit: usize,
    },
    /// Two phases at one place of a series.
    #[error("l’étape {step} de « {series} » est déjà prise par {other} ; changez « step »")]
    RepeatedStep {
        /// The name of the series.
        series: String,
        /// The place, as a number.
        step: String,
        /// The other file.
        other: String,
    },
    /// A series of one.
    #[error(
        "« {series} » n’a qu’une étape ; {}",
        remedy(nearest, "donnez la même « series » aux autres")
    )]
    LonelyPhase {
        /// The name of the series.
        series: String,
        /// The series that looks most like it.
        nearest: Option<String>,
    },
}

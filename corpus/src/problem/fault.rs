//! The rules, and what is said when one is broken.

use strum::VariantNames as _;

use super::{
    ChoiceFault, FileFault, MediaFault, RelationFault, Remark, SyntaxFault, TableFault,
    wording::remedy,
};
use crate::LayerKind;

/// The rules a content folder is held to. Each message says what is wrong, then what to do.
#[derive(
    Clone, Debug, PartialEq, Eq, thiserror::Error, strum::IntoStaticStr, strum::VariantNames,
)]
#[strum(serialize_all = "kebab-case")]
pub enum Fault {
    /// What a folder and its files are, whatever is in them.
    #[error(transparent)]
    File(#[from] FileFault),

    // TOML, and front matter of both kinds
    /// The front matter has no closing line.
    #[error(
        "l’en-tête ouvert par « {fence} » n’est pas fermé ; ajoutez une ligne « {fence} » après lui"
    )]
    UnclosedFrontMatter {
        /// `+++` or `---`.
        fence: &'static str,
    },
    /// A text that is no TOML or no YAML.
    #[error(transparent)]
    Syntax(#[from] SyntaxFault),
    /// A key that means nothing there.
    #[error("clé inconnue « {key} » ; {}", remedy(nearest, "retirez-la"))]
    UnknownKey {
        /// As written.
        key: String,
        /// The known key that looks most like it.
        nearest: Option<String>,
    },
    /// A key that must be there is not.
    #[error("il manque la clé « {key} » ; ajoutez-la")]
    MissingKey {
        /// Its name.
        key: &'static str,
    },
    /// A value of another type than the key wants.
    #[error("« {key} » n’a pas le bon type ; donnez {expected}")]
    WrongType {
        /// The key.
        key: String,
        /// The type it wants, in French, with its article.
        expected: &'static str,
    },
    /// A text that says nothing.
    #[error("« {key} » est vide ; écrivez un texte ou retirez la clé")]
    EmptyText {
        /// The key.
        key: &'static str,
    },
    /// A one-line text that would break the page.
    #[error("« {key} » est trop long ({length} caractères) ; ne dépassez pas {limit}")]
    LabelTooLong {
        /// The key.
        key: &'static str,
        /// In characters.
        length: usize,
        /// In characters.
        limit: usize,
    },
    /// A one-line text with something in it that nobody sees, and some programs obey.
    #[error("« {key} » contient le caractère de contrôle U+{code:04X} ; effacez-le")]
    ControlCharacter {
        /// The key.
        key: &'static str,
        /// Its code point.
        code: u32,
    },
    /// An id that cannot stand in a URL.
    #[error(
        "identifiant « {id} » mal formé ; {}",
        remedy(nearest, "utilisez a-z, 0-9 et des tirets")
    )]
    MalformedId {
        /// As written.
        id: String,
        /// A well-formed id that looks like it.
        nearest: Option<String>,
    },
    /// Two things of one file have the same id.
    #[error("« {id} » est déjà pris à la ligne {first} ; choisissez un autre identifiant")]
    DuplicateId {
        /// The id, or the number of a step.
        id: String,
        /// The line of the first.
        first: usize,
    },
    /// A comparison, stack or flow with nothing in it.
    #[error("aucun élément « {key} » ; ajoutez au moins un [[{key}]]")]
    NothingInside {
        /// The name of the list that must not be empty.
        key: &'static str,
    },

    // References
    /// A link or reference to a page that does not exist.
    #[error(
        "lien mort « {dest} » ; {}",
        remedy(nearest, "corrigez le chemin ou créez la page")
    )]
    DeadLink {
        /// As written.
        dest: String,
        /// The known page that looks most like it.
        nearest: Option<String>,
    },
    /// A link or reference to a section that does not exist.
    #[error(
        "ancre inconnue « #{anchor} » dans {file} ; {}",
        remedy(nearest, "reprenez le titre d’une section de cette page")
    )]
    DeadAnchor {
        /// Without `#`.
        anchor: String,
        /// The file the anchor was looked for in.
        file: String,
        /// The known anchor that looks most like it.
        nearest: Option<String>,
    },
    /// An image, or a file that is linked to.
    #[error(transparent)]
    Media(#[from] MediaFault),

    // Comparisons
    /// A cell for a subject that the comparison does not have.
    #[error(
        "sujet inconnu « {id} » ; {}",
        remedy(nearest, "ajoutez-le aux [[subjects]]")
    )]
    UnknownSubject {
        /// As written.
        id: String,
        /// The known subject that looks most like it.
        nearest: Option<String>,
    },
    /// A criterion says nothing of a subject.
    #[error(
        "il manque la case « {id} » ; remplissez-la, ou écrivez {id} = {{ unknown = true }} si les notes ne disent rien"
    )]
    MissingCell {
        /// The subject.
        id: String,
    },
    /// A cell both unknown and filled.
    #[error("la case « {id} » est à la fois inconnue et remplie ; gardez « unknown » ou « text »")]
    UnknownYetFilled {
        /// The subject.
        id: String,
    },
    /// A level that is not on the criterion's scale.
    #[error(
        "niveau inconnu « {level} » ; {}",
        remedy(nearest, "choisissez un niveau de « scale »")
    )]
    UnknownLevel {
        /// As written.
        level: String,
        /// The level of the scale that looks most like it.
        nearest: Option<String>,
    },
    /// A level where the criterion has no scale.
    #[error("niveau « {level} » sans échelle ; ajoutez « scale » au critère")]
    LevelWithoutScale {
        /// As written.
        level: String,
    },
    /// A scale that orders nothing.
    #[error("une échelle a au moins deux niveaux ; ajoutez-en ou retirez « scale »")]
    ShortScale,
    /// A scale that names one level twice.
    #[error("niveau « {level} » répété dans l’échelle ; gardez-le une fois")]
    RepeatedLevel {
        /// As written.
        level: String,
    },
    /// `better` is neither of the two ends.
    #[error("« better » vaut « {value} » ; écrivez \"high\" ou \"low\"")]
    UnknownBetter {
        /// As written.
        value: String,
    },
    /// A preferable end of a scale that does not exist.
    #[error("« better » sans échelle ; ajoutez « scale » ou retirez « better »")]
    BetterWithoutScale,

    // Stacks and flows
    /// A kind of layer that does not exist.
    #[error(
        "genre de couche inconnu « {kind} » ; {}",
        remedy(nearest, &format!("choisissez parmi {}", LayerKind::ALL.map(LayerKind::name).join(", ")))
    )]
    UnknownKind {
        /// As written.
        kind: String,
        /// The known kind that looks most like it.
        nearest: Option<String>,
    },
    /// A layer in a layer that does not exist.
    #[error(
        "couche parente inconnue « {id} » ; {}",
        remedy(nearest, "reprenez l’id d’une couche de ce fichier")
    )]
    UnknownParent {
        /// As written.
        id: String,
        /// The known layer that looks most like it.
        nearest: Option<String>,
    },
    /// Layers that hold each other.
    #[error("les couches tournent en rond ({path}) ; retirez l’un de ces « in »")]
    Cycle {
        /// The ids, joined by arrows.
        path: String,
    },
    /// An inner layer that wants to stand beside the others.
    #[error("« side » sur une couche intérieure ; retirez « side » ou « in »")]
    InnerSide,
    /// Layers nested so deep that no screen shows them.
    #[error("couche au niveau {depth} ; n’emboîtez pas plus de {limit} couches")]
    StackTooDeep {
        /// 1 for an outermost layer.
        depth: usize,
        /// The deepest level allowed.
        limit: usize,
    },
    /// What environments say of one another, and layers of other layers.
    #[error(transparent)]
    Relation(#[from] RelationFault),
    /// A step of somebody who takes no part.
    #[error(
        "participant inconnu « {id} » ; {}",
        remedy(nearest, "ajoutez-le aux [[participants]]")
    )]
    UnknownParticipant {
        /// As written.
        id: String,
        /// The known participant that looks most like it.
        nearest: Option<String>,
    },

    // The decision helper
    /// A rule of `choisir.toml` alone.
    #[error(transparent)]
    Choice(#[from] ChoiceFault),

    // The text of notes
    /// What is no mistake.
    #[error("remarque : {0}")]
    Remark(#[from] Remark),
    /// A mark of a table.
    #[error(transparent)]
    Table(#[from] TableFault),
    /// An image without alternative text.
    #[error(
        "image sans texte de remplacement ; décrivez-la entre les crochets : ![description](…)"
    )]
    MissingAlt,
    /// Quotes or lists nested so deep that no reader follows.
    #[error(
        "imbrication trop profonde ; ne dépassez pas {limit} niveaux de citations et de listes"
    )]
    NestingTooDeep {
        /// The deepest level allowed.
        limit: usize,
    },
    /// HTML that runs or loads something.
    #[error(
        "HTML interdit « <{tag}> » ; écrivez-le en Markdown, ou entre accents graves pour le montrer"
    )]
    RawHtml {
        /// The element's name.
        tag: String,
    },
    /// A link whose scheme is not allowed.
    #[error("lien interdit « {scheme}: » ; utilisez https:, mailto: ou un chemin relatif")]
    ForbiddenScheme {
        /// Without the colon.
        scheme: String,
    },
    /// An attribute that runs a script.
    #[error("attribut interdit « {name} » : aucun script ne vient d’une note ; retirez-le")]
    RawHandler {
        /// In lower case: `onclick`.
        name: String,
    },
    /// An anchor the author chose that another element has already.
    #[error("ancre « #{anchor} » déjà prise dans cette note ; choisissez-en une autre")]
    TakenAnchor {
        /// Without the `#`.
        anchor: String,
    },
    /// A list, a title or another block where a line of text is expected.
    #[error(
        "seul le Markdown en ligne est permis ici (gras, code, liens) ; ôtez la liste, le titre ou le bloc, ou écrivez « \\ » devant le premier signe"
    )]
    BlockMarkdown,
}

impl Fault {
    /// The names of all rules.
    pub fn rules() -> impl Iterator<Item = &'static str> {
        let groups = [
            "choice", "file", "media", "relation", "remark", "syntax", "table",
        ];
        let own = Self::VARIANTS
            .iter()
            .filter(move |name| !groups.contains(*name));
        let own = own.chain(FileFault::VARIANTS).chain(MediaFault::VARIANTS);
        let own = own.chain(ChoiceFault::VARIANTS);
        let grouped = RelationFault::VARIANTS.iter().chain(TableFault::VARIANTS);
        let grouped = grouped.chain(SyntaxFault::VARIANTS);
        own.chain(grouped).copied()
    }

    /// Whether it is no mistake, and in the way of nothing.
    pub fn is_remark(&self) -> bool {
        matches!(self, Self::Remark(_))
    }

    /// Whether it goes when another mistake is corrected.
    pub(crate) fn is_consequence(&self) -> bool {
        matches!(self, Self::File(FileFault::AwaitedFile { .. }))
    }

    /// The name of the rule that was broken: `dead-link`.
    pub fn rule(&self) -> &'static str {
        match self {
            Self::Choice(fault) => fault.into(),
            Self::File(fault) => fault.into(),
            Self::Relation(fault) => fault.into(),
            Self::Remark(remark) => remark.into(),
            Self::Syntax(fault) => fault.into(),
            Self::Media(fault) => fault.into(),
            Self::Table(fault) => fault.into(),
            fault => fault.into(),
        }
    }
}

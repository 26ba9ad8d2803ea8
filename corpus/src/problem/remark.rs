//! What is no mistake, but not what its author expects either: said by `strates check`, and in the
//! way of nothing.

use strum::VariantNames as _;

use super::wording::{lead, remedy};

/// What other tools would read and this one does not, and references that lead nowhere.
#[derive(
    Clone, Debug, PartialEq, Eq, thiserror::Error, strum::IntoStaticStr, strum::VariantNames,
)]
#[strum(serialize_all = "kebab-case")]
pub enum Remark {
    /// What another tool would have replaced.
    #[error(
        "« {text} » est une écriture de {tool}, que les lecteurs voient telle quelle ; {instead}"
    )]
    ForeignSyntax {
        /// As written, as far as needed to find it.
        text: String,
        /// Which tool reads it.
        tool: &'static str,
        /// What to write.
        instead: &'static str,
    },
    /// An element that is taken away, components of MDX among them.
    #[error(
        "balise « <{tag}> » inconnue ou retirée : seul son contenu paraît ; écrivez-le en Markdown, ou entre accents graves pour la montrer"
    )]
    HiddenElement {
        /// The element's name.
        tag: String,
    },
    /// The code of a diagram that another tool would draw.
    #[error(
        "un bloc « {language} » n’est pas dessiné, ses lignes paraissent comme du code ; écrivez un bloc « stack » ou « flow », ou posez une image"
    )]
    Diagram {
        /// The word behind the fence.
        language: String,
    },
    /// An admonition that does not end, or has nothing in it, or an end without a beginning.
    #[error(
        "« {text} » n’ouvre ni ne ferme aucun encadré ; fermez-le par autant de deux-points, ou décalez son texte de quatre espaces"
    )]
    StrayAdmonition {
        /// The line.
        text: String,
    },
    /// A file that is not read, for its name or its place.
    #[error(
        "ce fichier n’est pas lu ; {}",
        remedy(
            right,
            "déplacez-le : les données vont dans comparisons/, stacks/ ou flows/"
        )
    )]
    MisplacedFile {
        /// The path it would be read at.
        right: Option<String>,
    },
    /// A row of a table with more cells than the table has columns.
    #[error(
        "{cells} cases pour {columns} colonnes : ce qui dépasse ne paraît pas ; retirez-le, ou écrivez \\| pour une barre, dans le code aussi"
    )]
    SurplusCells {
        /// How many there are.
        cells: usize,
        /// How many are shown.
        columns: usize,
    },
    /// Rows without the line that makes a table of them.
    #[error(
        "ces lignes ne font pas un tableau ; sous la première, ajoutez |---|---|, avec autant de cases qu’elle"
    )]
    TableWithoutRule,
    /// What would be a heading with a space in it.
    #[error("« {text} » n’est pas un titre ; mettez une espace après « # »")]
    HeadingWithoutSpace {
        /// The line.
        text: String,
    },
    /// A call of a footnote that is not there.
    #[error("note de bas de page « {name} » introuvable ; ajoutez une ligne « [^{name}]: … »")]
    UndefinedFootnote {
        /// Without `^`.
        name: String,
    },
    /// A link by reference without its address.
    #[error("lien sans adresse « [{name}] » ; ajoutez une ligne « [{name}]: adresse »")]
    UndefinedReference {
        /// As written.
        name: String,
    },
    /// A link to nothing.
    #[error("lien vide ; écrivez un chemin ou une adresse entre les parenthèses")]
    EmptyLink,
    /// References to a note that its author keeps back.
    #[error(
        "{}, sans qu’un lien paraisse ; publiez la note, ou renvoyez à une autre",
        lead(*references, "ce brouillon")
    )]
    AwaitedDraft {
        /// The note's file.
        file: String,
        /// How many there are.
        references: usize,
    },
    /// A link by title or path that no note has.
    #[error(
        "aucune note ne s’appelle « {dest} » ; {}",
        remedy(
            nearest,
            "reprenez son titre ou son chemin, ou écrivez [texte](chemin.md)"
        )
    )]
    UnknownWikiLink {
        /// As written.
        dest: String,
        /// The title that looks most like it.
        nearest: Option<String>,
    },
    /// A link by title or path that several notes have.
    #[error(
        "plusieurs notes s’appellent « {dest} » : {first}, {second} ; écrivez son chemin, ou [texte](chemin.md)"
    )]
    AmbiguousWikiLink {
        /// As written.
        dest: String,
        /// The file of one of them.
        first: String,
        /// The file of another.
        second: String,
    },
    /// A file of Obsidian to be shown in its place.
    #[error(
        "« ![[{dest}]] » n’insère rien ; écrivez ![description](chemin) pour une image, un lien pour une note"
    )]
    EmbeddedFile {
        /// As written.
        dest: String,
    },
    /// An image of another site.
    #[error(
        "image d’un autre site « {dest} », remplacée par un lien : les pages ne chargent rien d’ailleurs ; posez-la à côté de la note"
    )]
    RemoteImage {
        /// Its address.
        dest: String,
    },
}

impl Remark {
    /// The names of all remarks.
    pub fn rules() -> impl Iterator<Item = &'static str> {
        Self::VARIANTS.iter().copied()
    }
}

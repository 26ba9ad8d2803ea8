//! The rules of a folder and its files as such, and what is said when one is broken.

use super::wording::{extent, lead};
use crate::mojibake::Encoding;

/// What may be wrong with a file before anybody reads what is in it.
#[derive(
    Clone, Debug, PartialEq, Eq, thiserror::Error, strum::IntoStaticStr, strum::VariantNames,
)]
#[strum(serialize_all = "kebab-case")]
pub enum FileFault {
    /// The content folder cannot be used at all.
    #[error(
        "dossier de contenu introuvable ; indiquez le dossier qui contient notes/ : « strates check DOSSIER », « strates serve --content DOSSIER »"
    )]
    NoFolder,
    /// There is no note in the folder.
    #[error("aucune note dans ce dossier ; ajoutez au moins un fichier notes/*.md")]
    NoNotes,
    /// A file or folder cannot be read.
    #[error("lecture impossible ({reason}) ; vérifiez que le fichier existe et ses droits d’accès")]
    Unreadable {
        /// What the system says.
        reason: String,
    },
    /// A text file is not UTF-8.
    #[error("ce texte n’est pas en UTF-8 ; réenregistrez le fichier avec ce codage")]
    NotUtf8,
    /// A text that was UTF-8 and went through another encoding.
    #[error("texte abîmé{} : de l’UTF-8 lu comme du {encoding} ; lancez « strates repair » sur ce fichier", extent(*lines))]
    BrokenEncoding {
        /// What it was likely taken for.
        encoding: Encoding,
        /// How many lines are concerned.
        lines: usize,
    },
    /// A file is larger than its kind may be.
    #[error("fichier trop gros ({size} Ko) ; ne dépassez pas {limit} Ko : coupez-le en plusieurs")]
    TooLarge {
        /// In kB, rounded up.
        size: u64,
        /// In kB.
        limit: u64,
    },
    /// A file or folder name from which no URL can be made.
    #[error("« {name} » ne donne aucune adresse ; renommez avec au moins une lettre ou un chiffre")]
    NamelessFile {
        /// The file or folder name.
        name: String,
    },
    /// Two files would be served at one URL.
    #[error("même adresse {href} que {other} ; renommez ou déplacez l’un des deux fichiers")]
    SameSlug {
        /// The URL.
        href: String,
        /// The other file.
        other: String,
    },
    /// A link of the file system to something that is not part of the content.
    #[error(
        "« {path} » est un lien qui sort du dossier de contenu, et n’est pas suivi ; copiez-y le fichier lui-même"
    )]
    OutsideFolder {
        /// Relative to the content folder.
        path: String,
    },
    /// A comparison, an environment or a flow in a folder inside the folder of its kind.
    #[error(
        "les sous-dossiers de {folder}/ ne donnent aucune page ; déplacez ce fichier dans {folder}/"
    )]
    NestedPage {
        /// The folder of its kind.
        folder: String,
    },
    /// References to a file of which something else is wrong.
    #[error("{}, qui n’est pas lu ; corrigez d’abord ce fichier", lead(*references, "ce fichier"))]
    AwaitedFile {
        /// The file.
        file: String,
        /// How many there are.
        references: usize,
    },
    /// A file whose address the site needs for itself.
    #[error("l’adresse {href} est réservée au site ; renommez le fichier")]
    ReservedAddress {
        /// The URL.
        href: String,
    },
}

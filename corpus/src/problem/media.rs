//! What may be wrong with the images of notes and the files they link to.

use super::wording::remedy;

/// The rules for files beside the notes.
#[derive(
    Clone, Debug, PartialEq, Eq, thiserror::Error, strum::IntoStaticStr, strum::VariantNames,
)]
#[strum(serialize_all = "kebab-case")]
pub enum MediaFault {
    /// An image that does not exist.
    #[error(
        "image introuvable « {dest} » ; {}",
        remedy(
            nearest,
            "ajoutez le fichier ou corrigez son chemin, relatif à cette page"
        )
    )]
    MissingImage {
        /// As written.
        dest: String,
        /// The path of the image that looks most like it.
        nearest: Option<String>,
    },
    /// An image of a kind that is not served, or whose content is not what its name says.
    #[error(
        "« {dest} » n’est pas une image acceptée ; utilisez un fichier .png, .jpg, .webp, .avif, .gif ou .svg valide"
    )]
    ImageType {
        /// As written.
        dest: String,
    },
    /// A file of a kind that is not served, or whose content is not what its name says.
    #[error(
        "« {dest} » n’est pas un fichier accepté ; liez un PDF, une archive (.zip, .tar.gz), un document (.odt, .docx…) ou un texte (.txt, .yaml, .json, .sh…) valide, ou mettez-le dans une archive"
    )]
    FileType {
        /// As written.
        dest: String,
    },
    /// All files together are larger than a server should keep.
    #[error(
        "avec « {dest} », les images et les fichiers liés dépassent {limit} Mo en tout ; allégez-les, ou déposez les plus gros ailleurs"
    )]
    TooMuch {
        /// As written.
        dest: String,
        /// In MB.
        limit: usize,
    },
}

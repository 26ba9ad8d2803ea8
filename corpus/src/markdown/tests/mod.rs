//! The whole pipeline: what authors write, and what readers get.

mod hostile;
mod pictures;
mod reparsed;
mod snapshots;
mod tables;

use super::{Context, Foreign, Image, Rendered, Resolve, render};
use crate::problem::{Fault, MediaFault};

/// A folder with one other note and one image.
struct Folder;

impl Resolve for Folder {
    fn link(&self, dest: &str) -> Result<String, Fault> {
        match dest {
            "autre.md#ancre" => Ok("/notes/autre#ancre".to_owned()),
            anchor if anchor.starts_with('#') => Ok(anchor.to_owned()),
            dest => Err(Fault::DeadLink {
                dest: dest.to_owned(),
                nearest: None,
            }),
        }
    }

    fn picture(&self, dest: &str) -> Result<String, Fault> {
        match dest {
            "../stacks/vm.toml" => Ok("stack vm".to_owned()),
            dest => Err(missing_image(dest)),
        }
    }

    fn image(&self, dest: &str) -> Result<Image, Fault> {
        match dest {
            "schema.png" => Ok(Image {
                src: "/media/notes/schema.png".to_owned(),
                size: Some((640, 480)),
            }),
            dest => Err(missing_image(dest)),
        }
    }
}

/// Renders a French note whose text starts on line 1.
fn french(source: &str) -> (Rendered, Vec<(usize, Fault)>) {
    render(
        source,
        &Context {
            lang: "fr",
            title: None,
            first_line: 1,
            resolve: &Folder,
            foreign: &Foreign::default(),
        },
    )
}

/// The HTML of a French note that has no fault but remarks.
fn html(source: &str) -> String {
    let (rendered, mut faults) = french(source);
    faults.retain(|(_, fault)| !fault.is_remark());
    assert_eq!(faults, []);
    rendered.html.to_string()
}

fn missing_image(dest: &str) -> Fault {
    let (dest, nearest) = (dest.to_owned(), None);
    MediaFault::MissingImage { dest, nearest }.into()
}

//! The islands as a WebAssembly module and the JavaScript that talks to it.

use anyhow::{Result, ensure};
use wasm_bindgen_cli_support::Bindgen;

use super::Profile;
use crate::repo;
use crate::run::{cargo, run};

const TARGET: &str = "wasm32-unknown-unknown";

/// What wasm-bindgen makes of the islands.
pub(super) struct Islands {
    /// An ES module whose default export takes `{ module_or_path }` of the module below.
    pub glue: String,
    /// The WebAssembly module.
    pub wasm: Vec<u8>,
}

/// Compiles the islands and makes their glue.
pub(super) fn build(profile: Profile) -> Result<Islands> {
    let (name, folder) = match profile {
        Profile::Dev => ("dev", "debug"),
        Profile::Small => ("wasm", "wasm"),
    };
    run(cargo(&[
        "build",
        "-p",
        "frontend",
        "--target",
        TARGET,
        "--profile",
        name,
    ]))?;

    let mut output = Bindgen::new()
        .input_path(
            repo::target()
                .join(TARGET)
                .join(folder)
                .join("frontend.wasm"),
        )
        .out_name("islands")
        .web(true)?
        .typescript(false)
        // The boot script says where the WebAssembly is: its name is not known here.
        .omit_default_module_path(true)
        .remove_name_section(profile == Profile::Small)
        .remove_producers_section(true)
        .generate_output()?;
    // A snippet would be one more file to name, cache and preload.
    ensure!(
        output.snippets().values().all(Vec::is_empty) && output.local_modules().is_empty(),
        "a dependency of `frontend` brings JavaScript files of its own, which are not bundled"
    );
    Ok(Islands {
        glue: output.js().to_owned(),
        wasm: output.wasm_mut().emit_wasm(),
    })
}

//! Tells `search::store` which code it was built from: indexes that other code made are not read.

use std::{
    fs,
    hash::{DefaultHasher, Hash, Hasher},
    io,
    path::{Path, PathBuf},
};

/// The versions of everything that this code calls.
const LOCK: &str = "../Cargo.lock";

fn main() -> io::Result<()> {
    let mut files = Vec::new();
    gather(Path::new("src"), &mut files)?;
    files.sort();
    files.push(LOCK.into());
    let mut hash = DefaultHasher::new();
    for file in files {
        file.hash(&mut hash);
        fs::read(&file)?.hash(&mut hash);
    }
    println!("cargo::rustc-env=CORPUS_CODE={:016x}", hash.finish());
    println!("cargo::rerun-if-changed=src");
    println!("cargo::rerun-if-changed={LOCK}");
    Ok(())
}

fn gather(folder: &Path, files: &mut Vec<PathBuf>) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        match entry.file_type()?.is_dir() {
            true => gather(&entry.path(), files)?,
            false => files.push(entry.path()),
        }
    }
    Ok(())
}

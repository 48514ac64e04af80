//! The blueprints of `tests/fixtures/blueprints`.

use std::fs;
use std::path::Path;

/// A blueprint of the corpus.
pub struct Sample {
    /// Its folder and name.
    pub name: String,
    /// Its text.
    pub text: String,
}

/// Returns the files of some folders.
pub fn samples(folders: &[&str]) -> Vec<Sample> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../tests/fixtures/blueprints");
    let mut samples = Vec::new();
    for folder in folders {
        for file in fs::read_dir(root.join(folder)).unwrap() {
            let path = file.unwrap().path();
            let name = format!("{folder}/{}", path.file_name().unwrap().to_string_lossy());
            samples.push(Sample { name, text: fs::read_to_string(path).unwrap() });
        }
    }
    assert!(!samples.is_empty(), "the test looks in the wrong place");
    samples.sort_by(|one, other| one.name.cmp(&other.name));
    samples
}

/// The folders with blueprints that are read.
pub const READABLE: [&str; 3] = ["authentik", "people", "recorded"];

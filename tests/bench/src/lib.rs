//! Blueprints that a test or a measurement needs in bulk: hostile ones, and one with many sources.
//!
//! They are made by code, since some are longer than what should lie in a repository. What each must end as stands
//! beside it. Deliberately not here: assertions (`tests/acceptance/hostile_files.rs`), and numbers to hold a measurement
//! against.

mod bombs;
mod broken;
mod large;

pub use large::{sources, thousand_sources};

/// A file that somebody made to bring a reader down, or that went wrong.
pub struct Hostile {
    /// What it is called in messages.
    pub name: &'static str,
    /// Makes its bytes.
    pub bytes: fn() -> Vec<u8>,
    /// What reading it must end as.
    pub verdict: Verdict,
}

/// What reading a hostile file must end as.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// It is refused for its length, or for the number of its values.
    TooLarge,
    /// It is refused for its depth.
    TooDeep,
    /// It is refused for what its aliases would become.
    TooManyAliases,
    /// It is refused as no YAML.
    NotYaml,
    /// It is refused as no UTF-8.
    NotUtf8,
    /// It is refused as no blueprint.
    NotABlueprint,
    /// It is read, and harms nobody.
    Harmless,
}

/// Returns all hostile files.
pub fn hostile_files() -> Vec<Hostile> {
    [bombs::FILES, broken::FILES, large::FILES]
        .into_iter()
        .flatten()
        .map(|&(name, verdict, bytes)| Hostile { name, bytes, verdict })
        .collect()
}

/// A row of a table of files.
type Row = (&'static str, Verdict, fn() -> Vec<u8>);

/// The longest file that is read, in bytes.
const LIMIT: usize = 8 * 1024 * 1024;

/// The head of a blueprint, up to its entries.
const HEAD: &str = "version: 1\nentries:\n";

/// Returns a text that is repeated as often as some length holds it.
fn repeated(text: &str, n_bytes: usize) -> String {
    text.repeat(n_bytes / text.len())
}

/// Returns a blueprint with one WeChat source that has more lines in its `attrs`.
fn source_with(attrs: &str) -> Vec<u8> {
    format!(
        "{HEAD}- model: authentik_sources_oauth.oauthsource\n  identifiers: {{slug: s}}\n  attrs:\n    name: S\n    provider_type: wechat\n    consumer_key: wx0000000000000001\n{attrs}"
    )
    .into_bytes()
}

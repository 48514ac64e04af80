//! The recordings.

use std::path::Path;

use serde_json::Value;

/// A recorded exchange.
pub(crate) struct Exchange {
    pub(crate) number: u32,
    /// The name without the number: `wechat-create`.
    pub(crate) name: String,
    /// Who asked: admin, plain, viewer, editor, none or other.
    pub(crate) auth: String,
    pub(crate) method: String,
    pub(crate) path: String,
    pub(crate) query: Value,
    pub(crate) headers: Value,
    pub(crate) body: Value,
    pub(crate) response: Value,
    /// What the database held afterwards, if that was looked at.
    pub(crate) observed: Value,
}

/// Returns all recordings in their order.
pub(crate) fn all() -> Vec<Exchange> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/servers");
    let mut files: Vec<_> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "json"))
        .collect();
    files.sort();
    files.iter().map(|path| read(path)).collect()
}

fn read(path: &Path) -> Exchange {
    let stem = path.file_stem().unwrap().to_string_lossy();
    let (number, name) = stem.split_once('-').unwrap();
    let recorded: Value = serde_json::from_slice(&std::fs::read(path).unwrap()).unwrap();
    let request = &recorded["request"];
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    Exchange {
        number: number.parse().unwrap(),
        name: name.to_owned(),
        auth: text(&recorded["auth"]),
        method: text(&request["method"]),
        path: text(&request["path"]),
        query: request["query"].clone(),
        headers: request["headers"].clone(),
        body: request["body"].clone(),
        response: recorded["response"].clone(),
        observed: recorded["observed_in_database_afterwards"].clone(),
    }
}

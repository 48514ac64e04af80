//! What sharing shows and takes, plain enough for JSON and TypeScript.

use desk_model::{Draft, Secret};
use serde::{Deserialize, Serialize};
use specta::Type;

use crate::import::ImportPreview;

/// Who shall be able to open a bundle with secrets.
pub enum BundleProtection {
    /// Whoever knows the passphrase.
    Passphrase(Secret),
    /// Whoever has the key of one of these recipients, `age1…`.
    Recipients(Vec<String>),
}

/// What a bundle with secrets is opened with.
pub enum BundleOpener {
    /// The passphrase.
    Passphrase(Secret),
    /// The text of an identity file, with lines `AGE-SECRET-KEY-1…`.
    Identity(Secret),
}

/// What a bundle holds, or would hold.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct BundleView {
    /// The sources, in the order in which they were named.
    pub sources: Vec<BundledSourceView>,
    /// The redacted bundle, exactly as it is written.
    pub text: String,
    /// A name for the redacted file.
    pub file_name: String,
}

/// One source of a bundle.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct BundledSourceView {
    /// The identity of its draft.
    pub id: String,
    /// The kind.
    #[serde(rename = "type")]
    pub source_type: String,
    /// The name.
    pub name: String,
    /// The slug.
    pub slug: String,
    /// The names of its property mappings, whose code goes along.
    pub mappings: Vec<String>,
    /// The secret fields whose secret is at hand. They go along only where that is asked for.
    pub secrets: Vec<String>,
}

/// A file that was opened as a bundle: either it has to be unlocked first, or this is what it would become.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(tag = "state", rename_all = "kebab-case")]
pub enum BundleOpened {
    /// It is encrypted.
    Locked(LockedBundle),
    /// It was read. Nothing is imported yet.
    Read(ImportPreview),
}

/// A bundle that has to be unlocked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct LockedBundle {
    /// What [`Desk::unlock_bundle`](crate::Desk::unlock_bundle) takes.
    pub bundle: String,
    /// The file.
    pub name: String,
    /// What opens it.
    pub wants: BundleWants,
}

/// What opens an encrypted bundle.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "kebab-case")]
pub enum BundleWants {
    /// A passphrase.
    Passphrase,
    /// The identity file of one of its recipients.
    Identity,
}

impl BundledSourceView {
    pub(super) fn of(draft: &Draft, secrets: Vec<String>) -> BundledSourceView {
        let mappings = draft.user_property_mappings.iter().chain(&draft.group_property_mappings);
        BundledSourceView {
            id: draft.id.0.clone(),
            source_type: draft.source_type.clone(),
            name: draft.name.clone(),
            slug: draft.slug.clone(),
            mappings: mappings.map(|mapping| mapping.name.clone()).collect(),
            secrets,
        }
    }
}

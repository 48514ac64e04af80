//! What an import shows before and after, plain enough for JSON and TypeScript.

use desk_model::Draft;
use desk_store::Stored;
use serde::{Deserialize, Serialize};
use specta::Type;

use crate::problem::Problem;

/// Files that were read, and what would become of them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct ImportPreview {
    /// What [`Desk::import`](crate::Desk::import) takes.
    pub reading: String,
    /// Where it is from, if it is a bundle and not blueprints.
    pub bundle: Option<BundleOrigin>,
    /// The files, in the order in which they were named.
    pub files: Vec<ImportFileView>,
}

/// Where a bundle is from, as it says itself: nothing shows who really made it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct BundleOrigin {
    /// Which program made it: `Source Desk 0.1.0`.
    pub made_by: String,
    /// When, as RFC 3339 text in UTC.
    pub made_at: String,
    /// Whether it was encrypted.
    pub was_encrypted: bool,
}

/// One file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct ImportFileView {
    /// Its path, or `-`.
    pub name: String,
    /// Why it cannot be read. Then there is nothing else.
    pub problem: Option<Problem>,
    /// The sources in it that can become drafts.
    pub sources: Vec<ImportSourceView>,
    /// Entries that would stay with the draft of one of these sources.
    pub kept: Vec<KeptView>,
    /// Entries that would be in no draft.
    pub left_out: Vec<SkippedView>,
}

/// One source of a file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct ImportSourceView {
    /// What an [`ImportChoice`] calls it.
    pub key: String,
    /// Which entry of the file it is, from 1.
    pub entry: u32,
    /// The kind.
    #[serde(rename = "type")]
    pub source_type: String,
    /// The name.
    pub name: String,
    /// The slug.
    pub slug: String,
    /// How it stands to the drafts that there are.
    pub standing: ImportStanding,
    /// The draft that has its slug.
    pub existing: Option<ExistingView>,
    /// The fields in which that draft differs, by API name.
    pub differences: Vec<String>,
    /// What would be done with it if nobody chose.
    pub action: ImportAction,
    /// The names of the property mappings that become part of it.
    pub mappings: Vec<String>,
    /// The secret fields that stand in the file in plain text.
    pub secrets: Vec<String>,
    /// Fields left out because their value may be a secret and is not a plain text.
    pub dropped: Vec<String>,
    /// The fields that only a server can resolve, or that the form does not have. They stay as they are.
    pub not_judged: Vec<String>,
    /// How many other entries of the file stay with it.
    pub n_kept: u32,
    /// Why it cannot become a draft as things are: a property mapping of it is another one here.
    pub problem: Option<Problem>,
}

/// How a source of a file stands to the drafts that there are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "kebab-case")]
pub enum ImportStanding {
    /// No draft has its slug.
    New,
    /// The draft with its slug says the same.
    Same,
    /// The draft with its slug says something else.
    Differs,
    /// An earlier source of these files has its slug.
    Repeated,
    /// The draft with its slug cannot be read by this version.
    Unreadable,
    /// authentik takes no such slug.
    InvalidSlug,
}

/// What to do with a source.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "kebab-case")]
pub enum ImportAction {
    /// Make a draft of it.
    Create,
    /// Make it the next revision of the draft that has its slug.
    Replace,
    /// Make a draft of it under a slug that is free.
    Copy,
    /// Leave it.
    Skip,
}

/// What the person chose for a source.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(deny_unknown_fields)]
pub struct ImportChoice {
    /// The source.
    pub key: String,
    /// What to do with it.
    pub action: ImportAction,
}

/// A draft that is there already.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct ExistingView {
    /// The identity.
    pub id: String,
    /// The kind.
    #[serde(rename = "type")]
    pub source_type: String,
    /// The name.
    pub name: String,
}

/// What an import did.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct ImportResult {
    /// Whether it was a bundle, and not blueprints.
    pub is_bundle: bool,
    /// The drafts that were made or replaced.
    pub imported: Vec<ImportedView>,
    /// Entries of other objects that stay with one of these drafts.
    pub kept: Vec<KeptView>,
    /// What is in no draft, and why.
    pub skipped: Vec<SkippedView>,
}

/// A draft that an import made or replaced.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct ImportedView {
    /// The file.
    pub file: String,
    /// Which entry of the file it was, from 1.
    pub entry: u32,
    /// The draft's identity.
    pub id: String,
    /// The kind.
    #[serde(rename = "type")]
    pub source_type: String,
    /// The name.
    pub name: String,
    /// The slug of the draft.
    pub slug: String,
    /// What was done.
    pub action: ImportAction,
    /// The names of the property mappings that are part of it.
    pub mappings: Vec<String>,
    /// The secret fields that stood in the file in plain text. They are in memory only.
    pub secrets: Vec<String>,
    /// Fields left out because their value may be a secret and is not a plain text.
    pub dropped: Vec<String>,
    /// The fields that only a server can resolve, or that the form does not have. They stay as they are.
    pub not_judged: Vec<String>,
    /// How many other entries of the file stay with it.
    pub n_kept: u32,
}

/// An entry of another object that stays with a draft.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct KeptView {
    /// The file.
    pub file: String,
    /// Which entry of the file it is, from 1.
    pub entry: u32,
    /// Its model.
    pub model: String,
    /// What identifies it, in one line.
    pub name: String,
    /// The slug of the draft that it stays with.
    pub slug: String,
}

/// What is in no draft.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct SkippedView {
    /// The file.
    pub file: String,
    /// Which entry of the file it is, from 1; none for a file as a whole.
    pub entry: Option<u32>,
    /// Its model; empty for a file as a whole.
    pub model: String,
    /// What identifies it: a slug or a name.
    pub name: String,
    /// Why.
    pub why: WhySkipped,
    /// What went wrong, if `why` is `problem`.
    pub problem: Option<Problem>,
}

/// Why something is in no draft.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "kebab-case")]
pub enum WhySkipped {
    /// The draft with its slug says the same.
    Same,
    /// The draft with its slug says something else, and nobody chose what to do.
    SlugTaken,
    /// authentik takes no such slug.
    InvalidSlug,
    /// The person chose so.
    Chosen,
    /// It would have stayed with a source that was skipped.
    WithItsSource,
    /// It holds a secret in plain text, and nothing secret is written to disk.
    PlainSecret,
    /// It deletes a source.
    Deletes,
    /// It is a source without a slug in plain text.
    NoSlug,
    /// It is an OAuth source whose provider type is missing, a tag, or unknown.
    NoType,
    /// The file has no source that it could stay with.
    NoSource,
    /// The file's `context` and what else stands at its top: several sources cannot share it, or it holds a secret.
    Head,
    /// Something went wrong.
    Problem,
}

impl WhySkipped {
    /// The reasons that have a message `import-why-…`: all but [`WhySkipped::Problem`], which brings its own words.
    pub const WITH_WORDS: [WhySkipped; 11] = [
        WhySkipped::Same,
        WhySkipped::SlugTaken,
        WhySkipped::InvalidSlug,
        WhySkipped::Chosen,
        WhySkipped::WithItsSource,
        WhySkipped::PlainSecret,
        WhySkipped::Deletes,
        WhySkipped::NoSlug,
        WhySkipped::NoType,
        WhySkipped::NoSource,
        WhySkipped::Head,
    ];

    /// Returns the name for machines, such as `slug-taken`.
    pub fn id(self) -> &'static str {
        match self {
            WhySkipped::Same => "same",
            WhySkipped::SlugTaken => "slug-taken",
            WhySkipped::InvalidSlug => "invalid-slug",
            WhySkipped::Chosen => "chosen",
            WhySkipped::WithItsSource => "with-its-source",
            WhySkipped::PlainSecret => "plain-secret",
            WhySkipped::Deletes => "deletes",
            WhySkipped::NoSlug => "no-slug",
            WhySkipped::NoType => "no-type",
            WhySkipped::NoSource => "no-source",
            WhySkipped::Head => "head",
            WhySkipped::Problem => "problem",
        }
    }
}

impl ExistingView {
    pub(super) fn of(stored: &Stored) -> ExistingView {
        let Draft { id, source_type, name, .. } = stored.draft.clone();
        ExistingView { id: id.0, source_type, name }
    }
}

impl ImportFileView {
    pub(super) fn unreadable(name: String, problem: Problem) -> ImportFileView {
        ImportFileView {
            name,
            problem: Some(problem),
            sources: Vec::new(),
            kept: Vec::new(),
            left_out: Vec::new(),
        }
    }
}

//! What every format takes and returns.

use std::collections::BTreeMap;
use std::fmt;

use desk_blueprint::{BlueprintError, SecretStyle};
use desk_model::catalogue::Default;
use desk_model::{Draft, Field, slug};

/// What a file says to people: a code and the values that its words need. Its words are `export-note-CODE`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Note {
    /// One of [`NOTES`].
    pub code: &'static str,
    /// The values, by name.
    pub arguments: Vec<(&'static str, String)>,
}

/// The codes of every [`Note`].
pub const NOTES: [&str; 22] = [
    "terraform-head",
    "terraform-secrets",
    "terraform-inline",
    "terraform-inline-variables",
    "terraform-secret",
    "terraform-tag",
    "terraform-blueprint",
    "terraform-context",
    "terraform-icon",
    "terraform-login-page",
    "terraform-other-sources",
    "terraform-ignored",
    "kubernetes-head",
    "kubernetes-secret",
    "kubernetes-inline",
    "kubernetes-values",
    "kubernetes-values-lists",
    "compose-head",
    "compose-file",
    "compose-env",
    "compose-inline",
    "compose-dollar",
];

/// The codes of every [`Finding`].
pub const CODES: [&str; 13] = [
    "terraform-field",
    "terraform-blueprint",
    "terraform-tag",
    "terraform-kept",
    "terraform-login-page",
    "terraform-mixed",
    "terraform-normalized",
    "kept-left-out",
    "source-stage-licence",
    "source-stage-flow",
    "source-stage-login",
    "source-stage-unseen",
    "source-stage-itself",
];

/// Something that a format cannot take, or that a person should know. Its words are `export-finding-CODE` and
/// `export-finding-CODE-fix`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// One of [`CODES`].
    pub code: &'static str,
    /// The draft's slug.
    pub slug: String,
    /// The field that it is about, by API name; empty if it is about no single one.
    pub field: String,
    /// The values that its words need, by name.
    pub arguments: BTreeMap<&'static str, String>,
}

/// How an export is made.
pub struct Options<'a> {
    /// How the secrets are given, which are at hand, the version and the login page.
    pub blueprint: desk_blueprint::Options,
    /// The words of a [`Note`], in one or several lines.
    pub words: &'a dyn Fn(&Note) -> String,
}

/// One file.
///
/// Its `Debug` hides the text, which holds secrets if that was asked for.
#[derive(Clone)]
pub struct File {
    /// A name for it.
    pub name: String,
    /// The text.
    pub text: String,
}

/// Where a secret has to be provided.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Provided {
    /// To Terraform, in an environment variable: `TF_VAR_wechat_consumer_secret`.
    Terraform {
        /// The variable.
        variable: String,
    },
    /// To Docker Compose, in a file beside the override: `./secrets/wechat_consumer_secret`.
    ComposeFile {
        /// The path.
        path: String,
    },
    /// To Docker Compose, in its environment or its `.env`.
    ComposeVariable {
        /// The variable.
        name: String,
    },
    /// To Kubernetes, as a key of a Secret.
    KubernetesSecret {
        /// The Secret's name.
        name: String,
        /// The key.
        key: String,
    },
}

/// A secret that must be provided before the files do what they should.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NeededSecret {
    /// The draft's slug.
    pub slug: String,
    /// The field.
    pub field: String,
    /// Where to.
    pub provided: Provided,
}

/// What was made of drafts.
#[derive(Debug, Clone)]
pub struct Export {
    /// The files, at least one.
    pub files: Vec<File>,
    /// The secrets that must be provided.
    pub needed_secrets: Vec<NeededSecret>,
    /// Everything that the format could not take.
    pub findings: Vec<Finding>,
}

impl Note {
    pub(crate) fn new(code: &'static str) -> Note {
        Note { code, arguments: Vec::new() }
    }

    pub(crate) fn with(mut self, name: &'static str, value: impl Into<String>) -> Note {
        self.arguments.push((name, value.into()));
        self
    }
}

impl Finding {
    pub(crate) fn new(code: &'static str, draft: &Draft, field: &str) -> Finding {
        Finding {
            code,
            slug: draft.slug.clone(),
            field: field.to_owned(),
            arguments: BTreeMap::from([("slug", draft.slug.clone()), ("field", field.to_owned())]),
        }
    }

    /// Returns that what a blueprint said beyond the form is left out, if it said something.
    pub(crate) fn of_kept(draft: &Draft) -> Option<Finding> {
        (!draft.kept.is_empty()).then(|| Finding::new("kept-left-out", draft, ""))
    }

    pub(crate) fn with(mut self, name: &'static str, value: impl Into<String>) -> Finding {
        self.arguments.insert(name, value.into());
        self
    }
}

impl Options<'_> {
    /// Returns the words of a note.
    pub(crate) fn text(&self, note: &Note) -> String {
        (self.words)(note)
    }

    /// Returns whether the secrets shall stand in the files.
    pub(crate) fn is_inline(&self) -> bool {
        matches!(self.blueprint.secrets, SecretStyle::Inline)
    }

    /// Returns the options of a blueprint that gets its secrets in another way.
    pub(crate) fn with_secrets(&self, secrets: SecretStyle) -> desk_blueprint::Options {
        desk_blueprint::Options { secrets, ..self.blueprint.clone() }
    }
}

impl fmt::Debug for File {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("File").field("name", &self.name).field("n_bytes", &self.text.len()).finish()
    }
}

/// Returns what the files of drafts are called: the slug of one draft, `sources` for several.
pub(crate) fn stem<'a>(drafts: &[&'a Draft]) -> &'a str {
    match drafts {
        [draft] if slug::is_valid(&draft.slug) => &draft.slug,
        _ => "sources",
    }
}

/// Returns whether authentik makes up the value of a field that is empty: it refuses an empty one, and takes none.
pub(crate) fn is_made_up(field: &Field) -> bool {
    field.never_empty && field.default == Default::Text("")
}

/// Returns the text of a secret that shall stand in a file.
pub(crate) fn inline_secret<'a>(
    draft: &Draft,
    field: &str,
    options: &'a Options<'_>,
) -> Result<&'a str, BlueprintError> {
    let missing = || BlueprintError::SecretMissing { slug: draft.slug.clone(), field: field.to_owned() };
    let secret = options.blueprint.at_hand.get(&draft.id).and_then(|secrets| secrets.get(field));
    // EXPOSE: the person asked for a file with the secret in it; only that file's text gets it.
    secret.map(|secret| secret.expose()).ok_or_else(missing)
}

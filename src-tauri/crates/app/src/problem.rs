//! What went wrong, for a person: a code whose words are `err-CODE` (what and why) and `fix-CODE` (what to do).

use std::collections::BTreeMap;

use desk_model::FieldError;
use serde::{Deserialize, Serialize};
use specta::Type;

/// A problem at the edge of the product.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct Problem {
    /// The code: `draft-not-found`. Each has messages in every language.
    pub code: String,
    /// What it is about: a slug, a field, a path.
    pub subject: Option<String>,
    /// A technical detail, for a support ticket. Never a secret.
    pub detail: Option<String>,
    /// Whether the same call may succeed later.
    pub retryable: bool,
    /// Further values that the words need.
    pub arguments: BTreeMap<String, String>,
}

/// Who has to act, which decides the command line's exit code.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Severity {
    /// The call was wrong: exit code 2.
    Usage,
    /// The data or the machine is not as it should be: exit code 1.
    Finding,
    /// We are wrong: exit code 4.
    Bug,
}

/// Every code, so that a test can hold the catalogues against it.
pub const CODES: &[&str] = &[
    "draft-not-found",
    "slug-taken",
    "slug-invalid",
    "draft-conflict",
    "revision-not-found",
    "type-unknown",
    "field-unknown",
    "field-is-secret",
    "field-is-mappings",
    "field-is-list",
    "field-not-json",
    "field-not-list",
    "field-too-many",
    "field-too-long",
    "type-not-in-version",
    "version-unknown",
    "field-not-switch",
    "field-not-choice",
    "field-no-secret",
    "secret-empty",
    "fix-gone",
    "host-invalid",
    "callback-none",
    "step-unknown",
    "registered-empty",
    "store-newer",
    "store-not-ours",
    "store-corrupt",
    "store-busy",
    "store-in-use",
    "backup-unusable",
    "backup-gone",
    "store-full",
    "store-read-only",
    "store-unsafe-home",
    "store-io",
    "draft-unreadable",
    "mapping-not-found",
    "mapping-name-taken",
    "mapping-name-missing",
    "mapping-expression-missing",
    "mapping-conflict",
    "mapping-differs",
    "mapping-kind-unknown",
    "mapping-wrong-kind",
    "mapping-not-assigned",
    "mapping-list-kept",
    "test-login-nothing",
    "test-login-form-post",
    "test-login-tagged",
    "test-login-no-secret",
    "test-login-no-loopback",
    "test-login-port",
    "test-login-low-port",
    "test-login-hosts",
    "test-login-no-window",
    "test-login-route",
    "test-login-oauth-1",
    "page-not-opened",
    "landing-no-address",
    "landing-too-long",
    "landing-elsewhere",
    "landing-nothing",
    "landing-duplicate",
    "landing-wrong-state",
    "landing-late",
    "network-host-invalid",
    "network-nothing",
    "network-proxy-invalid",
    "network-proxy-password",
    "network-ca-not-read",
    "network-ca-too-large",
    "network-ca-not-pem",
    "network-ca-no-certificate",
    "network-ca-has-key",
    "network-ca-unreadable",
    "network-ca-expired",
    "network-ca-not-yet-valid",
    "operation-gone",
    "operation-not-waiting",
    "profile-unknown",
    "fault-unknown",
    "provider-unknown",
    "simulator-redirect-uri",
    "simulator-no-redirect-uri",
    "locale-unknown",
    "simulator-not-loopback",
    "simulator-port-taken",
    "simulator-io",
    "export-nothing",
    "export-secret-missing",
    "export-invalid",
    "export-not-together",
    "export-style",
    "home-unusable",
    "file-changed",
    "bundle-nothing",
    "bundle-no-secrets",
    "bundle-passphrase-weak",
    "bundle-recipient-invalid",
    "bundle-identity-invalid",
    "bundle-gone",
    "bundle-not-a-bundle",
    "bundle-newer",
    "bundle-too-large",
    "bundle-too-deep",
    "bundle-changed",
    "bundle-damaged",
    "bundle-wrong-passphrase",
    "bundle-wrong-identity",
    "bundle-too-costly",
    "bundle-draft-unsound",
    "blueprint-unreadable",
    "blueprint-not-yaml",
    "blueprint-not-utf8",
    "blueprint-too-large",
    "blueprint-too-deep",
    "blueprint-too-many-aliases",
    "file-not-written",
    "file-exists",
    "file-not-read",
    "import-gone",
    "import-not-text",
    "import-too-large",
    "import-too-deep",
    "import-aliases",
    "import-not-yaml",
    "import-not-a-blueprint",
    "metadata-gone",
    "metadata-no-entity",
    "metadata-not-proposed",
    "metadata-too-large",
    "metadata-too-deep",
    "metadata-malformed",
    "metadata-document-type",
    "metadata-not-one",
    "metadata-wrong-kind",
    "explain-unknown",
    "explain-too-long",
    "explain-provider-unknown",
    "preview-nothing",
    "preview-no-qr",
    "rehearsal-nothing",
    "test-run-not-found",
    "test-run-unreadable",
    "secret-not-set",
    "secret-unreadable",
    "vault-none",
    "vault-exists",
    "vault-locked",
    "vault-changed",
    "vault-newer",
    "vault-unreadable",
    "vault-no-slot",
    "vault-keychain-unavailable",
    "vault-keychain-absent",
    "vault-keychain-wrong",
    "vault-keychain-unfaithful",
    "vault-wrong-key",
    "vault-slot-damaged",
    "vault-too-few-slots",
    "vault-unknown-slot",
    "vault-other-key",
    "vault-passphrase-short",
    "vault-passphrase-repetitive",
    "vault-recovery-key-length",
    "vault-recovery-key-character",
    "vault-recovery-key-checksum",
    "vault-out-of-memory",
    "vault-not-confirmed",
    "vault-setup-gone",
    "clipboard-none",
    "clipboard-refused",
    "internal",
];

impl Problem {
    /// Makes a problem without a subject.
    pub fn new(code: &str) -> Problem {
        Problem {
            code: code.to_owned(),
            subject: None,
            detail: None,
            retryable: false,
            arguments: BTreeMap::new(),
        }
    }

    /// Makes a problem about something.
    pub fn about(code: &str, subject: impl Into<String>) -> Problem {
        Problem { subject: Some(subject.into()), ..Problem::new(code) }
    }

    /// Adds a value that the words need.
    #[must_use]
    pub fn with(mut self, name: &str, value: impl Into<String>) -> Problem {
        self.arguments.insert(name.to_owned(), value.into());
        self
    }

    /// Adds a technical detail. It must hold no secret.
    #[must_use]
    pub fn detailed(mut self, detail: impl Into<String>) -> Problem {
        self.detail = Some(detail.into());
        self
    }

    /// Says that the same call may succeed later.
    #[must_use]
    pub fn retryable(mut self) -> Problem {
        self.retryable = true;
        self
    }

    /// Returns who has to act.
    pub fn severity(&self) -> Severity {
        match self.code.as_str() {
            "internal" => Severity::Bug,
            "draft-not-found"
            | "revision-not-found"
            | "field-too-many"
            | "field-too-long"
            | "slug-taken"
            | "slug-invalid"
            | "type-unknown"
            | "field-unknown"
            | "field-is-secret"
            | "field-is-mappings"
            | "field-is-list"
            | "field-not-json"
            | "field-not-list"
            | "type-not-in-version"
            | "version-unknown"
            | "field-not-switch"
            | "field-not-choice"
            | "field-no-secret"
            | "secret-empty"
            | "host-invalid"
            | "mapping-not-found"
            | "mapping-name-taken"
            | "mapping-name-missing"
            | "mapping-expression-missing"
            | "mapping-differs"
            | "mapping-kind-unknown"
            | "mapping-wrong-kind"
            | "mapping-not-assigned"
            | "mapping-list-kept"
            | "test-login-nothing"
            | "test-login-form-post"
            | "test-login-tagged"
            | "test-login-no-secret"
            | "test-login-no-loopback"
            | "test-login-port"
            | "test-login-low-port"
            | "test-login-hosts"
            | "test-login-no-window"
            | "test-login-route"
            | "test-login-oauth-1"
            | "page-not-opened"
            | "landing-no-address"
            | "landing-too-long"
            | "landing-elsewhere"
            | "landing-nothing"
            | "landing-duplicate"
            | "landing-wrong-state"
            | "landing-late"
            | "network-nothing"
            | "network-proxy-invalid"
            | "network-proxy-password"
            | "network-ca-not-read"
            | "network-ca-too-large"
            | "network-ca-not-pem"
            | "network-ca-no-certificate"
            | "network-ca-has-key"
            | "network-ca-unreadable"
            | "network-ca-expired"
            | "network-ca-not-yet-valid"
            | "callback-none"
            | "step-unknown"
            | "registered-empty"
            | "profile-unknown"
            | "fault-unknown"
            | "provider-unknown"
            | "simulator-redirect-uri"
            | "simulator-no-redirect-uri"
            | "locale-unknown"
            | "simulator-not-loopback"
            | "export-nothing"
            | "export-secret-missing"
            | "export-invalid"
            | "export-not-together"
            | "export-style"
            | "metadata-no-entity"
            | "metadata-not-proposed"
            | "metadata-wrong-kind"
            | "explain-unknown"
            | "explain-too-long"
            | "explain-provider-unknown"
            | "preview-nothing"
            | "preview-no-qr"
            | "rehearsal-nothing"
            | "test-run-not-found"
            | "secret-not-set"
            | "vault-none"
            | "vault-exists"
            | "vault-no-slot"
            | "vault-wrong-key"
            | "vault-too-few-slots"
            | "vault-unknown-slot"
            | "vault-passphrase-short"
            | "vault-passphrase-repetitive"
            | "vault-recovery-key-length"
            | "vault-recovery-key-character"
            | "vault-recovery-key-checksum"
            | "vault-not-confirmed"
            | "file-exists"
            | "backup-unusable"
            | "backup-gone"
            | "bundle-nothing"
            | "bundle-no-secrets"
            | "bundle-passphrase-weak"
            | "bundle-recipient-invalid"
            | "bundle-identity-invalid"
            | "bundle-wrong-passphrase"
            | "bundle-wrong-identity"
            | "file-not-read" => Severity::Usage,
            _ => Severity::Finding,
        }
    }
}

impl From<FieldError> for Problem {
    fn from(error: FieldError) -> Problem {
        match error {
            FieldError::UnknownType(id) => Problem::about("type-unknown", id),
            FieldError::UnknownField(field) => Problem::about("field-unknown", field),
            FieldError::IsSecret(field) => Problem::about("field-is-secret", field),
            FieldError::IsMappings(field) => Problem::about("field-is-mappings", field),
            FieldError::UnknownVersion(text) => {
                let known = desk_model::Version::ALL.map(desk_model::Version::name).join(", ");
                Problem::about("version-unknown", text).with("versions", known)
            }
            FieldError::NotOneText(field) => Problem::about("field-not-list", field),
            FieldError::NotAnObject(field) => Problem::about("field-not-json", field),
            FieldError::TooMany { field, limit } => {
                Problem::about("field-too-many", field).with("limit", limit.to_string())
            }
            FieldError::TooLong { field, limit } => {
                Problem::about("field-too-long", field).with("limit", limit.to_string())
            }
            FieldError::IsList(field) => Problem::about("field-is-list", field),
            FieldError::NotASwitch { field, value } => {
                Problem::about("field-not-switch", field).with("value", value)
            }
            FieldError::NotAChoice { field, value, choices } => Problem::about("field-not-choice", field)
                .with("value", value)
                .with("choices", choices.join(", ")),
        }
    }
}

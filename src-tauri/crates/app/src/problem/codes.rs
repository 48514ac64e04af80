//! The codes of all problems, and who has to act.

use super::Severity;

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
    "source-stage-format",
    "source-stage-flow",
    "source-stage-timeout",
    "source-stage-kind",
    "source-stage-several",
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
    "server-name-invalid",
    "server-name-taken",
    "server-not-known",
    "server-profile-unreadable",
    "server-address-invalid",
    "server-address-http",
    "server-address-password",
    "server-no-token",
    "server-pin-invalid",
    "server-pin-http",
    "server-unreachable",
    "server-certificate-untrusted",
    "server-certificate-changed",
    "server-address-refused",
    "server-redirect",
    "server-token-refused",
    "server-not-permitted",
    "server-not-found",
    "server-refused",
    "server-crashed",
    "server-busy",
    "server-uncertain",
    "server-not-authentik",
    "server-malformed",
    "server-too-large",
    "server-too-old",
    "server-another",
    "plan-nothing",
    "plan-gone",
    "plan-not-a-plan",
    "plan-newer",
    "plan-not-as-shown",
    "plan-used",
    "plan-stale",
    "plan-partly",
    "plan-conflicts",
    "plan-other-server",
    "push-running",
    "push-refused",
    "push-crashed",
    "push-unknown",
    "push-secret-gone",
    "push-journal",
    "push-cancelled",
    "push-production",
    "push-not-confirmed",
    "push-run-not-found",
    "rollback-nothing",
    "pull-unknown",
    "login-page-unknown",
    "internal",
];

/// Returns who has to act on a problem with a code.
pub(super) fn severity(code: &str) -> Severity {
    match code {
        "internal" => Severity::Bug,
        "server-unreachable"
        | "server-certificate-untrusted"
        | "server-certificate-changed"
        | "server-address-refused"
        | "server-redirect"
        | "server-token-refused"
        | "server-not-permitted"
        | "server-not-found"
        | "server-refused"
        | "server-crashed"
        | "server-busy"
        | "server-uncertain"
        | "server-not-authentik"
        | "server-malformed"
        | "server-too-large"
        | "server-too-old"
        | "server-another"
        | "push-refused"
        | "push-crashed"
        | "push-unknown" => Severity::Server,
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
        | "server-name-invalid"
        | "server-name-taken"
        | "server-not-known"
        | "server-profile-unreadable"
        | "server-address-invalid"
        | "server-address-http"
        | "server-address-password"
        | "server-no-token"
        | "server-pin-invalid"
        | "server-pin-http"
        | "plan-nothing"
        | "plan-gone"
        | "plan-not-a-plan"
        | "plan-newer"
        | "plan-not-as-shown"
        | "plan-used"
        | "plan-other-server"
        | "push-running"
        | "push-production"
        | "push-not-confirmed"
        | "push-run-not-found"
        | "rollback-nothing"
        | "pull-unknown"
        | "login-page-unknown"
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
        | "source-stage-format"
        | "source-stage-flow"
        | "source-stage-timeout"
        | "source-stage-kind"
        | "source-stage-several"
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

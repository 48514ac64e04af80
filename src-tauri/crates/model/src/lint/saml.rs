//! Rules for SAML sources (authentik's `sources/saml/models.py`, `api.py` and `processors`).

use super::rule::{error, info, warning};
use super::{Finding, Rule, finding, is_on, text};
use crate::draft::Draft;
use crate::duration;

const API: &str = "sources/saml/api.py";

pub(super) const RULES: &[Rule] = &[
    error("saml-nothing-signed", API).refused(),
    warning("saml-unverified", "sources/saml/processors/response.py: no certificate, no check"),
    warning("saml-idp-initiated", "SAML 2.0 Profiles, 4.1.5; sources/saml/processors/response.py"),
    warning("saml-sha1", "RFC 9155; NIST SP 800-131A"),
    info("saml-signature-key", "sources/saml/processors/request.py").unknown_offline(),
    warning(
        "saml-transient",
        "sources/saml/processors/response.py: a transient NameID makes a temporary user",
    ),
    info("saml-name-id-email", "SAML 2.0 Core, 8.3.2"),
    error("duration-format", "lib/utils/time.py: timedelta_string_validator").refused(),
    info("saml-attributes", "sources/saml/processors/response.py; authentik issues 6622 and 12766")
        .unknown_offline(),
];

pub(super) fn lint(draft: &Draft) -> Vec<Finding> {
    if draft.source_type != "saml" {
        return Vec::new();
    }
    let mut findings = Vec::new();
    let verifies = !text(draft, "verification_kp").is_empty() || draft.is_tagged("verification_kp");
    let signed = ["signed_assertion", "signed_response"];
    if !verifies {
        findings.push(finding("saml-unverified", "verification_kp"));
    } else if !signed.iter().any(|field| is_on(draft, field) || draft.is_tagged(field)) {
        findings.push(finding("saml-nothing-signed", "signed_assertion").fixed_by_setting("true"));
    }
    if is_on(draft, "allow_idp_initiated") {
        findings.push(finding("saml-idp-initiated", "allow_idp_initiated").fixed_by_setting("false"));
    }
    for (field, better) in [
        ("digest_algorithm", "http://www.w3.org/2001/04/xmlenc#sha256"),
        ("signature_algorithm", "http://www.w3.org/2001/04/xmldsig-more#rsa-sha256"),
    ] {
        let algorithm = text(draft, field);
        if algorithm.ends_with("sha1") {
            let about =
                finding("saml-sha1", field).with("label", format!("field-{}", field.replace('_', "-")));
            // The algorithm goes with the key: a key for ECDSA or DSA signs with no other.
            findings.push(if algorithm.contains("ecdsa") {
                about.fixed_by_setting("http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha256")
            } else if algorithm.contains("dsa-") {
                about
            } else {
                about.fixed_by_setting(better)
            });
        } else if field == "signature_algorithm"
            && algorithm.contains("ecdsa")
            && !text(draft, "signing_kp").is_empty()
        {
            findings.push(finding("saml-signature-key", field).with("name", text(draft, "signing_kp")));
        }
    }
    let name_id = text(draft, "name_id_policy");
    if name_id.ends_with(":transient") {
        findings.push(
            finding("saml-transient", "name_id_policy")
                .fixed_by_setting("urn:oasis:names:tc:SAML:2.0:nameid-format:persistent"),
        );
    } else if name_id.ends_with(":emailAddress") {
        findings.push(
            finding("saml-name-id-email", "name_id_policy")
                .fixed_by_setting("urn:oasis:names:tc:SAML:2.0:nameid-format:persistent"),
        );
    }
    let duration = text(draft, "temporary_user_delete_after");
    if !duration.is_empty() && !duration::is_taken(duration) {
        findings.push(
            finding("duration-format", "temporary_user_delete_after")
                .with("duration", duration)
                .fixed_by_setting("days=1"),
        );
    }
    if draft.user_property_mappings.is_empty() {
        findings.push(finding("saml-attributes", "user_property_mappings"));
    }
    findings
}

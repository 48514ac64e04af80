//! The forms of SAML, Plex and Telegram sources, which people log in with and which are not OAuth
//! (authentik's `web/src/admin/sources/{saml,plex,telegram}`).

use super::field::{Default, Field, FieldKind, Group};
use super::fields::{
    authentication_flow, enabled, enrollment_flow, field, group_matching_mode, group_property_mappings, icon,
    name, policy_engine_mode, pre_authentication_flow, promoted, secret, slug, user_matching_mode,
    user_path_template, user_property_mappings,
};
use super::version::{Version, Versions};

const BINDINGS: &[&str] = &["REDIRECT", "POST_AUTO", "POST"];
/// The last one is only in the API.
const NAME_ID_POLICIES: &[&str] = &[
    "urn:oasis:names:tc:SAML:2.0:nameid-format:persistent",
    "urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress",
    "urn:oasis:names:tc:SAML:2.0:nameid-format:WindowsDomainQualifiedName",
    "urn:oasis:names:tc:SAML:1.1:nameid-format:X509SubjectName",
    "urn:oasis:names:tc:SAML:2.0:nameid-format:transient",
    "urn:oasis:names:tc:SAML:1.1:nameid-format:unspecified",
];
const DIGEST_ALGORITHMS: &[&str] = &[
    "http://www.w3.org/2000/09/xmldsig#sha1",
    "http://www.w3.org/2001/04/xmlenc#sha256",
    "http://www.w3.org/2001/04/xmldsig-more#sha384",
    "http://www.w3.org/2001/04/xmlenc#sha512",
];
/// Those with elliptic curves are only in the API.
const SIGNATURE_ALGORITHMS: &[&str] = &[
    "http://www.w3.org/2000/09/xmldsig#rsa-sha1",
    "http://www.w3.org/2001/04/xmldsig-more#rsa-sha256",
    "http://www.w3.org/2001/04/xmldsig-more#rsa-sha384",
    "http://www.w3.org/2001/04/xmldsig-more#rsa-sha512",
    "http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha1",
    "http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha256",
    "http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha384",
    "http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha512",
    "http://www.w3.org/2000/09/xmldsig#dsa-sha1",
];

/// Returns the fields of a SAML source.
pub(super) fn saml() -> Vec<Field> {
    let switch = |name, group| field(name, group, FieldKind::Switch);
    let certificate = |name, group| field(name, group, FieldKind::Certificate).nullable();
    vec![
        name(),
        slug(),
        enabled(),
        promoted(),
        user_matching_mode(Group::General),
        group_matching_mode(Group::General),
        icon(Group::General),
        field("sso_url", Group::Protocol, FieldKind::Url).demanded(),
        field("slo_url", Group::Protocol, FieldKind::Url).nullable(),
        field("issuer", Group::Protocol, FieldKind::Monospace).renamed(Version::V2026_8, "issuer_override"),
        field("binding_type", Group::Protocol, FieldKind::Radio(BINDINGS)).required().text("REDIRECT"),
        certificate("signing_kp", Group::Protocol),
        certificate("verification_kp", Group::Protocol),
        switch("signed_assertion", Group::Protocol)
            .on()
            .terraform(Default::Switch(false))
            .shown_when("verification_kp"),
        switch("signed_response", Group::Protocol).shown_when("verification_kp"),
        switch("allow_idp_initiated", Group::AdvancedProtocol),
        switch("force_authn", Group::AdvancedProtocol).only(Versions::since(Version::V2026_5)),
        field("name_id_policy", Group::AdvancedProtocol, FieldKind::Select(NAME_ID_POLICIES))
            .required()
            .text("urn:oasis:names:tc:SAML:2.0:nameid-format:persistent"),
        user_path_template(Group::AdvancedProtocol),
        field("temporary_user_delete_after", Group::AdvancedProtocol, FieldKind::Monospace)
            .required()
            .never_empty()
            .text("days=1"),
        field("digest_algorithm", Group::AdvancedProtocol, FieldKind::Select(DIGEST_ALGORITHMS))
            .required()
            .text("http://www.w3.org/2001/04/xmlenc#sha256"),
        field("signature_algorithm", Group::AdvancedProtocol, FieldKind::Select(SIGNATURE_ALGORITHMS))
            .required()
            .text("http://www.w3.org/2001/04/xmldsig-more#rsa-sha256"),
        certificate("encryption_kp", Group::AdvancedProtocol),
        user_property_mappings(),
        group_property_mappings(),
        pre_authentication_flow(),
        authentication_flow(),
        enrollment_flow(),
        policy_engine_mode(),
    ]
}

/// Returns the fields of a Plex source.
pub(super) fn plex() -> Vec<Field> {
    vec![
        name(),
        slug(),
        enabled(),
        promoted(),
        user_matching_mode(Group::General),
        group_matching_mode(Group::General),
        user_path_template(Group::General),
        icon(Group::General),
        // The API makes one up where none is given; the form shows the one that it made up.
        field("client_id", Group::Protocol, FieldKind::Monospace).never_empty(),
        // A secret, although the API shows it to everybody who may read the source.
        Field { write_only: None, ..secret("plex_token", Group::Protocol).demanded() },
        field("allow_friends", Group::Protocol, FieldKind::Switch).on(),
        field("allowed_servers", Group::Protocol, FieldKind::List),
        user_property_mappings(),
        group_property_mappings(),
        authentication_flow(),
        enrollment_flow(),
        policy_engine_mode(),
    ]
}

/// Returns the fields of a Telegram source.
pub(super) fn telegram() -> Vec<Field> {
    vec![
        name(),
        slug(),
        enabled(),
        promoted(),
        user_matching_mode(Group::General),
        field("bot_username", Group::Protocol, FieldKind::Monospace).demanded(),
        secret("bot_token", Group::Protocol).demanded(),
        field("request_message_access", Group::Protocol, FieldKind::Switch)
            .on()
            .api(Default::Switch(false))
            .terraform(Default::Switch(false)),
        user_property_mappings(),
        group_property_mappings(),
        pre_authentication_flow(),
        authentication_flow(),
        enrollment_flow(),
        policy_engine_mode(),
        icon(Group::ApiOnly).api_only(),
        user_path_template(Group::ApiOnly).api_only(),
    ]
}

//! Cases of the rules for SAML, LDAP, Kerberos, SCIM, Plex and Telegram.

use super::{Case, NOTHING};

pub(super) const CASES: &[Case] = &[
    // SAML.
    ("saml-unverified", "saml", NOTHING, |it| it.set("verification_kp", "IdP")),
    (
        "saml-nothing-signed",
        "saml",
        |it| {
            it.set("verification_kp", "IdP");
            it.set("signed_assertion", "false");
        },
        |it| it.set("verification_kp", "IdP"),
    ),
    ("saml-idp-initiated", "saml", |it| it.set("allow_idp_initiated", "true"), NOTHING),
    ("saml-sha1", "saml", |it| it.set("digest_algorithm", "http://www.w3.org/2000/09/xmldsig#sha1"), NOTHING),
    (
        "saml-sha1",
        "saml",
        |it| it.set("signature_algorithm", "http://www.w3.org/2000/09/xmldsig#dsa-sha1"),
        NOTHING,
    ),
    (
        "saml-signature-key",
        "saml",
        |it| {
            it.set("signing_kp", "Company");
            it.set("signature_algorithm", "http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha256");
        },
        |it| it.set("signing_kp", "Company"),
    ),
    (
        "saml-transient",
        "saml",
        |it| it.set("name_id_policy", "urn:oasis:names:tc:SAML:2.0:nameid-format:transient"),
        NOTHING,
    ),
    (
        "saml-name-id-email",
        "saml",
        |it| it.set("name_id_policy", "urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress"),
        NOTHING,
    ),
    (
        "duration-format",
        "saml",
        |it| it.set("temporary_user_delete_after", "1 day"),
        |it| it.set("temporary_user_delete_after", "hours=2;minutes=30"),
    ),
    ("saml-attributes", "saml", NOTHING, |it| it.map("a", "return {\"email\": root}")),
    // LDAP, Kerberos, SCIM.
    (
        "ldap-uri-format",
        "ldap",
        |it| it.set("server_uri", "ldap.example.com, ldaps://b.example.com"),
        |it| it.set("server_uri", "ldaps://a.example.com, ldaps://b.example.com"),
    ),
    ("ldap-uri-format", "ldap", |it| it.set("server_uri", "https://ldap.example.com"), NOTHING),
    (
        "ldap-plain",
        "ldap",
        |it| {
            it.set("server_uri", "ldap://ldap.example.com");
            it.set("start_tls", "false");
        },
        |it| it.set("server_uri", "ldap://ldap.example.com"),
    ),
    ("ldap-port", "ldap", |it| it.set("server_uri", "ldap://ldap.example.com:636"), NOTHING),
    ("ldap-unverified", "ldap", NOTHING, |it| it.set("peer_certificate", "Directory")),
    (
        "ldap-user-mappings-missing",
        "ldap",
        |it| it.draft.user_property_mappings.clear(),
        |it| {
            it.draft.user_property_mappings.clear();
            it.set("sync_users", "false");
        },
    ),
    (
        "ldap-group-mappings-missing",
        "ldap",
        |it| it.draft.group_property_mappings.clear(),
        |it| it.keep("group_property_mappings", "[!Find [a.b, [managed, c]]]"),
    ),
    ("ldap-password-sync", "ldap", NOTHING, |it| it.set("sync_users_password", "false")),
    ("ldap-anonymous", "ldap", NOTHING, |it| it.set("bind_cn", "cn=reader,dc=example,dc=com")),
    ("ldap-dn", "ldap", |it| it.set("base_dn", "example.com"), NOTHING),
    (
        "ldap-dn-twice",
        "ldap",
        |it| it.set("additional_user_dn", "ou=People, DC=example,DC=com"),
        |it| it.set("additional_user_dn", "ou=People"),
    ),
    ("ldap-filter", "ldap", |it| it.set("user_object_filter", "objectClass=person"), NOTHING),
    ("ldap-filter", "ldap", |it| it.set("group_object_filter", "(a=b)(c=d)"), NOTHING),
    ("ldap-membership-field", "ldap", |it| it.set("lookup_groups_from_user", "true"), NOTHING),
    ("ldap-unique-field", "ldap", |it| it.set("user_object_filter", "(objectClass=inetOrgPerson)"), NOTHING),
    ("ldap-deletes", "ldap", |it| it.set("delete_not_found_objects", "true"), NOTHING),
    ("kerberos-realm-case", "kerberos", |it| it.set("realm", "example.com"), NOTHING),
    ("kerberos-realm-taken", "kerberos", NOTHING, |it| it.set("realm", "")),
    ("kerberos-sync-credentials", "kerberos", NOTHING, |it| it.secret("sync_password", "x")),
    (
        "kerberos-sync-principal",
        "kerberos",
        |it| it.set("sync_ccache", "FILE:/x"),
        |it| {
            it.set("sync_ccache", "FILE:/x");
            it.set("sync_principal", "admin");
        },
    ),
    (
        "kerberos-server-name",
        "kerberos",
        |it| it.set("spnego_server_name", "auth.example.com"),
        |it| it.set("spnego_server_name", "HTTP@auth.example.com"),
    ),
    ("scim-takeover", "scim", NOTHING, NOTHING),
    // Plex and Telegram.
    (
        "plex-nobody",
        "plex",
        |it| it.set("allow_friends", "false"),
        |it| {
            it.set("allow_friends", "false");
            it.set("allowed_servers", "a");
        },
    ),
    ("plex-token-shown", "plex", NOTHING, NOTHING),
    (
        "telegram-bot-username",
        "telegram",
        |it| it.set("bot_username", "https://t.me/company_bot"),
        |it| it.set("bot_username", "CompanyBot"),
    ),
    ("telegram-bot-username", "telegram", |it| it.set("bot_username", "company"), NOTHING),
];

//! Rules for LDAP, Kerberos and SCIM sources (authentik's `sources/{ldap,kerberos,scim}`).

use super::rule::{error, info, warning};
use super::{Finding, Fix, Rule, finding, is_on, text};
use crate::draft::Draft;
use crate::mapping::PropertyMapping;
use crate::secret::Secrets;

const LDAP_API: &str = "sources/ldap/api.py";
const LDAP: &str = "sources/ldap/models.py";
const KERBEROS: &str = "sources/kerberos/models.py";

pub(super) const RULES: &[Rule] = &[
    error("ldap-uri-format", LDAP).refused(),
    warning("ldap-plain", "RFC 4513, 3"),
    warning("ldap-port", "IANA: 389 is ldap, 636 is ldaps"),
    warning("ldap-unverified", "sources/ldap/models.py: without a certificate none is checked"),
    error("ldap-user-mappings-missing", LDAP_API).refused(),
    error("ldap-group-mappings-missing", LDAP_API).refused(),
    info("ldap-password-sync", LDAP_API).unknown_offline(),
    info("ldap-anonymous", LDAP),
    warning("ldap-dn", "RFC 4514"),
    error("ldap-dn-twice", "sources/ldap/sync/base.py: it is put before the base DN"),
    error("ldap-filter", "RFC 4515"),
    warning("ldap-membership-field", "LDAPSourceForm.ts: with the switch on it is a field of users"),
    info("ldap-unique-field", "sources/ldap/models.py: objectSid is of Active Directory").unknown_offline(),
    info("ldap-deletes", "sources/ldap/sync"),
    warning("kerberos-realm-case", "RFC 4120, 6.1"),
    warning("kerberos-sync-credentials", KERBEROS),
    warning("kerberos-sync-principal", KERBEROS),
    warning("kerberos-server-name", "sources/kerberos/models.py: HTTP@host"),
    info("kerberos-realm-taken", "sources/kerberos/models.py: a realm is unique").unknown_offline(),
    warning("scim-takeover", "sources/scim/views/v2/users.py"),
];

pub(super) fn lint(draft: &Draft, secrets: &Secrets) -> Vec<Finding> {
    match draft.source_type.as_str() {
        "ldap" => lint_ldap(draft),
        "kerberos" => lint_kerberos(draft, secrets),
        "scim" => vec![finding("scim-takeover", "user_property_mappings")],
        _ => Vec::new(),
    }
}

fn lint_ldap(draft: &Draft) -> Vec<Finding> {
    let mut findings = lint_servers(draft);
    findings.extend(lint_ldap_mappings(draft));
    if is_on(draft, "sync_users_password") {
        findings.push(finding("ldap-password-sync", "sync_users_password"));
    }
    if text(draft, "bind_cn").is_empty() && !draft.is_tagged("bind_cn") {
        findings.push(finding("ldap-anonymous", "bind_cn"));
    }
    if is_on(draft, "delete_not_found_objects") {
        findings.push(finding("ldap-deletes", "delete_not_found_objects"));
    }
    findings.extend(lint_names(draft));
    for field in ["user_object_filter", "group_object_filter"] {
        let filter = text(draft, field);
        if !filter.is_empty() && !is_filter(filter) {
            let wrapped = format!("({})", filter.trim());
            let about = finding("ldap-filter", field).with("filter", filter);
            findings.push(if is_filter(&wrapped) { about.fixed_by_setting(wrapped) } else { about });
        }
    }
    if is_on(draft, "lookup_groups_from_user") && text(draft, "group_membership_field") == "member" {
        findings
            .push(finding("ldap-membership-field", "group_membership_field").fixed_by_setting("memberOf"));
    }
    let users = text(draft, "user_object_filter").to_lowercase();
    let is_other_directory =
        ["inetorgperson", "posixaccount", "ipausers"].iter().any(|name| users.contains(name))
            || text(draft, "user_membership_attribute").eq_ignore_ascii_case("uid");
    if is_other_directory && text(draft, "object_uniqueness_field") == "objectSid" {
        findings.push(finding("ldap-unique-field", "object_uniqueness_field").fixed_by_setting("entryUUID"));
    }
    findings
}

fn lint_servers(draft: &Draft) -> Vec<Finding> {
    const FIELD: &str = "server_uri";
    let servers = text(draft, FIELD);
    if servers.trim().is_empty() {
        return Vec::new();
    }
    let all = || servers.split(',').map(str::trim);
    let is_server = |server: &str| {
        url::Url::parse(server).is_ok_and(|url| {
            matches!(url.scheme(), "ldap" | "ldaps") && url.host_str().is_some_and(|host| !host.is_empty())
        })
    };
    if let Some(wrong) = all().find(|server| !is_server(server)) {
        let mended: Vec<String> = all()
            .map(
                |server| if server.contains("://") { server.to_owned() } else { format!("ldaps://{server}") },
            )
            .collect();
        let is_mended = mended.iter().all(|server| is_server(server));
        let fix = is_mended.then(|| Fix::Set { field: FIELD.to_owned(), value: mended.join(",") });
        return vec![finding("ldap-uri-format", FIELD).with("server", wrong).fixed_by(fix)];
    }
    let mut findings = Vec::new();
    let is_plain = all().any(|server| server.starts_with("ldap://"));
    let starts_tls = is_on(draft, "start_tls") || draft.is_tagged("start_tls");
    if let Some(server) = all().find(|server| server.starts_with("ldap://") && server.ends_with(":636")) {
        findings.push(
            finding("ldap-port", FIELD)
                .with("server", server)
                .fixed_by_setting(servers.replace(server, &server.replacen("ldap://", "ldaps://", 1))),
        );
    } else if is_plain && !starts_tls {
        let about = finding("ldap-plain", FIELD);
        let fix = Fix::Set { field: "start_tls".to_owned(), value: "true".to_owned() };
        findings.push(about.fixed_by(fix));
    }
    let is_encrypted = starts_tls || !is_plain;
    if is_encrypted && text(draft, "peer_certificate").is_empty() && !draft.is_tagged("peer_certificate") {
        findings.push(finding("ldap-unverified", "peer_certificate"));
    }
    findings
}

const LDAP_USER: &str = "\
# The left names are Active Directory's, the right ones those of other directories.
return {
    \"username\": list_flatten(ldap.get(\"sAMAccountName\") or ldap.get(\"uid\")),
    \"name\": list_flatten(ldap.get(\"displayName\") or ldap.get(\"cn\")),
    \"email\": list_flatten(ldap.get(\"mail\")),
}
";
const LDAP_GROUP: &str = "return {\"name\": list_flatten(ldap.get(\"cn\"))}\n";

fn lint_ldap_mappings(draft: &Draft) -> Vec<Finding> {
    let mapping = |what: &str, expression: &str| PropertyMapping {
        name: format!("{}: {what}", draft.slug),
        expression: expression.to_owned(),
    };
    let mut findings = Vec::new();
    if is_on(draft, "sync_users") && draft.user_property_mappings.is_empty() {
        let mapping = mapping("user", LDAP_USER);
        findings.push(
            finding("ldap-user-mappings-missing", "user_property_mappings")
                .fixed_by(Fix::AddUserPropertyMapping { mapping }),
        );
    }
    if is_on(draft, "sync_groups") && draft.group_property_mappings.is_empty() {
        let mapping = mapping("group", LDAP_GROUP);
        findings.push(
            finding("ldap-group-mappings-missing", "group_property_mappings")
                .fixed_by(Fix::AddGroupPropertyMapping { mapping }),
        );
    }
    findings
}

fn lint_names(draft: &Draft) -> Vec<Finding> {
    let base = text(draft, "base_dn");
    let mut findings = Vec::new();
    let about = |code: &str, field: &str| {
        finding(code, field)
            .with("label", format!("field-{}", field.replace('_', "-")))
            .with("dn", text(draft, field))
    };
    for field in ["base_dn", "additional_user_dn", "additional_group_dn"] {
        let name = text(draft, field);
        if !name.trim().is_empty() && !is_distinguished_name(name) {
            findings.push(about("ldap-dn", field));
        }
    }
    for field in ["additional_user_dn", "additional_group_dn"] {
        let name = text(draft, field);
        // ASCII only, so that lower case has the same length.
        let ends_with_base = !base.is_empty()
            && base.is_ascii()
            && name.is_ascii()
            && name.to_lowercase().ends_with(&base.to_lowercase());
        if ends_with_base {
            let rest = name.get(..name.len() - base.len()).unwrap_or_default();
            let rest = rest.trim_end().trim_end_matches(',').trim_end();
            findings.push(about("ldap-dn-twice", field).with("base", base).fixed_by_setting(rest));
        }
    }
    findings
}

fn is_distinguished_name(text: &str) -> bool {
    // A comma after a backslash belongs to the value.
    text.replace("\\,", "").split(',').all(|part| {
        part.split_once('=').is_some_and(|(kind, value)| {
            let kind = kind.trim();
            !kind.is_empty()
                && kind.bytes().all(|byte| byte.is_ascii_alphanumeric() || b".-".contains(&byte))
                && !value.trim().is_empty()
        })
    })
}

/// Returns whether a text is one filter in brackets. Brackets within values are written `\28` and `\29`.
fn is_filter(text: &str) -> bool {
    let text = text.trim();
    let mut depth = 0_usize;
    for (at, character) in text.char_indices() {
        match character {
            '(' => depth += 1,
            ')' if depth == 0 => return false,
            ')' => depth -= 1,
            _ if depth == 0 => return false,
            _ => {}
        }
        // The first bracket is closed by the last.
        if depth == 0 && at + 1 < text.len() {
            return false;
        }
    }
    depth == 0 && text.len() > 2 && text.contains(['=', '>', '<'])
}

fn lint_kerberos(draft: &Draft, secrets: &Secrets) -> Vec<Finding> {
    let mut findings = Vec::new();
    let realm = text(draft, "realm");
    if realm != realm.to_uppercase() {
        findings.push(
            finding("kerberos-realm-case", "realm")
                .with("realm", realm)
                .fixed_by_setting(realm.to_uppercase()),
        );
    } else if !realm.is_empty() {
        findings.push(finding("kerberos-realm-taken", "realm").with("realm", realm));
    }
    let is_given =
        |field: &str| !text(draft, field).is_empty() || draft.is_tagged(field) || secrets.has(field);
    let has_credentials = ["sync_password", "sync_keytab", "sync_ccache"].into_iter().any(is_given);
    if is_on(draft, "sync_users") && !has_credentials {
        findings.push(finding("kerberos-sync-credentials", "sync_users").fixed_by_setting("false"));
    } else if is_on(draft, "sync_users") && !is_given("sync_principal") {
        findings.push(finding("kerberos-sync-principal", "sync_principal"));
    }
    let server = text(draft, "spnego_server_name");
    let is_service =
        server.split_once('@').is_some_and(|(service, host)| service == "HTTP" && host.contains('.'));
    if !server.is_empty() && !is_service {
        // In a full principal, `HTTP/host@REALM`, the host stands before the realm.
        let host = match server.split_once('/') {
            Some((_, host)) => host.split('@').next(),
            None => server.rsplit('@').next(),
        };
        let host = host.unwrap_or_default();
        let about = finding("kerberos-server-name", "spnego_server_name").with("name", server);
        findings.push(if host.contains('.') {
            about.fixed_by_setting(format!("HTTP@{host}"))
        } else {
            about
        });
    }
    findings
}

#[cfg(test)]
mod tests {
    use super::{is_distinguished_name, is_filter};

    #[test]
    fn a_filter_stands_in_one_pair_of_brackets() {
        for (text, is) in [
            ("(objectClass=person)", true),
            ("(&(objectClass=user)(!(cn=x)))", true),
            ("objectClass=person", false),
            ("(a=b)(c=d)", false),
            ("((a=b)", false),
            ("()", false),
            ("", false),
        ] {
            assert_eq!(is_filter(text), is, "{text}");
        }
    }

    #[test]
    fn a_distinguished_name_is_pairs_and_commas() {
        for (text, is) in [
            ("dc=example,dc=com", true),
            ("ou=People, dc=example", true),
            ("cn=Doe\\, John,dc=example", true),
            ("example.com", false),
            ("dc=example,", false),
            ("=x", false),
        ] {
            assert_eq!(is_distinguished_name(text), is, "{text}");
        }
    }
}

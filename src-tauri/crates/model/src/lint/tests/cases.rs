//! For each rule a draft that breaks it and one that does not.

mod credentials;
mod directory;
mod general;
mod matching;
mod oauth;

use super::*;

/// A draft in the hand of a case.
pub(super) struct It {
    pub(super) draft: Draft,
    pub(super) secrets: Secrets,
}

impl It {
    /// A draft of a kind whose required fields are filled in and which has no error.
    pub(super) fn filled(kind: &str) -> It {
        let mut it = It {
            draft: Draft::new(DraftId::from_random([1; 16]), kind, "Company", "company").unwrap(),
            secrets: Secrets::default(),
        };
        for (field, value) in FILLED {
            if it.draft.kind().unwrap().field(field).is_some() {
                it.set(field, value);
            }
        }
        it.set("authentik_host", "auth.example.com");
        if let Some((_, key)) = KEYS.iter().find(|(of, _)| *of == kind) {
            it.set("consumer_key", key);
        }
        if matches!(kind, "openidconnect" | "okta" | "mailcow") {
            for (field, path) in [
                ("authorization_url", "authorize"),
                ("access_token_url", "token"),
                ("profile_url", "userinfo"),
            ] {
                it.set(field, &format!("https://id.example.com/{path}"));
            }
        }
        if kind == "ldap" {
            it.map("company: user", "return {\"username\": ldap.get(\"uid\")}");
            it.map_group("company: group", "return {\"name\": ldap.get(\"cn\")}");
        }
        if kind == "wechat" {
            it.draft.user_property_mappings.push(PropertyMapping::wechat_nickname_repair("company"));
        }
        it
    }

    pub(super) fn set(&mut self, field: &str, value: &str) {
        self.draft.set(field, value).unwrap();
    }

    fn raw(&mut self, field: &str, value: &str) {
        self.draft.values.insert(field.into(), FieldValue::Text(value.into()));
    }

    fn secret(&mut self, field: &str, text: &str) {
        self.secrets.set(field, Secret::new(text.into()));
    }

    fn map(&mut self, name: &str, expression: &str) {
        let mapping = PropertyMapping { name: name.into(), expression: expression.into() };
        self.draft.user_property_mappings.push(mapping);
    }

    fn map_group(&mut self, name: &str, expression: &str) {
        let mapping = PropertyMapping { name: name.into(), expression: expression.into() };
        self.draft.group_property_mappings.push(mapping);
    }

    fn keep(&mut self, attribute: &str, yaml: &str) {
        self.draft.kept.attrs.insert(attribute.into(), yaml.into());
    }

    fn keep_before(&mut self, yaml: &str) {
        self.draft.kept.before.push(yaml.into());
    }

    fn registered(&mut self, host: &str, slug: &str) {
        self.draft.deployment.registered = Some(Registration {
            slug: slug.into(),
            callback_url: format!("https://{host}/source/oauth/callback/{slug}/"),
        });
    }
}

const FILLED: &[(&str, &str)] = &[
    ("consumer_key", "key"),
    ("server_uri", "ldaps://ldap.example.com"),
    ("base_dn", "dc=example,dc=com"),
    ("realm", "EXAMPLE.COM"),
    ("sso_url", "https://idp.example.com/sso"),
    ("bot_username", "company_bot"),
];

const KEYS: &[(&str, &str)] = &[
    ("apple", "com.example.login;ABCDE12345;12345ABCDE"),
    ("azuread", "00000000-0000-4000-8000-000000000001"),
    ("discord", "100000000000000000"),
    ("entraid", "00000000-0000-4000-8000-000000000001"),
    ("facebook", "1000000000000000"),
    ("github", "Ov23li0000000000000a"),
    ("google", "100000000000-abc.apps.googleusercontent.com"),
    ("slack", "1000000000.1000000000"),
    ("twitch", "0123456789abcdefghijklmnopqrst"),
    ("wechat", "wx0000000000000001"),
];

type Change = fn(&mut It);
/// The code, the kind of source, what breaks the rule, what keeps it.
pub(super) type Case = (&'static str, &'static str, Change, Change);

const NOTHING: Change = |_| {};
const SECRET: &str = "0123456789abcdef0123456789abcdef";
const RETURN: &str = "return {\"username\": info.get(\"sub\")}";

/// All cases.
pub(super) fn all() -> impl Iterator<Item = &'static Case> {
    [general::CASES, credentials::CASES, oauth::CASES, directory::CASES, matching::CASES]
        .into_iter()
        .flatten()
}

//! Rules for keys and secrets: what each provider's look like. To add a provider is to add a row.

use super::rule::{error, info, warning};
use super::{Finding, Fix, Rule, finding, text};
use crate::catalogue::{Field, SourceType};
use crate::draft::Draft;
use crate::lint::matching::provider_name;
use crate::secret::Secrets;

const CONSOLES: &str = "The providers' own documents and consoles";

pub(super) const RULES: &[Rule] = &[
    warning("key-whitespace", "answers of a live 2026.5 server: the ends are trimmed"),
    warning("key-format", CONSOLES),
    error("apple-key-format", "sources/oauth/types/apple.py: three parts, split at semicolons"),
    info("secret-missing", "Source Desk keeps secrets in memory only"),
    warning("secret-whitespace", "answers of a live 2026.5 server: the ends are trimmed"),
    warning("secret-format", CONSOLES),
    warning("secret-is-an-id", "Microsoft Entra admin center: Secret ID and Value"),
    error("apple-secret-format", "sources/oauth/types/apple.py: it signs with the key"),
];

/// What a key or secret looks like.
struct Shape {
    source_type: &'static str,
    field: &'static str,
    fits: fn(&str) -> bool,
    example: &'static str,
}

const SHAPES: &[Shape] = &[
    shape("azuread", "consumer_key", is_uuid, "00000000-0000-0000-0000-000000000000"),
    shape("discord", "consumer_key", |text| is_digits(text, 17..=20), "100000000000000000"),
    shape("entraid", "consumer_key", is_uuid, "00000000-0000-0000-0000-000000000000"),
    shape("facebook", "consumer_key", |text| is_digits(text, 13..=18), "1000000000000000"),
    shape("facebook", "consumer_secret", |text| is_hex(text, 32), "0123456789abcdef0123456789abcdef"),
    shape("github", "consumer_key", is_github_key, "Ov23li0000000000000a"),
    shape("github", "consumer_secret", |text| is_hex(text, 40), "0123456789abcdef0123456789abcdef01234567"),
    shape(
        "google",
        "consumer_key",
        |text| text.ends_with(".apps.googleusercontent.com"),
        "100000000000-abc.apps.googleusercontent.com",
    ),
    shape("slack", "consumer_key", is_slack_key, "1000000000.1000000000"),
    shape("slack", "consumer_secret", |text| is_hex(text, 32), "0123456789abcdef0123456789abcdef"),
    shape("telegram", "bot_token", is_telegram_token, "100000000:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"),
    shape("twitch", "consumer_key", is_twitch_key, "0123456789abcdefghijklmnopqrst"),
];

const fn shape(
    source_type: &'static str,
    field: &'static str,
    fits: fn(&str) -> bool,
    example: &'static str,
) -> Shape {
    Shape { source_type, field, fits, example }
}

pub(super) fn lint(draft: &Draft, secrets: &Secrets) -> Vec<Finding> {
    let Some(kind) = draft.kind().filter(|kind| kind.id != "wechat") else { return Vec::new() };
    let mut findings = Vec::new();
    findings.extend(kind.field("consumer_key").and_then(|field| lint_key(draft, kind, field)));
    for field in draft.wanted_secrets(Some(secrets)) {
        findings.extend(lint_secret(kind, field, secrets));
    }
    findings
}

fn lint_key(draft: &Draft, kind: &SourceType, field: &Field) -> Option<Finding> {
    let key = text(draft, field.name);
    let about = |code: &str| {
        finding(code, field.name)
            .with("label", field.label_id())
            .with("key", key)
            .with("provider", provider_name(kind))
    };
    let cleaned: String = key.chars().filter(|character| !character.is_whitespace()).collect();
    if cleaned.is_empty() {
        return None;
    }
    if cleaned != key {
        return Some(about("key-whitespace").fixed_by_setting(cleaned));
    }
    if kind.id == "apple" {
        let is_id = |part: &str| part.len() == 10 && part.bytes().all(|byte| byte.is_ascii_alphanumeric());
        let parts: Vec<&str> = key.split(';').collect();
        let fits =
            matches!(parts[..], [services, team, key] if services.contains('.') && is_id(team) && is_id(key));
        return (!fits).then(|| about("apple-key-format"));
    }
    let shape = shape_of(kind, field.name)?;
    (!(shape.fits)(key)).then(|| about("key-format").with("example", shape.example))
}

fn shape_of(kind: &SourceType, field: &str) -> Option<&'static Shape> {
    SHAPES.iter().find(|shape| shape.source_type == kind.id && shape.field == field)
}

fn lint_secret(kind: &SourceType, field: &Field, secrets: &Secrets) -> Option<Finding> {
    let about = |code: &str| {
        finding(code, field.name).with("label", field.label_id()).with("provider", provider_name(kind))
    };
    let Some(secret) = secrets.get(field.name) else {
        // One that is locked away is there. What it looks like is told once the vault is open.
        return (!secrets.has(field.name)).then(|| about("secret-missing"));
    };
    // EXPOSE: the lint looks at the characters; nothing of them goes into the finding but their number.
    let text = secret.expose();
    if kind.id == "apple" {
        let is_key =
            text.contains("-----BEGIN PRIVATE KEY-----") && text.contains("-----END PRIVATE KEY-----");
        return (!is_key).then(|| about("apple-secret-format"));
    }
    // A directory's password may have spaces of its own; a provider's secret or token never has.
    let is_token = matches!(field.name, "consumer_secret" | "bot_token" | "plex_token");
    if !is_token {
        return None;
    }
    if text.chars().any(char::is_whitespace) {
        return Some(about("secret-whitespace").fixed_by(Fix::TrimSecret { field: field.name.to_owned() }));
    }
    if matches!(kind.id, "azuread" | "entraid") && is_uuid(text) {
        return Some(about("secret-is-an-id"));
    }
    let shape = shape_of(kind, field.name)?;
    (!(shape.fits)(text)).then(|| {
        about("secret-format")
            .with("characters", secret.n_characters().to_string())
            .with("example", shape.example)
    })
}

fn is_uuid(text: &str) -> bool {
    text.len() == 36 && uuid::Uuid::parse_str(text).is_ok()
}

fn is_digits(text: &str, lengths: std::ops::RangeInclusive<usize>) -> bool {
    lengths.contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit())
}

fn is_hex(text: &str, length: usize) -> bool {
    text.len() == length && text.bytes().all(|byte| byte.is_ascii_hexdigit())
}

fn is_github_key(text: &str) -> bool {
    let is_app = ["Iv1.", "Iv23", "Ov23"].iter().any(|prefix| text.starts_with(prefix)) && text.len() == 20;
    is_app || is_hex(text, 20)
}

fn is_slack_key(text: &str) -> bool {
    text.split_once('.').is_some_and(|(one, other)| is_digits(one, 6..=20) && is_digits(other, 6..=20))
}

fn is_telegram_token(text: &str) -> bool {
    let is_hash = |hash: &str| {
        hash.len() == 35 && hash.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_".contains(&byte))
    };
    text.split_once(':').is_some_and(|(bot, hash)| is_digits(bot, 6..=16) && is_hash(hash))
}

fn is_twitch_key(text: &str) -> bool {
    text.len() == 30 && text.bytes().all(|byte| byte.is_ascii_digit() || byte.is_ascii_lowercase())
}

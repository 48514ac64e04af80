//! Rules for WeChat (WeChat Open Platform 网站应用微信登录; authentik's `sources/oauth/types/wechat.py`).

use super::rule::{error, info, warning};
use super::{Finding, Fix, Rule, finding};
use crate::draft::Draft;
use crate::mapping::PropertyMapping;
use crate::secret::{Secret, Secrets};

const TYPE: &str = "sources/oauth/types/wechat.py";

pub(super) const RULES: &[Rule] = &[
    error("appid-missing", "answers of a live 2026.5 server").refused(),
    error("appid-format", "WeChat Open Platform"),
    info("appsecret-missing", "Source Desk keeps secrets in memory only"),
    warning("appsecret-whitespace", "answers of a live 2026.5 server: the ends are trimmed"),
    error("appsecret-format", "WeChat Open Platform"),
    error("scopes-extra", "sources/oauth/types/wechat.py; the redirects of a live 2026.5 server"),
    warning("nickname-garbled", TYPE),
];

const APPSECRET: &str = "consumer_secret";

pub(super) fn lint(draft: &Draft, secrets: &Secrets) -> Vec<Finding> {
    if draft.source_type != "wechat" {
        return Vec::new();
    }
    let mut findings = Vec::new();
    findings.extend(lint_appid(draft));
    // One that is locked away is there. What it looks like is told once the vault is open.
    if secrets.get(APPSECRET).is_some() || !secrets.has(APPSECRET) {
        findings.extend(lint_appsecret(secrets.get(APPSECRET)));
    }
    if !draft.text("additional_scopes").is_empty() {
        let sent = crate::request::scope(draft.text("additional_scopes"));
        findings.push(finding("scopes-extra", "additional_scopes").with("sent", sent).fixed_by_setting(""));
    }
    if !draft.user_property_mappings.iter().any(PropertyMapping::repairs_nickname) {
        let mapping = PropertyMapping::wechat_nickname_repair(&draft.slug);
        let fix = Fix::AddUserPropertyMapping { mapping };
        findings.push(finding("nickname-garbled", "user_property_mappings").fixed_by(fix));
    }
    findings
}

/// Returns whether the text is an AppID: `wx` and 16 lower-case hexadecimal digits.
pub fn is_appid(text: &str) -> bool {
    text.strip_prefix("wx").is_some_and(|digits| digits.len() == 16 && digits.bytes().all(is_lower_hex))
}

/// Returns whether the text is an AppSecret: 32 lower-case hexadecimal digits.
pub fn is_appsecret(text: &str) -> bool {
    text.len() == 32 && text.bytes().all(is_lower_hex)
}

fn lint_appid(draft: &Draft) -> Option<Finding> {
    let appid = draft.text("consumer_key");
    if appid.is_empty() {
        return Some(finding("appid-missing", "consumer_key"));
    }
    if is_appid(appid) {
        return None;
    }
    let cleaned: String =
        appid.chars().filter(|character| !character.is_whitespace()).collect::<String>().to_lowercase();
    let fix = is_appid(&cleaned).then(|| Fix::Set { field: "consumer_key".to_owned(), value: cleaned });
    Some(finding("appid-format", "consumer_key").with("appid", appid).fixed_by(fix))
}

fn lint_appsecret(secret: Option<&Secret>) -> Option<Finding> {
    let Some(secret) = secret else {
        return Some(finding("appsecret-missing", APPSECRET));
    };
    // EXPOSE: the lint looks at the characters; nothing of them goes into the finding but their number.
    let text = secret.expose();
    let cleaned: String = text.chars().filter(|character| !character.is_whitespace()).collect();
    let right = is_appsecret(&cleaned);
    match (right, cleaned.len() == text.len()) {
        (true, true) => None,
        (true, false) => Some(
            finding("appsecret-whitespace", APPSECRET)
                .fixed_by(Fix::TrimSecret { field: APPSECRET.to_owned() }),
        ),
        (false, _) => {
            Some(finding("appsecret-format", APPSECRET).with("characters", secret.n_characters().to_string()))
        }
    }
}

fn is_lower_hex(byte: u8) -> bool {
    byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte)
}

//! Rules for Plex and Telegram sources (authentik's `sources/{plex,telegram}`).

use super::rule::{info, warning};
use super::{Finding, Rule, finding, is_on, text};
use crate::draft::Draft;

pub(super) const RULES: &[Rule] = &[
    warning(
        "plex-nobody",
        "sources/plex/api/source.py: only friends, members of allowed servers and the owner",
    ),
    info("plex-token-shown", "sources/plex/api/source.py: the token is not write-only"),
    warning("telegram-bot-username", "Telegram Bot API: user names of bots end with bot"),
];

pub(super) fn lint(draft: &Draft) -> Vec<Finding> {
    match draft.source_type.as_str() {
        "plex" => lint_plex(draft),
        "telegram" => lint_bot(draft).into_iter().collect(),
        _ => Vec::new(),
    }
}

fn lint_plex(draft: &Draft) -> Vec<Finding> {
    let mut findings = vec![finding("plex-token-shown", "plex_token")];
    let lets_friends_in = is_on(draft, "allow_friends") || draft.is_tagged("allow_friends");
    if !lets_friends_in && draft.list("allowed_servers").is_empty() && !draft.is_tagged("allowed_servers") {
        findings.push(finding("plex-nobody", "allowed_servers"));
    }
    findings
}

fn lint_bot(draft: &Draft) -> Option<Finding> {
    const FIELD: &str = "bot_username";
    let bot = text(draft, FIELD);
    let is_bot = |name: &str| {
        (5..=32).contains(&name.len())
            && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_')
            && name.to_lowercase().ends_with("bot")
    };
    if bot.is_empty() || is_bot(bot) {
        return None;
    }
    let name = bot.trim().rsplit(['/', '@']).next().unwrap_or_default();
    let about = finding("telegram-bot-username", FIELD).with("bot", bot);
    Some(if is_bot(name) { about.fixed_by_setting(name) } else { about })
}
